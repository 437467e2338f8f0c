using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>
/// Units: whether a parent exists can be told only once the whole file is read, so all rows are held until then; an
/// organisation has thousands of them at most.
/// </summary>
internal sealed class UnitRows(MapContext context) : IRowMapper
{
    private readonly RowReader _reader = context.Reader;
    private readonly List<(UnitRow Unit, int Line)> _rows = [];
    private readonly HashSet<(string, DateOnly)> _seen = [];
    private readonly BoundColumn? _code = context.Binding.Find("unit"), _name = context.Binding.Find("name"), _parent = context.Binding.Find("parent"),
        _level = context.Binding.Find("level"), _operation = context.Binding.Find("operation"), _from = context.Binding.Find("from"),
        _to = context.Binding.Find("to"), _predecessors = context.Binding.Find("predecessors");

    /// <summary>Never: see the type's summary.</summary>
    public bool IsFull => false;

    public int Count => _rows.Count;

    public bool Map()
    {
        var code = _reader.Text(_code, RowReader.MaxCode).ToString();
        var name = _reader.Text(_name, RowReader.MaxText).ToString();
        var parent = _reader.Text(_parent, RowReader.MaxCode).ToString();
        var level = _reader.Choice(_level) == 1 ? UnitLevel.Department : UnitLevel.Unit;
        var operation = _reader.Text(_operation, RowReader.MaxText).ToString();
        var from = _reader.Date(_from);
        var to = _reader.Date(_to);
        var predecessors = _reader.Codes(_predecessors);
        if (to < from)
        {
            _reader.Fault(Rules.PeriodReversed, _to, _reader.Cell(_to), FormattableString.Invariant($"≥ {from:yyyy-MM-dd}"));
        }

        if (!_reader.Bad && from is { } first)
        {
            if (!_seen.Add((code, first)))
            {
                _reader.Fault(Rules.RowDoubled, _code, _reader.Cell(_code), "");
            }
            else if (_rows.Exists(r => r.Unit.Code == code && r.Unit.ValidFrom <= (to ?? DateOnly.MaxValue) && first <= (r.Unit.ValidTo ?? DateOnly.MaxValue)))
            {
                _reader.Fault(Rules.PeriodOverlap, _code, _reader.Cell(_code), "");
            }
        }

        if (_reader.Bad)
        {
            return false;
        }

        _rows.Add((new UnitRow(code, name, parent, level, operation, from ?? DateOnly.MinValue, to, predecessors), _reader.Source.Line));
        return true;
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        var refused = new List<(int, string)>();
        var kept = new List<UnitRow>();
        var known = Known();
        for (var i = 0; i < _rows.Count; i++)
        {
            var (unit, line) = _rows[i];
            if (known.Contains(unit.Code))
            {
                kept.Add(unit);
                continue;
            }

            refused.Add((i, Rules.ParentUnknown));
            context.Findings.Add(Rules.ParentUnknown, FindingSeverity.Row, line, _parent?.Heading ?? "", Shape.Clean(unit.ParentCode), "");
        }

        RefuseCycles(kept);
        session.Write(kept);
        _rows.Clear();
        return refused;
    }

    /// <summary>Codes that hang together with the organisation: their parents are known, all the way up.</summary>
    private HashSet<string> Known()
    {
        // A full delivery stands by itself; an increment may lean on what is in force.
        var inForce = context.Header.Mode == DeliveryMode.Full
            ? []
            : context.Structure.Units(context.Header.Organisation).Select(u => u.Code).ToHashSet(StringComparer.Ordinal);
        var codes = _rows.Select(r => r.Unit.Code).Concat(inForce).ToHashSet(StringComparer.Ordinal);
        int before;
        do
        {
            before = codes.Count;
            foreach (var (unit, _) in _rows)
            {
                if (unit.ParentCode.Length > 0 && !codes.Contains(unit.ParentCode) && !inForce.Contains(unit.Code))
                {
                    codes.Remove(unit.Code);
                }
            }
        }
        while (codes.Count < before);
        return codes;
    }

    private void RefuseCycles(List<UnitRow> units)
    {
        // Per code: a code whose periods have different parents leads upwards along each of them.
        var parents = units.Where(u => u.ParentCode.Length > 0).ToLookup(u => u.Code, u => u.ParentCode, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var path = new HashSet<string>(StringComparer.Ordinal);
            for (var code = unit.Code; code is not null && !done.Contains(code); code = parents[code].LastOrDefault())
            {
                if (!path.Add(code))
                {
                    throw new FileFault(Rules.UnitCycle, _parent?.Heading ?? "", Shape.Clean(code));
                }
            }

            done.UnionWith(path);
        }
    }

    public void End()
    {
    }

    public void Dispose()
    {
    }
}
