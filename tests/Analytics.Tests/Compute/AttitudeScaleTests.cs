using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class AttitudeScaleTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Named("parts.csv");

    [Fact]
    public void Nine_items_with_holes_agree_with_R()
    {
        var flat = R["hme answers"].Select(x => (byte)x).ToArray();
        var hme = Hme.Compute([.. flat.Chunk(flat.Length / 9).SelectMany(c => Histogram.Count(c))]);
        double[] actual = [.. hme.Items.Select(i => i.Value), .. hme.Parts.Select(p => p.Value), hme.Total.Value];
        Assert.Equal(R["hme"].Length, actual.Length);
        foreach (var (expected, figure) in R["hme"].Zip(actual))
        {
            Reference.Close(expected, figure, 1e-14);
        }

        Assert.Equal(R["hme least"][0], hme.Total.LeastN);
    }

    [Fact]
    public void Worked_case_of_item_means_and_Enkoping_2017()
    {
        // domain.md §4.2: means of ten answers each.
        double[] means = [4.2, 3.9, 3.8, 4.3, 4.4, 4.1, 4.0, 3.6, 4.3];
        var hme = Hme.Compute([.. means.SelectMany(TenAnswers)]);
        Assert.Equal([74.17, 81.67, 74.17], hme.Parts.Select(p => Math.Round(p.Value, 2)));
        Assert.Equal(76.67, hme.Total.Value, 2);
        Assert.Equal([74.0, 82, 74], hme.Parts.Select(p => p.Rounded));
        Assert.Equal(77, hme.Total.Rounded);

        // Published sub-indices 82, 79, 84 and total 82.
        Assert.Equal(82, new AttitudeIndex((82.0 + 79 + 84) / 3, 10).Rounded);
    }

    [Fact]
    public void D1_is_a_scale_of_three_items_on_the_same_map()
    {
        var d1 = AttitudeScale.Compute([.. TenAnswers(1), .. TenAnswers(3), .. TenAnswers(5)], [3]);
        Assert.Equal([0.0, 50, 100], d1.Items.Select(i => i.Value));
        Assert.Equal((50.0, 50.0), (d1.Parts[0].Value, d1.Total.Value));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(9, false)]
    public void An_index_needs_ten_answers_to_every_item(int answers, bool shown)
    {
        var hme = Hme.Compute([.. Enumerable.Range(0, 8).SelectMany(_ => TenAnswers(4)), .. Histogram.Count([.. Enumerable.Repeat((byte)4, answers)])]);
        Assert.Equal(shown, hme.Total.MayBeShown(Hme.Threshold));
        Assert.Equal(shown, hme.Parts[2].MayBeShown(Hme.Threshold));
        Assert.True(hme.Parts[1].MayBeShown(Hme.Threshold));
    }

    [Fact]
    public void An_item_without_answers_leaves_its_part_and_the_total_missing()
    {
        var hme = Hme.Compute([.. Enumerable.Range(0, 8).SelectMany(_ => TenAnswers(4)), .. Histogram.Count([252, 0, 6, 8])]);
        Assert.Equal((75.0, double.NaN, double.NaN), (hme.Parts[1].Value, hme.Parts[2].Value, hme.Total.Value));
        Assert.Equal((double.NaN, false), (hme.Total.Rounded, hme.Total.MayBeShown(0)));
        Assert.Equal(double.NaN, AttitudeScale.Compute([], []).Total.Value);
        Assert.Throws<ArgumentException>(() => Hme.Compute(new long[Histogram.Slots]));
        Assert.Throws<ArgumentException>(() => AttitudeScale.Compute(new long[(2 * Histogram.Slots) + 1], [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AttitudeScale.Compute(new long[Histogram.Slots], [1, 0]));
    }

    [Fact]
    public void A_half_rounds_up_also_where_the_sum_fell_short_by_rounding()
    {
        Assert.Equal(73, new AttitudeIndex(72.5, 10).Rounded);
        Assert.Equal(73, new AttitudeIndex(Math.BitDecrement(72.5), 10).Rounded);
        Assert.Equal(72, new AttitudeIndex(72.499, 10).Rounded);
        Assert.Equal((0.0, 100.0), (new AttitudeIndex(0, 10).Rounded, new AttitudeIndex(100, 10).Rounded));
    }

    [Fact]
    public void The_total_is_the_mean_of_items_not_of_answers_and_everybody_twice_changes_nothing() =>
        Gen.Byte[1, 5].Array[1, 20].Array[9].Sample(items =>
        {
            var once = Hme.Compute([.. items.SelectMany(i => Histogram.Count(i))]);
            var twice = Hme.Compute([.. items.SelectMany(i => Histogram.Count([.. i, .. i]))]);
            return once.Total.Value == twice.Total.Value && once.Total.Value is >= 0 and <= 100
                && Math.Abs(once.Total.Value - items.Average(i => (i.Average(v => v) - 1) / 4 * 100)) < 1e-9
                && Math.Abs(once.Total.Value - once.Parts.Average(p => p.Value)) < 1e-9;
        });

    private static long[] TenAnswers(double mean)
    {
        // As many of the next whole level as the mean asks for.
        var (low, high) = ((byte)Math.Floor(mean), (int)Math.Round((mean - Math.Floor(mean)) * 10));
        return Histogram.Count([.. Enumerable.Repeat(low, 10 - high), .. Enumerable.Repeat((byte)(low + 1), high)]);
    }
}
