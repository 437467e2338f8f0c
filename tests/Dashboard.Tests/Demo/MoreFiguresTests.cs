using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Demo;

/// <summary>"More measures" on the published demo: every measure has data somewhere, and where it has none the page says which file would bring it.</summary>
public class MoreFiguresTests(Commands.DemoFixture demo)
{
    private static readonly string[] Measured =
    [
        "A2", "A4", "A3", "R2", "R3", "R4", "R5", "F2", "F3", "F1B", "V1", "V3", "V4", "V5", "V6", "L1", "L2", "L3", "L4", "HME", "D1", "D2", "D3", "E4", "T1",
        "T2", "T4",
    ];

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_measure_has_a_number_for_some_organisation_and_a_reason_where_its_file_is_missing(string language)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var say = new Say(TextCatalogue.Default, language);
        var rows = snapshot.Organisations.SelectMany(o =>
            MoreFigures.Of(ShownGroup.Whole(snapshot, o, o.Waves[^1], language), say).SelectMany(p => p.Rows.Select(r => (o.Code, Row: r)))).ToList();

        Assert.Equal(Measured, rows.Select(r => r.Row.Measure).Distinct());

        // R4 needs each of its four parts to be large enough, which no organisation of the demo is.
        foreach (var measure in Measured.Except(["R4"]))
        {
            Assert.Contains(rows, r => r.Row.Measure == measure && r.Row.Cell is { HasValue: true });
        }

        Assert.All(rows, r => Assert.NotNull(r.Row.Cell));
        Assert.All(rows, r => Assert.Equal(r.Row.Cell!.State is CellState.Hidden or CellState.NotApplicable, r.Row.Reason.Length > 0));
        string[] without = ["L3", "D3", "T1", "T2", "T4"];
        Assert.All(rows.Where(r => r.Code == "2581" && without.Contains(r.Row.Measure)), r => Assert.Contains("(standard-", r.Row.Reason, StringComparison.Ordinal));
    }
}
