using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// All that is published of F1 and of what its competences tell of it: how many are below the floor, and how many in each competence that
/// is mandatory for anybody.
/// </summary>
internal sealed class FloorView
{
    private readonly IPrintedFigures _printed;
    private readonly RawFigures _figures;
    private readonly RawColumn _column;
    private readonly RawFigures? _bounds;
    private readonly RawRelease _raw;
    private readonly int _threshold;

    private FloorView(IPrintedFigures printed, RawRelease raw, RawFigures figures, RawColumn column, CompetenceView[] views, int threshold)
    {
        (_printed, _raw, _figures, _column, _threshold) = (printed, raw, figures, column, threshold);
        _bounds = raw.Figures.FirstOrDefault(f => f.Measure == Measures.FloorBounds);
        Mandatory =
        [
            .. from m in raw.Mandatory
               join v in views on m.Item equals v.Item
               select (v, m.OfAll),
        ];
    }

    /// <summary>The view; null where F1 is not made.</summary>
    public static FloorView? Of(IPrintedFigures printed, RawRelease raw, CompetenceView[] views, int threshold)
    {
        var figures = raw.Figures.FirstOrDefault(f => f.Measure == Measures.BelowFloor);
        return figures?.Columns.FirstOrDefault(c => c.Missing.Length == 0) is { } column
            ? new FloorView(printed, raw, figures, column, views, threshold)
            : null;
    }

    /// <summary>The mandatory competences, and whether for all roles.</summary>
    public IReadOnlyList<(CompetenceView View, bool OfAll)> Mandatory { get; }

    /// <summary>Groups that F1 is counted in; the first of them have figures by competence.</summary>
    public int Groups => _column.Groups.Length;

    /// <summary>Groups that have figures by competence.</summary>
    public int ItemGroups => Mandatory.Count == 0 ? 0 : Mandatory[0].View.Counts.Groups;

    /// <summary>Persons whose F1 is known.</summary>
    public long Size(int group) => _column.Groups[group].Respondents;

    /// <summary>How many of them are below.</summary>
    public long Below(int group) => _column.Groups[group].Count;

    /// <summary>Null where it is told how many have a known F1; otherwise the most that it can be.</summary>
    public long? MostOf(int group) => _printed.MostOf(_column, group);

    /// <summary>How many can have answered at most who are in a whole and in none of its parts.</summary>
    public long MostBeside(Line line) => _printed.MostBeside(_raw.Population, line);

    /// <summary>How few and how many are below by what is published of F1, and the cells that can tell it.</summary>
    public (double Low, double High, IReadOnlyList<Printed> Sources) Range(int group)
    {
        double low = 0, high = double.PositiveInfinity;
        var sources = new List<Printed> { Cell(group) };
        foreach (var cell in Told(Cell(group)))
        {
            var (least, most) = PublishedKnowledge.CountOf(cell, Size(group), _threshold);
            (low, high) = (Math.Max(low, least), Math.Min(high, most));
        }

        if (group == 0 && _bounds is not null)
        {
            // Those who did not answer count as above, or as below, over everybody in the register.
            foreach (var (code, silent) in ((string, long)[])[("silent_low", 0), ("silent_high", _raw.Population[0] - Size(0))])
            {
                foreach (var column in _bounds.Columns.Where(c => c.Code == code && c.Missing.Length == 0))
                {
                    var bound = new Printed(_bounds, column, 0);
                    sources.Add(bound);
                    foreach (var cell in Told(bound))
                    {
                        var (least, most) = PublishedKnowledge.Count(cell, _raw.Population[0]);
                        (low, high) = (Math.Max(low, least - silent), Math.Min(high, most - silent));
                    }
                }
            }
        }

        return (Math.Min(low, Below(group)), Math.Max(high, Below(group)), sources);
    }

    private IEnumerable<PublishedCell> Told(Printed printed) => _printed.Cells(printed).Where(c => c.State is CellState.Value or CellState.Class);

    /// <summary>
    /// The depth below the floor (F2) where everybody has answered all: the sum of those below over the competences. Null where it is not
    /// told so.
    /// </summary>
    public (double Low, double High, Printed Source)? SumOver(int group)
    {
        var figures = _raw.Figures.FirstOrDefault(f => f.Measure == Measures.FloorDepth);
        if (figures?.Columns.FirstOrDefault(c => c.Code == PublishedTable.All && c.Missing.Length == 0) is not { } column
            || group >= column.Groups.Length || column.Groups[group].Respondents != _raw.Respondents![group]
            || !Mandatory.All(m => m.OfAll) || !_printed.IsComplete([.. Mandatory.Select(m => m.View.Item)], group)
            || _printed.Cell(new Printed(figures, column, group)) is not { State: CellState.Value, Estimate: { } depth } cell)
        {
            return null;
        }

        var half = 0.5 * Math.Pow(10, -cell.Decimals - 2);
        var persons = (double)Mandatory.Count * Size(group);
        double truth = Mandatory.Sum(m => m.View.Counts.Sum(group, m.View.Floor.Factor));
        return (Math.Min(truth, persons * (depth - half)), Math.Max(truth, persons * (depth + half)), new Printed(figures, column, group));
    }

    /// <summary>
    /// What F1 tells beside each mandatory competence, as it is printed now: who is below in one that is mandatory for all is below, and
    /// whoever is below is so in this one or in another.
    /// </summary>
    public IReadOnlyDictionary<string, FloorBeside> Beside()
    {
        var below = Mandatory.Select(m => Enumerable.Range(0, ItemGroups).Select(m.View.BelowFloor).ToArray()).ToArray();
        return Enumerable.Range(0, Mandatory.Count).ToDictionary(i => Mandatory[i].View.Item, i => new FloorBeside(
            Mandatory[i].OfAll,
            [.. Enumerable.Range(0, ItemGroups).Select(g =>
            {
                var (low, high, sources) = Range(g);
                var others = below.Where((_, o) => o != i).Select(b => b[g]).ToArray();
                var (least, most) = (others.Sum(o => o.Least), others.Sum(o => o.Most));
                var depth = SumOver(g);
                return new FloorBeside.Group
                {
                    Below = Below(g),
                    Low = low,
                    High = Math.Min(high, MostOf(g) ?? Size(g)),
                    Known = MostOf(g) is null ? Size(g) : null,
                    Others = most,
                    Own = depth is { } sum ? (sum.Low - most, sum.High - least) : (double.NegativeInfinity, double.PositiveInfinity),
                    Sources = sources,
                    OfOthers = [.. others.SelectMany(o => o.Sources)],
                    OfDepth = depth is { } told ? [told.Source, .. others.SelectMany(o => o.Sources)] : [],
                };
            })]), StringComparer.Ordinal);
    }

    /// <summary>What may not be told: of F1, and beside it of those below in a competence and of sums of its levels that are near an end.</summary>
    public IEnumerable<AuditTarget> Targets => OwnTargets
        .Concat(Mandatory.SelectMany(m => Enumerable.Range(0, ItemGroups)
            .SelectMany(m.View.Targets)
            .Where(t => t.Form == m.View.Floor || t.Form.Quantity == LevelQuantity.Levels)));

    /// <summary>What may not be told of F1 itself.</summary>
    public IEnumerable<AuditTarget> OwnTargets => Enumerable.Range(0, Groups).Select(Target).OfType<AuditTarget>();

    /// <summary>The cell that prints F1 of a group.</summary>
    public Printed Cell(int group) => new(_figures, _column, group);

    private AuditTarget? Target(int group)
    {
        var (count, n) = (Below(group), Size(group));
        if (n == 0 || (count >= _threshold && n - count >= _threshold) || _printed.Cell(Cell(group)) is not { State: not CellState.NotApplicable } cell)
        {
            return null;
        }

        var (low, high) = PublishedKnowledge.CountOf(cell, n, _threshold);
        var isClass = cell.State == CellState.Class;
        return new AuditTarget
        {
            Group = group,
            Item = "",
            Cells = [Cell(group)],
            Truth = count,
            IsClass = isClass,
            Width = isClass ? Math.Min(Hiding.Width, high - low) : Math.Min(1, n),
        };
    }
}
