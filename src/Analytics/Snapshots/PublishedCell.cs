namespace Digilo.Analytics.Snapshots;

/// <summary>What a published cell holds. There is no bare null and no invented zero.</summary>
public enum CellState : byte
{
    /// <summary>A number.</summary>
    Value = 0,
    /// <summary>A class in place of an exact number ("högst 4 av n").</summary>
    Class = 1,
    /// <summary>Hidden to protect individuals; <see cref="PublishedCell.Reason"/> says why.</summary>
    Hidden = 2,
    /// <summary>Does not apply or lacks its source; <see cref="PublishedCell.Reason"/> says why.</summary>
    NotApplicable = 3,
}

/// <summary>Which class stands in place of the number (method §4.2–4.3).</summary>
public enum ClassKind : byte
{
    /// <summary>No class.</summary>
    None = 0,
    /// <summary>At most <see cref="PublishedCell.ClassCount"/> of n, 0 included.</summary>
    AtMost = 1,
    /// <summary>At least <see cref="PublishedCell.ClassCount"/> of n, n included.</summary>
    AtLeast = 2,
    /// <summary>A mean close to the lowest level.</summary>
    NearLowest = 3,
    /// <summary>A mean close to the highest level.</summary>
    NearHighest = 4,
}

/// <summary>A 95 % interval with the method that made it, rounded like its estimate.</summary>
/// <param name="Method">"wilson", "wilson_fpc", "t", "t_fpc".</param>
/// <param name="Low">Lower bound, in the estimate's unit.</param>
/// <param name="High">Upper bound.</param>
public sealed record PublishedInterval(string Method, double Low, double High);

/// <summary>
/// One published number with what a reader needs to judge it, or the reason why there is none.
/// Already rounded: formatting may not add digits. Made by disclosure control alone.
/// </summary>
/// <remarks>
/// Shares are fractions (0.24), levels are in levels, counts are counts; <see cref="Decimals"/> says how many decimals a
/// page prints *in the printed unit* (per cent for shares). Values compare by content.
/// </remarks>
public sealed class PublishedCell : IEquatable<PublishedCell>
{
    internal PublishedCell(
        CellState state,
        string reason = "",
        double? estimate = null,
        int decimals = 0,
        int? respondents = null,
        int? population = null,
        PublishedInterval? interval = null,
        PublishedInterval? intervalWithoutFpc = null,
        double? standardError = null,
        double? standardErrorFpc = null,
        double? degreesOfFreedom = null,
        ClassKind classKind = ClassKind.None,
        int? classCount = null)
    {
        State = state;
        Reason = reason;
        Estimate = estimate;
        Decimals = decimals;
        Respondents = respondents;
        Population = population;
        Interval = interval;
        IntervalWithoutFpc = intervalWithoutFpc;
        StandardError = standardError;
        StandardErrorFpc = standardErrorFpc;
        DegreesOfFreedom = degreesOfFreedom;
        ClassKind = classKind;
        ClassCount = classCount;
    }

    /// <summary>What the cell holds.</summary>
    public CellState State { get; }

    /// <summary>Code of the reason for <see cref="CellState.Hidden"/> and <see cref="CellState.NotApplicable"/>; its words are <c>reason.CODE</c> in the text files.</summary>
    public string Reason { get; }

    /// <summary>The number; null unless the state is <see cref="CellState.Value"/>.</summary>
    public double? Estimate { get; }

    /// <summary>Decimals to print, in the printed unit.</summary>
    public int Decimals { get; }

    /// <summary>n: persons the number rests on; null when hidden.</summary>
    public int? Respondents { get; }

    /// <summary>N: persons in the register's population of the group; null when hidden or not a survey figure.</summary>
    public int? Population { get; }

    /// <summary>The 95 % interval for the register population (with finite-population correction), or null.</summary>
    public PublishedInterval? Interval { get; }

    /// <summary>The 95 % interval without the correction, for comparisons between groups, or null.</summary>
    public PublishedInterval? IntervalWithoutFpc { get; }

    /// <summary>Standard error without the correction, from n ≥ 20, or null.</summary>
    public double? StandardError { get; }

    /// <summary>Standard error with the correction, from n ≥ 20, or null.</summary>
    public double? StandardErrorFpc { get; }

    /// <summary>Degrees of freedom of the t-interval, or null.</summary>
    public double? DegreesOfFreedom { get; }

    /// <summary>Which class, when the state is <see cref="CellState.Class"/>.</summary>
    public ClassKind ClassKind { get; }

    /// <summary>The count that the class names, or null.</summary>
    public int? ClassCount { get; }

    /// <summary>True for a number.</summary>
    public bool HasValue => State == CellState.Value;

    /// <inheritdoc/>
    public bool Equals(PublishedCell? other) =>
        other is not null && State == other.State && Reason == other.Reason && Estimate.Equals(other.Estimate) && Decimals == other.Decimals
        && Respondents == other.Respondents && Population == other.Population && Equals(Interval, other.Interval)
        && Equals(IntervalWithoutFpc, other.IntervalWithoutFpc) && StandardError.Equals(other.StandardError)
        && StandardErrorFpc.Equals(other.StandardErrorFpc) && DegreesOfFreedom.Equals(other.DegreesOfFreedom)
        && ClassKind == other.ClassKind && ClassCount == other.ClassCount;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublishedCell);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, Reason, Estimate, Respondents, Population, ClassKind, ClassCount);
}
