using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Transformation plans: few rows, one object each. A plan is for an operation or for a unit.</summary>
internal sealed class PlanRows(MapContext context) : IRowMapper
{
    /// <summary>Most hours freed per year, in hundredths: more is a slip of the keyboard.</summary>
    public const int MaxHours = 1_000_000_00;

    private readonly RowReader _reader = context.Reader;
    private readonly List<PlanRow> _rows = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly TargetAreaCheck _areaCheck = new(context);
    private readonly IReadOnlyList<UnitRow> _units = context.Structure.Units(context.Header.Organisation);
    private readonly BoundColumn? _plan = context.Binding.Find("plan"), _name = context.Binding.Find("name"), _operation = context.Binding.Find("operation"),
        _unit = context.Binding.Find("unit"), _adopted = context.Binding.Find("adopted"), _reviewed = context.Binding.Find("reviewed"),
        _due = context.Binding.Find("actionsDue"), _done = context.Binding.Find("actionsDone"), _hours = context.Binding.Find("hoursFreed"),
        _solutions = context.Binding.Find("solutions"), _areas = context.Binding.Find("targetAreas");

    public bool IsFull => _rows.Count >= context.BatchRows;

    public int Count => _rows.Count;

    public bool Map()
    {
        var code = _reader.TextNeeded(_plan, RowReader.MaxCode).ToString();
        var name = _reader.Text(_name, RowReader.MaxText).ToString();
        var operation = _reader.Text(_operation, RowReader.MaxText).ToString();
        var unit = _reader.Text(_unit, RowReader.MaxCode).ToString();
        var (adopted, reviewed) = (_reader.Date(_adopted), _reader.Date(_reviewed));
        var (due, done) = (_reader.Whole(_due, 0, 100_000), _reader.Whole(_done, 0, 100_000));
        var hours = _reader.Hundredths(_hours, MaxHours);
        var solutions = _reader.Whole(_solutions, 0, 100_000);
        var areas = _reader.Codes(_areas);
        if (!_reader.Bad && operation.Length == 0 && unit.Length == 0)
        {
            _reader.Fault(Rules.ValueMissing, _operation ?? _unit, default, "");
        }

        if (reviewed < adopted)
        {
            _reader.Fault(Rules.PeriodReversed, _reviewed, _reader.Cell(_reviewed), FormattableString.Invariant($"≥ {adopted:yyyy-MM-dd}"));
        }

        if (!_reader.Bad && !_seen.Add(code))
        {
            _reader.Fault(Rules.RowDoubled, _plan, _reader.Cell(_plan), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        Note(operation, unit, areas);
        _rows.Add(new PlanRow(code, name.Length > 0 ? name : code, operation, unit, adopted, reviewed, due, done, hours / 100m, solutions, areas));
        return true;
    }

    private void Note(string operation, string unit, IReadOnlyList<string> areas)
    {
        _areaCheck.Check(areas, _areas);
        if (_units.Count == 0)
        {
            return;
        }

        if (operation.Length > 0 && !_units.Any(u => u.Operation == operation))
        {
            _reader.Note(Rules.OperationUnknown, _operation, _reader.Cell(_operation), "");
        }

        if (unit.Length > 0 && !_units.Any(u => u.Code == unit))
        {
            _reader.Note(Rules.UnitUnknown, _unit, _reader.Cell(_unit), "");
        }
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
