using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Coaching pairs, one row a manager, employee and theme.</summary>
internal sealed class CoachingRows : IRowMapper
{
    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly PersonCell _manager, _employee;
    private readonly CoachingBatch _batch;
    private readonly BoundColumn? _theme, _from, _to, _direction;
    private readonly HashSet<(UInt128 Manager, UInt128 Employee, int Theme, int From)> _seen = [];

    public CoachingRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        _manager = PersonCell.Needed(context, TargetsOfFacts.Manager);
        _employee = PersonCell.Needed(context, TargetsOfFacts.Employee);
        _batch = new CoachingBatch(context.BatchRows, _manager.Aliases, _employee.Aliases);
        _theme = context.Binding.Find("theme");
        _from = context.Binding.Find("from");
        _to = context.Binding.Find("to");
        _direction = context.Binding.Find("direction");
    }

    public bool IsFull => _batch.Count == _batch.Capacity;

    public int Count => _batch.Count;

    public bool Map()
    {
        var r = _batch.Count;
        var protectedManager = _manager.Map(r, needed: true);
        var protectedEmployee = _employee.Map(r, needed: true);
        _batch.Theme.Set(r, _reader.Text(_theme, RowReader.MaxCode));
        _batch.From[r] = _reader.Date(_from);
        _batch.To[r] = _reader.Date(_to);
        _batch.Direction[r] = (CoachingDirection)_reader.Choice(_direction) is var told && told == CoachingDirection.Unknown ? CoachingDirection.Both : told;
        _batch.Lines[r] = _reader.Source.Line;
        if (_batch.From[r] is { } from && _batch.To[r] is { } to && to < from)
        {
            _reader.Fault(Rules.PeriodReversed, _to, _reader.Cell(_to), FormattableString.Invariant($"≥ {from:yyyy-MM-dd}"));
        }

        if (!_reader.Bad && !protectedManager && !protectedEmployee)
        {
            Check(r);
        }

        if (_reader.Bad)
        {
            return false;
        }

        _manager.Count(protectedManager || protectedEmployee);
        _batch.Count++;
        return true;
    }

    /// <summary>Two persons, and each pair once.</summary>
    private void Check(int r)
    {
        if (_manager.Aliases.Kind == _employee.Aliases.Kind && _manager.Who(r) == _employee.Who(r))
        {
            _reader.Fault(Rules.PairOfOne, _employee.Column, default, "");
        }
        else if (!_seen.Add((_manager.Who(r), _employee.Who(r), _batch.Theme.Index[r], _batch.From[r]?.DayNumber ?? 0)))
        {
            _reader.Fault(Rules.RowDoubled, _theme ?? _employee.Column, default, "");
        }
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        session.Write(_batch);
        _batch.Count = 0;
        return [];
    }

    public void End() => _context.Findings.AddCount(Rules.ProtectedIdentity, FindingSeverity.Note, "", _manager.ProtectedRows);

    public void Dispose()
    {
        _manager.Dispose();
        _employee.Dispose();
    }
}
