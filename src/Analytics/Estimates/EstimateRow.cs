namespace Digilo.Analytics.Estimates;

/// <summary>
/// One undisclosed, unrounded figure of a synthetic store, for laying beside another program's (method §3.1). Only
/// <see cref="Runs.MethodValidation"/> hands them out, and only from a store that is synthetic. A number that is not defined is null.
/// </summary>
public sealed record EstimateRow
{
    internal EstimateRow()
    {
    }

    /// <summary>Id of the measure; with it the file that the row is in.</summary>
    public string Measure { get; internal init; } = "";

    /// <summary>Code of the organisation.</summary>
    public string Organisation { get; internal init; } = "";

    /// <summary>Code of the wave; of a change the later one.</summary>
    public string Wave { get; internal init; } = "";

    /// <summary>Of a change the earlier wave, otherwise empty.</summary>
    public string WaveBefore { get; internal init; } = "";

    /// <summary>"organisation", "department" or "unit".</summary>
    public string Scope { get; internal init; } = "";

    /// <summary>Code of the organisation, department or unit.</summary>
    public string Code { get; internal init; } = "";

    /// <summary>Name of the breakdown, or empty.</summary>
    public string Breakdown { get; internal init; } = "";

    /// <summary>Code of the category in the breakdown, or empty.</summary>
    public string Category { get; internal init; } = "";

    /// <summary>Competence, area, "index", "all", or empty.</summary>
    public string Item { get; internal init; } = "";

    /// <summary>What else names the figure: the scale of an item, the factor of a driver, the margin of an effect; or empty.</summary>
    public string Part { get; internal init; } = "";

    /// <summary>"none", "design", "raked" or "poststratified".</summary>
    public string Weighting { get; internal init; } = "none";

    /// <summary>What was computed.</summary>
    public string Estimator { get; internal init; } = "";

    /// <summary>The figure: shares as fractions, levels in levels.</summary>
    public double Estimate { get; internal init; }

    /// <summary>Standard error without finite-population correction.</summary>
    public double? StandardError { get; internal init; }

    /// <summary>Standard error with it.</summary>
    public double? StandardErrorFpc { get; internal init; }

    /// <summary>Degrees of freedom.</summary>
    public double? DegreesOfFreedom { get; internal init; }

    /// <summary>How the interval was made, or empty.</summary>
    public string IntervalMethod { get; internal init; } = "";

    /// <summary>Its lower bound.</summary>
    public double? Low { get; internal init; }

    /// <summary>Its upper bound.</summary>
    public double? High { get; internal init; }

    /// <summary>Persons that the figure rests on.</summary>
    public long? Respondents { get; internal init; }

    /// <summary>Persons in the register's population of the group.</summary>
    public long? Population { get; internal init; }

    /// <summary>Effective number of respondents; by the weights, or what the interval rests on where that is another.</summary>
    public double? EffectiveN { get; internal init; }

    /// <summary>The test's statistic: t, z or V.</summary>
    public double? Statistic { get; internal init; }

    /// <summary>Two-sided p.</summary>
    public double? PValue { get; internal init; }

    /// <summary>Benjamini and Hochberg's within the family (method §3.4, §3.6).</summary>
    public double? AdjustedP { get; internal init; }

    /// <summary>A code: flagged, refused, merged, dropped, …; or empty.</summary>
    public string Note { get; internal init; } = "";
}
