using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class MarginCollapseTests
{
    [Fact]
    public void A_category_with_under_five_goes_to_its_named_neighbour_and_is_recorded()
    {
        var d = Decide([30, 4, 12, 0], [40, 6, 20, 0], [-1, 2, -1, -1]);
        Assert.Equal(MarginOutcome.Used, d.Outcome);
        Assert.Equal([0, 1, 1, 2], d.Into);
        Assert.Equal([40, 26, 0], d.Totals);
        Assert.Equal([new CategoryMerge("k1", "k2", 4, 6)], d.Merges);
    }

    [Fact]
    public void Five_are_enough_and_nobody_in_the_register_needs_nothing()
    {
        var d = Decide([5, 0], [5, 0], [-1, -1]);
        Assert.Equal((MarginOutcome.Used, ""), (d.Outcome, d.Category));
        Assert.Empty(d.Merges);
        Assert.Empty(Decide([], [], []).Totals);
    }

    [Fact]
    public void Merges_go_on_until_there_are_enough()
    {
        // k0 → k1 (3 together) → k2; k1's neighbour is named by k1 itself.
        var d = Decide([1, 2, 30], [3, 4, 50], [1, 2, -1]);
        Assert.Equal([0, 0, 0], d.Into);
        Assert.Equal([new CategoryMerge("k0", "k1", 1, 3), new CategoryMerge("k1", "k2", 3, 7)], d.Merges);

        // k0 and k1 name each other; together they have too few, and nobody names a way out.
        var stuck = Decide([1, 2, 30], [3, 4, 50], [1, 0, -1]);
        Assert.Equal((MarginOutcome.Refused, "k1"), (stuck.Outcome, stuck.Category));

        // k1's own neighbour lies within it, but k0's second way does not exist: k0 names k2, so the pair leaves by k0.
        var left = Decide([1, 2, 30], [3, 4, 50], [2, 0, -1]);
        Assert.Equal(MarginOutcome.Used, left.Outcome);
    }

    [Fact]
    public void Without_a_named_neighbour_the_weighting_is_refused()
    {
        var d = Decide([30, 4], [40, 6], [1, -1]);
        Assert.Equal((MarginOutcome.Refused, "k1"), (d.Outcome, d.Category));
        Assert.Equal([46], d.Totals);
    }

    [Theory]
    [InlineData(19, 25, 8, "DroppedTooFewWithoutDevice")]
    [InlineData(20, 25, 8, "Used")]
    [InlineData(0, 0, 8, "Used")]
    [InlineData(25, 30, 4, "DroppedTooFewInCategory")]
    public void Device_is_never_collapsed(long without, long withoutPopulation, long unknown, string outcome)
    {
        var d = MarginCollapse.Decide(new MarginPlan(
            "device", ["yes", "no", "unknown"], [200, without, unknown], [300, withoutPopulation, 9], [1, 0, 0], WithoutDevice: 1));
        Assert.Equal(outcome, d.Outcome.ToString());
        Assert.Empty(d.Merges);
        Assert.Equal(outcome == "Used" ? [0, 1, 2] : new int[3], d.Into);
        Assert.Equal(309.0 + withoutPopulation, d.Totals.Sum());
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Decide([5], [4], [-1]));
        Assert.Throws<ArgumentException>(() => Decide([5], [5, 5], [-1]));
    }

    [Fact]
    public void Whatever_is_used_can_be_raked_and_loses_nobody() =>
        Gen.Int[1, 6].SelectMany(k => Gen.Select(
            Gen.Long[0, 12].Array[k], Gen.Long[0, 30].Array[k], Gen.Int[-1, k - 1].Array[k])).Sample((n, more, neighbour) =>
        {
            long[] population = [.. n.Zip(more, (a, b) => a + b)];
            var d = Decide(n, population, neighbour);
            var respondents = new long[d.Totals.Length];
            for (var c = 0; c < n.Length; c++)
            {
                respondents[d.Into[c]] += n[c];
            }

            return d.Totals.Sum() == population.Sum()
                && (d.Outcome == MarginOutcome.Refused || respondents.Zip(d.Totals).All(x => x.Second == 0 || x.First >= 5));
        });

    private static MarginDecision Decide(long[] n, long[] population, int[] neighbour) => MarginCollapse.Decide(
        new MarginPlan("age", [.. Enumerable.Range(0, n.Length).Select(c => $"k{c}")], n, population, neighbour));
}
