using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Estimates;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Tests.Indicators;

/// <summary>
/// Weighted change, disparity and bounds are those of the unrounded estimates, which tests/Reference/validation.R holds to R: 600 persons in
/// two waves, of whom women and those with a tool of their own answer more often.
/// </summary>
public class WeightedChangeTests
{
    private static World TwoWaves()
    {
        var world = new World();
        foreach (var department in new[] { "A", "B" })
        {
            world.Units.Add(World.Department(department));
            world.Units.Add(World.Unit(department + "1", department));
            world.Units.Add(World.Unit(department + "2", department));
        }

        for (var i = 0; i < 600; i++)
        {
            var (person, woman, device) = (i + 1, i % 5 < 3, (DeviceAccess)(1 + i % 3));
            world.Register.Add(new Employment(person, (i % 7 < 4 ? "A" : "B") + (1 + i % 2), i % 4 == 0 ? "usk" : "adm", woman ? Gender.Woman : Gender.Man)
            {
                BirthYear = (short)(1960 + i % 45),
                Device = device,
                Offer = i % 11 == 0 ? OfferState.Bounced : OfferState.Sent,
            });
            var chance = (woman ? 70 : 45) + (device == DeviceAccess.Own ? 15 : 0);
            var level = i * 37 % 101 % 6 + (woman ? 1 : 0);
            if (i * 53 % 100 < chance)
            {
                world.Before.Add(new Answer(person, 10_000 + person, World.All((byte)Math.Clamp(level, 1, 8))));
            }

            if (i * 71 % 100 < chance)
            {
                world.Answers.Add(new Answer(person, 20_000 + person, World.All((byte)Math.Clamp(level + (i % 3 == 0 ? 1 : 0), 1, 8))));
            }
        }

        return world;
    }

    [Fact]
    public void They_are_the_unrounded_estimates_rounded()
    {
        var world = TwoWaves();
        world.Refresh();
        var rows = MethodValidation.Estimates(world, world.Publisher, world.Configuration);
        var groups = new (string Scope, string Code, string Breakdown, string Category, Breakdown Of)[]
        {
            ("organisation", World.Code, "", "", Breakdown.None), ("department", "A", "", "", Breakdown.None), ("department", "B", "", "", Breakdown.None),
            ("organisation", World.Code, "gender", "man", Breakdown.Gender), ("organisation", World.Code, "role", "usk", Breakdown.Role),
        };
        foreach (var (scope, code, breakdown, category, of) in groups)
        {
            EstimateRow Row(string measure, string item, string estimator, string method) => Assert.Single(
                rows, r => (r.Measure, r.Item, r.Estimator, r.Weighting, r.Scope, r.Code, r.Breakdown, r.Category, r.IntervalMethod, r.Wave)
                    == (measure, item, estimator, "raked", scope, code, breakdown, category, method, World.WaveCode));
            var share = Row("F1", "", "share_change", "t");
            var level = Row("LEVEL", "index", "mean_change", "t");
            Same(share, world.Cell("CF1W", code, category: category, breakdown: of), percent: true);
            Same(level, world.Cell("CLEVELW", code, category: category, breakdown: of));
            if (code != World.Code || breakdown.Length > 0)
            {
                var ratio = Row("F1", "", "disparity_ratio", "log_t");
                Same(ratio, world.Cell("F6W", code, category: category, breakdown: of));
                Assert.Equal(ratio.Note == "flagged" ? Math.Sign(ratio.Estimate - 1) : 0, world.Cell("F6W", code, "flag", category, of).Estimate);
            }
        }

        foreach (var (column, estimator) in new[] { ("unreachable_low", "unreachable_none_below"), ("unreachable_high", "unreachable_all_below") })
        {
            var bound = Assert.Single(rows, r => (r.Measure, r.Estimator, r.Weighting, r.Code, r.Breakdown, r.Wave)
                == ("F1", estimator, "raked", World.Code, "", World.WaveCode));
            Assert.Equal(Rounding.Round(bound.Estimate, 2), world.Cell("F1B", World.Code, column).Estimate);
        }

        // They differ from the unweighted, and the earlier wave has none.
        Assert.NotEqual(world.Cell("CF1", World.Code).Estimate, world.Cell("CF1W", World.Code).Estimate);
        Assert.Equal("first_wave", world.Cell("CF1W", World.Code, wave: World.BeforeCode).Reason);
        Assert.Equal("whole", world.Cell("F6W", World.Code).Reason);
    }

    [Fact]
    public void Without_weights_of_either_wave_there_is_no_weighted_change()
    {
        var world = TwoWaves();
        world.Register.Add(new Employment(9001, "A1", "chef"));
        world.Register.Add(new Employment(9002, "A1", "chef"));
        world.Refresh();
        Assert.Equal("no_weights", world.Cell("CF1W", World.Code).Reason);
        Assert.Equal("no_weights", world.Cell("F6W", "A").Reason);
        Assert.Equal(CellState.Value, world.Cell("CF1", World.Code).State);

        // The bounds then take everybody who answered alike.
        var known = world.Cell("F1", World.Code);
        Assert.NotNull(known.Estimate);
        Assert.NotNull(world.Cell("F1B", World.Code, "unreachable_low").Estimate);
    }

    private static void Same(EstimateRow row, PublishedCell cell, bool percent = false)
    {
        var digits = cell.Decimals + (percent ? 2 : 0);
        Assert.Equal(CellState.Value, cell.State);
        Assert.Equal(Rounding.Round(row.Estimate, digits), cell.Estimate);
        Assert.Equal(Math.Min(Math.Floor((row.Low!.Value * Math.Pow(10, digits)) + 1e-9) / Math.Pow(10, digits), cell.Estimate!.Value), cell.IntervalWithoutFpc!.Low, 9);
        Assert.Equal(Math.Max(Math.Ceiling((row.High!.Value * Math.Pow(10, digits)) - 1e-9) / Math.Pow(10, digits), cell.Estimate!.Value), cell.IntervalWithoutFpc.High, 9);
        Assert.Equal(row.DegreesOfFreedom, cell.DegreesOfFreedom);
    }
}
