using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Who could answer, who did, how, and how like the others they are: V1–V6.</summary>
internal static class VoiceRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.Voice, r => r.Seen(PublishedTable.All) is { } voice ? [Answered(r, voice)] : []),
        new(Measures.CouldAnswer, r => r.Seen(PublishedTable.All) is { } could ? [r.Say("V1", r.Share(could), r.Of(could, "staff"))] : []),
        new(Measures.SilentOperations, Silent),
        new(Measures.OtherWays, OtherWays),
        new(Measures.Representativity, Representative) { Leads = [PublishedTable.All] },
        new(Measures.AnswerChannel, Channels),
    ];

    /// <summary>While a wave is open: how many have answered so far; null where that is hidden.</summary>
    public static Sentence? SoFar(Reading r) =>
        r.Published is { State: Model.WaveState.Open } wave && r.Seen(PublishedTable.All) is { } voice
            ? r.Say("V2.open", Numbers.Day(wave.Closes, r.Language), r.Share(voice), r.Of(voice, "staff"))
            : null;

    private static Sentence Answered(Reading r, Cited voice) => voice.Cell.Respondents is not null
        ? r.Say("V2", r.Counted(voice, "number"), r.Of(voice, "staff"), r.Percent(voice))
        : r.Say("V2.class", r.Percent(voice), r.Of(voice, "staff"));

    private static IEnumerable<Sentence> Silent(Reading r)
    {
        if (r.Value("silent") is not { } silent || r.Value("operations") is not { } operations)
        {
            yield break;
        }

        if (silent.Number == 0)
        {
            yield return r.Say("V4.none", r.Things(operations, "operation"), new Phrase("", [silent.Address]));
            yield break;
        }

        var where = r.Seen(PublishedTable.All) is { } persons ? r.Text("V4.persons", r.Share(persons), r.Of(persons, "staff")) : "";
        yield return r.Say(silent.Number == 1 ? "V4.one" : "V4.many", r.Things(silent, "number"), r.Things(operations, "operation"), where);
    }

    private static IEnumerable<Sentence> OtherWays(Reading r)
    {
        if (r.Seen("offered") is { } offered)
        {
            yield return r.Say("V6", r.Of(offered, "toolless"), r.Share(offered));
        }

        if (r.Seen("used") is { } used)
        {
            yield return r.Say("V6.used", r.Of(used, "toolless"), r.Share(used));
        }
        else if (r.Find("used") is { Cell.State: CellState.Hidden } hidden && r.Seen("offered") is not null)
        {
            yield return Reading.Whole(r.By(hidden, "V6.hidden")) with { Kind = SentenceKind.Hidden };
        }
    }

    private static IEnumerable<Sentence> Representative(Reading r)
    {
        if (r.Value(PublishedTable.All) is { } indicator)
        {
            yield return r.Say("V3", r.Number(indicator), r.Of(indicator, "answered"));
        }

        var partials = ((string[])["role", "gender", "age", "form", "device"]).Select(c => (Code: c, Cell: r.Value(c))).ToList();
        if (partials.TrueForAll(p => p.Cell is not null))
        {
            var most = partials.MaxBy(p => p.Cell!.Number);
            yield return most.Cell!.Number > 0
                ? Reading.Whole(Resting(r.Text("V3.most", r.Text("by." + most.Code), r.Number(most.Cell)), partials.Select(p => p.Cell!)))
                : Reading.Whole(Resting(r.Text("V3.even"), partials.Select(p => p.Cell!)));
        }
    }

    private static Phrase Resting(Phrase phrase, IEnumerable<Cited> cells) => phrase with { Cells = [.. phrase.Cells, .. cells.Select(c => c.Address)] };

    private static IEnumerable<Sentence> Channels(Reading r)
    {
        var seen = r.Columns.Select(c => (Code: c, Cell: r.Seen(c))).Where(c => c.Cell is not null).ToList();
        if (seen.Count > 0)
        {
            yield return r.Say(
                "V5", r.Those(seen[0].Cell!, "channel"), r.Joined([.. seen.Select(c => r.Text("V5." + c.Code, r.Percent(c.Cell!)))]));
        }

        if (r.Columns.Select(r.Find).FirstOrDefault(c => c is { Cell.State: CellState.Hidden }) is { } hidden)
        {
            yield return Reading.Whole(r.By(hidden, "V5.hidden")) with { Kind = SentenceKind.Hidden };
        }
    }
}
