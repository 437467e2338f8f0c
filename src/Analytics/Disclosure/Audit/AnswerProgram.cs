namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>One program over how many have given an answer in each group, and what their answers sum to.</summary>
internal sealed class AnswerProgram : AuditProgram
{
    private static readonly double[] Persons = [1, 0], Sum = [0, 1];

    private readonly AnswerView _view;
    private readonly int[] _blockOf;

    /// <param name="view">The answer.</param>
    /// <param name="lines">Sums of groups.</param>
    public AnswerProgram(AnswerView view, IReadOnlyList<Line> lines)
    {
        _view = view;
        _blockOf = new int[view.Size.Count];
        for (var g = 0; g < _blockOf.Length; g++)
        {
            _blockOf[g] = view.Size[g] == 0 && view.MostOf(g) is null ? -1 : Blocks.Count;
            if (_blockOf[g] >= 0)
            {
                Blocks.Add(new Block([view.Size[g], view.Sum[g]], [.. Ranges(g)]));
            }
        }

        foreach (var line in Widest(lines, g => g < _blockOf.Length && _blockOf[g] >= 0))
        {
            AddLine(line);
        }
    }

    /// <inheritdoc/>
    protected override BlockSum Of(AuditTarget target) => new(_blockOf[target.Group], FactorsOf(target));

    /// <summary>A target in persons and their sum.</summary>
    public static double[] FactorsOf(AuditTarget target) => target.Form.Quantity switch
    {
        LevelQuantity.Deviation => [-target.Form.At, 1],
        LevelQuantity.Persons => Persons,
        _ => Sum,
    };

    private IEnumerable<BlockRange> Ranges(int g)
    {
        var most = _view.MostOf(g);
        yield return new BlockRange(Persons, most is null ? _view.Size[g] : 0, most ?? _view.Size[g]);
        foreach (var range in Always().Concat(_view.Facts(g).Select(f => new BlockRange(Sum, f.Low, f.High, f.Sources))))
        {
            yield return range;
        }
    }

    /// <summary>What holds of any persons.</summary>
    private IEnumerable<BlockRange> Always()
    {
        yield return Positive(Persons);
        yield return Positive([-_view.Lowest, 1]);
        yield return Positive([_view.Highest, -1]);
    }

    private void AddLine(Line line)
    {
        double[] rest =
        [
            _view.Size[line.Total] - line.Parts.Sum(p => _view.Size[p]),
            Math.Round(_view.Sum[line.Total] - line.Parts.Sum(p => _view.Sum[p]), 5),
        ];

        // In an anonymous wave answers need not lie as the register says: then it is no sum.
        if (rest[0] >= 0 && rest[1] >= _view.Lowest * rest[0] && rest[1] <= _view.Highest * rest[0])
        {
            var told = _view.MostOf(line.Total) is null && line.Parts.All(p => _view.MostOf(p) is null);
            var most = _view.MostBeside(line) is var voices && voices >= rest[0] ? voices : (long?)null;
            var nobody = most == 0 || (told && rest[0] == 0);
            Link(
                line,
                g => _blockOf[g],
                2,
                nobody ? null : rest,
                Always,
                most is null ? [] : [new BlockRange(Persons, double.NegativeInfinity, most.Value)]);
        }
    }
}
