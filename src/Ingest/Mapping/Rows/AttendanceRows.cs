using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Attendance lists, one row a person, course and day. A list without a column of presence names those who came.</summary>
internal sealed class AttendanceRows : IRowMapper
{
    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly PersonColumns _person;
    private readonly AttendanceBatch _batch;
    private readonly BoundColumn? _course, _date, _hours, _present, _protected;
    private readonly CodeCheck? _courseCheck;
    private readonly HashSet<(UInt128 Person, int Course, int Day)> _seen = [];
    private long _protectedRows;

    public AttendanceRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        _person = PersonColumns.Needed(context);
        _batch = new AttendanceBatch(context.BatchRows, _person.Aliases);
        _course = context.Binding.Find("course");
        _date = context.Binding.Find("date");
        _hours = context.Binding.Find("hours");
        _present = context.Binding.Find("present");
        _protected = context.Binding.Find("protected");
        _courseCheck = CodeCheck.Courses(context.Structure, context.Header.Organisation);
    }

    public bool IsFull => _batch.Count == _batch.Capacity;

    public int Count => _batch.Count;

    public bool Map()
    {
        var r = _batch.Count;
        _reader.ProtectedFlag(_protected);
        var found = _person.ReadNeeded(r);
        _batch.Course.Set(r, _reader.TextNeeded(_course, RowReader.MaxCode));
        var day = _reader.DateNeeded(_date);
        _batch.Day[r] = day;
        _batch.HoursHundredths[r] = _reader.Hundredths(_hours, 24_00) ?? 0;
        _batch.Present[r] = _present is null ? YesNo.Yes : (YesNo)_reader.Choice(_present);
        _batch.Lines[r] = _reader.Source.Line;
        if (!_reader.Bad && found == PersonFound.Ids && !_seen.Add((_person.Key, _batch.Course.Index[r], day.DayNumber)))
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

    public void Dispose() => _person.Dispose();
}
