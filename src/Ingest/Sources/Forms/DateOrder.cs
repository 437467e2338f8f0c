using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// Watches dates such as 3/4/2023, which one country reads as the third of April and another as the fourth of March. Where the dates of
/// the file do not show which, or show both, that is told: the profile's format then decides unchecked.
/// </summary>
/// <param name="column">Place in the row.</param>
internal sealed class DateOrder(int column)
{
    private long _seen;
    private bool _isDayFirst, _isMonthFirst;

    /// <summary>Looks at the current row.</summary>
    public void See(ITableSource table)
    {
        if (column < table.CellCount && DayOrder.TryNumbers(Cells.Trim(table.Cell(column)), out var first, out var second))
        {
            _seen++;
            _isDayFirst |= first > 12;
            _isMonthFirst |= second > 12;
        }
    }

    /// <summary>At the end of the file.</summary>
    public void Tell(ITableSource table, ISourceReport report) =>
        report.Note(Rules.DateOrderUnclear, 0, table.Headings[column], "", _isDayFirst == _isMonthFirst ? _seen : 0);
}
