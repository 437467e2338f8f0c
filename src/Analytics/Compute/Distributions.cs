namespace Digilo.Analytics.Compute;

/// <summary>
/// The regularised incomplete beta function, on which Student's t, F and the binomial's bounds rest.
/// Own code because MathNet's quantiles agree with R to six digits only in places; the leading factor is Loader's saddle-point form
/// (as in R's dbinom), so it keeps its digits for 100,000 respondents, and the continued fraction runs until it has converged.
/// </summary>
internal static class IncompleteBeta
{
    private const int MaxTerms = 1_000_000;

    /// <summary>
    /// I_x(a, b) and its complement, each without cancellation. <paramref name="y"/> is 1 − x, given apart because near x = 1 the
    /// caller knows it better. R: <c>pbeta(x, a, b)</c> and <c>pbeta(x, a, b, lower.tail = FALSE)</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">a or b is not a positive finite number.</exception>
    public static (double Lower, double Upper) Tails(double a, double b, double x, double y)
    {
        RequirePositive(a, nameof(a));
        RequirePositive(b, nameof(b));
        if (x <= 0)
        {
            return (0, 1);
        }

        if (y <= 0)
        {
            return (1, 0);
        }

        var factor = Factor(a, b, x, y);
        if (a > b ? (a + b) * y >= b : (a + b) * x <= a)
        {
            var lower = factor * ContinuedFraction(a, b, x, y);
            return (lower, 1 - lower);
        }

        var upper = factor * ContinuedFraction(b, a, y, x);
        return (1 - upper, upper);
    }

    /// <summary>x^a · y^b / B(a, b): x·y times the beta density.</summary>
    public static double Factor(double a, double b, double x, double y)
    {
        var n = a + b;
        var exponent = StirlingError(n) - StirlingError(a) - StirlingError(b) - Deviance(a, n * x) - Deviance(b, n * y);
        return Math.Sqrt(a / n * b / (2 * Math.PI)) * Math.Exp(exponent);
    }

    /// <summary>
    /// The logit of the p-quantile of Beta(a, b), i.e. ln(x / (1 − x)), which keeps its digits at both ends.
    /// Newton on the logarithm of the smaller tail; that is concave in the logit, so Newton converges from anywhere inside the bracket.
    /// </summary>
    public static double LogitQuantile(double p, double a, double b)
    {
        RequirePositive(a, nameof(a));
        RequirePositive(b, nameof(b));
        RequireProbability(p);
        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        // Solve for the smaller tail: for the upper one, mirror X to 1 − X.
        return p <= 0.5 ? LowerLogit(p, a, b) : -LowerLogit(1 - p, b, a);
    }

    internal static void RequirePositive(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be positive and finite.");
        }
    }

    internal static void RequireProbability(double p)
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies in [0, 1].");
        }
    }

    private static double LowerLogit(double p, double a, double b) =>
        MonotoneRoot.Solve(
            u =>
            {
                var x = 1 / (1 + Math.Exp(-u));
                var y = 1 / (1 + Math.Exp(u));
                var lower = Tails(a, b, x, y).Lower;
                return (Math.Log(lower), Factor(a, b, x, y) / lower);
            },
            Math.Log(p),
            Math.Log(a / b),
            -700,
            700,
            increasing: true);

    /// <summary>
    /// I_x(a, b) over its leading factor, for x ≤ a/(a+b): the even part of the continued fraction in the form of Didonato and Morris
    /// (TOMS 708, BFRAC), where x enters through λ = a − (a+b)x and so keeps its digits next to 1.
    /// </summary>
    private static double ContinuedFraction(double a, double b, double x, double y)
    {
        var lambda = a > b ? (a + b) * y - b : a - (a + b) * x;
        double c = 1 + lambda, c0 = b / a, c1 = 1 + 1 / a;
        double p = 1, s = a + 1, an = 0, bn = 1, anNext = 1, bnNext = c / c1, ratio = c1 / c;
        for (var n = 1; n < MaxTerms; n++)
        {
            var t = n / a;
            var w = n * (b - n) * x;
            var e = a / s;
            var alpha = p * (p + c0) * e * e * (w * x);
            e = (1 + t) / (c1 + t + t);
            var beta = n + w / s + e * (c + n * (1 + y));
            p = 1 + t;
            s += 2;
            (an, anNext) = (anNext, alpha * an + beta * anNext);
            (bn, bnNext) = (bnNext, alpha * bn + beta * bnNext);
            var last = ratio;
            ratio = anNext / bnNext;
            if (Math.Abs(ratio - last) <= 4e-16 * Math.Abs(ratio))
            {
                return ratio;
            }

            (an, bn, anNext, bnNext) = (an / bnNext, bn / bnNext, ratio, 1);
        }

        throw new ArithmeticException("The incomplete beta function did not converge.");
    }

    /// <summary>ln Γ(z+1) − ((z+½) ln z − z + ½ ln 2π), by its series from 16 up and by recurrence below.</summary>
    internal static double StirlingError(double z)
    {
        var below = 0.0;
        while (z < 16)
        {
            below += (z + 0.5) * Log1P(1 / z) - 1;
            z++;
        }

        var r = 1 / (z * z);
        return below + (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - r / 1188) * r) * r) * r) / z;
    }

    /// <summary>Loader's deviance term x ln(x/m) + m − x, by its series where the two are close.</summary>
    internal static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
        {
            return x * Math.Log(x / m) + m - x;
        }

        var v = (x - m) / (x + m);
        var sum = (x - m) * v;
        var term = 2 * x * v;
        for (var j = 1; j < 1000; j++)
        {
            term *= v * v;
            var next = sum + term / (2 * j + 1);
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        return sum;
    }

    /// <summary>ln(1 + x) with full digits for small x; .NET's own is ln of the rounded sum.</summary>
    internal static double Log1P(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }
}

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    // From here outwards the tail is small enough for ½ − middle to lose digits.
    private const double TailStart = 1;
    private const double InverseRootTwoPi = 0.3989422804014326779399;

    /// <summary>
    /// The p-quantile; ±∞ at 0 and 1. Wichura's AS 241 (PPND16), relative error about 1e-16. R: <c>qnorm(p)</c>.
    /// </summary>
    public static double Quantile(double p)
    {
        IncompleteBeta.RequireProbability(p);
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - q * q;
            return q * (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
                + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745) * r
                + 3.387132872796366608)
                / (((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
                + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1);
        }

        var tail = q < 0 ? p : 1 - p;
        if (tail == 0)
        {
            return q < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var s = Math.Sqrt(-Math.Log(tail));
        double z;
        if (s <= 5)
        {
            s -= 1.6;
            z = (((((((7.7454501427834140764e-4 * s + 0.0227238449892691845833) * s + 0.24178072517745061177) * s
                + 1.27045825245236838258) * s + 3.64784832476320460504) * s + 5.7694972214606914055) * s + 4.6303378461565452959) * s
                + 1.42343711074968357734)
                / (((((((1.05075007164441684324e-9 * s + 5.475938084995344946e-4) * s + 0.0151986665636164571966) * s
                + 0.14810397642748007459) * s + 0.68976733498510000455) * s + 1.6763848301838038494) * s + 2.05319162663775882187) * s
                + 1);
        }
        else
        {
            s -= 5;
            z = (((((((2.01033439929228813265e-7 * s + 2.71155556874348757815e-5) * s + 0.0012426609473880784386) * s
                + 0.026532189526576123093) * s + 0.29656057182850489123) * s + 1.7848265399172913358) * s + 5.4637849111641143699) * s
                + 6.6579046435011037772)
                / (((((((2.04426310338993978564e-15 * s + 1.4215117583164458887e-7) * s + 1.8463183175100546818e-5) * s
                + 7.868691311456132591e-4) * s + 0.0148753612908506148525) * s + 0.13692988092273580531) * s + 0.59983220655588793769)
                * s + 1);
        }

        return q < 0 ? -z : z;
    }

    /// <summary>P(Z ≤ z) with full relative precision in the lower tail. R: <c>pnorm(z)</c>.</summary>
    public static double Cdf(double z) => z > 0 ? 1 - Tail(z) : Tail(-z);

    /// <summary>P(Z &gt; z) with full relative precision in the upper tail. R: <c>pnorm(z, lower.tail = FALSE)</c>.</summary>
    public static double UpperTail(double z) => Cdf(-z);

    /// <summary>The density. R: <c>dnorm(z)</c>.</summary>
    public static double Density(double z) => InverseRootTwoPi * Math.Exp(-z * z / 2);

    /// <summary>Density over upper tail, the inverse Mills ratio; tends to z, and does not underflow. R: <c>dnorm(z)/pnorm(-z)</c>.</summary>
    public static double Hazard(double z) => z >= TailStart ? 1 / MillsRatio(z) : Density(z) / UpperTail(z);

    /// <summary>P(Z &gt; z) for z ≥ 0: ½ less the middle by its series of positive terms, or density × Mills ratio further out.</summary>
    private static double Tail(double z)
    {
        if (double.IsNaN(z))
        {
            return double.NaN;
        }

        if (z >= TailStart)
        {
            return z > 40 ? 0 : Density(z) * MillsRatio(z);
        }

        double term = z, sum = z;
        for (var k = 3; term > 1e-18 * sum; k += 2)
        {
            term *= z * z / k;
            sum += term;
        }

        return 0.5 - (Density(z) * sum);
    }

    /// <summary>Tail over density by Laplace's continued fraction, from the inside out.</summary>
    private static double MillsRatio(double z)
    {
        var fraction = z;
        for (var k = z < 4 ? 240 : z < 10 ? 60 : 20; k > 0; k--)
        {
            fraction = z + (k / fraction);
        }

        return 1 / fraction;
    }
}

/// <summary>Student's t distribution, fractional degrees of freedom included.</summary>
internal static class StudentT
{
    /// <summary>P(T ≤ t). R: <c>pt(t, df)</c>. Infinite df is not offered: use <see cref="Normal"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">df is not a positive finite number.</exception>
    public static double Cdf(double t, double df)
    {
        IncompleteBeta.RequirePositive(df, nameof(df));
        if (double.IsNaN(t))
        {
            return double.NaN;
        }

        var tail = UpperTail(Math.Abs(t), df).Tail;
        return t <= 0 ? tail : 1 - tail;
    }

    /// <summary>P(|T| ≥ |t|), the p-value of a two-sided t test; NaN for NaN. R: <c>2 * pt(-abs(t), df)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">df is not a positive finite number.</exception>
    public static double TwoSided(double t, double df)
    {
        IncompleteBeta.RequirePositive(df, nameof(df));
        return double.IsNaN(t) ? double.NaN : 2 * UpperTail(Math.Abs(t), df).Tail;
    }

    /// <summary>
    /// The p-quantile, relative error below 1e-10 for df from 0.1 to 1e7, tails included; ±∞ at 0 and 1, 0 at ½; df = +∞ gives the
    /// normal quantile. R: <c>qt(p, df)</c>. For an upper tail smaller than 1e-16 ask for the lower one and change the sign.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1], or df not positive.</exception>
    public static double Quantile(double p, double df)
    {
        IncompleteBeta.RequireProbability(p);
        if (double.IsPositiveInfinity(df))
        {
            return Normal.Quantile(p);
        }

        IncompleteBeta.RequirePositive(df, nameof(df));
        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (p == 0.5)
        {
            return 0;
        }

        var tail = p < 0.5 ? p : 1 - p;
        var start = Math.Log(-Normal.Quantile(tail));

        // Near the middle the tail is ½ less something small: solve for that something, or its digits are lost.
        var u = tail < 0.25
            ? MonotoneRoot.Solve(
                v =>
                {
                    var (t, factor, _) = UpperTail(Math.Exp(v), df);
                    return (Math.Log(t), -factor / t);
                },
                Math.Log(tail),
                start,
                -740,
                709,
                increasing: false)
            : MonotoneRoot.Solve(
                v =>
                {
                    var (_, factor, middle) = UpperTail(Math.Exp(v), df);
                    return (Math.Log(middle), factor / middle);
                },
                Math.Log(0.5 - tail),
                start,
                -740,
                709,
                increasing: true);
        return p < 0.5 ? -Math.Exp(u) : Math.Exp(u);
    }

    /// <summary>For t ≥ 0: P(T &gt; t), t times the density, and P(0 &lt; T ≤ t).</summary>
    private static (double Tail, double Factor, double Middle) UpperTail(double t, double df)
    {
        if (t == 0)
        {
            return (0.5, 0, 0);
        }

        double x, y;
        if (t > 1e150)
        {
            (x, y) = (df / t / t, 1);
        }
        else
        {
            var square = t * t;
            (x, y) = (df / (df + square), square / (df + square));
        }

        // In the far middle t² underflows; the density is flat there.
        if (y < 1e-290)
        {
            var flat = t * IncompleteBeta.Factor(df / 2, 0.5, 0.5, 0.5) * Math.Pow(2, (df + 1) / 2) / Math.Sqrt(df);
            return (0.5, flat, flat);
        }

        var (lower, upper) = IncompleteBeta.Tails(df / 2, 0.5, x, y);
        return (lower / 2, IncompleteBeta.Factor(df / 2, 0.5, x, y), upper / 2);
    }
}

/// <summary>The beta distribution.</summary>
internal static class BetaDistribution
{
    /// <summary>The p-quantile. R: <c>qbeta(p, a, b)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1], or a or b not positive.</exception>
    public static double Quantile(double p, double a, double b) => 1 / (1 + Math.Exp(-IncompleteBeta.LogitQuantile(p, a, b)));
}

/// <summary>The F distribution.</summary>
internal static class FDistribution
{
    /// <summary>The p-quantile. R: <c>qf(p, df1, df2)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1], or a df not positive.</exception>
    public static double Quantile(double p, double df1, double df2) =>
        df2 / df1 * Math.Exp(IncompleteBeta.LogitQuantile(p, df1 / 2, df2 / 2));

    /// <summary>P(F &gt; f); 1 for f ≤ 0, NaN for NaN. R: <c>pf(f, df1, df2, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A df is not a positive finite number.</exception>
    public static double UpperTail(double f, double df1, double df2)
    {
        IncompleteBeta.RequirePositive(df1, nameof(df1));
        IncompleteBeta.RequirePositive(df2, nameof(df2));
        return double.IsNaN(f) ? double.NaN
            : f <= 0 ? 1
            : IncompleteBeta.Tails(df1 / 2, df2 / 2, 1 / (1 + (df2 / df1 / f)), 1 / (1 + (df1 / df2 * f))).Upper;
    }
}

/// <summary>The binomial distribution.</summary>
internal static class Binomial
{
    /// <summary>P(X ≤ k) of n trials. R: <c>pbinom(k, n, p)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n negative, or p outside [0, 1].</exception>
    public static double Cdf(long k, long n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        IncompleteBeta.RequireProbability(p);
        return k < 0 ? 0 : k >= n ? 1 : IncompleteBeta.Tails(k + 1, n - k, p, 1 - p).Upper;
    }

    /// <summary>
    /// Exact two-sided p-value of x of n at probability ½, which is symmetric: twice the smaller tail, at most 1; n = 0: 1.
    /// R: <c>binom.test(x, n, 0.5)$p.value</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ x ≤ n.</exception>
    public static double TwoSidedHalf(long x, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, n);
        return 2 * x == n ? 1 : Math.Min(1, 2 * Cdf(Math.Min(x, n - x), n, 0.5));
    }
}

/// <summary>Root of a smooth monotone function: Newton, with bisection wherever Newton would leave the bracket.</summary>
internal static class MonotoneRoot
{
    /// <summary>
    /// The u in [<paramref name="low"/>, <paramref name="high"/>] with f(u) = <paramref name="target"/>; the end of the bracket when
    /// the root lies beyond it. <paramref name="f"/> returns value and slope.
    /// </summary>
    public static double Solve(
        Func<double, (double Value, double Slope)> f, double target, double start, double low, double high, bool increasing)
    {
        var u = double.IsFinite(start) ? Math.Clamp(start, low, high) : (low + high) / 2;
        for (var i = 0; i < 200; i++)
        {
            var (value, slope) = f(u);
            var error = value - target;
            if (error == 0)
            {
                return u;
            }

            if (error > 0 == increasing)
            {
                high = u;
            }
            else
            {
                low = u;
            }

            var next = u - error / slope;
            if (!(next > low && next < high))
            {
                // Newton that lands on an end it came from has arrived.
                if (Math.Abs(next - u) <= 1e-15 * Math.Max(1, Math.Abs(u)))
                {
                    return u;
                }

                next = (low + high) / 2;
            }

            if (Math.Abs(next - u) <= 4e-16 * Math.Max(1, Math.Abs(u)) || next == low || next == high)
            {
                return next;
            }

            u = next;
        }

        return u;
    }
}
