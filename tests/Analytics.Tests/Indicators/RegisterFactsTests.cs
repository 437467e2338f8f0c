using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Tests.Indicators;

/// <summary>A2, A4, R2, R3, R5, V1, V4, V6 and L1 through a whole refresh, worked out by hand.</summary>
public class RegisterFactsTests
{
    private static readonly DateOnly Lately = World.Reference.AddDays(-30);

    /// <summary>Department A: operations care (unit A1, 20) and school (A2, 20); department B: school (B1, 40). Nobody has answered.</summary>
    private static World Eighty()
    {
        var world = new World();
        world.Units.AddRange([World.Department("A"), World.Department("B"), World.Unit("A1", "A", "Omsorg"), World.Unit("A2", "A", "Skola"), World.Unit("B1", "B", " skola ")]);
        world.AddPersons("A1", 20, 0, 0);
        world.AddPersons("A2", 20, 0, 0);
        world.AddPersons("B1", 40, 0, 0);
        world.Courses.Add(new CourseRow("K1", "Kurs", "", "", [], null, null, true));
        world.Courses.Add(new CourseRow("K2", "Kurs med krav", "ledare", "", [], null, 6, true));
        world.Courses.Add(new CourseRow("K3", "Inte digital", "", "", [], null, null, false));
        return world;
    }

    private static void Change(World world, int from, int count, Func<Employment, Employment> change)
    {
        for (var i = from; i < from + count; i++)
        {
            world.Register[i] = change(world.Register[i]);
        }
    }

    private static PublishedCell Fact(World world, string measure, string code = World.Code, string column = PublishedTable.All) =>
        world.Cell(measure, code, column, wave: "");

    private static string Missing(World world, string measure, string column = PublishedTable.All)
    {
        var cell = Fact(world, measure, column: column);
        Assert.Equal(CellState.NotApplicable, cell.State);
        return cell.Reason;
    }

    [Fact]
    public void Devices_are_parts_of_everybody_and_unknown_is_one_of_them()
    {
        var world = Eighty();
        Change(world, 0, 8, e => e with { Device = DeviceAccess.Shared });
        Change(world, 8, 4, e => e with { Device = DeviceAccess.None });
        Change(world, 12, 2, e => e with { Device = DeviceAccess.Unknown });
        world.Refresh();

        // 80 persons: 66 own, 8 shared, 4 none, 2 unknown = 82.5, 10, 5 and 2.5 per cent, halves up.
        Assert.Equal([0.83, 0.10, 0.05, 0.03], ((string[])["eget", "delat", "inget", "okand"]).Select(c => Fact(world, Measures.DeviceClass, column: c).Estimate!.Value));
        Assert.Equal(0.65, Fact(world, Measures.DeviceClass, "A", "eget").Estimate);
        Assert.Equal(1.0, Fact(world, Measures.DeviceClass, "B", "eget").Estimate);
        Assert.Null(Fact(world, Measures.DeviceClass, column: "eget").Interval);
    }

    [Fact]
    public void Access_gap_is_a_department_against_everybody_else_and_flags_by_four_fifths_and_five_persons()
    {
        var world = Eighty();
        Change(world, 0, 10, e => e with { Device = DeviceAccess.None });
        world.Refresh();

        // A: 30 of 40 against 40 of 40 = 0.75, ten lack access; B the other way round, 1.33.
        Assert.Equal((0.75, 1.0), (Fact(world, Measures.AccessGap, "A").Estimate, Fact(world, Measures.AccessGap, "A", "flag").Estimate));
        Assert.Equal((1.33, 0.0), (Fact(world, Measures.AccessGap, "B").Estimate, Fact(world, Measures.AccessGap, "B", "flag").Estimate));

        // Operations: care 10 of 20 against school 60 of 60: flagged. Theil of 70 ones and 10 zeros: T = ln(80/70) = 0.133531;
        // between = 10/70·ln((10/20)/(70/80)) + 60/70·ln(1/(70/80)) = 0.034509; the rest lies within. 0.034509/0.133531 = 0.2584.
        Assert.Equal(1.0, Fact(world, Measures.AccessGap, column: "flagged").Estimate);
        Assert.Equal(0.26, Fact(world, Measures.AccessGap, column: "between").Estimate);
        Assert.Null(Fact(world, Measures.AccessGap, "A").Interval);

        // By operation: 10/20 against 60/60 = 0.5, flagged; the other way round 2. " skola " is spelled as "Skola"; nobody is in none.
        PublishedCell Operation(string category, string column = PublishedTable.All) =>
            world.Cell(Measures.AccessGap, World.Code, column, category, Breakdown.Operation, "");
        Assert.Equal((0.5, 1.0), (Operation("Omsorg").Estimate, Operation("Omsorg", "flag").Estimate));
        Assert.Equal((2.0, 0.0), (Operation("Skola").Estimate, Operation("Skola", "flag").Estimate));
        Assert.Equal(0.5, world.Cell(Measures.Access, World.Code, category: "Omsorg", breakdown: Breakdown.Operation, wave: "").Estimate);
    }

    [Fact]
    public void Operation_that_a_unit_would_be_subtracted_from_is_hidden_with_it()
    {
        // Care is A1 and B1 of two departments; without B1's four, its 24 less A1's 20 would be those four.
        var world = new World();
        world.Units.AddRange([
            World.Department("A"), World.Department("B"), World.Unit("A1", "A", "Omsorg"), World.Unit("A2", "A", "Skola"),
            World.Unit("B1", "B", "Omsorg"), World.Unit("B2", "B", "Skola"), World.Unit("B3", "B", "Kultur")]);
        world.AddPersons("A1", 20, 20, 5);
        world.AddPersons("A2", 20, 20, 5);
        world.AddPersons("B1", 20, 4, 2);
        world.AddPersons("B2", 20, 20, 5);
        world.AddPersons("B3", 20, 20, 5);
        world.Refresh();
        Assert.Equal(CellState.Hidden, world.Cell(Measures.Voice, "B1").State);
        var care = world.Cell(Measures.Voice, World.Code, category: "Omsorg", breakdown: Breakdown.Operation);
        Assert.True(care.State == CellState.Hidden || world.Cell(Measures.Voice, "A1").State == CellState.Hidden);
    }

    [Fact]
    public void Access_gap_says_when_there_is_nothing_to_divide_and_four_without_access_are_no_flag()
    {
        var world = Eighty();
        world.Refresh();
        Assert.Equal("no_inequality", Missing(world, Measures.AccessGap, "between"));

        // Four of five in a department lack access: 0.2 is far under 0.8, but four are not five.
        var small = new World();
        small.AddDepartment("A", ("A1", 5, 0, 0));
        small.AddDepartment("B", ("B1", 30, 0, 0));
        Change(small, 0, 4, e => e with { Device = DeviceAccess.None });
        small.Refresh();
        Assert.Equal((0.2, 0.0), (Fact(small, Measures.AccessGap, "A").Estimate, Fact(small, Measures.AccessGap, "A", "flag").Estimate));
        Assert.Equal("no_operations", Missing(small, Measures.AccessGap, "between"));
    }

    [Fact]
    public void Only_department_in_an_organisation_has_no_rest()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 20, 0, 0));
        world.Refresh();
        Assert.Equal("no_rest", Fact(world, Measures.AccessGap, "A").Reason);
    }

    [Fact]
    public void Could_answer_counts_confirmed_channels_alone()
    {
        var world = Eighty();
        Change(world, 0, 10, e => e with { Channel = YesNo.No });
        Change(world, 10, 6, e => e with { Channel = YesNo.Unknown });
        world.Refresh();

        // 64 of 80; A: 24 of 40; B: everybody, which a fact may say.
        Assert.Equal((0.80, 0.60, 1.0), (Fact(world, Measures.CouldAnswer).Estimate, Fact(world, Measures.CouldAnswer, "A").Estimate, Fact(world, Measures.CouldAnswer, "B").Estimate));
    }

    [Fact]
    public void Target_reach_is_among_those_whom_the_programme_names_by_aid_or_role()
    {
        var world = Eighty();
        world.Programmes.Add(Programme("digilo", new ProgrammeTarget(["15"], ["adm2"], [])));
        Change(world, 0, 10, e => e with { Aid = "151020" });
        Change(world, 10, 10, e => e with { Role = "adm2" });
        for (var person = 1; person <= 30; person++)
        {
            world.Training.Add((person, "K1", Lately, 3, TrainingStatus.Completed));
        }

        world.Refresh();

        // The target group is persons 1–20, all trained; R1 is 30 of 80. It names how many they are.
        var cell = Fact(world, Measures.TargetReach, column: "digilo");
        Assert.Equal((1.0, 20, 80), (cell.Estimate, cell.Respondents, cell.Population));
        Assert.Equal(0.38, Fact(world, Measures.Reach).Estimate);
        Assert.Equal(CellState.Hidden, Fact(world, Measures.TargetReach, "B", "digilo").State);
    }

    [Fact]
    public void Target_group_that_differs_from_everybody_by_a_few_is_hidden_and_one_like_another_is_withheld()
    {
        var world = Eighty();
        world.Programmes.Add(Programme("a", new ProgrammeTarget([], ["adm"], [])));
        world.Programmes.Add(Programme("b", new ProgrammeTarget([], ["adm"], ["A"])));
        Change(world, 0, 3, e => e with { Role = "other", Letter = "A" });
        Change(world, 3, 7, e => e with { Role = "other" });
        world.Training.Add((50, "K1", Lately, 3, TrainingStatus.Completed));
        world.Refresh();

        // "a" is 70 persons of 80; "b" is three more: their training would be the difference. In A both differ from all 40 by enough.
        Assert.Equal(CellState.Value, Fact(world, Measures.TargetReach, column: "a").State);
        Assert.Equal("target_overlap", Missing(world, Measures.TargetReach, "b"));

        // With 77 of 80 the difference to R1 would be three persons'.
        Change(world, 3, 7, e => e with { Role = "adm" });
        world.StampText = "b";
        world.Refresh(reopen: new Dictionary<string, string>());
        Assert.Equal(CellState.Hidden, Fact(world, Measures.TargetReach, column: "a").State);
    }

    [Fact]
    public void Completion_follows_the_courses_rules_and_counts_enrolments()
    {
        var world = Eighty();
        for (var person = 1; person <= 10; person++)
        {
            // K2 asks for six hours: the first four persons have them. K1 goes by status. K3 is not digital.
            world.Training.Add((person, "K2", Lately, person <= 4 ? 6 : 5, TrainingStatus.Completed));
            world.Training.Add((person, "K3", Lately, 6, TrainingStatus.Completed));
        }

        world.Training.Add((11, "K1", Lately, 0, TrainingStatus.Completed));
        world.Training.Add((12, "K1", Lately, 0, TrainingStatus.Interrupted));
        world.Training.Add((13, "K1", World.Reference.AddMonths(-24), 0, TrainingStatus.Completed));
        world.Training.Add((14, "K1", World.Reference.AddMonths(-24).AddDays(1), 0, TrainingStatus.Completed));
        world.Refresh();

        // 10 enrolments in K2 with 4 completed, 3 in K1 within the window with 2: 6 of 13 = 46 %, of 13 persons.
        var cell = Fact(world, Measures.Completion);
        Assert.Equal((0.46, 13, 80), (cell.Estimate, cell.Respondents, cell.Population));
        Assert.Equal(CellState.Hidden, Fact(world, Measures.Completion, "B").State);
    }

    [Fact]
    public void Hours_are_uneven_by_Gini_with_zeros_and_by_Theil_between_operations()
    {
        var world = Eighty();
        for (var person = 1; person <= 20; person++)
        {
            world.Training.Add((person, "K1", Lately, 4, TrainingStatus.Completed));
        }

        world.Refresh();

        // 20 of 80 have 4 hours, the rest none: Gini = 1 − 20/80; in A 1 − 20/40; in B nobody has any. All hours are in care, and there
        // everybody has the same: all of Theil lies between.
        Assert.Equal((0.75, 0.5, 1.0), (Fact(world, Measures.HoursInequality).Estimate, Fact(world, Measures.HoursInequality, "A").Estimate, Fact(world, Measures.HoursInequality, column: "between").Estimate));
        Assert.Equal("no_hours", Fact(world, Measures.HoursInequality, "B").Reason);
    }

    [Fact]
    public void Hours_of_a_group_under_twenty_are_hidden()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 19, 0, 0));
        world.AddDepartment("B", ("B1", 30, 0, 0));
        world.AddDepartment("C", ("C1", 30, 0, 0));
        world.Courses.Add(new CourseRow("K1", "Kurs", "", "", [], null, null, true));
        world.Training.Add((1, "K1", Lately, 4, TrainingStatus.Completed));
        world.Training.Add((25, "K1", Lately, 4, TrainingStatus.Completed));
        world.Refresh();

        Assert.Equal(CellState.Hidden, Fact(world, Measures.HoursInequality, "A").State);

        // Two of 79 have the same hours: 1 − 2/79.
        Assert.Equal(0.97, Fact(world, Measures.HoursInequality).Estimate);
    }

    [Fact]
    public void Managers_are_trained_by_a_leader_programme_alone_and_never_shown_by_unit()
    {
        var world = Eighty();
        world.Programmes.Add(Programme("ledare", new ProgrammeTarget([], [], ["A", "B", "C"])));
        Change(world, 0, 4, e => e with { Letter = "C" });
        Change(world, 40, 4, e => e with { Letter = "B" });
        Change(world, 44, 2, e => e with { Letter = "L" });
        for (var person = 1; person <= 3; person++)
        {
            // Longer ago than 24 months: a completed track stays completed.
            world.Training.Add((person, "K2", World.Reference.AddYears(-3), 8, TrainingStatus.Completed));
        }

        world.Training.Add((41, "K1", Lately, 8, TrainingStatus.Completed));
        world.Training.Add((42, "K2", World.Reference.AddDays(1), 8, TrainingStatus.Completed));
        world.Refresh();

        // Eight managers by A, B, C; three have completed a course of the programme by the day: 37.5 %.
        var cell = Fact(world, Measures.ManagersTrained);
        Assert.Equal((0.38, 8, 80), (cell.Estimate, cell.Respondents, cell.Population));
        Assert.Equal(CellState.Hidden, Fact(world, Measures.ManagersTrained, "A").State);
        Assert.Null(world.Snapshot.Find(new TableKey(Measures.ManagersTrained, World.Code, "", ScopeLevel.Unit)));
    }

    [Fact]
    public void Missing_source_is_a_reason_and_never_zero()
    {
        var world = Eighty();
        world.Courses.Clear();
        Change(world, 0, 80, e => e with { Device = DeviceAccess.Unknown, Channel = YesNo.Unknown });
        world.Refresh();

        Assert.Equal("no_device_data", Missing(world, Measures.DeviceClass, "eget"));
        Assert.Equal("no_access_data", Fact(world, Measures.AccessGap, "A").Reason);
        Assert.Equal("no_channel_data", Missing(world, Measures.CouldAnswer));
        Assert.Equal("no_target", Missing(world, Measures.TargetReach));
        Assert.Equal("no_training", Missing(world, Measures.Completion));
        Assert.Equal("no_training", Missing(world, Measures.HoursInequality));
        Assert.Equal("no_training", Missing(world, Measures.ManagersTrained));
        Assert.Equal("no_device_data", Missing(world, Measures.OtherWays, "offered"));
        Assert.Equal("no_coaching", Missing(world, Measures.CoachingCover));
        Assert.Equal("no_ideas", Missing(world, Measures.Ideas));
        Assert.Equal("no_plans", Missing(world, Measures.PlanCoverage));
        Assert.Equal("no_actions", Missing(world, Measures.PlanProgress));
        Assert.Equal("no_actions", Missing(world, Measures.PlanResults, "hours"));
    }

    [Fact]
    public void Training_that_nobody_was_in_is_told_apart_from_training_that_is_not_delivered()
    {
        var world = Eighty();
        world.Training.Add((999, "K1", Lately, 3, TrainingStatus.Completed));
        world.Refresh();

        Assert.Equal("no_enrolments", Missing(world, Measures.Completion));
        Assert.Equal("no_hours", Missing(world, Measures.HoursInequality));
        Assert.Equal("no_leader_programme", Missing(world, Measures.ManagersTrained));
        world.Programmes.Add(Programme("ledare", new ProgrammeTarget([], [], ["A"])));
        world.StampText = "b";
        world.Refresh();
        Assert.Equal("no_aid_letter", Missing(world, Measures.ManagersTrained));
        Assert.Equal("no_target_persons", Missing(world, Measures.TargetReach, "ledare"));
    }

    private static TrainingProgramme Programme(string code, ProgrammeTarget target) =>
        new(code, new BothLanguages(code, code), new(2021, 1, 1), new(2023, 1, 1), new BothLanguages("alla", "all")) { Target = target };
}
