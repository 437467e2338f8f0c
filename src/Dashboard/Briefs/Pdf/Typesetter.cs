using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using HarfBuzzSharp;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A glyph in its place, in font units.</summary>
/// <param name="Id">The font's glyph.</param>
/// <param name="Text">What it stands for.</param>
/// <param name="Advance">How far the pen moves.</param>
/// <param name="OffsetX">How far right of the pen it is drawn.</param>
/// <param name="OffsetY">How far above the base line it is drawn.</param>
/// <param name="ActualText">What is read out when that is not <paramref name="Text"/>; null otherwise.</param>
internal readonly record struct PlacedGlyph(int Id, string Text, int Advance, int OffsetX, int OffsetY, string? ActualText);

/// <summary>Turns text into glyphs: kerning and combined marks by HarfBuzz, gaps in the font made visible and reported.</summary>
internal sealed class Typesetter : IDisposable
{
    /// <summary>Stands for a character the font lacks; only used together with the actual text.</summary>
    private const string Replacement = "\uFFFD";

    /// <summary>Lato joins "ti" and "tt" too, which Swedish text is full of: ligatures are off, and charts have none either.</summary>
    private static readonly Feature[] Features = [new(Tag.Parse("kern"), 1), new(Tag.Parse("liga"), 0), new(Tag.Parse("clig"), 0)];

    private readonly Dictionary<(DocumentFont Font, string Text), PlacedGlyph[]> shaped = [];
    private readonly Dictionary<DocumentFont, Font> shapers = [];
    private readonly List<IDisposable> handles = [];
    private readonly List<RenderWarning> warnings = [];
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);

    /// <summary>Loads the two faces.</summary>
    public Typesetter()
    {
        Regular = Add("Lato-Regular", "F1");
        Bold = Add("Lato-Bold", "F2");
    }

    /// <summary>The text face.</summary>
    public DocumentFont Regular { get; }

    /// <summary>The face for headings and emphasis.</summary>
    public DocumentFont Bold { get; }

    /// <summary>Characters that no face has.</summary>
    public IReadOnlyList<RenderWarning> Warnings => warnings;

    /// <summary>Text in the form that is drawn: composed, without controls (of direction too) and broken halves of characters.</summary>
    public static string Clean(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A broken half of a character becomes U+FFFD by the enumeration itself.
            var space = rune.Value is '\t' or '\n' or '\r' or 0x2028 or 0x2029;
            if (space)
            {
                clean.Append(' ');
            }
            else if (!Rune.IsControl(rune) && rune.Value is not (0xFEFF or 0xFFFE or 0xFFFF) && !TurnsText(rune.Value))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Shapes a word. Words repeat, so each is shaped once.</summary>
    public PlacedGlyph[] Shape(DocumentFont font, string text)
    {
        if (!shaped.TryGetValue((font, text), out var glyphs))
        {
            glyphs = ShapeAnew(font, text);
            shaped[(font, text)] = glyphs;
        }

        return glyphs;
    }

    /// <summary>One character's plain glyph, for text whose places are given.</summary>
    public PlacedGlyph Glyph(DocumentFont font, string character)
    {
        var codePoint = Rune.GetRuneAt(character, 0).Value;
        var glyph = Find(font.Font, codePoint);
        return glyph == 0 ? Missing(font.Font, character) : new PlacedGlyph(glyph, character, font.Font.Advance(glyph), 0, 0, null);
    }

    /// <summary>The width of glyphs at a size, in points.</summary>
    public static double Measure(DocumentFont font, ReadOnlySpan<PlacedGlyph> glyphs, double size)
    {
        var units = 0;
        foreach (var glyph in glyphs)
        {
            units += glyph.Advance;
        }

        return units * size / font.Font.UnitsPerEm;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        handles.Reverse();
        foreach (var handle in handles)
        {
            handle.Dispose();
        }
    }

    /// <summary>Characters that mean what a font likes: the letter read out would be nobody's.</summary>
    private static bool IsPrivate(char c) => c is >= '\uE000' and <= '\uF8FF';

    /// <summary>Marks that make a name read otherwise than it is written, over its own end too.</summary>
    private static bool TurnsText(int codePoint) =>
        codePoint is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Spaces and hyphens that fonts often lack look like those they have.</summary>
    private static int Find(TrueTypeFont font, int codePoint)
    {
        var glyph = font.Glyph(codePoint);
        return glyph != 0 && !(codePoint <= 0xFFFF && IsPrivate((char)codePoint))
            ? glyph
            : codePoint switch
            {
                0x00A0 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F => font.Glyph(' '),
                0x00AD or 0x2010 or 0x2011 => font.Glyph('-'),
                _ => 0,
            };
    }

    private DocumentFont Add(string name, string resourceName)
    {
        var font = new DocumentFont(TrueTypeFont.Load(name), resourceName);
        var pinned = GCHandle.Alloc(font.Font.File, GCHandleType.Pinned);
        var blob = new Blob(pinned.AddrOfPinnedObject(), font.Font.File.Length, MemoryMode.ReadOnly, pinned.Free);
        var face = new Face(blob, 0) { UnitsPerEm = font.Font.UnitsPerEm };
        var shaper = new Font(face);
        shaper.SetScale(font.Font.UnitsPerEm, font.Font.UnitsPerEm);
        shaper.SetFunctionsOpenType();
        handles.AddRange([blob, face, shaper]);
        shapers.Add(font, shaper);
        return font;
    }

    private PlacedGlyph[] ShapeAnew(DocumentFont font, string text)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        // Always left to right: the faces have no script that runs the other way, and the order read out stays the written one.
        buffer.Direction = Direction.LeftToRight;
        shapers[font].Shape(buffer, Features);
        var infos = buffer.GlyphInfos;
        var positions = buffer.GlyphPositions;
        var glyphs = new List<PlacedGlyph>(infos.Length);
        for (var first = 0; first < infos.Length;)
        {
            var next = first + 1;
            while (next < infos.Length && infos[next].Cluster == infos[first].Cluster)
            {
                next++;
            }

            var start = (int)infos[first].Cluster;
            var end = next < infos.Length ? (int)infos[next].Cluster : text.Length;
            AddCluster(glyphs, font.Font, text[start..end], infos[first..next], positions[first..next]);
            first = next;
        }

        return [.. glyphs];
    }

    private void AddCluster(List<PlacedGlyph> glyphs, TrueTypeFont font, string text, GlyphInfo[] infos, GlyphPosition[] positions)
    {
        if (infos.Any(info => info.Codepoint == 0) || text.Any(IsPrivate))
        {
            var codePoint = Rune.GetRuneAt(text, 0);
            var lookAlike = codePoint.Utf16SequenceLength == text.Length ? Find(font, codePoint.Value) : 0;
            glyphs.Add(lookAlike == 0 ? Missing(font, text) : new PlacedGlyph(lookAlike, text, font.Advance(lookAlike), 0, 0, null));
            return;
        }

        // The first glyph carries the cluster's text; when others follow, the actual text makes the reading exact.
        for (var i = 0; i < infos.Length; i++)
        {
            glyphs.Add(new PlacedGlyph(
                (int)infos[i].Codepoint,
                i == 0 ? text : Replacement,
                positions[i].XAdvance,
                positions[i].XOffset,
                positions[i].YOffset,
                infos.Length == 1 ? null : i == 0 ? text : ""));
        }
    }

    /// <summary>
    /// The font's box for what it lacks. Not glyph 0 itself, which PDF/UA and PDF/A forbid, but a copy of it under another number.
    /// </summary>
    private PlacedGlyph Missing(TrueTypeFont font, string text)
    {
        var points = string.Join(' ', text.EnumerateRunes().Select(rune => "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture)));
        if (reported.Add(points))
        {
            warnings.Add(new RenderWarning("brief.missing-glyph", points));
        }

        return new PlacedGlyph(0, Replacement, font.Advance(0), 0, 0, text);
    }
}
