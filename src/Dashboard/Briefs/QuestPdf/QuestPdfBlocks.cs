using Digilo.Analytics.Dashboard.Briefs.Pdf;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace Digilo.Analytics.Dashboard.Briefs.QuestPdf;

/// <summary>Composes a brief's blocks with QuestPDF's semantic elements, in reading order.</summary>
internal sealed class QuestPdfBlocks(Brief brief, PdfWords words)
{
    /// <summary>The colour of text.</summary>
    public static readonly Color Ink = Color.FromHex("#1B2733");

    /// <summary>The colour of small print.</summary>
    public static readonly Color Muted = Color.FromHex("#4F5B67");

    private static readonly Color Accent = Color.FromHex("#0B5C6B");
    private static readonly Color Panel = Color.FromHex("#F3F6F8");
    private static readonly Color Rule = Color.FromHex("#D3DAE0");
    private static readonly Color WarningFill = Color.FromHex("#FDEFDD");
    private static readonly Color WarningInk = Color.FromHex("#7A3A00");

    /// <summary>All texts, so that the characters which the font lacks can be told.</summary>
    private readonly List<string> texts = [];
    private List<(int Level, string Title, string Section)> headings = [];
    private int next;

    /// <summary>Composes the whole content.</summary>
    public void Compose(ColumnDescriptor column)
    {
        headings = [.. Headings()];
        next = 0;
        column.Spacing(6);
        if (brief.Synthetic)
        {
            column.Item().SemanticParagraph().Background(WarningFill).Padding(4).Text(Said(words.Synthetic)).FontSize(8.5f).Bold().FontColor(WarningInk);
        }

        AddLine(column, brief.Kicker, 9.5f, Accent);
        AddHeading(column);
        AddLine(column, brief.Subject, 11, Ink);
        AddLine(column, words.Facts(brief), 8.5f, Muted);
        column.Item().PaddingVertical(4).SemanticIgnore().LineHorizontal(1).LineColor(Accent);
        foreach (var block in brief.Blocks)
        {
            Add(column, block);
        }
    }

    /// <summary>What the font lacks, each said once.</summary>
    public IReadOnlyList<RenderWarning> Warnings()
    {
        var typesetter = new Typesetter();
        texts.ForEach(text => typesetter.Shape(typesetter.Regular, text));
        return typesetter.Warnings;
    }

    private IEnumerable<(int Level, string Title, string Section)> Headings()
    {
        yield return (1, brief.Title, "heading-0");
        var number = 0;
        foreach (var block in brief.Blocks)
        {
            var own = "heading-" + PdfSyntax.Number(++number);
            switch (block)
            {
                case Heading heading:
                    yield return (heading.Level, heading.Text, heading.Anchor ?? own);
                    break;
                case Contents contents:
                    yield return (2, contents.Title, own);
                    break;
                case Note note:
                    yield return (2, note.Heading, note.Anchor ?? own);
                    break;
            }
        }
    }

    private void Add(ColumnDescriptor column, Block block)
    {
        switch (block)
        {
            case Heading heading:
                if (heading.NewPage)
                {
                    column.Item().PageBreak();
                }

                AddHeading(column);
                break;
            case Contents:
                AddHeading(column);
                AddContents(column);
                break;
            case Paragraph paragraph:
                AddParagraph(column.Item().SemanticParagraph(), paragraph.Runs, Size(paragraph.Kind), paragraph.Kind == ParagraphKind.Small ? Muted : Ink);
                break;
            case BulletList list:
                AddList(column, list.Items, _ => "•");
                break;
            case NumberedList list:
                AddList(column, list.Items, i => PdfSyntax.Number(i + 1) + ".");
                break;
            case DefinitionList list:
                AddDefinitions(column, list);
                break;
            case KeyFigures figures:
                AddKeyFigures(column, figures);
                break;
            case Table table:
                AddTable(column, table);
                break;
            case Figure figure:
                AddFigure(column, figure);
                break;
            case Note note:
                column.Item().SemanticSection().BorderLeft(2.5f).BorderColor(Accent).Background(Panel).Padding(11).Column(box =>
                {
                    box.Spacing(4);
                    AddHeading(box);
                    note.Paragraphs.ToList().ForEach(paragraph => AddParagraph(box.Item().SemanticParagraph(), paragraph.Runs, 9, Ink));
                });
                break;
            default:
                throw new ArgumentException($"A block of kind {block.GetType().Name} is not known to this renderer.");
        }
    }

    private void AddLine(ColumnDescriptor column, string text, float size, Color colour)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            column.Item().SemanticParagraph().Text(Said(text)).FontSize(size).FontColor(colour);
        }
    }

    private void AddHeading(ColumnDescriptor column)
    {
        var (level, title, section) = headings[next++];
        var place = column.Item().Section(section).PaddingTop(level == 1 ? 0 : 10).EnsureSpace(60);
        var (element, size) = level switch
        {
            1 => (place.SemanticHeader1(), 25f),
            2 => (place.SemanticHeader2(), 14.5f),
            _ => (place.SemanticHeader3(), 11f),
        };
        element.Text(Said(title)).FontSize(size).Bold();
    }

    private void AddContents(ColumnDescriptor column)
    {
        column.Item().SemanticTableOfContents().Column(list =>
        {
            foreach (var (level, title, section) in headings.Skip(next).Where(heading => heading.Level is 2 or 3))
            {
                list.Item().SemanticTableOfContentsItem().SemanticLink(words.LeadsTo + title).SectionLink(section).PaddingLeft(level == 2 ? 0 : 16).Row(row =>
                {
                    Strong(row.RelativeItem().Text(Said(title)), level == 2);
                    row.ConstantItem(28).AlignRight().Text(text => text.BeginPageNumberOfSection(section));
                });
            }
        });
    }

    private void AddParagraph(IContainer container, IReadOnlyList<TextRun> runs, float size, Color colour) => container.Text(text =>
    {
        text.DefaultTextStyle(style => style.FontSize(size).FontColor(colour));
        foreach (var run in runs)
        {
            if (run.Link is null && run.Anchor is null)
            {
                Strong(text.Span(Said(run.Text)), run.Emphasis);
            }
            else
            {
                var place = Link(text.Element(TextInjectedElementAlignment.BelowBaseline), run.Text, run.Link, run.Anchor);
                Strong(place.Text(Said(run.Text)).FontSize(size).Underline().FontColor(Accent), run.Emphasis);
            }
        }
    });

    /// <summary>A container that leads somewhere, or the container itself.</summary>
    private IContainer Link(IContainer container, string text, Uri? link, string? anchor)
    {
        if (link is not null)
        {
            return container.SemanticLink(words.Opens + Typesetter.Clean(text).Trim()).Hyperlink(link.AbsoluteUri);
        }

        return anchor is null
            ? container
            : container.SemanticLink(words.LeadsTo + headings.First(heading => heading.Section == anchor).Title).SectionLink(anchor);
    }

    private void AddList(ColumnDescriptor column, IReadOnlyList<Paragraph> items, Func<int, string> label)
    {
        if (items.Count == 0)
        {
            return;
        }

        column.Item().SemanticList().Column(list =>
        {
            list.Spacing(3);
            for (var i = 0; i < items.Count; i++)
            {
                var (item, mark) = (items[i], label(i));
                list.Item().SemanticListItem().Row(row =>
                {
                    row.ConstantItem(18).SemanticListLabel().Text(Said(mark));
                    AddParagraph(row.RelativeItem().SemanticListItemBody(), item.Runs, 10, Ink);
                });
            }
        });
    }

    private void AddDefinitions(ColumnDescriptor column, DefinitionList list)
    {
        if (list.Items.Count == 0)
        {
            return;
        }

        column.Item().SemanticList().Column(items =>
        {
            items.Spacing(5);
            foreach (var definition in list.Items)
            {
                items.Item().SemanticListItem().SemanticListItemBody().Column(body =>
                {
                    body.Item().SemanticParagraph().Text(Said(definition.Term)).Bold();
                    AddParagraph(body.Item().PaddingLeft(14).SemanticParagraph(), definition.Text.Runs, 10, Ink);
                });
            }
        });
    }

    private void AddKeyFigures(ColumnDescriptor column, KeyFigures figures)
    {
        if (figures.Items.Count == 0)
        {
            return;
        }

        column.Item().SemanticList().Inlined(cards =>
        {
            cards.Spacing(8);
            foreach (var figure in figures.Items)
            {
                cards.Item().Width(155).SemanticListItem().SemanticListItemBody().Background(Panel).Padding(10).Column(card =>
                {
                    AddLine(card, figure.Label, 9, Ink);
                    card.Item().SemanticParagraph().Text(Said(figure.Value)).FontSize(17).Bold();
                    AddLine(card, figure.Change ?? "", 8.5f, Accent);
                    AddLine(card, figure.Detail, 8.5f, Muted);
                });
            }
        });
    }

    private void AddFigure(ColumnDescriptor column, Figure figure)
    {
        column.Item().SemanticDivision().Column(parts =>
        {
            if (!string.IsNullOrWhiteSpace(figure.Caption))
            {
                parts.Item().SemanticCaption().Text(Said(figure.Caption)).Bold();
            }

            parts.Item().MaxWidth((float)figure.Width).SemanticImage(Typesetter.Clean(figure.AltText)).Svg(figure.Svg);
            if (figure.Data is not null)
            {
                AddTable(parts, figure.Data);
            }
        });
    }

    /// <summary>The caption stands before the table: QuestPDF makes a table's inside from its cells alone.</summary>
    private void AddTable(ColumnDescriptor column, Table table)
    {
        column.Item().PaddingTop(6).EnsureSpace(80).SemanticCaption().Text(Said(table.Caption)).Bold();
        if (table.Rows.Count == 0)
        {
            column.Item().SemanticParagraph().Text(words.NoRows).FontSize(9);
        }
        else
        {
            column.Item().SemanticTable().Table(made =>
            {
                made.ColumnsDefinition(columns =>
                {
                    columns.RelativeColumn(2);
                    table.Columns.Skip(1).ToList().ForEach(_ => columns.RelativeColumn());
                });
                made.Header(header => table.Columns.ToList().ForEach(head => Cell(header.Cell().Background(Panel), head, head.Header, heading: true)));
                foreach (var row in table.Rows)
                {
                    Cell(made.Cell().AsSemanticHorizontalHeader(), table.Columns[0], row.Header, heading: false);
                    for (var i = 0; i < row.Cells.Count; i++)
                    {
                        Cell(made.Cell(), table.Columns[i + 1], row.Cells[i], heading: false);
                    }
                }
            });
        }

        AddLine(column, table.Note ?? "", 8.5f, Muted);
    }

    private void Cell(IContainer container, TableColumn column, TableCell cell, bool heading)
    {
        container = cell.Mark == CellMark.Attention ? container.Background(WarningFill) : container;
        container = container.BorderBottom(0.5f).BorderColor(Rule).Padding(4);
        container = column.Alignment switch
        {
            ColumnAlignment.Right => container.AlignRight(),
            ColumnAlignment.Center => container.AlignCenter(),
            _ => container,
        };
        var leads = cell.Link is not null || cell.Anchor is not null;
        var text = Link(container, cell.Text, cell.Link, cell.Anchor).Text(Said(cell.Text)).FontSize(9);
        Strong(text.FontColor(leads ? Accent : cell.Mark == CellMark.Weak ? Muted : Ink), heading || cell.Mark == CellMark.Strong);
    }

    private static void Strong(TextSpanDescriptor text, bool strong)
    {
        if (strong)
        {
            text.Bold();
        }
    }

    private static float Size(ParagraphKind kind) => kind switch
    {
        ParagraphKind.Lead => 13,
        ParagraphKind.Small => 8.5f,
        _ => 10,
    };

    private string Said(string text)
    {
        var clean = Typesetter.Clean(text);
        texts.Add(clean);
        return clean;
    }
}
