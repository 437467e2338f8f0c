using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>A brief while it is composed: what it is about, its words, and its content so far.</summary>
internal sealed class Draft
{
    private readonly BriefRequest _request;

    /// <summary>An empty draft.</summary>
    public Draft(BriefRequest request)
    {
        _request = request;
        Say = new Say(TextCatalogue.Default, request.Name.Language);
    }

    /// <summary>The only source of figures.</summary>
    public Snapshot Snapshot => _request.Snapshot;

    /// <summary>"sv" or "en".</summary>
    public string Language => _request.Name.Language;

    /// <summary>Texts and formats.</summary>
    public Say Say { get; }

    /// <summary>Colours of charts.</summary>
    public ChartPalette Palette => _request.Palette;

    /// <summary>True when charts are drawn for a page that a telephone shows too.</summary>
    public bool ForPage => Palette == ChartPalette.Page;

    /// <summary>The content so far.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>A heading, with the name that links lead to it by.</summary>
    public void Heading(int level, string text, string? anchor = null, bool newPage = false) => Blocks.Add(new Heading(level, text, anchor, newPage));

    /// <summary>A paragraph of plain words.</summary>
    public void Text(string text, ParagraphKind kind = ParagraphKind.Body)
    {
        if (text.Length > 0)
        {
            Blocks.Add(new Paragraph(text, kind));
        }
    }

    /// <summary>A list, or nothing where it has no items.</summary>
    public void List(IEnumerable<Paragraph> items)
    {
        if (items.ToList() is { Count: > 0 } list)
        {
            Blocks.Add(new BulletList(list));
        }
    }

    /// <summary>A sentence of the rules with the cells that it rests on.</summary>
    public static Paragraph Of(Sentence sentence, ParagraphKind kind = ParagraphKind.Body) => new(sentence.Text, kind) { Cells = sentence.Cells };

    /// <summary>Sentences of the rules as one paragraph.</summary>
    public static Paragraph Of(IEnumerable<Sentence> sentences, ParagraphKind kind = ParagraphKind.Body)
    {
        var all = sentences.ToList();
        return new Paragraph(string.Join(' ', all.Select(s => s.Text)), kind) { Cells = [.. all.SelectMany(s => s.Cells).Distinct()] };
    }

    /// <summary>What the rules find in some measures; what is hidden or missing is left out.</summary>
    public IReadOnlyList<Sentence> Findings(ShownGroup group, params IEnumerable<string> measures) =>
        [.. Said.Of(group, Say, measures).SelectMany(m => m.Sentences).Where(s => s.Kind == SentenceKind.Finding)];

    /// <summary>A line of small print naming measures that are hidden as a whole; nothing where none is.</summary>
    public void HiddenLine(IEnumerable<MeasureSentences> said)
    {
        var hidden = said.Where(m => m.Sentences.All(s => s.Kind == SentenceKind.Hidden))
            .Select(m => Digilo.Analytics.Indicators.Catalogue.Find(m.Measure)!.Name.In(Language)).ToList();
        if (hidden.Count > 0)
        {
            Text(Say.With("said.hidden.more", string.Join(", ", hidden)), ParagraphKind.Small);
        }
    }

    /// <summary>The place of a group's cell: a fact as new as it can be, an answer of the wave.</summary>
    public static CellAddress Place(ShownGroup group, string measure, string column = PublishedTable.All) =>
        new(new TableKey(measure, group.Organisation.Code, group.WaveOf(measure), group.Level), group.Code, "", column);

    /// <summary>The brief, with everything that stands outside its content.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="kicker">The line above.</param>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="dataDate">The day that its data reach to.</param>
    /// <param name="wave">The wave that it shows: its protection is named at the foot.</param>
    public Brief Finish(string title, string kicker, string subject, DateOnly dataDate, PublishedWave wave) => new(
        OneLine(title),
        Language == TextCatalogue.English ? "en-GB" : "sv-SE",
        OneLine(kicker),
        OneLine(subject),
        dataDate,
        Snapshot.Id,
        Snapshot.MethodVersion,
        Say.With("brief.footer", Format.IsoDate(dataDate), Snapshot.MethodVersion, Say.F.Count(Snapshot.ProtectionOf(wave).Threshold), Snapshot.ShortId),
        Snapshot.Synthetic,
        Blocks,
        OneLine(kicker + " · " + title));

    // A name of a register may hold anything; a title is one line.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
}
