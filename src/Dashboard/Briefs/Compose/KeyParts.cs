using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>Key figures and the democracy profile, the same numbers as on the group's page.</summary>
internal static class KeyParts
{
    /// <summary>The key figures, each with n, interval and what has changed since the released wave before.</summary>
    public static KeyFigures Figures(Draft draft, ShownGroup group)
    {
        var before = ShownChange.WaveBefore(group) is { } wave ? group with { Wave = wave } : null;
        var changes = ShownChange.Of(group, draft.Say);
        return new KeyFigures([.. Pages.KeyFigure.Of(group, draft.Say).Select(f => Card(draft, group, before, changes, f))]);
    }

    private static KeyFigure Card(Draft draft, ShownGroup group, ShownGroup? before, IReadOnlyList<ShownChange> changes, Pages.KeyFigure figure)
    {
        var say = draft.Say;
        var column = ColumnOf(group, figure.Measure);
        var cells = new List<CellAddress> { Draft.Place(group, figure.Measure, column) };
        var reason = figure.Cell is { State: CellState.NotApplicable } or null ? say.Cells.Reason(figure.Cell) : "";
        return new KeyFigure(
            figure.Name,
            figure.Cell?.State switch
            {
                CellState.Value or CellState.Class => figure.Value,
                CellState.Hidden => say["cell.hidden"],
                _ => say["cell.na"],
            },
            string.Join(" · ", new[] { figure.Explanation, figure.Basis, figure.Interval, reason }.Where(t => t.Length > 0)),
            before is null || figure.Cell is not { State: CellState.Value or CellState.Class } ? null : Change(say, before, changes, figure.Measure, column, cells))
        {
            Cells = cells,
        };
    }

    /// <summary>A tested change where there is one, otherwise the figure of the wave before; null where neither is shown.</summary>
    private static string? Change(
        Say say, ShownGroup before, IReadOnlyList<ShownChange> changes, string measure, string column, List<CellAddress> cells)
    {
        var wave = say.Name(before.Wave.Name);
        if (changes.FirstOrDefault(c => c.Measure == ChangeOf(measure)) is { Cell.HasValue: true } change)
        {
            var (now, of) = (cells[0], cells[0].Table with { Measure = change.Measure });
            cells.Add(now with { Table = of, Column = PublishedTable.All });
            cells.Add(now with { Table = of, Column = "secured" });
            // The headline of change is weighted, where it can be: the card says that it is not.
            var plain = before.HasWeights && measure is (Measures.BelowFloor or Measures.Level) ? say["brief.change.unweighted"] : "";
            return before.Snapshot.Find(of)?.Find(now.Code, "secured") is { HasValue: true, Estimate: { } test }
                ? say.With(test == 0 ? "brief.change.tested.no" : "brief.change.tested.yes", change.Value, wave, plain)
                : say.With("brief.change.since", change.Value, wave, plain);
        }

        var place = new CellAddress(new TableKey(measure, before.Organisation.Code, before.Wave.Wave, before.Level), before.Code, "", column);
        if (before.Snapshot.Find(place.Table)?.Find(place.Code, column) is not { State: CellState.Value or CellState.Class } cell)
        {
            return null;
        }

        cells.Add(place);
        return say.With("brief.change.before", wave, say.Cells.Value(cell, measure, column));
    }

    private static string ChangeOf(string measure) => measure switch
    {
        Measures.BelowFloor => Measures.BelowFloorChange,
        Measures.BelowFloorWeighted => Measures.BelowFloorChangeWeighted,
        Measures.Level => Measures.LevelChange,
        Measures.LevelWeighted => Measures.LevelChangeWeighted,
        _ => "",
    };

    private static string ColumnOf(ShownGroup group, string measure) => measure switch
    {
        Measures.Level or Measures.LevelWeighted => PublishedTable.Index,
        Measures.BelowRequirement => group.Largest(measure)?.Competence.Id ?? PublishedTable.All,
        _ => PublishedTable.All,
    };

    /// <summary>The democracy profile of an organisation as a chart with its numbers; nothing where none of its shares is published.</summary>
    public static void Profile(Draft draft, ShownGroup group, string anchor)
    {
        var say = draft.Say;
        var bars = ProfileBar.Of(group, say);
        if (bars.All(b => b.Length is null))
        {
            return;
        }

        draft.Heading(2, say["section.profile"], anchor);
        var request = new LinesRequest(
            "profil-" + ChartBlocks.Safe(group.Code), say["brief.profile.title"], say["profile.how"],
            [.. bars.Select(b => new ChartLine(say[$"brief.profile.{b.Code}"], b.Value, b.Length, null, null, ""))],
            Shares: true, Bars: true, "", draft.Language, draft.Palette);
        var chart = ChartBook.Draw(request);
        var narrow = draft.ForPage ? ChartBook.Draw(request with { Width = ChartWidth.Narrow }) : null;

        // A column of dashes would tell nothing: which operation differs is shown where it can be told of any share.
        var lowest = bars.Any(b => b.Lowest.Length > 0);
        List<TableColumn> columns = [new TableColumn(say["brief.col.part"]), new TableColumn(say["brief.col.share"], ColumnAlignment.Right), new TableColumn(say["brief.col.basis"])];
        var table = new Table(
            say.With("brief.profile.caption", Texts.Format.IsoDate(group.Wave.ReferenceDate)),
            lowest ? [.. columns, new TableColumn(say["brief.col.lowest"])] : columns,
            [
                .. bars.Select(b =>
                {
                    TableCell[] cells = [b.Value, string.Join(" · ", new[] { b.Basis, b.Interval, b.Reason }.Where(t => t.Length > 0))];
                    return new TableRow(say[$"brief.profile.{b.Code}"], lowest ? [.. cells, b.Lowest.Length > 0 ? b.Lowest : "–"] : cells) { Sources = [.. Sources(group, b)] };
                }),
            ]);
        draft.Blocks.Add(ChartBlocks.Figure(draft, chart, narrow, ChartBlocks.FullWidth * 0.72, table) with { Caption = "" });
    }

    private static IEnumerable<CellAddress> Sources(ShownGroup group, ProfileBar bar)
    {
        var key = new TableKey(bar.Measure, group.Organisation.Code, group.Wave.Wave, ScopeLevel.Organisation);
        yield return new CellAddress(key, group.Code, "", PublishedTable.All);

        // Whether one lies certainly lower rests on the flag of each, and its share stands beside it.
        foreach (var (level, breakdown) in ((ScopeLevel, Breakdown)[])[(ScopeLevel.Organisation, Breakdown.Operation), (ScopeLevel.Department, Breakdown.None)])
        {
            var flags = key with { Measure = Measures.Profile, Level = level, Breakdown = breakdown };
            if (group.Snapshot.Find(flags) is not { } table)
            {
                continue;
            }

            foreach (var row in table.Rows)
            {
                yield return new CellAddress(flags, row.Code, row.Category, bar.Code);
                if (group.Snapshot.Find(flags with { Measure = bar.Measure })?.Find(row.Code, PublishedTable.All, row.Category) is not null)
                {
                    yield return new CellAddress(flags with { Measure = bar.Measure }, row.Code, row.Category, PublishedTable.All);
                }
            }

            yield break;
        }
    }
}
