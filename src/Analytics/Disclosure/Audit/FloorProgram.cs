namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// One program over F1 and its competences. In each group: how many are below, how many have a known F1; in each mandatory competence how
/// many are below its floor, how many answered it, and the sum of their levels. Who is below in a competence that is mandatory for all is
/// below; whoever is below is so in a mandatory one; whoever is not has answered them all.
/// </summary>
internal sealed class FloorProgram : AuditProgram
{
    /// <summary>Below and known; then below, answered and sum of each competence.</summary>
    private const int OfAll = 2, OfEach = 3;

    private readonly FloorView _view;
    private readonly int[] _blockOf;

    /// <param name="view">What is published.</param>
    /// <param name="lines">Sums of groups.</param>
    public FloorProgram(FloorView view, IReadOnlyList<Line> lines)
    {
        _view = view;
        _blockOf = new int[view.Groups];
        for (var g = 0; g < _blockOf.Length; g++)
        {
            _blockOf[g] = view.Size(g) == 0 && view.MostOf(g) is null ? -1 : Blocks.Count;
            if (_blockOf[g] >= 0)
            {
                Blocks.Add(new Block(Truth(g), [.. Always(HasItems(g)), .. Published(g)]));
            }
        }

        foreach (var line in Widest(lines, g => g < _blockOf.Length && _blockOf[g] >= 0))
        {
            var items = HasItems(line.Total) && line.Parts.All(HasItems);
            var numbers = items ? Numbers : OfAll;
            double[] rest = [.. Truth(line.Total).Take(numbers).Select((x, i) => x - line.Parts.Sum(p => Truth(p)[i]))];
            if (rest.All(r => r >= 0))
            {
                var told = view.MostOf(line.Total) is null && line.Parts.All(p => view.MostOf(p) is null)
                    && (!items || view.Mandatory.All(m => m.View.MostOf(line.Total) is null && line.Parts.All(p => m.View.MostOf(p) is null)));
                var persons = rest.Where((_, i) => i == 1 || (i >= OfAll && (i - OfAll) % OfEach == 1)).Max();

                // In an anonymous wave answers need not lie as the register says: then it tells nothing.
                var most = view.MostBeside(line) is var voices && voices >= persons ? voices : (long?)null;
                var nobody = most == 0 || (told && rest.All(r => r == 0));
                Link(line, g => _blockOf[g], numbers, nobody ? null : rest, () => Always(items), most is null ? [] : [.. AtMost(most.Value, items)]);
            }
        }
    }

    private int Numbers => OfAll + (OfEach * _view.Mandatory.Count);

    /// <inheritdoc/>
    protected override BlockSum Of(AuditTarget target)
    {
        var items = HasItems(target.Group);
        var (at, own) = (0, target.Form.Quantity == LevelQuantity.Levels ? 2 : 0);
        for (var i = 0; i < _view.Mandatory.Count; i++)
        {
            at = _view.Mandatory[i].View.Item == target.Item ? OfAll + (OfEach * i) + own : at;
        }

        return new BlockSum(_blockOf[target.Group], Sum(items, (at, 1)));
    }

    private bool HasItems(int group) => group < _view.ItemGroups;

    private double[] Truth(int g)
    {
        var truth = new double[HasItems(g) ? Numbers : OfAll];
        (truth[0], truth[1]) = (_view.Below(g), _view.Size(g));
        for (var i = 0; i < _view.Mandatory.Count && HasItems(g); i++)
        {
            var view = _view.Mandatory[i].View;
            truth[OfAll + (OfEach * i)] = view.Counts.Sum(g, view.Floor.Factor);
            truth[OfAll + (OfEach * i) + 1] = view.Size[g];
            truth[OfAll + (OfEach * i) + 2] = view.Counts.Sum(g, new LevelForm(LevelQuantity.Levels).Factor);
        }

        return truth;
    }

    private double[] Sum(bool items, params (int Number, double Factor)[] terms)
    {
        var factors = new double[items ? Numbers : OfAll];
        foreach (var (number, factor) in terms)
        {
            factors[number] += factor;
        }

        return factors;
    }

    private IEnumerable<BlockRange> Always(bool items)
    {
        yield return Positive(Sum(items, (0, 1)));
        yield return Positive(Sum(items, (1, 1), (0, -1)));
        if (!items || _view.Mandatory.Count == 0)
        {
            yield break;
        }

        var anywhere = Sum(items, (0, -1));
        for (var i = 0; i < _view.Mandatory.Count; i++)
        {
            var (view, ofAll) = _view.Mandatory[i];
            var (below, answered, sum) = (OfAll + (OfEach * i), OfAll + (OfEach * i) + 1, OfAll + (OfEach * i) + 2);
            anywhere[below] = 1;
            yield return Positive(Sum(items, (below, 1)));
            yield return Positive(Sum(items, (answered, 1), (below, -1)));
            yield return Positive(Sum(items, (sum, 1), (below, -view.Lowest + view.Floor.At), (answered, -view.Floor.At)));
            yield return Positive(Sum(items, (sum, -1), (below, view.Floor.At - 1 - Model.AnswerCode.MaxLevel), (answered, Model.AnswerCode.MaxLevel)));
            if (ofAll)
            {
                yield return Positive(Sum(items, (0, 1), (below, -1)));
                yield return Positive(Sum(items, (answered, 1), (below, -1), (1, -1), (0, 1)));
            }
        }

        yield return Positive(anywhere);
    }

    /// <summary>So many persons at most have a known F1, or have answered a competence.</summary>
    private IEnumerable<BlockRange> AtMost(long persons, bool items)
    {
        yield return new BlockRange(Sum(items, (1, 1)), double.NegativeInfinity, persons);
        for (var i = 0; i < _view.Mandatory.Count && items; i++)
        {
            yield return new BlockRange(Sum(items, (OfAll + (OfEach * i) + 1, 1)), double.NegativeInfinity, persons);
        }
    }

    private IEnumerable<BlockRange> Published(int g)
    {
        var items = HasItems(g);
        var most = _view.MostOf(g);
        yield return new BlockRange(Sum(items, (1, 1)), most is null ? _view.Size(g) : 0, most ?? _view.Size(g));
        var (low, high, sources) = _view.Range(g);
        yield return new BlockRange(Sum(items, (0, 1)), low, high, sources);
        if (items && _view.SumOver(g) is { } depth)
        {
            yield return new BlockRange(
                Sum(items, [.. Enumerable.Range(0, _view.Mandatory.Count).Select(i => (OfAll + (OfEach * i), 1.0))]), depth.Low, depth.High, depth.Source);
        }

        for (var i = 0; i < _view.Mandatory.Count && items; i++)
        {
            var view = _view.Mandatory[i].View;
            var mostAnswered = view.MostOf(g);
            yield return new BlockRange(
                Sum(items, (OfAll + (OfEach * i) + 1, 1)), mostAnswered is null ? view.Size[g] : 0, mostAnswered ?? view.Size[g]);
            var (least, atMost, telling) = view.BelowFloor(g);
            yield return new BlockRange(Sum(items, (OfAll + (OfEach * i), 1)), least, atMost, telling);
            foreach (var fact in view.Facts(g).Where(f => f.Form.Quantity == LevelQuantity.Levels))
            {
                yield return new BlockRange(Sum(items, (OfAll + (OfEach * i) + 2, 1)), fact.Low, fact.High, fact.Source);
            }
        }
    }
}
