namespace Digilo.Analytics.Model;

/// <summary>Where a wave stands in its life (design: a wave is planned → open → closed → released).</summary>
public enum WaveState
{
    /// <summary>Before its opening date.</summary>
    Planned,
    /// <summary>Answers are coming in: only participation is published.</summary>
    Open,
    /// <summary>Closed, not yet released.</summary>
    Closed,
    /// <summary>Released: its tables are carried forward unchanged.</summary>
    Released,
}

/// <summary>One measurement of the staff.</summary>
/// <param name="Code">Stable code, e.g. "2021-02".</param>
/// <param name="Name">Name shown to readers, e.g. "Februari 2021".</param>
/// <param name="Opens">First day of answering.</param>
/// <param name="Closes">Last day of answering, inclusive.</param>
/// <param name="ReferenceDate">The population is the last register on or before this date.</param>
/// <param name="Linked">True if answers carry a personal id that the register knows; false for an anonymous wave.</param>
/// <param name="Organisations">Codes of the organisations taking part.</param>
/// <param name="ConsentToConsortium">Codes of the organisations that agreed to be shown beside the others; frozen per wave.</param>
public sealed record Wave(
    string Code,
    BothLanguages Name,
    DateOnly Opens,
    DateOnly Closes,
    DateOnly ReferenceDate,
    bool Linked,
    IReadOnlyList<string> Organisations,
    IReadOnlyList<string> ConsentToConsortium)
{
    /// <summary>
    /// True if its figures may leave the organisation, as open data for instance: then its groups are at least
    /// <see cref="DisclosurePolicy.ExternalThreshold"/>. Frozen when it opens.
    /// </summary>
    public bool External { get; init; }

    /// <summary>The state that the calendar gives on a day, before any release is known.</summary>
    public WaveState StateOn(DateOnly day) =>
        day < Opens ? WaveState.Planned : day <= Closes ? WaveState.Open : WaveState.Closed;
}

/// <summary>A training programme, e.g. Digilo.</summary>
/// <param name="Code">Stable code used by courses.</param>
/// <param name="Name">Name.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="TargetGroup">Whom it was for, in words.</param>
public sealed record TrainingProgramme(string Code, BothLanguages Name, DateOnly From, DateOnly To, BothLanguages TargetGroup)
{
    /// <summary>Whom it was for, by what the register tells; null = only in words.</summary>
    public ProgrammeTarget? Target { get; init; }
}

/// <summary>A programme's target group by register attributes of the main employment. A person is in it if any one of them fits.</summary>
/// <param name="Aid">First digits of AID codes, two to six.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="Responsibility">AID responsibility letters; a programme that names any is a leader programme.</param>
public sealed record ProgrammeTarget(IReadOnlyList<string> Aid, IReadOnlyList<string> Roles, IReadOnlyList<string> Responsibility)
{
    /// <summary>AID responsibility letters of managers.</summary>
    public const string ManagerLetters = "ABC";
}
