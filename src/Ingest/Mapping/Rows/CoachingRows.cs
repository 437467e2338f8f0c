using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Coaching pairs, one row a manager, employee and theme.</summary>
internal sealed class CoachingRows : IRowMapper
{
    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly PersonColumns _manager, _employee;
    private readonly CoachingBatch _batch;
    private readonly BoundColumn? _theme, _from, _to, _direction, _protected;
    private readonly HashSet<(UInt128 Manager, UInt128 Employee, int Theme, int From)> _seen = [];
    private long _protectedRows;

    public CoachingRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        _manager = PersonColumns.Needed(context, TargetsOfFacts.Manager);
        _employee = PersonColumns.Needed(context, TargetsOfFacts.Employee);
        _batch = new CoachingBatch(context.BatchRows, _manager.Aliases, _employee.Aliases);
        _theme = context.Binding.Find("theme");
        _from = context.Binding.Find("from");
        _to = context.Binding.Find("to");
        _direction = context.Binding.Find("direction");
        _protected = context.Binding.Find("protected");
    }

    public bool IsFull => _batch.Count == _batch.Capacity;

    public int Count => _batch.Count;

    public bool Map()
    {
        var r = _batch.Count;
        _reader.ProtectedFlag(_protected);
        var manager = _manager.ReadNeeded(r);
        var employee = _employee.ReadNeeded(r);
        _batch.Theme.Set(r, _reader.Text(_theme, RowReader.MaxCode));
        _batch.From[r] = _reader.Date(_from);
        _batch.To[r] = _reader.Date(_to);
        _batch.Direction[r] = (CoachingDirection)_reader.Choice(_direction) is var told && told == CoachingDirection.Unknown ? CoachingDirection.Both : told;
        _batch.Lines[r] = _reader.Source.Line;
        if (_batch.From[r] is { } from && _batch.To[r] is { } to && to < from)
        {
            _reader.Fault(Rules.PeriodReversed, _to, _reader.Cell(_to), FormattableString.Invariant($"≥ {from:yyyy-MM-dd}"));
        }

        if (!_reader.Bad && manager == PersonFound.Ids && employee == PersonFound.Ids)
        {
            Check(r);
        }

        if (_reader.Bad)
        {
            return false;
        }

        _protectedRows += _reader.IsProtected ? 1 : 0;
        _batch.Count++;
        return true;
    }

    /// <summary>Two persons (a pseudonym tells the kind of id too, so equal ones are one id), and each pair once.</summary>
    private void Check(int r)
    {
        if (_manager.Key == _employee.Key)
        {
            _reader.Fault(Rules.PairOfOne, _employee.First, default, "");
        }
        else if (!_seen.Add((_manager.Key, _employee.Key, _batch.Theme.Index[r], _batch.From[r]?.DayNumber ?? 0)))
        {
            _reader.Fault(Rules.RowDoubled, _theme ?? _employee.First, default, "");
        }
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        session.Write(_batch);
        _batch.Count = 0;
        return [];
    }

    public void End() => _context.Findings.AddCount(Rules.ProtectedIdentity, FindingSeverity.Note, "", _protectedRows);

    public void Dispose()
    {
        _manager.Dispose();
        _employee.Dispose();
    }
}
