using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>The numbered objects of a file and its cross-reference table.</summary>
/// <param name="compress">False leaves streams readable, for tests that look at or damage them.</param>
internal sealed class PdfObjects(bool compress)
{
    private readonly List<byte[]?> bodies = [];

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
    }

    /// <summary>Writes the file. Its identifier is the hash of its content, so it changes exactly when the content does.</summary>
    public void Write(Stream output, int catalog, int info)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long position = 0;
        void Put(ReadOnlySpan<byte> bytes)
        {
            output.Write(bytes);
            hash.AppendData(bytes);
            position += bytes.Length;
        }

        // The comment's bytes above 127 tell transfer programs that the file is binary.
        Put("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var offsets = new long[bodies.Count];
        for (var i = 0; i < bodies.Count; i++)
        {
            offsets[i] = position;
            Put(Encoding.ASCII.GetBytes(PdfSyntax.Number(i + 1) + " 0 obj\n"));
            Put(bodies[i] ?? throw new InvalidOperationException("A reserved object was never filled in."));
            Put("\nendobj\n"u8);
        }

        var start = position;
        var table = new StringBuilder($"xref\n0 {PdfSyntax.Number(bodies.Count + 1)}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            table.Append(offset.ToString("D10", CultureInfo.InvariantCulture)).Append(" 00000 n \n");
        }

        Put(Encoding.ASCII.GetBytes(table.ToString()));
        var id = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
        Put(Encoding.ASCII.GetBytes(
            $"trailer\n<</Size {PdfSyntax.Number(bodies.Count + 1)} /Root {PdfSyntax.Reference(catalog)} /Info {PdfSyntax.Reference(info)} "
            + $"/ID [<{id}> <{id}>]>>\nstartxref\n{start.ToString(CultureInfo.InvariantCulture)}\n%%EOF\n"));
    }
}
