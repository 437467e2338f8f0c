namespace Digilo.Analytics.Compute;

/// <summary>The chi-square distribution, from the regularised incomplete gamma function.</summary>
internal static class ChiSquare
{
    /// <summary>P(X ≤ x); 0 for x ≤ 0, NaN for NaN. R: <c>pchisq(x, df)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">df is not a positive finite number.</exception>
    public static double Cdf(double x, double df) => Tails(x, df).Lower;

    /// <summary>P(X &gt; x), the p-value of a chi-square test. R: <c>pchisq(x, df, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">df is not a positive finite number.</exception>
    public static double UpperTail(double x, double df) => Tails(x, df).Upper;

    private static (double Lower, double Upper) Tails(double x, double df)
    {
        IncompleteBeta.RequirePositive(df, nameof(df));
        if (double.IsNaN(x))
        {
            return (double.NaN, double.NaN);
        }

        if (x <= 0)
        {
            return (0, 1);
        }

        if (double.IsPositiveInfinity(x))
        {
            return (1, 0);
        }

        // z^a·e^(−z)/Γ(a + 1), the Poisson mass at a with mean z, by Loader's form.
        var (a, z) = (df / 2, x / 2);
        var mass = Math.Exp(-IncompleteBeta.StirlingError(a) - IncompleteBeta.Deviance(a, z)) / Math.Sqrt(2 * Math.PI * a);
        if (z < a + 1)
        {
            double term = 1, sum = 1;
            for (var k = 1; term > 1e-17 * sum; k++)
            {
                term *= z / (a + k);
                sum += term;
            }

            return (mass * sum, 1 - (mass * sum));
        }

        // Legendre's continued fraction for the upper tail, by Lentz.
        const double Tiny = 1e-300;
        var b = z + 1 - a;
        double c = 1 / Tiny, d = 1 / b, h = d;
        for (var k = 1; k < 1_000_000; k++)
        {
            var an = -k * (k - a);
            b += 2;
            d = (an * d) + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + (an / c);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            h *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
            {
                break;
            }
        }

        var upper = mass * a * h;
        return (1 - upper, upper);
    }
}
