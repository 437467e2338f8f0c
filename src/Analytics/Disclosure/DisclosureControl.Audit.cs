using System.Collections.Concurrent;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Disclosure.Audit;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <content>What the audit reads and takes back.</content>
internal sealed partial class DisclosureControl : IPrintedFigures
{
    private readonly ConcurrentDictionary<RawColumn, bool[]> _withheld = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, HashSet<(ScopeLevel, Breakdown)>> _tables = new(StringComparer.Ordinal);

    private readonly (RawFigures Figures, RawColumn Column)? _voice;

    /// <inheritdoc/>
    public PublishedCell? Cell(Printed printed)
    {
        var (figures, column, g) = printed;
        if (g >= column.Groups.Length || !_patterns.Exists[g])
        {
            return null;
        }

        var group = _raw.System.Groups[g];
        var tables = _tables.GetOrAdd(figures.Measure, m => [.. RegisteredTables.Of(m)]);
        return !tables.Contains((group.Level, group.Breakdown)) || !RegisteredTables.HasColumn(figures.Measure, column.Code, group.Level, group.Breakdown)
            ? null
            : Print(KeyOf(figures, group), figures, column, g);
    }

    /// <inheritdoc/>
    public IEnumerable<PublishedCell> Cells(Printed printed)
    {
        if (Cell(printed) is not { } cell)
        {
            yield break;
        }

        yield return cell;
        var group = _raw.System.Groups[printed.Group];
        foreach (var release in _raw.Releases.Where(r => r.IsSame(group)))
        {
            if (release.Cell(KeyOf(printed.Figures, group), group, printed.Column.Code) is { } before)
            {
                yield return before;
            }
        }
    }

    /// <inheritdoc/>
    public bool IsComplete(IReadOnlyList<string> items, int group) =>
        items.All(i => _items.TryGetValue(i, out var column) && column.Groups[group].Respondents == _raw.Respondents![group]);

    /// <inheritdoc/>
    public long? MostOf(RawColumn column, int group) => Hidden(null, column)[group] ? Math.Max(_patterns.AtMost(column.Base)[group], column.Groups[group].Respondents) : null;

    /// <inheritdoc/>
    public (long Least, long Most) AnsweredOf(int group)
    {
        // In an anonymous wave more may have answered than the register has; facts alone are no answers.
        var (answered, persons) = (_raw.Respondents?[group] ?? 0, _raw.Population[group]);
        var told = _voice is { } voice && Cell(new Printed(voice.Figures, voice.Column, group)) is { State: not CellState.Hidden } cell
            ? cell.State == CellState.Value ? (Low: answered, High: answered) : PublishedKnowledge.Count(cell, persons)
            : (Low: 0, High: persons);
        return (Math.Min(told.Low, answered), Math.Max(told.High, answered));
    }

    /// <inheritdoc/>
    public void Withhold(Printed printed, bool withheld) =>
        _withheld.GetOrAdd(printed.Column, c => new bool[c.Groups.Length])[printed.Group] = withheld;

    private PublishedCell AfterAudit(RawColumn column, int g, PublishedCell cell) =>
        cell.State != CellState.NotApplicable && _withheld.TryGetValue(column, out var withheld) && withheld[g] ? Rounding.Hidden : cell;

    private TableKey KeyOf(RawFigures figures, Group group) =>
        new(figures.Measure, _raw.Organisation, _raw.Wave, group.Level, group.Breakdown, figures.Item);
}
