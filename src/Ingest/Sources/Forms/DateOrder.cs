using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// Watches dates such as 3/4/2023, which one country reads as the third of April and another as the fourth of March. Where no date of
/// the file shows which, that is told: the profile's format then decides unchecked.
/// </summary>
/// <param name="column">Place in the row.</param>
internal sealed class DateOrder(int column)
{
    private long _seen;
    private bool _isShown;

    /// <summary>Looks at the current row.</summary>
    public void See(ITableSource table)
    {
        var cell = column < table.CellCount ? Cells.Trim(table.Cell(column)) : default;
        var first = Number(ref cell);
        var second = Number(ref cell);
        if (first > 0 && second > 0)
        {
            _seen++;
            _isShown |= first > 12 || second > 12;
        }
    }

    /// <summary>At the end of the file.</summary>
    public void Tell(ITableSource table, ISourceReport report) =>
        report.Note(Rules.DateOrderUnclear, 0, table.Headings[column], "", _isShown ? 0 : _seen);

    /// <summary>A number of one or two digits with a slash behind it; 0 if there is none.</summary>
    private static int Number(ref ReadOnlySpan<byte> cell)
    {
        var slash = cell.IndexOf((byte)'/');
        if (slash is < 1 or > 2 || !Cells.TryWhole(cell[..slash], out var number))
        {
            return 0;
        }

        cell = cell[(slash + 1)..];
        return number;
    }
}
