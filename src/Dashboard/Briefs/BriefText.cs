using System.Globalization;
using System.Text;
using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>
/// A brief as plain text: what the PDF and the page say, in the same order, for a mail and for comparing two briefs. Headings are
/// underlined, table rows are sentences of their own ("Row – Column: value; Column: value"), charts are told in words.
/// </summary>
public sealed class BriefText
{
    private readonly Brief _brief;
    private readonly int _width;
    private readonly StringBuilder _text = new();

    private BriefText(Brief brief, int width) => (_brief, _width) = (brief, width);

    /// <summary>The text, lines ended by a line feed, the last one too.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="width">Longest line in characters; 0: no line is broken, which is what two texts are compared by.</param>
    public static string Of(Brief brief, int width = 0)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        return new BriefText(brief, width).Write();
    }

    /// <summary>"sv" or "en", whatever region the brief's language names.</summary>
    internal static string LanguageOf(Brief brief) =>
        brief.Language.StartsWith(TextCatalogue.English, StringComparison.Ordinal) ? TextCatalogue.English : TextCatalogue.Swedish;

    private string Write()
    {
        if (_brief.Synthetic)
        {
            Line(Word("synthetic.short") + " " + Word("synthetic.long"));
            Gap();
        }

        if (_brief.Kicker.Length > 0)
        {
            Line(_brief.Kicker);
        }

        Title(_brief.Title, '=');
        if (_brief.Subject.Length > 0)
        {
            Line(_brief.Subject);
            Gap();
        }

        foreach (var block in _brief.Blocks)
        {
            Write(block);
        }

        Line("--");
        Line(_brief.FooterText);
        return _text.ToString();
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Heading heading:
                Gap();
                Title(heading.Text, heading.Level <= 2 ? '-' : '\0');
                break;
            case Paragraph paragraph:
                Line(Words(paragraph));
                Gap();
                break;
            case BulletList list:
                Items(list.Items, _ => "- ");
                break;
            case NumberedList list:
                Items(list.Items, i => (i + 1).ToString(CultureInfo.InvariantCulture) + ". ");
                break;
            case DefinitionList list:
                foreach (var item in list.Items)
                {
                    Line(item.Term + ": " + Words(item.Text), "  ");
                }

                Gap();
                break;
            case KeyFigures figures:
                foreach (var figure in figures.Items)
                {
                    Line("- " + figure.Label + ": " + string.Join(". ", new[] { figure.Value, figure.Detail, figure.Change ?? "" }.Where(t => t.Length > 0)), "  ");
                }

                Gap();
                break;
            case Table table:
                Write(table);
                break;
            case Figure figure:
                Line(Word("brief.text.figure") + " " + string.Join(". ", new[] { figure.Caption, Rest(figure) }.Where(t => t.Length > 0)));
                Gap();
                if (figure.Data is { } data)
                {
                    Write(data);
                }

                break;
            case Note note:
                Gap();
                Title(note.Heading, '-');
                foreach (var paragraph in note.Paragraphs)
                {
                    Write(paragraph);
                }

                break;
            case Contents:
                // Leads to pages, of which a text has none.
                break;
            default:
                throw new ArgumentException($"A text cannot hold {block.GetType().Name}.", nameof(block));
        }
    }

    private void Write(Table table)
    {
        Line(table.Caption + ":");
        if (table.Rows.Count == 0)
        {
            Line("- " + Word("brief.text.noRows"), "  ");
        }

        foreach (var row in table.Rows)
        {
            // A column that is empty here would be a heading without an answer.
            var cells = row.Cells.Select((cell, i) => (table.Columns[i + 1].Header, cell.Text)).Where(c => c.Text.Length > 0).Select(c => c.Header + ": " + c.Text).ToList();
            Line("- " + row.Header.Text + (cells.Count > 0 ? " – " + string.Join("; ", cells) : ""), "  ");
        }

        if (table.Note is { Length: > 0 } note)
        {
            Line(note);
        }

        Gap();
    }

    private void Items(IReadOnlyList<Paragraph> items, Func<int, string> mark)
    {
        for (var i = 0; i < items.Count; i++)
        {
            Line(mark(i) + Words(items[i]), new string(' ', mark(i).Length));
        }

        Gap();
    }

    /// <summary>What a chart tells beside its caption, which its alternative text may begin with.</summary>
    private static string Rest(Figure figure) =>
        figure.Caption.Length > 0 && figure.AltText.StartsWith(figure.Caption, StringComparison.Ordinal)
            ? figure.AltText[figure.Caption.Length..].TrimStart('.', ' ')
            : figure.AltText;

    private static string Words(Paragraph paragraph) => string.Concat(
        paragraph.Runs.Select(run => run.Link is { } link && link.OriginalString != run.Text ? $"{run.Text} <{link.OriginalString}>" : run.Text));

    private string Word(string code) => TextCatalogue.Default.Get(LanguageOf(_brief), code);

    private void Title(string text, char rule)
    {
        var from = _text.Length;
        Line(text);
        if (rule != '\0')
        {
            var longest = _text.ToString(from, _text.Length - from).Split('\n').Max(line => line.Length);
            _text.Append(rule, longest).Append('\n');
        }
    }

    /// <summary>One empty line, never two.</summary>
    private void Gap()
    {
        if (_text.Length > 1 && !(_text[^1] == '\n' && _text[^2] == '\n'))
        {
            _text.Append('\n');
        }
    }

    private void Line(string text, string indent = "")
    {
        // A name of several lines would look like several statements.
        var words = text.ReplaceLineEndings(" ");
        if (_width == 0)
        {
            _text.Append(words).Append('\n');
            return;
        }

        // The first line has the item's own mark; a word longer than the line stands alone on one.
        var line = "";
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length == 0)
            {
                line = word;
            }
            else if (line.Length + 1 + word.Length <= _width)
            {
                line += " " + word;
            }
            else
            {
                _text.Append(line).Append('\n');
                line = indent + word;
            }
        }

        _text.Append(line).Append('\n');
    }
}
