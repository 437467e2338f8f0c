using System.Text;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>A table whose rows are made of another's: several of one, or columns put together.</summary>
internal abstract class MadeSource(ITableSource table, string[] headings, ISourceReport report) : FormSource(table)
{
    private readonly int _named = table.Headings.ToList().FindLastIndex(h => h.Length > 0) + 1;

    /// <summary>The cells of the made row.</summary>
    protected CellBuffer Made { get; } = new();

    public sealed override IReadOnlyList<string> Headings { get; } = headings;

    public override IReadOnlyList<string> OtherNames(int column) => [];

    public sealed override int CellCount => Made.Count;

    public sealed override ReadOnlySpan<byte> Cell(int index) => Made[index];

    /// <summary>
    /// Goes to the table's next row that is not blank. A row with other cells than headings is held back here, because what is made of it
    /// would always have the right number.
    /// </summary>
    protected bool ReadRow()
    {
        while (Table.Read())
        {
            var last = Table.CellCount - 1;
            while (last >= 0 && Of(last).IsEmpty)
            {
                last--;
            }

            if (last >= 0 && last < Table.Headings.Count && Table.CellCount >= _named)
            {
                return true;
            }

            if (last >= 0)
            {
                report.Broken(new BrokenRow(Rules.CellCount, Table.Line, Encoding.UTF8.GetString(Table.Raw), Shape.Count(Table.Headings.Count)));
            }
        }

        return false;
    }

    /// <summary>A cell of the table, trimmed; empty beyond the row's end.</summary>
    protected ReadOnlySpan<byte> Of(int column) => column < Table.CellCount ? Cells.Trim(Table.Cell(column)) : default;
}
