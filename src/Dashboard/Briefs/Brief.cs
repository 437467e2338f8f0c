using Digilo.Analytics.Interpretation;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>
/// A brief as data: what it says and in which order, nothing about how it looks. A renderer turns it into a file.
/// All texts are ready to be shown, in <see cref="Language"/>; no renderer formats a number.
/// </summary>
/// <param name="Title">The document's title: shown as its only top heading, as the window title and in the metadata. Never empty.</param>
/// <param name="Language">"sv-SE" or "en-GB".</param>
/// <param name="Kicker">A short line above the title, such as "Ledningsbrief · vårmätningen 2026". May be empty.</param>
/// <param name="Subject">Whom the brief is about: organisation, unit, wave. May be empty.</param>
/// <param name="DataDate">The day the data reach to; every date in the file is this one.</param>
/// <param name="SnapshotId">The snapshot that every figure comes from.</param>
/// <param name="MethodVersion">The version of the method the figures follow.</param>
/// <param name="FooterText">Stands at the foot of each page, beside the page number.</param>
/// <param name="Synthetic">True when the store is synthetic; then every page says so.</param>
/// <param name="Blocks">The content, in reading order.</param>
/// <param name="RunningHead">Stands at the head of each page but the first; empty: title and subject.</param>
public sealed record Brief(
    string Title,
    string Language,
    string Kicker,
    string Subject,
    DateOnly DataDate,
    string SnapshotId,
    string MethodVersion,
    string FooterText,
    bool Synthetic,
    IReadOnlyList<Block> Blocks,
    string RunningHead = "");

/// <summary>One piece of a brief's content. The kinds are the nested types' siblings below; a renderer knows them all.</summary>
public abstract record Block;

/// <summary>A heading.</summary>
/// <param name="Level">1, 2 or 3. The title is a level 1 of its own, so a brief usually starts at 2. No level may be skipped downwards.</param>
/// <param name="Text">The heading's words. Never empty.</param>
/// <param name="Anchor">
/// The name that links within the brief lead to it by, or null: letters a–z, digits and hyphens, once in a brief.
/// </param>
/// <param name="NewPage">True when it begins a page: an appendix.</param>
public sealed record Heading(int Level, string Text, string? Anchor = null, bool NewPage = false) : Block;

/// <summary>
/// A list of the headings of levels 2 and 3 that come after it, notes' headings among them: each with its page where there are
/// pages, and leading there.
/// </summary>
/// <param name="Title">The list's own heading, of level 2. Never empty.</param>
public sealed record Contents(string Title) : Block;

/// <summary>How much weight a paragraph carries.</summary>
public enum ParagraphKind
{
    /// <summary>Ordinary text.</summary>
    Body,

    /// <summary>The sentence to remember: larger.</summary>
    Lead,

    /// <summary>Small print.</summary>
    Small,
}

/// <summary>A stretch of text in one style.</summary>
/// <param name="Text">The words, with the spaces that belong between this run and its neighbours.</param>
/// <param name="Emphasis">True for bold.</param>
/// <param name="Link">An absolute address the words lead to, or null.</param>
/// <param name="Anchor">The anchor of a heading in the same brief that the words lead to, or null; never both this and a link.</param>
public sealed record TextRun(string Text, bool Emphasis = false, Uri? Link = null, string? Anchor = null);

/// <summary>A paragraph.</summary>
/// <param name="Runs">Its text, in order.</param>
/// <param name="Kind">Its weight.</param>
public sealed record Paragraph(IReadOnlyList<TextRun> Runs, ParagraphKind Kind = ParagraphKind.Body) : Block
{
    /// <summary>A paragraph of plain text.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="kind">Its weight.</param>
    public Paragraph(string text, ParagraphKind kind = ParagraphKind.Body)
        : this([new TextRun(text)], kind)
    {
    }

    /// <summary>Every published cell that its numbers are taken from; empty for words without any.</summary>
    public IReadOnlyList<CellAddress> Cells { get; init; } = [];
}

/// <summary>A list whose order carries no meaning.</summary>
/// <param name="Items">One or more items.</param>
public sealed record BulletList(IReadOnlyList<Paragraph> Items) : Block;

/// <summary>A list whose order carries meaning, numbered from 1: priorities, steps.</summary>
/// <param name="Items">One or more items.</param>
public sealed record NumberedList(IReadOnlyList<Paragraph> Items) : Block;

/// <summary>A name and what is said of it.</summary>
/// <param name="Term">The name: a word, an action, a person's task. Never empty.</param>
/// <param name="Text">What is said of it.</param>
public sealed record Definition(string Term, Paragraph Text);

/// <summary>Names and what is said of each: words explained, or actions with who and when.</summary>
/// <param name="Items">One or more definitions.</param>
public sealed record DefinitionList(IReadOnlyList<Definition> Items) : Block;

/// <summary>One figure worth a card of its own.</summary>
/// <param name="Label">What is measured.</param>
/// <param name="Value">The figure, formatted, with its unit; or "högst 4 av 12", or the reason why it is hidden.</param>
/// <param name="Detail">Basis and uncertainty, such as "n = 212 · 95 % KI 21–30 %".</param>
/// <param name="Change">Change since the last wave in words, or null when there is none to tell.</param>
public sealed record KeyFigure(string Label, string Value, string Detail, string? Change = null)
{
    /// <summary>Every published cell that its numbers are taken from.</summary>
    public IReadOnlyList<CellAddress> Cells { get; init; } = [];
}

/// <summary>Key figures, shown as cards side by side.</summary>
/// <param name="Items">One or more figures.</param>
public sealed record KeyFigures(IReadOnlyList<KeyFigure> Items) : Block;

/// <summary>Where a column's text stands.</summary>
public enum ColumnAlignment
{
    /// <summary>At the left edge: words.</summary>
    Left,

    /// <summary>At the right edge: numbers.</summary>
    Right,

    /// <summary>In the middle: marks.</summary>
    Center,
}

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Alignment">Where heading and cells stand.</param>
public sealed record TableColumn(string Header, ColumnAlignment Alignment = ColumnAlignment.Left);

/// <summary>How a cell stands out. To the eye alone: what it means is said in the cell's words.</summary>
public enum CellMark
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Bold: a total, the reader's own group.</summary>
    Strong,

    /// <summary>Paler: hidden, not applicable.</summary>
    Weak,

    /// <summary>On a warm ground: worth a look.</summary>
    Attention,
}

/// <summary>A cell of a table. A string is a cell without marks.</summary>
/// <param name="Text">Its words. May be empty.</param>
/// <param name="Mark">How it stands out.</param>
/// <param name="Link">An absolute address its words lead to, or null.</param>
/// <param name="Anchor">The anchor of a heading in the same brief that its words lead to, or null; never both this and a link.</param>
public sealed record TableCell(string Text, CellMark Mark = CellMark.None, Uri? Link = null, string? Anchor = null)
{
    /// <summary>A cell of plain text.</summary>
    /// <param name="text">Its words.</param>
    public static implicit operator TableCell(string text) => new(text);
}

/// <summary>A row of a table.</summary>
/// <param name="Header">The row's heading, in the table's first column.</param>
/// <param name="Cells">The other columns' cells: exactly one for each column but the first.</param>
public sealed record TableRow(TableCell Header, IReadOnlyList<TableCell> Cells)
{
    /// <summary>Every published cell that its numbers are taken from; empty for a row of words.</summary>
    public IReadOnlyList<CellAddress> Sources { get; init; } = [];
}

/// <summary>A table. Long ones go on over the pages, the column headings repeated to the eye but read out once.</summary>
/// <param name="Caption">What the table shows. Never empty.</param>
/// <param name="Columns">The columns, the row headings' column first.</param>
/// <param name="Rows">The rows; none at all is said in words.</param>
/// <param name="Note">What a reader must know about the table, or null.</param>
public sealed record Table(string Caption, IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows, string? Note = null) : Block;

/// <summary>A chart.</summary>
/// <param name="Svg">The chart as standalone SVG with fixed colours.</param>
/// <param name="AltText">What the chart tells, for those who do not see it. Never empty; the numbers belong in a table besides.</param>
/// <param name="Caption">What the chart shows, visible to all. May be empty.</param>
/// <param name="Width">Width in points when there is room; a wider chart than the text column is scaled down, never up.</param>
/// <param name="Height">Height in points at that width.</param>
/// <param name="Data">The chart's numbers, kept below it on its page where there is room, or null when they stand elsewhere in the brief.</param>
public sealed record Figure(string Svg, string AltText, string Caption, double Width, double Height, Table? Data = null) : Block
{
    /// <summary>The same chart drawn for a telephone, for the page alone; empty where one shape fits both.</summary>
    public string NarrowSvg { get; init; } = "";
}

/// <summary>A box apart from the text: method and limits.</summary>
/// <param name="Heading">Its heading, a level 2.</param>
/// <param name="Paragraphs">Its text.</param>
/// <param name="Anchor">The name that links within the brief lead to its heading by, or null.</param>
public sealed record Note(string Heading, IReadOnlyList<Paragraph> Paragraphs, string? Anchor = null) : Block;
