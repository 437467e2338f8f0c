namespace Digilo.Analytics.Compute;

/// <summary>
/// Student's t with a noncentrality: T = (Z + ncp)/√(χ²/df). Own code because MathNet has none and R's pt keeps twelve decimals rather
/// than twelve digits, and not those for |ncp| over 37.6. The tails are the defining integral ∫ Φ(t·s − ncp)·f(s) ds over s = √(χ²/df),
/// by the trapezoidal rule in ln s: all terms are positive, so both tails keep their digits, and for this entire, unimodal integrand
/// the rule converges faster than any power of the step.
/// </summary>
internal static class NoncentralT
{
    // e^−42 is 6e-19: what the step and the ends may cost.
    private const double Digits = 42;

    /// <summary>
    /// P(T ≤ t), relative error below 1e-10 in both tails for df from 0.5 to 1e6 and |ncp| to 1e4; 0 where it leaves the range of a
    /// double. R: <c>pt(t, df, ncp)</c>. NaN for NaN; t = ±∞: 0 or 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">df is not a positive finite number, or ncp not finite.</exception>
    public static double Cdf(double t, double df, double ncp) => Tails(t, df, ncp).Lower;

    /// <summary>P(T &gt; t), as <see cref="Cdf"/>. R: <c>pt(t, df, ncp, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">df is not a positive finite number, or ncp not finite.</exception>
    public static double UpperTail(double t, double df, double ncp) => Tails(t, df, ncp).Upper;

    /// <summary>The p-quantile; ±∞ at 0 and 1. R: <c>qt(p, df, ncp)</c>, which has some five digits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1], df not positive and finite, or ncp not finite.</exception>
    public static double Quantile(double p, double df, double ncp)
    {
        IncompleteBeta.RequireProbability(p);
        RequireParameters(df, ncp);
        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        // Solved in asinh t: the tails of a t with few degrees of freedom span many powers of ten.
        var (lower, tail) = Smaller(p);
        var start = Math.Asinh(ncp + (Normal.Quantile(p) * Math.Sqrt(1 + (ncp * ncp / (2 * df)))));
        return Math.Sinh(Invert(
            u =>
            {
                var t = Math.Sinh(u);
                var (below, above) = Tails(t, df, ncp);
                return (lower ? below : above, (lower ? 1 : -1) * Density(t, df, ncp) * Math.Cosh(u));
            },
            tail,
            start,
            650,
            increasing: lower));
    }

    /// <summary>
    /// The ncp at which P(T ≤ t) = p, what a noncentral-t interval of a standardised difference is made of: its limits are the ncp at
    /// p = (1 + confidence)/2 and (1 − confidence)/2. R: <c>uniroot(function(d) pt(t, df, d) - p, …)</c>; effectsize's
    /// <c>.get_ncp_t</c>. p = 0 or 1: ±∞. NaN for NaN t.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1], df not positive and finite, or t infinite.</exception>
    public static double Noncentrality(double p, double t, double df)
    {
        IncompleteBeta.RequireProbability(p);
        IncompleteBeta.RequirePositive(df, nameof(df));
        if (double.IsNaN(t))
        {
            return double.NaN;
        }

        RequireParameters(df, t);
        if (p is 0 or 1)
        {
            return p == 0 ? double.PositiveInfinity : double.NegativeInfinity;
        }

        var (lower, tail) = Smaller(p);
        return Invert(
            ncp =>
            {
                var (below, above) = Tails(t, df, ncp);
                return (lower ? below : above, (lower ? -1 : 1) * Integral(-ncp, t, df, density: true, powerOfS: 0));
            },
            tail,
            t - (Normal.Quantile(p) * Math.Sqrt(1 + (t * t / (2 * df)))),
            40 + (40 * Math.Abs(t)),
            increasing: !lower);
    }

    private static (bool Lower, double Tail) Smaller(double p) => p <= 0.5 ? (true, p) : (false, 1 - p);

    /// <summary>Root of a tail's logarithm, which is concave or nearly so, so that Newton goes straight.</summary>
    private static double Invert(
        Func<double, (double Tail, double Slope)> f, double tail, double start, double reach, bool increasing) =>
        MonotoneRoot.Solve(
            u =>
            {
                var (value, slope) = f(u);
                return (Math.Log(value), slope / value);
            },
            Math.Log(tail),
            start,
            -reach,
            reach,
            increasing);

    private static void RequireParameters(double df, double ncp)
    {
        IncompleteBeta.RequirePositive(df, nameof(df));
        if (!double.IsFinite(ncp))
        {
            throw new ArgumentOutOfRangeException(nameof(ncp), ncp, "Must be finite.");
        }
    }

    private static (double Lower, double Upper) Tails(double t, double df, double ncp)
    {
        RequireParameters(df, ncp);
        if (double.IsNaN(t))
        {
            return (double.NaN, double.NaN);
        }

        if (double.IsInfinity(t))
        {
            return t < 0 ? (0, 1) : (1, 0);
        }

        // The smaller tail is the one to integrate; which it is can be told roughly, for near ½ either will do.
        if (t < ncp)
        {
            var lower = Integral(-ncp, t, df, density: false, powerOfS: 0);
            return (lower, 1 - lower);
        }

        var upper = Integral(ncp, -t, df, density: false, powerOfS: 0);
        return (1 - upper, upper);
    }

    /// <summary>The density of T. R: <c>dt(t, df, ncp)</c>.</summary>
    private static double Density(double t, double df, double ncp) => Integral(-ncp, t, df, density: true, powerOfS: 1);

    /// <summary>
    /// ∫ g(c + d·s)·s^k·f(s) ds, g the normal distribution function or density. In u = ln s the integrand is
    /// √(df/π)·e^(−St(df/2))·exp(−D(df/2, df·s²/2))·g·s^k, with Loader's D and St; it is log-concave in s, so it has one peak.
    /// </summary>
    private static double Integral(double c, double d, double df, bool density, int powerOfS)
    {
        var peak = Peak(c, d, df, density, powerOfS);

        // Off the real line by iy the integrand grows as cos(2y)^(−df/2)·exp((d·s·sin y)²/2), and the rule's error is that times
        // exp(−2πy/step): the step that keeps it under e^−42, for nearly the best y.
        var spread = d * Math.Exp(peak) * (d * Math.Exp(peak));
        var y = Math.Min(0.5, Math.Sqrt(Digits / (df + (spread / 2))));
        var growth = (-df / 2 * Math.Log(Math.Cos(2 * y))) + (spread * Math.Sin(y) * Math.Sin(y) / 2);
        var step = 2 * Math.PI * y / (Digits + growth);
        var sum = default(NeumaierSum);
        var top = Term(peak);
        sum.Add(top);
        foreach (var direction in new[] { -step, step })
        {
            for (var k = 1; ; k++)
            {
                var term = Term(peak + (k * direction));
                sum.Add(term);
                top = Math.Max(top, term);
                if (term <= top * 1e-19)
                {
                    break;
                }
            }
        }

        return Math.Sqrt(df / Math.PI) * Math.Exp(-IncompleteBeta.StirlingError(df / 2)) * sum.Value * step;

        double Term(double u)
        {
            var s = Math.Exp(u);
            var x = c + (d * s);
            var weight = Math.Exp(-IncompleteBeta.Deviance(df / 2, df / 2 * s * s)) * (powerOfS == 0 ? 1 : s);
            return weight * (density ? Normal.Density(x) : Normal.Cdf(x));
        }
    }

    /// <summary>About where the integrand is largest, in ln s: bisection on its log-derivative, which falls in s.</summary>
    private static double Peak(double c, double d, double df, bool density, int powerOfS)
    {
        double low = -40 - (40 / df), high = 40;
        while (high - low > 1e-4)
        {
            var middle = (low + high) / 2;
            var s = Math.Exp(middle);
            var x = c + (d * s);
            var slope = df + powerOfS - (df * s * s) + (d * s * (density ? -x : Normal.Hazard(-x)));
            if (slope > 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
