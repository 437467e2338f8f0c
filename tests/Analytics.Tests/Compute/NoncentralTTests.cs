using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class NoncentralTTests
{
    // Smaller than any double of full precision.
    private const double Underflow = 1e-290;

    [Fact]
    public void Both_tails_agree_with_the_integral_taken_with_34_digits()
    {
        foreach (var r in Reference.Rows("noncentral-t.csv"))
        {
            var what = $"pt({r[0]}, {r[1]}, {r[2]})";
            if (r[3] > Underflow)
            {
                Reference.Close(r[3], NoncentralT.Cdf(r[0], r[1], r[2]), 1e-10, what);
            }

            if (r[4] > Underflow)
            {
                Reference.Close(r[4], NoncentralT.UpperTail(r[0], r[1], r[2]), 1e-10, what + " upper");
            }
        }
    }

    [Fact]
    public void Noncentralities_agree_with_the_integral_taken_with_34_digits()
    {
        foreach (var r in Reference.Rows("noncentral-t-ncp.csv"))
        {
            var actual = NoncentralT.Noncentrality(r[0], r[1], r[2]);

            // Where t = 0 the ncp is −qnorm(p), and 0 at ½ (the reference has some 1e-40).
            Reference.Close(Math.Abs(r[3]) < 1e-20 ? 0 : r[3], Math.Abs(actual) < 1e-14 ? 0 : actual, 1e-10, $"ncp of ({r[0]}, {r[1]}, {r[2]})");
        }
    }

    [Fact]
    public void Without_noncentrality_it_is_Students_t() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[0.5, 500]).Sample((t, df) =>
            Math.Abs(NoncentralT.Cdf(t, df, 0) - StudentT.Cdf(t, df)) <= 1e-12 * StudentT.Cdf(t, df));

    [Fact]
    public void At_zero_it_is_the_normal_tail_of_the_noncentrality() =>
        Gen.Select(Gen.Double[-30, 30], Gen.Double[0.5, 5000]).Sample((ncp, df) =>
            Math.Abs(NoncentralT.Cdf(0, df, ncp) - Normal.Cdf(-ncp)) <= 1e-12 * Normal.Cdf(-ncp));

    [Fact]
    public void Quantile_and_noncentrality_undo_the_distribution_function() =>
        Gen.Select(Gen.Double[1e-9, 1], Gen.Double[1, 2000], Gen.Double[-40, 40]).Where(x => x.Item1 < 1).Sample((p, df, ncp) =>
        {
            var q = NoncentralT.Quantile(p, df, ncp);
            return Math.Abs(NoncentralT.Cdf(q, df, ncp) - p) <= 1e-11 * p
                && Math.Abs(NoncentralT.Noncentrality(p, q, df) - ncp) <= 1e-8 * Math.Max(1, Math.Abs(ncp));
        });

    [Fact]
    public void Mirrored_it_is_the_other_tail() =>
        Gen.Select(Gen.Double[-50, 50], Gen.Double[0.5, 100], Gen.Double[-20, 20]).Sample((t, df, ncp) =>
            NoncentralT.Cdf(t, df, ncp) == NoncentralT.UpperTail(-t, df, -ncp) || t == ncp);

    [Fact]
    public void Ends_are_exact_and_nonsense_throws()
    {
        Assert.Equal((0.0, 1.0), (NoncentralT.Cdf(double.NegativeInfinity, 3, 1), NoncentralT.Cdf(double.PositiveInfinity, 3, 1)));
        Assert.Equal(double.NaN, NoncentralT.Cdf(double.NaN, 3, 1));
        Assert.Equal(double.NaN, NoncentralT.Noncentrality(0.5, double.NaN, 3));
        Assert.Equal(double.PositiveInfinity, NoncentralT.Noncentrality(0, 2, 3));
        Assert.Equal(double.NegativeInfinity, NoncentralT.Noncentrality(1, 2, 3));
        Assert.Equal(double.NegativeInfinity, NoncentralT.Quantile(0, 3, 1));
        Assert.Equal(double.PositiveInfinity, NoncentralT.Quantile(1, 3, 1));
        Assert.Equal(0, NoncentralT.UpperTail(1, 100, -60));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.Cdf(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.Cdf(1, 3, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.Quantile(1.5, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoncentralT.Noncentrality(double.NaN, 1, 1));
    }
}
