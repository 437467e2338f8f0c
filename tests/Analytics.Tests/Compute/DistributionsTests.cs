using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class DistributionsTests
{
    [Fact]
    public void Normal_quantiles_agree_with_R_tails_included()
    {
        foreach (var r in Reference.Rows("compute-normal.csv"))
        {
            Reference.Close(r[1], Normal.Quantile(r[0]), 1e-13, $"qnorm({r[0]})");
        }
    }

    [Fact]
    public void T_quantiles_agree_with_R_to_ten_digits_for_fractional_df_and_tails()
    {
        foreach (var r in Reference.Rows("compute-t.csv"))
        {
            Reference.Close(r[2], StudentT.Quantile(r[0], r[1]), 1e-10, $"qt({r[0]}, {r[1]})");
        }
    }

    [Fact]
    public void T_probabilities_agree_with_R()
    {
        foreach (var r in Reference.Rows("compute-t.csv"))
        {
            Reference.Close(r[3], StudentT.Cdf(r[2], r[1]), 1e-10, $"pt({r[2]}, {r[1]})");
        }
    }

    [Fact]
    public void Beta_quantiles_agree_with_R_up_to_a_hundred_thousand_respondents()
    {
        foreach (var r in Reference.Rows("compute-beta.csv"))
        {
            Reference.Close(r[3], BetaDistribution.Quantile(r[0], r[1], r[2]), 1e-10, $"qbeta({r[0]}, {r[1]}, {r[2]})");
        }
    }

    [Fact]
    public void F_quantiles_agree_with_R()
    {
        foreach (var r in Reference.Rows("compute-f.csv"))
        {
            Reference.Close(r[3], FDistribution.Quantile(r[0], r[1], r[2]), 1e-10, $"qf({r[0]}, {r[1]}, {r[2]})");
        }
    }

    [Fact]
    public void Distribution_functions_agree_with_R_in_both_tails()
    {
        foreach (var r in Reference.Rows("distributions.csv"))
        {
            var (a, b, c) = (r[1], r[2], r[3]);
            (double Lower, double Upper) actual = r[0] switch
            {
                0 => (Normal.Cdf(a), Normal.UpperTail(a)),
                1 => (ChiSquare.Cdf(a, b), ChiSquare.UpperTail(a, b)),
                2 => (r[4], FDistribution.UpperTail(a, b, c)),
                3 => (StudentT.TwoSided(-a, b), double.NaN),
                4 => (Binomial.Cdf((long)a, (long)b, c), double.NaN),
                5 => (Binomial.TwoSidedHalf((long)a, (long)b), double.NaN),
                _ => (Normal.Hazard(a), double.NaN),
            };
            Reference.Close(r[4], actual.Lower, 1e-12, $"function {r[0]} of ({a}, {b}, {c})");
            Reference.Close(r[5], actual.Upper, 1e-12, $"function {r[0]} of ({a}, {b}, {c}) upper");
        }
    }

    [Fact]
    public void Distribution_functions_at_their_ends()
    {
        Assert.Equal((0.5, 0.0, 1.0), (Normal.Cdf(0), Normal.Cdf(-41), Normal.Cdf(41)));
        Assert.Equal((0.0, 1.0), (ChiSquare.Cdf(-1, 2), ChiSquare.UpperTail(0, 2)));
        Assert.Equal((1.0, 0.0), (ChiSquare.Cdf(double.PositiveInfinity, 2), ChiSquare.UpperTail(double.PositiveInfinity, 2)));
        Assert.Equal((1.0, 0.0), (FDistribution.UpperTail(0, 1, 1), FDistribution.UpperTail(double.PositiveInfinity, 2, 5)));
        Assert.Equal((1.0, 1.0), (StudentT.TwoSided(0, 5), Binomial.TwoSidedHalf(0, 0)));
        Assert.Equal((0.0, 1.0), (Binomial.Cdf(-1, 5, 0.2), Binomial.Cdf(5, 5, 0.2)));
        Assert.All(
            [Normal.Cdf(double.NaN), ChiSquare.Cdf(double.NaN, 1), FDistribution.UpperTail(double.NaN, 1, 1), StudentT.TwoSided(double.NaN, 1)],
            x => Assert.Equal(double.NaN, x));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquare.Cdf(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FDistribution.UpperTail(1, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.TwoSidedHalf(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Cdf(1, -1, 0.5));
    }

    [Fact]
    public void Ends_and_middle_of_the_t_distribution_are_exact()
    {
        Assert.Equal(double.NegativeInfinity, StudentT.Quantile(0, 3));
        Assert.Equal(double.PositiveInfinity, StudentT.Quantile(1, 3));
        Assert.Equal(0, StudentT.Quantile(0.5, 3));
        Assert.Equal(0.5, StudentT.Cdf(0, 3));
        Assert.Equal(1.959963984540054, StudentT.Quantile(0.975, double.PositiveInfinity), 15);
        Assert.True(double.IsNaN(StudentT.Cdf(double.NaN, 3)));
    }

    [Fact]
    public void Nonsense_arguments_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(1.1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(double.NaN, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Cdf(0.5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaDistribution.Quantile(0.5, -1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(-0.1));
    }
}
