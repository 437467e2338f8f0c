using System.Globalization;
using System.Text;
using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// Moodle's report of activity completion (<c>progress.SHORTNAME.csv</c>): the name under an empty heading, columns that identify the
/// person, then two columns an activity, state and day. Read as one row a person and activity.
/// </summary>
internal sealed class MoodleActivities : TableForm
{
    private static readonly string[] DateFormats = [Cells.IsoDate];

    public override string Name => "moodle-activities";

    public override ITableSource? Over(ITableSource table, SourceRequest request, bool isNamed)
    {
        var headings = table.Headings;
        var first = FirstActivity(headings);
        return headings.Count > 2 && headings[0].Length == 0 && first < headings.Count && (isNamed || IsLikely(request))
            ? new Source(table, first, MoodleState.CourseOf(request.FileName, "progress."), request.Report)
            : null;
    }

    /// <summary>An unnamed first column and one at the end are no rarity in spreadsheets: the name or a state that is known must show whose the table is.</summary>
    private static bool IsLikely(SourceRequest request) =>
        request.FileName.StartsWith("progress.", StringComparison.OrdinalIgnoreCase)
        || (request.File.Container == Container.Text && MoodleState.IsIn(Encoding.UTF8.GetString(request.File.Sample)));

    /// <summary>
    /// Where the activities begin: they come in pairs up to the end, and the second heading of a pair is empty or the day that the activity
    /// is expected by, which no other heading is.
    /// </summary>
    private static int FirstActivity(IReadOnlyList<string> headings)
    {
        var first = headings.Count;
        while (first > 2 && IsDay(headings[first - 1]) && headings[first - 2].Length > 0 && !IsDay(headings[first - 2]))
        {
            first -= 2;
        }

        return first;
    }

    private static bool IsDay(string heading) =>
        heading.Length == 0 || Cells.TryDateTime(Encoding.UTF8.GetBytes(heading), DateFormats, out _);

    private sealed class Source(ITableSource table, int first, string course, ISourceReport report)
        : MadeSource(table, ["name", .. table.Headings.Take(first).Skip(1), "activity", "activity.code", "state", "completed", "expected", "course"], report)
    {
        private readonly Dictionary<string, byte[]> _states = new(StringComparer.Ordinal);
        private readonly (byte[] Name, byte[] Code, byte[] Expected)[] _activities = Activities(table.Headings, first);
        private readonly byte[] _course = Encoding.UTF8.GetBytes(course);
        private int _next = int.MaxValue;

        /// <summary>Two activities of one name are a habit of course builders: the second one's code says so.</summary>
        private static (byte[] Name, byte[] Code, byte[] Expected)[] Activities(IReadOnlyList<string> headings, int first)
        {
            var activities = new (byte[], byte[], byte[])[(headings.Count - first) / 2];
            var met = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < activities.Length; i++)
            {
                var (name, expected) = (headings[first + i * 2], headings[first + i * 2 + 1]);
                var times = met[name] = met.GetValueOrDefault(name) + 1;
                var code = ShortCode.Of(times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({times})"));
                activities[i] = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(expected));
            }

            return activities;
        }

        public override bool Read()
        {
            if (_next >= _activities.Length)
            {
                if (!ReadRow())
                {
                    return false;
                }

                _next = 0;
            }

            var (name, code, expected) = _activities[_next];
            var state = MoodleState.Of(Of(first + _next * 2), _states);
            Made.Clear();
            for (var i = 0; i < first; i++)
            {
                Made.Add(Of(i));
            }

            Made.Add(name);
            Made.Add(code);
            Made.Add(state);

            // An activity that was set back to not completed keeps the day of that.
            Made.Add(state.AsSpan().StartsWith("completed"u8) ? Of(first + _next * 2 + 1) : default);
            Made.Add(expected);
            Made.Add(_course);
            _next++;
            return true;
        }
    }
}
