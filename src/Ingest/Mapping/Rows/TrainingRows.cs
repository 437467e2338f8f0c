using System.Runtime.InteropServices;
using Digilo.Analytics.Ingest.Identity;
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
    private readonly BoundColumn _id;
    private readonly BoundColumn? _course, _enrolled, _finished, _status, _hours;
    private readonly Pseudonymiser _persons;
    private readonly CodeCheck? _courseCheck;
    private readonly HashSet<(UInt128 Person, int Course, int Day)> _seen = [];
    private long _protectedRows;

    public TrainingRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        var binding = context.Binding;
        _id = binding.Find(Targets.Id) ?? throw new FileFault(
            Rules.HeadingMissing, binding.Profile.Columns.First(c => c.Target == Targets.Id).Headings[0], line: 1);
        _persons = context.Keys.ForKind(_id.Column.IdKind);
        _batch = new TrainingBatch(context.BatchRows, new AliasColumn(_id.Column.IdKind, context.Keys.KeyId, context.BatchRows));
        _course = binding.Find("course");
        _enrolled = binding.Find("enrolled");
        _finished = binding.Find("finished");
        _status = binding.Find("status");
        _hours = binding.Find("hours");
        _courseCheck = CodeCheck.Courses(context.Structure, context.Header.Organisation);
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

        var id = _reader.Id(_id, out var isProtected);
        _batch.Person.Present[r] = !id.IsEmpty;
        if (!id.IsEmpty)
        {
            _persons.Write(id, _batch.Person[r]);
        }
        else if (!isProtected && !_reader.Bad)
        {
            _reader.Fault(Rules.ValueMissing, _id, default, "");
        }

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

        if (!_reader.Bad && !isProtected
            && !_seen.Add((MemoryMarshal.Read<UInt128>(_batch.Person[r]), _batch.Course.Index[r], _batch.Enrolled[r]?.DayNumber ?? 0)))
        {
            _reader.Fault(Rules.RowDoubled, _course, _reader.Cell(_course), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        _protectedRows += isProtected ? 1 : 0;
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
