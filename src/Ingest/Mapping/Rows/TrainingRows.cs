using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Training records, one row a person and course.</summary>
internal sealed class TrainingRows : IRowMapper
{
    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly TrainingBatch _batch;
    private readonly PersonColumns _persons;
    private readonly BoundColumn? _course, _enrolled, _finished, _status, _hours, _protected;
    private readonly CodeCheck? _courseCheck;
    private readonly HashSet<(UInt128 Person, int Course, int Day)> _seen = [];
    private long _protectedRows;

    public TrainingRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        var binding = context.Binding;
        _persons = PersonColumns.Needed(context);
        _batch = new TrainingBatch(context.BatchRows, _persons.Aliases);
        _course = binding.Find("course");
        _enrolled = binding.Find("enrolled");
        _finished = binding.Find("finished");
        _status = binding.Find("status");
        _hours = binding.Find("hours");
        _courseCheck = CodeCheck.Courses(context.Structure, context.Header.Organisation);
        _protected = binding.Find("protected");
    }

    public bool IsFull => _batch.Count == _batch.Capacity;

    public int Count => _batch.Count;

    public bool Map()
    {
        var r = _batch.Count;
        var status = _reader.Choice(_status);
        if (status == Targets.LeftOut)
        {
            _reader.LeaveOut(Rules.RowLeftOut, _status);
            return false;
        }

        _reader.ProtectedFlag(_protected);
        var found = _persons.ReadNeeded(r);
        _batch.Course.Set(r, _reader.Text(_course, RowReader.MaxCode));
        _batch.Enrolled[r] = _reader.Date(_enrolled);
        _batch.Finished[r] = _reader.Date(_finished);
        _batch.Status[r] = (TrainingStatus)status;
        _batch.HoursHundredths[r] = _reader.Hundredths(_hours, 10_000_00) ?? 0;
        _batch.Lines[r] = _reader.Source.Line;
        if (_batch.Enrolled[r] is { } from && _batch.Finished[r] is { } to && to < from)
        {
            _reader.Fault(Rules.PeriodReversed, _finished, _reader.Cell(_finished), FormattableString.Invariant($"≥ {from:yyyy-MM-dd}"));
        }

        if (!_reader.Bad && found == PersonFound.Ids
            && !_seen.Add((_persons.Key, _batch.Course.Index[r], _batch.Enrolled[r]?.DayNumber ?? 0)))
        {
            _reader.Fault(Rules.RowDoubled, _course, _reader.Cell(_course), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        _protectedRows += _reader.IsProtected ? 1 : 0;
        _courseCheck?.Check(_batch.Course, r, _reader, _course);
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

    public void Dispose() => _persons.Dispose();
}
