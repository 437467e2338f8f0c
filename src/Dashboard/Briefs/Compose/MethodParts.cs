using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>The box that every brief ends its argument with: how the figures are made and what they cannot say.</summary>
internal static class MethodParts
{
    /// <summary>The box.</summary>
    /// <param name="draft">The brief.</param>
    /// <param name="about">The organisation; null for several.</param>
    /// <param name="wave">The wave shown.</param>
    /// <param name="more">Codes of texts for this kind of brief alone.</param>
    public static Note Box(Draft draft, PublishedOrganisation? about, PublishedWave wave, params string[] more)
    {
        var say = draft.Say;
        var protection = say.With("brief.method.protection", say.F.Count(draft.Snapshot.ProtectionOf(wave).Threshold));
        var population = about is null || more.Contains("brief.method.unit") ? "" : say.With("brief.method.population", Format.IsoDate(wave.ReferenceDate), Format.IsoDate(about.DataDate));
        List<Paragraph> paragraphs =
        [
            new(say["brief.method.self"] + " " + say["brief.method.interval"], ParagraphKind.Small),
            new(string.Join(' ', more.Select(code => say[code]).Prepend(population).Prepend(protection).Where(t => t.Length > 0)), ParagraphKind.Small),
        ];
        if (draft.Snapshot.Synthetic)
        {
            paragraphs.Add(new Paragraph([new TextRun(say["brief.method.synthetic"], Emphasis: true)], ParagraphKind.Small));
        }

        return new Note(say["brief.method"], paragraphs, "metod");
    }
}
