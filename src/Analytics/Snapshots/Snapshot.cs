using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Snapshots;

/// <summary>A place in the organisation's tree as published: units after merging.</summary>
/// <param name="Code">Stable code; a merged group has a code of its own.</param>
/// <param name="Name">Name; a merged group is called e.g. "Övriga enheter (3)".</param>
/// <param name="ParentCode">Code of the department; empty for a department.</param>
/// <param name="Level">Department or unit.</param>
/// <param name="Merged">Names of the units in a merged group; otherwise empty.</param>
public sealed record PublishedScope(string Code, string Name, string ParentCode, ScopeLevel Level, IReadOnlyList<string> Merged);

/// <summary>One organisation's part of a wave.</summary>
/// <param name="Wave">Wave code.</param>
/// <param name="Name">Name of the wave.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Opens">First day of answering.</param>
/// <param name="Closes">Last day of answering.</param>
/// <param name="ReferenceDate">Day of the population.</param>
/// <param name="Linked">False for an anonymous wave.</param>
/// <param name="ConsentToConsortium">True if the organisation may be shown beside the others for this wave.</param>
/// <param name="Release">Number of the release, 1 for the first; 0 while not released.</param>
/// <param name="ReleaseWaits">True if newer answers exist that wait until enough of them may be released together.</param>
/// <param name="Scopes">Departments and units of the wave's frozen structure; departments first, each followed by its units.</param>
public sealed record PublishedWave(
    string Wave,
    BothLanguages Name,
    WaveState State,
    DateOnly Opens,
    DateOnly Closes,
    DateOnly ReferenceDate,
    bool Linked,
    bool ConsentToConsortium,
    int Release,
    bool ReleaseWaits,
    IReadOnlyList<PublishedScope> Scopes)
{
    /// <summary>Answers left out for their quality, by every reason that the wave's policy excludes; empty if it excludes none.</summary>
    public IReadOnlyList<PublishedExclusion> Excluded { get; init; } = [];

    /// <summary>The settings of protection that are frozen with the wave; null before it opens, and where an older program wrote the snapshot.</summary>
    public DisclosureSettings? Protection { get; init; }
}

/// <summary>Answers that are in no figure of a wave because the policy leaves them out.</summary>
/// <param name="Reason">Name of the reason in settings.json; its words are <c>quality.REASON</c>.</param>
/// <param name="Count">0, <see cref="Few"/> for 1–4, or the number. An answer may have several reasons.</param>
public sealed record PublishedExclusion(string Reason, long Count)
{
    /// <summary>What stands for 1–4: so few people are not told apart.</summary>
    public const long Few = DisclosurePolicy.FewRows;

    /// <summary>" (12)" or " (≤ 4)", for the line of a log.</summary>
    internal static string InWords(long count) => string.Create(CultureInfo.InvariantCulture, $" ({(count == Few ? "≤ " : "")}{count})");
}

/// <summary>Where an organisation's figures come from, source by source.</summary>
/// <param name="Kind">What the source holds.</param>
/// <param name="AsOf">The day its latest delivery in force describes.</param>
/// <param name="Excluded">
/// Rows stored but outside the figures (unlinked persons, unmapped courses, outside the register, left out for their quality): 0, 4 for 1–4, or
/// the number.
/// </param>
public sealed record PublishedSource(DeliveryKind Kind, DateOnly AsOf, long Excluded);

/// <summary>One organisation in a snapshot.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Full name.</param>
/// <param name="ShortName">Short name.</param>
/// <param name="DataDate">The newest day that any of its data describes.</param>
/// <param name="Waves">Its waves, oldest first.</param>
/// <param name="Sources">Its sources.</param>
/// <param name="TargetAreas">Its target areas, or null.</param>
public sealed record PublishedOrganisation(
    string Code,
    BothLanguages Name,
    string ShortName,
    DateOnly DataDate,
    IReadOnlyList<PublishedWave> Waves,
    IReadOnlyList<PublishedSource> Sources,
    TargetAreas? TargetAreas)
{
    /// <summary>
    /// The settings of protection that its facts are published with, which are those of its latest wave when the month began, where they
    /// are stricter; null if it has no facts, and where an older program wrote the snapshot.
    /// </summary>
    public DisclosureSettings? FactProtection { get; init; }
}

/// <summary>
/// Everything that was published by one refresh: immutable, and the only source of every page, brief, export and API answer.
/// </summary>
public sealed class Snapshot
{
    private readonly Dictionary<TableKey, PublishedTable> _byKey;
    private readonly ILookup<string, PublishedTable> _byOrganisation;

    internal Snapshot(
        string id,
        DateOnly dataDate,
        string methodVersion,
        bool synthetic,
        int threshold,
        int floor,
        CompetenceFramework framework,
        IReadOnlyList<PublishedOrganisation> organisations,
        IReadOnlyList<PublishedTable> tables,
        DisclosureSettings? protection = null)
    {
        Id = id;
        DataDate = dataDate;
        MethodVersion = methodVersion;
        Synthetic = synthetic;
        Protection = protection ?? DisclosureSettings.BuiltIn with { Threshold = threshold };
        Floor = floor;
        Framework = framework;
        Organisations = organisations;
        Tables = tables;
        _byKey = tables.ToDictionary(t => t.Key);
        _byOrganisation = tables.ToLookup(t => t.Key.Organisation, StringComparer.Ordinal);
    }

    /// <summary>SHA-256 of the content, lower-case hex: a night that changes nothing makes no new one.</summary>
    public string Id { get; }

    /// <summary>The first 12 characters of <see cref="Id"/>, for people.</summary>
    public string ShortId => Id[..12];

    /// <summary>The newest day that any data describes.</summary>
    public DateOnly DataDate { get; }

    /// <summary>Version of the method.</summary>
    public string MethodVersion { get; }

    /// <summary>True if the store is synthetic: said on every page, PDF page, chart and export.</summary>
    public bool Synthetic { get; }

    /// <summary>The settings of protection of this night: those of the next wave to open. A wave has its own, and so have facts.</summary>
    public DisclosureSettings Protection { get; }

    /// <summary>Fewest persons of a published group, where nothing of it is frozen.</summary>
    public int Threshold => Protection.Threshold;

    /// <summary>The settings that hold for a wave: its own, or this night's while it has none.</summary>
    public DisclosureSettings ProtectionOf(PublishedWave wave) => wave.Protection ?? Protection;

    /// <summary>The settings that hold for an organisation's facts.</summary>
    public DisclosureSettings ProtectionOf(PublishedOrganisation organisation) => organisation.FactProtection ?? Protection;

    /// <summary>Every threshold that anything in the snapshot is published with, lowest first; never empty.</summary>
    public IReadOnlyList<int> Thresholds =>
    [
        .. Organisations.SelectMany(o => o.Waves.Select(w => w.Protection).Append(o.FactProtection)).OfType<DisclosureSettings>()
            .DefaultIfEmpty(Protection).Select(p => p.Threshold).Distinct().Order(),
    ];

    /// <summary>The floor (lägstanivå).</summary>
    public int Floor { get; }

    /// <summary>The competence framework of the figures.</summary>
    public CompetenceFramework Framework { get; }

    /// <summary>Organisations, ordered by code.</summary>
    public IReadOnlyList<PublishedOrganisation> Organisations { get; }

    /// <summary>All tables, ordered by key.</summary>
    public IReadOnlyList<PublishedTable> Tables { get; }

    /// <summary>An organisation's tables of all waves, ordered by key; none for a code that is not there.</summary>
    public IEnumerable<PublishedTable> TablesOf(string organisation) => _byOrganisation[organisation];

    /// <summary>The table with a key, or null if nothing of the kind is published.</summary>
    public PublishedTable? Find(TableKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>The organisation with a code, or null.</summary>
    public PublishedOrganisation? FindOrganisation(string code) => Organisations.FirstOrDefault(o => o.Code == code);
}
