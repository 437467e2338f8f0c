namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>Everything published of some counts as one linear program: how far may each of them lie otherwise?</summary>
internal abstract class AuditProgram
{
    /// <summary>How far from the farthest a search may end.</summary>
    public const double Nearly = 1e-4;

    /// <summary>How far what a cell tells is left open, so that what is told exactly is seen to bind.</summary>
    public const double Ajar = 1e-3;

    /// <summary>How far from the farthest a search for many may end.</summary>
    private const double Roughly = 1;

    /// <summary>Steps that a target takes alone: searches for all together go on while they take no more for each that they prove.</summary>
    private const int Alone = 4;

    private readonly List<BlockLink> _links = [];
    private LinkedBlocks? _linked;
    private int _same = -1;

    /// <summary>The numbers of each group, and of who is in a whole alone.</summary>
    protected List<Block> Blocks { get; } = [];

    /// <summary>Looks for possibilities until each target is proved or lies nowhere else.</summary>
    /// <param name="targets">Targets of this program.</param>
    /// <returns>False where no possibility at all was found but the truth.</returns>
    public virtual bool Prove(IReadOnlyList<AuditTarget> targets)
    {
        if (_linked is null)
        {
            _linked = new LinkedBlocks(Whole(Blocks), _links);
            if (!_linked.Centre())
            {
                return false;
            }
        }

        LookFor(targets);
        AuditTarget[] open = [.. targets.Where(t => !t.Proved)];
        for (int round = 0, steps = 0, proved = open.Length; open.Length > 1 && steps <= Alone * proved; round++)
        {
            // Half of them up and half down, another half each second round: members of one sum cannot all go the same way.
            steps = Search(open, open, Roughly, i => (((i * 0x9E3779B1L) >> ((round / 2) + 7)) & 1) == round % 2 ? 1 : -1);
            proved = open.Count(t => t.Proved);
            open = [.. open.Where(t => !t.Proved)];
        }

        foreach (var target in targets)
        {
            foreach (var sign in (int[])[1, -1])
            {
                if (!target.Proved)
                {
                    Search([target], targets, Nearly, _ => sign);
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a target would be known if nothing of what this program reads were printed, by who is in which group and how many answered.
    /// </summary>
    /// <param name="target">The target.</param>
    public bool IsKnownUnprinted(AuditTarget target)
    {
        var unprinted = new LinkedBlocks(Whole([.. Blocks.Select(b => b with { Ranges = [.. b.Ranges.Where(r => r.Sources.Count == 0)] })]), _links);
        if (!unprinted.Centre())
        {
            return false;
        }

        var sum = Of(target);
        double low = 0, high = 0;
        foreach (var sign in (double[])[1, -1])
        {
            unprinted.Go([(sum, sign)], Nearly, _ =>
            {
                var here = unprinted.Here(sum);
                (low, high) = (Math.Min(low, here), Math.Max(high, here));
                return true;
            });
            unprinted.Return();
        }

        return !target.IsWide(target.Truth + low, target.Truth + high);
    }

    /// <summary>All cells that this program reads.</summary>
    public IEnumerable<Printed> Cells => Blocks.SelectMany(b => b.Ranges).SelectMany(r => r.Sources).Distinct();

    /// <summary>The cells that keep a target from lying elsewhere; a program that has been asked this proves nothing any more.</summary>
    /// <param name="target">The target.</param>
    public IReadOnlyList<Printed> Telling(AuditTarget target)
    {
        // What a cell tells exactly is left a little open, so that it is seen to bind.
        _linked = new LinkedBlocks(
            [.. Whole(Blocks).Select(b => b with { Ranges = [.. b.Ranges.Select(r => r.Sources.Count == 0 ? r : r with { Low = r.Low - Ajar, High = r.High + Ajar })] })],
            _links);
        var cells = new HashSet<Printed>();
        if (_linked.Centre())
        {
            var sum = Of(target);
            foreach (var sign in (double[])[1, -1])
            {
                _linked.Go([(sum, sign)], Nearly, _ => true);
                cells.UnionWith(_linked.Binding.SelectMany(b => b.Sources));
                _linked.Return();
            }
        }

        return [.. cells];
    }

    /// <summary>Blocks with what whole persons tell.</summary>
    protected IReadOnlyList<Block> Whole(IReadOnlyList<Block> blocks) => WholeNumbers.Tighten(blocks, _links, IsWholeAlready);

    /// <summary>Whether the blocks are made of such as know already what whole persons tell of each.</summary>
    protected virtual bool IsWholeAlready => false;

    /// <summary>Where a target stands.</summary>
    protected abstract BlockSum Of(AuditTarget target);

    /// <summary>What may not be negative.</summary>
    protected static BlockRange Positive(double[] factors) => new(factors, 0, double.PositiveInfinity);

    /// <summary>The lines of groups that are here, without those whose parts are among another's of the same whole: that one says more.</summary>
    protected static List<Line> Widest(IReadOnlyList<Line> lines, Func<int, bool> isHere)
    {
        var widest = new List<Line>();
        foreach (var line in lines
            .Where(l => isHere(l.Total))
            .Select(l => l with { Parts = [.. l.Parts.Where(isHere)] })
            .Where(l => l.Parts.Length > 0)
            .OrderByDescending(l => l.Parts.Length)
            .ThenByDescending(l => l.LeavesTheSame))
        {
            if (!widest.Any(w => w.Total == line.Total && line.Parts.All(w.Parts.Contains)))
            {
                widest.Add(line);
            }
        }

        return widest;
    }

    /// <summary>
    /// A sum of groups. Who is in the whole and in none of its parts is a group of its own, of which nothing is published; those with
    /// protected identity are the same persons in each division of the organisation.
    /// </summary>
    /// <param name="line">The sum.</param>
    /// <param name="blockOf">Where a group stands.</param>
    /// <param name="numbers">How many of the first numbers sum.</param>
    /// <param name="rest">The true numbers of those who are in no part; null where it is known that nobody is.</param>
    /// <param name="ofAny">What holds of any persons.</param>
    /// <param name="ofRest">What is known of those who are in no part.</param>
    protected void Link(
        Line line, Func<int, int> blockOf, int numbers, double[]? rest, Func<IEnumerable<BlockRange>> ofAny, params IReadOnlyList<BlockRange> ofRest)
    {
        List<int> blocks = [blockOf(line.Total), .. line.Parts.Select(blockOf)];
        if (rest is not null)
        {
            var same = line.LeavesTheSame && _same >= 0 && Blocks[_same].Truth.SequenceEqual(rest);
            if (!same)
            {
                Blocks.Add(new Block(rest, [.. ofAny()]));
                _same = line.LeavesTheSame ? Blocks.Count - 1 : _same;
            }

            var block = same ? _same : Blocks.Count - 1;
            Blocks[block] = Blocks[block] with { Ranges = [.. Blocks[block].Ranges, .. ofRest] };
            blocks.Add(block);
        }

        _links.Add(new BlockLink([.. blocks], [1, .. Enumerable.Repeat(-1.0, blocks.Count - 1)], numbers));
    }

    private int Search(AuditTarget[] asked, IReadOnlyList<AuditTarget> seeing, double gap, Func<int, int> signOf)
    {
        (BlockSum Sum, double Sign)[] aims = [.. asked.Select((t, i) => (Of(t), (double)signOf(i)))];
        var open = seeing.Where(t => !t.Proved).Select(t => (Target: t, Sum: Of(t))).ToArray();
        var steps = _linked!.Go(aims, gap, left =>
        {
            foreach (var (target, sum) in open)
            {
                var here = _linked.Here(sum);
                target.See(here, here);
            }

            return Array.Exists(asked, t => !t.Proved)
                && (asked.Length > 1 || asked[0].IsFarther(_linked.Here(aims[0].Sum), aims[0].Sign * left));
        });
        if (asked.Length > 1 && _linked.CheckLinks())
        {
            LookFor(asked);
        }

        _linked.Return();
        return steps;
    }

    /// <summary>
    /// Looks from where the search stands in the direction of each target that is not proved; what one asks moves its neighbours too, and
    /// to see that costs next to nothing.
    /// </summary>
    private void LookFor(IEnumerable<AuditTarget> targets)
    {
        var open = targets.Where(t => !t.Proved).Select(t => (Target: t, Sum: Of(t))).ToArray();
        foreach (var (_, to) in open.Where(o => !o.Target.Proved))
        {
            var (back, forth) = _linked!.Look(to);
            foreach (var (target, sum) in open.Where(o => !o.Target.Proved))
            {
                var (here, slope) = (_linked.Here(sum), _linked.Slope(sum));
                var (one, other) = (here - (back * slope), here + (forth * slope));
                target.See(Math.Min(one, other), Math.Max(one, other));
            }
        }
    }
}
