using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>E3, T3 and X1 as they are published: rounded, beside what they rest on, and only where enough is known.</summary>
public class PublishedAnswersTests
{
    /// <summary>Units of ten, eight of whom answered both waves, the first four of each trained between them; the pattern of tests/Reference/answers.R.</summary>
    private static World Trained(int units)
    {
        var world = new World();
        world.AddDepartment("A", [.. Enumerable.Range(1, units).Select(k => ($"A{k:00}", 10, 8, (byte)4))]);
        world.Courses.Add(new CourseRow("k", "Kurs", "", "", [], null, null, true));
        for (var i = 0; i < world.Answers.Count; i++)
        {
            var (k, j, answer) = ((i / 8) + 1, i % 8, world.Answers[i]);
            var before = 3 + ((k + j) % 3);
            var after = before + ((k + j) % 2) + (j < 4 && k % 3 > 0 ? 1 : 0);
            world.Before.Add(answer with { Key = answer.Key + 10_000, Levels = World.All((byte)before) });
            world.Answers[i] = answer with { Levels = World.All((byte)after) };
            if (j < 4)
            {
                world.Training.Add((answer.Person, "k", new DateOnly(2022, 10, 1), 1, TrainingStatus.Completed));
            }
        }

        return world;
    }

    // R (answers.R): 20 units, CR1: 0.7, se 0.10563, t(19) 0.47892 – 0.92108; 10 units, CR2: 0.7, se 0.15275, t(9) 0.35445 – 1.04555.
    [Theory]
    [InlineData(20, "t_cr1", 0.106, 19, 0.47, 0.93)]
    [InlineData(10, "t_cr2", 0.153, 9, 0.35, 1.05)]
    public void Difference_of_changes_has_the_error_that_its_number_of_units_allows(int units, string method, double error, double df, double low, double high)
    {
        var world = Trained(units);
        world.Refresh();
        var cell = world.Cell("E3", World.Code);
        Assert.Equal((0.7, 8 * units), (cell.Estimate!.Value, cell.Respondents!.Value));
        Assert.Equal(new PublishedInterval(method, low, high), cell.IntervalWithoutFpc);
        Assert.Equal((error, df), (cell.StandardError!.Value, Math.Round(cell.DegreesOfFreedom!.Value, 6)));
        Assert.Null(cell.Interval);
        Assert.Equal(1, world.Cell("E3", World.Code, "conclusion").Estimate);

        // All rise by 0.5, and the trained by one more in the units where k % 3 > 0: 7 of 10, 14 of 20.
        Assert.Equal((1.2, 0.5), (world.Cell("E3", World.Code, "exposed").Estimate!.Value, world.Cell("E3", World.Code, "comparison").Estimate!.Value));
    }

    [Fact]
    public void Seven_units_are_described_only()
    {
        var world = Trained(7);
        world.Refresh();
        Assert.Equal(CellState.Value, world.Cell("E3", World.Code).State);
        Assert.Null(world.Cell("E3", World.Code).IntervalWithoutFpc);
        Assert.Equal("few_clusters", world.Cell("E3", World.Code, "conclusion").Reason);
    }

    /// <summary>A: 20 with 4.1 at 6 and the rest at 3. B: 20 at 5, ten of whom answered only 4.3 of the area.</summary>
    private static World Areas()
    {
        var world = new World
        {
            Areas = new TargetAreas("1", "", [new TargetArea("trygghet", new("Trygghet", "Safety"), ["4.1", "4.2", "4.3"], []), new TargetArea("innovation", new("Innovation", "Innovation"), [], ["D3"])]),
        };
        world.AddDepartment("A", ("A1", 25, 20, 3));
        world.AddDepartment("B", ("B1", 25, 20, 5));
        var (first, second) = (World.Ids.ToList().IndexOf("4.1"), World.Ids.ToList().IndexOf("4.2"));
        for (var i = 0; i < 40; i++)
        {
            var levels = World.All(i < 20 ? (byte)3 : (byte)5);
            levels[first] = i < 20 ? (byte)6 : i < 30 ? AnswerCode.Skipped : levels[first];
            levels[second] = i is >= 20 and < 30 ? AnswerCode.DontKnow : levels[second];
            world.Answers[i] = world.Answers[i] with { Levels = levels };
        }

        return world;
    }

    [Fact]
    public void Area_is_the_mean_of_those_who_answered_half_of_it()
    {
        var world = Areas();
        world.Refresh();

        // A (6 + 3 + 3)/3 = 4 of 20; B 5 of ten, for one of three is less than half; together (20·4 + 10·5)/30 = 4.33.
        Assert.Equal((4.0, 20), (world.Cell("T3", "A", "trygghet").Estimate!.Value, world.Cell("T3", "A", "trygghet").Respondents!.Value));
        Assert.Equal((5.0, 10), (world.Cell("T3", "B", "trygghet").Estimate!.Value, world.Cell("T3", "B", "trygghet").Respondents!.Value));
        Assert.Equal((4.3, 30), (world.Cell("T3", World.Code, "trygghet").Estimate!.Value, world.Cell("T3", World.Code, "trygghet").Respondents!.Value));
        Assert.Equal(["trygghet"], world.Table("T3", ScopeLevel.Organisation).Columns);
    }

    [Fact]
    public void Area_is_hidden_where_one_of_its_competences_is_no_number()
    {
        var world = Areas();
        for (var i = 0; i < 20; i++)
        {
            var levels = world.Answers[i].Levels.ToArray();
            levels[World.Ids.ToList().IndexOf("4.3")] = 8;
            world.Answers[i] = world.Answers[i] with { Levels = levels };
        }

        world.Refresh();

        // Near the highest level, and the audit takes back even its class.
        Assert.Equal(CellState.Hidden, world.Cell(Measures.Level, "A", "4.3").State);
        Assert.Equal(CellState.Hidden, world.Cell("T3", "A", "trygghet").State);
    }

    /// <summary>Operations of 60, 40, 40 and 20 persons, so many of whom have an account.</summary>
    private static World Accounts(params int[] with)
    {
        var world = new World();
        world.Units.Add(World.Department("A"));
        foreach (var (name, persons, answering, account) in ((string, int, int, int)[])[("a", 60, 45, with[0]), ("b", 40, 30, with[1]), ("c", 40, 30, with[2]), ("d", 20, 15, with[3])])
        {
            world.Units.Add(World.Unit("A-" + name, "A", name));
            world.AddPersons("A-" + name, persons, answering, 4);
            for (var i = 0; i < persons - account; i++)
            {
                world.Register[^(i + 1)] = world.Register[^(i + 1)] with { Account = YesNo.No };
            }
        }

        return world;
    }

    [Theory]
    [InlineData(new[] { 58, 36, 20, 10 }, "c")] // d is as low, with 20 persons; b's ratio is 0.9/0.733 and over 0.8
    [InlineData(new[] { 58, 24, 20, 20 }, "c")] // b is flagged too and c lies further out
    [InlineData(new[] { 58, 40, 40, 10 }, "")] // d alone is flagged, with 20 persons: no operation certainly differs
    [InlineData(new[] { 60, 36, 36, 20 }, "")] // four without access are not five, and 0.9 is over 0.8
    public void Only_one_operation_of_thirty_that_certainly_differs_is_named_the_lowest(int[] with, string lowest)
    {
        var world = Accounts(with);
        world.Refresh();
        foreach (var operation in (string[])["a", "b", "c", "d"])
        {
            Assert.Equal(operation == lowest ? 1.0 : 0.0, world.Cell("X1", World.Code, "access", operation, Breakdown.Operation).Estimate);
            Assert.Equal(0.0, world.Cell("X1", World.Code, "voice", operation, Breakdown.Operation).Estimate);
            Assert.Equal(CellState.Value, world.Cell(Measures.Access, World.Code, category: operation, breakdown: Breakdown.Operation).State);
        }

        Assert.Equal("whole", world.Cell("X1", World.Code, "access").Reason);
    }
}
