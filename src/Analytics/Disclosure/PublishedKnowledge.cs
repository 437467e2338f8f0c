using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>What a published cell tells of the whole numbers behind it: the widest range that its rounding leaves.</summary>
internal static class PublishedKnowledge
{
    private const double Noise = 1e-7;

    /// <summary>The count behind a share of n persons, or behind its class.</summary>
    /// <param name="cell">A number or a class; anything else tells nothing.</param>
    /// <param name="n">Persons it is a share of.</param>
    public static (long Low, long High) Count(PublishedCell cell, long n)
    {
        switch (cell)
        {
            case { State: CellState.Value, Estimate: { } share }:
                var half = 0.5 * Math.Pow(10, -(cell.Decimals + 2));
                return (Math.Max(0, Up(n * (share - half))), Math.Min(n, Down(n * (share + half))));
            case { State: CellState.Class, ClassKind: ClassKind.AtMost, ClassCount: { } most }:
                return (0, Math.Min(n, most));
            case { State: CellState.Class, ClassKind: ClassKind.AtLeast, ClassCount: { } least }:
                return (Math.Max(0, least), n);
            default:
                return (0, n);
        }
    }

    /// <summary>
    /// As <see cref="Count"/>, by somebody who knows the rule: a wide class says that the narrow one was not used, and where few answered
    /// the middle divides the two classes.
    /// </summary>
    /// <param name="cell">A number or a class.</param>
    /// <param name="n">Persons it is a share of.</param>
    /// <param name="threshold">Fewest persons.</param>
    public static (long Low, long High) CountOf(PublishedCell cell, long n, int threshold)
    {
        var (low, high) = Count(cell, n);
        if (cell.State != CellState.Class)
        {
            return (low, high);
        }

        var exact = Math.Max(threshold, Hiding.Width + 1);
        var atMost = cell.ClassKind == ClassKind.AtMost;
        var named = atMost ? high : n - low;
        if (named >= exact)
        {
            return atMost ? (exact, high) : (low, n - exact);
        }

        return n >= 2 * exact ? (low, high)
            : atMost ? (0, Math.Min(high, (n - 1) / 2))
            : (Math.Max(low, ((n - 1) / 2) + 1), n);
    }

    /// <summary>The sum of levels behind a mean of n persons, or behind its class near an end; a number says that it is near none.</summary>
    /// <param name="cell">A number or a class near an end.</param>
    /// <param name="n">Persons.</param>
    /// <param name="scale">The levels.</param>
    /// <param name="whole">True if the sum is a whole number.</param>
    public static (double Low, double High) SumOfLevels(PublishedCell cell, long n, SumScale scale, bool whole) =>
        SumOf(cell, n, scale with { Lowest = 1 }, Sum(cell, n, scale, whole), whole);

    /// <summary>As <see cref="SumOfLevels"/>, in steps of any scale.</summary>
    /// <param name="cell">A number or a class near an end.</param>
    /// <param name="n">Persons.</param>
    /// <param name="scale">What the mean is on.</param>
    /// <param name="whole">True if the sum is a whole number.</param>
    public static (double Low, double High) SumOf(PublishedCell cell, long n, SumScale scale, bool whole) =>
        SumOf(cell, n, scale, Sum(cell, n, scale, whole), whole);

    private static (double Low, double High) SumOf(PublishedCell cell, long n, SumScale ends, (long Low, long High) sum, bool whole)
    {
        var (least, most) = ((double)sum.Low / SumScale.Step, (double)sum.High / SumScale.Step);
        var beyond = Rounding.NearEnd + (whole ? 1 : 0);
        var (lowest, highest) = (n * ends.Steps(ends.Lowest), n * ends.Steps(ends.Highest));
        return cell switch
        {
            { State: CellState.Class, ClassKind: ClassKind.NearLowest } => (least, lowest + Rounding.NearEnd),
            { State: CellState.Class, ClassKind: ClassKind.NearHighest } => (highest - Rounding.NearEnd, most),
            { State: CellState.Value } => (Math.Max(least, lowest + beyond), Math.Min(most, highest - beyond)),
            _ => (least, most),
        };
    }

    /// <summary>
    /// The sum behind a mean of n persons in hundredths of a step, or behind its class near an end (method §4.3).
    /// </summary>
    /// <param name="cell">A number or a class near an end; anything else tells nothing.</param>
    /// <param name="n">Persons.</param>
    /// <param name="scale">What the mean is on.</param>
    /// <param name="whole">True if each person's answer is a whole number of steps: then so is the sum.</param>
    public static (long Low, long High) Sum(PublishedCell cell, long n, SumScale scale, bool whole)
    {
        var all = scale.Range(n);
        var (low, high) = cell switch
        {
            { State: CellState.Value, Estimate: { } mean } => Around(mean, 0.5 * Math.Pow(10, -cell.Decimals)),
            { State: CellState.Class, ClassKind: ClassKind.NearLowest } => (all.Low, all.Low + (Rounding.NearEnd * SumScale.Step)),
            { State: CellState.Class, ClassKind: ClassKind.NearHighest } => (all.High - (Rounding.NearEnd * SumScale.Step), all.High),
            _ => all,
        };
        return (Math.Max(all.Low, low), Math.Min(all.High, high));

        (long, long) Around(double mean, double half)
        {
            var (from, to) = (n * scale.Steps(mean - half), n * scale.Steps(mean + half));
            return whole
                ? (Up(from) * SumScale.Step, Down(to) * SumScale.Step)
                : (Up(from * SumScale.Step), Down(to * SumScale.Step));
        }
    }

    /// <summary>
    /// Lowest and highest sum of squared distances from the published mean, as its error and intervals tell it; null if none is published.
    /// </summary>
    public static (double Low, double High)? Squares(PublishedCell cell, long n)
    {
        if (cell is not { State: CellState.Value, Estimate: not null } || n < 2)
        {
            return null;
        }

        var half = 0.5 * Math.Pow(10, -cell.Decimals);
        double low = 0, high = double.PositiveInfinity;
        void Error(double from, double to) => (low, high) = (Math.Max(low, from), Math.Min(high, to));
        var fpc = cell.Population is { } size && size > n ? Math.Sqrt((double)(size - n) / size) : double.NaN;
        if (cell.StandardError is { } error)
        {
            Error(error - half, error + half);
        }

        if (cell.StandardErrorFpc is { } corrected && fpc > 0)
        {
            Error((corrected - half) / fpc, (corrected + half) / fpc);
        }

        if (cell.DegreesOfFreedom is { } df)
        {
            // Bounds are rounded outward: the true width is up to two units less than the one shown.
            var t = -StudentT.Quantile((1 - Moments.DefaultConfidence) / 2, df);
            if (cell.IntervalWithoutFpc is { Method: "t" } plain)
            {
                Error((plain.High - plain.Low - (4 * half)) / (2 * t), (plain.High - plain.Low) / (2 * t));
            }

            if (cell.Interval is { Method: "t_fpc" } narrow && fpc > 0)
            {
                Error((narrow.High - narrow.Low - (4 * half)) / (2 * t * fpc), (narrow.High - narrow.Low) / (2 * t * fpc));
            }
        }

        if (double.IsPositiveInfinity(high))
        {
            return null;
        }

        // Σ(l − a)² = (n − 1)·n·SE² + n·(mean − a)², and the mean lies within half a unit of a.
        low = Math.Max(0, low);
        return ((n - 1) * n * low * low, ((n - 1) * n * high * high) + (n * half * half));
    }

    private static long Up(double value) => (long)Math.Ceiling(value - Noise);

    private static long Down(double value) => (long)Math.Floor(value + Noise);
}

/// <summary>A scale whose means tell sums, which are counted in hundredths of a step.</summary>
/// <param name="Lowest">Lowest value.</param>
/// <param name="Highest">Highest value.</param>
/// <param name="StepSize">The value of one step.</param>
internal sealed record SumScale(double Lowest, double Highest, double StepSize)
{
    /// <summary>Hundredths in a step.</summary>
    public const int Step = 100;

    /// <summary>Levels, the lowest of which is 0 or 1.</summary>
    public static SumScale Levels(bool offersZero) => new(offersZero ? 0 : 1, Model.AnswerCode.MaxLevel, 1);

    /// <summary>A scale of an attitude.</summary>
    public static SumScale Of(FigureScale scale) => new(scale.Low, scale.High, (scale.High - scale.Low) / scale.Steps);

    /// <summary>A value in steps from zero.</summary>
    public double Steps(double value) => value / StepSize;

    /// <summary>What a sum of n persons can be.</summary>
    public (long Low, long High) Range(long n) =>
        ((long)Math.Round(n * Steps(Lowest) * Step), (long)Math.Round(n * Steps(Highest) * Step));
}
