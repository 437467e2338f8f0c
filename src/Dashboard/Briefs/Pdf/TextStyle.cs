using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>How a stretch of text looks.</summary>
internal sealed record TextStyle(DocumentFont Font, double Size, double LineHeight, Rgb Colour);

/// <summary>Glyphs of one style, ready to draw.</summary>
/// <param name="Style">How they look.</param>
/// <param name="Glyphs">The glyphs.</param>
/// <param name="Link">Index of the link they belong to, or -1.</param>
/// <param name="Level">Odd when they run from right to left, see <see cref="Bidi"/>.</param>
internal sealed record TextSpan(TextStyle Style, PlacedGlyph[] Glyphs, int Link, byte Level)
{
    /// <summary>Width in points.</summary>
    public double Width => Typesetter.Measure(Style.Font, Glyphs, Style.Size);

    /// <summary>
    /// The parts to draw and where each begins, in the order they are read. From left to right that is all at once; from right to left each
    /// character stands left of the one before.
    /// </summary>
    /// <param name="x">The left edge of all of it.</param>
    public IEnumerable<(TextSpan Part, double X)> Parts(double x)
    {
        if (Level % 2 == 0)
        {
            yield return (this, x);
            yield break;
        }

        var right = x + Width;
        for (var from = 0; from < Glyphs.Length;)
        {
            var to = from + 1;
            while (to < Glyphs.Length && Glyphs[to].ActualText == "")
            {
                to++;
            }

            var part = this with { Glyphs = Glyphs[from..to] };
            right -= part.Width;
            yield return (part, right);
            from = to;
        }
    }

    /// <summary>The operators that draw it, its base line's start at the current origin's (x, y).</summary>
    /// <param name="matrix">The text matrix.</param>
    public string Operators(string matrix)
    {
        var text = new StringBuilder($"BT {Style.Colour.Operands} rg /{Style.Font.ResourceName} {PdfSyntax.Number(Style.Size)} Tf {matrix} Tm ");
        GlyphOperators.Append(text, Style.Font, Style.Size, Glyphs, (_, glyph) => glyph.Advance);
        return text.Append("ET\n").ToString();
    }
}

/// <summary>Writes glyphs as text-showing operators.</summary>
internal static class GlyphOperators
{
    /// <summary>Adds the operators, with the pen moved wherever the wanted advance is not the font's own.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="font">The glyphs' font.</param>
    /// <param name="size">The size they are drawn at.</param>
    /// <param name="glyphs">The glyphs.</param>
    /// <param name="advance">A glyph's wanted advance, in font units.</param>
    public static void Append(
        StringBuilder text, DocumentFont font, double size, IReadOnlyList<PlacedGlyph> glyphs, Func<int, PlacedGlyph, double> advance)
    {
        var open = false;
        var hex = false;
        var adjustment = 0.0;
        var actual = new StringBuilder();
        for (var i = 0; i < glyphs.Count; i++)
        {
            var glyph = glyphs[i];
            var spanStarts = glyph.ActualText is not null && (i == 0 || glyphs[i - 1].ActualText is null);
            if (spanStarts)
            {
                Close();
                actual.Clear();
                for (var j = i; j < glyphs.Count && glyphs[j].ActualText is { } part; j++)
                {
                    actual.Append(part);
                }

                text.Append("/Span <</ActualText ").Append(PdfSyntax.Text(actual.ToString())).Append(">> BDC ");
            }

            if (glyph.OffsetY != 0)
            {
                Close();
                text.Append(PdfSyntax.Number(glyph.OffsetY * size / font.Font.UnitsPerEm)).Append(" Ts ");
            }

            adjustment -= glyph.OffsetX;
            Open();
            text.Append(font.Number(glyph.Id, glyph.Text).ToString("X4", CultureInfo.InvariantCulture));
            adjustment += glyph.OffsetX + font.Font.Advance(glyph.Id) - advance(i, glyph);
            if (glyph.OffsetY != 0)
            {
                Close();
                text.Append("0 Ts ");
            }

            if (glyph.ActualText is not null && (i + 1 == glyphs.Count || glyphs[i + 1].ActualText is null))
            {
                Close();
                text.Append("EMC ");
            }
        }

        Close();

        void Open()
        {
            if (!open)
            {
                text.Append('[');
                open = true;
            }

            // Less than a hundredth of a thousandth of an em is rounding, not kerning.
            var thousandths = 1000 * adjustment / font.Font.UnitsPerEm;
            if (Math.Abs(thousandths) >= 0.01)
            {
                text.Append(hex ? ">" : "").Append(PdfSyntax.Number(Math.Round(thousandths, 2)));
                hex = false;
                adjustment = 0;
            }

            if (!hex)
            {
                text.Append('<');
                hex = true;
            }
        }

        void Close()
        {
            if (open)
            {
                text.Append(hex ? ">" : "").Append("] TJ ");
            }

            (open, hex) = (false, false);
        }
    }
}
