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

    /// <summary>The roomiest setting in which every word is whole.</summary>
    private static TablePlan? Whole(PageFormat format, int[] columns, Extent[] extents)
    {
        foreach (var setting in Settings)
        {
            Extent[] scaled = [.. columns.Select(column => extents[column].At(setting))];
            var most = scaled.Sum(extent => extent.Most);
            if (most <= format.Width)
            {
                return new TablePlan(format, setting, columns, [.. scaled.Select(extent => extent.Most * format.Width / most)]);
            }

            if (scaled.Sum(extent => extent.Least) <= format.Width)
            {
                return new TablePlan(format, setting, columns, Shared(format, scaled));
            }
        }

        return null;
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

    /// <summary>Each column has its least; what is left goes where text would otherwise wrap.</summary>
    private static double[] Shared(PageFormat format, Extent[] extents)
    {
        var free = format.Width - extents.Sum(extent => extent.Least);
        var wanted = extents.Sum(extent => extent.Most - extent.Least);
        return [.. extents.Select(extent => extent.Least + (wanted == 0 ? free / extents.Length : (extent.Most - extent.Least) * free / wanted))];
    }

    private Extent[] Extents(Table table)
    {
        var extents = new Extent[table.Columns.Count];
        var (heading, content) = (theme.Cell(Measured, heading: true), theme.Cell(Measured, heading: false));
        for (var i = 0; i < extents.Length; i++)
        {
            var (least, most) = text.Extent(heading, table.Columns[i].Header);
            foreach (var row in table.Rows)
            {
                var source = i == 0 ? row.Header : row.Cells[i - 1];
                var cell = text.Extent(source.Mark == CellMark.Strong ? heading : content, source.Text);
                (least, most) = (Math.Max(least, cell.Least), Math.Max(most, cell.Most));
            }

            extents[i] = new Extent(least, most);
        }

        return extents;
    }

    /// <summary>The least and the most room a column can use.</summary>
    private sealed record Extent(double Least, double Most)
    {
        /// <summary>A little more than measured, so that rounding never breaks a word that fits.</summary>
        public Extent At(TableSetting setting)
        {
            var (scale, more) = (setting.Size / Measured, (2 * setting.Padding) + 0.1);
            return new Extent((Least * scale) + more, (Most * scale) + more);
        }
    }
}
