using System.Text;
using Digilo.Analytics.Dashboard.Briefs;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>A brief as plain text, for the body of a mail: the same content in the same order; a chart is told by its alternative text.</summary>
internal static class BriefLines
{
    private const int Width = 76;

    /// <summary>The whole brief; lines end with a line feed.</summary>
    public static string Of(Brief brief)
    {
        var text = new StringBuilder();
        Line(text, brief.Kicker);
        Line(text, brief.Title);
        text.Append('=', Math.Min(brief.Title.Length, Width)).Append('\n');
        Line(text, brief.Subject);
        foreach (var block in brief.Blocks)
        {
            text.Append('\n');
            Write(text, block);
        }

        text.Append('\n');
        Line(text, brief.FooterText);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Heading heading:
                Line(text, heading.Text);
                text.Append(heading.Level <= 2 ? '-' : '.', Math.Min(heading.Text.Length, Width)).Append('\n');
                break;
            case Paragraph paragraph:
                Line(text, Words(paragraph));
                break;
            case BulletList list:
                foreach (var item in list.Items)
                {
                    Line(text, Words(item), "• ", "  ");
                }

                break;
            case KeyFigures figures:
                foreach (var figure in figures.Items)
                {
                    Line(text, $"{figure.Label}: {figure.Value}", "• ", "  ");
                    Line(text, string.Join(". ", new[] { figure.Detail, figure.Change ?? "" }.Where(t => t.Length > 0)), "  ", "  ");
                }

                break;
            case Table table:
                Line(text, table.Caption);
                foreach (var row in table.Rows)
                {
                    Line(text, row.Header + ": " + string.Join("; ", row.Cells.Select((cell, i) => $"{table.Columns[i + 1].Header} {cell}")), "• ", "  ");
                }

                Line(text, table.Note ?? "");
                break;
            case Figure figure:
                Line(text, figure.AltText);
                break;
            case Note note:
                Write(text, new Heading(2, note.Heading));
                foreach (var paragraph in note.Paragraphs)
                {
                    Line(text, Words(paragraph));
                }

                break;
        }
    }

    private static string Words(Paragraph paragraph) => string.Concat(paragraph.Runs.Select(r => r.Text));

    // Nothing is said of what is empty; long lines are broken between words.
    private static void Line(StringBuilder text, string words, string first = "", string next = "")
    {
        if (words.Length == 0)
        {
            return;
        }

        var line = new StringBuilder(first);
        var empty = true;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                text.Append(line).Append('\n');
                line.Clear().Append(next);
                empty = true;
            }

            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        text.Append(line).Append('\n');
    }
}
