using System.Globalization;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Runs;

/// <summary>What a refresh did.</summary>
/// <param name="SnapshotId">The snapshot that is published now.</param>
/// <param name="Changed">False if the content was the same as before: no new snapshot was made.</param>
/// <param name="Tables">Published tables.</param>
/// <param name="Released">Organisation and wave pairs released by this run, as "2284 2023-10".</param>
/// <param name="Waiting">What is not published and why: codes <c>waiting.*</c>, the first two arguments naming organisation and wave.</param>
public sealed record RefreshResult(string SnapshotId, bool Changed, int Tables, IReadOnlyList<string> Released, IReadOnlyList<Message> Waiting)
{
    /// <summary>
    /// Organisation, wave and number of answers left out by the quality policy, as "2284 2023-10 (12)"; "≤ 4" for 1–4. Only where some are.
    /// </summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>The audit of each wave that was to be released.</summary>
    public IReadOnlyList<WaveAudit> Audits { get; init; } = [];
}

/// <summary>How the audit of a wave went before its release.</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Wave">Code.</param>
/// <param name="Checked">Small or hidden figures, each of which must stay open.</param>
/// <param name="Withheld">Figures that were hidden so that they do.</param>
/// <param name="Together">False where there are too many groups, or too many persons, for everything to be audited together: sums were protected one by one.</param>
public sealed record WaveAudit(string Organisation, string Wave, int Checked, int Withheld, bool Together);

/// <summary>Read → compute → disclose → store → publish: the only place where these meet.</summary>
public sealed class Refresh
{
    private readonly Func<IColumnReader> _columns;
    private readonly Func<IPublisher> _publisher;
    private readonly Func<bool> _synthetic;

    /// <summary>For an open store.</summary>
    public Refresh(Store store)
        : this(() => store.Columns, () => store.Publisher, () => store.Synthetic)
    {
    }

    /// <summary>For other sources of columns, in tests.</summary>
    internal Refresh(IColumnReader columns, IPublisher publisher, bool synthetic)
        : this(() => columns, () => publisher, () => synthetic)
    {
    }

    private Refresh(Func<IColumnReader> columns, Func<IPublisher> publisher, Func<bool> synthetic) =>
        (_columns, _publisher, _synthetic) = (columns, publisher, synthetic);

    /// <summary>
    /// Builds the snapshot whole and publishes it by one pointer flip. The caller holds the write lease.
    /// </summary>
    /// <param name="configuration">Reviewed configuration.</param>
    /// <param name="today">The calendar day in Sweden, which decides the state of waves.</param>
    /// <param name="utc">Now, for the log only.</param>
    /// <param name="reopen">Wave codes whose release is to be computed again, with the reason; null for an ordinary night. A closed
    /// wave that is to be released by hand is named here too.</param>
    public RefreshResult Run(Configuration configuration, DateOnly today, DateTime utc, IReadOnlyDictionary<string, string>? reopen = null)
    {
        var (columns, publisher) = (_columns(), _publisher());
        var night = new Night(configuration, today, utc, reopen ?? new Dictionary<string, string>(), new JointFrames(columns, publisher, configuration));
        var organisations = new List<PublishedOrganisation>();
        var tables = new List<PublishedTable>();
        foreach (var organisation in configuration.Organisations.OrderBy(o => o.Code, StringComparer.Ordinal))
        {
            var run = new OrganisationRun(columns, publisher, night, organisation);
            organisations.Add(run.Build());
            tables.AddRange(run.Tables);
        }

        var draft = new Snapshot(
            new string('0', 64),
            organisations.Select(o => o.DataDate).DefaultIfEmpty(DateOnly.MinValue).Max(),
            Catalogue.MethodVersion,
            _synthetic(),
            configuration.Disclosure.Threshold,
            configuration.Floor,
            CompetenceFramework.DigComp22,
            organisations,
            Ordered(tables),
            configuration.Disclosure);
        var content = SnapshotFormat.Write(draft);
        var id = SnapshotFormat.IdOf(content);
        var current = publisher.CurrentId();
        if (current is not null && id != current && night.Reopen.Count == 0 && publisher.IsWithdrawn(id))
        {
            // Somebody took exactly this back: it returns when the data have changed or somebody asks for it, not by itself.
            night.Waiting.Add(new Message("waiting.withdrawn", id[..12]));
            return new RefreshResult(current, false, tables.Count, [], night.Waiting) { Excluded = night.Excluded, Audits = night.Audits };
        }

        var changed = id != current;
        if (changed || night.Releases.Count > 0 || night.Freezes.Count > 0)
        {
            publisher.Publish(SnapshotFormat.Read(content), content, night.Releases, night.Freezes, utc);
        }

        return new RefreshResult(id, changed, tables.Count, night.Released, night.Waiting) { Excluded = night.Excluded, Audits = night.Audits };
    }

    /// <summary>Returns to the previous good snapshot; the withdrawn one stays in the release log.</summary>
    /// <returns>The id published now, or null if there is no previous one.</returns>
    public string? Withdraw(string reason, DateTime utc) => _publisher().Withdraw(reason, utc);

    private static PublishedTable[] Ordered(IEnumerable<PublishedTable> tables) =>
    [
        .. tables
            .OrderBy(t => t.Key.Organisation, StringComparer.Ordinal)
            .ThenBy(t => t.Key.Wave, StringComparer.Ordinal)
            .ThenBy(t => t.Key.Measure, StringComparer.Ordinal)
            .ThenBy(t => t.Key.Level)
            .ThenBy(t => t.Key.Breakdown)
            .ThenBy(t => t.Key.Item, StringComparer.Ordinal),
    ];

    /// <summary>What one run is asked for, and what it decides on its way.</summary>
    internal sealed record Night(
        Configuration Configuration, DateOnly Today, DateTime Utc, IReadOnlyDictionary<string, string> Reopen, JointFrames Joint)
    {
        public List<ReleaseRecord> Releases { get; } = [];

        public List<WaveFreeze> Freezes { get; } = [];

        public List<string> Released { get; } = [];

        public List<Message> Waiting { get; } = [];

        public List<string> Excluded { get; } = [];

        public List<WaveAudit> Audits { get; } = [];

        /// <summary>A line of the log about an organisation and wave.</summary>
        public static string Pair(string organisation, string wave, string text = "") =>
            string.Create(CultureInfo.InvariantCulture, $"{organisation} {wave}{(text.Length == 0 ? "" : ": ")}{text}");
    }
}
