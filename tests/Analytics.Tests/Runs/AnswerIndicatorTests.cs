using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>Indicators that rest on answers, in a small world whose figures can be worked by hand.</summary>
public class AnswerIndicatorTests
{
    /// <summary>
    /// A: 40 of 50 answer level 5. B: 40 of 50, of whom 20 have 1.1 at level 1 and 2.1 at level 3 (one of two mandatory below), 20 level 5.
    /// </summary>
    private static World Two(int threshold = 5)
    {
        var world = new World { Threshold = threshold };
        world.AddDepartment("A", ("A1", 25, 20, 5), ("A2", 25, 20, 5));
        world.AddDepartment("B", ("B1", 25, 20, 5), ("B2", 25, 20, 5));
        foreach (var id in World.Ids)
        {
            world.Requirements.Add(new RequirementRow("adm", "Administratör", id, 4, id is "1.1" or "2.1"));
        }

        for (var i = 40; i < 60; i++)
        {
            var levels = World.All(5);
            levels[0] = 1;
            world.Answers[i] = world.Answers[i] with { Levels = levels };
        }

        return world;
    }

    [Fact]
    public void Depth_is_the_share_below_times_how_many_of_the_mandatory_lie_below()
    {
        var world = Two();

        // Ten of A as well, so that both departments have a published F1: A 10 of 40, B 20 of 40. Half of them in 2.1: were all below in
        // one competence, the depth would tell that nobody is in the other.
        var other = World.All(5);
        other[Array.IndexOf([.. World.Ids], "2.1")] = 1;
        var one = world.Answers[45].Levels;
        foreach (var i in Enumerable.Range(0, 10).Concat(Enumerable.Range(40, 20)))
        {
            world.Answers[i] = world.Answers[i] with { Levels = i % 2 == 0 ? one : other };
        }

        world.Refresh();

        // 30 of 80 are below, each in one of two: F2 = 30·0.5/80 = 0.1875.
        Assert.Equal(0.19, world.Cell("F2", World.Code).Estimate);
        Assert.Equal(0.25, world.Cell("F2", "B").Estimate);
        Assert.Equal((CellState.NotApplicable, "floor_under_3"), (world.Cell("F2", World.Code, "fgt1").State, world.Cell("F2", World.Code, "fgt1").Reason));
    }

    [Fact]
    public void Depth_is_hidden_where_the_share_below_is_only_a_class()
    {
        var world = Two();
        world.Refresh();
        Assert.Equal(ClassKind.AtMost, world.Cell(Measures.BelowFloor, "A").ClassKind);
        Assert.Equal(CellState.Hidden, world.Cell("F2", "A").State);
        Assert.Equal(CellState.Hidden, world.Cell("F6", "A").State);
    }

    [Fact]
    public void Lowest_level_is_shown_when_the_threshold_lie_at_or_below_it()
    {
        var world = Two();
        world.Refresh();

        // The index of the twenty is (20·5 + 1)/21 = 4.81; the eighth of eighty is one of them.
        Assert.Equal(4.81, world.Cell("F3", World.Code).Estimate);

        var strict = Two(threshold: 25);
        strict.Refresh();
        Assert.Equal((CellState.NotApplicable, "few_at_or_below"), (strict.Cell("F3", World.Code).State, strict.Cell("F3", World.Code).Reason));
    }

    [Fact]
    public void Bounds_take_those_not_heard_as_all_above_and_all_below()
    {
        var world = Two();

        // 8 of the 20 who did not answer could not be reached: the survey bounced, or nobody tells of sendings and there is no channel.
        foreach (var i in new[] { 20, 21, 22, 23, 24, 45, 46, 47 })
        {
            world.Register[i] = world.Register[i] with { Channel = YesNo.No, Offer = i < 40 ? OfferState.Bounced : OfferState.Unknown };
        }

        // Sent is sent, whatever the channel.
        world.Register[48] = world.Register[48] with { Channel = YesNo.No };

        world.Refresh();

        // 20/100 and (20 + 20)/100; 0.25·92/100 = 0.23 and (0.25·92 + 8)/100 = 0.31.
        Assert.Equal(0.2, world.Cell("F1B", World.Code, "silent_low").Estimate);
        Assert.Equal(0.4, world.Cell("F1B", World.Code, "silent_high").Estimate);
        Assert.Equal(0.23, world.Cell("F1B", World.Code, "unreachable_low").Estimate);
        Assert.Equal(0.31, world.Cell("F1B", World.Code, "unreachable_high").Estimate);

        // One to four who could not be reached would be pointed out.
        var few = Two();
        few.Register[20] = few.Register[20] with { Offer = OfferState.NotSent };
        few.Refresh();
        Assert.Equal("few_unreachable", few.Cell("F1B", World.Code, "unreachable_low").Reason);
    }

    [Fact]
    public void Group_is_compared_with_the_rest_and_flagged_when_it_certainly_differs()
    {
        var world = Two();
        foreach (var i in new[] { 0, 1, 2, 3, 4, 20, 21, 22, 23, 24 })
        {
            world.Answers[i] = world.Answers[i] with { Levels = world.Answers[45].Levels };
        }

        world.Refresh();

        // B 20 of 40 against A 10 of 40. R: exp(log(2) + c(-1, 1)*qnorm(.975)*sqrt(20/800 + 30/400)) = 1.076, 3.717.
        Assert.Equal(2, world.Cell("F6", "B").Estimate);
        Assert.Equal(new PublishedInterval("katz", 1.0, 3.8), world.Cell("F6", "B").IntervalWithoutFpc);
        Assert.Equal((1.0, -1.0), (world.Cell("F6", "B", "flag").Estimate!.Value, world.Cell("F6", "A", "flag").Estimate!.Value));
        Assert.Equal("whole", world.Cell("F6", World.Code).Reason);
    }

    [Fact]
    public void Representativity_needs_two_hundred_persons_and_linked_answers()
    {
        var world = Two();
        world.Refresh();
        Assert.Equal("few_persons", world.Cell("V3", World.Code).Reason);

        var anonymous = Two();
        anonymous.Linked = false;
        for (var i = 0; i < anonymous.Answers.Count; i++)
        {
            anonymous.Answers[i] = anonymous.Answers[i] with { Unit = anonymous.Register[(int)anonymous.Answers[i].Person - 1].Unit, Role = "adm" };
        }

        anonymous.Refresh();
        Assert.Equal("needs_linked", anonymous.Cell("V3", World.Code).Reason);
    }

    [Fact]
    public void Representativity_is_one_less_twice_the_spread_of_the_propensities()
    {
        // One attribute with information: 150 women of whom 120 answer, 150 men of whom 60: rho = .8 and .4, S = .2·sqrt(300/299) = .2003.
        var world = new World();
        world.AddDepartment("A", ("A1", 150, 120, 5));
        world.AddDepartment("B", ("B1", 150, 60, 5));
        for (var i = 150; i < 300; i++)
        {
            world.Register[i] = world.Register[i] with { Gender = Gender.Man };
        }

        world.Refresh();
        Assert.Equal(0.6, world.Cell("V3", World.Code).Estimate);
        Assert.Equal(0.33, world.Cell("V3", World.Code, "cv").Estimate);
        Assert.Equal(0.2, world.Cell("V3", World.Code, "gender").Estimate);
        Assert.Equal(0.2, world.Cell("V3", World.Code, "department").Estimate);
        Assert.Equal(0, world.Cell("V3", World.Code, "role").Estimate);
    }

    [Fact]
    public void Profile_names_a_department_only_where_it_certainly_lies_lower()
    {
        // Access: 25 of 50 in B have an account, all of A. Voice: 40 of 50 in both.
        var world = Two();
        for (var i = 50; i < 75; i++)
        {
            world.Register[i] = world.Register[i] with { Account = YesNo.No };
        }

        world.Refresh();
        Assert.Equal((0.0, 1.0), (world.Cell("X1", "A", "access").Estimate!.Value, world.Cell("X1", "B", "access").Estimate!.Value));
        Assert.Equal((0.0, 0.0), (world.Cell("X1", "A", "voice").Estimate!.Value, world.Cell("X1", "B", "voice").Estimate!.Value));
        Assert.Equal("no_training", world.Cell("X1", "A", "reach").Reason);

        // A's share below the floor is a class: nothing beside it says more.
        Assert.Equal(CellState.Hidden, world.Cell("X1", "A", "floor").State);
        Assert.Equal("no_target_areas", world.Cell("T3", World.Code).Reason);
    }

    [Fact]
    public void Profile_names_an_operation_only_where_it_certainly_lies_lower()
    {
        // As above; each department is an operation, told at the department.
        var world = Two();
        for (var i = 0; i < world.Units.Count; i++)
        {
            world.Units[i] = world.Units[i] with { Operation = world.Units[i].Code switch { "A" => "Skola", "B" => "Omsorg", _ => "" } };
        }

        for (var i = 50; i < 75; i++)
        {
            world.Register[i] = world.Register[i] with { Account = YesNo.No };
        }

        world.Refresh();
        double? Worst(string operation, string column) =>
            world.Cell("X1", World.Code, column, operation, Breakdown.Operation).Estimate;
        Assert.Equal((0.0, 1.0), (Worst("Skola", "access"), Worst("Omsorg", "access")));
        Assert.Equal((0.0, 0.0), (Worst("Skola", "voice"), Worst("Omsorg", "voice")));
    }
}
