using System.Collections.Concurrent;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// All that is published of one competence, over all tables and over the earlier releases of the same answers: what it tells of each
/// group, and what may not be told (method §4.1, §4.2b).
/// </summary>
internal sealed class CompetenceView
{
    /// <summary>What adding up leaves uncertain of a whole number of persons.</summary>
    private const double Sureness = 0.02;

    /// <summary>Asked again and again while few cells change.</summary>
    private readonly ConcurrentDictionary<int, (LevelFact[] Facts, (double Least, double Most, IReadOnlyList<Printed> Sources) Told)> _belowFloor = [];
    private readonly IPrintedFigures _printed;
    private readonly RawRelease _raw;
    private readonly int _threshold;
    private readonly Source[] _sources;
    private readonly int?[] _required;
    private readonly Source? _index, _level, _pair;
    private readonly Source[] _areas, _bands;

    /// <param name="printed">What is published.</param>
    /// <param name="raw">The truth.</param>
    /// <param name="item">The competence.</param>
    /// <param name="threshold">Fewest persons.</param>
    public CompetenceView(IPrintedFigures printed, RawRelease raw, string item, int threshold)
    {
        (_printed, _raw, _threshold) = (printed, raw, threshold);
        Item = item;
        Counts = raw.Levels[item];
        Floor = new LevelForm(LevelQuantity.Floor, raw.Floor);
        Size = [.. Enumerable.Range(0, Counts.Groups).Select(g => (long)Counts.Sum(g, new LevelForm(LevelQuantity.Persons).Factor))];
        var distribution = Measures.Distribution;
        _sources =
        [
            .. Of(Measures.Level, item, new LevelForm(LevelQuantity.Levels)),
            .. Of(Measures.BelowFloorByCompetence, item, Floor),
            .. Of(distribution, "floor", Floor, item),
            .. Enumerable.Range(0, Model.AnswerCode.MaxLevel + 1).SelectMany(l => Of(distribution, ((char)('0' + l)).ToString(), new LevelForm(LevelQuantity.Bin, l), item)),
            .. Of(distribution, "between", new LevelForm(LevelQuantity.Between, raw.Floor), item),
            .. Of(distribution, "required", new LevelForm(LevelQuantity.Required, raw.Floor), item),
            .. Of(Measures.BelowRequirement, item, new LevelForm(LevelQuantity.Below)),
            .. Of(Measures.Rds, item, new LevelForm(LevelQuantity.Net)),
            .. Of(Measures.Gap, item, new LevelForm(LevelQuantity.Gap)),
        ];
        _bands = [.. _sources.Where(s => s.Form.Quantity is LevelQuantity.Between or LevelQuantity.Required)];
        _level = Of(Measures.Level, item, default).Cast<Source?>().FirstOrDefault();
        _pair = Of(Measures.BelowRequirement, item, default).Cast<Source?>().FirstOrDefault();
        _index = Of(Measures.Level, PublishedTable.Index, default).Cast<Source?>().FirstOrDefault();
        _areas = [.. Of(Measures.TargetAreas).Where(s => s.Column.Beside.Any(b => b.Column == item))];
        Between = new LevelForm(LevelQuantity.Between, raw.Floor);
        int[] required = [.. Counts.Required.Where(r => r != LevelCounts.Nothing)];
        Requirements = required.Length == 0 ? (0, 0) : (required.Min(), required.Max());
        _required = KnownRequirements();
    }

    /// <summary>One is known where there is one for all, in a role, and in what lies inside a role.</summary>
    private int?[] KnownRequirements()
    {
        var known = new int?[Counts.Groups];
        for (var g = 0; g < known.Length; g++)
        {
            var ofGroup = Enumerable.Range(1, Counts.Required.Count - 1).FirstOrDefault(k => Enumerable.Range(0, Answers.LevelCount).Any(l => Counts[g, k, l] > 0));
            known[g] = Requirements.Least == Requirements.Most ? Requirements.Least
                : _raw.System.Groups[g].Breakdown != Breakdown.Role ? null
                : ofGroup > 0 ? Counts.Required[ofGroup]
                : Requirements.Least;
        }

        // A part of a part lies inside the role too, in whatever order the sums stand.
        var (lines, found) = (_raw.System.Lines.Where(l => l.Total < known.Length).ToArray(), true);
        while (found)
        {
            found = false;
            foreach (var line in lines.Where(l => known[l.Total] is not null))
            {
                foreach (var part in line.Parts.Where(p => p < known.Length && known[p] is null))
                {
                    (known[part], found) = (known[line.Total], true);
                }
            }
        }

        return known;
    }

    /// <summary>The competence.</summary>
    public string Item { get; }

    /// <summary>Who is where.</summary>
    public LevelCounts Counts { get; }

    /// <summary>Persons per group.</summary>
    public long[] Size { get; }

    /// <summary>How many are below the floor.</summary>
    public LevelForm Floor { get; }

    /// <summary>How many are between floor and requirement.</summary>
    public LevelForm Between { get; }

    /// <summary>The lowest and the highest level that any role requires; 0 and 0 without requirements.</summary>
    public (int Least, int Most) Requirements { get; }

    /// <summary>What is required of everybody in a group who has a requirement, if an outsider knows it; else null.</summary>
    public int? RequiredOf(int group) => _required[group];

    /// <summary>Null where it is told how many answered in a group; otherwise the most that it can be.</summary>
    public long? MostOf(int group) => _level is { } level ? _printed.MostOf(level.Column, group) : null;

    /// <summary>As <see cref="MostOf"/>, of those with a requirement.</summary>
    public long? MostPairsOf(int group) => _pair is { } pair ? _printed.MostOf(pair.Column, group) : MostOf(group);

    /// <summary>
    /// Whether it is told that something is required of all who answered in a group: where both are counted, and where there are bands, which
    /// apply only there.
    /// </summary>
    public bool IsRequiredOfAll(int group) =>
        MostOf(group) is null && Counts.Sum(group, new LevelForm(LevelQuantity.Pairs).Factor) == Size[group]
        && (MostPairsOf(group) is null || _bands.Any(b => _printed.Cell(new Printed(b.Figures, b.Column, group)) is { State: not CellState.NotApplicable }));

    /// <summary>How many have answered anything at all in a group.</summary>
    public long Respondents(int group) => _raw.Respondents![group];

    /// <summary>How few and how many that can be by what is told.</summary>
    public (long Least, long Most) AnsweredOf(int group) => _printed.AnsweredOf(group);

    /// <summary>How many can have answered at most who are in a whole and in none of its parts.</summary>
    public long MostBeside(Line line) => _printed.MostBeside(_raw.Population, line);

    /// <summary>The lowest level that the instrument offers.</summary>
    public int Lowest => _raw.OffersZero ? 0 : 1;

    /// <summary>
    /// How many can be below the floor in a group by everything that is printed of its levels together, in whole persons, and the cells that
    /// tell it.
    /// </summary>
    public (double Least, double Most, IReadOnlyList<Printed> Sources) BelowFloor(int group)
    {
        LevelFact[] facts = [.. Facts(group).Where(f => !f.Form.ByRequirement)];
        if (!_belowFloor.TryGetValue(group, out var known) || !known.Facts.SequenceEqual(facts))
        {
            _belowFloor[group] = known = (facts, BelowFloor(group, facts));
        }

        return known.Told;
    }

    /// <summary>What its own cells tell of the sum of a group's levels.</summary>
    public (double Low, double High, IReadOnlyList<Printed> Sources) SumOf(int group)
    {
        LevelFact[] facts = [.. Facts(group).Where(f => f.Form.Quantity == LevelQuantity.Levels && IsOwn(f.Source))];
        return (
            facts.Select(f => f.Low).Append(Lowest * Size[group]).Max(),
            facts.Select(f => f.High).Append(Model.AnswerCode.MaxLevel * Size[group]).Min(),
            [.. facts.Select(f => f.Source).Distinct()]);
    }

    private (double Least, double Most, IReadOnlyList<Printed> Sources) BelowFloor(int group, LevelFact[] facts)
    {
        var most = MostOf(group);
        if (facts.Length == 0)
        {
            return (0, most ?? Size[group], []);
        }

        int[] levels = [.. Enumerable.Range(Lowest, Model.AnswerCode.MaxLevel + 1 - Lowest)];
        double[] Over(LevelForm form) => [.. levels.Select(l => form.Factor(LevelCounts.Nothing, l))];
        var linked = new LinkedBlocks(
            [
                new Block(
                    [.. levels.Select(l => (double)Counts.Sum(group, new LevelForm(LevelQuantity.Bin, l).Factor))],
                    [
                        .. levels.Select(l => new BlockRange(Over(new LevelForm(LevelQuantity.Bin, l)), 0, double.PositiveInfinity)),
                        new BlockRange(Over(new LevelForm(LevelQuantity.Persons)), most is null ? Size[group] : 0, most ?? Size[group]),
                        .. facts.Select(f => new BlockRange(Over(f.Form), f.Low - AuditProgram.Ajar, f.High + AuditProgram.Ajar, f.Source)),
                    ]),
            ],
            []);
        if (!linked.Centre())
        {
            // Among very many the cells that count them speak for themselves.
            LevelFact[] counts = [.. facts.Where(f => f.Form == Floor)];
            return (
                counts.Select(f => f.Low).Append(0).Max(),
                counts.Select(f => f.High).Append(most ?? Size[group]).Min(),
                [.. counts.Select(f => f.Source).Distinct()]);
        }

        var below = Counts.Sum(group, Floor.Factor);
        var sources = new HashSet<Printed>();
        double Farthest(int sign)
        {
            var sum = new BlockSum(0, Over(Floor));
            linked.Go([(sum, sign)], AuditProgram.Nearly, _ => true);
            sources.UnionWith(linked.Binding.SelectMany(r => r.Sources));
            var farthest = below + linked.Here(sum);
            linked.Return();
            return farthest;
        }

        var (lowest, highest) = (Farthest(-1), Farthest(1));

        // Where none is seen to bind, all of them are what tells: what has no cell that tells it would count as known.
        return (
            Math.Ceiling(lowest - Sureness),
            Math.Floor(highest + Sureness),
            sources.Count > 0 ? [.. sources] : [.. facts.Select(f => f.Source).Distinct()]);
    }

    /// <summary>What the published cells of a group tell.</summary>
    public IEnumerable<LevelFact> Facts(int group)
    {
        foreach (var source in _sources)
        {
            var printed = new Printed(source.Figures, source.Column, group);
            foreach (var cell in _printed.Cells(printed))
            {
                if (Read(source, printed, cell) is { } fact)
                {
                    yield return Sure(fact);
                }

                if (source.Form.Quantity == LevelQuantity.Levels && PublishedKnowledge.Squares(cell, Size[group]) is { } squares)
                {
                    yield return Sure(new LevelFact(new LevelForm(LevelQuantity.Squares, cell.Estimate!.Value), squares.Low, squares.High, printed));
                }
            }
        }

        foreach (var fact in OfSeveral(group))
        {
            yield return fact;
        }
    }

    /// <summary>
    /// Whether a cell is of this competence alone: not of F1, the index or an area, which others read too, nor of another competence.
    /// </summary>
    public bool IsOwn(Printed cell) => Array.Exists(_sources, s => ReferenceEquals(s.Column, cell.Column));

    /// <summary>What may not be told of a group.</summary>
    public IEnumerable<AuditTarget> Targets(int group)
    {
        var hidden = MostOf(group);
        if (Size[group] == 0 && hidden is null)
        {
            yield break;
        }

        if (Respondents(group) is > 0 and var respondents && respondents < _threshold && AnsweredOf(group) is var (least, most) && least < most)
        {
            yield return Few(group, LevelQuantity.Respondents, respondents, Math.Min(Hiding.Width, most));
        }

        if (Size[group] == 0)
        {
            yield break;
        }

        if (hidden is { } greatest && Size[group] < _threshold)
        {
            yield return Few(group, LevelQuantity.Persons, Size[group], _printed.RespondentsOf(group) is not null ? 1 : Math.Min(Hiding.Width, greatest));
        }

        foreach (var source in _sources.GroupBy(s => s.Form))
        {
            var cells = source.Select(s => new Printed(s.Figures, s.Column, group)).Where(p => _printed.Cell(p) is not null).ToArray();
            var target = cells.Length == 0 ? null : source.Key.Quantity switch
            {
                LevelQuantity.Levels => OfSum(source.Key, cells),
                LevelQuantity.Net or LevelQuantity.Gap => null,

                // What the instrument does not offer nobody answers, and where no requirement lies above a level nobody can be between.
                LevelQuantity.Bin when source.Key.At < Lowest => null,
                LevelQuantity.Between when Requirements.Most <= _raw.Floor => null,
                LevelQuantity.Below or LevelQuantity.Between when RequiredOf(group) <= (source.Key == Between ? _raw.Floor : Lowest) => null,
                _ => OfCount(source.Key, cells),
            };
            if (target is not null)
            {
                yield return target;
            }

            if (source.Key.Quantity == LevelQuantity.Net && (RequiredOf(group) ?? Requirements.Least) < Model.AnswerCode.MaxLevel
                && Array.Exists(cells, c => _printed.Cell(c) is not { State: CellState.NotApplicable }))
            {
                // Those above their requirement are printed nowhere, nor those at it; a mean may tell of the first, a net score of both, and
                // of those in one part what is told of another.
                foreach (var unprinted in (AuditTarget?[])[OfCount(new(LevelQuantity.Above), cells), Count(group, new(LevelQuantity.Equal), [])])
                {
                    if (unprinted is not null)
                    {
                        yield return unprinted;
                    }
                }
            }
        }
    }

    /// <summary>
    /// How few have answered this or anything at all: means and counts of others may tell that somebody has. Of a group whose answering is
    /// published only not exactly, as in <see cref="BaseProgram"/>.
    /// </summary>
    private AuditTarget Few(int group, LevelQuantity who, long persons, long width) => new()
    {
        Group = group,
        Item = Item,
        Form = new LevelForm(who),
        Cells = [],
        Truth = persons,
        Width = width,
        IsClass = false,
    };

    /// <summary>A table where it does not apply says nothing of those where it does.</summary>
    private AuditTarget? OfCount(LevelForm form, Printed[] cells)
    {
        Printed[] applies = [.. cells.Where(c => _printed.Cell(c) is not { State: CellState.NotApplicable })];
        return applies.Length == 0 ? null : Count(applies[0].Group, form, applies);
    }

    private AuditTarget? Count(int group, LevelForm form, Printed[] cells)
    {
        var n = form.ByRequirement && form.Quantity != LevelQuantity.Required ? Counts.Sum(group, new LevelForm(LevelQuantity.Pairs).Factor) : Size[group];
        var count = Counts.Sum(group, form.Factor);
        if (n == 0 || (count >= _threshold && n - count >= _threshold))
        {
            return null;
        }

        var classed = cells.Select(_printed.Cell).FirstOrDefault(c => c is { State: CellState.Class });
        var (low, high) = classed is null ? (0, (long)n) : PublishedKnowledge.CountOf(classed, (long)n, _threshold);
        return new AuditTarget
        {
            Group = group,
            Item = Item,
            Form = form,
            Cells = cells,
            Truth = count,
            IsClass = classed is not null,
            Width = classed is null ? Math.Min(1, n) : Math.Min(Hiding.Width, high - low),
        };
    }

    /// <summary>A sum near an end stays open over the width; the mean of a few over one level.</summary>
    private AuditTarget? OfSum(LevelForm form, Printed[] cells)
    {
        var group = cells[0].Group;
        var near = _printed.Cell(cells[0]) is { State: CellState.Class };
        if (!near && Size[group] >= _threshold)
        {
            return null;
        }

        var sum = Counts.Sum(group, form.Factor);
        return new AuditTarget
        {
            Group = group,
            Item = Item,
            Form = near ? form : new LevelForm(LevelQuantity.Deviation, sum / Size[group]),
            Cells = cells,
            Truth = near ? sum : 0,
            IsClass = near,
            Width = near ? Hiding.Width : Size[group],
        };
    }

    /// <summary>
    /// The index and the target areas of a group in which everybody has answered everything: the competence's sum may lie otherwise only
    /// as far as their rounding lets it, if the other competences stay.
    /// </summary>
    private IEnumerable<LevelFact> OfSeveral(int group)
    {
        foreach (var source in _areas.Concat(_index is { } index ? [index] : []))
        {
            var items = source.Column.Code == PublishedTable.Index
                ? [.. _raw.Levels.Keys]
                : source.Column.Beside.Select(b => b.Column).ToArray();
            var printed = new Printed(source.Figures, source.Column, group);
            if (group >= source.Column.Groups.Length || source.Column.Groups[group] is not { Respondents: > 0 } f || f.Respondents != Size[group]
                || !_printed.IsComplete(items, group))
            {
                continue;
            }

            var sum = Counts.Sum(group, new LevelForm(LevelQuantity.Levels).Factor);
            var scale = SumScale.Levels(_raw.OffersZero);
            var truth = scale.Steps(f.Mean) * f.Respondents;
            foreach (var cell in _printed.Cells(printed).Where(c => c.State is CellState.Value or CellState.Class))
            {
                var (low, high) = PublishedKnowledge.SumOfLevels(cell, f.Respondents, scale, whole: false);
                yield return new LevelFact(
                    new LevelForm(LevelQuantity.Levels),
                    sum + Math.Min(0, items.Length * (low - truth)),
                    sum + Math.Max(0, items.Length * (high - truth)),
                    printed);
            }
        }
    }

    private LevelFact? Read(Source source, Printed printed, PublishedCell cell)
    {
        if (cell.State is not (CellState.Value or CellState.Class))
        {
            return null;
        }

        var n = source.Column.Groups[printed.Group].Respondents;
        switch (source.Form.Quantity)
        {
            case LevelQuantity.Levels:
                var (least, most) = PublishedKnowledge.SumOfLevels(cell, n, SumScale.Levels(_raw.OffersZero), whole: true);
                return new LevelFact(source.Form, least, most, printed);
            case LevelQuantity.Net or LevelQuantity.Gap when cell.State == CellState.Value:
                var unit = source.Form.Quantity == LevelQuantity.Net ? 100 : 1;
                var half = 0.5 * Math.Pow(10, -cell.Decimals);
                return new LevelFact(source.Form, n * (cell.Estimate!.Value - half) / unit, n * (cell.Estimate.Value + half) / unit, printed);
            case LevelQuantity.Net or LevelQuantity.Gap:
                return null;
            default:
                var (low, high) = PublishedKnowledge.CountOf(cell, n, _threshold);
                return new LevelFact(source.Form, low, high, printed);
        }
    }

    /// <summary>The truth lies within what is told, whatever the last digit did.</summary>
    private LevelFact Sure(LevelFact fact)
    {
        var truth = Counts.Sum(fact.Source.Group, fact.Form.Factor);
        return fact with { Low = Math.Min(fact.Low, truth), High = Math.Max(fact.High, truth) };
    }

    private IEnumerable<Source> Of(string measure, string column, LevelForm form, string item = "") => _raw.Figures
        .Where(f => f.Measure == measure && f.Item == item)
        .SelectMany(f => f.Columns.Where(c => c.Code == column && c.Missing.Length == 0).Select(c => new Source(f, c, form)));

    private IEnumerable<Source> Of(string measure) => _raw.Figures
        .Where(f => f.Measure == measure)
        .SelectMany(f => f.Columns.Where(c => c.Missing.Length == 0).Select(c => new Source(f, c, default)));

    private readonly record struct Source(RawFigures Figures, RawColumn Column, LevelForm Form);
}
