namespace Digilo.Analytics.Model;

/// <summary>An age band, by age in whole years on the reference date (year − birth year).</summary>
/// <param name="Code">Stable code, e.g. "30-39".</param>
/// <param name="Name">Name.</param>
/// <param name="From">Lowest age, inclusive.</param>
/// <param name="To">Highest age, inclusive.</param>
public sealed record AgeBand(string Code, BothLanguages Name, int From, int To);

/// <summary>
/// Everything that reviewed text decides: the files under <c>config/</c>, read and checked as one.
/// </summary>
/// <param name="Organisations">Ordered by code.</param>
/// <param name="Waves">Ordered by reference date.</param>
/// <param name="Programmes">Ordered by code.</param>
/// <param name="AgeBands">In age order, without gaps or overlaps.</param>
/// <param name="Floor">Lowest acceptable level; below is strictly lower.</param>
/// <param name="Mandatory">Mandatory competences when a role's requirements name none.</param>
/// <param name="Disclosure">Protection.</param>
/// <param name="AutomaticRelease">True: a closed wave is released by the next night; false: by hand.</param>
/// <param name="Hash">SHA-256 of the files' bytes, lower-case hex, for the ledger.</param>
public sealed record Configuration(
    IReadOnlyList<Organisation> Organisations,
    IReadOnlyList<Wave> Waves,
    IReadOnlyList<TrainingProgramme> Programmes,
    IReadOnlyList<AgeBand> AgeBands,
    int Floor,
    IReadOnlyList<string> Mandatory,
    DisclosureSettings Disclosure,
    bool AutomaticRelease,
    string Hash)
{
    /// <summary>What is done with answers that have quality flags; frozen with a wave.</summary>
    public QualityPolicy Quality { get; init; } = QualityPolicy.CountAll;

    /// <summary>How figures are weighted.</summary>
    public WeightingSettings Weighting { get; init; } = WeightingSettings.BuiltIn;

    /// <summary>How long data are kept, at most one rule a subject; empty: everything is kept.</summary>
    public IReadOnlyList<RetentionRule> Retention { get; init; } = [];

    /// <summary>The organisation with a code, or null.</summary>
    public Organisation? FindOrganisation(string code) => Organisations.FirstOrDefault(o => o.Code == code);

    /// <summary>The wave with a code, or null.</summary>
    public Wave? FindWave(string code) => Waves.FirstOrDefault(w => w.Code == code);
}
