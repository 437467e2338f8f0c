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
}

/// <summary>One group's undisclosed figure. What is not used by its kind is 0.</summary>
/// <param name="Respondents">Persons it rests on (for facts: the population).</param>
/// <param name="Count">Numerator.</param>
/// <param name="Mean">Mean, or value of a product.</param>
/// <param name="Variance">Variance with n − 1.</param>
/// <param name="Above">Respondents above.</param>
/// <param name="Below">Respondents below.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RawFigure(long Respondents, long Count, double Mean, double Variance, long Above, long Below);

/// <summary>One column of a measure over all groups.</summary>
/// <param name="Code">Column code: a competence id, "index", a band or "all".</param>
/// <param name="Base">Which respondents it rests on: columns with the same base rest on the same persons.</param>
/// <param name="Missing">Reason code if the column does not apply (its source is missing), otherwise empty.</param>
/// <param name="Groups">Per group; shorter than the number of groups where finer groups have no such figure.</param>
internal sealed record RawColumn(string Code, string Base, string Missing, RawFigure[] Groups);

/// <summary>The undisclosed figures of one measure (and competence) over all groups. Never leaves the assembly.</summary>
/// <param name="Measure">Id of the measure.</param>
/// <param name="Item">Competence id for a distribution, otherwise empty.</param>
/// <param name="Kind">How its figures are read.</param>
/// <param name="Columns">Columns.</param>
internal sealed record RawFigures(string Measure, string Item, FigureKind Kind, IReadOnlyList<RawColumn> Columns);
