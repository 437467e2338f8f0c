using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Courses: few rows, one object each.</summary>
internal sealed class CourseRows(MapContext context) : IRowMapper
{
    private readonly RowReader _reader = context.Reader;
    private readonly List<CourseRow> _rows = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _competences = CompetenceFramework.DigComp22.Competences.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _programmes = context.Configuration.Programmes.Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
    private readonly BoundColumn? _course = context.Binding.Find("course"), _name = context.Binding.Find("name"),
        _programme = context.Binding.Find("programme"), _theme = context.Binding.Find("theme"), _trains = context.Binding.Find("competences"),
        _hours = context.Binding.Find("hours"), _completion = context.Binding.Find("completionHours"), _digital = context.Binding.Find("digital");

    public bool IsFull => _rows.Count >= context.BatchRows;

    public int Count => _rows.Count;

    public bool Map()
    {
        var code = _reader.Text(_course, RowReader.MaxCode).ToString();
        var name = _reader.Text(_name, RowReader.MaxText).ToString();
        var programme = _reader.Text(_programme, RowReader.MaxCode).ToString();
        var theme = _reader.Text(_theme, RowReader.MaxText).ToString();
        var trains = _reader.Codes(_trains);
        if (trains.Any(c => !_competences.Contains(c)))
        {
            _reader.Fault(Rules.CodeUnknown, _trains, _reader.Cell(_trains), "1.1 … 5.4");
        }

        var hours = _reader.Hundredths(_hours, 10_000_00);
        var completion = _reader.Hundredths(_completion, 10_000_00);
        var digital = _reader.Choice(_digital) == (byte)YesNo.Yes;
        if (!_reader.Bad && !_seen.Add(code))
        {
            _reader.Fault(Rules.RowDoubled, _course, _reader.Cell(_course), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        if (programme.Length > 0 && !_programmes.Contains(programme))
        {
            _reader.Note(Rules.ProgrammeUnknown, _programme, _reader.Cell(_programme), string.Join(" | ", _programmes.Order(StringComparer.Ordinal)));
        }

        _rows.Add(new CourseRow(code, name, programme, theme, trains, hours / 100m, completion / 100m, digital));
        return true;
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        session.Write([.. _rows]);
        _rows.Clear();
        return [];
    }

    public void End()
    {
    }

    public void Dispose()
    {
    }
}
