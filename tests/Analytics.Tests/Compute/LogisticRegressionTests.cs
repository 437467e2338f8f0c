using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class LogisticRegressionTests
{
    // Iterated results agree with R to 1e-6 (method §3.1); these are held closer.
    private const double Tolerance = 1e-9;

    private static readonly Dictionary<string, double[]> R = Reference.Named("logistic.csv");

    [Fact]
    public void Persons_agree_with_glm()
    {
        var fit = LogisticRegression.Fit(R["design"], (int)R["columns"][0], R["y"]);
        Agrees(R["persons fit"], fit, "persons");
        foreach (var (expected, actual) in R["persons fitted"].Zip(fit.Fitted))
        {
            Reference.Close(expected, actual, Tolerance);
        }
    }

    [Fact]
    public void Cells_of_persons_give_the_fit_of_the_persons_and_glms_binomial_deviance()
    {
        var fit = LogisticRegression.Fit(R["cells design"], (int)R["cells columns"][0], R["cells successes"], R["cells trials"]);
        var persons = R["cells fit"];
        Agrees([.. persons[..^1], R["binomial fit"][^1]], fit, "cells");
    }

    [Fact]
    public void Weights_agree_with_glm()
    {
        var fit = LogisticRegression.Fit(R["design"], (int)R["columns"][0], [.. R["y"].Zip(R["w"], (y, w) => y * w)], R["w"]);
        Agrees([.. R["weighted"], fit.Deviance], fit, "weighted");
    }

    [Fact]
    public void Probabilities_near_0_and_1_agree_with_glm()
    {
        var trials = R["steep x"].Select(_ => 100_000.0).ToArray();
        Agrees(R["steep fit"], LogisticRegression.Fit([.. R["steep x"].SelectMany(x => new[] { 1, x })], 2, R["steep s"], trials), "steep");
    }

    [Fact]
    public void A_constant_alone_is_the_log_odds_of_the_share()
    {
        var fit = LogisticRegression.Fit([1, 1, 1, 1], 1, [1, 0, 0, 0]);
        Assert.Equal(LogisticStatus.Converged, fit.Status);
        Assert.Equal(Math.Log(1.0 / 3), fit.Coefficients[0], 14);
        Assert.Equal(Math.Sqrt(1 / (4 * 0.25 * 0.75)), fit.StandardError(0), 14);
        Assert.All(fit.Fitted, p => Assert.Equal(0.25, p, 15));
    }

    [Fact]
    public void What_cannot_be_fitted_says_so_and_is_NaN()
    {
        NotFitted(LogisticStatus.Empty, LogisticRegression.Fit([], 2, []));
        NotFitted(LogisticStatus.Empty, LogisticRegression.Fit([], 0, [1, 0]));
        NotFitted(LogisticStatus.Empty, LogisticRegression.Fit([1, 1], 1, [0, 0], [0, 0]));
        NotFitted(LogisticStatus.RankDeficient, LogisticRegression.Fit([1, 1, 1, 1, 1, 1], 2, [1, 0, 1]));
        NotFitted(LogisticStatus.RankDeficient, LogisticRegression.Fit([1, 0, 1, 0, 1, 0], 2, [1, 0, 1]));

        // A category where everybody answered; everybody answered; a threshold that tells the two apart.
        NotFitted(LogisticStatus.Separated, LogisticRegression.Fit([1, 0, 1, 0, 1, 1, 1, 1], 2, [1, 0, 1, 1]));
        NotFitted(LogisticStatus.Separated, LogisticRegression.Fit([1, 1, 1], 1, [1, 1, 1]));
        NotFitted(LogisticStatus.Separated, LogisticRegression.Fit([1, 1, 1, 2, 1, 3, 1, 4], 2, [0, 0, 1, 1]));
    }

    [Fact]
    public void Nonsense_throws()
    {
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([1, 1], 1, [1]));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([1], 1, [2]));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([1], 1, [double.NaN]));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([1], 1, [0], [-1]));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([1], 1, [0], [1, 1]));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([double.NaN], 1, [0]));
    }

    [Fact]
    public void Rows_without_trials_are_predicted_only() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9]).Sample((a, b) =>
        {
            var with = LogisticRegression.Fit([1, 0, 1, 1, 1, 5], 2, [a, b, 0], [10, 10, 0]);
            var without = LogisticRegression.Fit([1, 0, 1, 1], 2, [a, b], [10, 10]);
            return with.Coefficients.SequenceEqual(without.Coefficients) && Math.Abs(with.Fitted[0] - (a / 10.0)) < 1e-12
                && with.Fitted.Length == 3;
        });

    [Fact]
    public void A_saturated_design_gives_back_the_shares_and_copies_halve_the_covariance() =>
        Gen.Int[1, 19].Array[2, 6].Sample(successes =>
        {
            var p = successes.Length;
            var design = Enumerable.Range(0, p * p).Select(k => k % p == 0 || k / p == k % p ? 1.0 : 0).ToArray();
            double[] s = [.. successes.Select(x => (double)x)], t = [.. successes.Select(_ => 20.0)];
            var once = LogisticRegression.Fit(design, p, s, t);
            var twice = LogisticRegression.Fit([.. design, .. design], p, [.. s, .. s], [.. t, .. t]);
            return once.Fitted.Zip(s).All(x => Math.Abs(x.First - (x.Second / 20)) < 1e-12) && once.Deviance < 1e-9
                && once.Covariance.Zip(twice.Covariance).All(x => Math.Abs(x.First - (2 * x.Second)) < 1e-9);
        });

    private static void Agrees(double[] expected, LogisticFit fit, string what)
    {
        Assert.Equal(LogisticStatus.Converged, fit.Status);
        double[] actual = [.. fit.Coefficients, .. fit.Covariance, fit.Deviance];
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            Reference.Close(expected[k], actual[k], Tolerance, $"{what} figure {k}");
        }
    }

    private static void NotFitted(LogisticStatus status, LogisticFit fit)
    {
        Assert.Equal(status, fit.Status);
        Assert.All([.. fit.Coefficients, .. fit.Covariance, .. fit.Fitted, fit.Deviance], x => Assert.Equal(double.NaN, x));
    }
}
