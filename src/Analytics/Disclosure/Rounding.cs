using System.Collections.Concurrent;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>From a raw figure that may be shown to a published cell: what is shown from which n, and with how many decimals (method §4.3).</summary>
internal static class Rounding
{
    /// <summary>The one mark for readers: why a cell is hidden is not told apart.</summary>
    public const string Protected = "protected";

    /// <summary>From so many respondents an interval is shown.</summary>
    public const int IntervalFrom = DisclosurePolicy.IntervalFrom;

    /// <summary>From so many respondents a standard error is shown.</summary>
    public const int ErrorFrom = DisclosurePolicy.ErrorFrom;

    /// <summary>From so many respondents a share has one decimal.</summary>
    public const int FineShareFrom = DisclosurePolicy.FineShareFrom;

    /// <summary>From so many respondents a mean has two decimals.</summary>
    public const int FineMeanFrom = DisclosurePolicy.FineMeanFrom;

    /// <summary>A mean whose sum lies so close to everybody's lowest or highest level is a class.</summary>
    public const int NearEnd = DisclosurePolicy.NearEnd;

    private static readonly ConcurrentDictionary<int, double> Quantiles = new();

    /// <summary>The hidden cell.</summary>
    public static PublishedCell Hidden { get; } = new(CellState.Hidden, Protected);

    /// <summary>The estimate alone: no n, no interval, no standard error. A class of a count names its n, so it is hidden.</summary>
    public static PublishedCell WithoutBase(PublishedCell cell) => cell.State switch
    {
        CellState.Class when cell.ClassKind is ClassKind.AtMost or ClassKind.AtLeast => Hidden,
        CellState.Value or CellState.Class => new PublishedCell(
            cell.State, cell.Reason, cell.Estimate, cell.Decimals, population: cell.Population, classKind: cell.ClassKind, classCount: cell.ClassCount),
        _ => cell,
    };

    /// <summary>A number without error and interval.</summary>
    public static PublishedCell WithoutSpread(PublishedCell cell) => cell.State != CellState.Value
        ? cell
        : new PublishedCell(cell.State, cell.Reason, cell.Estimate, cell.Decimals, cell.Respondents, cell.Population);

    /// <summary>A cell that does not apply.</summary>
    public static PublishedCell NotApplicable(string reason) => new(CellState.NotApplicable, reason);

    /// <summary>A class of a count.</summary>
    public static PublishedCell ClassOf(CountState state, int count, int? n, int? population) => new(
        CellState.Class,
        respondents: n,
        population: population,
        classKind: state == CountState.AtMost ? ClassKind.AtMost : ClassKind.AtLeast,
        classCount: count);

    /// <summary>An exact share of answers with its intervals.</summary>
    public static PublishedCell Share(RawFigure f, int? population)
    {
        var n = (int)f.Respondents;
        var decimals = ShareDecimals(n);
        PublishedInterval? fpc = null;
        PublishedInterval? plain = null;
        if (n >= IntervalFrom)
        {
            var wilson = Proportions.Wilson(f.Count, n);
            plain = Bounds("wilson", wilson.Interval, wilson.Share, decimals + 2, 0, 1);
            if (population is { } size)
            {
                var corrected = Proportions.WilsonFpc(f.Count, n, size);
                fpc = Bounds("wilson_fpc", Proportions.Outward(corrected.Interval, size), corrected.Share, decimals + 2, 0, 1);
            }
        }

        return new PublishedCell(
            CellState.Value,
            estimate: Round((double)f.Count / n, decimals + 2),
            decimals: decimals,
            respondents: n,
            population: population,
            interval: fpc,
            intervalWithoutFpc: plain);
    }

    /// <summary>A share without interval: a bin of a distribution, a fact, participation.</summary>
    public static PublishedCell PlainShare(long count, long of, int? respondents, int? population, int decimals) => new(
        CellState.Value,
        estimate: Round((double)count / of, decimals + 2),
        decimals: decimals,
        respondents: respondents,
        population: population);

    /// <summary>A mean; <paramref name="ofLevels"/> means that it lies between the lowest and the highest level.</summary>
    public static PublishedCell Mean(RawFigure f, int? population, bool ofLevels)
    {
        var n = (int)f.Respondents;
        if (ofLevels && NearEndOf(f) is var near && near != ClassKind.None)
        {
            return new PublishedCell(CellState.Class, respondents: n, population: population, classKind: near);
        }

        var (low, high) = ofLevels ? (0.0, (double)AnswerCode.MaxLevel) : (-(double)AnswerCode.MaxLevel, AnswerCode.MaxLevel);

        // With next to no spread an interval would say that nearly everybody gave the same answer.
        return Mean(f, population, MeanDecimals(n), low, high, f.Variance * (n - 1) >= NearEnd);
    }

    private static PublishedCell Mean(RawFigure f, int? population, int decimals, double low, double high, bool spread)
    {
        var n = (int)f.Respondents;
        PublishedInterval? plain = null;
        PublishedInterval? fpc = null;
        double? error = null;
        double? errorFpc = null;
        if (n >= IntervalFrom && spread)
        {
            var se = Math.Sqrt(f.Variance / n);
            plain = Bounds("t", TInterval(f.Mean, se, n - 1), f.Mean, decimals, low, high);
            var seFpc = population is { } size ? se * Math.Sqrt((double)(size - n) / size) : double.NaN;
            if (!double.IsNaN(seFpc))
            {
                fpc = Bounds("t_fpc", TInterval(f.Mean, seFpc, n - 1), f.Mean, decimals, low, high);
            }

            if (n >= ErrorFrom)
            {
                // As the mean and its bounds (method §4.3): a finer one would give the distribution away.
                error = Round(se, decimals);
                errorFpc = double.IsNaN(seFpc) ? null : Round(seFpc, decimals);
            }
        }

        return new PublishedCell(
            CellState.Value,
            estimate: Round(f.Mean, decimals),
            decimals: decimals,
            respondents: n,
            population: population,
            interval: fpc,
            intervalWithoutFpc: plain,
            standardError: error,
            standardErrorFpc: errorFpc,
            degreesOfFreedom: plain is null ? null : n - 1);
    }

    /// <summary>A mean of answers on a scale of its own. Close to an end it is a class, as a mean of levels is.</summary>
    public static PublishedCell Score(RawFigure f, FigureScale scale, int? population)
    {
        var n = (int)f.Respondents;
        const double Noise = 1e-9;
        var toLow = n * (f.Mean - scale.Low) / (scale.High - scale.Low) * scale.Steps;
        var toHigh = n * (scale.High - f.Mean) / (scale.High - scale.Low) * scale.Steps;
        if (toLow <= NearEnd + Noise || toHigh <= NearEnd + Noise)
        {
            return new PublishedCell(
                CellState.Class, respondents: n, population: population, classKind: toLow <= toHigh ? ClassKind.NearLowest : ClassKind.NearHighest);
        }

        var step = (scale.High - scale.Low) / scale.Steps;
        var spread = f.Variance * (n - 1) / (step * step) >= NearEnd;
        return Mean(f, population, Decimals(scale, n), scale.Low, scale.High, spread);
    }

    /// <summary>A number with the error and interval that it brings.</summary>
    public static PublishedCell Statistic(RawFigure f, FigureDetail detail, FigureScale scale, int? population)
    {
        var n = (int)f.Respondents;
        var decimals = Decimals(scale, n);
        var digits = decimals + (scale.Percent ? 2 : 0);
        var interval = Interval(detail);
        var corrected = detail.Fpc is { } fpc ? Interval(fpc) : null;
        return new PublishedCell(
            CellState.Value,
            estimate: Round(f.Mean, digits),
            decimals: decimals,
            respondents: n,
            population: population,
            interval: corrected,
            intervalWithoutFpc: interval,
            standardError: Error(detail.StandardError),
            standardErrorFpc: detail.Fpc is { } errors ? Error(errors.StandardError) : null,
            degreesOfFreedom: interval is null || double.IsNaN(detail.Df) ? null : detail.Df);

        PublishedInterval? Interval(FigureDetail d) => n >= IntervalFrom && d.Method.Length > 0
            ? Bounds(d.Method, new Interval(d.Low, d.High), f.Mean, digits, scale.Low, scale.High)
            : null;

        double? Error(double error) => n >= ErrorFrom && !double.IsNaN(error) ? Round(error, digits + 1) : null;
    }

    private static int Decimals(FigureScale scale, int n) =>
        scale.Decimals + (scale.FineDecimals && n >= (scale.Percent ? FineShareFrom : FineMeanFrom) ? 1 : 0);

    /// <summary>A number in its own unit.</summary>
    public static PublishedCell Number(double value, int decimals, int n, int? population) => new(
        CellState.Value, estimate: Round(value, decimals), decimals: decimals, respondents: n, population: population);

    /// <summary>A whole number of things.</summary>
    public static PublishedCell Things(double number, int? population) => new(CellState.Value, estimate: Round(number, 0), population: population);

    /// <summary>Is the mean one of nearly everybody at the lowest or highest level?</summary>
    public static ClassKind NearEndOf(RawFigure f)
    {
        var sum = f.Mean * f.Respondents;
        const double Noise = 1e-9;
        return sum <= f.Respondents + NearEnd + Noise ? ClassKind.NearLowest
            : sum >= ((double)AnswerCode.MaxLevel * f.Respondents) - NearEnd - Noise ? ClassKind.NearHighest
            : ClassKind.None;
    }

    /// <summary>Decimals of a share in per cent.</summary>
    public static int ShareDecimals(long n) => n >= FineShareFrom ? 1 : 0;

    /// <summary>Decimals of a mean.</summary>
    public static int MeanDecimals(long n) => n >= FineMeanFrom ? 2 : 1;

    /// <summary>Half away from zero, as people round; the noise of binary fractions does not decide a half.</summary>
    public static double Round(double value, int digits)
    {
        var rounded = (double)Math.Round((decimal)Math.Round(value, 12), digits, MidpointRounding.AwayFromZero);
        return rounded == 0 ? 0 : rounded;
    }

    /// <summary>As <see cref="Moments.TInterval"/>, the quantile looked up: thousands of cells share a few degrees of freedom.</summary>
    private static Interval TInterval(double mean, double error, int degreesOfFreedom)
    {
        var half = Quantiles.GetOrAdd(degreesOfFreedom, df => -StudentT.Quantile((1 - Moments.DefaultConfidence) / 2, df)) * error;
        return new Interval(mean - half, mean + half);
    }

    /// <summary>Bounds rounded outward, so that rounding never makes an interval look more certain than it is.</summary>
    private static PublishedInterval? Bounds(string method, Interval interval, double estimate, int digits, double low, double high)
    {
        if (double.IsNaN(interval.Low) || double.IsNaN(interval.High))
        {
            return null;
        }

        var scale = Math.Pow(10, digits);
        const double Noise = 1e-9;
        var from = Math.Max(low, Math.Floor((interval.Low * scale) + Noise) / scale);
        var to = Math.Min(high, Math.Ceiling((interval.High * scale) - Noise) / scale);
        var shown = Round(estimate, digits);
        return new PublishedInterval(method, Round(Math.Min(from, shown), digits), Round(Math.Max(to, shown), digits));
    }
}
