using System.Text;
using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>
/// The answers of an archive (.lsr), a row at a time. An element that is missing is NULL: the question was not shown; an empty one
/// was shown and left empty. Columns are named by their codes if the structure is at hand.
/// </summary>
internal sealed class ResponsesSource : ITableSource
{
    private readonly XmlReader _reader;
    private readonly IDisposable _owned;
    private readonly Func<double> _progress;
    private readonly SourceLimits _limits;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string>[] _others;
    private readonly IReadOnlyDictionary<string, int>? _timings;
    private readonly int _duration = -1;
    private readonly (int Start, int Length)[] _cells;
    private byte[] _text = new byte[1 << 12];
    private readonly StringBuilder _raw = new();
    private bool _inRows;

    /// <param name="reader">The XML; disposed.</param>
    /// <param name="structure">Gives the columns their codes; null = they keep the database's names.</param>
    /// <param name="timings">Seconds by the response's id; null if they were not kept.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="progress">Share read.</param>
    /// <param name="owned">Disposed with this.</param>
    public ResponsesSource(
        XmlReader reader, SurveyStructure? structure, IReadOnlyDictionary<string, int>? timings, SourceLimits limits, Func<double> progress, IDisposable owned)
    {
        (_limits, _progress, _owned, _timings) = (limits, progress, owned, timings);
        _reader = reader;
        try
        {
            var names = XmlTexts.Guard(ReadNames);
            var fields = structure is null ? [] : names.ToDictionary(n => n, new FieldNames(structure).Find, StringComparer.Ordinal);
            // A code that two columns would have is no code of either.
            var codes = names.Select(n => fields.GetValueOrDefault(n)?.Code ?? n).ToList();
            var doubled = codes.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
            var headings = names.Select((n, i) => doubled.Contains(codes[i]) ? n : codes[i]).ToList();
            _others = [.. names.Select((n, i) => Others(structure, n, headings[i], fields.GetValueOrDefault(n))), []];
            for (var i = 0; i < names.Count; i++)
            {
                _places[Element(names[i])] = i;
            }

            if (timings is not null && !headings.Contains(MetaColumns.InterviewTime))
            {
                _duration = headings.Count;
                headings.Add(MetaColumns.InterviewTime);
            }

            Headings = headings;
            _cells = new (int, int)[headings.Count];
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Headings { get; }

    public IReadOnlyList<string> OtherNames(int column) => _others[column];

    public int Line { get; private set; }

    public int CellCount => Headings.Count;

    public double Progress => _progress();

    public ReadOnlySpan<byte> Raw
    {
        get
        {
            _raw.Clear();
            for (var i = 0; i < _cells.Length; i++)
            {
                _raw.Append(i == 0 ? "" : ";").Append('"').Append(Encoding.UTF8.GetString(Cell(i)).Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }

            return Encoding.UTF8.GetBytes(_raw.ToString());
        }
    }

    public ReadOnlySpan<byte> Cell(int index) => _cells[index].Start < 0 ? default : _text.AsSpan(_cells[index].Start, _cells[index].Length);

    public bool IsNotShown(int index) => _cells[index].Start < 0;

    public bool Read() => XmlTexts.Guard(ReadRow);

    public void Dispose()
    {
        _reader.Dispose();
        _owned.Dispose();
    }

    private static IReadOnlyList<string> Others(SurveyStructure? structure, string name, string heading, SurveyField? field)
    {
        if (structure is null || field is null)
        {
            return [];
        }

        var question = structure.Text(field.Question.Texts);
        var sub = field.Subquestion is null ? field.Kind : structure.Text(field.Subquestion.Texts);
        var text = sub.Length == 0 ? question : $"{question} [{sub}]";
        return heading == name || text.Length == 0 ? [name] : [name, text];
    }

    /// <summary>A name that is no XML name has an underscore before it, and a hyphen for the hash of a second scale.</summary>
    private static string Element(string name) => (char.IsAsciiDigit(name[0]) ? "_" : "") + name.Replace('#', '-');

    /// <summary>The list of fields, which comes before the rows.</summary>
    private List<string> ReadNames()
    {
        var names = new List<string>();
        var more = BoundedXml.Next(_reader);
        while (more)
        {
            if (_reader.NodeType == XmlNodeType.Element && _reader.LocalName == "fieldname" && _reader.Depth == 3)
            {
                var name = XmlTexts.Read(_reader, 200, out _).Trim();
                if (name.Length > 0)
                {
                    names.Add(name);
                }

                if (names.Count > _limits.MaxColumns)
                {
                    throw new FileFault(Rules.TooManyColumns, found: Shape.Count(names.Count), expected: Shape.Count(_limits.MaxColumns), line: 1);
                }

                more = !_reader.EOF;
            }
            else if (_reader.NodeType == XmlNodeType.Element && _reader.LocalName == "rows" && _reader.Depth == 2)
            {
                _inRows = true;
                break;
            }
            else
            {
                more = BoundedXml.Next(_reader);
            }
        }

        return names.Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } distinct ? distinct : throw new FileFault(Rules.HeadingsMissing, line: 1);
    }

    private bool ReadRow()
    {
        while (_inRows && !(_reader.NodeType == XmlNodeType.Element && _reader.LocalName == "row"))
        {
            if (!BoundedXml.Next(_reader))
            {
                _inRows = false;
            }
        }

        if (!_inRows)
        {
            return false;
        }

        Line++;
        Array.Fill(_cells, (-1, 0));
        var (depth, used) = (_reader.Depth, 0);
        if (_reader.IsEmptyElement)
        {
            _inRows = BoundedXml.Next(_reader);
            return true;
        }

        var more = BoundedXml.Next(_reader);
        while (more && _reader.Depth > depth)
        {
            if (_reader.NodeType == XmlNodeType.Element && _reader.Depth == depth + 1)
            {
                var place = _places.GetValueOrDefault(_reader.LocalName, -1);
                var text = XmlTexts.Read(_reader, _limits.MaxRowBytes, out var cut);
                used = Keep(place, text, used, cut);
                more = !_reader.EOF;
            }
            else
            {
                more = BoundedXml.Next(_reader);
            }
        }

        _inRows = more;
        AddDuration(used);
        return true;
    }

    private int Keep(int place, string text, int used, bool cut)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (cut || used + length > _limits.MaxRowBytes)
        {
            throw new FileFault(Rules.RowTooLong, expected: Shape.Bytes(_limits.MaxRowBytes), line: Line);
        }

        if (place < 0)
        {
            // An element that the list of fields does not name belongs to no column.
            return used;
        }

        if (_text.Length < used + length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, used + length));
        }

        Encoding.UTF8.GetBytes(text, _text.AsSpan(used));
        _cells[place] = (used, length);
        return used + length;
    }

    private void AddDuration(int used)
    {
        if (_duration >= 0 && _timings is not null && _places.TryGetValue(MetaColumns.Id, out var id)
            && _timings.TryGetValue(Encoding.UTF8.GetString(Cell(id)), out var seconds))
        {
            Keep(_duration, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), used, cut: false);
        }
    }
}

/// <summary>The total time of each response (.lsi).</summary>
internal static class Timings
{
    private const int MaxResponses = 5_000_000;

    /// <summary>Whole seconds by the response's id; the reader is disposed.</summary>
    public static Dictionary<string, int> Read(XmlReader reader, SourceLimits limits)
    {
        var seconds = new Dictionary<string, int>(StringComparer.Ordinal);
        using var source = new ResponsesSource(reader, null, null, limits, () => 0, reader);
        var id = source.Headings.ToList().IndexOf(MetaColumns.Id);
        var total = source.Headings.ToList().IndexOf(MetaColumns.InterviewTime);
        while (id >= 0 && total >= 0 && source.Read() && seconds.Count < MaxResponses)
        {
            if (Mapping.Cells.TryHundredths(source.Cell(total), Mapping.DecimalSign.Point, out var hundredths) && hundredths >= 0)
            {
                seconds[Encoding.UTF8.GetString(source.Cell(id))] = (hundredths + 50) / 100;
            }
        }

        return seconds;
    }
}
