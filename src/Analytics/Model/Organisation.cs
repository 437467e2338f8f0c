namespace Digilo.Analytics.Model;

/// <summary>What kind of authority an organisation is.</summary>
public enum OrganisationKind
{
    /// <summary>Kommun.</summary>
    Municipality,
    /// <summary>Region.</summary>
    Region,
}

/// <summary>
/// One of an organisation's own target areas for digital transformation (method §2.7): data, never assumed.
/// </summary>
/// <param name="Id">Stable id, e.g. "trygghet".</param>
/// <param name="Name">Name.</param>
/// <param name="Competences">Ids of the competences mapped to it; may be empty.</param>
/// <param name="Indicators">Ids of the indicators mapped to it; may be empty.</param>
public sealed record TargetArea(string Id, BothLanguages Name, IReadOnlyList<string> Competences, IReadOnlyList<string> Indicators);

/// <summary>A set of target areas with its history.</summary>
/// <param name="Version">The organisation's version of the mapping.</param>
/// <param name="DecidedBy">Who decided it; empty means it is our interpretation and is labelled so.</param>
/// <param name="Areas">In the organisation's order.</param>
public sealed record TargetAreas(string Version, string DecidedBy, IReadOnlyList<TargetArea> Areas);

/// <summary>An employer. Persons are never linked between organisations.</summary>
/// <param name="Code">Municipality or region code, e.g. "2284"; text, leading zeros kept.</param>
/// <param name="Name">Full name.</param>
/// <param name="ShortName">Short name for tables and charts.</param>
/// <param name="Kind">Municipality or region.</param>
/// <param name="TargetAreas">Its own target areas, or null.</param>
public sealed record Organisation(string Code, BothLanguages Name, string ShortName, OrganisationKind Kind, TargetAreas? TargetAreas)
{
    /// <summary>What it has done of what must be done before a wave opens; what is not here is not done.</summary>
    public IReadOnlyDictionary<Duty, DutyDone> Duties { get; init; } = new Dictionary<Duty, DutyDone>();

    /// <summary>True if its briefs may go with a mail as a file; otherwise a mail has the text and a link.</summary>
    public bool MailAttachment { get; init; }
}
