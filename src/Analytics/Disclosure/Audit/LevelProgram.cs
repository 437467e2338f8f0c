using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// One program over all answers in one competence: in each group, how many lie at which level, and how many below, at and above what is
/// required of them, and how many have answered anything at all, so that every published figure is as it is and every sum of groups holds.
/// </summary>
/// <remarks>
/// Where a group's roles require different levels it is not known who requires what: those below lie between those under the lowest
/// requirement and those under the highest. In a mandatory competence those who are below in any stand beside.
/// </remarks>
internal sealed class LevelProgram : AuditProgram
{
    private static readonly LevelForm Pairs = new(LevelQuantity.Pairs);

    private readonly CompetenceView _view;
    private readonly FloorBeside? _beside;
    private readonly int _levels, _paired, _compared, _respondents, _any, _numbers;
    private readonly bool _requires;
    private readonly int[] _blockOf;
    private readonly Lazy<IReadOnlyList<Block>> _tightened;

    /// <param name="view">The competence.</param>
    /// <param name="facts">What is published of each group.</param>
    /// <param name="lines">Sums of groups.</param>
    /// <param name="beside">What F1 tells beside; null where the competence is not mandatory.</param>
    public LevelProgram(CompetenceView view, Func<int, IReadOnlyList<LevelFact>> facts, IReadOnlyList<Line> lines, FloorBeside? beside)
    {
        (_view, _beside) = (view, beside);
        _tightened = new Lazy<IReadOnlyList<Block>>(() => Whole(Blocks));
        _levels = Model.AnswerCode.MaxLevel + 1 - view.Lowest;
        _requires = view.Counts.Required.Count > 1;
        var separate = _requires && Enumerable.Range(0, view.Counts.Groups).Any(g => view.Counts.Sum(g, Pairs.Factor) != view.Size[g]);
        _paired = separate ? _levels : 0;
        _compared = _requires && view.Requirements.Least != view.Requirements.Most ? _paired + _levels : -1;
        _numbers = _compared >= 0 ? _compared + 4 : _paired + _levels;
        _respondents = _numbers++;
        _any = beside is null ? -1 : _numbers++;
        _blockOf = new int[view.Counts.Groups];
        for (var g = 0; g < _blockOf.Length; g++)
        {
            _blockOf[g] = view.Size[g] == 0 && view.MostOf(g) is null ? -1 : Blocks.Count;
            if (_blockOf[g] >= 0)
            {
                Blocks.Add(new Block(TruthOf((q, l) => Count(g, q, l), view.Respondents(g), beside?.Groups[g].Below ?? 0), [.. Ranges(g, facts(g))]));
            }
        }

        AddLines(lines);
    }

    /// <summary>How many numbers of a group are of this competence alone; how many have answered anything is the next.</summary>
    public int Own => _respondents;

    /// <summary>Whether anybody can have answered in a group.</summary>
    public bool Has(int group) => _blockOf[group] >= 0;

    /// <summary>The true numbers of a group where <see cref="Has"/>.</summary>
    public double[] TruthOf(int group) => Blocks[_blockOf[group]].Truth;

    /// <summary>What is known of a group where <see cref="Has"/>, with what whole persons tell.</summary>
    public IReadOnlyList<BlockRange> RangesOf(int group) => _tightened.Value[_blockOf[group]].Ranges;

    /// <summary>Works out what whole persons tell, which <see cref="RangesOf"/> else does when it is first asked.</summary>
    public void Tighten() => _ = _tightened.Value;

    /// <summary>What holds of any persons.</summary>
    public IEnumerable<BlockRange> OfAnybody => Always(null);

    /// <summary>A form that does not ask what is required, in the numbers of any group.</summary>
    public double[] FactorsOf(LevelForm form) => Factors(form, required: null);

    /// <summary>A target in the numbers of its group.</summary>
    public double[] FactorsOf(AuditTarget target) => Of(target).Factors;

    /// <inheritdoc/>
    protected override BlockSum Of(AuditTarget target) =>
        new(_blockOf[target.Group], target.Item.Length == 0 ? Unit(_any)
            : target.Form.Quantity == LevelQuantity.Respondents ? Unit(_respondents)
            : Factors(target.Form, _view.RequiredOf(target.Group)));

    private long Count(int g, int requirement, int level) => _view.Counts[g, requirement, level + _view.Lowest];

    /// <summary>The numbers of persons who are counted by requirement and level, of all respondents, and of those who are below in any competence.</summary>
    private double[] TruthOf(Func<int, int, long> count, long respondents, double any)
    {
        var truth = new double[_numbers];
        truth[_respondents] = respondents;
        if (_any >= 0)
        {
            truth[_any] = any;
        }

        for (var q = 0; q < _view.Counts.Required.Count; q++)
        {
            var required = _view.Counts.Required[q];
            for (var l = 0; l < _levels; l++)
            {
                var persons = count(q, l);
                truth[l] += persons;
                if (_paired > 0 && required != LevelCounts.Nothing)
                {
                    truth[_paired + l] += persons;
                }

                if (_compared >= 0)
                {
                    var level = l + _view.Lowest;
                    truth[_compared] += persons * new LevelForm(LevelQuantity.Below).Factor(required, level);
                    truth[_compared + 1] += persons * new LevelForm(LevelQuantity.Above).Factor(required, level);
                    truth[_compared + 2] += persons * _view.Between.Factor(required, level);
                    truth[_compared + 3] += persons * new LevelForm(LevelQuantity.Gap).Factor(required, level);
                }
            }
        }

        return truth;
    }

    private double[] OverLevels(Func<int, double> factor, bool paired = false, double[]? plus = null)
    {
        var factors = plus ?? new double[_numbers];
        for (var l = 0; l < _levels; l++)
        {
            factors[(paired ? _paired : 0) + l] += factor(l + _view.Lowest);
        }

        return factors;
    }

    private double[] Unit(int number, double factor = 1)
    {
        var factors = new double[_numbers];
        factors[number] = factor;
        return factors;
    }

    /// <summary>A form in the numbers of a group.</summary>
    private double[] Factors(LevelForm form, int? required)
    {
        if (!form.ByRequirement)
        {
            return OverLevels(l => form.Factor(LevelCounts.Nothing, l));
        }

        if (form.Quantity == LevelQuantity.Pairs)
        {
            return _requires ? OverLevels(_ => 1, paired: true) : new double[_numbers];
        }

        if (form.Quantity == LevelQuantity.Required)
        {
            // Everybody less those below the floor and those between.
            var between = Factors(_view.Between, required);
            return OverLevels(l => 1 - _view.Floor.Factor(LevelCounts.Nothing, l), plus: [.. between.Select(f => -f)]);
        }

        if (!_requires)
        {
            return new double[_numbers];
        }

        if (_compared < 0 || required is not null)
        {
            return OverLevels(l => form.Factor(required ?? _view.Requirements.Least, l), paired: true);
        }

        return form.Quantity switch
        {
            LevelQuantity.Below => Unit(_compared),
            LevelQuantity.Above => Unit(_compared + 1),
            LevelQuantity.Between => Unit(_compared + 2),
            LevelQuantity.Gap => Unit(_compared + 3),
            LevelQuantity.Net => Plus(Unit(_compared, -1), Unit(_compared + 1)),
            LevelQuantity.Equal => OverLevels(_ => 1, paired: true, plus: Plus(Unit(_compared, -1), Unit(_compared + 1, -1))),
            _ => throw new InvalidOperationException(form.ToString()),
        };
    }

    private static double[] Plus(double[] a, double[] b) => [.. a.Select((x, i) => x + b[i])];

    private IEnumerable<BlockRange> Ranges(int g, IReadOnlyList<LevelFact> facts)
    {
        var required = _view.RequiredOf(g);
        var most = _view.MostOf(g);
        yield return new BlockRange(OverLevels(_ => 1), most is null ? _view.Size[g] : 0, most ?? _view.Size[g]);
        var (few, many) = _view.AnsweredOf(g);
        yield return new BlockRange(Unit(_respondents), few, many);
        if (_paired > 0)
        {
            var pairs = _view.Counts.Sum(g, Pairs.Factor);
            var mostPairs = _view.MostPairsOf(g);
            yield return new BlockRange(OverLevels(_ => 1, paired: true), mostPairs is null ? pairs : 0, mostPairs ?? pairs);
            for (var l = 0; l < _levels && _view.IsRequiredOfAll(g); l++)
            {
                yield return new BlockRange(Plus(Unit(l), Unit(_paired + l, -1)), 0, 0);
            }
        }

        foreach (var range in Always(required).Concat(Beside(g)))
        {
            yield return range;
        }

        foreach (var of in facts.GroupBy(f => f.Form))
        {
            var factors = Factors(of.Key, required);
            if (factors.Any(f => f != 0))
            {
                yield return new BlockRange(factors, of.Max(f => f.Low), of.Min(f => f.High), [.. of.Select(f => f.Source).Distinct()]);
            }
        }
    }

    /// <summary>What F1 tells of a group.</summary>
    private IEnumerable<BlockRange> Beside(int g)
    {
        if (_beside?.Groups[g] is not { } any)
        {
            yield break;
        }

        yield return new BlockRange(Unit(_any), any.Low, any.High, any.Sources);
        yield return new BlockRange(Plus(Unit(_any), BelowFloor(-1)), double.NegativeInfinity, any.Others, any.OfOthers);
        yield return new BlockRange(BelowFloor(1), any.Own.Low, any.Own.High, any.OfDepth);
        if (_beside.OfAll && any.Known is { } known)
        {
            // Whoever is known not to be below has answered this one too, and is not below in it.
            yield return new BlockRange(OverLevels(_ => 1, plus: Plus(Unit(_any), BelowFloor(-1))), known, double.PositiveInfinity);
        }
    }

    /// <summary>Where it is told that nobody who is in no part has answered this one or is below in another.</summary>
    private IEnumerable<BlockRange> Told(Line line, double persons, double any)
    {
        int[] groups = [line.Total, .. line.Parts];
        if (persons == 0 && any == 0 && groups.All(g => _view.MostOf(g) is null && (_beside is null || _beside.Groups[g].Known is not null))
            && (_beside is null || _beside.Groups[line.Total].Known == line.Parts.Sum(p => _beside.Groups[p].Known)))
        {
            yield return new BlockRange(OverLevels(_ => 1, plus: _any < 0 ? null : Unit(_any)), double.NegativeInfinity, 0);
        }
    }

    private double[] BelowFloor(double sign) => OverLevels(l => sign * _view.Floor.Factor(LevelCounts.Nothing, l));

    /// <summary>What holds of any persons.</summary>
    private IEnumerable<BlockRange> Always(int? required)
    {
        yield return Positive(OverLevels(_ => -1, plus: Unit(_respondents)));
        if (_any >= 0)
        {
            yield return Positive(Plus(Unit(_respondents), Unit(_any, -1)));
            yield return Positive(_beside!.OfAll ? Plus(Unit(_any), BelowFloor(-1)) : Unit(_any));
        }

        for (var l = 0; l < _levels; l++)
        {
            if (_paired > 0)
            {
                yield return Positive(Plus(Unit(l), Unit(_paired + l, -1)));
            }

            yield return Positive(Unit(_paired + l));
        }

        if (_compared < 0)
        {
            yield break;
        }

        var (below, above, between, gap) = (_compared, _compared + 1, _compared + 2, _compared + 3);
        if (required is { } one)
        {
            foreach (var (number, form) in ((int, LevelForm)[])
                [(below, new(LevelQuantity.Below)), (above, new(LevelQuantity.Above)), (between, _view.Between), (gap, new(LevelQuantity.Gap))])
            {
                yield return new BlockRange(OverLevels(l => -form.Factor(one, l), paired: true, plus: Unit(number)), 0, 0);
            }

            yield break;
        }

        var (least, most) = _view.Requirements;
        BlockRange Than(int number, double sign, Func<int, double> levels) => Positive(OverLevels(l => -sign * levels(l), paired: true, plus: Unit(number, sign)));
        yield return Than(below, 1, l => l < least ? 1 : 0);
        yield return Than(below, -1, l => l < most ? 1 : 0);
        yield return Than(above, 1, l => l > most ? 1 : 0);
        yield return Than(above, -1, l => l > least ? 1 : 0);
        yield return Positive(OverLevels(_ => 1, paired: true, plus: Plus(Unit(below, -1), Unit(above, -1))));
        yield return Positive(Unit(between));
        yield return Positive(Plus(Unit(below), Unit(between, -1)));

        // Below the floor is below the requirement where that is not under the floor.
        yield return new BlockRange(
            OverLevels(l => _view.Floor.Factor(LevelCounts.Nothing, l), paired: true, plus: Plus(Unit(between), Unit(below, -1))),
            0,
            least >= _view.Floor.At ? 0 : double.PositiveInfinity);
        yield return Positive(OverLevels(l => 1 - _view.Floor.Factor(LevelCounts.Nothing, l), paired: true, plus: Unit(between, -1)));
        yield return Than(gap, 1, l => least - l);
        yield return Than(gap, -1, l => most - l);
    }

    /// <summary>
    /// Who is in a whole and in none of its parts is a group of its own, of which nothing is published; those with protected identity are
    /// the same persons in each division of the organisation.
    /// </summary>
    private void AddLines(IReadOnlyList<Line> lines)
    {
        foreach (var line in Widest(lines, g => g < _blockOf.Length && _blockOf[g] >= 0))
        {
            var any = _beside is null ? 0 : _beside.Groups[line.Total].Below - line.Parts.Sum(p => _beside.Groups[p].Below);
            var respondents = _view.Respondents(line.Total) - line.Parts.Sum(_view.Respondents);
            var rest = TruthOf((q, l) => Count(line.Total, q, l) - line.Parts.Sum(p => Count(p, q, l)), respondents, any);
            if (rest.Take(_paired + _levels).All(r => r >= 0))
            {
                // In an anonymous wave answers need not lie as the register says: then it is no sum.
                var persons = rest.Take(_levels).Sum();
                var numbers = respondents < Math.Max(persons, any) ? _respondents : any < 0 ? _any : _numbers;
                rest[_respondents] = Math.Max(respondents, Math.Max(persons, any));
                var most = _view.MostBeside(line) is var beside && beside >= rest[_respondents] ? beside : double.PositiveInfinity;
                Link(
                    line,
                    g => _blockOf[g],
                    numbers,
                    most == 0 ? null : rest,
                    () => Always(null),
                    [new BlockRange(Unit(_respondents), 0, most), .. Told(line, persons, any)]);
            }
        }
    }
}
