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
    [Trait("rule", "weighted")]
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

    /// <summary>N/n is 100/60; women weigh 60/45 and men 40/15: 0.8 and 1.6 times as much.</summary>
    [Theory]
    [InlineData(1.7, CellState.Value)]
    [InlineData(1.5, CellState.NotApplicable)]
    public void Weights_out_of_bounds_are_refused(double maxRatio, CellState state)
    {
        var world = Skewed(20, 9);
        world.Weighting = WeightingSettings.BuiltIn with { MaxRatio = maxRatio };
        world.Refresh();
        foreach (var measure in new[] { Measures.BelowFloorWeighted, Measures.WeightingEffect })
        {
            var cell = world.Cell(measure, World.Code);
            Assert.Equal((state, state == CellState.Value ? "" : "no_weights_bounds"), (cell.State, cell.Reason));
        }

        Assert.Equal(0.48, world.Cell(Measures.BelowFloor, World.Code).Estimate);
    }

    /// <summary>The bounds of a wave are those that were in force when it opened.</summary>
    [Fact]
    public void Settings_are_frozen_with_the_wave()
    {
        var world = Skewed(20, 9);
        world.Automatic = false;
        world.Weighting = WeightingSettings.BuiltIn with { MaxRatio = 1.5 };
        world.Refresh();
        world.Weighting = WeightingSettings.BuiltIn;
        world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "preview done" });
        Assert.Equal("no_weights_bounds", world.Cell(Measures.BelowFloorWeighted, World.Code).Reason);
    }

    /// <summary>
    /// Another employer with 30 women who all answered and 70 men of whom 35 did: as one, women weigh 90/75 and men 110/50, so that here
    /// (20·1.2 + 9·2.2)/(45·1.2 + 15·2.2) = 0.5034 are below, with a design effect of 60·(45·1.2² + 15·2.2²)/87² = 1.0893.
    /// </summary>
    [Fact]
    public void Organisations_of_a_wave_are_raked_together()
    {
        var worlds = new TwoOrganisations(Skewed(20, 9), Other(), WeightingSettings.BuiltIn with { Scope = WeightingScope.Wave });
        worlds.Refresh();
        Assert.Equal((0.5, 1.09), (worlds.Estimate(Measures.BelowFloorWeighted, "2284"), worlds.Estimate(Measures.WeightingEffect, "2284")));

        // Without the margin every weight is one: 0.5034 − 29/60 = 0.0201, and the other's (6·1.2 + 21·2.2)/(30·1.2 + 35·2.2) − 27/65.
        Assert.Equal((0.02, 0.06), (worlds.Estimate(Measures.MarginEffects, "2284", "gender"), worlds.Estimate(Measures.MarginEffects, "2480", "gender")));
        Assert.Equal(0.47, worlds.Estimate(Measures.BelowFloorWeighted, "2480"));

        // By themselves: 1.12 here.
        var apart = new TwoOrganisations(Skewed(20, 9), Other(), WeightingSettings.BuiltIn);
        apart.Refresh();
        Assert.Equal(1.12, apart.Estimate(Measures.WeightingEffect, "2284"));

        static World Other()
        {
            var world = new World();
            world.Units.Add(World.Department("B"));
            world.Units.Add(World.Unit("B1", "B"));
            for (var i = 0; i < 100; i++)
            {
                var woman = i < 30;
                world.Register.Add(new Employment(5000 + i, "B1", Gender: woman ? Gender.Woman : Gender.Man));
                if (i < 65)
                {
                    world.Answers.Add(new Answer(5000 + i, 9000 + i, World.All((woman ? i < 6 : i < 51) ? (byte)1 : (byte)(3 + i % 3))));
                }
            }

            return world;
        }
    }
}
