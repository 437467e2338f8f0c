using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Actions of transformation plans.</summary>
internal sealed class PlanActionRows(MapContext context) : IRowMapper
{
    private readonly RowReader _reader = context.Reader;
    private readonly List<PlanActionRow> _rows = [];
    private readonly HashSet<(string, string)> _seen = [];
    private readonly TargetAreaCheck _areaCheck = new(context);
    private readonly IReadOnlySet<string> _plans = context.Structure.Plans(context.Header.Organisation);
    private readonly BoundColumn? _plan = context.Binding.Find("plan"), _action = context.Binding.Find("action"), _name = context.Binding.Find("name"),
        _due = context.Binding.Find("due"), _done = context.Binding.Find("done"), _area = context.Binding.Find("targetArea"),
        _hours = context.Binding.Find("hoursFreed"), _solution = context.Binding.Find("solution");

    public bool IsFull => _rows.Count >= context.BatchRows;

    public int Count => _rows.Count;

    public bool Map()
    {
        var plan = _reader.TextNeeded(_plan, RowReader.MaxCode).ToString();
        var code = _reader.TextNeeded(_action, RowReader.MaxCode).ToString();
        var name = _reader.Text(_name, RowReader.MaxText).ToString();
        var (due, done) = (_reader.Date(_due), _reader.Date(_done));
        var area = _reader.Text(_area, RowReader.MaxCode).ToString();
        var hours = _reader.Hundredths(_hours, PlanRows.MaxHours);
        var solution = (YesNo)_reader.Choice(_solution);
        if (!_reader.Bad && !_seen.Add((plan, code)))
        {
            _reader.Fault(Rules.RowDoubled, _action, _reader.Cell(_action), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        if (_plans.Count > 0 && !_plans.Contains(plan))
        {
            _reader.Note(Rules.PlanUnknown, _plan, _reader.Cell(_plan), "");
        }

        if (area.Length > 0)
        {
            _areaCheck.Check([area], _area);
        }

        _rows.Add(new PlanActionRow(plan, code, name.Length > 0 ? name : code, due, done, area, hours / 100m, solution));
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
