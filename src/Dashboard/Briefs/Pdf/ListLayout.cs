namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Lays out lists: with bullets, with numbers, of names and what is said of them.</summary>
internal sealed class ListLayout(TextFlow flow)
{
    private const double LabelGap = 6;

    /// <summary>Adds a list with bullets.</summary>
    public void Add(BulletList list, StructureElement document) => AddLabelled(list.Items, document, "Disc", _ => "•");

    /// <summary>Adds a list with numbers.</summary>
    public void Add(NumberedList list, StructureElement document) => AddLabelled(list.Items, document, "Decimal", i => PdfSyntax.Number(i + 1) + ".");

    /// <summary>
    /// Adds names and what is said of them. Each name is part of its item's body and no label: PDF 1.7 has no kind of list whose labels are names.
    /// </summary>
    public void Add(DefinitionList list, StructureElement document)
    {
        const double Indent = 14;
        if (list.Items.Count == 0)
        {
            return;
        }

        var element = document.Add("L");
        element.Attributes.Add("<</O /List /ListNumbering /None>>");
        for (var i = 0; i < list.Items.Count; i++)
        {
            var body = element.Add("LI").Add("LBody");
            var term = flow.Text.Break(flow.Theme.Strong(flow.Theme.Body), list.Items[i].Term, PageFormat.Portrait.Width);
            flow.AddText(term, body.Add("P"), PageFormat.Left, i == 0 ? 6 : 5, keepAll: true);
            flow.AddParagraph(body.Add("P"), list.Items[i].Text.Runs, StyleOf(list.Items[i].Text), 0, Indent);
        }
    }

    /// <summary>Small print is smaller here than the text around, and as dark: a list of it is read, not passed over.</summary>
    private TextStyle StyleOf(Paragraph item) => item.Kind == ParagraphKind.Small ? flow.Theme.NoteText : flow.Theme.Body;

    private void AddLabelled(IReadOnlyList<Paragraph> items, StructureElement document, string numbering, Func<int, string> label)
    {
        if (items.Count == 0)
        {
            return;
        }

        var element = document.Add("L");
        element.Attributes.Add($"<</O /List /ListNumbering /{numbering}>>");
        var labels = items.Select((item, i) => flow.Text.Break(StyleOf(item), label(i), PageFormat.Portrait.Width)[0]).ToList();
        var indent = Math.Max(14, labels.Max(line => line.Width) + LabelGap);
        for (var i = 0; i < items.Count; i++)
        {
            var item = element.Add("LI");
            var (mark, labelElement) = (labels[i], item.Add("Lbl"));
            var first = flow.Pieces.Count;
            flow.AddParagraph(item.Add("LBody").Add("P"), items[i].Runs, StyleOf(items[i]), i == 0 ? 6 : 3, indent);
            if (flow.Pieces.Count > first)
            {
                var line = flow.Pieces[first];
                flow.Pieces[first] = line with
                {
                    Draw = (canvas, y) =>
                    {
                        mark.Draw(canvas, PageFormat.Left + indent - LabelGap - mark.Width, y, labelElement);
                        line.Draw(canvas, y);
                    },
                };
            }
        }
    }
}
