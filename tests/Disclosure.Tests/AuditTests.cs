using Digilo.Analytics.Compute;
using Digilo.Analytics.Disclosure.Audit;
using Digilo.Analytics.Snapshots;
using Google.OrTools.LinearSolver;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>The audit before publishing: how far it sees, what it takes back, and that it says where that is not enough.</summary>
public class AuditTests
{
    /// <summary>Against a simplex solver, on systems like those of a wave: a whole, its parts, ranges and exact sums.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Program_reaches_as_far_as_another_solver(int seed)
    {
        const int Parts = 5, Halves = 2, Numbers = 3;
        var random = new Random(seed);
        double[][] truths = [.. Enumerable.Range(0, Parts).Select(_ => Enumerable.Range(0, Numbers).Select(_ => (double)random.Next(0, 9)).ToArray())];
        double[] Sum(IEnumerable<double[]> of) => [.. Enumerable.Range(0, Numbers).Select(i => of.Sum(t => t[i]))];
        truths = [Sum(truths), .. truths, Sum(truths[..2]), Sum(truths[2..])];
        Block[] blocks = [.. truths.Select((t, b) => new Block(t, [.. Ranges(t, random, told: b < 2)]))];

        // The first follows from the three others, none of which follows from it, since it says nothing of the last number.
        BlockLink[] links =
        [
            new([6, 1, 2], [1, -1, -1], Numbers - 1), new([0, 6, 7], [1, -1, -1], Numbers), new([7, 3, 4, 5], [1, -1, -1, -1], Numbers),
            new([.. Enumerable.Range(0, Parts + 1)], [1, .. Enumerable.Repeat(-1.0, Parts)], Numbers),
        ];
        var program = new LinkedBlocks(blocks, links);
        Assert.True(program.Centre());
        var (open, bounds) = (0, 0);
        for (var b = 0; b < blocks.Length; b++)
        {
            for (var i = 0; i < Numbers; i++)
            {
                foreach (var sign in (double[])[1, -1])
                {
                    var factors = Enumerable.Range(0, Numbers).Select(j => j == i ? 1.0 : 0).ToArray();
                    var reached = 0.0;
                    var expected = Simplex(blocks, links, b, i, sign > 0);
                    program.Go([(new BlockSum(b, factors), sign)], 1e-4, left =>
                    {
                        var here = program.Here(new BlockSum(b, factors));
                        reached = sign * Math.Max(sign * reached, sign * here);

                        // What is said to be left is never too little, and in the end it is known.
                        Assert.True(sign * (expected - truths[b][i] - here) <= left + 2e-3, $"{here} and {left} do not reach {expected - truths[b][i]}");
                        bounds += double.IsFinite(left) ? 1 : 0;
                        return true;
                    });
                    program.Return();
                    Assert.Equal(expected, truths[b][i] + reached, 2e-3);
                    open += Math.Abs(expected - truths[b][i]) > 0.5 ? 1 : 0;
                }
            }
        }

        Assert.True(bounds > open, $"{bounds} bounds");

        // Neither everything known nor nothing.
        Assert.InRange(open, Parts, 2 * (Parts + 1 + Halves) * Numbers);
    }

    /// <summary>
    /// Of two counts 5a + 3b is printed as 13, give or take less than one. A linear program lets a be anything up to 2.6; in whole numbers
    /// only 2 and 1 are left (enumerated by hand: 13 − 5a is a multiple of 3 for a = 2 alone).
    /// </summary>
    [Fact]
    public void Whole_numbers_tell_more_than_a_linear_program_sees_and_say_which_cell_did()
    {
        Block[] blocks = [new([2, 1], [new([1, 0], 0, double.PositiveInfinity), new([0, 1], 0, double.PositiveInfinity), new([5, 3], 12.6, 13.4, Two.Sibling)])];
        var whole = Assert.Single(WholeNumbers.Tighten(blocks, []));
        foreach (var (number, count) in ((int, double)[])[(0, 2), (1, 1)])
        {
            var factors = One(2, number);
            var (low, high) = (whole.Ranges.Where(r => r.Factors.SequenceEqual(factors)).Max(r => r.Low), whole.Ranges.Where(r => r.Factors.SequenceEqual(factors)).Min(r => r.High));
            Assert.Equal((count, count), (low, high));
            Assert.Contains(whole.Ranges, r => r.Factors.SequenceEqual(factors) && r.Sources.Contains(Two.Sibling));
        }
    }

    /// <summary>
    /// Seven persons whose levels of one to three sum to at least 20 of 21: who is at one is two away, so nobody is, in either part nor in the
    /// whole. A linear program alone sees half a person in each part, one in both.
    /// </summary>
    [Fact]
    public void Nobody_is_at_one_end_where_the_sum_is_near_the_other()
    {
        Block Seven(double times, params BlockRange[] told) => new(
            [0, 0, 7 * times],
            [.. Enumerable.Range(0, 3).Select(i => new BlockRange(One(3, i), 0, double.PositiveInfinity)), new([1, 1, 1], 7 * times, 7 * times), .. told]);
        BlockRange near = new([1, 2, 3], 20, 21, Two.Sibling);
        BlockLink[] links = [new([0, 1, 2], [1, -1, -1], 3)];
        Block[] blocks = [Seven(2), Seven(1, near), Seven(1, near)];
        foreach (var (read, most) in ((IReadOnlyList<Block>, double)[])[(blocks, 1), (WholeNumbers.Tighten(blocks, links), 0)])
        {
            var program = new LinkedBlocks(read, links);
            Assert.True(program.Centre());
            program.Go([(new BlockSum(0, One(3, 0)), 1)], 1e-4, _ => true);
            Assert.Equal(most, program.Here(new BlockSum(0, One(3, 0))), 1e-3);
        }
    }

    /// <summary>
    /// Nine persons at levels of one to four, at each at most four, whose levels sum to 22 and whose squares to 67–69. By hand: b + 2c + 3d = 13
    /// and 3b + 8c + 15d is 58–60, so that c + 3d = 10; with d = 2 b would be −1, with d = 3 they are 3, 2, 1 and 3. Bounds alone tell of none.
    /// </summary>
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    public void The_few_distributions_that_a_mean_and_a_spread_leave_are_gone_through(int level, double persons)
    {
        var mean = Two.Sibling with { Group = 0 };
        Block block = new(
            [3, 2, 1, 3],
            [
                .. Enumerable.Range(0, 4).Select(i => new BlockRange(One(4, i), 0, 4, Two.Sibling)),
                new([1, 1, 1, 1], 9, 9),
                new([1, 2, 3, 4], 22, 22, mean),
                new([1, 4, 9, 16], 67, 69, mean),
            ]);
        var own = WholeNumbers.Tighten([block], [])[0].Ranges.Where(r => r.Factors.SequenceEqual(One(4, level))).ToArray();
        Assert.Equal((persons, persons), (own.Max(r => r.Low), own.Min(r => r.High)));
        Assert.Contains(own, r => r.Sources.Contains(mean));
    }

    /// <summary>
    /// Small distributions by chance, of which persons, mean and spread are told roughly: the ends that are left are those of all the whole
    /// numbers that fit, counted one by one.
    /// </summary>
    [Fact]
    public void Of_a_distribution_the_ends_are_left_that_some_whole_numbers_reach()
    {
        var random = new Random(20261127);
        int Chance(int below) => random.Next(below);
        var taken = 0;
        for (var time = 0; time < 300; time++)
        {
            double[] truth = [.. Enumerable.Range(0, 5).Select(_ => (double)Chance(5))], low = [.. truth.Select(t => Math.Max(0, t - Chance(5)))], high = [.. truth.Select(t => t + Chance(5))];
            WholeRow Told(Func<int, double> factor, double off)
            {
                int[] used = [.. Enumerable.Range(0, 5).Where(i => factor(i) != 0)];
                var sum = used.Sum(i => factor(i) * truth[i]);
                return new WholeRow(used, [.. used.Select(factor)], sum - (off * random.NextDouble()), sum + (off * random.NextDouble()), []);
            }

            WholeRow[] rows = [Told(_ => 1, 0), Told(i => i - 1.3, 0.4), Told(i => (i - 1.3) * (i - 1.3), 1)];
            int[] open = [.. Enumerable.Range(0, 5).Where(i => WholeDistribution.IsOpen(low[i], high[i]))];
            var distribution = new WholeDistribution(rows, open, truth, low, high);
            distribution.TakeOff();
            var all = Fitting(rows, low, high).ToArray();
            for (var k = 0; k < open.Length; k++)
            {
                Assert.Equal((all.Min(n => n[open[k]]), all.Max(n => n[open[k]])), (distribution.Low[k], distribution.High[k]));
                taken += distribution.Low[k] > low[open[k]] || distribution.High[k] < high[open[k]] ? 1 : 0;
            }
        }

        Assert.True(taken > 300, $"{taken} ends taken off");

        static IEnumerable<double[]> Fitting(WholeRow[] rows, double[] low, double[] high)
        {
            var numbers = (double[])low.Clone();
            while (true)
            {
                if (rows.All(r => r.Numbers.Select((v, i) => r.Factors[i] * numbers[v]).Sum() is var sum && sum >= r.Low - 1e-6 && sum <= r.High + 1e-6))
                {
                    yield return (double[])numbers.Clone();
                }

                var at = 0;
                while (at < numbers.Length && numbers[at]++ == high[at])
                {
                    numbers[at] = low[at];
                    at++;
                }

                if (at == numbers.Length)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>The parts of a whole of three are three together: whoever has two of them leaves the other one.</summary>
    [Fact]
    public void Whole_numbers_are_carried_along_sums()
    {
        Block One(double truth, double low, double high) => new([truth], [new BlockRange([1], low, high)]);
        BlockLink[] links = [new([0, 1, 2], [1, -1, -1], 1)];
        var program = new LinkedBlocks(WholeNumbers.Tighten([One(3, 2.5, 3.5), One(2, 1.6, 9), One(1, 0.2, 9)], links), links);
        Assert.True(program.Centre());
        program.Go([(new BlockSum(1, [1]), 1)], 1e-4, _ => true);
        Assert.Equal(0, program.Here(new BlockSum(1, [1])), 1e-3);
    }

    /// <summary>Of a part that is not told nothing follows for the rest but what the register says: four of forty persons are in no part.</summary>
    [Theory]
    [InlineData(20, 10, 7, 3)]
    [InlineData(20, 10, 4, 4)]
    [InlineData(20, 10, null, 4)]
    [InlineData(null, 10, 7, 4)]
    public void Who_is_in_no_part_is_told_by_those_who_answered_at_all(int? whole, int? one, int? other, long most) =>
        Assert.Equal(most, new Voices(whole, one, other).MostBeside([40, 20, 16], new Line(0, [1, 2])));

    /// <summary>A sum of squares tells of a person with a small multiplier: that was once overlooked, and a wave of 29 answers was refused.</summary>
    [Fact]
    public void What_binds_is_seen_however_large_its_own_factors_are()
    {
        var squares = new BlockRange([100], 0, 1040);
        var program = new LinkedBlocks([new Block([10], [new BlockRange([1], 0, 100), squares])], []);
        Assert.True(program.Centre());
        program.Go([(new BlockSum(0, [1]), 1)], 1e-4, _ => true);
        Assert.Equal(0.4, program.Here(new BlockSum(0, [1])), 1e-3);
        Assert.Same(squares, Assert.Single(program.Binding));
    }

    [Fact]
    public void Class_that_its_sibling_solves_costs_the_sibling()
    {
        var printed = new Two();
        var report = Audit(printed);
        Assert.Equal((1, 1), (report.Checked, report.Withheld));
        Assert.Empty(report.Told);
        Assert.Equal([1], printed.Withheld);
    }

    [Fact]
    public void Where_nothing_can_be_taken_back_the_audit_says_what_is_told()
    {
        var report = Audit(new Two { Firm = true });
        Assert.Equal(new ToldFigure("1.1", nameof(LevelQuantity.Floor), 0), Assert.Single(report.Told));
    }

    /// <summary>
    /// Of a hundredth of each of hundred numbers none is seen to bind, though all together they tell the sum. Each that is taken back gives
    /// a tenth of room: one, two, four and eight are, and no more.
    /// </summary>
    [Fact]
    public void Where_nothing_is_seen_to_bind_more_and_more_is_taken_back()
    {
        var printed = new Hundred();
        var report = new FigureAudit(printed, () => new HundredNumbers(printed), [BelowFloor(0)], c => c.Group, []).Run();
        Assert.Empty(report.Told);
        Assert.Equal(15, report.Withheld);
        Assert.Equal(Enumerable.Range(0, 15), printed.Withheld.Order());
    }

    /// <summary>Among too many persons no possibility may be found from which to look: that is said, and refuses no wave.</summary>
    [Fact]
    public void What_cannot_be_worked_out_together_is_said_and_takes_nothing_back()
    {
        var printed = new Two();
        var report = new FigureAudit(printed, () => new Unworkable(), [BelowFloor(2)], c => c.Group, []).Run();
        Assert.Equal((0, 0, 1, 0), (report.Checked, report.Withheld, report.Untested, report.Told.Count));
        Assert.Empty(printed.Withheld);
    }

    /// <summary>A part that is the whole is known with it, whatever is printed: nothing is taken back for that and no wave refused.</summary>
    [Fact]
    public void What_is_known_without_anything_printed_is_not_told_by_the_print()
    {
        var report = Audit(new Two { Firm = true, SiblingIsNobody = true });
        Assert.Equal((1, 0, 0), (report.Checked, report.Withheld, report.Told.Count));
    }

    [Fact]
    public void What_is_open_costs_nothing()
    {
        var report = Audit(new Two { SiblingIsClass = true });
        Assert.Equal((1, 0, 0), (report.Checked, report.Withheld, report.Told.Count));
    }

    /// <summary>
    /// Competences are proved side by side. What several of them read none of them takes back, or the threads' order would decide what is
    /// published: it did in world 37, by the index.
    /// </summary>
    [Theory]
    [InlineData(Measures.Level, "", "1.1", "1.1")]
    [InlineData(Measures.Level, "", "1.2", "1.2")]
    [InlineData(Measures.BelowFloorByCompetence, "", "1.1", "1.1")]
    [InlineData(Measures.Distribution, "1.2", "floor", "1.2")]
    [InlineData(Measures.Level, "", PublishedTable.Index, "")]
    [InlineData(Measures.TargetAreas, "", "1", "")]
    [InlineData(Measures.BelowFloor, "", PublishedTable.All, "")]
    [InlineData(Measures.FloorDepth, "", PublishedTable.All, "")]
    public void Cell_is_of_one_competence_or_of_none(string measure, string item, string code, string owner)
    {
        RawColumn Column(string c) => new(c, "", "", [default]) { Beside = [new(Measures.Level, "1.1"), new(Measures.Level, "1.2")] };
        RawFigures[] figures =
        [
            new(Measures.Level, "", FigureKind.Mean, [Column("1.1"), Column("1.2"), Column(PublishedTable.Index)]),
            new(Measures.TargetAreas, "", FigureKind.Mean, [Column("1")]),
            new(Measures.BelowFloor, "", FigureKind.Share, [Column(PublishedTable.All)]),
            new(Measures.FloorDepth, "", FigureKind.Score, [Column(PublishedTable.All)]),
            new(Measures.BelowFloorByCompetence, "", FigureKind.Share, [Column("1.1"), Column("1.2")]),
            new(Measures.Distribution, "1.1", FigureKind.Share, [Column("floor")]),
            new(Measures.Distribution, "1.2", FigureKind.Share, [Column("floor")]),
        ];
        var group = new Group(ScopeLevel.Organisation, Breakdown.None, "2284", "", new("", ""));
        var nobody = new LevelCounts(new long[Histogram.Slots], new long[Gaps.Cells]);
        var raw = new RawRelease("2284", "2026-10", default, new([group], []), [0], [0], 1, 1, 2, true, figures)
        {
            Levels = new Dictionary<string, LevelCounts> { ["1.1"] = nobody, ["1.2"] = nobody },
        };
        var of = figures.Single(f => f.Measure == measure && f.Item == item);
        var cell = new Printed(of, of.Columns.Single(c => c.Code == code), 0);
        Assert.Equal(owner, string.Concat(raw.Levels.Keys.Where(i => new CompetenceView(new Voices(0), raw, i, 5).IsOwn(cell))));
    }

    private static AuditReport Audit(Two printed) => new FigureAudit(printed, () => new TwoParts(printed), [BelowFloor(2)], c => c.Group, []).Run();

    private static AuditTarget BelowFloor(double truth) => new()
    {
        Group = 0,
        Item = "1.1",
        Form = new LevelForm(LevelQuantity.Floor, 2),
        Cells = [],
        Truth = truth,
        Width = 1,
        IsClass = false,
    };

    private static IEnumerable<BlockRange> Ranges(double[] truth, Random random, bool told)
    {
        for (var i = 0; i < truth.Length; i++)
        {
            yield return new BlockRange(One(truth.Length, i), 0, double.PositiveInfinity);
        }

        // n is told or not; one more sum is told within some room, or exactly.
        yield return new BlockRange([.. truth.Select(_ => 1.0)], told ? truth.Sum() : 0, told ? truth.Sum() : double.PositiveInfinity);
        double[] factors = [.. truth.Select((_, i) => (double)(truth.Length - 1 - i))];
        var sum = truth.Select((t, i) => t * factors[i]).Sum();
        yield return new BlockRange(factors, sum - random.Next(0, 4), sum + random.Next(0, 4));
    }

    private static double[] One(int length, int at) => [.. Enumerable.Range(0, length).Select(j => j == at ? 1.0 : 0)];

    private static double Simplex(Block[] blocks, BlockLink[] links, int block, int number, bool highest)
    {
        using var solver = Solver.CreateSolver("GLOP");
        var variables = blocks.Select(b => b.Truth.Select(_ => solver.MakeNumVar(0, double.PositiveInfinity, "")).ToArray()).ToArray();
        for (var b = 0; b < blocks.Length; b++)
        {
            foreach (var range in blocks[b].Ranges)
            {
                var row = solver.MakeConstraint(range.Low, range.High, "");
                for (var i = 0; i < range.Factors.Length; i++)
                {
                    row.SetCoefficient(variables[b][i], range.Factors[i]);
                }
            }
        }

        foreach (var link in links)
        {
            for (var i = 0; i < link.Numbers; i++)
            {
                var row = solver.MakeConstraint(0, 0, "");
                for (var b = 0; b < link.Blocks.Length; b++)
                {
                    row.SetCoefficient(variables[link.Blocks[b]][i], link.Signs[b]);
                }
            }
        }

        var objective = solver.Objective();
        objective.SetCoefficient(variables[block][number], 1);
        if (highest)
        {
            objective.SetMaximization();
        }
        else
        {
            objective.SetMinimization();
        }

        Assert.Equal(Solver.ResultStatus.OPTIMAL, solver.Solve());
        return objective.Value();
    }

    /// <summary>A whole of nine of twenty, told; two of one part are hidden, seven of the other are a number unless that is a class.</summary>
    private sealed class TwoParts : AuditProgram
    {
        public TwoParts(Two printed)
        {
            Blocks.Add(Part(9, 9, 9));
            Blocks.Add(Part(2, 0, 10));
            Blocks.Add(printed.Cell(Two.Sibling) switch
            {
                _ when printed.SiblingIsNobody => Part(7, 7, 7),
                { State: CellState.Value } => Part(7, 7, 7, Two.Sibling),
                { State: CellState.Class } => Part(7, 5, 10, Two.Sibling),
                _ => Part(7, 0, 10),
            });
            Link(new Line(0, [1, 2]), g => g, 1, null, () => []);
        }

        protected override BlockSum Of(AuditTarget target) => new(1, [1]);

        private static Block Part(double truth, double low, double high, params Printed[] sources) =>
            new([truth], [new BlockRange([1], 0, 20), new BlockRange([1], low, high, sources)]);
    }

    private sealed class Unworkable : AuditProgram
    {
        public override bool Prove(IReadOnlyList<AuditTarget> targets) => false;

        protected override BlockSum Of(AuditTarget target) => throw new NotSupportedException();
    }

    /// <summary>None of something, told of each; up to ten where it is not told. What is asked is a hundredth of their sum.</summary>
    private sealed class HundredNumbers : AuditProgram
    {
        public HundredNumbers(Hundred printed) => Blocks.Add(new Block(
            new double[100],
            [
                .. Enumerable.Range(0, 100).Select(i => new BlockRange(One(100, i), 0, 10)),
                .. Enumerable.Range(0, 100).Where(i => !printed.Withheld.Contains(i)).Select(i => new BlockRange(One(100, i), 0, 0, Two.Sibling with { Group = i })),
            ]));

        protected override BlockSum Of(AuditTarget target) => new(0, [.. Enumerable.Repeat(0.01, 100)]);
    }

    private sealed class Voices(params long?[] respondents) : IPrintedFigures
    {
        public PublishedCell? Cell(Printed printed) => null;

        public IEnumerable<PublishedCell> Cells(Printed printed) => [];

        public bool IsComplete(IReadOnlyList<string> items, int group) => false;

        public long? MostOf(RawColumn column, int group) => null;

        public (long Least, long Most) AnsweredOf(int group) => respondents[group] is { } told ? (told, told) : (0, 100);

        public void Withhold(Printed printed, bool withheld) => throw new NotSupportedException();
    }

    private sealed class Hundred : IPrintedFigures
    {
        public HashSet<int> Withheld { get; } = [];

        public PublishedCell? Cell(Printed printed) => new(Withheld.Contains(printed.Group) ? CellState.Hidden : CellState.Value);

        public IEnumerable<PublishedCell> Cells(Printed printed) => [];

        public bool IsComplete(IReadOnlyList<string> items, int group) => false;

        public long? MostOf(RawColumn column, int group) => null;

        public (long Least, long Most) AnsweredOf(int group) => (0, 100);

        public void Withhold(Printed printed, bool withheld) => _ = withheld ? Withheld.Add(printed.Group) : Withheld.Remove(printed.Group);
    }

    private sealed class Two : IPrintedFigures
    {
        public static readonly Printed Sibling = new(
            new RawFigures(Measures.BelowFloorByCompetence, "", FigureKind.Share, []), new RawColumn("1.1", "item:1.1", "", []), 1);

        public bool Firm { get; init; }

        public bool SiblingIsClass { get; init; }

        public bool SiblingIsNobody { get; init; }

        public HashSet<int> Withheld { get; } = [];

        public PublishedCell? Cell(Printed printed) =>
            new(Withheld.Contains(printed.Group) ? CellState.Hidden : SiblingIsClass ? CellState.Class : CellState.Value);

        public IEnumerable<PublishedCell> Cells(Printed printed) => [];

        public bool IsComplete(IReadOnlyList<string> items, int group) => false;

        public long? MostOf(RawColumn column, int group) => null;

        public (long Least, long Most) AnsweredOf(int group) => (0, 100);

        public void Withhold(Printed printed, bool withheld)
        {
            if (withheld && !Firm)
            {
                Withheld.Add(printed.Group);
            }
            else
            {
                Withheld.Remove(printed.Group);
            }
        }
    }
}
