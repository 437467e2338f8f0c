using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>One thing to begin with, and why.</summary>
/// <param name="Code">Stable code: access, voice, rising, floor, targeting, plans or competence.</param>
/// <param name="Title">What to do, as the heading of its reason; without a full stop and without numbers.</param>
/// <param name="Reasons">Why: sentences of the rules, never empty.</param>
public sealed record Priority(string Code, string Title, IReadOnlyList<Sentence> Reasons);

/// <summary>
/// What an organisation may begin with, by a fixed rule and from published cells alone. First comes what shuts people out, and only where a
/// register fact or a published test says so (method §3.6); then the competences with the largest published weighted discrepancy, of which
/// there is always one where any lies above nothing.
/// </summary>
public static class Priorities
{
    /// <summary>Priorities of an organisation beside a wave, most pressing first.</summary>
    /// <param name="snapshot">The published snapshot.</param>
    /// <param name="organisation">Code of the organisation.</param>
    /// <param name="wave">Wave code.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <param name="most">How many at most; at least 1.</param>
    /// <returns>Fewer than asked for where less is published or nothing is found; none for an unknown organisation or wave.</returns>
    public static IReadOnlyList<Priority> Of(Snapshot snapshot, string organisation, string wave, string language, int most = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (snapshot.FindOrganisation(organisation) is not { } found || found.Waves.All(w => w.Wave != wave))
        {
            return [];
        }

        Reading Read(string measure) => new(
            snapshot, measure, found, Sentences.WaveOf(snapshot, measure, organisation, wave), language, ScopeLevel.Organisation, organisation);
        var pressing = ((Func<Func<string, Reading>, Priority?>[])[Access, Voice, Rising, Floor, Targeting, Plans]).Select(rule => rule(Read)).OfType<Priority>().ToList();
        var competences = Competences(Read).ToList();
        var first = pressing.Take(Math.Max(most - 1, most - competences.Count)).ToList();
        var chosen = first.Concat(competences.Take(most - first.Count)).ToList();
        return [.. chosen, .. pressing.Skip(first.Count).Take(most - chosen.Count)];
    }

    private static Priority? Access(Func<string, Reading> read)
    {
        var r = read(Measures.AccessGap);
        return r.Value("flagged") is { Number: > 0 } ? Make("access", r, first: true) : null;
    }

    private static Priority? Voice(Func<string, Reading> read)
    {
        var r = read(Measures.SilentOperations);
        return r.Value("silent") is { Number: > 0 } ? Make("voice", r, first: false) : null;
    }

    /// <summary>Where the weighted change is published it alone counts (method §3.4).</summary>
    private static Priority? Rising(Func<string, Reading> read)
    {
        var weighted = read(Measures.BelowFloorChangeWeighted);
        var r = weighted.Value("secured") is not null ? weighted : read(Measures.BelowFloorChange);
        return r.Value("secured") is { Number: > 0 } ? Make("rising", r, first: true) : null;
    }

    private static Priority? Floor(Func<string, Reading> read)
    {
        Breakdown[] divisions = [Breakdown.Operation, Breakdown.None, Breakdown.Role, Breakdown.Gender, Breakdown.AgeBand, Breakdown.Form, Breakdown.Device];
        var weighted = read(Measures.DisparityWeighted);
        var r = Higher(weighted) ? weighted : read(Measures.Disparity);

        // The weighted test is the one that counts for all staff; the other where it says nothing.
        return Higher(r) ? Make("floor", r, first: true) : null;

        bool Higher(Reading reading) => divisions.Any(d => reading.Rows(reading.Measure, "flag", d).Any(f => f.Cell is { Cell.HasValue: true, Number: > 0 }));
    }

    private static Priority? Targeting(Func<string, Reading> read)
    {
        var r = read(Measures.Targeting);
        return r.Value(PublishedTable.All) is { Number: < 1 } ratio && (ratio.Cell.Interval ?? ratio.Cell.IntervalWithoutFpc) is { High: < 1 }
            ? Make("targeting", r, first: true)
            : null;
    }

    private static Priority? Plans(Func<string, Reading> read)
    {
        var r = read(Measures.PlanCoverage);
        return r.Value("operations") is { Number: < 1 } ? Make("plans", r, first: true) : null;
    }

    /// <summary>The competences with a weighted discrepancy above nothing, the largest first; ties in the framework's order.</summary>
    private static IEnumerable<Priority> Competences(Func<string, Reading> read)
    {
        var r = read(Measures.Mwds);
        return r.Snapshot.Framework.Competences
            .Select(c => (Competence: c, Score: r.Value(c.Id))).Where(c => c.Score is { Number: > 0 })
            .OrderByDescending(c => c.Score!.Number)
            .Select(c =>
            {
                var parts = new List<Phrase>();
                if (r.Find(Measures.BelowRequirement, c.Competence.Id) is { Speaks: true } below)
                {
                    parts.Add(r.Text("priority.below", r.Share(below), r.Of(below, "matched")));
                }

                if (r.Find(Measures.Gap, c.Competence.Id) is { Cell.HasValue: true, Number: > 0 } gap)
                {
                    parts.Add(r.Text("priority.gap", r.Size(gap)));
                }

                parts.Add(r.Text("priority.mwds", r.Number(c.Score!)));
                return new Priority(
                    "competence", Indicators.Words.Get(r.Language, "priority.competence", c.Competence.Name.In(r.Language)), [Reading.Whole(r.Joined(parts))]);
            });
    }

    /// <summary>What the rules of the measure say, or the first of it.</summary>
    private static Priority? Make(string code, Reading r, bool first)
    {
        var said = Rules.Of(r.Measure).Of(r).Where(s => s.Kind == SentenceKind.Finding).ToList();
        return said.Count == 0 ? null : new Priority(code, Indicators.Words.Get(r.Language, "priority." + code), first ? said[..1] : said);
    }
}
