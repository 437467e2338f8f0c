using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// Microsoft Forms: id, start, completion, e-mail and name, in the tenant's language, then the questions. A profile calls the first
/// columns by their English names whatever the language. Told by the headings of the languages below; a profile that names the format
/// has the columns by their place, in any language.
/// </summary>
internal sealed class MicrosoftForms : TableForm
{
    private static readonly string[] Canonical = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"];

    // English, Swedish, Norwegian, Danish, German; folded.
    private static readonly string[][] Known =
    [
        ["id"],
        ["start time", "starttid", "starttidspunkt", "startzeit"],
        ["completion time", "slutförandetid", "fullføringstidspunkt", "fuldførelsestidspunkt", "fertigstellungszeit"],
        ["email", "e-post", "e-postadress", "e-postadresse", "mail", "e-mail", "e-mail-adresse"],
        ["name", "namn", "navn"],
        ["last modified time", "tid för senaste ändring", "senast ändrad", "tidspunkt for siste endring", "tidspunkt for seneste ændring", "uhrzeit der letzten änderung"],
    ];

    public override string Name => "microsoft-forms";

    public override ITableSource? Over(ITableSource table, SourceRequest request, bool isNamed)
    {
        var headings = table.Headings;
        if (headings.Count < 5 || !(isNamed || Enumerable.Range(0, 3).All(i => Known[i].Contains(Cells.Fold(headings[i])))))
        {
            return null;
        }

        // The sixth is there only where people may edit what they sent.
        var fixedColumns = headings.Count > 5 && Known[5].Contains(Cells.Fold(headings[5])) ? 6 : 5;
        return new Source(table, fixedColumns, request.Report);
    }

    private sealed class Source(ITableSource table, int fixedColumns, ISourceReport report) : FormSource(table)
    {
        // Copies that people saved as text have dates in the way of their machine.
        private readonly DateOrder _started = new(1), _completed = new(2);

        public override IReadOnlyList<string> OtherNames(int column) =>
            column >= fixedColumns ? [.. NumberOf(Headings[column])]
            : Cells.Fold(Headings[column]) != Cells.Fold(Canonical[column]) ? [Canonical[column]]
            : [];

        public override bool Read()
        {
            if (!Table.Read())
            {
                _started.Tell(Table, report);
                _completed.Tell(Table, report);
                return false;
            }

            _started.See(Table);
            _completed.See(Table);
            return true;
        }
    }
}
