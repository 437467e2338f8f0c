using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Charts;

public partial class ChartTests
{
    private static readonly Snapshot Sample = SampleSnapshot.Build();

    public static TheoryData<ChartKind> Kinds => new(Enum.GetValues<ChartKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_chart_has_text_title_description_and_role(ChartKind kind)
    {
        foreach (var palette in new[] { ChartPalette.Page, ChartPalette.Standalone, ChartPalette.Print })
        {
            var chart = Draw(kind, palette: palette);
            var root = XDocument.Parse(chart.Svg).Root!;
            XNamespace svg = "http://www.w3.org/2000/svg";
            Assert.Equal("img", root.Attribute("role")?.Value);
            Assert.Equal(chart.Title, root.Element(svg + "title")?.Value);
            Assert.NotEmpty(root.Element(svg + "desc")!.Value);
            Assert.Equal(FormattableString.Invariant($"0 0 {chart.Width} {chart.Height}"), root.Attribute("viewBox")?.Value);
            Assert.NotEmpty(root.Descendants(svg + "text"));
            Assert.DoesNotContain("‹", chart.Svg, StringComparison.Ordinal);
            Assert.DoesNotContain("clip", chart.Svg, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_request_gives_the_same_bytes(ChartKind kind)
    {
        var first = Draw(kind);
        Draw(ChartKind.Gap, level: ScopeLevel.Department, code: "40");
        Assert.Equal(first.Svg, Draw(kind).Svg);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_page_chart_has_only_theme_colours_and_the_others_none(ChartKind kind)
    {
        Assert.Empty(Colour().Matches(Draw(kind).Svg));
        Assert.Contains("var(--chart-", Draw(kind).Svg, StringComparison.Ordinal);
        foreach (var palette in new[] { ChartPalette.Standalone, ChartPalette.Print })
        {
            Assert.DoesNotContain("var(", Draw(kind, palette: palette).Svg, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_text_is_cut_at_an_edge(ChartKind kind)
    {
        foreach (var width in Enum.GetValues<ChartWidth>())
        {
            foreach (var language in new[] { "sv", "en" })
            {
                var chart = Draw(kind, palette: ChartPalette.Standalone, width: width, language: language);
                foreach (var (text, x, size, bold) in Texts(chart.Svg))
                {
                    Assert.True(x >= 0, $"{kind} {width}: “{text}” starts at {x.ToString(CultureInfo.InvariantCulture)}");
                    var end = x + ChartSheet.Measure(text, size, bold);
                    Assert.True(end <= chart.Width + 0.5, $"{kind} {width}: “{text}” ends at {end.ToString(CultureInfo.InvariantCulture)} of {chart.Width}");
                }
            }
        }
    }

    [Fact]
    public void Swedish_letters_stand_as_text()
    {
        var texts = string.Join(' ', Texts(Draw(ChartKind.Heat).Svg).Select(t => t.Text));
        Assert.Contains("Grundskola Åsen", texts, StringComparison.Ordinal);
        Assert.Contains("Hemtjänst Öst", texts, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_group_is_drawn_as_hidden_and_never_as_zero()
    {
        foreach (var kind in new[] { ChartKind.Distribution, ChartKind.Gap, ChartKind.TrendBelowFloor, ChartKind.TrendIndex })
        {
            var chart = Draw(kind, level: ScopeLevel.Unit, code: SampleSnapshot.HiddenUnit);
            var texts = Texts(chart.Svg).Select(t => t.Text).ToList();
            Assert.Contains(texts, t => t.StartsWith("dold", StringComparison.Ordinal));
            Assert.DoesNotContain("<circle", chart.Svg, StringComparison.Ordinal);
            Assert.All(chart.Data.Rows, r => Assert.Contains("dold", r.Cells));
            Assert.All(chart.Data.Rows, r => Assert.DoesNotContain(r.Cells, c => c.StartsWith('0')));
        }
    }

    [Fact]
    public void A_class_is_hatched_and_named_in_the_data_table()
    {
        var chart = Draw(ChartKind.Distribution);
        Assert.Contains("var(--chart-hidden)", chart.Svg, StringComparison.Ordinal);
        Assert.Contains(chart.Data.Rows, r => r.Cells.Any(c => c.StartsWith("högst 4 av ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_published_for_a_group_gives_no_chart()
    {
        Assert.Null(ChartBook.Draw(ChartKind.Gap, Request(ScopeLevel.Unit, "no-such-unit")));
        Assert.Null(ChartBook.Draw(ChartKind.TrendIndex, Request(ScopeLevel.Organisation, SampleSnapshot.WithoutConsent) with { Organisation = SampleSnapshot.WithoutConsent }));
    }

    [Fact]
    public void Text_on_marks_and_on_the_surface_has_contrast_AA()
    {
        string Hex(ChartRole role) => ChartPalette.All[(int)role].Hex;
        Assert.True(Contrast.Ratio("#777777", "#ffffff") < 4.5, "the checker finds a bad pair");
        for (var level = 0; level <= 8; level++)
        {
            var mark = ChartPalette.Level(level);
            Assert.True(Contrast.Ratio(Hex(mark), Hex(ChartPalette.InkOn(mark))) >= 4.5, mark.ToString());
        }

        foreach (var role in new[] { ChartRole.Ink, ChartRole.Muted })
        {
            Assert.True(Contrast.Ratio(Hex(role), Hex(ChartRole.Surface)) >= 4.5, role.ToString());
        }
    }

    [Fact]
    public void Charts_are_kept_until_the_snapshot_changes()
    {
        var book = new ChartBook();
        var request = Request(ScopeLevel.Organisation, SampleSnapshot.Rich);
        var first = book.Get(ChartKind.Gap, request);
        Assert.Same(first, book.Get(ChartKind.Gap, request));
        Assert.NotSame(first, book.Get(ChartKind.Gap, request with { Language = "en" }));
    }

    private static ChartRequest Request(ScopeLevel level, string code) =>
        new(Sample, SampleSnapshot.Rich, SampleSnapshot.Latest, level, code, "sv", ChartPalette.Page);

    private static Chart Draw(
        ChartKind kind, ChartPalette? palette = null, ChartWidth width = ChartWidth.Wide,
        ScopeLevel level = ScopeLevel.Organisation, string code = SampleSnapshot.Rich, string language = "sv") =>
        kind == ChartKind.Lines
            ? ChartBook.Draw(Lines with { Palette = palette ?? ChartPalette.Page, Width = width, Language = language })
            : ChartBook.Draw(kind, Request(level, code) with { Palette = palette ?? ChartPalette.Page, Width = width, Language = language })!;

    private static readonly LinesRequest Lines = new(
        "rader", "Röstandel: från 30 % till 88 %", "En rad för varje grupp.",
        [
            new("Individ- och familjeomsorgsförvaltningen för vuxna och ekonomiskt bistånd", "30 %", 0.3, 0.21, 0.4, "1 204"), new("Kultur", "88 %", 0.88, null, null, "52"),
            new("Bygglov", "dold", null, null, null, ""), new("Kansli", "högst 4 av 1 204", null, null, null, "1 204"),
        ],
        Shares: true, Bars: false, "N", "sv", ChartPalette.Page);

    private static IEnumerable<(string Text, double X, float Size, bool Bold)> Texts(string svg)
    {
        XNamespace ns = "http://www.w3.org/2000/svg";
        foreach (var text in XDocument.Parse(svg).Descendants(ns + "text"))
        {
            var x = double.Parse(text.Attribute("x")!.Value.Split(',')[0], CultureInfo.InvariantCulture);
            var matrix = text.AncestorsAndSelf().Select(e => e.Attribute("transform")?.Value).FirstOrDefault(t => t is not null);
            var shift = matrix is null ? 0 : double.Parse(Shift().Match(matrix).Groups[1].Value, CultureInfo.InvariantCulture);
            yield return (text.Value, x + shift, float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture), text.Attribute("font-weight")?.Value == "bold");
        }
    }

    [GeneratedRegex(@"#[0-9a-fA-F]{6}")]
    private static partial Regex Colour();

    [GeneratedRegex(@"translate\(([-\d.]+)")]
    private static partial Regex Shift();
}

/// <summary>Contrast of two colours after WCAG 2.2.</summary>
internal static class Contrast
{
    public static double Ratio(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}
