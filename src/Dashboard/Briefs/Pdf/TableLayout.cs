namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Lays out tables: rows that may go on over pages, headings repeated to the eye, and parts where the columns are too many.</summary>
internal sealed class TableLayout(TextFlow flow)
{
    private readonly TableWidths widths = new(flow.Theme, flow.Text);
    private int notes;

    /// <summary>Adds a table's elements and pieces.</summary>
    public void Add(Table table, StructureElement parent)
    {
        var plans = widths.Plan(table);
        for (var part = 0; part < plans.Count; part++)
        {
            var caption = plans.Count == 1 ? table.Caption : $"{table.Caption} ({flow.Words.Part(part + 1, plans.Count)})";
            AddPart(table, plans[part], caption, isLast: part == plans.Count - 1, parent);
        }
    }

    private static StructureElement Header(StructureElement row, string scope)
    {
        var cell = row.Add("TH");
        cell.Attributes.Add($"<</O /Table /Scope /{scope}>>");
        return cell;
    }

    private void AddPart(Table table, TablePlan plan, string caption, bool isLast, StructureElement parent)
    {
        var (setting, pieces, start) = (plan.Setting, flow.Pieces, flow.Pieces.Count);
        var lineHeight = flow.Theme.Cell(setting.Size, heading: false).LineHeight;
        var element = parent.Add("Table");
        flow.AddText(flow.Text.Break(flow.Theme.Caption, caption, plan.Format.Width), element.Add("Caption"), PageFormat.Left, 16, keepAll: true);

        var headRow = element.Add("THead").Add("TR");
        var head = new LaidRow(
            [.. plan.Columns.Select((column, i) => Cell(table.Columns[column].Header, i, Header(headRow, "Column"), heading: true))],
            setting.Padding,
            lineHeight,
            IsHead: true);
        pieces.Add(head.Draw(0, int.MaxValue, asArtifact: false) with { SpaceBefore = 4, KeepWithNext = true });
        var repeat = head.Draw(0, int.MaxValue, asArtifact: true);

        var body = element.Add("TBody");
        if (table.Rows.Count == 0)
        {
            AddNoRows(plan, lineHeight, body);
        }

        var note = isLast && !string.IsNullOrWhiteSpace(table.Note);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var source = table.Rows[i];
            var rowElement = body.Add("TR");
            var row = new LaidRow(
                [
                    .. plan.Columns.Select((column, k) => column == 0
                        ? Cell(source.Header, k, Header(rowElement, "Row"), heading: false)
                        : Cell(source.Cells[column - 1], k, rowElement.Add("TD"), heading: false)),
                ],
                setting.Padding,
                lineHeight,
                IsHead: false);
            var keep = (i == 0 && table.Rows.Count > 1) || i == table.Rows.Count - 2 || (i == table.Rows.Count - 1 && note);
            AddRow(row, plan.Format, repeat, keep);
        }

        if (note)
        {
            var noteElement = parent.Add(new StructureElement("Note") { Id = "note" + PdfSyntax.Number(++notes) });
            flow.AddText(flow.Text.Break(flow.Theme.Small, table.Note!, plan.Format.Width), noteElement, PageFormat.Left, 4, keepAll: false);
        }

        for (var i = start; i < pieces.Count && plan.Format != PageFormat.Portrait; i++)
        {
            pieces[i] = pieces[i] with { Format = plan.Format };
        }

        LaidCell Cell(TableCell source, int place, StructureElement cellElement, bool heading)
        {
            var style = flow.Theme.Cell(setting.Size, heading || source.Mark == CellMark.Strong);
            style = source.Mark == CellMark.Weak ? style with { Colour = Theme.Muted } : style;
            var links = new List<LinkTarget>();
            var styled = flow.Styled(source.Text, style, source.Link, source.Anchor, links);
            var lines = flow.Text.Break([styled], plan.Widths[place] - (2 * setting.Padding));
            return new LaidCell(
                lines, cellElement, table.Columns[plan.Columns[place]].Alignment, plan.Widths[place], links, source.Mark == CellMark.Attention);
        }
    }

    private void AddNoRows(TablePlan plan, double lineHeight, StructureElement body)
    {
        var cell = body.Add("TR").Add("TD");
        cell.Attributes.Add($"<</O /Table /ColSpan {PdfSyntax.Number(plan.Columns.Length)}>>");
        var line = flow.Text.Break(flow.Theme.Cell(plan.Setting.Size, heading: false), flow.Words.NoRows, plan.Format.Width)[0];
        flow.Pieces.Add(new Piece(
            lineHeight + (2 * LaidRow.PaddingY),
            (canvas, y) => line.Draw(canvas, PageFormat.Left + plan.Setting.Padding, y + LaidRow.PaddingY, cell)));
    }

    /// <summary>A row taller than a third of a page may be cut between its lines; any other stays whole.</summary>
    private void AddRow(LaidRow row, PageFormat format, Piece repeat, bool keep)
    {
        const int LinesTogether = 4;
        var tall = row.LineCount * row.LineHeight > format.Room / 3;
        var most = tall ? LinesTogether : Math.Max(1, row.LineCount);
        for (var from = 0; from == 0 || from < row.LineCount; from += most)
        {
            flow.Pieces.Add(row.Draw(from, most, asArtifact: false) with { KeepWithNext = keep && !tall, Repeat = repeat });
        }
    }
}
