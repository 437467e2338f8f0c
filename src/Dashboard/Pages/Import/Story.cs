using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages.Import;

/// <summary>A sentence of a delivery's story, with at most one other delivery linked in it.</summary>
/// <param name="Before">Words before the link, or all of them.</param>
/// <param name="Delivery">The linked delivery; 0 if there is none.</param>
/// <param name="Link">The link's words.</param>
/// <param name="After">Words after the link.</param>
internal sealed record StorySentence(string Before, long Delivery, string Link, string After);

/// <summary>What came, when, by whom, what it replaced, what replaced it and what is in force, in words.</summary>
internal static class Story
{
    // Stands in a sentence where the link goes.
    private const char Place = '\u0001';

    /// <summary>The story of one delivery.</summary>
    /// <param name="entry">The delivery.</param>
    /// <param name="find">Finds the others that it tells of.</param>
    /// <param name="say">The language.</param>
    public static IReadOnlyList<StorySentence> Of(LedgerEntry entry, Func<long, LedgerEntry?> find, Say say)
    {
        var sentences = new List<StorySentence>
        {
            Plain(say.With("story.came", Format.LocalTime(entry.Header.ReceivedAt), say.Or("story.by." + entry.Header.ReceivedBy, entry.Header.ReceivedBy))),
        };
        if (entry.Header.Corrects is { } corrected)
        {
            sentences.Add(Linked("story.corrects", corrected));
        }
        else if (entry.Replaces is { } old)
        {
            sentences.Add(Linked("story.replaced", old));
        }

        if (entry.Status != DeliveryStatus.Refused)
        {
            sentences.Add(Plain(entry is { RowsAdded: { } added, RowsUpdated: { } updated, RowsRemoved: { } removed }
                ? say.With(entry.Status == DeliveryStatus.Waiting ? "story.effect.would" : "story.effect", say.F.Count(added), say.F.Count(updated), say.F.Count(removed))
                : say["story.effect.unknown"]));
        }

        sentences.Add(entry.Status switch
        {
            DeliveryStatus.InForce => Plain(say["story.in_force"]),
            DeliveryStatus.Waiting => Plain(say["story.waiting"]),
            DeliveryStatus.Refused => Plain(say["story.refused"]),
            DeliveryStatus.Replaced when entry.ReplacedBy is { } by => Linked("story.replaced_by", by),
            _ => Plain(say["story.not_in_force"]),
        });
        return sentences;

        static StorySentence Plain(string text) => new(text, 0, "", "");

        StorySentence Linked(string code, long id)
        {
            var parts = say.With(code, Place.ToString()).Split(Place);
            var other = find(id);
            var link = say.With("report.delivery", say.F.Count(id)) + (other is null ? "" : $" ({other.Header.FileName}, {Format.LocalTime(other.Header.ReceivedAt)})");
            return new StorySentence(parts[0], id, link, parts.Length > 1 ? parts[1] : "");
        }
    }
}
