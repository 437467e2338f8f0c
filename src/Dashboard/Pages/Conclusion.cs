using Digilo.Analytics.Interpretation;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>What stands at the top of a group's page: Interpretation's own sentences, whatever the group is.</summary>
public static class Conclusion
{
    /// <summary>The sentences, each with its cells; never empty, and never a claim of cause or change (method §2.6, §3.10).</summary>
    public static IReadOnlyList<Sentence> Sentences(ShownGroup group, Say say) => Interpretation.Sentences.Conclusion(
        group.Snapshot, group.Organisation.Code, group.Wave.Wave, say.Language, group.Level, group.Code);
}
