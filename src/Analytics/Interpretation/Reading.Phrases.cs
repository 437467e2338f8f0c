using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>How cells are put in words: each phrase brings the cell that it quotes.</summary>
internal sealed partial class Reading
{
    // Binary fractions: 0.23 may be a hair under itself.
    private const double Noise = 1e-9;

    /// <summary>A text of the rules, "sentence.CODE", with its arguments.</summary>
    public Phrase Text(string code, params Phrase[] arguments) =>
        new(Words.Get(Language, "sentence." + code, [.. arguments.Select(a => a.Text)]), [.. arguments.SelectMany(a => a.Cells)]);

    /// <summary>A whole sentence, with capital letter and full stop.</summary>
    public Sentence Say(string code, params Phrase[] arguments) => Whole(Text(code, arguments));

    /// <summary>A phrase as a sentence.</summary>
    public static Sentence Whole(Phrase phrase) => new(Finished(phrase.Text), [.. phrase.Cells.Distinct()]);

    /// <summary>A share: "24 %", a class "högst 4", or "var fjärde (24 %)" for 23–27 % and "omkring hälften (50 %)" for 47–53 % (method §3.10).</summary>
    public Phrase Share(Cited cited)
    {
        if (!cited.Cell.HasValue)
        {
            return Class(cited);
        }

        var share = Quote(cited, Numbers.Share(cited.Cell, Language));
        return cited.Number switch
        {
            >= 0.23 - Noise and <= 0.27 + Noise => Text("quarter", share),
            >= 0.47 - Noise and <= 0.53 + Noise => Text("half", share),
            _ => share,
        };
    }

    /// <summary>A share as the number alone, or its class.</summary>
    public Phrase Percent(Cited cited) => cited.Cell.HasValue ? Quote(cited, Numbers.Share(cited.Cell, Language)) : Class(cited);

    /// <summary>The count that a class names.</summary>
    public Phrase Bound(Cited cited) => Quote(cited, Numbers.Count(cited.Cell.ClassCount ?? 0, Language));

    /// <summary>A number of the cell's own unit.</summary>
    public Phrase Number(Cited cited) => Quote(cited, Numbers.Number(cited.Number, cited.Cell.Decimals, Language));

    /// <summary>A number without its sign, where the words beside it tell the way.</summary>
    public Phrase Size(Cited cited) => Quote(cited, Numbers.Number(Math.Abs(cited.Number), cited.Cell.Decimals, Language));

    /// <summary>A difference of shares, "3 procentenheter", without its sign.</summary>
    public Phrase Points(Cited cited) => Points(cited, Numbers.Number(Math.Abs(cited.Number * 100), cited.Cell.Decimals, Language));

    /// <summary>A difference of shares, "+3 procentenheter".</summary>
    public Phrase SignedPoints(Cited cited) => Points(cited, Signed(cited).Text);

    /// <summary>A difference of shares in percentage points, "+3", where the words come after several of them.</summary>
    public Phrase Signed(Cited cited) => Quote(cited, Numbers.Signed(cited.Number * 100, cited.Cell.Decimals, Language));

    /// <summary>A mean of levels: "på nivå 4,45", or near the lowest or highest level.</summary>
    public Phrase Level(Cited cited) => cited.Cell.HasValue ? Text("level", Number(cited)) : Class(cited);

    /// <summary>An index: "på index 62 av hundra", or near an end of the scale.</summary>
    public Phrase Index(Cited cited) => cited.Cell.State == CellState.Class
        ? new Phrase(Words.Get(Language, cited.Cell.ClassKind == ClassKind.NearLowest ? "sentence.scale.low" : "sentence.scale.high"), [cited.Address])
        : Text("index", Number(cited));

    /// <summary>An index without its scale, in a list of several.</summary>
    public Phrase Score(Cited cited) => cited.Cell.HasValue ? Number(cited) : Index(cited);

    /// <summary>The interval in the cell's unit, " (intervall 0,04–0,14)", or nothing where none is published.</summary>
    public Phrase Interval(Cited cited) => (cited.Cell.Interval ?? cited.Cell.IntervalWithoutFpc) is { } interval
        ? Text("interval", Quote(cited, Numbers.Range(interval.Low, interval.High, cited.Cell.Decimals, Language)))
        : "";

    /// <summary>The cell's estimate as a whole number of things, e.g. "1 verksamhet", "4 verksamheter".</summary>
    /// <param name="cited">The cell.</param>
    /// <param name="noun">Its word: "sentence.things.NOUN.one" and ".many".</param>
    public Phrase Things(Cited cited, string noun) =>
        Text($"things.{noun}.{(Math.Abs(cited.Number - 1) < Noise ? "one" : "many")}", Quote(cited, Numbers.Count(cited.Number, Language)));

    /// <summary>n of a cell that has one, as a number of things.</summary>
    public Phrase Counted(Cited cited, string noun) =>
        Text($"things.{noun}.{(cited.Cell.Respondents == 1 ? "one" : "many")}", Quote(cited, Numbers.Count(cited.Cell.Respondents ?? 0, Language)));

    /// <summary>How many answers a weighted figure is made of, " (beräknat ur 185 svar)", or nothing where n is not told.</summary>
    public Phrase Basis(Cited cited) => cited.Cell.Respondents is { } n
        ? Text(n == 1 ? "basis.one" : "basis.many", Quote(cited, Numbers.Count(n, Language)))
        : "";

    /// <summary>
    /// How many answers of either wave a weighted change is made of, " (beräknat ur 805 svar nu och 713 i förra mätningen)"; of this wave
    /// alone where the n before is not told, nothing where neither is.
    /// </summary>
    /// <param name="cited">The change.</param>
    /// <param name="before">The figure of the wave before.</param>
    public Phrase BasisOfBoth(Cited cited, Cited? before) => (cited.Cell.Respondents, before?.Cell.Respondents) switch
    {
        ({ } now, { } then) => Text("basis.both", Quote(cited, Numbers.Count(now, Language)), Quote(before!, Numbers.Count(then, Language))),
        ({ } now, null) => Text("basis.now", Quote(cited, Numbers.Count(now, Language))),
        _ => "",
    };

    /// <summary>How many answers a weighted figure is made of, inside a sentence: ", beräknat ur 52 svar,", or nothing where n is not told.</summary>
    public Phrase BasisWithin(Cited cited) => cited.Cell.Respondents is { } n
        ? Text(n == 1 ? "basis.within.one" : "basis.within.many", Quote(cited, Numbers.Count(n, Language)))
        : "";

    /// <summary>Where, " i Lokalvård"; nothing for the organisation.</summary>
    public Phrase Place => ScopeName.Length > 0 ? Text("in", ScopeName) : "";

    /// <summary>Whom a figure is about, as the object of "av": "de 215 som besvarat frågan i Lokalvård", "dem som besvarat frågan".</summary>
    /// <param name="of">The figure.</param>
    /// <param name="group">Their word: "sentence.base.GROUP.many", ".one", ".any" and ".some".</param>
    public Phrase Of(Cited of, string group) => Base(of, group, "any");

    /// <summary>The same as the subject of a sentence: "de 215 som besvarat frågan", "de som besvarat frågan".</summary>
    public Phrase Those(Cited of, string group) => Base(of, group, "some");

    /// <summary>Names with "och" before the last, in alphabetical order.</summary>
    public Phrase Listed(IEnumerable<(string Name, Phrase Phrase)> names) =>
        Joined([.. names.OrderBy(n => n.Name, SwedishOrder.Instance).Select(n => n.Phrase)]);

    /// <summary>Phrases with commas, and "och" before the last, in the order given.</summary>
    public Phrase Joined(IReadOnlyList<Phrase> phrases)
    {
        var texts = phrases.Select(p => p.Text).ToList();
        var text = texts.Count < 2
            ? string.Concat(texts)
            : Words.Get(Language, "sentence.and", string.Join(", ", texts.SkipLast(1)), texts[^1]);
        return new Phrase(text, [.. phrases.SelectMany(p => p.Cells)]);
    }

    /// <summary>A phrase that rests on a cell without quoting its number: a flag of a test, a mark.</summary>
    public Phrase By(Cited cited, string code) => new(Words.Get(Language, "sentence." + code), [cited.Address]);

    /// <summary>Name of a competence.</summary>
    public string NameOf(Competence competence) => competence.Name.In(Language);

    /// <summary>
    /// What is said where nothing is seen: that it is hidden, or why it does not apply. For an organisation without the table that it is
    /// missing; null for a scope that the measure is not published for.
    /// </summary>
    /// <param name="cells">The cells that could have spoken.</param>
    public Sentence? Silence(IReadOnlyList<Cited> cells)
    {
        var name = Catalogue.Find(Measure)!.Name.In(Language);
        var hidden = cells.Where(c => c.Cell.State == CellState.Hidden).ToList();
        if (hidden.Count > 0)
        {
            return State(ScopeName.Length == 0 ? "hidden" : "hiddenIn", [hidden[0]], name, ScopeName) with { Kind = SentenceKind.Hidden };
        }

        if (cells.FirstOrDefault(c => c.Cell.State == CellState.NotApplicable) is { } without)
        {
            return State("without", [without], name, Reason(without.Cell.Reason)) with { Kind = SentenceKind.NotApplicable };
        }

        return IsOrganisation ? State("missing", [], name) with { Kind = SentenceKind.Missing } : null;
    }

    /// <summary>What is said of a wave that is not released or not there; null of a released one and of facts at the data date.</summary>
    public Sentence? Standing()
    {
        string? text = Published switch
        {
            null when Wave.Length == 0 => null,
            null => Words.Get(Language, "conclusion.none"),
            { State: WaveState.Planned } => Words.Get(Language, "conclusion.planned", Numbers.Day(Published.Opens, Language)),
            { State: WaveState.Open } => Words.Get(Language, "conclusion.openHidden", Numbers.Day(Published.Closes, Language)),
            { State: WaveState.Closed } => Words.Get(Language, "conclusion.closed"),
            _ => null,
        };
        return text is null ? null : new Sentence(text, []) { Kind = SentenceKind.Wave };
    }

    /// <summary>Why a cell does not apply, in words that go on a sentence.</summary>
    public string Reason(string code)
    {
        // A snapshot of another version may name a reason that this one has no words for.
        var words = Words.Get(Language, Words.Has("reason." + code) ? "reason." + code : "sentence.noReason");

        // Not "iT’s list": an abbreviation keeps its capitals.
        return words.Length > 1 && char.IsUpper(words[1]) ? words : char.ToLowerInvariant(words[0]) + words[1..];
    }

    private Sentence State(string code, IReadOnlyList<Cited> cells, params string[] arguments) =>
        new(Finished(Words.Get(Language, "sentence." + code, [.. arguments])), [.. cells.Select(c => c.Address)]);

    private Phrase Base(Cited of, string group, string without)
    {
        // Everybody in the register is counted by N, others by n; where all answered n is not told.
        var count = group is "staff" ? of.Cell.Population : of.Cell.Respondents;
        var place = ScopeName.Length == 0 && group is "staff" ? Text("register") : Place;
        return count switch
        {
            null => Text($"base.{group}.{without}", "", place),
            1 => Text($"base.{group}.one", "", place),
            _ => Text($"base.{group}.many", Quote(of, Numbers.Count(count.Value, Language)), place),
        };
    }

    private Phrase Class(Cited cited) => cited.Cell.ClassKind switch
    {
        ClassKind.AtMost => Text("atMost", Bound(cited)),
        ClassKind.AtLeast => Text("atLeast", Bound(cited)),
        ClassKind.NearLowest => By(cited, "near.low"),
        _ => By(cited, "near.high"),
    };

    private Phrase Points(Cited cited, string number) =>
        Text(number.TrimStart('+', '\u2212') == "1" ? "points.one" : "points.many", Quote(cited, number));

    private static Phrase Quote(Cited cited, string text) => new(text, [cited.Address]);

    private static string Finished(string text) => char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '…' ? "" : ".");
}
