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

    /// <summary>Adds the operators that draw it.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="x">Where its base line begins.</param>
    /// <param name="y">How high that is, upwards.</param>
    public void Append(StringBuilder text, double x, double y)
    {
        text.Append("BT ").Append(Style.Colour.Operands).Append(" rg /").Append(Style.Font.ResourceName).Append(' ').AppendNumber(Style.Size)
            .Append(" Tf 1 0 0 1 ").AppendNumber(x).Append(' ').AppendNumber(y).Append(" Tm ");
        GlyphOperators.Append(text, Style.Font, Style.Size, Glyphs, null);
        text.Append("ET\n");
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
    /// <param name="advance">A glyph's wanted advance by its place, in font units; null: what it was shaped with.</param>
    public static void Append(StringBuilder text, DocumentFont font, double size, ReadOnlySpan<PlacedGlyph> glyphs, Func<int, double>? advance)
    {
        var open = false;
        var hex = false;
        var adjustment = 0.0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            ref readonly var glyph = ref glyphs[i];
            var spanStarts = glyph.ActualText is not null && (i == 0 || glyphs[i - 1].ActualText is null);
            if (spanStarts)
            {
                Close();
                var actual = new StringBuilder();
                for (var j = i; j < glyphs.Length && glyphs[j].ActualText is { } part; j++)
                {
                    actual.Append(part);
                }

                text.Append("/Span <</ActualText ").Append(PdfSyntax.Text(actual.ToString())).Append(">> BDC ");
            }

            if (glyph.OffsetY != 0)
            {
                Close();
                text.AppendNumber(glyph.OffsetY * size / font.Font.UnitsPerEm).Append(" Ts ");
            }

            adjustment -= glyph.OffsetX;
            Open();
            var number = font.Number(glyph.Id, glyph.Text);
            text.Append(Digit(number >> 12)).Append(Digit(number >> 8)).Append(Digit(number >> 4)).Append(Digit(number));
            adjustment += glyph.OffsetX + font.Font.Advance(glyph.Id) - (advance?.Invoke(i) ?? glyph.Advance);
            if (glyph.OffsetY != 0)
            {
                Close();
                text.Append("0 Ts ");
            }

            if (glyph.ActualText is not null && (i + 1 == glyphs.Length || glyphs[i + 1].ActualText is null))
            {
                Close();
                text.Append("EMC ");
            }
        }

        Close();

        static char Digit(int value) => "0123456789ABCDEF"[value & 15];

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
                text.Append(hex ? ">" : "").AppendNumber(Math.Round(thousandths, 2));
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
