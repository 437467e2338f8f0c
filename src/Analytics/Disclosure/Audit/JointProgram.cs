namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// One program over F1, several competences with all their levels, and what persons' own means over these sum to: in each group how many are
/// below, how many have a known F1, what <see cref="LevelProgram"/> counts of each competence, what <see cref="AnswerProgram"/> counts of
/// each mean, and how many have answered anything. These programs read only bounds of one another; here what several answers tell together
/// of one of them is seen too.
/// </summary>
internal sealed class JointProgram : AuditProgram
{
    /// <summary>The numbers of F1, how many have answered anything, and of a mean: how many have one, and the sum.</summary>
    private const int Below = 0, Known = 1, Respondents = 2, First = 3, OfMean = 2;

    private static readonly LevelForm Levels = new(LevelQuantity.Levels), Persons = new(LevelQuantity.Persons);

    private readonly FloorView _floor;
    private readonly IReadOnlyList<CompetenceView> _views;
    private readonly IReadOnlyList<AnswerView> _means;
    private readonly LevelProgram[] _levels;

    /// <summary>The first number of each competence.</summary>
    private readonly int[] _first;

    /// <summary>How many numbers a group has that has no figures by competence, and one that has.</summary>
    private readonly int _few, _all;
    private readonly int[] _blockOf;

    /// <param name="floor">What is published of F1.</param>
    /// <param name="views">What is published of each competence; all that are mandatory are among them.</param>
    /// <param name="means">What is published of means over these competences alone, in all groups of F1.</param>
    /// <param name="lines">Sums of groups.</param>
    /// <param name="alone">The program of a competence by what is published of it now, with nothing beside it.</param>
    public JointProgram(
        FloorView floor, IReadOnlyList<CompetenceView> views, IReadOnlyList<AnswerView> means, IReadOnlyList<Line> lines, Func<CompetenceView, LevelProgram> alone)
    {
        (_floor, _views, _means) = (floor, views, means);
        _levels = [.. views.Select(alone)];
        _first = new int[_levels.Length];
        _all = _few = First + (OfMean * means.Count);
        for (var i = 0; i < _levels.Length; i++)
        {
            _first[i] = _all;
            _all += _levels[i].Own;
        }

        _blockOf = new int[floor.Groups];
        for (var g = 0; g < _blockOf.Length; g++)
        {
            _blockOf[g] = IsHere(g) ? Blocks.Count : -1;
            if (_blockOf[g] >= 0)
            {
                Blocks.Add(new Block(Truth(g), [.. Always(HasItems(g)), .. Published(g)]));
            }
        }

        foreach (var line in Widest(lines, g => g < _blockOf.Length && _blockOf[g] >= 0))
        {
            AddLine(line);
        }
    }

    /// <summary>About how many numbers there are, by which what it costs grows.</summary>
    /// <param name="groups">Groups with figures by competence.</param>
    /// <param name="competences">Competences.</param>
    public static int NumbersOf(int groups, int competences) => groups * (First + (competences * (Model.AnswerCode.MaxLevel + 1)));

    /// <inheritdoc/>
    protected override bool IsWholeAlready => true;

    /// <inheritdoc/>
    protected override BlockSum Of(AuditTarget target)
    {
        var block = _blockOf[target.Group];
        if (target.Item.Length == 0)
        {
            return new BlockSum(block, Sum(HasItems(target.Group), (Below, 1)));
        }

        for (var i = 0; i < _levels.Length; i++)
        {
            if (_views[i].Item == target.Item)
            {
                return new BlockSum(block, InAll(i, _levels[i].FactorsOf(target)));
            }
        }

        var mean = FirstOf(Enumerable.Range(0, _means.Count).First(m => _means[m].Item == target.Item));
        var factors = AnswerProgram.FactorsOf(target);
        return new BlockSum(block, Sum(HasItems(target.Group), (mean, factors[0]), (mean + 1, factors[1])));
    }

    private static int FirstOf(int mean) => First + (OfMean * mean);

    private bool HasItems(int group) => group < _floor.ItemGroups;

    private bool IsHere(int group) => _floor.Size(group) > 0 || _floor.MostOf(group) is not null || (HasItems(group) && _levels.Any(l => l.Has(group)));

    private double[] Truth(int g)
    {
        var truth = new double[HasItems(g) ? _all : _few];
        (truth[Below], truth[Known], truth[Respondents]) = (_floor.Below(g), _floor.Size(g), _views[0].Respondents(g));
        for (var m = 0; m < _means.Count; m++)
        {
            (truth[FirstOf(m)], truth[FirstOf(m) + 1]) = (_means[m].Size[g], _means[m].Sum[g]);
        }

        for (var i = 0; i < _levels.Length && HasItems(g); i++)
        {
            if (_levels[i].Has(g))
            {
                _levels[i].TruthOf(g).AsSpan(0, _levels[i].Own).CopyTo(truth.AsSpan(_first[i]));
            }
        }

        return truth;
    }

    private double[] Sum(bool items, params IEnumerable<(int Number, double Factor)> terms)
    {
        var factors = new double[items ? _all : _few];
        foreach (var (number, factor) in terms)
        {
            factors[number] += factor;
        }

        return factors;
    }

    /// <summary>What stands in the numbers of one competence, in those of all.</summary>
    private double[] InAll(int competence, double[] factors, params IEnumerable<(int Number, double Factor)> terms)
    {
        var all = Sum(true, terms);
        for (var n = 0; n < _levels[competence].Own; n++)
        {
            all[_first[competence] + n] += factors[n];
        }

        all[Respondents] += factors[_levels[competence].Own];
        return all;
    }

    private BlockRange InAll(int competence, BlockRange range) => range with { Factors = InAll(competence, range.Factors) };

    /// <summary>The same quantity added up over competences.</summary>
    private double[] AddedUp(IEnumerable<CompetenceView> views, Func<CompetenceView, LevelForm> form, params IEnumerable<(int Number, double Factor)> terms)
    {
        var all = Sum(true, terms);
        foreach (var view in views)
        {
            var i = IndexOf(view);
            all = [.. all.Zip(InAll(i, _levels[i].FactorsOf(form(view))), (a, b) => a + b)];
        }

        return all;
    }

    private int IndexOf(CompetenceView view) => Enumerable.Range(0, _views.Count).First(i => ReferenceEquals(_views[i], view));

    /// <summary>What holds of any persons.</summary>
    private IEnumerable<BlockRange> Always(bool items)
    {
        yield return Positive(Sum(items, (Below, 1)));
        yield return Positive(Sum(items, (Known, 1), (Below, -1)));
        yield return Positive(Sum(items, (Respondents, 1), (Known, -1)));
        for (var m = 0; m < _means.Count; m++)
        {
            var (persons, sum) = (FirstOf(m), FirstOf(m) + 1);
            yield return Positive(Sum(items, (persons, 1)));
            yield return Positive(Sum(items, (Respondents, 1), (persons, -1)));
            yield return Positive(Sum(items, (sum, 1), (persons, -_means[m].Lowest)));
            yield return Positive(Sum(items, (sum, -1), (persons, _means[m].Highest)));
        }

        if (!items)
        {
            yield break;
        }

        for (var i = 0; i < _levels.Length; i++)
        {
            foreach (var range in _levels[i].OfAnybody)
            {
                yield return InAll(i, range);
            }
        }

        yield return Positive(AddedUp(_floor.Mandatory.Select(m => m.View), v => v.Floor, (Below, -1)));
        foreach (var (view, _) in _floor.Mandatory.Where(m => m.OfAll))
        {
            // Who is below in it is below; who is known not to be has answered it, and is not below in it.
            var i = IndexOf(view);
            double[] below = _levels[i].FactorsOf(view.Floor), persons = _levels[i].FactorsOf(Persons);
            yield return Positive(InAll(i, [.. below.Select(f => -f)], (Below, 1)));
            yield return Positive(InAll(i, [.. persons.Zip(below, (all, b) => all - b)], (Known, -1), (Below, 1)));
        }
    }

    private IEnumerable<BlockRange> Published(int g)
    {
        var items = HasItems(g);
        var (few, many) = _views[0].AnsweredOf(g);
        yield return new BlockRange(Sum(items, (Respondents, 1)), few, many);
        yield return Told(_floor.MostOf(g), _floor.Size(g), Sum(items, (Known, 1)));
        var (low, high, sources) = _floor.Range(g);
        yield return new BlockRange(Sum(items, (Below, 1)), low, high, sources);
        for (var m = 0; m < _means.Count; m++)
        {
            yield return Told(_means[m].MostOf(g), _means[m].Size[g], Sum(items, (FirstOf(m), 1)));
            foreach (var fact in _means[m].Own(g))
            {
                yield return new BlockRange(Sum(items, (FirstOf(m) + 1, 1)), fact.Low, fact.High, fact.Sources);
            }

            if (items && _means[m].AddsUp(g))
            {
                yield return new BlockRange(AddedUp(_means[m].Competences, _ => Levels, (FirstOf(m) + 1, -1)), 0, 0);
            }
        }

        if (!items)
        {
            yield break;
        }

        if (_floor.SumOver(g) is { } depth)
        {
            yield return new BlockRange(AddedUp(_floor.Mandatory.Select(m => m.View), v => v.Floor), depth.Low, depth.High, depth.Source);
        }

        for (var i = 0; i < _levels.Length; i++)
        {
            // Where a competence is not here, it is told that nobody has answered it.
            IEnumerable<BlockRange> ofLevels = _levels[i].Has(g) ? _levels[i].RangesOf(g) : [new BlockRange(_levels[i].FactorsOf(Persons), 0, 0)];
            foreach (var range in ofLevels)
            {
                yield return InAll(i, range);
            }
        }
    }

    /// <summary>How many they are, or at most.</summary>
    private static BlockRange Told(long? most, long size, double[] persons) => new(persons, most is null ? size : 0, most ?? size);

    private void AddLine(Line line)
    {
        var items = HasItems(line.Total) && line.Parts.All(HasItems);
        double[] rest = [.. Truth(line.Total).Take(items ? _all : _few).Select((x, n) => Math.Round(x - line.Parts.Sum(p => Truth(p)[n]), 5))];
        List<(Func<int, long?> MostOf, double[] Persons)> who = [(_floor.MostOf, Sum(items, (Known, 1)))];
        who.AddRange(_means.Select((mean, m) => ((Func<int, long?>)mean.MostOf, Sum(items, (FirstOf(m), 1)))));
        if (items)
        {
            who.AddRange(_views.Select((view, i) => ((Func<int, long?>)view.MostOf, InAll(i, _levels[i].FactorsOf(Persons)))));
        }

        double Of(double[] factors) => factors.Zip(rest, (f, r) => f * r).Sum();
        if (Always(items).Any(r => Of(r.Factors) < r.Low - 1e-6 || Of(r.Factors) > r.High + 1e-6))
        {
            // In an anonymous wave answers need not lie as the register says: then it is no sum.
            return;
        }

        // Where it is told how many are in the whole and in each part, it is told that nobody is beside.
        int[] groups = [line.Total, .. line.Parts];
        var most = _floor.MostBeside(line) is var beside && beside >= rest[Respondents] ? beside : double.PositiveInfinity;
        Link(
            line,
            g => _blockOf[g],
            rest.Length,
            most == 0 ? null : rest,
            () => Always(items),
            [
                new BlockRange(Sum(items, (Respondents, 1)), double.NegativeInfinity, most),
                .. who.Where(w => Of(w.Persons) == 0 && groups.All(g => w.MostOf(g) is null)).Select(w => new BlockRange(w.Persons, double.NegativeInfinity, 0)),
            ]);
    }
}
