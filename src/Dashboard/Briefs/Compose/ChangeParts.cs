using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>What has changed since the released wave before, with the test and the answers of both waves.</summary>
internal static class ChangeParts
{
    /// <summary>
    /// The headline of change, of all staff where answers can be weighted (method §3.4), and of the same persons. Empty without a wave before.
    /// </summary>
    public static IReadOnlyList<Sentence> Sentences(Draft draft, ShownGroup group) => ShownChange.WaveBefore(group) is null
        ? []
        : [.. Headline(draft, group, Measures.BelowFloorChangeWeighted, Measures.BelowFloorChange),
            .. Headline(draft, group, Measures.LevelChangeWeighted, Measures.LevelChange), .. draft.Findings(group, Measures.OverTheFloor)];

    private static IReadOnlyList<Sentence> Headline(Draft draft, ShownGroup group, string weighted, string plain) =>
        draft.Findings(group, weighted) is { Count: > 0 } said ? said : draft.Findings(group, plain);

    /// <summary>The changes as a table, unweighted and weighted; null where none is published.</summary>
    public static Table? Table(Draft draft, ShownGroup group)
    {
        if (ShownChange.WaveBefore(group) is not { } before)
        {
            return null;
        }

        var say = draft.Say;
        IReadOnlyList<ShownChange> rows = [.. ShownChange.Of(group, say), .. group.HasWeights ? ShownChange.Of(group with { Weighted = true }, say) : []];
        return rows.Count == 0 ? null : new Table(
            say["section.change"],
            [
                new TableColumn(say["weight.col.measure"]), new TableColumn(say["change.col.value"], ColumnAlignment.Right),
                new TableColumn(say["chart.col.interval"], ColumnAlignment.Right), new TableColumn(say["change.col.secured"]),
                new TableColumn(say.With("change.col.n", say.Name(before.Name)), ColumnAlignment.Right),
                new TableColumn(say.With("change.col.n", say.Name(group.Wave.Name)), ColumnAlignment.Right),
            ],
            [
                .. rows.Select(r => new TableRow(
                    r.Name,
                    [ChartBlocks.Mark(r.Cell.HasValue ? r.Value : say.Cells.Value(r.Cell, r.Measure), r.Cell), Or(r.Interval), Or(r.Secured), Or(r.Before), Or(r.Now)])
                {
                    Sources = [.. Sources(group, before.Wave, r.Measure)],
                }),
            ],
            say["brief.change.note"]);
    }

    private static IEnumerable<CellAddress> Sources(ShownGroup group, string before, string change)
    {
        var (measure, column) = change switch
        {
            Measures.BelowFloorChange => (Measures.BelowFloor, PublishedTable.All),
            Measures.BelowFloorChangeWeighted => (Measures.BelowFloorWeighted, PublishedTable.All),
            Measures.LevelChange => (Measures.Level, PublishedTable.Index),
            _ => (Measures.LevelWeighted, PublishedTable.Index),
        };
        var key = new TableKey(change, group.Organisation.Code, group.Wave.Wave, group.Level);
        return ((CellAddress[])
        [
            new(key, group.Code, "", PublishedTable.All), new(key, group.Code, "", "secured"),
            new(key with { Measure = measure, Wave = before }, group.Code, "", column),
        ]).Where(a => group.Snapshot.Find(a.Table)?.Find(a.Code, a.Column) is not null);
    }

    private static string Or(string text) => text.Length > 0 ? text : "–";
}
