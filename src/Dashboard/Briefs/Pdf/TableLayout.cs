namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Lays out tables: columns as wide as their words ask for, rows that may go on over pages, headings repeated to the eye.</summary>
internal sealed class TableLayout(Theme theme, TextLayout text, PdfWords words)
{
    private const double PaddingY = 3.2;

    /// <summary>From roomy to tight, for tables of many columns.</summary>
    private static readonly Setting[] Settings = [new(9, 5), new(8, 5), new(8, 3.5), new(7, 3)];

    private int notes;

    /// <summary>Adds a table's elements and pieces.</summary>
    public void Add(Table table, StructureElement document, List<Piece> pieces)
    {
        Check(table);
        var (setting, widths) = Widths(table);
        var element = document.Add("Table");
        var caption = text.Break(theme.Caption, table.Caption, Pager.Width);
        var captionElement = element.Add("Caption");
        for (var i = 0; i < caption.Count; i++)
        {
            var line = caption[i];
            pieces.Add(new Piece(line.Height, (canvas, y) => line.Draw(canvas, Pager.Left, y, captionElement))
            {
                SpaceBefore = i == 0 ? 16 : 0,
                KeepWithNext = true,
            });
        }

        var headRow = element.Add("THead").Add("TR");
        var head = Row(
            [.. table.Columns.Select((column, i) => new Cell(Lines(column.Header, i, heading: true), Header(headRow, "Column")))], head: true);
        var header = Draw(head, 0, int.MaxValue, asArtifact: false);
        pieces.Add(header with { SpaceBefore = 4, KeepWithNext = true });
        var repeat = Draw(head, 0, int.MaxValue, asArtifact: true);

        var body = element.Add("TBody");
        if (table.Rows.Count == 0)
        {
            var cell = body.Add("TR").Add("TD");
            cell.Attributes.Add($"<</O /Table /ColSpan {PdfSyntax.Number(table.Columns.Count)}>>");
            var line = text.Break(theme.Cell(setting.Size, heading: false), words.NoRows, Pager.Width)[0];
            pieces.Add(new Piece(line.Height + (2 * PaddingY), (canvas, y) => line.Draw(canvas, Pager.Left + setting.Padding, y + PaddingY, cell)));
        }

        for (var i = 0; i < table.Rows.Count; i++)
        {
            var source = table.Rows[i];
            var rowElement = body.Add("TR");
            var row = Row(
                [
                    new Cell(Lines(source.Header.Text, 0, heading: false), Header(rowElement, "Row")),
                    .. source.Cells.Select((cell, column) => new Cell(Lines(cell.Text, column + 1, heading: false), rowElement.Add("TD"))),
                ],
                head: false);
            var keep = (i == 0 && table.Rows.Count > 1) || i == table.Rows.Count - 2 || (i == table.Rows.Count - 1 && table.Note is not null);
            AddRow(row, repeat, keep, pieces);
        }

        AddNote(table, document, pieces);

        IReadOnlyList<TextLine> Lines(string content, int column, bool heading) =>
            text.Break(theme.Cell(setting.Size, heading), content, widths[column] - (2 * setting.Padding));

        LaidRow Row(IReadOnlyList<Cell> cells, bool head) =>
            new(cells, [.. table.Columns.Select(column => column.Alignment)], widths, setting.Padding, theme.Cell(setting.Size, heading: false).LineHeight, head);
    }

    private static void Check(Table table)
    {
        if (string.IsNullOrWhiteSpace(table.Caption))
        {
            throw new ArgumentException("A table has no caption.");
        }

        if (table.Columns.Count == 0)
        {
            throw new ArgumentException($"The table '{table.Caption}' has no columns.");
        }

        var ragged = table.Rows.FirstOrDefault(row => row.Cells.Count != table.Columns.Count - 1);
        if (ragged is not null)
        {
            throw new ArgumentException($"In the table '{table.Caption}' the row '{ragged.Header.Text}' has not one cell for each column.");
        }
    }

    private static StructureElement Header(StructureElement row, string scope)
    {
        var cell = row.Add("TH");
        cell.Attributes.Add($"<</O /Table /Scope /{scope}>>");
        return cell;
    }

    /// <summary>A row taller than a third of a page may be cut between its lines; any other stays whole.</summary>
    private static void AddRow(LaidRow row, Piece repeat, bool keep, List<Piece> pieces)
    {
        const int LinesTogether = 4;
        var tall = row.LineCount * row.LineHeight > (Pager.Bottom - Pager.Top) / 3;
        var most = tall ? LinesTogether : Math.Max(1, row.LineCount);
        for (var from = 0; from == 0 || from < row.LineCount; from += most)
        {
            pieces.Add(Draw(row, from, most, asArtifact: false) with { KeepWithNext = keep && !tall, Repeat = repeat });
        }
    }

    private static Piece Draw(LaidRow row, int from, int most, bool asArtifact)
    {
        var count = Math.Min(most, row.LineCount - from);
        var above = from == 0 ? PaddingY : 0;
        var ends = from + count == row.LineCount;
        var height = above + (Math.Max(1, count) * row.LineHeight) + (ends ? PaddingY : 0);
        return new Piece(height, (canvas, y) =>
        {
            canvas.MarkArtifact(asArtifact ? "/Type /Pagination" : "");
            if (row.IsHead)
            {
                canvas.Fill(Pager.Left, y, Pager.Width, height, Theme.Panel);
            }

            if (ends)
            {
                canvas.Fill(Pager.Left, y + height - 0.5, Pager.Width, row.IsHead ? 0.8 : 0.5, row.IsHead ? Theme.HeavyRule : Theme.Rule);
            }

            var x = Pager.Left;
            for (var i = 0; i < row.Cells.Count; i++)
            {
                var lines = row.Cells[i].Lines;

                // Column headings stand on the line below them.
                var top = y + above + (row.IsHead ? (row.LineCount - lines.Count) * row.LineHeight : 0);
                for (var line = from; line < Math.Min(lines.Count, from + count); line++)
                {
                    var room = row.Widths[i] - (2 * row.Padding) - lines[line].Width;
                    var shift = row.Alignments[i] switch
                    {
                        ColumnAlignment.Right => room,
                        ColumnAlignment.Center => room / 2,
                        _ => 0,
                    };
                    lines[line].Draw(canvas, x + row.Padding + shift, top, asArtifact ? null : row.Cells[i].Element);
                    top += row.LineHeight;
                }

                x += row.Widths[i];
            }
        });
    }

    private void AddNote(Table table, StructureElement document, List<Piece> pieces)
    {
        if (string.IsNullOrWhiteSpace(table.Note))
        {
            return;
        }

        var note = document.Add(new StructureElement("Note") { Id = "note" + PdfSyntax.Number(++notes) });
        var lines = text.Break(theme.Small, table.Note, Pager.Width);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            pieces.Add(new Piece(line.Height, (canvas, y) => line.Draw(canvas, Pager.Left, y, note))
            {
                SpaceBefore = i == 0 ? 4 : 0,
                KeepWithNext = i < lines.Count - 1,
            });
        }
    }

    /// <summary>The roomiest setting in which every word is whole, and the columns' widths in it.</summary>
    private (Setting Setting, double[] Widths) Widths(Table table)
    {
        foreach (var setting in Settings)
        {
            var extents = Extents(table, setting);
            var most = extents.Sum(extent => extent.Most);
            if (most <= Pager.Width)
            {
                return (setting, [.. extents.Select(extent => extent.Most * Pager.Width / most)]);
            }

            if (extents.Sum(extent => extent.Least) <= Pager.Width)
            {
                return (setting, Shared(extents));
            }
        }

        // Words so long that no setting helps: the highest limit to a column's claim that fits, and what is longer is broken.
        var tight = Extents(table, Settings[^1]);
        var limits = Enumerable.Range(2, table.Columns.Count).Select(parts => Pager.Width / parts);
        return (Settings[^1], limits
            .Select(limit => tight.Select(extent => (Least: Math.Min(extent.Least, limit), extent.Most)).ToArray())
            .Where(capped => capped.Sum(extent => extent.Least) <= Pager.Width)
            .Select(Shared)
            .First());
    }

    /// <summary>Each column has its least; what is left goes where text would otherwise wrap.</summary>
    private static double[] Shared((double Least, double Most)[] extents)
    {
        var free = Pager.Width - extents.Sum(extent => extent.Least);
        var wanted = extents.Sum(extent => extent.Most - extent.Least);
        return [.. extents.Select(extent => extent.Least + ((extent.Most - extent.Least) * free / wanted))];
    }

    private (double Least, double Most)[] Extents(Table table, Setting setting)
    {
        var extents = new (double Least, double Most)[table.Columns.Count];
        var (heading, content) = (theme.Cell(setting.Size, heading: true), theme.Cell(setting.Size, heading: false));
        for (var i = 0; i < extents.Length; i++)
        {
            var (least, most) = text.Extent(heading, table.Columns[i].Header);
            foreach (var row in table.Rows)
            {
                var cell = text.Extent(content, i == 0 ? row.Header.Text : row.Cells[i - 1].Text);
                (least, most) = (Math.Max(least, cell.Least), Math.Max(most, cell.Most));
            }

            // A little more than measured, so that rounding never breaks a word that fits.
            extents[i] = (least + (2 * setting.Padding) + 0.1, most + (2 * setting.Padding) + 0.1);
        }

        return extents;
    }

    private sealed record Setting(double Size, double Padding);

    private sealed record Cell(IReadOnlyList<TextLine> Lines, StructureElement Element);

    private sealed record LaidRow(
        IReadOnlyList<Cell> Cells, IReadOnlyList<ColumnAlignment> Alignments, double[] Widths, double Padding, double LineHeight, bool IsHead)
    {
        public int LineCount { get; } = Cells.Max(cell => cell.Lines.Count);
    }
}
