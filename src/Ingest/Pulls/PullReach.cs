namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>How far a source has been fetched, for people.</summary>
public static class PullReach
{
    /// <summary>What the next pull goes on from: an answer's number or an instant, by the source's kind; empty if everything is fetched again.</summary>
    /// <param name="source">As configured.</param>
    /// <param name="state">What its last good pull left.</param>
    public static string Of(PullSource source, string state) => PullKinds.Find(source.Kind)?.Reach(state) ?? "";
}
