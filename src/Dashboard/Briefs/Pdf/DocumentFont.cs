using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>
/// A font as one document uses it: each pair of a glyph and the text it stands for gets a number of its own, so that a
/// hyphen and a soft hyphen, drawn alike, each read back as what was written.
/// </summary>
internal sealed class DocumentFont(TrueTypeFont font, string resourceName)
{
    private readonly Dictionary<(int Glyph, string Text), int> numbers = [];
    private readonly List<int> glyphs = [0];
    private readonly List<string> texts = [""];

    /// <summary>The font file.</summary>
    public TrueTypeFont Font { get; } = font;

    /// <summary>What content streams call it.</summary>
    public string ResourceName { get; } = resourceName;

    /// <summary>True when the document draws with it.</summary>
    public bool Used => glyphs.Count > 1;

    /// <summary>The number under which content streams draw a glyph.</summary>
    public int Number(int glyph, string text)
    {
        if (!numbers.TryGetValue((glyph, text), out var number))
        {
            number = glyphs.Count;
            numbers[(glyph, text)] = number;
            glyphs.Add(glyph);
            texts.Add(text);
        }

        return number;
    }

    /// <summary>Writes the font's objects and returns the one to name in resources.</summary>
    public int Write(PdfObjects objects)
    {
        var file = FontSubset.Build(Font, glyphs);
        var fileNumber = objects.AddStream($"/Length1 {PdfSyntax.Number(file.Length)}", file);

        // The six letters name the subset; taken from its content, they differ when it does.
        var tag = string.Concat(SHA256.HashData(file).Take(6).Select(value => (char)('A' + (value % 26))));
        var name = $"/{tag}+{Font.Name}";
        var box = PdfSyntax.Numbers([.. Font.BoundingBox.Select(value => Math.Round(Scale(value)))]);
        var descriptor = objects.Add(
            $"<</Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {Scaled(Font.Ascent)} "
            + $"/Descent {Scaled(Font.Descent)} /CapHeight {Scaled(Font.CapHeight)} /StemV {PdfSyntax.Number(Font.Weight / 5)} "
            + $"/FontFile2 {PdfSyntax.Reference(fileNumber)}>>");
        var widths = string.Join(' ', glyphs.Select(glyph => Scaled(Font.Advance(glyph))));
        var descendant = objects.Add(
            $"<</Type /Font /Subtype /CIDFontType2 /BaseFont {name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            + $"/FontDescriptor {PdfSyntax.Reference(descriptor)} /CIDToGIDMap /Identity /DW 0 /W [0 [{widths}]]>>");
        var unicode = objects.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        return objects.Add(
            $"<</Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H /DescendantFonts [{PdfSyntax.Reference(descendant)}] "
            + $"/ToUnicode {PdfSyntax.Reference(unicode)}>>");
    }

    private double Scale(int units) => 1000.0 * units / Font.UnitsPerEm;

    private string Scaled(int units) => PdfSyntax.Number(Scale(units));

    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        for (var first = 1; first < texts.Count; first += 100)
        {
            var count = Math.Min(100, texts.Count - first);
            map.Append(PdfSyntax.Number(count)).Append(" beginbfchar\n");
            for (var i = first; i < first + count; i++)
            {
                map.Append('<').Append(i.ToString("X4", CultureInfo.InvariantCulture)).Append("> <").Append(PdfSyntax.Utf16(texts[i])).Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend").ToString();
    }
}
