using Digilo.Analytics.Indicators;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Tests.Indicators;

/// <summary>Weighted F1 is withheld where everybody knows the weights and they would tell a class.</summary>
public class PublicWeightsTests
{
    private static PublicWeights.Part Part(long below, long known, long persons) => new(below, known, (double)persons / known);

    /// <summary>
    /// 7 of the first two together are below, and weighted (2.5·3 + 1.2·4 + 1.6·60)/400 = 27.1 % is 108.2 to 108.6 persons: 12.2 to 12.6 without
    /// the third's 96. 2.5·a + 1.2·(7 − a) = 8.4 + 1.3·a lies there for a = 3 alone.
    /// </summary>
    [Fact]
    public void Two_sums_tell_two_counts() => Assert.True(PublicWeights.Tells([Part(3, 40, 100), Part(4, 50, 60), Part(60, 150, 240)], 5));

    [Fact]
    public void Nothing_is_told_where_every_count_is_a_number() =>
        Assert.False(PublicWeights.Tells([Part(10, 40, 100), Part(14, 50, 60), Part(60, 150, 240)], 5));

    /// <summary>Weights of 2 and 2.02: 7·2 + 0.02·a moves by less than the 0.4 persons that 0.1 % of 404 leaves open.</summary>
    [Fact]
    public void Weights_that_are_nearly_alike_tell_nothing() =>
        Assert.False(PublicWeights.Tells([Part(3, 50, 100), Part(4, 50, 101), Part(60, 150, 300)], 5));

    /// <summary>One class, whose neighbour gives up its number: 3 and 10 are told as 3 and 4 were.</summary>
    [Fact]
    public void One_class_is_told_with_its_neighbour() => Assert.True(PublicWeights.Tells([Part(3, 40, 100), Part(10, 50, 60), Part(60, 150, 240)], 5));

    /// <summary>
    /// Five classes of weights 1.2, 1.6, 2, 2.4 and 2.8, two below in each: a of the first moves by three and more beside the other four, for
    /// 0 + … and 4 + … weigh the same with others of the four.
    /// </summary>
    [Fact]
    public void Many_classes_leave_each_other_room() =>
        Assert.False(PublicWeights.Tells([.. ((int[])[60, 80, 100, 120, 140]).Select(n => Part(2, 50, n)), Part(60, 150, 300)], 5));

    /// <summary>
    /// Levels of 40 sum to 43, weight 7.5, beside 225 of 50, weight 1.2, and 669 of 150, weight 1.6, of 600 persons. Unweighted 240 · 0.005 and
    /// 150 · 0.005 are open, 1.95; weighted 600 · 0.005 and 1.6 · 0.75, 4.2: (4.2 + 1.2 · 1.95) / 6.3 = 1.04 either way, under three apart.
    /// </summary>
    [Theory]
    [InlineData(300, true)]
    [InlineData(100, false)]
    public void Two_means_tell_one_near_the_lowest_where_the_weights_lie_far_apart(int persons, bool told) => Assert.Equal(
        told, PublicWeights.Tells([new PublicWeights.Levels(43, 40, persons / 40.0), new(225, 50, 1.2), new(669, 150, 1.6)], 5));

    [Fact]
    public void No_mean_near_an_end_and_nobody_few_tells_nothing() => Assert.False(
        PublicWeights.Tells([new PublicWeights.Levels(60, 40, 7.5), new(225, 50, 1.2), new(669, 150, 1.6)], 5));

    /// <summary>Three persons weigh 40 each: their mean is told to 2 · 4.2 / 38 and less, of the three levels that their sum may not be told to.</summary>
    [Fact]
    public void A_mean_of_few_is_told_too() => Assert.True(
        PublicWeights.Tells([new PublicWeights.Levels(9, 3, 40), new(225, 50, 1.2), new(669, 150, 1.6)], 5));

    /// <summary>Of the small world's roles the managers are few below: nothing weighted of F1 is there, and all of it where nobody is few.</summary>
    [Theory]
    [InlineData(3, CellState.NotApplicable)]
    [InlineData(12, CellState.Value)]
    public void Weighted_F1_is_withheld_with_what_follows_from_it(int below, CellState state)
    {
        var world = new World();
        world.Units.Add(World.Department("A"));
        world.Units.Add(World.Unit("A1", "A"));
        foreach (var (role, persons, answering, few) in ((string, int, int, int)[])[("adm", 240, 150, 60), ("chef", 100, 40, below), ("vakt", 60, 50, 14)])
        {
            for (var i = 0; i < persons; i++)
            {
                var person = world.Register.Count + 1;
                world.Register.Add(new Employment(person, "A1", role));
                if (i < answering)
                {
                    world.Answers.Add(new Answer(person, 1000 + person, World.All(i < few ? (byte)1 : (byte)(3 + (i % 3)))));
                }
            }
        }

        world.Refresh();
        foreach (var (measure, column) in ((string, string)[])[(Measures.BelowFloorWeighted, "all"), (Measures.MarginEffects, "role")])
        {
            var cell = world.Cell(measure, World.Code, column);
            Assert.Equal((state, state == CellState.Value ? "" : "weights_tell"), (cell.State, cell.Reason));
        }

        Assert.Equal(state, world.Table(Measures.DisparityWeighted, ScopeLevel.Organisation, Breakdown.Role).Find(World.Code, "all", "adm")!.State);
        Assert.Equal(CellState.Value, world.Cell(Measures.BelowFloor, World.Code).State);
        Assert.Equal(CellState.Value, world.Cell(Measures.WeightingEffect, World.Code).State);
    }

    /// <summary>
    /// Weights of 52/43 and 330/300. Three of a role have answered in department A, or eight, of whom eight or three have a known F1: of three the errors
    /// of a weighted share, of its change and of its ratio to the others hang on how many they are, though the share itself tells nothing.
    /// </summary>
    [Theory]
    [InlineData(3, 3, 40)]
    [InlineData(8, 8, 35)]
    [InlineData(8, 3, 35)]
    public void Errors_that_hang_on_few_respondents_are_left_out(int few, int known, int others)
    {
        var world = new World();
        foreach (var (department, chiefs, answering) in ((string, int, int)[])[("A", 9, few), ("B", 43, others)])
        {
            var leave = department == "A" ? few - known : 12;
            world.Units.Add(World.Department(department));
            world.Units.Add(World.Unit(department + "1", department));
            foreach (var (role, persons, answers) in ((string, int, int)[])[("chef", chiefs, answering), ("adm", 165, 150)])
            {
                for (var i = 0; i < persons; i++)
                {
                    var person = world.Register.Count + 1;
                    world.Register.Add(new Employment(person, department + "1", role));
                    if (i < answers)
                    {
                        world.Before.Add(new Answer(person, 9000 + person, Levels(i + 1, false)));
                        world.Answers.Add(new Answer(person, 1000 + person, Levels(i, i >= answers - (role == "chef" ? leave : 20))));
                    }
                }
            }
        }

        world.Refresh();
        var (weighted, effect) = (world.Cell(Measures.BelowFloorWeighted, "A"), world.Cell(Measures.WeightingEffect, "A"));
        var change = world.Cell(WeightedFloorChange.Definition.Id, "A");
        Assert.Equal(CellState.Value, weighted.State);
        Assert.Equal(known >= 5, weighted.StandardError is not null);
        Assert.Equal((CellState.Value, known >= 5), (change.State, change.StandardError is not null));
        Assert.Equal(known >= 5 ? "" : "weights_tell", world.Cell(WeightedFloorChange.Definition.Id, "A", "secured").Reason);
        Assert.Equal(known >= 5, (weighted.Interval ?? weighted.IntervalWithoutFpc) is not null);
        var disparity = world.Cell(Measures.DisparityWeighted, "A");
        Assert.Equal((CellState.Value, known >= 5), (disparity.State, (disparity.Interval ?? disparity.IntervalWithoutFpc) is not null));
        Assert.Equal(known >= 5 ? "" : "weights_tell", world.Cell(Measures.DisparityWeighted, "A", "flag").Reason);
        Assert.Equal(few >= 5 ? "" : "weights_tell", effect.Reason);

        // Who leaves a mandatory competence out and is below in none has no known F1.
        static byte[] Levels(int i, bool leavesOneOut)
        {
            var levels = World.All(i % 3 == 0 && !leavesOneOut ? (byte)1 : (byte)(3 + (i % 3)));
            levels[0] = leavesOneOut ? Model.AnswerCode.Skipped : levels[0];
            return levels;
        }
    }
}
