using Digilo.Analytics.Dashboard.Briefs.Pdf;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>What a brief must have to become an accessible document, whoever renders it.</summary>
internal static class BriefCheck
{
    /// <summary>Refuses a brief that cannot become one.</summary>
    /// <exception cref="ArgumentException">
    /// No title; a heading that is empty or skips a level; an anchor that is no name or not the only one of its name; a link to nowhere or to two
    /// places; a figure without alternative text or size; a table without caption or columns or with a ragged row; a definition without a term.
    /// </exception>
    public static void Check(Brief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        Headings(brief);
        var anchors = Anchors(brief);
        foreach (var block in brief.Blocks)
        {
            Block(block, anchors);
        }
    }

    private static void Headings(Brief brief)
    {
        var above = 0;
        Check(1, brief.Title);
        foreach (var block in brief.Blocks)
        {
            switch (block)
            {
                case Heading heading:
                    Check(heading.Level, heading.Text);
                    break;
                case Contents contents:
                    Check(2, contents.Title);
                    break;
                case Note note:
                    Check(2, note.Heading);
                    break;
            }
        }

        void Check(int level, string text)
        {
            if (IsEmpty(text))
            {
                throw new ArgumentException(above == 0 ? "A brief has no title." : "A heading is empty.");
            }

            if (level is < 1 or > 3 || level > above + 1)
            {
                throw new ArgumentException($"The heading '{text}' has level {PdfSyntax.Number(level)} after level {PdfSyntax.Number(above)}.");
            }

            above = level;
        }
    }

    private static HashSet<string> Anchors(Brief brief)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var anchor in brief.Blocks.Select(block => (block as Heading)?.Anchor ?? (block as Note)?.Anchor).OfType<string>())
        {
            if (anchor.Length == 0 || anchor.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') || !anchors.Add(anchor))
            {
                throw new ArgumentException($"The anchor '{anchor}' is not a name of its own of letters a–z, digits and hyphens.");
            }
        }

        return anchors;
    }

    private static void Block(Block block, HashSet<string> anchors)
    {
        switch (block)
        {
            case Paragraph paragraph:
                Links(paragraph, anchors);
                break;
            case BulletList list:
                list.Items.ToList().ForEach(item => Links(item, anchors));
                break;
            case NumberedList list:
                list.Items.ToList().ForEach(item => Links(item, anchors));
                break;
            case DefinitionList list:
                list.Items.ToList().ForEach(item => Links(item.Text, anchors));
                if (list.Items.Any(item => IsEmpty(item.Term)))
                {
                    throw new ArgumentException("A definition has no term.");
                }

                break;
            case Note note:
                note.Paragraphs.ToList().ForEach(item => Links(item, anchors));
                break;
            case Table table:
                Table(table, anchors);
                break;
            case Figure figure:
                Figure(figure, anchors);
                break;
        }
    }

    private static void Links(Paragraph paragraph, HashSet<string> anchors)
    {
        foreach (var run in paragraph.Runs)
        {
            Link(run.Text, run.Link, run.Anchor, anchors);
        }
    }

    private static void Link(string words, Uri? link, string? anchor, HashSet<string> anchors)
    {
        if (link is not null && anchor is not null)
        {
            throw new ArgumentException($"The words '{words}' lead to two places.");
        }

        if (link is { IsAbsoluteUri: false })
        {
            throw new ArgumentException($"The link '{link}' is not an absolute address.");
        }

        if (anchor is not null && !anchors.Contains(anchor))
        {
            throw new ArgumentException($"No heading has the anchor '{anchor}'.");
        }
    }

    private static void Table(Table table, HashSet<string> anchors)
    {
        if (IsEmpty(table.Caption))
        {
            throw new ArgumentException("A table has no caption.");
        }

        if (table.Columns.Count == 0)
        {
            throw new ArgumentException($"The table '{table.Caption}' has no columns.");
        }

        foreach (var row in table.Rows)
        {
            if (row.Cells.Count != table.Columns.Count - 1)
            {
                throw new ArgumentException($"In the table '{table.Caption}' the row '{row.Header.Text}' has not one cell for each column.");
            }

            foreach (var cell in row.Cells.Prepend(row.Header))
            {
                Link(cell.Text, cell.Link, cell.Anchor, anchors);
            }
        }
    }

    private static void Figure(Figure figure, HashSet<string> anchors)
    {
        if (IsEmpty(figure.AltText))
        {
            throw new ArgumentException("A figure has no alternative text.");
        }

        if (!(figure.Width > 0 && figure.Height > 0))
        {
            throw new ArgumentException("A figure has no size.");
        }

        if (figure.Data is not null)
        {
            Table(figure.Data, anchors);
        }
    }

    private static bool IsEmpty(string text) => string.IsNullOrWhiteSpace(Typesetter.Clean(text));
}
