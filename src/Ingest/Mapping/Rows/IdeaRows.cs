using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Idea log, one row an idea. A column with the wording has no place here: it is not read.</summary>
internal sealed class IdeaRows : IRowMapper
{
    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly PersonColumns _person;
    private readonly IdeaBatch _batch;
    private readonly BoundColumn? _idea, _date, _unit, _status, _theme, _area, _protected;
    private readonly CodeCheck? _unitCheck, _areaCheck;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _protectedRows;

    public IdeaRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        _person = new PersonColumns(context);
        _batch = new IdeaBatch(context.BatchRows, _person.Aliases);
        _idea = context.Binding.Find("idea");
        _date = context.Binding.Find("date");
        _unit = context.Binding.Find("unit");
        _status = context.Binding.Find("status");
        _theme = context.Binding.Find("theme");
        _area = context.Binding.Find("targetArea");
        _protected = context.Binding.Find("protected");
        _unitCheck = CodeCheck.Units(context.Structure, context.Header.Organisation, context.Header.AsOf);
        _areaCheck = new TargetAreaCheck(context).Codes;
    }

    public bool IsFull => _batch.Count == _batch.Capacity;

    public int Count => _batch.Count;

    public bool Map()
    {
        var r = _batch.Count;
        _reader.ProtectedFlag(_protected);
        _person.Read(r);
        var code = _reader.TextNeeded(_idea, RowReader.MaxCode).ToString();
        _batch.Code[r] = code;
        _batch.Day[r] = _reader.DateNeeded(_date);
        // The unit of a protected identity is not even read.
        _batch.Unit.Set(r, _reader.IsProtected ? default : _reader.Text(_unit, RowReader.MaxCode));
        _batch.Status[r] = (IdeaStatus)_reader.Choice(_status);
        _batch.Theme.Set(r, _reader.Text(_theme, RowReader.MaxCode));
        _batch.TargetArea.Set(r, _reader.Text(_area, RowReader.MaxCode));
        _batch.Lines[r] = _reader.Source.Line;
        if (!_reader.Bad && !_seen.Add(code))
        {
            _reader.Fault(Rules.RowDoubled, _idea, _reader.Cell(_idea), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        _protectedRows += _reader.IsProtected ? 1 : 0;
        _unitCheck?.Check(_batch.Unit, r, _reader, _unit);
        _areaCheck?.Check(_batch.TargetArea, r, _reader, _area);
        _batch.Count++;
        return true;
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        session.Write(_batch);
        _batch.Count = 0;
        return [];
    }

    public void End() => _context.Findings.AddCount(Rules.ProtectedIdentity, FindingSeverity.Note, "", _protectedRows);

    public void Dispose() => _person.Dispose();
}
