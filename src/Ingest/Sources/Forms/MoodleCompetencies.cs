using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// Moodle's competency framework (tool_lpimportcsv): fourteen columns known by their order, because their headings differ between
/// versions and languages; the first row is the framework itself. Read as one row an area, competence or statement.
/// </summary>
internal sealed partial class MoodleCompetencies : TableForm
{
    private const int Columns = 14, MaxRows = 50_000;
    private const int Parent = 0, Id = 1, ShortName = 2, Description = 3, Scale = 5, ScaleConfiguration = 6, Related = 10, IsFramework = 12, Taxonomies = 13;

    private static readonly string[] MadeHeadings =
        ["framework", "frameworkName", "id", "entry", "parent", "name", "description", "level", "dimension", "related", "scale", "proficient"];

    public override string Name => "moodle-competencies";

    public override ITableSource? Over(ITableSource table, SourceRequest request, bool isNamed)
    {
        // Every version ends with these two, in one language or another; the first heading names the parent.
        var headings = table.Headings;
        return headings.Count == Columns && headings.All(h => h.Length > 0) && (isNamed || IsExport(headings)) ? new Source(table, request.Report) : null;
    }

    private static bool IsExport(IReadOnlyList<string> headings)
    {
        var folded = headings.Select(Cells.Fold).ToArray();
        return (folded[IsFramework].Contains("framework", StringComparison.Ordinal) || folded[IsFramework].Contains("ramverk", StringComparison.Ordinal))
            && folded[Taxonomies].StartsWith("taxonom", StringComparison.Ordinal) && folded[ShortName].Length > 0;
    }

    /// <summary>A description without the marks of its page.</summary>
    internal static string Plain(string html) =>
        string.Join(' ', WebUtility.HtmlDecode(Mark().Replace(html, " ")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<[^<>]{1,2000}>")]
    private static partial Regex Mark();

    /// <summary>One row of the file.</summary>
    private sealed record Entry(int Line, string Parent, string Id, string Name, string Description, string Related, string Raw);

    private sealed class Source(ITableSource table, ISourceReport report) : MadeSource(table, MadeHeadings, report)
    {
        private readonly ISourceReport _report = report;
        private readonly List<Entry> _entries = [];
        private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
        private readonly HashSet<string> _withChildren = new(StringComparer.Ordinal);
        private string _framework = "", _frameworkName = "", _scale = "", _proficient = "";
        private string[] _taxonomies = [];
        private int _next = -1;
        private int _line;

        public override int Line => _line;

        public override ReadOnlySpan<byte> Raw => _next > 0 ? Encoding.UTF8.GetBytes(_entries[_next - 1].Raw) : default;

        public override bool Read()
        {
            if (_next < 0)
            {
                Load();
                _next = 0;
            }

            if (_next >= _entries.Count)
            {
                return false;
            }

            var entry = _entries[_next++];
            _line = entry.Line;
            Made.Clear();
            foreach (var cell in (ReadOnlySpan<string>)[
                ShortCode.Of(_framework), _frameworkName, ShortCode.Of(entry.Id), KindOf(entry), ShortCode.Of(entry.Parent), entry.Name, entry.Description, "", "",
                entry.Related, _scale, _proficient])
            {
                Made.Add(cell);
            }

            return true;
        }

        /// <summary>What a row is depends on how deep it lies and whether anything lies below it, which only the whole file tells.</summary>
        private void Load()
        {
            while (ReadRow())
            {
                var isFramework = Text(IsFramework);
                if (isFramework.Length > 0 && isFramework != "0" && !isFramework.Equals("false", StringComparison.OrdinalIgnoreCase))
                {
                    ReadFramework();
                    continue;
                }

                if (_entries.Count >= MaxRows)
                {
                    throw new FileFault(Rules.FrameworkTooLarge, found: Shape.Count(_entries.Count), expected: Shape.Count(MaxRows), line: Table.Line);
                }

                var entry = new Entry(Table.Line, Text(Parent), Text(Id), Plain(Text(ShortName)), Plain(Text(Description)), RelatedIds(), Encoding.UTF8.GetString(Table.Raw));
                _entries.Add(entry);
                _parents[entry.Id] = entry.Parent;
                _withChildren.Add(entry.Parent);
            }

            if (_framework.Length == 0)
            {
                throw new FileFault(Rules.FrameworkMissing);
            }
        }

        private void ReadFramework()
        {
            if (_framework.Length > 0)
            {
                _report.Broken(new BrokenRow(Rules.FrameworkTwice, Table.Line, Encoding.UTF8.GetString(Table.Raw)));
                return;
            }

            (_framework, _frameworkName, _scale) = (Text(Id), Plain(Text(ShortName)), Text(Scale));
            _taxonomies = Text(Taxonomies).Split(',', StringSplitOptions.TrimEntries);
            _proficient = Proficient(Text(ScaleConfiguration), _scale);
        }

        private string Text(int column) => Encoding.UTF8.GetString(Of(column));

        private string RelatedIds() =>
            string.Join(
                ' ',
                Text(Related).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(i => ShortCode.Of(i.Replace("%2C", ",", StringComparison.OrdinalIgnoreCase))));

        /// <summary>
        /// By the framework's own word for the depth, where it has one of ours; otherwise the topmost with something below them are areas,
        /// what lies right below is a competence, and anything deeper a statement.
        /// </summary>
        private string KindOf(Entry entry)
        {
            var depth = 0;
            for (var parent = entry.Parent; parent.Length > 0 && depth < 16; parent = _parents.GetValueOrDefault(parent, ""))
            {
                depth++;
            }

            var word = depth < _taxonomies.Length ? _taxonomies[depth] : "";
            return word switch
            {
                "domain" => "area",
                "outcome" => "outcome",
                "behaviour" or "indicator" or "concept" or "value" => "statement",
                _ => depth == 0 && _withChildren.Contains(entry.Id) ? "area" : depth <= 1 ? "competence" : "statement",
            };
        }

        /// <summary>The values of the scale that count as competent: <c>[{"scaleid":"2"},{"id":2,"scaledefault":1,"proficient":1}]</c>.</summary>
        private static string Proficient(string json, string scale)
        {
            var values = scale.Split(',', StringSplitOptions.TrimEntries);
            try
            {
                using var document = JsonDocument.Parse(json.Length == 0 ? "[]" : json, new JsonDocumentOptions { MaxDepth = 8 });
                return document.RootElement.ValueKind != JsonValueKind.Array
                    ? ""
                    : string.Join(", ", document.RootElement.EnumerateArray()
                        .Where(v => v.ValueKind == JsonValueKind.Object && Is(v, "proficient") == 1 && Is(v, "id") is > 0 and var id && id <= values.Length)
                        .Select(v => values[Is(v, "id") - 1]));
            }
            catch (JsonException)
            {
                return "";
            }

            static int Is(JsonElement value, string name) =>
                value.TryGetProperty(name, out var number) && (number.ValueKind == JsonValueKind.Number ? number.TryGetInt32(out var n)
                    : int.TryParse(number.ValueKind == JsonValueKind.String ? number.GetString() : "", System.Globalization.CultureInfo.InvariantCulture, out n)) ? n : 0;
        }
    }
}
