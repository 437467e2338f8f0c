using System.Text;
using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// Moodle's report of course completion (<c>completion-SHORTNAME.csv</c>): id, name, columns that identify the person, the course's
/// conditions, and last the day that the course was completed, in the short way of writing dates of the site's language.
/// </summary>
internal sealed class MoodleCourse : TableForm
{
    // English, Swedish, Norwegian, Danish, German; folded.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "course complete", "course completed", "kurs slutförd", "kursen slutförd", "kurs fullföljd",
        "kurs fullført", "kurset fullført", "kursus gennemført", "kursus fuldført", "kurs abgeschlossen",
    };

    public override string Name => "moodle-course";

    public override ITableSource? Over(ITableSource table, SourceRequest request, bool isNamed)
    {
        var headings = table.Headings;
        return headings.Count > 2 && (isNamed || (Cells.Fold(headings[0]) == "id" && Known.Contains(Cells.Fold(headings[^1]))))
            ? new Source(table, request)
            : null;
    }

    private sealed class Source(ITableSource table, SourceRequest request) : MadeSource(table, [.. table.Headings, "completed", "state", "course"], request.Report)
    {
        private readonly DateOrder _order = new(table.Headings.Count - 1);
        private readonly byte[] _course = Encoding.UTF8.GetBytes(MoodleState.CourseOf(request.FileName, "completion-"));

        public override bool Read()
        {
            if (!ReadRow())
            {
                _order.Tell(Table, request.Report);
                return false;
            }

            _order.See(Table);
            var width = Table.Headings.Count;
            Made.Clear();
            for (var i = 0; i < width; i++)
            {
                Made.Add(Of(i));
            }

            var completed = Of(width - 1);
            Made.Add(completed);
            Made.Add(Encoding.UTF8.GetBytes(completed.IsEmpty ? MoodleState.Incomplete : MoodleState.Complete));
            Made.Add(_course);
            return true;
        }
    }
}
