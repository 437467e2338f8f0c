using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>
/// The sentence at the top of a group's page: Interpretation's own for an organisation, and by the same rules for
/// departments and units, which it does not speak of.
/// </summary>
public static class Conclusion
{
    /// <summary>One or two sentences that name their base; never a claim of cause or change (method §2.6, §3.10).</summary>
    public static string Of(ShownGroup group, Say say)
    {
        if (group.Level == ScopeLevel.Organisation)
        {
            var (code, wave) = (group.Organisation.Code, group.Wave.Wave);
            var first = Sentences.Conclusion(group.Snapshot, code, wave, say.Language).Text;
            return group.Wave.State == WaveState.Released && Sentences.LargestGap(group.Snapshot, code, wave, say.Language) is { } largest
                ? Stopped(first) + " " + Stopped(largest.Text)
                : Stopped(first);
        }

        return OfPart(group, say);
    }

    private static string Stopped(string sentence) => sentence.EndsWith('.') ? sentence : sentence + ".";

    private static string OfPart(ShownGroup group, Say say)
    {
        if (group.Wave.State == WaveState.Open)
        {
            var voice = group.Survey(Measures.Voice);
            return voice is { HasValue: true }
                ? say.With("page.conclusion.open", say.Name(group.Wave.Name), say.F.Date(group.Wave.Closes), say.Cells.Value(voice, Measures.Voice), group.Name)
                : say.With("page.conclusion.open.none", say.Name(group.Wave.Name), say.F.Date(group.Wave.Closes));
        }

        if (group.Wave.State != WaveState.Released)
        {
            return say.With("page.conclusion.closed", say.Name(group.Wave.Name), say.F.Date(group.Wave.Closes));
        }

        var below = group.Survey(Measures.BelowFloor);
        var floor = say.F.Count(group.Snapshot.Floor);
        var opening = below?.State switch
        {
            CellState.Value => say.With("page.conclusion.below", group.Name, Proportion(below.Estimate ?? 0, say, below), floor),
            CellState.Class => say.With("page.conclusion.below", group.Name, say.Cells.Value(below, Measures.BelowFloor), floor),
            CellState.Hidden when group.Survey(Measures.Voice) is { State: not CellState.Hidden } => say.With("page.conclusion.hidden.below", group.Name),
            CellState.Hidden => say.With("page.conclusion.hidden", group.Name),
            _ => say.With("page.conclusion.none", group.Name, say.Name(group.Wave.Name)),
        };
        return group.Largest(Measures.Gap) is { Cell.Estimate: > 0 } gap && below is not null
            ? opening + " " + say.With("page.conclusion.gap", say.Name(gap.Competence.Name), gap.Competence.Id, say.Cells.Value(gap.Cell, Measures.Gap))
            : opening;
    }

    // "Var fjärde" only where it is true (method §3.10); otherwise the number.
    private static string Proportion(double share, Say say, PublishedCell cell) => Math.Round(share * 100, MidpointRounding.AwayFromZero) switch
    {
        >= 23 and <= 27 => say["page.conclusion.quarter"],
        >= 47 and <= 53 => say["page.conclusion.half"],
        _ => say.Cells.Value(cell, Measures.BelowFloor),
    };
}
