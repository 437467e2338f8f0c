namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Turns a brief's blocks into pieces for the pager and elements of the logical structure, in reading order.</summary>
internal sealed class BriefLayout
{
    private const double NoteInset = 14;

    private readonly Brief brief;
    private readonly TextFlow flow;
    private readonly ListLayout lists;
    private readonly TableLayout tables;
    private readonly FigureLayout figures;

    /// <summary>Prepares to lay out a brief.</summary>
    public BriefLayout(Brief brief, PdfWords words, Theme theme, Typesetter typesetter, PdfGraphics graphics)
    {
        this.brief = brief;
        flow = new TextFlow(theme, new TextLayout(typesetter), words, new Headings(brief));
        lists = new ListLayout(flow);
        tables = new TableLayout(flow);
        figures = new FigureLayout(flow, tables, typesetter, graphics);
    }

    /// <summary>The element that holds everything.</summary>
    public StructureElement Document { get; } = new("Document");

    /// <summary>The headings, for the outline.</summary>
    public IReadOnlyList<HeadingPlace> Outline => flow.Headings.All;

    private Theme Theme => flow.Theme;

    /// <summary>Lays out everything.</summary>
    public IReadOnlyList<Piece> Build()
    {
        if (brief.Synthetic)
        {
            // Read out once, at the very start; the other pages repeat it to the eye.
            var warning = Document.Add("P");
            var line = flow.Text.Break(Theme.Banner, flow.Words.Synthetic, PageFormat.Portrait.Width)[0];
            flow.Pieces.Add(new Piece(0, (canvas, _) => Furniture.DrawBanner(canvas, line, warning)) { KeepWithNext = true });
        }

        AddCover();
        foreach (var block in brief.Blocks)
        {
            AddBlock(block);
        }

        return flow.Pieces;
    }

    private void AddBlock(Block block)
    {
        switch (block)
        {
            case Heading heading:
                AddHeading(Theme.Heading(heading.Level), heading.Level == 3 ? 12 : 17, Document, newPage: heading.NewPage);
                break;
            case Contents:
                AddHeading(Theme.Heading(2), 17, Document);
                new ContentsLayout(flow).Add(Document);
                break;
            case Paragraph paragraph:
                flow.AddParagraph(Document.Add("P"), paragraph.Runs, StyleOf(paragraph.Kind), paragraph.Kind == ParagraphKind.Lead ? 10 : 7);
                break;
            case BulletList list:
                lists.Add(list, Document);
                break;
            case NumberedList list:
                lists.Add(list, Document);
                break;
            case DefinitionList list:
                lists.Add(list, Document);
                break;
            case KeyFigures key:
                AddKeyFigures(key.Items);
                break;
            case Table table:
                tables.Add(table, Document);
                break;
            case Figure figure:
                figures.Add(figure, Document);
                break;
            case Note note:
                AddNote(note);
                break;
            default:
                throw new ArgumentException($"A block of kind {block.GetType().Name} is not known to this renderer.");
        }
    }

    private void AddCover()
    {
        AddLines(Theme.Kicker, brief.Kicker, 0);
        AddHeading(Theme.Title, 2, Document);
        AddLines(Theme.Subject, brief.Subject, 3);
        AddLines(Theme.Facts, flow.Words.Facts(brief), 3);
        flow.Pieces.Add(new Piece(1, (canvas, y) =>
        {
            canvas.MarkArtifact();
            canvas.Fill(PageFormat.Left, y, PageFormat.Portrait.Width, 1, Theme.Accent);
        })
        { SpaceBefore = 10, KeepWithNext = true });

        void AddLines(TextStyle style, string content, double space) =>
            flow.AddText(flow.Text.Break(style, content, PageFormat.Portrait.Width), Document.Add("P"), PageFormat.Left, space, keepAll: true);
    }

    /// <summary>Adds the next of the brief's headings.</summary>
    private void AddHeading(TextStyle style, double space, StructureElement parent, BackgroundBox? box = null, bool newPage = false)
    {
        var heading = flow.Headings.Take();
        var inset = box is null ? 0 : NoteInset;
        var lines = flow.Text.Break(style, heading.Title, PageFormat.Portrait.Width - (2 * inset));
        flow.Pieces.Add(new Piece(0, (_, _) => { })
        {
            Placed = (page, y) => heading.Put(page, y - 8),
            KeepWithNext = true,
            NewPage = newPage,
            SpaceBefore = space,
            Box = box,
        });
        flow.AddText(lines, parent.Add("H" + PdfSyntax.Number(heading.Level)), PageFormat.Left + inset, 0, keepAll: true, box);
    }

    private TextStyle StyleOf(ParagraphKind kind) => kind switch
    {
        ParagraphKind.Lead => Theme.Lead,
        ParagraphKind.Small => Theme.Small,
        _ => Theme.Body,
    };

    private void AddKeyFigures(IReadOnlyList<KeyFigure> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        var element = Document.Add("L");
        element.Attributes.Add("<</O /List /ListNumbering /None>>");
        var columns = items.Count <= 4 ? items.Count : items.Count % 4 == 0 || items.Count == 7 ? 4 : 3;
        for (var first = 0; first < items.Count; first += columns)
        {
            var row = items.Skip(first).Take(columns).ToList();
            flow.Pieces.Add(CardRow.Build(row, Math.Max(columns, 2), element, flow) with { SpaceBefore = first == 0 ? 12 : CardRow.Gap });
        }

        // Room below the cards, which are heavier than lines of text.
        flow.Pieces.Add(new Piece(0, (_, _) => { }) { SpaceBefore = 4 });
    }

    private void AddNote(Note note)
    {
        var box = new BackgroundBox(Theme.Panel, Theme.Accent, 11);
        var (section, first) = (Document.Add("Sect"), flow.Pieces.Count);
        AddHeading(Theme.NoteHeading, 14, section, box);
        foreach (var paragraph in note.Paragraphs)
        {
            flow.AddParagraph(section.Add("P"), paragraph.Runs, Theme.NoteText, 4, NoteInset, box);
        }

        // A box of a few lines is not parted: its last line alone on a page would look lost.
        var whole = flow.Pieces.Skip(first).Sum(piece => piece.Height + piece.SpaceBefore) <= PageFormat.Portrait.Room / 3;
        for (var i = first; whole && i < flow.Pieces.Count - 1; i++)
        {
            flow.Pieces[i] = flow.Pieces[i] with { KeepWithNext = true };
        }
    }
}
