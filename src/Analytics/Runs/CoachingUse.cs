using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>Who coaches whom, in both directions (method §2.9).</summary>
internal static class CoachingUse
{
    /// <summary>
    /// Pairs that held at some time in the window; without a first day they are taken as old, without a last as going on. Somebody
    /// outside the population is in no pair of it, the other one still is. A pair counts once, whatever its themes.
    /// </summary>
    public static Sourced<PreparedCoaching> Of(DeliveredFacts others, Population people, DateOnly? referenceDate)
    {
        if (others.Coaching is not { } pairs)
        {
            return Sourced<PreparedCoaching>.Without("no_coaching");
        }

        var day = others.Until(DeliveryKind.Coaching, referenceDate);
        var (after, until) = (day.AddMonths(-Reach.Months).DayNumber, day.DayNumber);
        if (until < others.Newest[DeliveryKind.Coaching].DayNumber && Array.TrueForAll(pairs.ValidFrom, from => from > until))
        {
            return Sourced<PreparedCoaching>.Without("source_later");
        }

        var persons = people.Rows.Length;
        var (any, byManager, byEmployee) = (new bool[persons], new bool[persons], new bool[persons]);
        var themes = pairs.ThemeCodes.Select(_ => new bool[persons]).ToArray();
        var counted = new HashSet<(long, long)>();
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs.ValidFrom[i] > until || pairs.ValidTo[i] <= after)
            {
                continue;
            }

            var direction = (CoachingDirection)pairs.Direction[i];
            var manager = people.IndexOf.GetValueOrDefault(pairs.Manager[i], -1);
            var employee = people.IndexOf.GetValueOrDefault(pairs.Employee[i], -1);
            if (manager >= 0)
            {
                any[manager] = true;
                byEmployee[manager] |= direction != CoachingDirection.ManagerCoaches;
            }

            if (employee >= 0)
            {
                any[employee] = true;
                byManager[employee] |= direction != CoachingDirection.EmployeeCoaches;
            }

            foreach (var person in (int[])[manager, employee])
            {
                if (person >= 0 && pairs.Theme[i] >= 0)
                {
                    themes[pairs.Theme[i]][person] = true;
                }
            }

            if (manager >= 0 && employee >= 0)
            {
                counted.Add((pairs.Manager[i], pairs.Employee[i]));
            }
        }

        var named = pairs.ThemeCodes.Select((code, t) => (code, themes[t])).Where(t => Array.Exists(t.Item2, p => p));
        return new PreparedCoaching(any, byManager, byEmployee, counted.Count, [.. named.OrderBy(t => t.code, StringComparer.Ordinal)]);
    }
}
