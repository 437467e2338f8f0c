namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>A base that figures rest on: whose n stands beside them.</summary>
/// <param name="Sizes">Persons per group; groups beyond the last have none.</param>
/// <param name="Hidden">Groups whose n is not told.</param>
internal sealed record AuditBase(long[] Sizes, bool[] Hidden);

/// <summary>
/// One program over how many persons of each group are in a base, in the wider ones around it, and among all respondents: those that are
/// published, the sums of groups, and the register's N, which a colleague knows, leave the hidden ones open so far.
/// </summary>
internal sealed class BaseProgram : AuditProgram
{
    private readonly long[] _persons;
    private readonly IReadOnlyList<AuditBase> _bases;
    private readonly int _threshold;
    private readonly int[] _blockOf;
    private readonly Dictionary<AuditTarget, (int[] Blocks, int[] Groups)> _places = new(ReferenceEqualityComparer.Instance);

    /// <param name="lines">Sums of groups.</param>
    /// <param name="persons">The register's N per group.</param>
    /// <param name="bases">The base, then those that it lies within, the widest last.</param>
    /// <param name="threshold">Fewest persons.</param>
    public BaseProgram(IReadOnlyList<Line> lines, long[] persons, IReadOnlyList<AuditBase> bases, int threshold)
    {
        (_persons, _bases, _threshold) = (persons, bases, threshold);
        _blockOf = new int[bases.Min(b => b.Sizes.Length)];
        for (var g = 0; g < _blockOf.Length; g++)
        {
            _blockOf[g] = Blocks.Count;
            Blocks.Add(new Block(TruthOf(g), [.. Ranges(LimitOf(g)), .. Told(g)]));
        }

        for (var g = 0; g < _blockOf.Length; g++)
        {
            AddGroups(g);
        }

        foreach (var line in Widest(lines, g => g < _blockOf.Length))
        {
            AddLine(line);
        }
    }

    /// <summary>Groups, rests of sums, and unions of hidden parts that few persons are in.</summary>
    public IEnumerable<AuditTarget> Targets => _places.Keys;

    /// <summary>The groups that a target is about: itself, the parts of a union, the whole and the parts of a rest.</summary>
    public IReadOnlyList<int> GroupsOf(AuditTarget target) => _places[target].Groups;

    /// <inheritdoc/>
    protected override BlockSum Of(AuditTarget target) => new(_places[target].Blocks, Unit(0));

    private long Size(int g) => _bases[0].Sizes[g];

    /// <summary>In an anonymous wave more may have answered than the register has.</summary>
    private long LimitOf(int g) => Math.Max(_persons[g], _bases[^1].Sizes[g]);

    private double[] TruthOf(int g) => [.. _bases.Select(b => (double)b.Sizes[g])];

    private double[] Unit(int number)
    {
        var factors = new double[_bases.Count];
        factors[number] = 1;
        return factors;
    }

    /// <summary>Nobody or somebody, no more in a base than in the wider one.</summary>
    private IEnumerable<BlockRange> Ranges(double limit)
    {
        yield return Positive(Unit(0));
        for (var b = 1; b < _bases.Count; b++)
        {
            var more = Unit(b);
            more[b - 1] = -1;
            yield return Positive(more);
        }

        yield return new BlockRange(Unit(_bases.Count - 1), 0, limit);
    }

    private IEnumerable<BlockRange> Told(int g)
    {
        for (var b = 0; b < _bases.Count; b++)
        {
            if (!_bases[b].Hidden[g])
            {
                yield return new BlockRange(Unit(b), _bases[b].Sizes[g], _bases[b].Sizes[g]);
            }
        }
    }

    private void AddLine(Line line)
    {
        int[] open = [.. line.Parts.Where(p => _bases[0].Hidden[p] && Size(p) < _threshold && _persons[p] > 0)];
        for (var i = 0; i < open.Length; i++)
        {
            for (var j = i + 1; j < open.Length; j++)
            {
                AddGroups(open[i], open[j]);
            }
        }

        if (open.Length > 2)
        {
            AddGroups(open);
        }

        double[] rest = [.. _bases.Select(b => (double)(b.Sizes[line.Total] - line.Parts.Sum(p => b.Sizes[p])))];
        if (rest.Any(r => r < 0))
        {
            // In an anonymous wave answers need not lie as the register says: then it is no sum.
            return;
        }

        var limit = Math.Max(LimitOf(line.Total) - line.Parts.Sum(LimitOf), (long)rest[^1]);
        var block = Blocks.Count;
        Link(line, g => _blockOf[g], _bases.Count, limit == 0 ? null : rest, () => Ranges(double.PositiveInfinity), limit == 0 ? [] : [AtMost(limit)]);
        if (Blocks.Count > block)
        {
            Add([block], (long)rest[0], Math.Min(Hiding.Width, limit), [line.Total, .. line.Parts]);
        }
    }

    private BlockRange AtMost(long limit) => new(Unit(_bases.Count - 1), double.NegativeInfinity, limit);

    /// <summary>
    /// Who has answered at all is told of a group that is published, and may be of so many together as the threshold: then how many of them
    /// left one question out need not be as open, only not be told.
    /// </summary>
    private void AddGroups(params int[] groups)
    {
        var mayBeTold = groups.All(g => _bases.Skip(1).Any(b => !b.Hidden[g])) || _bases.Skip(1).Any(b => groups.Sum(g => b.Sizes[g]) >= _threshold);
        Add([.. groups.Select(g => _blockOf[g])], groups.Sum(Size), mayBeTold ? 1 : Math.Min(Hiding.Width, groups.Sum(g => _persons[g])), groups);
    }

    private void Add(int[] blocks, long size, long width, int[] groups)
    {
        if (size > 0 && size < _threshold && width > 0)
        {
            _places.Add(new AuditTarget { Group = groups[0], Item = "", Cells = [], Truth = size, Width = width, IsClass = false }, (blocks, groups));
        }
    }
}
