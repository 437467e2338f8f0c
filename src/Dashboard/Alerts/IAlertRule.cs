using Digilo.Analytics.Desk;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Alerts;

/// <summary>What rules look at: what is published, and records that are not about people.</summary>
/// <param name="Snapshot">The published snapshot, or null.</param>
/// <param name="Plans">Transformation plans in force of an organisation.</param>
/// <param name="LastGoodNight">When the newest good night ended, UTC, or null.</param>
/// <param name="Published">When the snapshot was published, UTC, or null.</param>
/// <param name="ExpectedEveryDays">Days after which a source counts as too old, by kind; a kind that is not named is never too old.</param>
/// <param name="StaleAfterHours">Hours without a good night that are too many.</param>
/// <param name="Today">The calendar day in Sweden.</param>
/// <param name="Utc">Now, UTC.</param>
public sealed record AlertInput(
    Snapshot? Snapshot,
    Func<string, IReadOnlyList<PlanRow>> Plans,
    DateTime? LastGoodNight,
    DateTime? Published,
    IReadOnlyDictionary<DeliveryKind, int> ExpectedEveryDays,
    int StaleAfterHours,
    DateOnly Today,
    DateTime Utc);

/// <summary>
/// A rule of alerts: finds what somebody should be told, in published figures and records alone. Its words are <c>alert.NAME</c> in the text
/// files, with {0} for the organisation, {1} for what the alert's code names and {2} for the wave.
/// </summary>
public interface IAlertRule
{
    /// <summary>Its name; stable, because it is stored.</summary>
    string Name { get; }

    /// <summary>What it finds now. The same input gives the same findings in the same order.</summary>
    IEnumerable<AlertFinding> Find(AlertInput input);

    /// <summary>Name of what the code names, in a language, as it is published now; null if it is not: then the name that was stored is told.</summary>
    string? NameOf(AlertKey key, Snapshot snapshot, string language) => null;

    /// <summary>The page where the figure or record stands, as a path without language.</summary>
    string PathOf(AlertKey key);

    /// <summary>What the published figures say of it, in a language; empty if the rule rests on records, or if they are not published any more.</summary>
    IReadOnlyList<Sentence> Say(AlertKey key, Snapshot snapshot, string language) => [];
}
