using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class QuantilesTests
{
    [Fact]
    public void Quantiles_and_Woodruff_intervals_agree_with_R_with_and_without_fpc()
    {
        var index = CompetenceIndex.Compute(AnswersData.Columns, [.. Enumerable.Range(0, 21)]);
        var cases = Reference.Scalars.Where(s => s.Key.StartsWith("quantile ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(36, cases.Length);
        foreach (var (key, r) in cases)
        {
            var parts = key.Split(' ');
            var unit = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
            var p = double.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture);
            var group = AnswersData.GroupFor(unit);
            var values = index.Where((_, i) => group[i] == 0).ToArray();
            var plain = Quantiles.Woodruff(values, p);
            Assert.Equal((r[0], r[2]), (plain.N, plain.AtOrBelow));
            Reference.Close(r[1], plain.Value, what: key);

            Reference.Close(r[3], plain.Interval.Low, what: key);
            Reference.Close(r[4], plain.Interval.High, what: key);
            var finite = Quantiles.Woodruff(values, p, (long)Math.Ceiling(1.5 * r[0]));
            Reference.Close(r[5], finite.Interval.Low, what: key);
            Reference.Close(r[6], finite.Interval.High, what: key);
        }
    }

    [Fact]
    public void Nobody_and_one()
    {
        Assert.Equal(double.NaN, Quantiles.OfSorted([], 0.1));
        Assert.Equal(-1, Quantiles.OfHistogram(new long[Histogram.Slots], 0.1));
        var none = Quantiles.Woodruff([double.NaN], 0.1);
        Assert.Equal((0L, double.NaN, Interval.None), (none.N, none.Value, none.Interval));
        var one = Quantiles.Woodruff([3.5], 0.1);
        Assert.Equal((1L, 3.5, 1L, Interval.None), (one.N, one.Value, one.AtOrBelow, one.Interval));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.OfSorted([1], 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Woodruff([1, 2], 0.5, 1));
    }

    [Fact]
    public void A_whole_rank_is_taken_whole_in_spite_of_rounding()
    {
        // 0.1·n is whole for n = 10, 20, …, and the quantile is that very value, not the next.
        for (var n = 10; n <= 3000; n += 10)
        {
            Assert.Equal(n / 10, Quantiles.OfSorted([.. Enumerable.Range(1, n).Select(i => (double)i)], 0.1));
        }

        Assert.Equal(1, Quantiles.OfSorted([1, 2, 3], 0));
        Assert.Equal(3, Quantiles.OfSorted([1, 2, 3], 1));
    }

    [Fact]
    public void Histogram_and_sorted_values_agree_and_meet_the_definition() =>
        Gen.Select(Gen.Byte[0, 8].Array[1, 80], Gen.Double[0.01, 0.99]).Sample((x, p) =>
        {
            var sorted = x.Select(b => (double)b).Order().ToArray();
            var q = Quantiles.OfSorted(sorted, p);
            return q == Quantiles.OfHistogram(Histogram.Count(x), p)
                && x.Count(b => b <= q) >= (p * x.Length) - 1e-9 && x.Count(b => b < q) < (p * x.Length) + 1e-9;
        });

    [Fact]
    public void Interval_holds_the_quantile_and_order_does_not_matter() =>
        Gen.Select(Gen.Double[0, 8].Array[2, 60], Gen.Double[0.05, 0.95]).Sample((x, p) =>
        {
            var e = Quantiles.Woodruff(x, p);
            return !(e.Interval.Low > e.Value) && !(e.Interval.High < e.Value) && e == Quantiles.Woodruff([.. x.Reverse()], p);
        });
}
