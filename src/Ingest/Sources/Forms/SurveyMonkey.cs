using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// SurveyMonkey: id, collector, dates, addresses, then the questions under two rows of headings: the question above its first column,
/// below it the parts of the answer (<c>Response</c>, <c>Open-Ended Response</c>, an option, a row of a matrix). A heading becomes the
/// question, or <c>Question [Part]</c> where the question has several columns. Files with a single row of headings are common too.
/// </summary>
internal sealed partial class SurveyMonkey : TableForm
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["respondentid"] = "RespondentID",
        ["respondent id"] = "RespondentID",
        ["collectorid"] = "CollectorID",
        ["collector id"] = "CollectorID",
        ["startdate"] = "StartDate",
        ["start date"] = "StartDate",
        ["date created"] = "StartDate",
        ["enddate"] = "EndDate",
        ["end date"] = "EndDate",
        ["date modified"] = "EndDate",
        ["ip address"] = "IP Address",
        ["email address"] = "Email Address",
        ["first name"] = "First Name",
        ["lastname"] = "LastName",
        ["last name"] = "LastName",
        ["custom data"] = "Custom Data",
        ["custom data 1"] = "Custom Data",
    };

    // What stands below a question that has one column; folded.
    private static readonly HashSet<string> WholeAnswers = new(StringComparer.Ordinal) { "", "response", "open-ended response", "svar", "öppet svar", "fritextsvar" };

    public override string Name => "surveymonkey";

    public override ITableSource? Over(ITableSource table, SourceRequest request, bool isNamed)
    {
        if (!isNamed && !(table.Headings.Count > 1 && Known.GetValueOrDefault(Cells.Fold(table.Headings[0])) == "RespondentID"))
        {
            return null;
        }

        return new Source(table, request.Layout.HeadingRows, request.Report);
    }

    private sealed class Source : FormSource
    {
        private readonly ISourceReport _report;
        private readonly DateOrder[] _dates;
        private readonly string[] _parts;
        private bool _waiting;

        public Source(ITableSource table, int headingRows, ISourceReport report)
            : base(table)
        {
            _report = report;
            var upper = table.Headings.Select(Plain).ToArray();
            var hasRow = table.Read();

            // The row of an answer begins with its id; the second row of headings has nothing there.
            var isSecond = hasRow && headingRows switch
            {
                1 => false,
                2 => true,
                _ => Cells.Trim(table.Cell(0)).IsEmpty && Enumerable.Range(0, table.CellCount).Any(i => !Cells.Trim(table.Cell(i)).IsEmpty),
            };
            _waiting = hasRow && !isSecond;
            (Headings, _parts) = isSecond ? Join(upper, table) : (upper, new string[upper.Length]);
            _dates = [.. Headings.Index().Where(h => Known.GetValueOrDefault(Cells.Fold(h.Item)) is "StartDate" or "EndDate").Select(h => new DateOrder(h.Index))];
        }

        public override IReadOnlyList<string> Headings { get; }

        public override IReadOnlyList<string> OtherNames(int column)
        {
            var names = new List<string>();
            if (Known.TryGetValue(Cells.Fold(Headings[column]), out var known) && known != Headings[column])
            {
                names.Add(known);
            }

            if (_parts[column] is { Length: > 0 } part)
            {
                names.Add(part);
                names.AddRange(NumberOf(part));
            }
            else
            {
                names.AddRange(NumberOf(Headings[column]));
            }

            return names;
        }

        public override bool Read()
        {
            var more = _waiting || Table.Read();
            _waiting = false;
            foreach (var date in _dates)
            {
                if (more)
                {
                    date.See(Table);
                }
                else
                {
                    date.Tell(this, _report);
                }
            }

            return more;
        }

        /// <summary>A question reaches to the right over the columns above which nothing stands.</summary>
        private static (string[] Headings, string[] Parts) Join(string[] upper, ITableSource table)
        {
            var width = Math.Max(upper.Length, table.CellCount);
            var headings = new string[width];
            var parts = new string[width];
            var question = "";
            for (var i = 0; i < width; i++)
            {
                var above = i < upper.Length ? upper[i] : "";
                question = above.Length > 0 ? above : question;
                var part = i < table.CellCount ? Plain(Encoding.UTF8.GetString(table.Cell(i))) : "";
                parts[i] = WholeAnswers.Contains(Cells.Fold(part)) ? "" : part;
                headings[i] = part.Length == 0 ? above : parts[i].Length == 0 ? question : $"{question} [{part}]";
            }

            return (headings, parts);
        }
    }

    /// <summary>A heading without the marks of its page: <c>&lt;br&gt;</c> and others become a space.</summary>
    internal static string Plain(string heading) =>
        Cells.Visible(WebUtility.HtmlDecode(Mark().Replace(heading, " ")));

    [GeneratedRegex("</?[A-Za-z][^<>]{0,500}>")]
    private static partial Regex Mark();
}
