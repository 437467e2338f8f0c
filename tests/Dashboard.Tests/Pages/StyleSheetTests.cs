using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Tests.Charts;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

public partial class StyleSheetTests
{
    [Fact]
    public void The_light_theme_has_the_charts_fixed_colours_so_that_page_and_file_look_alike()
    {
        var light = Variables(Css().Split("@media (prefers-color-scheme: dark)")[0]);
        foreach (var (role, variable, hex) in ChartPalette.All)
        {
            Assert.True(light.TryGetValue(variable, out var value), $"{role}: {variable} is missing");
            Assert.Equal(hex, value);
        }
    }

    [Fact]
    public void Text_has_contrast_AA_in_both_themes()
    {
        var parts = Css().Split("@media (prefers-color-scheme: dark)");
        var light = Variables(parts[0]);
        var dark = new Dictionary<string, string>(light);
        foreach (var (name, value) in Variables(parts[1].Split("* { box-sizing")[0]))
        {
            dark[name] = value;
        }

        foreach (var theme in new[] { light, dark })
        {
            foreach (var (text, behind) in new[]
            {
                ("--ink", "--ground"), ("--ink", "--surface"), ("--muted", "--ground"), ("--muted", "--surface"), ("--muted", "--sunken"),
                ("--accent", "--ground"), ("--accent", "--surface"), ("--on-accent", "--accent"), ("--remark", "--remark-soft"), ("--bad", "--bad-soft"),
                ("--chart-ink", "--chart-surface"), ("--chart-muted", "--chart-surface"),
                ("--chart-on-deep", "--level-0"), ("--chart-on-deep", "--level-1"), ("--chart-on-pale", "--level-2"), ("--chart-on-pale", "--level-3"),
                ("--chart-on-pale", "--level-4"), ("--chart-on-pale", "--level-5"), ("--chart-on-pale", "--level-6"), ("--chart-on-deep", "--level-7"),
                ("--chart-on-deep", "--level-8"),
            })
            {
                var ratio = Contrast.Ratio(theme[text], theme[behind]);
                Assert.True(ratio >= 4.5, FormattableString.Invariant($"{text} on {behind} ({(theme == light ? "light" : "dark")}): {ratio:F2}"));
            }
        }
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere() => Assert.DoesNotMatch("url\\(\"?(https?:)?//|@import", Css());

    private static string Css()
    {
        using var stream = typeof(ChartPalette).Assembly.GetManifestResourceStream("www/digilo.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Dictionary<string, string> Variables(string css) =>
        Variable().Matches(css).GroupBy(m => m.Groups[1].Value).ToDictionary(g => g.Key, g => g.First().Groups[2].Value);

    [GeneratedRegex(@"(--[\w-]+): (#[0-9a-f]{6});")]
    private static partial Regex Variable();
}
