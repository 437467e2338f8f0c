using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>How many ideas there are, from whom, and what became of them.</summary>
internal static class IdeaUse
{
    /// <summary>Ideas of the window: the twelve months that end on the day.</summary>
    public static Sourced<PreparedIdeas> Of(DeliveredFacts others, Population people, bool[] manager, DateOnly? referenceDate)
    {
        if (others.Ideas is not { } ideas)
        {
            return Sourced<PreparedIdeas>.Without("no_ideas");
        }

        var day = others.Until(DeliveryKind.Ideas, referenceDate);
        var (after, until) = (day.AddMonths(-FrontlineIdeas.Months).DayNumber, day.DayNumber);
        if (until < others.Newest[DeliveryKind.Ideas].DayNumber && Array.TrueForAll(ideas.Day, d => d > until))
        {
            return Sourced<PreparedIdeas>.Without("source_later");
        }

        long count = 0, known = 0, frontline = 0, acted = 0;
        for (var i = 0; i < ideas.Count; i++)
        {
            if (ideas.Day[i] <= after || ideas.Day[i] > until)
            {
                continue;
            }

            count++;
            acted += ideas.Status[i] == (byte)IdeaStatus.Acted ? 1 : 0;
            if (people.IndexOf.TryGetValue(ideas.Person[i], out var person))
            {
                known++;
                frontline += manager[person] ? 0 : 1;
            }
        }

        return new PreparedIdeas(count, known, frontline, acted);
    }
}
