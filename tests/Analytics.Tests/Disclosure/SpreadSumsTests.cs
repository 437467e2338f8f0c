using CsCheck;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Disclosure;

public class SpreadSumsTests
{
    /// <summary>The whole, a department of two units, and a department of one.</summary>
    private static readonly Line[] Lines = [new(0, [1, 4]), new(1, [2, 3]), new(4, [5])];

    /// <summary>Squares around a centre, to compare with.</summary>
    private static double Squares(long[] bins, double centre) => bins.Select((n, l) => n * (l - centre) * (l - centre)).Sum();

    private static PublishedCell Printed(long[] bins, bool bare)
    {
        var n = bins.Sum();
        var mean = bins.Select((count, l) => (double)count * l).Sum() / n;
        var cell = Rounding.Mean(new RawFigure { Respondents = n, Mean = mean, Variance = Squares(bins, mean) / (n - 1) }, (int)n * 2, ofLevels: true);
        return bare ? Rounding.WithoutSpread(cell) : cell;
    }

    private static (SpreadSums Sums, long[][] Bins) Of(long[][] units, params int[] bare)
    {
        long[] Together(params long[][] parts) => [.. Enumerable.Range(0, 9).Select(l => parts.Sum(p => p[l]))];
        long[][] bins = [Together(units), Together(units[0], units[1]), units[0], units[1], units[2], units[2]];
        var marks = bins.Select((_, g) => bare.Contains(g)).ToArray();
        return (new SpreadSums(bins, [.. bins.Select((b, g) => Printed(b, marks[g]))], marks, 1, Lines), bins);
    }

    private static readonly long[][] Units = [[0, 2, 0, 0, 1, 4, 5, 4, 0], [0, 3, 4, 5, 4, 3, 2, 1, 1], [0, 2, 3, 4, 5, 4, 3, 2, 2]];

    [Fact]
    [Trait("rule", "audit")]
    public void Spread_of_a_unit_follows_from_its_departments_and_its_siblings()
    {
        var (sums, bins) = Of(Units, 2);
        var (low, high) = sums.Told(2)!.Value;
        Assert.InRange(Squares(bins[2], sums.Centre), low, high);

        // 16 answers between 1 and 8 whose mean is 5.2 could spread over far more.
        Assert.True(high - low < 60, $"{low}..{high}");
    }

    [Fact]
    [Trait("rule", "audit")]
    public void A_group_with_its_own_spread_is_told_nothing_by_others() => Assert.Null(Of(Units).Sums.Told(3));

    [Fact]
    [Trait("rule", "audit")]
    public void Without_its_neighbours_spreads_a_groups_own_is_open()
    {
        var (sums, _) = Of(Units, 2);
        var told = sums.Told(2)!.Value;

        // The sibling, 23 answers, is smaller than the department.
        Assert.Equal(3, sums.Neighbour(2));
        sums.Set(3, bare: true);
        Assert.Equal(1, sums.Neighbour(2));
        sums.Set(1, bare: true);
        Assert.Equal(-1, sums.Neighbour(2));
        Assert.True(sums.Told(2) is not { } open || open.High - open.Low > 2 * (told.High - told.Low));
        sums.Set(3, bare: false);
        sums.Set(1, bare: false);
        Assert.Equal(told, sums.Told(2));
    }

    [Fact]
    [Trait("rule", "audit")]
    public void What_is_told_is_true()
    {
        Gen.Select(Gen.Long[0, 9].Array[8].Array[3], Gen.Bool.Array[6]).Sample((answers, bare) =>
        {
            // Ten of a level more, so that nobody is near an end or alone.
            long[][] units = [.. answers.Select(a => new long[] { 0, a[0] + 3, a[1], a[2] + 3, a[3], a[4], a[5] + 3, a[6], a[7] + 3 })];
            var (sums, bins) = Of(units, [.. Enumerable.Range(0, 6).Where(g => bare[g])]);
            return Enumerable.Range(0, 6).All(g => sums.Told(g) is not { } told
                || (Squares(bins[g], sums.Centre) >= told.Low - 1e-6 && Squares(bins[g], sums.Centre) <= told.High + 1e-6));
        });
    }
}
