using System.Buffers.Binary;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A font file that holds only the glyphs a document draws, in the order the document numbers them.</summary>
internal static class FontSubset
{
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;
    private const int HasInstructions = 0x0100;

    /// <summary>Builds the file.</summary>
    /// <param name="font">The whole font.</param>
    /// <param name="glyphs">Original glyph of each new one; the first is 0. A glyph may stand there twice, with different meanings.</param>
    public static byte[] Build(TrueTypeFont font, IReadOnlyList<int> glyphs)
    {
        // Parts of composite glyphs are drawn though no text asks for them: they go behind the document's own.
        List<int> all = [.. glyphs];
        var outlines = new List<byte[]>();
        for (var i = 0; i < all.Count; i++)
        {
            outlines.Add(Renumbered(font.Outline(all[i]), all));
        }

        var glyf = new List<byte>();
        var loca = new List<byte>();
        var metrics = new List<byte>();
        for (var i = 0; i < all.Count; i++)
        {
            Append(loca, glyf.Count, 4);
            glyf.AddRange(outlines[i]);
            glyf.AddRange(new byte[(4 - (glyf.Count % 4)) % 4]);
            Append(metrics, font.Advance(all[i]), 2);
            Append(metrics, font.SideBearing(all[i]), 2);
        }

        Append(loca, glyf.Count, 4);
        var head = font.TableBytes("head").ToArray();
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.TableBytes("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)all.Count);
        var maxp = font.TableBytes("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)all.Count);
        return Assemble([("glyf", [.. glyf]), ("head", head), ("hhea", hhea), ("hmtx", [.. metrics]), ("loca", [.. loca]), ("maxp", maxp)]);
    }

    /// <summary>
    /// An outline without its hinting program (no reader of print needs it, and it calls functions that are left out),
    /// its parts pointing at their new numbers.
    /// </summary>
    private static byte[] Renumbered(ReadOnlySpan<byte> outline, List<int> all)
    {
        if (outline.IsEmpty)
        {
            return [];
        }

        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours >= 0)
        {
            var at = 10 + (2 * contours);
            var instructions = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            return [.. outline[..at], 0, 0, .. outline[(at + 2 + instructions)..]];
        }

        var copy = outline.ToArray();
        var position = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(position));
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(position), (ushort)(flags & ~HasInstructions));
            int part = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(position + 2));
            var number = all.IndexOf(part);
            if (number < 0)
            {
                number = all.Count;
                all.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(position + 2), (ushort)number);
            position += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2)
                + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
        }
        while ((flags & MoreComponents) != 0);
        return copy[..position];
    }

    private static byte[] Assemble((string Tag, byte[] Data)[] tables)
    {
        var power = 1;
        var log = 0;
        while (power * 2 <= tables.Length)
        {
            (power, log) = (power * 2, log + 1);
        }

        var file = new List<byte>();
        Append(file, 0x00010000, 4);
        Append(file, tables.Length, 2);
        Append(file, power * 16, 2);
        Append(file, log, 2);
        Append(file, (tables.Length - power) * 16, 2);
        var offset = 12 + (16 * tables.Length);
        foreach (var (tag, data) in tables)
        {
            file.AddRange(Encoding.ASCII.GetBytes(tag));
            Append(file, unchecked((int)CheckSum(data)), 4);
            Append(file, offset, 4);
            Append(file, data.Length, 4);
            offset += (data.Length + 3) / 4 * 4;
        }

        var headAt = 0;
        foreach (var (tag, data) in tables)
        {
            headAt = tag == "head" ? file.Count : headAt;
            file.AddRange(data);
            file.AddRange(new byte[(4 - (data.Length % 4)) % 4]);
        }

        byte[] bytes = [.. file];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(headAt + 8), 0xB1B0AFBA - CheckSum(bytes));
        return bytes;
    }

    private static uint CheckSum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (var i = 0; i < data.Length; i++)
        {
            sum += (uint)data[i] << (24 - (8 * (i % 4)));
        }

        return sum;
    }

    private static void Append(List<byte> bytes, int value, int size)
    {
        for (var shift = 8 * (size - 1); shift >= 0; shift -= 8)
        {
            bytes.Add((byte)(value >> shift));
        }
    }
}
