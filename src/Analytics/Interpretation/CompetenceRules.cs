using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Where we stand and what to learn next, competence by competence: levels, requirements and discrepancies.</summary>
internal static class CompetenceRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.Level, Levels),
        new(Measures.LevelWeighted, Weighted) { Leads = [PublishedTable.Index] },
        new(Measures.Distribution, Distribution) { OwnState = true },
        new(Measures.BelowRequirement, r => Most(r, "BELOW", "matched")),
        new(Measures.Gap, r => Extreme(r, c => c.Number, "GAP", r.Size)),
        new(Measures.Rds, r => Extreme(r, c => -c.Number, "RDS", r.Number)),
        new(Measures.Mwds, r => Extreme(r, c => c.Number, "MWDS", r.Number)),
    ];

    /// <summary>
    /// The competence with the largest share; a class "minst" stands above any number. Where all are classes "högst", that none has more.
    /// </summary>
    /// <param name="r">What is read.</param>
    /// <param name="text">Code of the texts.</param>
    /// <param name="group">Whom the shares are of.</param>
    public static IEnumerable<Sentence> Most(Reading r, string text, string group)
    {
        var seen = Each(r).Where(c => c.Cell.Speaks).ToList();
        if (seen.Count == 0)
        {
            yield break;
        }

        if (seen.TrueForAll(c => c.Cell.Cell.ClassKind == ClassKind.AtMost))
        {
            var widest = seen.MaxBy(c => c.Cell.Cell.ClassCount)!;
            var none = r.Text(text + ".none", r.Bound(widest.Cell), r.Of(widest.Cell, group));
            yield return Reading.Whole(none with { Cells = [.. seen.Select(c => c.Cell.Address)] });
            yield break;
        }

        var most = seen.MaxBy(c => c.Cell.Cell.ClassKind switch { ClassKind.AtLeast => 2, ClassKind.AtMost => -1, _ => c.Cell.Number })!;
        yield return r.Say(text, r.NameOf(most.Competence), r.Share(most.Cell), r.Of(most.Cell, group), Partly(r));
    }

    private static IEnumerable<Sentence> Levels(Reading r)
    {
        if (r.Seen(PublishedTable.Index) is { } index)
        {
            yield return r.Say("LEVEL", r.Those(index, "answered"), r.Level(index));
        }

        var numbers = Each(r).Where(c => c.Cell.Cell.HasValue).ToList();
        if (numbers.Count > 1)
        {
            var (high, low) = (numbers.MaxBy(c => c.Cell.Number)!, numbers.MinBy(c => c.Cell.Number)!);
            yield return r.Say(
                "LEVEL.ends", r.NameOf(high.Competence), r.Number(high.Cell), r.NameOf(low.Competence), r.Number(low.Cell), Partly(r), r.Place);
        }
    }

    private static IEnumerable<Sentence> Weighted(Reading r)
    {
        if (r.Seen(PublishedTable.Index) is { } index)
        {
            yield return r.Say("LEVELW", FloorRules.WeightedTo(r), r.Level(index), r.Basis(index));
        }
    }

    /// <summary>The competence that ranks first; that none is above nothing where the first is not.</summary>
    private static IEnumerable<Sentence> Extreme(Reading r, Func<Cited, double> rank, string text, Func<Cited, Phrase> number)
    {
        var numbers = Each(r).Where(c => c.Cell.Cell.HasValue).ToList();
        if (numbers.Count == 0)
        {
            yield break;
        }

        var first = numbers.MaxBy(c => rank(c.Cell))!;
        if (rank(first.Cell) > 0)
        {
            yield return r.Say(text, r.NameOf(first.Competence), number(first.Cell), r.Of(first.Cell, "matched"), Partly(r));
            yield break;
        }

        var partly = Each(r).Any(c => !c.Cell.Cell.HasValue && c.Cell.Cell.State != CellState.NotApplicable);
        var none = r.Text(text + (partly ? ".none.partly" : ".none"), r.Place);
        yield return Reading.Whole(none with { Cells = [.. numbers.Select(c => c.Cell.Address)] });
    }

    /// <summary>How the answers spread in the competence with the lowest mean level.</summary>
    private static IEnumerable<Sentence> Distribution(Reading r)
    {
        var asked = r.Snapshot.Framework.Competences
            .Select(c => (Competence: c, Level: r.Find(Measures.Level, c.Id), Bins: Bins(r, c.Id)))
            .Where(c => c.Bins.Count > 0).ToList();
        var lowest = asked.Where(c => c.Level is { Cell.HasValue: true } && c.Bins.Exists(b => b.Cell.Speaks)).OrderBy(c => c.Level!.Number).FirstOrDefault();
        if (lowest.Competence is null)
        {
            var silence = r.Silence([.. asked.SelectMany(c => c.Bins).Select(b => b.Cell)]);
            return silence is null ? [] : [silence];
        }

        var name = r.NameOf(lowest.Competence);
        var at = new Phrase("", [lowest.Level!.Address]);
        var seen = lowest.Bins.Where(b => b.Cell.Speaks).ToList();
        if (!r.IsOrganisation)
        {
            return
            [
                r.Say("DIST.bands", r.Those(seen[0].Cell, "asked"), name, r.Joined([.. seen.Select(b => r.Text("DIST." + b.Column, r.Percent(b.Cell)))]), at),
            ];
        }

        var numbers = seen.Where(b => b.Cell.Cell.HasValue).ToList();
        if (numbers.Count == 0)
        {
            return [r.Say("DIST.spread", name, r.Of(seen[0].Cell, "asked"), at)];
        }

        var most = numbers.MaxBy(b => b.Cell.Number)!;
        var partly = lowest.Bins.Any(b => b.Cell.Cell.State == CellState.Hidden) ? r.Text("DIST.partly") : "";
        return [r.Say("DIST", name, new Phrase(most.Column, [most.Cell.Address]), r.Share(most.Cell), r.Of(most.Cell, "asked"), partly, at)];
    }

    private static List<(string Column, Cited Cell)> Bins(Reading r, string item) =>
        [.. Columns(r).Select(c => (c, r.Find(Measures.Distribution, c, item))).Where(b => b.Item2 is not null).Select(b => (b.c, b.Item2!))];

    private static IEnumerable<string> Columns(Reading r) =>
        r.IsOrganisation ? ["0", "1", "2", "3", "4", "5", "6", "7", "8"] : ["floor", "between", "required"];

    private static IEnumerable<(Competence Competence, Cited Cell)> Each(Reading r) =>
        r.Snapshot.Framework.Competences.Select(c => (c, r.Find(c.Id))).Where(c => c.Item2 is not null).Select(c => (c.c, c.Item2!));

    /// <summary>That others may rank before, where some competences are not seen as numbers.</summary>
    private static Phrase Partly(Reading r) =>
        Each(r).Any(c => c.Cell.Cell.State is CellState.Hidden || c.Cell.Cell.ClassKind is ClassKind.NearLowest or ClassKind.NearHighest)
            ? r.Text("partly")
            : "";
}
