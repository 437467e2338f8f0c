using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>The numbered objects of a file and their cross-references.</summary>
/// <param name="compress">False leaves everything readable, for tests that look at or damage it.</param>
internal sealed class PdfObjects(bool compress)
{
    /// <summary>So many objects share a stream: enough to pack well, few enough to be read quickly.</summary>
    private const int PerStream = 200;

    private readonly List<byte[]?> bodies = [];
    private readonly HashSet<int> streams = [];

    /// <summary>Takes a number for an object that is filled in later.</summary>
    public int Reserve()
    {
        bodies.Add(null);
        return bodies.Count;
    }

    /// <summary>Fills in a reserved object.</summary>
    public void Set(int number, string body) => bodies[number - 1] = Encoding.ASCII.GetBytes(body);

    /// <summary>Adds an object.</summary>
    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    /// <summary>Adds a stream.</summary>
    /// <param name="entries">Its dictionary's entries besides length and filter.</param>
    /// <param name="data">Its bytes.</param>
    /// <param name="plain">True for a stream that must stay readable to tools that know no PDF: the metadata.</param>
    public int AddStream(string entries, byte[] data, bool plain = false)
    {
        var number = Reserve();
        SetStream(number, entries, data, plain);
        return number;
    }

    /// <summary>Fills in a reserved object with a stream.</summary>
    public void SetStream(int number, string entries, byte[] data, bool plain = false)
    {
        var packed = compress && !plain;
        var stored = packed ? Deflate.Zlib(data) : data;
        var head = $"<<{entries}{(packed ? " /Filter /FlateDecode" : "")} /Length {PdfSyntax.Number(stored.Length)}>>\nstream\n";
        bodies[number - 1] = [.. Encoding.ASCII.GetBytes(head), .. stored, .. "\nendstream"u8];
        streams.Add(number);
    }

    /// <summary>Writes the file. Its identifier is the hash of its content, so it changes exactly when the content does.</summary>
    public void Write(Stream output, int catalog, int info)
    {
        var homes = compress ? Pack() : [];
        using var file = new HashedOutput(output);

        // The comment's bytes above 127 tell transfer programs that the file is binary.
        file.Put([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var offsets = new long[bodies.Count];
        for (var i = 0; i < bodies.Count; i++)
        {
            if (!homes.ContainsKey(i + 1))
            {
                offsets[i] = file.Position;
                file.Put(Encoding.ASCII.GetBytes(PdfSyntax.Number(i + 1) + " 0 obj\n"));
                file.Put(Body(i + 1));
                file.Put("\nendobj\n"u8);
            }
        }

        var roots = $"/Root {PdfSyntax.Reference(catalog)} /Info {PdfSyntax.Reference(info)}";
        var start = file.Position;
        if (compress)
        {
            PutStream(file, offsets, homes, roots);
        }
        else
        {
            PutTable(file, offsets, roots);
        }

        file.Put(Encoding.ASCII.GetBytes($"startxref\n{start.ToString(CultureInfo.InvariantCulture)}\n%%EOF\n"));
    }

    private byte[] Body(int number) => bodies[number - 1] ?? throw new InvalidOperationException("A reserved object was never filled in.");

    /// <summary>Puts all that is no stream into streams, and tells for each object in which and as which of it.</summary>
    private Dictionary<int, (int Stream, int Index)> Pack()
    {
        var homes = new Dictionary<int, (int Stream, int Index)>();
        foreach (var chunk in Enumerable.Range(1, bodies.Count).Where(number => !streams.Contains(number)).Chunk(PerStream).ToList())
        {
            var head = new StringBuilder();
            var data = new MemoryStream();
            for (var i = 0; i < chunk.Length; i++)
            {
                head.Append(PdfSyntax.Number(chunk[i])).Append(' ').Append(PdfSyntax.Number((int)data.Length)).Append(' ');
                data.Write(Body(chunk[i]));
                data.WriteByte((byte)'\n');
            }

            var first = Encoding.ASCII.GetBytes(head.ToString());
            var stream = AddStream(
                $"/Type /ObjStm /N {PdfSyntax.Number(chunk.Length)} /First {PdfSyntax.Number(first.Length)}", [.. first, .. data.ToArray()]);
            for (var i = 0; i < chunk.Length; i++)
            {
                homes[chunk[i]] = (stream, i);
            }
        }

        return homes;
    }

    private void PutTable(HashedOutput file, long[] offsets, string roots)
    {
        var table = new StringBuilder($"xref\n0 {PdfSyntax.Number(bodies.Count + 1)}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            table.Append(offset.ToString("D10", CultureInfo.InvariantCulture)).Append(" 00000 n \n");
        }

        file.Put(Encoding.ASCII.GetBytes(table.ToString()));
        file.Put(Encoding.ASCII.GetBytes($"trailer\n<</Size {PdfSyntax.Number(bodies.Count + 1)} {roots} {file.Identifier()}>>\n"));
    }

    /// <summary>The cross-references as a stream, itself the last object: kind, offset or home, index, in one, four and two bytes.</summary>
    private void PutStream(HashedOutput file, long[] offsets, Dictionary<int, (int Stream, int Index)> homes, string roots)
    {
        var entries = new byte[7 * (bodies.Count + 2)];
        BinaryPrimitives.WriteUInt16BigEndian(entries.AsSpan(5), 0xFFFF);
        for (var number = 1; number <= bodies.Count + 1; number++)
        {
            var entry = entries.AsSpan(7 * number, 7);
            var packed = homes.TryGetValue(number, out var home);
            entry[0] = (byte)(packed ? 2 : 1);
            BinaryPrimitives.WriteUInt32BigEndian(
                entry[1..], packed ? (uint)home.Stream : checked((uint)(number <= bodies.Count ? offsets[number - 1] : file.Position)));
            BinaryPrimitives.WriteUInt16BigEndian(entry[5..], (ushort)home.Index);
        }

        var own = bodies.Count + 1;
        var size = PdfSyntax.Number(own + 1);
        SetStream(Reserve(), $"/Type /XRef /Size {size} /W [1 4 2] {roots} {file.Identifier()}", entries);
        file.Put(Encoding.ASCII.GetBytes(PdfSyntax.Number(own) + " 0 obj\n"));
        file.Put(Body(own));
        file.Put("\nendobj\n"u8);
    }

    /// <summary>An output that knows how much was written and what it hashes to.</summary>
    private sealed class HashedOutput(Stream output) : IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Position { get; private set; }

        public void Put(ReadOnlySpan<byte> bytes)
        {
            output.Write(bytes);
            hash.AppendData(bytes);
            Position += bytes.Length;
        }

        /// <summary>The trailer's entry: the hash of all that was written.</summary>
        public string Identifier()
        {
            var id = Convert.ToHexString(hash.GetCurrentHash().AsSpan(0, 16));
            return $"/ID [<{id}> <{id}>]";
        }

        public void Dispose() => hash.Dispose();
    }
}
