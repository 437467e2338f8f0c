using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Tests.Indicators;

/// <summary>V4, V6, L3, D3, T1, T2 and T4 through a whole refresh, worked out by hand; which of them are classes or hidden.</summary>
public class OtherSourcesTests
{
    private static readonly DateOnly Lately = World.Reference.AddDays(-30);

    private static PublishedCell Fact(World world, string measure, string column = PublishedTable.All, string code = World.Code) =>
        world.Cell(measure, code, column, wave: "");

    private static (CellState, ClassKind, int?) Class(PublishedCell cell) => (cell.State, cell.ClassKind, cell.ClassCount);

    /// <summary>One department; a unit per operation with so many persons and answers.</summary>
    private static World Operations(params (string Name, int Persons, int Answering)[] operations)
    {
        var world = new World();
        world.Units.Add(World.Department("A"));
        foreach (var (name, persons, answering) in operations)
        {
            world.Units.Add(World.Unit("A-" + name, "A", name));
            world.AddPersons("A-" + name, persons, answering, 3);
        }

        return world;
    }

    [Fact]
    public void Operation_is_silent_under_half_or_under_the_threshold_and_so_is_one_too_small_to_be_heard()
    {
        // Half of 30 is no silence; 14 of 30 is; 4 of 8 is under the threshold; of 7 persons all seven answered, and yet.
        var world = Operations(("a", 30, 15), ("b", 30, 14), ("c", 8, 4), ("d", 7, 7));
        world.Refresh();

        var all = world.Cell(Measures.SilentOperations, World.Code);
        Assert.Equal((0.6, 75), (all.Estimate, all.Population));
        Assert.Equal(3, world.Cell(Measures.SilentOperations, World.Code, "silent").Estimate);
        Assert.Equal(4, world.Cell(Measures.SilentOperations, World.Code, "operations").Estimate);
        Assert.Null(world.Snapshot.Find(new TableKey(Measures.SilentOperations, World.Code, "", ScopeLevel.Organisation)));
        Assert.Null(world.Snapshot.Find(new TableKey(Measures.SilentOperations, World.Code, World.WaveCode, ScopeLevel.Department)));
    }

    /// <summary>
    /// Whatever is told of an operation, at least <see cref="Analytics.Disclosure.Hiding.Width"/> + 1 numbers of answers are possible, or the
    /// register alone tells it.
    /// </summary>
    [Fact]
    public void Silent_or_not_never_tells_how_many_answered()
    {
        for (var threshold = 3; threshold <= 12; threshold++)
        {
            for (long persons = 1; persons <= 60; persons++)
            {
                var silent = Enumerable.Range(0, (int)persons + 1).Count(n => Analytics.Indicators.SilentOperations.IsSilent(n, persons, threshold));
                var heard = persons + 1 - silent;
                Assert.True(heard == 0 || (silent >= 3 && heard > Analytics.Disclosure.Hiding.Width), $"{threshold} {persons}: {silent}, {heard}");
            }
        }
    }

    [Theory]
    [InlineData(3, ClassKind.AtMost, 4)]
    [InlineData(37, ClassKind.AtLeast, 36)]
    public void Share_that_would_be_the_size_of_a_small_operation_is_a_class(int covered, ClassKind kind, int count)
    {
        var world = Operations(("small", 3, 0), ("large", 37, 0));
        world.Plans.Add(Plan("p", covered == 3 ? "small" : "large", Lately));
        world.Refresh();

        Assert.Equal((CellState.Class, kind, count), Class(Fact(world, Measures.PlanCoverage)));
        Assert.Equal(0.5, Fact(world, Measures.PlanCoverage, "operations").Estimate);
    }

    [Fact]
    public void Silent_share_that_would_be_the_size_of_a_small_operation_is_a_class_too()
    {
        var world = Operations(("small", 3, 3), ("large", 37, 30));
        world.Refresh();

        Assert.Equal((CellState.Class, ClassKind.AtMost, 4), Class(world.Cell(Measures.SilentOperations, World.Code)));
        Assert.Equal(1, world.Cell(Measures.SilentOperations, World.Code, "silent").Estimate);
    }

    [Fact]
    public void Plan_covers_for_24_months_by_operation_or_unit_and_everybody_or_nobody_is_told()
    {
        var world = Operations(("a", 10, 0), ("b", 20, 0), ("c", 30, 0), ("d", 40, 0));
        world.Units.Add(World.Unit("A-b1", "A-b"));
        world.Register[15] = world.Register[15] with { Unit = "A-b1" };
        world.Plans.Add(Plan("p1", " A ", World.Reference.AddMonths(-24)));
        world.Plans.Add(Plan("p2", "", World.Reference.AddMonths(-24).AddDays(1), unit: "A-b"));
        world.Plans.Add(Plan("p3", "c", World.Reference));
        world.Plans.Add(Plan("p4", "d", null));
        world.Plans.Add(Plan("p5", "unknown", Lately));
        world.Refresh();

        // b with the unit below it (20) and c (30) of 100; a is a day too old, d not adopted: 2 of 4 operations.
        Assert.Equal(0.5, Fact(world, Measures.PlanCoverage).Estimate);
        Assert.Equal(0.5, Fact(world, Measures.PlanCoverage, "operations").Estimate);

        world.Plans.Clear();
        world.Plans.Add(Plan("p1", "a", null));
        world.StampText = "b";
        world.Refresh();
        Assert.Equal((CellState.Value, 0.0), (Fact(world, Measures.PlanCoverage).State, Fact(world, Measures.PlanCoverage).Estimate));
        world.Plans.AddRange(((string[])["a", "b", "c", "d"]).Select(o => Plan("x" + o, o, Lately)));
        world.StampText = "c";
        world.Refresh();
        Assert.Equal((CellState.Value, 1.0), (Fact(world, Measures.PlanCoverage).State, Fact(world, Measures.PlanCoverage).Estimate));
    }

    [Fact]
    public void Window_ends_at_the_reference_date_for_a_wave_and_at_the_data_date_for_facts()
    {
        var world = Operations(("a", 30, 20), ("b", 30, 20));
        world.OthersAsOf = World.Reference.AddMonths(3);
        world.Plans.Add(Plan("p1", "a", Lately));
        world.Plans.Add(Plan("p2", "b", World.Reference.AddDays(1)));
        world.Refresh();

        Assert.Equal(0.5, world.Cell(Measures.PlanCoverage, World.Code).Estimate);
        Assert.Equal(1.0, Fact(world, Measures.PlanCoverage).Estimate);

        // A register of plans that begins after the wave says nothing about it.
        world = Operations(("a", 30, 20), ("b", 30, 20));
        world.OthersAsOf = World.Reference.AddMonths(3);
        world.Plans.Add(Plan("p2", "b", World.Reference.AddDays(1)));
        world.Ideas.AddRange(Enumerable.Range(1, 6).Select(i => ((long)i, World.Reference.AddDays(1), IdeaStatus.Received)));
        world.Coaching.Add((1, 2, "x", World.Reference.AddDays(1), null, CoachingDirection.Both));
        world.Actions.Add(new PlanActionRow("p2", "1", "", World.Reference.AddDays(2), World.Reference.AddDays(1), "", 5, YesNo.Yes));
        world.Refresh();
        foreach (var (measure, column) in ((string, string)[])
            [(Measures.PlanCoverage, "all"), (Measures.Ideas, "all"), (Measures.CoachingCover, "all"), (Measures.PlanProgress, "all"), (Measures.PlanResults, "hours")])
        {
            Assert.Equal("source_later", world.Cell(measure, World.Code, column).Reason);
            Assert.NotEqual(CellState.NotApplicable, Fact(world, measure, column).State);
        }
    }

    [Fact]
    public void Actions_done_of_due_with_the_plans_own_numbers_where_there_are_no_rows()
    {
        var world = Operations(("a", 30, 0));
        world.Plans.Add(Plan("p1", "a", Lately) with { ActionsDue = 100, ActionsDone = 0, HoursFreed = 1000 });
        world.Plans.Add(Plan("p2", "a", Lately) with { ActionsDue = 3, ActionsDone = 4, HoursFreed = 20, Solutions = 2 });
        world.Actions.Add(Action("1", Lately, Lately, 100, YesNo.Yes));
        world.Actions.Add(Action("2", Lately, null, 50, YesNo.Yes));
        world.Actions.Add(Action("3", Lately, World.Reference.AddDays(1), null, YesNo.No));
        world.Actions.Add(Action("4", World.Reference.AddDays(1), Lately, 7, YesNo.Unknown));
        world.Actions.Add(Action("5", null, Lately, 3, YesNo.Yes));
        world.Refresh();

        // p1 by rows: 1 of 3 due are done. p2 has none: 3 of 3, never more than due. 4 of 6 = 67 %. Done are 1, 4 and 5 with 110 hours
        // and two solutions, and p2's 20 and 2.
        Assert.Equal((0.67, 6.0), (Fact(world, Measures.PlanProgress).Estimate, Fact(world, Measures.PlanProgress, "due").Estimate));
        Assert.Equal((130.0, 4.0), (Fact(world, Measures.PlanResults, "hours").Estimate, Fact(world, Measures.PlanResults, "solutions").Estimate));
    }

    [Fact]
    public void Plan_without_numbers_names_the_columns_that_would_bring_them()
    {
        var world = Operations(("a", 30, 0));
        world.Actions.Add(new PlanActionRow("p", "1", "", World.Reference.AddDays(1), null, "", null, YesNo.No));
        world.Refresh();
        Assert.Equal("no_actions_due", Fact(world, Measures.PlanProgress).Reason);
        Assert.Equal("no_hours_freed", Fact(world, Measures.PlanResults, "hours").Reason);
        Assert.Equal(0, Fact(world, Measures.PlanResults, "solutions").Estimate);

        world.Actions.Clear();
        world.Plans.Add(Plan("p", "a", Lately));
        world.StampText = "b";
        world.Refresh();
        Assert.Equal("no_actions", Fact(world, Measures.PlanProgress).Reason);
    }

    [Fact]
    public void Coaching_counts_persons_in_both_directions_and_pairs_once()
    {
        var world = Operations(("a", 20, 0), ("b", 20, 0));
        foreach (var employee in (long[])[2, 3, 4, 5])
        {
            world.Coaching.Add((1, employee, "a-theme", Lately, null, CoachingDirection.ManagerCoaches));
        }

        world.Coaching.Add((1, 2, "b-theme", Lately, null, CoachingDirection.EmployeeCoaches));
        world.Coaching.Add((21, 22, "", null, Lately, CoachingDirection.Both));
        world.Coaching.Add((21, 23, "old", null, World.Reference.AddMonths(-24), CoachingDirection.Both));
        world.Coaching.Add((21, 24, "later", World.Reference.AddDays(1), null, CoachingDirection.Both));
        world.Coaching.Add((0, 25, "outside", Lately, null, CoachingDirection.ManagerCoaches));
        world.Refresh();

        // In a pair: 1–5, 21, 22 and 25 (whose manager no register knows) of 40 = 20 %. Coached by a manager: 2–5, 22, 25. By an employee: 1, 21.
        Assert.Equal((0.2, 0.15, 0.05), (Fact(world, Measures.CoachingCover).Estimate, Fact(world, Measures.CoachingCover, "by-manager").Estimate, Fact(world, Measures.CoachingCover, "by-employee").Estimate));

        // Pairs 1–2, 1–3, 1–4, 1–5 and 21–22: five.
        Assert.Equal(5, Fact(world, Measures.CoachingCover, "pairs").Estimate);
        Assert.Equal((0.13, 0.05), (Fact(world, Measures.CoachingCover, "theme:a-theme").Estimate, Fact(world, Measures.CoachingCover, "theme:b-theme").Estimate));
        Assert.Equal(["all", "by-manager", "by-employee", "pairs", "theme:a-theme", "theme:b-theme", "theme:outside"], world.Table(Measures.CoachingCover, ScopeLevel.Organisation, wave: "").Columns);
        Assert.Equal(["all"], world.Table(Measures.CoachingCover, ScopeLevel.Department, wave: "").Columns);
    }

    [Fact]
    public void Ideas_per_hundred_with_shares_from_the_frontline_and_acted_on()
    {
        var world = Operations(("a", 50, 0));
        for (var i = 0; i < 6; i++)
        {
            world.Register[i] = world.Register[i] with { Letter = "C" };
        }

        // Twelve of managers (1–6), twelve of others, six of nobody known; six a day too old, one after the day. Ten are acted on.
        world.Ideas.AddRange(Enumerable.Range(0, 24).Select(i => ((long)((i % 12) + 1), Lately, i < 10 ? IdeaStatus.Acted : IdeaStatus.Received)));
        world.Ideas.AddRange(Enumerable.Range(0, 6).Select(_ => (0L, Lately, IdeaStatus.Declined)));
        world.Ideas.AddRange(Enumerable.Range(0, 6).Select(_ => (8L, World.Reference.AddMonths(-12), IdeaStatus.Acted)));
        world.Ideas.Add((8, World.Reference.AddDays(1), IdeaStatus.Acted));
        world.Refresh();

        // 30 ideas of 50 persons; 12 of 24 known; 10 of 30 = 33 %.
        Assert.Equal((60.0, 0.5, 0.33), (Fact(world, Measures.Ideas).Estimate, Fact(world, Measures.Ideas, "frontline").Estimate, Fact(world, Measures.Ideas, "acted").Estimate));
        Assert.Equal(30, Fact(world, Measures.Ideas).Respondents);
    }

    [Theory]
    [InlineData(4, CellState.Hidden, CellState.Hidden)]
    [InlineData(8, CellState.Value, CellState.Class)]
    public void Few_ideas_are_hidden_and_ideas_of_a_few_managers_are_a_class(int ideas, CellState all, CellState frontline)
    {
        var world = Operations(("a", 50, 0));
        world.Register[0] = world.Register[0] with { Letter = "C" };
        world.Ideas.AddRange(Enumerable.Range(1, ideas).Select(i => ((long)i, Lately, IdeaStatus.Acted)));
        world.Refresh();

        Assert.Equal(all, Fact(world, Measures.Ideas).State);
        Assert.Equal(frontline, Fact(world, Measures.Ideas, "frontline").State);
    }

    [Fact]
    public void No_idea_in_the_year_is_told_as_none()
    {
        var world = Operations(("a", 50, 0));
        world.Ideas.Add((1, World.Reference.AddYears(-2), IdeaStatus.Acted));
        world.Refresh();
        Assert.Equal((CellState.Value, 0.0), (Fact(world, Measures.Ideas).State, Fact(world, Measures.Ideas).Estimate));
        Assert.Equal("no_ideas_in_period", Fact(world, Measures.Ideas, "frontline").Reason);
    }

    /// <summary>40 persons, the first 30 without a tool of their own; <c>answering</c> of those answered, <c>other</c> of them in another way.</summary>
    private static World Ways(int answering, int other, AnswerChannel channel = AnswerChannel.Paper)
    {
        var world = Operations(("a", 40, 0));
        for (var i = 0; i < 30; i++)
        {
            world.Register[i] = world.Register[i] with { Device = i < 10 ? DeviceAccess.None : DeviceAccess.Shared, OtherWay = i < 18 ? YesNo.Yes : YesNo.No };
        }

        for (var i = 0; i < 40; i++)
        {
            if (i < answering || i >= 30)
            {
                world.Answers.Add(new Answer(i + 1, 1000 + i, World.All(3)) { Channel = i < other ? channel : AnswerChannel.OwnDevice });
            }
        }

        return world;
    }

    [Theory]
    [InlineData(20, 12, CellState.Value)]
    [InlineData(20, 3, CellState.Class)]
    [InlineData(20, 0, CellState.Class)]
    [InlineData(20, 17, CellState.Hidden)]
    [InlineData(20, 20, CellState.Hidden)]
    [InlineData(30, 26, CellState.Hidden)]
    public void Other_ways_used_are_exact_only_where_nobody_can_be_told_apart(int answering, int other, CellState state)
    {
        var world = Ways(answering, other);
        world.Refresh();
        Assert.Equal(state, world.Cell(Measures.OtherWays, World.Code, "used").State);

        // Offered are 18 of the 30 without a tool of their own.
        var offered = world.Cell(Measures.OtherWays, World.Code, "offered");
        Assert.Equal((0.6, 30, 40), (offered.Estimate, offered.Respondents, offered.Population));
    }

    [Theory]
    [InlineData(AnswerChannel.SharedDevice, 0.4)]
    [InlineData(AnswerChannel.Kiosk, 0.4)]
    [InlineData(AnswerChannel.Paper, 0.4)]
    [InlineData(AnswerChannel.Helped, 0.4)]
    public void Every_way_but_a_device_of_ones_own_is_another(AnswerChannel channel, double share)
    {
        var world = Ways(20, 12, channel);
        world.Refresh();
        Assert.Equal(share, world.Cell(Measures.OtherWays, World.Code, "used").Estimate);
    }

    [Fact]
    public void Other_ways_say_what_is_missing()
    {
        var world = Ways(20, 0, AnswerChannel.Unknown);
        world.Answers.Clear();
        world.Answers.AddRange(Enumerable.Range(1, 20).Select(i => new Answer(i, 1000 + i, World.All(3))));
        for (var i = 0; i < 30; i++)
        {
            world.Register[i] = world.Register[i] with { OtherWay = YesNo.Unknown };
        }

        world.Refresh();
        Assert.Equal("no_other_way", world.Cell(Measures.OtherWays, World.Code, "offered").Reason);
        Assert.Equal("no_answer_channel", world.Cell(Measures.OtherWays, World.Code, "used").Reason);
        Assert.Equal("with_wave", Fact(world, Measures.OtherWays, "used").Reason);

        var anonymous = Ways(20, 12);
        anonymous.Linked = false;
        anonymous.Refresh();
        Assert.Equal("needs_linked", anonymous.Cell(Measures.OtherWays, World.Code, "used").Reason);
    }

    private static PlanRow Plan(string code, string operation, DateOnly? adopted, string unit = "") =>
        new(code, code, operation, unit, adopted, null, null, null, null, null, []);

    private static PlanActionRow Action(string code, DateOnly? due, DateOnly? done, decimal? hours, YesNo solution) =>
        new("p1", code, code, due, done, "", hours, solution);
}
