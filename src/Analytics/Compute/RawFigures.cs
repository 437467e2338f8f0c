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

    /// <summary>Any number.</summary>
    public static FigureScale Number { get; } = new(double.NegativeInfinity, double.PositiveInfinity, 0, 1);

    /// <summary>A share, a fraction that is printed in per cent.</summary>
    public static FigureScale Share { get; } = new(0, 1, 0, 0) { Percent = true };

    /// <summary>A difference of shares, printed in percentage points.</summary>
    public static FigureScale ShareDifference { get; } = new(-1, 1, 0, 0) { Percent = true };

    /// <summary>−1, 0 or 1: certainly lower, no certain difference, certainly higher.</summary>
    public static FigureScale Sign { get; } = new(-1, 1, 0, 0, FineDecimals: false);

    /// <summary>A fraction whose decimals are those of per cent.</summary>
    public bool Percent { get; init; }
}

/// <summary>The error and interval of a statistic.</summary>
/// <param name="StandardError">Without finite-population correction; NaN = none.</param>
/// <param name="Df">Degrees of freedom; NaN = none.</param>
/// <param name="Method">Method of the interval; empty = none.</param>
/// <param name="Low">Lower 95 % bound.</param>
/// <param name="High">Upper 95 % bound.</param>
internal sealed record FigureDetail(double StandardError, double Df, string Method, double Low, double High);

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

    /// <summary>Reason code if this group has no such figure, otherwise null. It may tell nothing that counts of answers are hidden for.</summary>
    public string? Absent { get; init; }
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

    /// <summary>Fewest persons of a published group, where the measure asks for more than the threshold.</summary>
    public int Minimum { get; init; }

    /// <summary>Cells that must be numbers in the same group.</summary>
    public IReadOnlyList<BesideCell> Beside { get; init; } = [];

    /// <summary>Shares that sum to everybody: they are protected together.</summary>
    public bool Partition { get; init; }
}
