using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// Google Forms, by way of its sheet: the time of answering first, in the language and the way of writing dates of the sheet, then the
/// questions; a grid is one column a row, <c>Question [Row]</c>. There is no id of an answer: a profile takes its key from the content.
/// </summary>
internal sealed class GoogleForms : TableForm
{
    private const string Canonical = "Timestamp";

    // English, Swedish, Norwegian and Danish, German, Finnish, French, Spanish; folded.
    private static readonly string[] Known = ["timestamp", "tidstämpel", "tidsstempel", "zeitstempel", "aikaleima", "horodateur", "marca temporal"];

    public override string Name => "google-forms";

    public override ITableSource? Over(ITableSource table, SourceRequest request, bool isNamed) =>
        table.Headings.Count > 0 && (isNamed || Known.Contains(Cells.Fold(table.Headings[0]))) ? new Source(table, request.Report) : null;

    private sealed class Source(ITableSource table, ISourceReport report) : FormSource(table)
    {
        private readonly DateOrder _time = new(0);

        public override IReadOnlyList<string> OtherNames(int column) =>
            column == 0 ? Cells.Fold(Headings[0]) == Cells.Fold(Canonical) ? [] : [Canonical]
            : RowOfGrid(Headings[column]) is { } row ? [row, .. NumberOf(row)]
            : [.. NumberOf(Headings[column])];

        public override bool Read()
        {
            if (!Table.Read())
            {
                _time.Tell(Table, report);
                return false;
            }

            _time.See(Table);
            return true;
        }

        /// <summary>What stands in the brackets that a heading ends with.</summary>
        private static string? RowOfGrid(string heading)
        {
            heading = Cells.Visible(heading);
            var open = heading.LastIndexOf('[');
            return open > 0 && heading[^1] == ']' && open + 2 < heading.Length ? heading[(open + 1)..^1].Trim() : null;
        }
    }
}
