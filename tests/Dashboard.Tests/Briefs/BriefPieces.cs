using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Interpretation;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>A piece of a brief that every rendering must hold.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Cells">The published cells that its numbers are taken from.</param>
/// <param name="Together">Pieces of the same number stand together, in an order that is the rendering's own; 0: in the brief's order.</param>
/// <param name="OfChart">True for a chart's title, whose numbers are those drawn.</param>
internal sealed record BriefPiece(string Text, IReadOnlyList<CellAddress> Cells, int Together = 0, bool OfChart = false);

/// <summary>A brief taken apart, in reading order.</summary>
internal static class BriefPieces
{
    public static IReadOnlyList<BriefPiece> Of(Brief brief)
    {
        var pieces = new List<BriefPiece> { new(brief.Kicker, []), new(brief.Title, []), new(brief.Subject, []) };
        foreach (var block in brief.Blocks)
        {
            Add(pieces, block);
        }

        return [.. pieces.Where(p => p.Text.Length > 0)];
    }

    private static void Add(List<BriefPiece> pieces, Block block)
    {
        switch (block)
        {
            case Heading heading:
                pieces.Add(new BriefPiece(heading.Text, []));
                break;
            case Paragraph paragraph:
                pieces.Add(Of(paragraph));
                break;
            case BulletList list:
                pieces.AddRange(list.Items.Select(Of));
                break;
            case NumberedList list:
                pieces.AddRange(list.Items.Select(Of));
                break;
            case DefinitionList list:
                pieces.AddRange(list.Items.SelectMany(i => (BriefPiece[])[new(i.Term, []), Of(i.Text)]));
                break;
            case KeyFigures figures:
                foreach (var figure in figures.Items)
                {
                    var together = pieces.Count + 1;
                    pieces.AddRange(((string[])[figure.Label, figure.Value, figure.Detail, figure.Change ?? ""]).Select(t => new BriefPiece(t, figure.Cells, together)));
                }

                break;
            case Table table:
                Add(pieces, table);
                break;
            case Figure chart:
                pieces.Add(new BriefPiece(chart.Caption, [], OfChart: true));
                if (chart.Data is { } data)
                {
                    Add(pieces, data, ofChart: true);
                }

                break;
            case Note note:
                pieces.Add(new BriefPiece(note.Heading, []));
                pieces.AddRange(note.Paragraphs.Select(Of));
                break;
            case Contents:
                break;
            default:
                throw new InvalidOperationException(block.GetType().Name);
        }
    }

    private static void Add(List<BriefPiece> pieces, Table table, bool ofChart = false)
    {
        pieces.Add(new BriefPiece(table.Caption, [], OfChart: ofChart));
        pieces.AddRange(table.Rows.SelectMany(r => r.Cells.Prepend(r.Header).Select(c => new BriefPiece(c.Text, r.Sources))));
        pieces.Add(new BriefPiece(table.Note ?? "", []));
    }

    private static BriefPiece Of(Paragraph paragraph) => new(string.Concat(paragraph.Runs.Select(r => r.Text)), paragraph.Cells);
}
