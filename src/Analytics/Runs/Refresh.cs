using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Runs;

/// <summary>What a refresh did.</summary>
/// <param name="SnapshotId">The snapshot that is published now.</param>
/// <param name="Changed">False if the content was the same as before: no new snapshot was made.</param>
/// <param name="Tables">Published tables.</param>
/// <param name="Released">Organisation and wave pairs released by this run, as "2284 2023-10".</param>
/// <param name="Waiting">Pairs with newer answers that may not be released yet, with the reason in words of the log (no personal data).</param>
public sealed record RefreshResult(string SnapshotId, bool Changed, int Tables, IReadOnlyList<string> Released, IReadOnlyList<string> Waiting);

/// <summary>Read → compute → disclose → store → publish: the only place where these meet.</summary>
public sealed class Refresh
{
    /// <summary>For an open store.</summary>
    public Refresh(Store store) => Store = store;

    private Store Store { get; }

    /// <summary>
    /// Builds the snapshot whole and publishes it by one pointer flip. The caller holds the write lease.
    /// </summary>
    /// <param name="configuration">Reviewed configuration.</param>
    /// <param name="today">The calendar day in Sweden, which decides the state of waves.</param>
    /// <param name="utc">Now, for the log only.</param>
    /// <param name="reopen">Wave codes whose release is to be computed again, with the reason; null for an ordinary night.</param>
    public RefreshResult Run(Configuration configuration, DateOnly today, DateTime utc, IReadOnlyDictionary<string, string>? reopen = null) =>
        throw new NotImplementedException(Store.Options.Provider.ToString());

    /// <summary>Returns to the previous good snapshot; the withdrawn one stays in the release log.</summary>
    /// <returns>The id published now, or null if there is no previous one.</returns>
    public string? Withdraw(string reason, DateTime utc) => throw new NotImplementedException();
}
