using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Tests.Indicators;

/// <summary>Weighted figures beside the unweighted ones: 60 women of whom 45 answered, 40 men of whom 15 did.</summary>
public class WeightedFiguresTests
{
    private static World Skewed(int womenBelow, int menBelow, int menAnswering = 15)
    {
        var world = new World();
        world.Units.Add(World.Department("A"));
        world.Units.Add(World.Unit("A1", "A"));
        Add(Gender.Woman, 60, 45, womenBelow);
        Add(Gender.Man, 40, menAnswering, menBelow);
        return world;

        void Add(Gender gender, int persons, int answering, int below)
        {
            for (var i = 0; i < persons; i++)
            {
                var person = world.Register.Count + 1;
                world.Register.Add(new Employment(person, "A1", Gender: gender));
                if (i < answering)
                {
                    world.Answers.Add(new Answer(person, 1000 + person, World.All(i < below ? (byte)1 : (byte)(3 + i % 3))));
                }
            }
        }
    }

    [Fact]
    public void A_share_is_scaled_to_the_register()
    {
        var world = Skewed(20, 9);
        world.Refresh();

        // Unweighted 29/60. Weights 60/45 and 40/15: (20·4/3 + 9·8/3)/100 = 0.50667.
        Assert.Equal(0.48, world.Cell(Measures.BelowFloor, World.Code).Estimate);
        var weighted = world.Cell(Measures.BelowFloorWeighted, World.Code);
        Assert.Equal((CellState.Value, 0.51, 60, 100), (weighted.State, weighted.Estimate!.Value, weighted.Respondents!.Value, weighted.Population!.Value));

        // R: d <- rake(svydesign(~1, weights = ~w, data = x), list(~g), list(data.frame(g = c("m", "w"), Freq = c(40, 60))))
        // svyciprop(~b, d, method = "beta"): 0.36736, 0.64521; with fpc = 100: the error times sqrt(0.4), n* held to n.
        Assert.Equal("korn_graubard", weighted.IntervalWithoutFpc!.Method);
        Assert.Equal("korn_graubard_fpc", weighted.Interval!.Method);
        Assert.Equal((0.36, 0.65), (weighted.IntervalWithoutFpc.Low, weighted.IntervalWithoutFpc.High));
        Assert.True(weighted.Interval.Low >= weighted.IntervalWithoutFpc.Low && weighted.Interval.High <= weighted.IntervalWithoutFpc.High);

        // 60·(45·(4/3)² + 15·(8/3)²)/100² = 1.12.
        Assert.Equal(1.12, world.Cell(Measures.WeightingEffect, World.Code).Estimate);

        // Without the margin of gender the weights are all alike: 0.50667 − 0.48333 = 0.02333.
        Assert.Equal(0.02, world.Cell(Measures.MarginEffects, World.Code, "gender").Estimate);
        Assert.Equal(0, world.Cell(Measures.MarginEffects, World.Code, "age").Estimate);
    }

    [Fact]
    public void Units_have_no_weighted_figures()
    {
        var world = Skewed(20, 9);
        world.Refresh();
        Assert.Equal(CellState.Value, world.Cell(Measures.BelowFloorWeighted, "A").State);
        Assert.Null(world.Snapshot.Find(new TableKey(Measures.BelowFloorWeighted, World.Code, World.WaveCode, ScopeLevel.Unit)));
    }

    /// <summary>Beside "at most 4 of n" a weighted number would tell which count it is.</summary>
    [Fact]
    public void A_share_that_is_a_class_has_no_weighted_number()
    {
        var world = Skewed(3, 1);
        world.Refresh();
        Assert.Equal(CellState.Class, world.Cell(Measures.BelowFloor, World.Code).State);
        Assert.Equal(CellState.Hidden, world.Cell(Measures.BelowFloorWeighted, World.Code).State);
        Assert.Equal(CellState.Hidden, world.Cell(Measures.MarginEffects, World.Code, "gender").State);
    }

    [Fact]
    public void A_category_with_too_few_and_no_neighbour_refuses_the_weighting()
    {
        var world = Skewed(20, 9);
        for (var i = 0; i < 3; i++)
        {
            var person = world.Register.Count + 1;
            world.Register.Add(new Employment(person, "A1", "chef"));
            world.Answers.Add(new Answer(person, 1000 + person, World.All(3)));
        }

        world.Refresh();
        var cell = world.Cell(Measures.BelowFloorWeighted, World.Code);
        Assert.Equal((CellState.NotApplicable, "no_weights"), (cell.State, cell.Reason));
        Assert.Equal(CellState.Value, world.Cell(Measures.BelowFloor, World.Code).State);
    }

    /// <summary>"vakt" is nobody's role here, so the managers join whom the guards would join.</summary>
    [Fact]
    public void A_neighbour_that_nobody_has_passes_on_to_its_own()
    {
        var world = Skewed(20, 9);
        world.Weighting = new WeightingSettings(new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["role"] = new Dictionary<string, string> { ["chef"] = "vakt", ["vakt"] = "adm" },
        });
        for (var i = 0; i < 3; i++)
        {
            var person = world.Register.Count + 1;
            world.Register.Add(new Employment(person, "A1", "chef"));
            world.Answers.Add(new Answer(person, 1000 + person, World.All(3)));
        }

        world.Refresh();

        // 63 women of whom 48 answered, 20 below: (20·63/48 + 9·40/15)/103 = 0.4879.
        Assert.Equal(0.49, world.Cell(Measures.BelowFloorWeighted, World.Code).Estimate);
    }
}
