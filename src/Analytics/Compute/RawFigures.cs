using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>How a raw figure is read, protected and rounded.</summary>
internal enum FigureKind
{
    /// <summary>Respondents of the population.</summary>
    Participation,
    /// <summary>Mean of levels, in levels.</summary>
    Mean,
    /// <summary>Mean of differences, in levels.</summary>
    MeanDifference,
    /// <summary>Count of respondents.</summary>
    Share,
    /// <summary>Count of respondents in one bin of a distribution.</summary>
    Bin,
    /// <summary>100·(share above − share below).</summary>
    Net,
    /// <summary>Product of two means.</summary>
    Product,
    /// <summary>Count of persons in the register's population: a fact about what the employer provides.</summary>
    Fact,
    /// <summary>Persons in the register's population.</summary>
    Persons,
    /// <summary>Mean of answers on a scale of its own (<see cref="RawFigures.Scale"/>).</summary>
    Score,
    /// <summary>A number of its own kind, with the error and interval that it brings (<see cref="RawFigure.Detail"/>).</summary>
    Statistic,
    /// <summary>As <see cref="Statistic"/>, from register facts alone.</summary>
    FactStatistic,
    /// <summary>
    /// Count of persons of the population who belong to whole operations: a small count, or a small remainder, would be the size of
    /// one and is a class. For the organisation alone.
    /// </summary>
    WholeGroups,
    /// <summary>Count of persons (or of what each did) who took part in some way: exact only when it and its complement are large. For the organisation alone.</summary>
    Part,
    /// <summary>A number of things that are not persons: operations, pairs, solutions, hours. <see cref="RawFigure.Mean"/> is the number.</summary>
    Things,
}

/// <summary>What a scale reaches from and to, how many steps apart its ends are for one answer, and its decimals on a page.</summary>
/// <param name="Low">Lowest value.</param>
/// <param name="High">Highest value.</param>
/// <param name="Steps">Steps of one answer from the lowest to the highest; 0 = no answers behind it.</param>
/// <param name="Decimals">Decimals under n = 50; one more above if <see cref="FineDecimals"/>.</param>
/// <param name="FineDecimals">One more decimal from n = 50.</param>
internal sealed record FigureScale(double Low, double High, int Steps, int Decimals, bool FineDecimals = true)
{
    /// <summary>An index of items answered 1–5, (mean − 1) / 4 · 100.</summary>
    public static FigureScale Index { get; } = new(0, 100, 4, 0);

    /// <summary>Levels.</summary>
    public static FigureScale Levels { get; } = new(0, Model.AnswerCode.MaxLevel, 0, 1);

    /// <summary>A ratio of two numbers.</summary>
    public static FigureScale Ratio { get; } = new(0, double.PositiveInfinity, 0, 2, FineDecimals: false);

    /// <summary>Any number.</summary>
    public static FigureScale Number { get; } = new(double.NegativeInfinity, double.PositiveInfinity, 0, 1);

    /// <summary>A share, a fraction that is printed in per cent.</summary>
    public static FigureScale Share { get; } = new(0, 1, 0, 0) { Percent = true };

    /// <summary>A difference of shares, printed in percentage points.</summary>
    public static FigureScale ShareDifference { get; } = new(-1, 1, 0, 0) { Percent = true };

    /// <summary>−1, 0 or 1: certainly lower, no certain difference, certainly higher.</summary>
    public static FigureScale Sign { get; } = new(-1, 1, 0, 0, FineDecimals: false);

    /// <summary>A fraction whose decimals are those of per cent; one more from n = 200.</summary>
    public bool Percent { get; init; }
}

/// <summary>The error and interval of a statistic.</summary>
/// <param name="StandardError">Without finite-population correction; NaN = none.</param>
/// <param name="Df">Degrees of freedom; NaN = none.</param>
/// <param name="Method">Method of the interval; empty = none.</param>
/// <param name="Low">Lower 95 % bound.</param>
/// <param name="High">Upper 95 % bound.</param>
internal sealed record FigureDetail(double StandardError, double Df, string Method, double Low, double High)
{
    /// <summary>With the finite-population correction, or null.</summary>
    public FigureDetail? Fpc { get; init; }

    /// <summary>A number without error or interval.</summary>
    public static FigureDetail None { get; } = new(double.NaN, double.NaN, "", double.NaN, double.NaN);
}

/// <summary>One group's undisclosed figure. What is not used by its kind is 0.</summary>
/// <param name="Respondents">Persons it rests on (for facts: the population).</param>
/// <param name="Count">Numerator.</param>
/// <param name="Mean">Mean, or value of a product.</param>
/// <param name="Variance">Variance with n − 1.</param>
/// <param name="Above">Respondents above.</param>
/// <param name="Below">Respondents below.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RawFigure(long Respondents, long Count, double Mean, double Variance, long Above, long Below)
{
    /// <summary>Of a statistic, otherwise null.</summary>
    public FigureDetail? Detail { get; init; }

    /// <summary>What a fact is a share of when it is not a share of its persons (enrolments, operations, actions); 0 = of its persons.</summary>
    public long Of { get; init; }

    /// <summary>Why a group that may be shown has no number; null = it has one, or the kind says.</summary>
    public string? Reason { get; init; }

    /// <summary>A number of its own kind without error or interval.</summary>
    public static RawFigure Number(long persons, double value) =>
        new(persons, 0, value, 0, 0, 0) { Detail = new FigureDetail(double.NaN, double.NaN, "", double.NaN, double.NaN) };

    /// <summary>A group that has no number, with the reason.</summary>
    public static RawFigure Without(long persons, string reason) => new(persons, 0, 0, 0, 0, 0) { Reason = reason };
}

/// <summary>One column of a measure over all groups.</summary>
/// <param name="Code">Column code: a competence id, "index", a band or "all".</param>
/// <param name="Base">
/// Which persons it rests on: columns with the same base rest on the same persons. "fact:…" is a part of the register's population,
/// "panel:…" are those of two waves, who have no figures by unit.
/// </param>
/// <param name="Missing">Reason code if the column does not apply (its source is missing), otherwise empty.</param>
/// <param name="Groups">Per group; shorter than the number of groups where finer groups have no such figure.</param>
internal sealed record RawColumn(string Code, string Base, string Missing, RawFigure[] Groups)
{
    /// <summary>Where a column is read in another way than the rest of its measure; null = as the measure. Never <see cref="FigureKind.Share"/>.</summary>
    public FigureKind? Kind { get; init; }

    /// <summary>Sizes of the bases that this one is a part of: where a group's differs by fewer than the threshold, it is hidden (method §4.5).</summary>
    public IReadOnlyList<long[]> Within { get; init; } = [];

    /// <summary>
    /// Counts that an outsider can work out from the figure: each must be at least the threshold, in the group and wherever sums give it.
    /// </summary>
    public IReadOnlyList<long[]> Parts { get; init; } = [];

    /// <summary>Cells that must be numbers in the same group, besides the figures' own.</summary>
    public IReadOnlyList<BesideCell> Beside { get; init; } = [];

    /// <summary>The column's own scale; null = the figures'.</summary>
    public FigureScale? Scale { get; init; }
}

/// <summary>A cell beside which alone a figure is published: only where that one is a number.</summary>
/// <param name="Measure">Its measure.</param>
/// <param name="Column">Its column.</param>
/// <param name="Earlier">True: the cell that the earlier wave published.</param>
internal sealed record BesideCell(string Measure, string Column, bool Earlier = false);

/// <summary>The undisclosed figures of one measure (and competence) over all groups. Never leaves the assembly.</summary>
/// <param name="Measure">Id of the measure.</param>
/// <param name="Item">Competence id for a distribution, otherwise empty.</param>
/// <param name="Kind">How its figures are read.</param>
/// <param name="Columns">Columns.</param>
internal sealed record RawFigures(string Measure, string Item, FigureKind Kind, IReadOnlyList<RawColumn> Columns)
{
    /// <summary>Of a score or a statistic.</summary>
    public FigureScale Scale { get; init; } = FigureScale.Number;

    /// <summary>A measure of the same columns on whose number this one depends: where that one is a class or hidden, so is this one.</summary>
    public string Follows { get; init; } = "";

    /// <summary>Fewest persons of a published group, where the measure asks for more than the threshold.</summary>
    public int Minimum { get; init; }

    /// <summary>Cells that must be numbers in the same group.</summary>
    public IReadOnlyList<BesideCell> Beside { get; init; } = [];

    /// <summary>Shares that sum to everybody: they are protected together.</summary>
    public bool Partition { get; init; }
}
