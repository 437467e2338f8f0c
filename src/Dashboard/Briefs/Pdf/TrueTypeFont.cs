using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A TrueType font file, read: its measures, which glyph draws a character, and each glyph's outline.</summary>
internal sealed class TrueTypeFont
{
    private static readonly ConcurrentDictionary<string, TrueTypeFont> Bundled = new(StringComparer.Ordinal);

    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> glyphs = [];
    private readonly int horizontalMetrics;
    private readonly bool longOffsets;

    private TrueTypeFont(string name, byte[] file)
    {
        Name = name;
        File = file;
        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + (16 * i);
            tables[Encoding.ASCII.GetString(file, entry, 4)] = (Int32(entry + 8), Int32(entry + 12));
        }

        var head = tables["head"].Offset;
        UnitsPerEm = UInt16(head + 18);
        BoundingBox = [Int16(head + 36), Int16(head + 38), Int16(head + 40), Int16(head + 42)];
        longOffsets = UInt16(head + 50) == 1;
        GlyphCount = UInt16(tables["maxp"].Offset + 4);
        horizontalMetrics = UInt16(tables["hhea"].Offset + 34);
        Ascent = Int16(tables["hhea"].Offset + 4);
        Descent = Int16(tables["hhea"].Offset + 6);
        Weight = UInt16(tables["OS/2"].Offset + 4);
        CapHeight = Int16(tables["OS/2"].Offset + 88);
        ReadCharacterMap(tables["cmap"].Offset);
    }

    /// <summary>The PostScript-like name.</summary>
    public string Name { get; }

    /// <summary>The whole file, for the shaper.</summary>
    public byte[] File { get; }

    /// <summary>Font units to the em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Number of glyphs.</summary>
    public int GlyphCount { get; }

    /// <summary>Left, bottom, right and top of all outlines.</summary>
    public int[] BoundingBox { get; }

    /// <summary>Height above the base line.</summary>
    public int Ascent { get; }

    /// <summary>Depth below the base line, negative.</summary>
    public int Descent { get; }

    /// <summary>Height of capitals.</summary>
    public int CapHeight { get; }

    /// <summary>Weight class, 400 for regular.</summary>
    public int Weight { get; }

    /// <summary>A font that the assembly carries, read once.</summary>
    public static TrueTypeFont Load(string name) => Bundled.GetOrAdd(name, static name =>
    {
        using var resource = typeof(TrueTypeFont).Assembly.GetManifestResourceStream($"fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return new TrueTypeFont(name, file);
    });

    /// <summary>The glyph for a code point; 0 when the font has none.</summary>
    public int Glyph(int codePoint) => glyphs.GetValueOrDefault(codePoint);

    /// <summary>How far the pen moves after a glyph.</summary>
    public int Advance(int glyph) => UInt16(tables["hmtx"].Offset + (4 * Math.Min(glyph, horizontalMetrics - 1)));

    /// <summary>Where a glyph's outline begins, left of or after the pen.</summary>
    public int SideBearing(int glyph) => glyph < horizontalMetrics
        ? Int16(tables["hmtx"].Offset + (4 * glyph) + 2)
        : Int16(tables["hmtx"].Offset + (4 * horizontalMetrics) + (2 * (glyph - horizontalMetrics)));

    /// <summary>A glyph's outline; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = tables["loca"].Offset;
        var (from, to) = longOffsets
            ? (Int32(loca + (4 * glyph)), Int32(loca + (4 * glyph) + 4))
            : (2 * UInt16(loca + (2 * glyph)), 2 * UInt16(loca + (2 * glyph) + 2));
        return File.AsSpan(tables["glyf"].Offset + from, to - from);
    }

    /// <summary>A table's bytes.</summary>
    public ReadOnlySpan<byte> TableBytes(string tag) => File.AsSpan(tables[tag].Offset, tables[tag].Length);

    private void ReadCharacterMap(int cmap)
    {
        for (var i = 0; i < UInt16(cmap + 2); i++)
        {
            var record = cmap + 4 + (8 * i);
            var table = cmap + Int32(record + 4);
            if (UInt16(record) == 3 && UInt16(record + 2) == 1 && UInt16(table) == 4)
            {
                ReadSegments(table);
                return;
            }
        }

        throw new InvalidOperationException($"The font {Name} has no Unicode character map of format 4.");
    }

    private void ReadSegments(int table)
    {
        var doubled = UInt16(table + 6);
        var ends = table + 14;
        var starts = ends + doubled + 2;
        for (var segment = 0; segment < doubled; segment += 2)
        {
            var (start, end) = (UInt16(starts + segment), UInt16(ends + segment));
            var delta = UInt16(starts + doubled + segment);
            var rangeAt = starts + (2 * doubled) + segment;
            var range = UInt16(rangeAt);
            for (var code = start; code <= end && code != 0xFFFF; code++)
            {
                var glyph = range == 0 ? code + delta : UInt16(rangeAt + range + (2 * (code - start)));
                glyph = range != 0 && glyph != 0 ? glyph + delta : glyph;
                if ((glyph & 0xFFFF) != 0)
                {
                    glyphs[code] = glyph & 0xFFFF;
                }
            }
        }
    }

    private int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(File.AsSpan(at));

    private int Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(File.AsSpan(at));

    private int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(File.AsSpan(at));
}
