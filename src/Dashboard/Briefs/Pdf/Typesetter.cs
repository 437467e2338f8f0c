using System.Globalization;
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
internal sealed class Typesetter
{
    /// <summary>Stands for a character the font lacks; only used together with the actual text.</summary>
    private const string Replacement = "\uFFFD";

    private readonly List<RenderWarning> warnings = [];
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);

    /// <summary>The text face.</summary>
    public DocumentFont Regular { get; } = new(TrueTypeFont.Load("Lato-Regular"), "F1");

    /// <summary>The face for headings and emphasis.</summary>
    public DocumentFont Bold { get; } = new(TrueTypeFont.Load("Lato-Bold"), "F2");

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

    /// <summary>Shapes a word. Words repeat, in a brief and from brief to brief, so each is shaped once.</summary>
    public PlacedGlyph[] Shape(DocumentFont font, string text)
    {
        var shaper = Shaper.Of(font.Font);
        if (shaper.Find(text) is { } known)
        {
            return known;
        }

        var glyphs = new List<PlacedGlyph>(text.Length);
        foreach (var cluster in shaper.Shape(text))
        {
            AddCluster(glyphs, font.Font, text[cluster.From..cluster.To], cluster.Infos, cluster.Positions);
        }

        PlacedGlyph[] all = [.. glyphs];
        if (!Array.Exists(all, glyph => glyph.Id == 0))
        {
            // What the font lacks is told in every brief that has it, so it is looked for in each.
            shaper.Keep(text, all);
        }

        return all;
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
