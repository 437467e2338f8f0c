using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>Indicators of two waves, by hand.</summary>
public class TwoWaveTests
{
    private static readonly byte[] Below = [1, .. World.All(4)[1..]];

    /// <summary>
    /// Two departments of two units, 15 of 20 in each answering both waves. Of each department's 30, over the floor: 7 stay below, 9 up,
    /// 5 down, 9 stay above.
    /// </summary>
    private static World Both()
    {
        var world = new World();
        foreach (var d in new[] { "A", "B" })
        {
            world.AddDepartment(d, (d + "1", 20, 15, 4), (d + "2", 20, 15, 4));
        }

        for (var i = 0; i < world.Answers.Count; i++)
        {
            var place = i % 30;
            var answer = world.Answers[i];
            world.Before.Add(answer with { Key = answer.Key + 10_000, Levels = place is < 16 ? Below : World.All(4) });
            world.Answers[i] = answer with { Levels = place is < 7 or (>= 16 and < 21) ? Below : World.All(4) };
        }

        return world;
    }

    /// <summary>A course that some completed between the waves.</summary>
    private static void Train(World world, IEnumerable<long> persons, DateOnly day)
    {
        if (world.Courses.Count == 0)
        {
            world.Courses.Add(new CourseRow("k", "Kurs", "", "", [], null, null, true));
        }

        world.Training.AddRange(persons.Select(p => (p, "k", day, 1, TrainingStatus.Completed)));
    }

    [Fact]
    public void Up_down_and_net_stand_together()
    {
        var world = Both();
        world.Refresh();

        // 18 of 32 rose, 10 of 28 fell, net 8 of 60. R: binom.test(18, 28)$p.value = 0.1849.
        Assert.Equal(0.56, world.Cell("E2", World.Code, "up").Estimate);
        Assert.Equal(0.36, world.Cell("E2", World.Code, "down").Estimate);
        Assert.Equal((0.13, 60), (world.Cell("E2", World.Code, "net").Estimate!.Value, world.Cell("E2", World.Code, "net").Respondents!.Value));
        Assert.Equal(0, world.Cell("E2", World.Code, "certain").Estimate);
        Assert.Equal(CellState.Value, world.Cell("E2", "A", "up").State);
    }

    [Fact]
    public void Four_who_rose_hide_all_of_it_and_the_sibling_with_it()
    {
        // In A five of the nine who rose stay below.
        var world = Both();
        for (var i = 7; i < 12; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = Below };
        }

        world.Refresh();
        foreach (var department in new[] { "A", "B" })
        {
            Assert.All(((string[])["up", "down", "net", "certain"]), c => Assert.Equal(CellState.Hidden, world.Cell("E2", department, c).State));
        }

        // Nothing is left to subtract: 13 of 32 in the organisation.
        Assert.Equal(0.41, world.Cell("E2", World.Code, "up").Estimate);
    }

    [Fact]
    public void Change_of_the_population_is_that_of_the_same_persons_when_all_answered_both()
    {
        var world = Both();
        world.Refresh();

        // F1 24 of 60 after 32 of 60: −8/60 = −0.133; d is −1 eighteen times, +1 ten times, 0 otherwise.
        // R: d <- c(rep(-1, 18), rep(1, 10), rep(0, 32)); t.test(d)$conf.int = -0.3079, 0.0412 (tests/Reference/answers.R).
        var change = world.Cell("CF1", World.Code);
        Assert.Equal(-0.13, change.Estimate);
        Assert.Equal(new PublishedInterval("t", -0.31, 0.05), change.IntervalWithoutFpc);
        Assert.Equal(0, world.Cell("CF1", World.Code, "secured").Estimate);

        // One level of 3 less in one item of 21: the index changes by (18 − 10)·(3/21)/60 = 0.019, both ways.
        Assert.Equal(0.02, world.Cell("CLEVEL", World.Code).Estimate);
        Assert.Equal(0.02, world.Cell("E1", World.Code).Estimate);
        Assert.Equal(world.Cell("CLEVEL", World.Code).IntervalWithoutFpc, world.Cell("E1", World.Code).IntervalWithoutFpc);
    }

    [Fact]
    public void Panel_that_leaves_out_fewer_than_the_threshold_is_hidden()
    {
        // Two of B did not answer before: they would follow from the level of all and that of the same persons.
        var world = Both();
        world.Before.RemoveRange(57, 2);
        world.Refresh();
        Assert.Equal(CellState.Hidden, world.Cell("E1", "B").State);
        Assert.Equal(CellState.Hidden, world.Cell("E1", World.Code).State);
        Assert.Equal(CellState.Value, world.Cell("CLEVEL", World.Code).State);
        Assert.Null(world.Snapshot.Find(new TableKey("E1", World.Code, World.WaveCode, ScopeLevel.Unit)));
    }

    [Fact]
    public void First_wave_and_anonymous_waves_say_what_is_missing()
    {
        var world = Both();
        world.Refresh();
        foreach (var (measure, column) in new[] { ("E1", "all"), ("E2", "up"), ("E3", "all"), ("R4", "all"), ("CF1", "all"), ("CLEVEL", "all") })
        {
            Assert.Equal("first_wave", world.Cell(measure, World.Code, column, wave: World.BeforeCode).Reason);
        }

        var anonymous = Both();
        anonymous.BeforeLinked = false;
        for (var i = 0; i < anonymous.Before.Count; i++)
        {
            anonymous.Before[i] = anonymous.Before[i] with { Unit = anonymous.Register[(int)anonymous.Before[i].Person - 1].Unit, Role = "adm" };
        }

        anonymous.Refresh();
        Assert.Equal("needs_linked", anonymous.Cell("E1", World.Code).Reason);
        Assert.Equal("needs_linked", anonymous.Cell("E2", World.Code, "up").Reason);
        Assert.Equal("needs_linked", anonymous.Cell("R4", World.Code).Reason);

        // Population change needs nobody linked.
        Assert.Equal(-0.13, anonymous.Cell("CF1", World.Code).Estimate);
    }

    [Fact]
    public void After_unlinking_what_compares_a_person_with_himself_asks_for_linked_answers_and_the_released_stay()
    {
        var linked = Both();
        linked.Refresh();
        Assert.Equal(CellState.Value, linked.Cell("E2", World.Code, "up").State);

        var world = Both();
        world.Refresh(new DateOnly(2022, 6, 1));
        var released = world.Cell(Measures.Level, World.Code, PublishedTable.Index, wave: World.BeforeCode);
        world.Unlinked.Add(World.BeforeCode);
        for (var i = 0; i < world.Before.Count; i++)
        {
            world.Before[i] = world.Before[i] with { Person = 0, Key = 900_000 + (world.Before.Count - i), Submitted = 0 };
        }

        Assert.Single(world.Refresh().Released);
        foreach (var (measure, column) in new[] { ("E1", "all"), ("E2", "up"), ("E2", "net"), ("E3", "all"), ("R4", "all") })
        {
            Assert.Equal((CellState.NotApplicable, "needs_linked"), (world.Cell(measure, World.Code, column).State, world.Cell(measure, World.Code, column).Reason));
        }

        Assert.Equal(released, world.Cell(Measures.Level, World.Code, PublishedTable.Index, wave: World.BeforeCode));

        // Who is in both waves is not known any more, so neither is the error of a change of all.
        Assert.NotEqual(CellState.Value, world.Cell("CF1", World.Code).State);
        Assert.Equal("waiting.unlinked", world.Refresh(reopen: new Dictionary<string, string> { [World.BeforeCode] = "prov" }).Waiting.Single().Code);
    }

    [Fact]
    [Trait("rule", "structure")]
    public void Change_is_published_only_where_both_levels_are()
    {
        // In the wave before nobody of A was below: its share was a class, and so there is no change to tell.
        var world = Both();
        for (var i = 0; i < 30; i++)
        {
            world.Before[i] = world.Before[i] with { Levels = World.All(4) };
        }

        world.Refresh();
        Assert.NotEqual(CellState.Value, world.Cell(Measures.BelowFloor, "A", wave: World.BeforeCode).State);
        Assert.Equal(CellState.Hidden, world.Cell("CF1", "A").State);
        Assert.Equal(CellState.Hidden, world.Cell("CF1", "A", "secured").State);
    }

    [Fact]
    public void Earlier_wave_whose_answers_are_no_longer_those_released_gives_no_population_change()
    {
        var world = Both();
        world.Refresh(new DateOnly(2023, 1, 1));
        world.Before[59] = world.Before[59] with { Levels = Below };
        world.StampText = "b";
        world.Refresh();
        Assert.Equal("earlier_changed", world.Cell("CF1", World.Code).Reason);
        Assert.Equal(CellState.Value, world.Cell("E1", World.Code).State);

        // Released another night, unchanged: the same figure as in one.
        var two = Both();
        two.Refresh(new DateOnly(2023, 1, 1));
        two.Refresh();
        Assert.Equal(-0.13, two.Cell("CF1", World.Code).Estimate);
    }

    [Fact]
    public void Trained_between_the_waves_are_compared_with_those_not_yet_trained_and_few_units_conclude_nothing()
    {
        var world = Both();
        var persons = world.Answers.Select(a => a.Person).ToArray();

        // Six of A1 trained before are in neither group; ten of A2 between, who rise by one level in everything.
        Train(world, persons[..6], new(2021, 5, 1));
        Train(world, persons[15..25], new(2022, 10, 1));
        for (var i = 15; i < 25; i++)
        {
            world.Before[i] = world.Before[i] with { Levels = World.All(3) };
            world.Answers[i] = world.Answers[i] with { Levels = World.All(4) };
        }

        world.Refresh();
        Assert.Equal(1, world.Cell("E3", World.Code, "exposed").Estimate);
        Assert.Equal((54, null), (world.Cell("E3", World.Code).Respondents, world.Cell("E3", World.Code).IntervalWithoutFpc));
        Assert.Equal("few_clusters", world.Cell("E3", World.Code, "conclusion").Reason);

        // Change of the others: of 44, up less down times 3/21: A1's not trained (places 6–14): one stays below, 8 up; A2's last five: none;
        // B: 9 up, 5 down: (17 − 5)·(1/7)/44 = 0.039; 1 − 0.039 = 0.961.
        Assert.Equal(0.04, world.Cell("E3", World.Code, "comparison").Estimate);
        Assert.Equal(0.96, world.Cell("E3", World.Code).Estimate);
        Assert.Equal((1.0, 10), (world.Cell("E1", World.Code, "participants").Estimate!.Value, world.Cell("E1", World.Code, "participants").Respondents!.Value));
    }

    [Fact]
    public void Targeting_compares_those_below_before_the_training_with_the_others()
    {
        // 32 below before, 28 not; 16 and 7 of them are trained between: 0.5 over 0.25 = 2.
        var world = Both();
        Train(world, [.. world.Before.Where(a => a.Levels[0] == 1).Take(16).Select(a => a.Person), .. world.Before.Where(a => a.Levels[0] == 4).Take(7).Select(a => a.Person)], new(2022, 10, 1));
        world.Refresh();

        // R: exp(log(2) + c(-1, 1)*qnorm(.975)*sqrt(16/(32*16) + 21/(28*7))) = 0.9647, 4.1466.
        Assert.Equal(2, world.Cell("R4", World.Code).Estimate);
        Assert.Equal(new PublishedInterval("katz", 0.96, 4.15), world.Cell("R4", World.Code).IntervalWithoutFpc);

        // Four of one kind would be told by the ratio: hidden.
        var few = Both();
        Train(few, few.Before.Where(a => a.Levels[0] == 1).Take(16).Select(a => a.Person).Concat(few.Before.Where(a => a.Levels[0] == 4).Take(4).Select(a => a.Person)), new(2022, 10, 1));
        few.Refresh();
        Assert.Equal(CellState.Hidden, few.Cell("R4", World.Code).State);
    }
}
