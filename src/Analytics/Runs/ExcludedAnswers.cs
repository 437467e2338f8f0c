using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <summary>Answers of a wave that are left out for their quality flags.</summary>
/// <param name="Total">So many answers.</param>
/// <param name="ByReason">Every reason that the wave's policy excludes, with its answers; one answer may have several.</param>
internal sealed record ExcludedAnswers(long Total, IReadOnlyList<(string Reason, long Count)> ByReason)
{
    /// <summary>Nothing is excluded.</summary>
    public static ExcludedAnswers None { get; } = new(0, []);

    /// <summary>Counts the rows that were left out.</summary>
    public static ExcludedAnswers Count(ResponseColumns responses, IReadOnlyCollection<int> rows, QualityFlags excluded) => new(
        rows.Count,
        [.. QualityReason.All.Where(q => (q.Flags & excluded) != 0).Select(q => (q.Name, rows.LongCount(r => (responses.Flags[r] & q.Flags) != 0)))]);

    /// <summary>As it may be shown: a count of 1–4 people is told as "at most 4".</summary>
    public IReadOnlyList<PublishedExclusion> Published() => [.. ByReason.Select(r => new PublishedExclusion(r.Reason, SmallCount.Classed(r.Count)))];
}

/// <summary>Counts of rows about people outside the figures.</summary>
internal static class SmallCount
{
    /// <summary>Nothing between 0 and 5 but <see cref="PublishedExclusion.Few"/>, which stands for 1–4.</summary>
    public static long Classed(long count) => count is > 0 and < PublishedExclusion.Few ? PublishedExclusion.Few : count;
}
