using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class DisparityTests
{
    [Fact]
    public void A_register_fact_is_flagged_under_four_fifths_of_the_rest_with_five_without()
    {
        // 70/100 against 180/200 = .778; 96/100 against the rest; 84/100.
        var flags = Disparity.Fact([70, 96, 84], [100, 100, 100]);
        Assert.Equal([true, false, false], flags.Select(f => f.Flagged));
        Assert.Equal(0.7 / 0.9, flags[0].Ratio, 14);
        Assert.Equal(double.NaN, flags[0].AdjustedP);

        // Under 0.8, but four persons.
        Assert.False(Disparity.Fact([6, 95], [10, 100])[0].Flagged);
        Assert.True(Disparity.Fact([5, 95], [10, 100])[0].Flagged);

        // Exactly 0.8: 72/100 against 90/100, whatever rounding makes of the division.
        Assert.False(Disparity.Fact([72, 90], [100, 100])[0].Flagged);
        Assert.True(Disparity.Fact([71, 90], [100, 100])[0].Flagged);
    }

    [Fact]
    public void Nobody_no_rest_and_a_rest_without_access()
    {
        var flags = Disparity.Fact([0, 50], [0, 60]);
        Assert.Equal([double.NaN, double.NaN], flags.Select(f => f.Ratio));
        Assert.Equal(double.NaN, Disparity.Fact([10, 0], [20, 30])[0].Ratio);
        Assert.True(Disparity.Fact([10, 0], [20, 30])[1].Flagged);
        Assert.Empty(Disparity.Fact([], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Disparity.Fact([3], [2]));
        Assert.Throws<ArgumentException>(() => Disparity.Fact([3], [3, 4]));
    }

    [Fact]
    public void A_survey_measure_needs_the_adjusted_p_and_the_ratio()
    {
        // R: p.adjust(c(.001, .02, .03, .6), "BH") = .004 .04 .04 .6
        var flags = Disparity.Survey([0.7, 1.3, 0.9, 0.5, 0.4], [.001, .02, .03, .6, double.NaN]);
        Assert.Equal([true, true, false, false, false], flags.Select(f => f.Flagged));
        Reference.Close(.004, flags[0].AdjustedP, 1e-12);
        Reference.Close(.04, flags[1].AdjustedP, 1e-12);
        Assert.Equal(double.NaN, flags[4].AdjustedP);
        Assert.False(Disparity.Survey([0.8], [.001])[0].Flagged);
        Assert.False(Disparity.Survey([1.25], [.001])[0].Flagged);
        Assert.False(Disparity.Survey([double.NaN], [.001])[0].Flagged);

        // Published S24: 21/50 against 48/80 is 0.70, but Katz's interval holds 1 and so does the test.
        var p = Contrasts.GroupAgainstRest(
            [.. Enumerable.Range(0, 130).Select(i => i < 21 || (i >= 50 && i < 98) ? 1.0 : 0)],
            [.. Enumerable.Range(0, 130).Select(i => i < 50)],
            [.. Enumerable.Repeat(1.0, 130)]);
        Assert.Equal(0.42 - 0.6, p.Difference, 14);
        var katz = Proportions.KatzRatio(21, 50, 48, 80);
        Assert.False(Disparity.Survey([katz.Ratio, 1, 1], [p.PValue, .9, .9])[0].Flagged);
    }

    [Fact]
    public void The_worst_is_one_that_passes_with_thirty_or_nobody()
    {
        DisparityFlag[] flags = [new(0.6, .01, true), new(0.7, .01, true), new(1.5, .01, true), new(0.5, .2, false)];
        Assert.Equal(1, Disparity.Worst(flags, [29, 30, 90, 90], lowIsBad: true));
        Assert.Equal(0, Disparity.Worst(flags, [30, 30, 90, 90], lowIsBad: true));
        Assert.Equal(2, Disparity.Worst(flags, [30, 30, 90, 90], lowIsBad: false));
        Assert.Equal(-1, Disparity.Worst(flags, [29, 29, 29, 90], lowIsBad: true));
        Assert.Equal(-1, Disparity.Worst([], [], lowIsBad: true));
    }

    [Fact]
    public void A_flag_never_fires_on_equal_operations() =>
        Gen.Select(Gen.Long[0, 40], Gen.Int[2, 12]).Sample((with, operations) =>
            Disparity.Fact([.. Enumerable.Repeat(with, operations)], [.. Enumerable.Repeat(40L, operations)]).All(f => !f.Flagged));
}
