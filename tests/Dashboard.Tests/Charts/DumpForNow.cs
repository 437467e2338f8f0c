using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Snapshots;
namespace Digilo.Analytics.Dashboard.Tests.Charts;
public class DumpForNow
{
    [Fact]
    public void Dump()
    {
        var s = SampleSnapshot.Build();
        foreach (var k in Enum.GetValues<ChartKind>())
        foreach (var w in Enum.GetValues<ChartWidth>())
        {
            var c = ChartBook.Draw(k, new(s, SampleSnapshot.Rich, SampleSnapshot.Latest, ScopeLevel.Organisation, SampleSnapshot.Rich, "sv", ChartPalette.Standalone, w));
            File.WriteAllText($"/tmp/face/{k}-{w}.svg", c!.Svg);
        }
        File.WriteAllText("/tmp/face/page.svg", ChartBook.Draw(ChartKind.Distribution, new(s, SampleSnapshot.Rich, SampleSnapshot.Latest, ScopeLevel.Department, "40", "sv", ChartPalette.Page, ChartWidth.Wide))!.Svg);
    }
}
