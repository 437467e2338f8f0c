using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>A change from the released wave before, of all who answered either, as its line prints it.</summary>
/// <param name="Measure">Id of the measure of change, also its place on the method page.</param>
/// <param name="Name">Name of the measure that changes.</param>
/// <param name="Cell">The cell of the change.</param>
/// <param name="Value">The change with its sign and unit, or the mark in its place.</param>
/// <param name="Interval">The interval in the same unit; empty if none.</param>
/// <param name="Secured">Whether the published test finds it certain, or the mark in its place.</param>
/// <param name="Now">n of the wave shown; empty if not told.</param>
/// <param name="Before">n of the wave before; empty if not told.</param>
/// <param name="Reason">Why the change does not apply; empty for a number and for what is hidden.</param>
public sealed record ShownChange(string Measure, string Name, PublishedCell Cell, string Value, string Interval, string Secured, string Now, string Before, string Reason)
{
    private static readonly (string Change, string Measure, string Column)[] Lines =
        [(Measures.BelowFloorChange, Measures.BelowFloor, PublishedTable.All), (Measures.LevelChange, Measures.Level, PublishedTable.Index)];

    /// <summary>The wave that changes are counted from, or null for the first that was released.</summary>
    public static PublishedWave? WaveBefore(ShownGroup group) =>
        group.Organisation.Waves.TakeWhile(w => w.Wave != group.Wave.Wave).LastOrDefault(w => w.State == WaveState.Released);

    /// <summary>The changes of a group, weighted where the reader chose it; none without a wave before, and where none is published.</summary>
    public static IReadOnlyList<ShownChange> Of(ShownGroup group, Say say) => WaveBefore(group) is not { } before
        ? []
        : [.. Lines.Where(l => group.Survey(group.Chosen(l.Change)) is not null)
            .Select(l => Make(group, group with { Wave = before }, say, group.Chosen(l.Change), group.Chosen(l.Measure), l.Column))];

    private static ShownChange Make(ShownGroup group, ShownGroup before, Say say, string change, string measure, string column)
    {
        var cell = group.Survey(change)!;
        return new ShownChange(
            change,
            say[$"measure.{measure}.name"],
            cell,
            cell is { HasValue: true, Estimate: { } value } && column == PublishedTable.Index
                ? say.With("change.levels", say.F.Signed(value, cell.Decimals))
                : say.Cells.Value(cell, change),
            say.Cells.IntervalOfDifference(cell, change),
            group.Survey(change, "secured") is { HasValue: true } secured
                ? say[secured.Estimate == 0 ? "change.secured.no" : "change.secured.yes"]
                : say.Cells.Value(group.Survey(change, "secured"), change),
            cell.HasValue ? say.Cells.Respondents(cell) : "",
            cell.HasValue ? say.Cells.Respondents(before.Survey(measure, column)) : "",
            cell.State == CellState.Hidden ? "" : say.Cells.Reason(cell));
    }
}
