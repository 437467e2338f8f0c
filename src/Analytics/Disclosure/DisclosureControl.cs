using System.Collections.Concurrent;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Disclosure.Audit;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>
/// From raw figures to published tables: the only maker of <see cref="PublishedTable"/>. What is not expressly cleared is hidden.
/// </summary>
internal sealed partial class DisclosureControl
{
    private readonly RawRelease _raw;
    private readonly int _threshold;
    private readonly Patterns _patterns;
    private readonly Dictionary<string, RawColumn> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RawColumn> _pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AnswerCounts> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<RawColumn, CellCounts> _shares = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RawColumn, MeanSums> _sums = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<RawColumn, Lazy<bool[]>> _further = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<RawColumn, Lazy<bool[]>> _larger = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<RawColumn, Answer[]> _numbers = new(ReferenceEqualityComparer.Instance);
    private bool _audited;

    private DisclosureControl(RawRelease raw, int threshold, bool whole)
    {
        _raw = raw;
        _threshold = threshold;
        _patterns = new Patterns(raw, threshold, whole);
        _voice = raw.Figures
            .Where(f => f.Measure == Measures.Voice)
            .SelectMany(f => f.Columns.Where(c => c.Missing.Length == 0).Select(c => ((RawFigures, RawColumn)?)(f, c)))
            .FirstOrDefault();
        foreach (var figures in raw.Figures)
        {
            foreach (var column in figures.Columns.Where(c => c.Missing.Length == 0))
            {
                (figures.Measure switch
                {
                    Measures.BelowFloorByCompetence => _items,
                    Measures.BelowRequirement => _pairs,
                    _ => [],
                })[column.Code] = column;
            }

        }

        var distributions = raw.Figures.Where(f => f.Measure == Measures.Distribution && f.Columns[0].Missing.Length == 0).ToArray();
        var counts = new AnswerCounts[distributions.Length];
        var means = raw.Figures
            .SelectMany(f => f.Columns.Select(c => (Figures: f, Column: c)))
            .Where(x => x.Column.Missing.Length == 0 && KindOf(x.Figures, x.Column) is FigureKind.Mean or FigureKind.Score)
            .ToArray();
        var sums = new MeanSums[means.Length];
        SideBySide.Each(sums.Length, i => sums[i] = SumsOf(means[i].Figures, means[i].Column));
        for (var i = 0; i < sums.Length; i++)
        {
            _sums.Add(means[i].Column, sums[i]);
        }

        var levels = raw.Figures.FirstOrDefault(f => f.Measure == Measures.Level);
        SideBySide.Each(counts.Length, i =>
        {
            var item = distributions[i].Item;
            var below = _pairs.GetValueOrDefault(item);
            var level = levels?.Columns.FirstOrDefault(c => c.Code == item);
            counts[i] = AnswerCounts.Of(
                raw,
                _items[item],
                below,
                distributions[i],
                g => level is null ? null : MeanCell(levels!, level, g),
                Hidden(null, _items[item]),
                below is null ? null : Hidden(null, below),
                threshold);
        });
        for (var i = 0; i < counts.Length; i++)
        {
            _counts.Add(distributions[i].Item, counts[i]);
        }

        // Shares that are no part of a competence's distribution are protected each by itself, and those that sum to everybody together.
        (RawFigures Figures, RawColumn[] Columns)[] alone =
        [
            .. raw.Figures.Where(f => f.Kind == FigureKind.Share && !OfCompetence(f.Measure)).SelectMany(f => Together(f).Select(c => (f, c))),
        ];
        var shares = new CellCounts[alone.Length][];
        SideBySide.Each(shares.Length, i => shares[i] = SharesOf(alone[i].Figures, alone[i].Columns));
        for (var i = 0; i < shares.Length; i++)
        {
            for (var c = 0; c < shares[i].Length; c++)
            {
                _shares.Add(alone[i].Columns[c], shares[i][c]);
            }
        }

        foreach (var (_, columns) in alone.Where(a => a.Figures.Measure == Measures.BelowFloor))
        {
            KeepFloor(columns[0]);
        }
    }

    private static bool SumToAll(RawFigures figures) => figures.Partition && figures.Columns[0].Missing.Length == 0;

    private static IEnumerable<RawColumn[]> Together(RawFigures figures) => SumToAll(figures)
        ? [[.. figures.Columns]]
        : figures.Columns.Where(c => c.Missing.Length == 0).Select(c => (RawColumn[])[c]);

    private CellCounts[] SharesOf(RawFigures figures, RawColumn[] columns)
    {
        var (lines, least) = (_raw.System.Lines, Math.Max(_threshold, figures.Minimum));
        return SumToAll(figures)
            ? CellCounts.OfPartition([.. columns.Select(c => (c, Hidden(figures, c)))], lines, least, Tabulated(figures))
            : [CellCounts.Of(columns[0], Hidden(figures, columns[0]), lines, least, Tabulated(figures))];
    }

    /// <summary>
    /// All registered tables of a release, audited: what everything published together would tell is taken back. Where that is not
    /// enough, the audit says so, and the tables may not be published.
    /// </summary>
    /// <param name="raw">The release.</param>
    /// <param name="settings">Thresholds, and up to how many groups everything is audited together.</param>
    public static (IReadOnlyList<PublishedTable> Tables, AuditReport Audit) Publish(RawRelease raw, DisclosureSettings settings)
    {
        var whole = raw.ItemGroups <= settings.AuditGroups;
        var control = new DisclosureControl(raw, settings.Checked().Threshold, whole);
        var audit = whole ? ReleaseAudit.Run(control, raw, settings.Threshold) : AuditReport.Nothing;
        control._audited = true;
        var wanted = raw.Figures.SelectMany(f => RegisteredTables.Of(f.Measure).Select(t => (Figures: f, t.Level, t.Breakdown))).ToArray();
        var tables = new PublishedTable?[wanted.Length];
        SideBySide.Each(tables.Length, i => tables[i] = control.Table(wanted[i].Figures, wanted[i].Level, wanted[i].Breakdown));
        return ([.. tables.OfType<PublishedTable>()], audit + new AuditReport { Untested = control._patterns.Untested });
    }

    /// <summary>
    /// While a wave is open: participation alone, for groups of at least <see cref="DisclosureSettings.OpenWaveMinimum"/> persons, in
    /// whole per cent (method §4.6). Answers come in one by one, so n is not shown.
    /// </summary>
    public static IReadOnlyList<PublishedTable> PublishOpen(RawRelease raw, DisclosureSettings settings)
    {
        var patterns = new Patterns(raw with { Respondents = null }, settings.Checked().Threshold, whole: false);
        var tables = new List<PublishedTable>();
        foreach (var level in (ScopeLevel[])[ScopeLevel.Organisation, ScopeLevel.Department, ScopeLevel.Unit])
        {
            var groups = RowsOf(raw, patterns, level, Breakdown.None);
            var cells = groups.Select(g =>
            {
                var persons = (int)raw.Population[g];
                var answered = raw.Respondents![g];
                return patterns.Facts[g] || persons < settings.OpenWaveMinimum || answered > persons ? Rounding.Hidden
                    : answered < settings.Threshold ? Rounding.ClassOf(CountState.AtMost, settings.Threshold - 1, null, persons)
                    : persons - answered < settings.Threshold ? Rounding.ClassOf(CountState.AtLeast, persons - settings.Threshold + 1, null, persons)
                    : Rounding.PlainShare(answered, persons, null, persons, 0);
            }).ToArray();
            if (groups.Length > 0)
            {
                tables.Add(Make(raw, new TableKey(Measures.Voice, raw.Organisation, raw.Wave, level), groups, [PublishedTable.All], cells));
            }
        }

        return tables;
    }

    private PublishedTable? Table(RawFigures figures, ScopeLevel level, Breakdown breakdown)
    {
        var groups = RowsOf(_raw, _patterns, level, breakdown);
        if (groups.Length == 0)
        {
            return null;
        }

        var key = new TableKey(figures.Measure, _raw.Organisation, _raw.Wave, level, breakdown, figures.Item);
        var columns = figures.Columns.Where(c => RegisteredTables.HasColumn(figures.Measure, c.Code, level, breakdown)).ToArray();
        var cells = new PublishedCell[groups.Length * columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            var hidden = columns[c].Missing.Length == 0 ? Hidden(figures, columns[c]) : [];
            for (var r = 0; r < groups.Length; r++)
            {
                cells[(r * columns.Length) + c] = Print(key, figures, columns[c], groups[r], hidden);
            }
        }

        return Make(_raw, key, groups, [.. columns.Select(c => c.Code)], cells);
    }

    private PublishedCell Print(TableKey key, RawFigures figures, RawColumn column, int g) =>
        Print(key, figures, column, g, column.Missing.Length == 0 ? Hidden(figures, column) : []);

    private PublishedCell Print(TableKey key, RawFigures figures, RawColumn column, int g, bool[] hidden) =>
        column.Missing.Length > 0 ? Rounding.NotApplicable(column.Missing)
        : hidden[g] ? Rounding.Hidden
        : AsBefore(key, g, column, Cleared(figures, column, g, key.Level));

    /// <summary>
    /// What an earlier release kept of the same answers of the same persons is kept now: the two are read together. What it printed as a
    /// class is no number now, whoever has come.
    /// </summary>
    private PublishedCell AsBefore(TableKey key, int g, RawColumn column, PublishedCell cell)
    {
        if (_raw.Releases.Count == 0 || cell.State is CellState.Hidden or CellState.NotApplicable)
        {
            return cell;
        }

        var group = _raw.System.Groups[g];
        return _raw.Releases.Any(r => r.Cell(key, group, column.Code) is { } before
            && ((before.State == CellState.Class && cell.State == CellState.Value)
                || ((before.State == CellState.Hidden || (before.State == CellState.Class && !before.Equals(cell))) && r.IsSame(group))))
            ? Rounding.Hidden
            : cell;
    }

    /// <summary>
    /// Where everybody in a group has answered, participation says so as a class only (method §4.2): then no other figure may carry the n
    /// that tells it, nor an interval that has shrunk to a point.
    /// </summary>
    private PublishedCell Cleared(RawFigures figures, RawColumn column, int g, ScopeLevel level)
    {
        if (!Followed(figures, column, g) || figures.Beside.Any(b => !IsNumber(b, g)) || column.Beside.Any(b => !IsNumber(b, g)))
        {
            return Rounding.Hidden;
        }

        var cell = Cell(figures, column, g, level);

        // Levels, gaps to one requirement and weighted levels spread alike.
        if (KindOf(figures, column) is FigureKind.Mean or FigureKind.MeanDifference or FigureKind.Statistic
            && _counts.GetValueOrDefault(column.Code) is { } known && known.IsBare(g))
        {
            cell = Rounding.WithoutSpread(cell);
        }

        var answer = KindOf(figures, column) is not (FigureKind.Persons or FigureKind.Fact or FigureKind.FactStatistic or FigureKind.Participation
            or FigureKind.WholeGroups or FigureKind.Part or FigureKind.Things);
        return answer && column.Groups[g].Respondents == _raw.Population[g] ? Rounding.WithoutBase(cell) : cell;
    }

    private bool IsNumber(BesideCell beside, int g)
    {
        if (beside.Earlier)
        {
            return _raw.Earlier?.Invoke(beside.Measure, beside.Column, g) is { State: CellState.Value };
        }

        var figures = _raw.Figures.First(f => f.Measure == beside.Measure && f.Item.Length == 0);
        var column = figures.Columns.First(c => c.Code == beside.Column);
        return column.Missing.Length == 0 && g < column.Groups.Length
            && IsNumber(figures, column, g);
    }

    private enum Answer : byte
    {
        None,
        Yes,
        No,
    }

    /// <summary>Asked again and again of the same cells: kept once the audit takes back no more.</summary>
    private bool IsNumber(RawFigures figures, RawColumn column, int g)
    {
        if (!_audited)
        {
            return Print(KeyOf(figures, _raw.System.Groups[g]), figures, column, g).State == CellState.Value;
        }

        // Tables are made side by side: an answer of one byte is there whole or not at all, and whoever asks twice finds the same.
        var known = _numbers.GetOrAdd(column, c => new Answer[c.Groups.Length]);
        if (known[g] == Answer.None)
        {
            known[g] = Print(KeyOf(figures, _raw.System.Groups[g]), figures, column, g).State == CellState.Value ? Answer.Yes : Answer.No;
        }

        return known[g] == Answer.Yes;
    }

    /// <summary>A weighted share beside a class would tell what the class keeps: it is there only where the number itself is.</summary>
    private bool Followed(RawFigures figures, RawColumn column, int g)
    {
        if (figures.Follows.Length == 0)
        {
            return true;
        }

        var (leader, led) = Leader(figures, column);
        return IsNumber(leader, led, g);
    }

    private (RawFigures Figures, RawColumn Column) Leader(RawFigures figures, RawColumn column)
    {
        var leader = _raw.Figures.First(f => f.Measure == figures.Follows);
        return (leader, leader.Columns.FirstOrDefault(c => c.Code == column.Code) ?? leader.Columns[0]);
    }

    private PublishedCell Cell(RawFigures figures, RawColumn column, int g, ScopeLevel level) =>
        AfterAudit(column, g, Uncensored(figures, column, g, level));

    private PublishedCell Uncensored(RawFigures figures, RawColumn column, int g, ScopeLevel level)
    {
        var f = column.Groups[g];
        int? population = _raw.Population[g] >= f.Respondents ? (int)_raw.Population[g] : null;
        if (f.Reason is { } reason)
        {
            return Rounding.NotApplicable(reason);
        }

        switch (KindOf(figures, column))
        {
            case FigureKind.Persons:
                return new PublishedCell(CellState.Value, estimate: f.Count, population: (int)f.Count);
            case FigureKind.Fact:
                return Fact(column, f, population);
            case FigureKind.WholeGroups:
                return level != ScopeLevel.Organisation ? Rounding.Hidden : Classed(f, population, endsExact: true);
            case FigureKind.Part:
                return level != ScopeLevel.Organisation ? Rounding.Hidden : Classed(f, population, endsExact: false);
            case FigureKind.Things:
                return Rounding.Things(f.Mean, population);
            case FigureKind.Participation:
                return population is not { } persons ? Rounding.NotApplicable("more_answers")
                    : f.Count == persons ? Rounding.ClassOf(CountState.AtLeast, persons - _threshold + 1, null, persons)
                    : Rounding.PlainShare(f.Count, persons, (int)f.Count, persons, Rounding.ShareDecimals(persons));
            case FigureKind.Mean or FigureKind.Score:
                return MeanCell(figures, column, g) ?? Rounding.Hidden;
            case FigureKind.MeanDifference:
                return NearEnd(column, g) ? Rounding.Hidden : Rounding.Mean(f, population, ofLevels: false);
            case FigureKind.Product:
                return NearEnd(column, g) ? Rounding.Hidden : Rounding.Number(f.Mean, Rounding.MeanDecimals(f.Respondents), (int)f.Respondents, population);
            case FigureKind.Net:
                return Rounding.Number(f.Mean, Rounding.ShareDecimals(f.Respondents), (int)f.Respondents, population);
            case FigureKind.Share:
                var (state, count) = OfCompetence(figures.Measure) ? _counts[column.Code].Share(figures.Measure, g) : _shares[column][g];
                return state switch
                {
                    CountState.Exact => Rounding.Share(f, population),
                    CountState.Hidden => Rounding.Hidden,
                    _ => Rounding.ClassOf(state, count, (int)f.Respondents, population),
                };
            case FigureKind.Statistic or FigureKind.FactStatistic:
                return f.Detail is { } detail ? Rounding.Statistic(f, detail, column.Scale ?? figures.Scale, population) : Rounding.NotApplicable("too_few");
            case FigureKind.Bin:
                return Bin(figures.Item, column, g, level, population);
            default:
                return Rounding.Hidden;
        }
    }

    /// <summary>Groups that have a row in any table of a measure: of the others nothing is published.</summary>
    private Func<int, bool> Tabulated(RawFigures figures)
    {
        var tables = RegisteredTables.Of(figures.Measure).ToHashSet();
        return g => tables.Contains((_raw.System.Groups[g].Level, _raw.System.Groups[g].Breakdown));
    }

    private static FigureKind KindOf(RawFigures figures, RawColumn column) => column.Kind ?? figures.Kind;

    /// <summary>A part of the population names how many it is; the whole population is N.</summary>
    private static PublishedCell Fact(RawColumn column, RawFigure f, int? population)
    {
        var of = f.Of > 0 ? f.Of : f.Respondents;
        int? part = column.Base == "N" ? null : (int)f.Respondents;
        return Rounding.PlainShare(f.Count, of, part, population, Rounding.ShareDecimals(of));
    }

    /// <summary>A count that is a class where it or its complement is small; nobody and everybody are told where that tells of no person.</summary>
    private PublishedCell Classed(RawFigure f, int? population, bool endsExact)
    {
        var (count, rest) = (f.Count, f.Respondents - f.Count);
        return count < _threshold && !(endsExact && count == 0) ? Rounding.ClassOf(CountState.AtMost, _threshold - 1, (int)f.Respondents, population)
            : rest < _threshold && !(endsExact && rest == 0)
                ? Rounding.ClassOf(CountState.AtLeast, (int)f.Respondents - _threshold + 1, (int)f.Respondents, population)
            : Rounding.PlainShare(count, f.Respondents, (int)f.Respondents, population, Rounding.ShareDecimals(f.Respondents));
    }

    private PublishedCell Bin(string item, RawColumn column, int g, ScopeLevel level, int? population)
    {
        var f = column.Groups[g];
        if (level == ScopeLevel.Organisation && column.Code == "0" && !_raw.OffersZero)
        {
            return Rounding.NotApplicable("not_offered");
        }

        if (level != ScopeLevel.Organisation && f.Below != f.Respondents)
        {
            return Rounding.NotApplicable("requirement_base");
        }

        var (state, count) = _counts[item].Bin(column.Code, g);
        return state switch
        {
            CountState.Exact => Rounding.PlainShare(f.Count, f.Respondents, (int)f.Respondents, population, Rounding.ShareDecimals(f.Respondents)),
            CountState.Hidden => Rounding.Hidden,
            _ => Rounding.ClassOf(state, count, (int)f.Respondents, population),
        };
    }

    /// <summary>The measures whose shares are counts of one competence's distribution.</summary>
    private static bool OfCompetence(string measure) => measure is Measures.BelowFloorByCompetence or Measures.BelowRequirement;

    private bool[] Hidden(RawFigures? figures, RawColumn column) =>
        column.Within.Count + column.Parts.Count == 0 ? AsFew(figures, column) : _further.GetOrAdd(column, _ => new Lazy<bool[]>(() => Further(figures, column))).Value;

    /// <summary>
    /// What a column's parts and the bases that it lies within hide besides. Each count is protected along the sums as a group is, until
    /// none of them hides anything more.
    /// </summary>
    private bool[] Further(RawFigures? figures, RawColumn column)
    {
        var hidden = (bool[])AsFew(figures, column).Clone();
        var least = Math.Max(_threshold, figures?.Minimum ?? 0);
        var tabulated = Enumerable.Range(0, hidden.Length)
            .Select(g => _patterns.Exists[g] && g < column.Groups.Length && _patterns.IsTabulated(column.Base, g)).ToArray();
        foreach (var wider in column.Within)
        {
            for (var g = 0; g < column.Groups.Length; g++)
            {
                var difference = wider[g] - column.Groups[g].Respondents;
                hidden[g] |= difference > 0 && difference < _threshold;
            }
        }

        for (var before = -1; before != hidden.Count(h => h);)
        {
            before = hidden.Count(h => h);
            hidden = Hiding.Decide(_raw.System.Lines, Padded(Sizes(column)), _patterns.AtMost(column.Base), tabulated, hidden, least);
            foreach (var part in column.Parts)
            {
                hidden = Hiding.Decide(_raw.System.Lines, Padded(part), _patterns.AtMost(column.Base), tabulated, hidden, _threshold);
            }
        }

        return hidden;

        long[] Padded(long[] sizes)
        {
            var all = new long[hidden.Length];
            sizes.CopyTo(all, 0);
            return all;
        }
    }

    private bool[] AsFew(RawFigures? figures, RawColumn column)
    {
        if (figures is { Follows.Length: > 0 })
        {
            // The same persons: hidden where the figure that it follows is, and decided by that one's groups, which may be more.
            var (leader, led) = Leader(figures, column);
            return led.Missing.Length == 0 ? Hidden(leader, led) : [.. _patterns.Exists.Select(_ => true)];
        }

        var hidden = Hidden(column);
        if (figures is null || figures.Minimum <= _threshold)
        {
            return hidden;
        }

        // A measure that asks for more: what it hides of a line is hidden with as much as it needs. Asked again for every cell.
        return _larger.GetOrAdd(column, _ => new Lazy<bool[]>(() =>
        {
            var sizes = new long[hidden.Length];
            Sizes(column).CopyTo(sizes, 0);
            return Hiding.Decide(_raw.System.Lines, sizes, _patterns.AtMost(column.Base), [.. hidden.Select(h => !h)], hidden, figures.Minimum);
        })).Value;
    }

    private bool[] Hidden(RawColumn column)
    {
        if (_patterns.Known(column.Base) is { } known)
        {
            return known;
        }

        var sizes = Sizes(column);
        var id = column.Code;
        return column.Base switch
        {
            var b when b.StartsWith("pair:", StringComparison.Ordinal) => _patterns.Of(b, sizes, ("item:" + id, Sizes(_items[id]))),
            var b when b.StartsWith("weighted:", StringComparison.Ordinal) => _patterns.Of(
                b, sizes, ("item:" + id, Sizes(_items[id])), ("pair:" + id, Sizes(_pairs[id]))),

            // A part of the population and the whole of it tell the same facts: they differ by nobody or by enough.
            var b when b.StartsWith("fact:", StringComparison.Ordinal) => _patterns.Of(b, sizes, ("N", _raw.Population)),
            var b => _patterns.Of(b, sizes),
        };
    }

    private static long[] Sizes(RawColumn column) => [.. column.Groups.Select(f => f.Respondents)];

    private static int[] RowsOf(RawRelease raw, Patterns patterns, ScopeLevel level, Breakdown breakdown) =>
        [.. Enumerable.Range(0, raw.System.Groups.Count).Where(g =>
            patterns.Exists[g] && raw.System.Groups[g].Level == level && raw.System.Groups[g].Breakdown == breakdown)];

    private static PublishedTable Make(RawRelease raw, TableKey key, int[] groups, string[] columns, PublishedCell[] cells)
    {
        var rows = groups.Select(g => new PublishedRow(raw.System.Groups[g].Code, raw.System.Groups[g].Category, raw.System.Groups[g].Name)).ToArray();
        return new PublishedTable(key, raw.AsOf, rows, columns, cells);
    }
}
