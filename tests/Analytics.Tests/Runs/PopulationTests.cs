using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Tests.Runs;

public class PopulationTests
{
    private static Population Of(params Employment[] register)
    {
        var world = new World();
        world.Register.AddRange(register);
        return Population.Of(((IColumnReader)world).Register(World.Code, World.Reference), World.Reference);
    }

    [Fact]
    public void Main_employment_has_the_highest_degree_then_the_earliest_start_then_the_lowest_number()
    {
        Assert.Equal([1], Of(new Employment(1, "A") { Degree = 4000 }, new Employment(1, "B") { Degree = 6000, Number = 2 }).Rows);
        Assert.Equal([1], Of(new Employment(1, "A") { From = new(2020, 1, 1) }, new Employment(1, "B") { From = new(2010, 1, 1), Number = 2 }).Rows);
        Assert.Equal([1], Of(new Employment(1, "A") { Number = 2 }, new Employment(1, "B") { Number = 1 }).Rows);
    }

    [Fact]
    public void Population_is_those_in_service_with_those_on_leave_and_hourly_staff_with_recent_hours()
    {
        var people = Of(
            new Employment(1, "A") { To = new(2023, 9, 30) },
            new Employment(2, "A") { To = new(2023, 10, 1) },
            new Employment(3, "A") { From = new(2023, 10, 2) },
            new Employment(4, "A") { Absent = YesNo.Yes },
            new Employment(5, "A") { Form = EmploymentForm.Hourly, RecentHours = YesNo.Yes },
            new Employment(6, "A") { Form = EmploymentForm.Hourly, RecentHours = YesNo.No },
            new Employment(7, "A") { Form = EmploymentForm.Hourly });
        Assert.Equal([1, 3, 4], people.Rows);
    }

    [Fact]
    public void Of_several_answers_the_complete_then_the_fullest_then_the_latest_then_the_first_counts()
    {
        byte[] two = [1, 2, .. Enumerable.Repeat(AnswerCode.Skipped, 19)];
        byte[] none = [.. Enumerable.Repeat(AnswerCode.Skipped, 21)];
        var world = new World();
        world.Register.AddRange([new Employment(1, "A"), new Employment(2, "A"), new Employment(3, "A"), new Employment(4, "A")]);
        world.Answers.AddRange(
        [
            new Answer(1, 1, World.All(1)) { Complete = false },
            new Answer(1, 2, two),
            new Answer(2, 3, two),
            new Answer(2, 4, World.All(1)),
            new Answer(3, 5, two) { Submitted = 5 },
            new Answer(3, 6, two) { Submitted = 6 },
            new Answer(3, 7, two) { Submitted = 6 },
            new Answer(4, 8, none),
            new Answer(99, 9, World.All(1)),
            new Answer(0, 10, World.All(1)),
        ]);
        var reader = (IColumnReader)world;
        var people = Population.Of(reader.Register(World.Code, World.Reference), World.Reference);
        var chosen = Respondents.Choose(reader.Responses(World.Code, World.WaveCode), people, [.. Enumerable.Range(0, 21)]);

        // Rows 1 (complete), 3 (fullest), 5 (latest, first of two). The empty one, the stranger and the unlinked are outside.
        Assert.Equal([(1, 0), (3, 1), (5, 2)], chosen);
    }

    [Fact]
    public void Protected_person_counts_in_the_total_alone_and_the_smallest_department_hides_the_remainder()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 30, 20, 3), ("A2", 30, 20, 3));
        world.AddDepartment("B", ("B1", 20, 12, 3), ("B2", 20, 13, 3));
        world.AddDepartment("C", ("C1", 40, 30, 3), ("C2", 40, 30, 3));
        world.Register.Add(new Employment(900, "", "") { Protected = true });
        world.Answers.Add(new Answer(900, 900, World.All(8)));
        world.Refresh();

        Assert.Equal((126, 181), (world.Cell(Measures.Voice, World.Code).Respondents!.Value, world.Cell(Measures.Voice, World.Code).Population!.Value));
        foreach (var measure in (string[])[Measures.Voice, Measures.BelowFloor, Measures.Population, Measures.Access])
        {
            Assert.Equal(CellState.Hidden, world.Cell(measure, "B").State);
            Assert.NotEqual(CellState.Hidden, world.Cell(measure, "A").State);
            Assert.NotEqual(CellState.Hidden, world.Cell(measure, "C").State);
        }

        Assert.Equal(CellState.Hidden, world.Cell(Measures.Population, "B", wave: "").State);
        Assert.All(
            world.Snapshot.Tables.SelectMany(t => Enumerable.Range(0, t.Rows.Count).Select(r => t[r, 0])).Where(c => c.State == CellState.Hidden),
            c => Assert.Equal("protected", c.Reason));
    }

    [Fact]
    public void Anonymous_wave_takes_the_background_from_the_answer()
    {
        var world = new World { Linked = false };
        world.AddDepartment("A", ("A1", 30, 0, 3), ("A2", 30, 0, 3));
        for (var i = 0; i < 20; i++)
        {
            // Not all alike: means of groups in which everybody answers the same would tell who is below the floor.
            var level = (i < 10 ? 2 : 6) + ((i % 5) switch { 0 => -1, 1 => 1, _ => 0 });
            world.Answers.Add(new Answer(0, i, World.All((byte)level)) { Unit = i < 10 ? "A1" : "A2", Role = "adm", Gender = Gender.Woman });
        }

        world.Refresh();
        Assert.Equal((20, 60), (world.Cell(Measures.Voice, World.Code).Respondents!.Value, world.Cell(Measures.Voice, World.Code).Population!.Value));
        Assert.Equal(2.0, world.Cell(Measures.Level, "A1", "1.1").Estimate);
        Assert.Equal(6.0, world.Cell(Measures.Level, "A2", "1.1").Estimate);
    }

    [Fact]
    public void Access_needs_all_three_and_training_must_be_finished_by_the_courses_rule_within_24_months()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 20, 0, 3), ("A2", 20, 0, 3));
        for (var i = 0; i < 10; i++)
        {
            world.Register[i] = world.Register[i] with { Device = (DeviceAccess)(i % 4) }; // unknown, own, shared, none
        }

        world.Courses.AddRange([new("k", "Kurs", "", "", [], null, null, true), new("t", "Timkurs", "", "", [], null, 6m, true), new("x", "Annat", "", "", [], null, null, false)]);
        world.Training.AddRange(
        [
            (1, "k", new(2023, 10, 1), 0, TrainingStatus.Completed),
            (2, "k", new(2021, 10, 1), 0, TrainingStatus.Completed), // 24 months ago to the day: outside
            (3, "k", new(2021, 10, 2), 0, TrainingStatus.Completed),
            (4, "k", new(2023, 1, 1), 0, TrainingStatus.Interrupted),
            (5, "t", new(2023, 1, 1), 6, TrainingStatus.Enrolled),
            (6, "t", new(2023, 1, 1), 5, TrainingStatus.Completed),
            (7, "x", new(2023, 1, 1), 0, TrainingStatus.Completed),
            (8, "unmapped", new(2023, 1, 1), 0, TrainingStatus.Completed),
            (1, "k", new(2023, 9, 1), 0, TrainingStatus.Completed),
        ]);
        world.Refresh();

        // Of persons 1–10 the devices 0,1,2,3,0,1,2,3,0,1: 0 and 3 lack one = 5. (40 − 5)/40 = 87.5 → 88 %. Reached: 1, 3, 5 = 3/40 = 7.5 → 8 %.
        Assert.Equal(0.88, world.Cell(Measures.Access, World.Code, wave: "").Estimate);
        Assert.Equal(0.08, world.Cell(Measures.Reach, World.Code, wave: "").Estimate);
    }
}
