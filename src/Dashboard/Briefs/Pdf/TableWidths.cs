namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>How tightly a table is set.</summary>
/// <param name="Size">The text's size.</param>
/// <param name="Padding">Room at both sides of a cell's text.</param>
internal sealed record TableSetting(double Size, double Padding);

/// <summary>How a table, or a part of one, stands on the page.</summary>
/// <param name="Format">The page it needs.</param>
/// <param name="Setting">How tightly it is set.</param>
/// <param name="Columns">Which columns it has, the row headings' first.</param>
/// <param name="Widths">Their widths, together the text column's.</param>
internal sealed record TablePlan(PageFormat Format, TableSetting Setting, int[] Columns, double[] Widths);

/// <summary>
/// Chooses how a table stands on the page: upright as roomy as it can; tighter; with the longest words cut; on a lying page; and when even that
/// is too narrow, in parts that repeat the row headings.
/// </summary>
internal sealed class TableWidths(Theme theme, TextLayout text)
{
    /// <summary>The size that words are measured at.</summary>
    private const double Measured = 10;

    /// <summary>No column is made narrower than this by cutting words.</summary>
    private const double LeastCut = 62;

    /// <summary>From roomy to tight.</summary>
    private static readonly TableSetting[] Settings = [new(9, 5), new(8, 5), new(8, 3.5), new(7, 3)];

    /// <summary>Plans a table: one part, or more when it has too many columns for a page.</summary>
    public IReadOnlyList<TablePlan> Plan(Table table)
    {
        var extents = Extents(table);
        int[] all = [.. Enumerable.Range(0, table.Columns.Count)];
        foreach (var format in (PageFormat[])[PageFormat.Portrait, PageFormat.Landscape])
        {
            if ((Whole(format, all, extents) ?? Cut(format, all, extents)) is { } plan)
            {
                return [plan];
            }
        }

        // Row headings and one column always fit, cut.
        for (var parts = 2; ; parts++)
        {
            var size = (all.Length - 2 + parts) / parts;
            var plans = all.Skip(1).Chunk(size)
                .Select(chunk => (int[])[0, .. chunk])
                .Select(chunk => Whole(PageFormat.Landscape, chunk, extents) ?? Cut(PageFormat.Landscape, chunk, extents)).ToList();
            if (plans.TrueForAll(plan => plan is not null))
            {
                return plans!;
            }
        }
    }

    /// <summary>
    /// The roomiest setting in which every word is whole; a tighter one, not the tightest, when each row then takes one line.
    /// </summary>
    private static TablePlan? Whole(PageFormat format, int[] columns, Extent[] extents)
    {
        TableSetting? roomiest = null;
        foreach (var setting in Settings)
        {
            Extent[] scaled = [.. columns.Select(column => extents[column].At(setting))];
            roomiest ??= scaled.Sum(extent => extent.Least) <= format.Width ? setting : null;
            if (scaled.Sum(extent => extent.Rows) <= format.Width && setting != Settings[^1])
            {
                return new TablePlan(format, setting, columns, Shared(format, scaled));
            }
        }

        return roomiest is null
            ? null
            : new TablePlan(format, roomiest, columns, Shared(format, [.. columns.Select(column => extents[column].At(roomiest))]));
    }

    /// <summary>The highest limit to a column's claim that fits; words that are longer are cut.</summary>
    private static TablePlan? Cut(PageFormat format, int[] columns, Extent[] extents)
    {
        Extent[] tight = [.. columns.Select(column => extents[column].At(Settings[^1]))];
        for (var parts = 2; format.Width / parts >= LeastCut; parts++)
        {
            var limit = format.Width / parts;
            Extent[] capped = [.. tight.Select(extent => extent with { Least = Math.Min(extent.Least, limit) })];
            if (capped.Sum(extent => extent.Least) <= format.Width)
            {
                return new TablePlan(format, Settings[^1], columns, Shared(format, capped));
            }
        }

        return null;
    }

    /// <summary>
    /// Each column has its least. What is left goes to those whose rows would otherwise wrap, then to those whose headings would, but none has more
    /// than it needs: in equal parts or in parts of what each lacks, whichever makes the fewer lines. A table that needs less than the page is spread.
    /// </summary>
    private static double[] Shared(PageFormat format, Extent[] extents)
    {
        var even = Shared(format, extents, inProportion: false);
        var proportional = Shared(format, extents, inProportion: true);
        return Lines(extents, even) <= Lines(extents, proportional) ? even : proportional;
    }

    private static double[] Shared(PageFormat format, Extent[] extents, bool inProportion)
    {
        double[] widths = [.. extents.Select(extent => extent.Least)];
        Fill(extent => extent.Rows);
        Fill(extent => extent.Most);
        var factor = format.Width / widths.Sum();
        return [.. widths.Select(width => width * factor)];

        void Fill(Func<Extent, double> wanted)
        {
            var free = Math.Max(0, format.Width - widths.Sum());
            var left = free;
            double[] lacks = [.. extents.Select((extent, i) => Math.Max(0, wanted(extent) - widths[i]))];
            var (all, open) = (lacks.Sum(), lacks.Length);
            foreach (var i in Enumerable.Range(0, lacks.Length).OrderBy(i => lacks[i]))
            {
                var share = inProportion ? Math.Min(lacks[i], free * lacks[i] / Math.Max(all, 1e-9)) : Math.Min(lacks[i], left / open--);
                widths[i] += share;
                left -= share;
            }
        }
    }

    /// <summary>About how many lines the rows take: each as many as the cell that has most.</summary>
    private static double Lines(Extent[] extents, double[] widths)
    {
        var lines = 0.0;
        for (var row = 0; row < extents[0].Cells.Count; row++)
        {
            var most = 1.0;
            for (var i = 0; i < widths.Length; i++)
            {
                most = Math.Max(most, Math.Ceiling((extents[i].Cells[row] / (widths[i] - extents[i].More)) - 0.001));
            }

            lines += most;
        }

        return lines;
    }

    private Extent[] Extents(Table table)
    {
        var extents = new Extent[table.Columns.Count];
        var (heading, content) = (theme.Cell(Measured, heading: true), theme.Cell(Measured, heading: false));
        for (var i = 0; i < extents.Length; i++)
        {
            var head = text.Extent(heading, table.Columns[i].Header);
            var (least, rows) = (head.Least, head.Least);
            var cells = new List<double>(table.Rows.Count);
            foreach (var row in table.Rows)
            {
                var source = i == 0 ? row.Header : row.Cells[i - 1];
                var cell = text.Extent(source.Mark == CellMark.Strong ? heading : content, source.Text);
                (least, rows) = (Math.Max(least, cell.Least), Math.Max(rows, cell.Most));
                cells.Add(cell.Most);
            }

            extents[i] = new Extent(least, rows, Math.Max(rows, head.Most), 0, cells);
        }

        return extents;
    }

    /// <summary>What a column's words ask for.</summary>
    /// <param name="Least">The room of its widest word.</param>
    /// <param name="Rows">The room in which each of its rows takes one line.</param>
    /// <param name="Most">The room in which its heading does too.</param>
    /// <param name="More">The part of each that is not words.</param>
    /// <param name="Cells">Each row's words on one line.</param>
    private sealed record Extent(double Least, double Rows, double Most, double More, IReadOnlyList<double> Cells)
    {
        /// <summary>The same in a setting, with a little more than measured, so that rounding never breaks a word that fits.</summary>
        public Extent At(TableSetting setting)
        {
            var (scale, more) = (setting.Size / Measured, (2 * setting.Padding) + 0.1);
            return new Extent((Least * scale) + more, (Rows * scale) + more, (Most * scale) + more, more, [.. Cells.Select(cell => cell * scale)]);
        }
    }
}
