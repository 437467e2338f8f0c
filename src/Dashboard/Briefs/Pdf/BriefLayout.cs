namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Turns a brief's blocks into pieces for the pager and elements of the logical structure, in reading order.</summary>
internal sealed class BriefLayout
{
    private const double NoteInset = 14;

    private readonly Brief brief;
    private readonly PdfWords words;
    private readonly Theme theme;
    private readonly Typesetter typesetter;
    private readonly PdfGraphics graphics;
    private readonly TextLayout text;
    private readonly TableLayout tables;
    private readonly List<Piece> pieces = [];
    private int level = 1;

    /// <summary>Prepares to lay out a brief.</summary>
    public BriefLayout(Brief brief, PdfWords words, Theme theme, Typesetter typesetter, PdfGraphics graphics)
    {
        (this.brief, this.words, this.theme, this.typesetter, this.graphics) = (brief, words, theme, typesetter, graphics);
        text = new TextLayout(typesetter);
        tables = new TableLayout(theme, text, words);
    }

    /// <summary>The element that holds everything.</summary>
    public StructureElement Document { get; } = new("Document");

    /// <summary>The headings, for the outline.</summary>
    public List<OutlineEntry> Outline { get; } = [];

    /// <summary>Lays out everything.</summary>
    public IReadOnlyList<Piece> Build()
    {
        if (brief.Synthetic)
        {
            // Read out once, at the very start; the other pages repeat it to the eye.
            var warning = Document.Add("P");
            var line = text.Break(theme.Banner, words.Synthetic, Pager.Width)[0];
            pieces.Add(new Piece(0, (canvas, _) => Furniture.DrawBanner(canvas, line, warning)) { KeepWithNext = true });
        }

        AddCover();
        foreach (var block in brief.Blocks)
        {
            AddBlock(block);
        }

        return pieces;
    }

    private void AddBlock(Block block)
    {
        switch (block)
        {
            case Heading heading:
                AddHeading(heading.Level, heading.Text, theme.Heading(heading.Level), heading.Level == 3 ? 12 : 20, Document);
                break;
            case Paragraph paragraph:
                AddParagraph(Document.Add("P"), paragraph.Runs, StyleOf(paragraph.Kind), paragraph.Kind == ParagraphKind.Lead ? 10 : 7);
                break;
            case BulletList list:
                AddList(list);
                break;
            case KeyFigures figures:
                AddKeyFigures(figures.Items);
                break;
            case Table table:
                tables.Add(table, Document, pieces);
                break;
            case Figure figure:
                AddFigure(figure);
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
        AddLines(text.Break(theme.Kicker, brief.Kicker, Pager.Width), "P", 0);
        AddHeading(1, brief.Title, theme.Title, 2, Document);
        AddLines(text.Break(theme.Subject, brief.Subject, Pager.Width), "P", 3);
        AddLines(text.Break(theme.Facts, words.Facts(brief), Pager.Width), "P", 3);
        pieces.Add(new Piece(1, (canvas, y) =>
        {
            canvas.MarkArtifact();
            canvas.Fill(Pager.Left, y, Pager.Width, 1, Theme.Accent);
        })
        { SpaceBefore = 10, KeepWithNext = true });

        void AddLines(IReadOnlyList<TextLine> lines, string type, double space)
        {
            if (lines.Count > 0)
            {
                AddText(lines, Document.Add(type), Pager.Left, space, keepAll: true);
            }
        }
    }

    private void AddHeading(int headingLevel, string heading, TextStyle style, double space, StructureElement parent, BackgroundBox? box = null)
    {
        if (headingLevel is < 1 or > 3 || headingLevel > level + 1)
        {
            throw new ArgumentException($"The heading '{heading}' has level {PdfSyntax.Number(headingLevel)} after level {PdfSyntax.Number(level)}.");
        }

        var inset = box is null ? 0 : NoteInset;
        var lines = text.Break(style, heading, Pager.Width - (2 * inset));
        if (lines.Count == 0)
        {
            throw new ArgumentException("A heading is empty.");
        }

        level = headingLevel;
        var element = parent.Add("H" + PdfSyntax.Number(headingLevel));
        var entry = new OutlineEntry(headingLevel, Typesetter.Clean(heading).Trim());
        Outline.Add(entry);
        pieces.Add(new Piece(0, (canvas, y) => (entry.Page, entry.Top) = (canvas, y - 8)) { KeepWithNext = true, SpaceBefore = space, Box = box });
        AddText(lines, element, Pager.Left + inset, 0, keepAll: true, box);
    }

    private TextStyle StyleOf(ParagraphKind kind) => kind switch
    {
        ParagraphKind.Lead => theme.Lead,
        ParagraphKind.Small => theme.Small,
        _ => theme.Body,
    };

    private void AddParagraph(
        StructureElement element, IReadOnlyList<TextRun> runs, TextStyle style, double space, double inset = 0, BackgroundBox? box = null)
    {
        var links = new List<LinkTarget>();
        var styled = new List<StyledText>();
        foreach (var run in runs)
        {
            var look = run.Emphasis ? theme.Strong(style) : style;
            var link = -1;
            if (run.Link is not null)
            {
                if (!run.Link.IsAbsoluteUri)
                {
                    throw new ArgumentException($"The link '{run.Link}' is not an absolute address.");
                }

                look = look with { Colour = Theme.Accent };
                link = links.Count;
                links.Add(new LinkTarget(run.Link, words.Opens + run.Text.Trim()));
            }

            styled.Add(new StyledText(look, run.Text, link));
        }

        AddText(text.Break(styled, Pager.Width - (2 * inset)), element, Pager.Left + inset, space, keepAll: false, box, links);
    }

    /// <summary>Lines as pieces; no line of a paragraph stands alone at the foot or the head of a page.</summary>
    private void AddText(
        IReadOnlyList<TextLine> lines,
        StructureElement element,
        double x,
        double space,
        bool keepAll,
        BackgroundBox? box = null,
        IReadOnlyList<LinkTarget>? links = null)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            pieces.Add(new Piece(line.Height, (canvas, y) => line.Draw(canvas, x, y, element, links))
            {
                SpaceBefore = i == 0 ? space : 0,
                KeepWithNext = keepAll || (lines.Count > 1 && (i == 0 || i == lines.Count - 2)),
                Box = box,
            });
        }
    }

    private void AddList(BulletList list)
    {
        const double Indent = 14;
        if (list.Items.Count == 0)
        {
            return;
        }

        var element = Document.Add("L");
        element.Attributes.Add("<</O /List /ListNumbering /Disc>>");
        var bullet = text.Break(theme.Body, "•", Indent)[0];
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = element.Add("LI");
            var label = item.Add("Lbl");
            var body = item.Add("LBody").Add("P");
            var first = pieces.Count;
            AddParagraph(body, list.Items[i].Runs, theme.Body, i == 0 ? 6 : 3, Indent);
            if (pieces.Count > first)
            {
                var line = pieces[first];
                pieces[first] = line with
                {
                    Draw = (canvas, y) =>
                    {
                        bullet.Draw(canvas, Pager.Left + 2, y, label);
                        line.Draw(canvas, y);
                    },
                };
            }
        }
    }

    private void AddKeyFigures(IReadOnlyList<KeyFigure> figures)
    {
        if (figures.Count == 0)
        {
            return;
        }

        var element = Document.Add("L");
        element.Attributes.Add("<</O /List /ListNumbering /None>>");
        var columns = figures.Count <= 4 ? figures.Count : figures.Count % 4 == 0 || figures.Count == 7 ? 4 : 3;
        for (var first = 0; first < figures.Count; first += columns)
        {
            var row = figures.Skip(first).Take(columns).ToList();
            pieces.Add(CardRow.Build(row, Math.Max(columns, 2), element, theme, text) with { SpaceBefore = first == 0 ? 12 : CardRow.Gap });
        }

        // Room below the cards, which are heavier than lines of text.
        pieces.Add(new Piece(0, (_, _) => { }) { SpaceBefore = 4 });
    }

    private void AddFigure(Figure figure)
    {
        if (string.IsNullOrWhiteSpace(figure.AltText))
        {
            throw new ArgumentException("A figure has no alternative text.");
        }

        if (!(figure.Width > 0 && figure.Height > 0))
        {
            throw new ArgumentException("A figure has no size.");
        }

        var caption = text.Break(theme.Caption, figure.Caption, Pager.Width);
        var parent = Document.Add("Div");
        if (caption.Count > 0)
        {
            AddText(caption, parent.Add("Caption"), Pager.Left, 16, keepAll: true);
        }

        var room = Pager.Bottom - Pager.Top - caption.Sum(line => line.Height) - 8;
        var scale = Math.Min(1, Math.Min(Pager.Width / figure.Width, room / figure.Height));
        var (width, height) = (figure.Width * scale, figure.Height * scale);
        var element = parent.Add(new StructureElement("Figure") { Alternative = Typesetter.Clean(figure.AltText) });
        var painter = new SvgPainter(figure.Svg, typesetter, graphics);
        pieces.Add(Drawing(height) with
        {
            SpaceBefore = caption.Count == 0 ? 14 : 4,
            Give = height * 0.14,
            Shrink = less => Drawing(height - less) with { SpaceBefore = caption.Count == 0 ? 14 : 4 },
        });

        Piece Drawing(double tall) => new(tall, (canvas, y) =>
        {
            var (bottom, wide) = (PageCanvas.Height - y - tall, width * tall / height);
            element.Attributes.Add(
                $"<</O /Layout /Placement /Block /BBox [{PdfSyntax.Numbers(Pager.Left, bottom, Pager.Left + wide, bottom + tall)}]>>");
            canvas.Mark(element);
            canvas.Append(painter.Paint(Pager.Left, bottom, wide, tall));
        });
    }

    private void AddNote(Note note)
    {
        var box = new BackgroundBox(Theme.Panel, Theme.Accent, 11);
        var section = Document.Add("Sect");
        AddHeading(2, note.Heading, theme.NoteHeading, 18, section, box);
        foreach (var paragraph in note.Paragraphs)
        {
            AddParagraph(section.Add("P"), paragraph.Runs, theme.NoteText, 4, NoteInset, box);
        }
    }
}

/// <summary>A heading's place, known when it is drawn.</summary>
internal sealed class OutlineEntry(int level, string title)
{
    /// <summary>1 to 3.</summary>
    public int Level { get; } = level;

    /// <summary>The heading's words.</summary>
    public string Title { get; } = title;

    /// <summary>Its page.</summary>
    public PageCanvas? Page { get; set; }

    /// <summary>Its place from the page's top.</summary>
    public double Top { get; set; }
}
