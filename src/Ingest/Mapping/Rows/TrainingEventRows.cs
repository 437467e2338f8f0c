using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>
/// Training that comes as events (registered, completed, passed …) in any order. Of the events of one person and course two records
/// are kept: the first registration and the end, which is the first completion, otherwise the first breaking off. They are two and not
/// one, so that an increment that holds the completion alone adds to what is known of the registration and does not replace it.
/// </summary>
/// <remarks>Records are held until the whole file is read: as many as there are persons and courses, not as there are events.</remarks>
internal sealed class TrainingEventRows : IRowMapper
{
    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly BoundColumn? _course, _enrolled, _finished, _status, _hours, _protected;
    private readonly CodeCheck? _courseCheck;
    private readonly List<Part> _parts = [];
    private readonly Dictionary<(UInt128 Person, string Course, bool IsEnd), (Part Part, int Row)> _records = [];
    private readonly Dictionary<string, string> _courses = new(StringComparer.Ordinal);
    private long _protectedRows;

    public TrainingEventRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        var binding = context.Binding;
        _course = binding.Find("course");
        _enrolled = binding.Find("enrolled");
        _finished = binding.Find("finished");
        _status = binding.Find("status");
        _hours = binding.Find("hours");
        _protected = binding.Find("protected");
        _courseCheck = CodeCheck.Courses(context.Structure, context.Header.Organisation);
        _parts.Add(new Part(context));
    }

    /// <summary>Never: see the type's remarks.</summary>
    public bool IsFull => false;

    public int Count => _parts.Sum(p => p.Batch.Count);

    public bool Map()
    {
        var code = _reader.Choice(_status);
        if (code == Targets.LeftOut)
        {
            _reader.LeaveOut(Rules.RowLeftOut, _status);
            return false;
        }

        if (_parts[^1].Batch.Count == _parts[^1].Batch.Capacity)
        {
            _parts.Add(new Part(_context));
        }

        var part = _parts[^1];
        var (batch, r) = (part.Batch, part.Batch.Count);
        var status = (TrainingStatus)code;
        _reader.ProtectedFlag(_protected);
        var found = part.Persons.ReadNeeded(r);
        batch.Course.Set(r, _reader.Text(_course, RowReader.MaxCode));
        var (enrolled, finished) = (_reader.Date(_enrolled), _reader.Date(_finished));
        var isEnd = status is TrainingStatus.Completed or TrainingStatus.Interrupted;
        batch.Enrolled[r] = isEnd ? null : enrolled ?? finished;
        batch.Finished[r] = isEnd ? finished ?? enrolled : null;
        batch.Status[r] = status;
        batch.HoursHundredths[r] = _reader.Hundredths(_hours, 10_000_00) ?? 0;
        batch.Lines[r] = _reader.Source.Line;
        if (_reader.Bad)
        {
            return false;
        }

        _protectedRows += _reader.IsProtected ? 1 : 0;
        _courseCheck?.Check(batch.Course, r, _reader, _course);
        if (found == PersonFound.Ids && !_records.TryAdd((part.Persons.Key, Interned(batch.Course[r]), isEnd), (part, r)))
        {
            Merge(_records[(part.Persons.Key, batch.Course[r], isEnd)], batch, r);
            _reader.LeaveOut(Rules.EventMerged, _status);
            return false;
        }

        batch.Count++;
        return true;
    }

    /// <summary>The first day counts; a completion counts before a breaking off, whichever came first; of the hours the most.</summary>
    private static void Merge((Part Part, int Row) known, TrainingBatch batch, int r)
    {
        var (kept, k) = (known.Part.Batch, known.Row);
        if (kept.Status[k] == batch.Status[r])
        {
            kept.Enrolled[k] = Earlier(kept.Enrolled[k], batch.Enrolled[r]);
            kept.Finished[k] = Earlier(kept.Finished[k], batch.Finished[r]);
        }
        else if (batch.Status[r] == TrainingStatus.Completed || kept.Status[k] == TrainingStatus.Unknown)
        {
            (kept.Status[k], kept.Enrolled[k], kept.Finished[k]) = (batch.Status[r], batch.Enrolled[r], batch.Finished[r]);
        }

        kept.HoursHundredths[k] = Math.Max(kept.HoursHundredths[k], batch.HoursHundredths[r]);
    }

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || (b is not null && b < a) ? b ?? a : a;

    private string Interned(string course)
    {
        if (!_courses.TryGetValue(course, out var known))
        {
            _courses.Add(course, known = course);
        }

        return known;
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        foreach (var part in _parts)
        {
            session.Write(part.Batch);
            part.Batch.Count = 0;
        }

        return [];
    }

    public void End() => _context.Findings.AddCount(Rules.ProtectedIdentity, FindingSeverity.Note, "", _protectedRows);

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Persons.Dispose();
        }
    }

    /// <summary>A batch with the columns of its persons.</summary>
    private sealed class Part
    {
        public Part(MapContext context)
        {
            Persons = PersonColumns.Needed(context);
            Batch = new TrainingBatch(context.BatchRows, Persons.Aliases);
        }

        public PersonColumns Persons { get; }

        public TrainingBatch Batch { get; }
    }
}
