using System.Buffers.Binary;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Survey answers, one row a respondent.</summary>
internal sealed class SurveyRows : IOverlappingMapper
{
    /// <summary>Longest time of answering, in hundredths of a second: a survey may lie open for weeks.</summary>
    private const int MaxDuration = 10_000_000_00;

    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly Part[] _parts;
    private readonly BoundColumn[] _items;
    private readonly string[] _expected;
    private readonly AnswerQuality _quality;
    private readonly BoundColumn?[] _importance;
    private readonly BoundColumn? _rowKey;
    private readonly ContentKey? _content;
    private readonly BoundColumn? _id, _protected, _started, _submitted, _duration, _complete, _channel, _unit, _role, _gender, _birthYear, _form, _device;
    private readonly Pseudonymiser _rowKeys;
    private readonly BoundColumn[] _unread;
    private readonly FreeTextCells _freeText;
    private readonly CodeCheck? _unitCheck, _roleCheck;
    private readonly NumberSet _seen = new();
    private readonly IdHash _hash;
    private readonly IdOrder _order = new();
    private readonly Wave _wave;
    private Part _part;
    private int _turn;
    private SurveyBatch _batch;
    private bool _ascends;
    private long _dated, _inWave, _protectedRows;

    public SurveyRows(MapContext context, Wave wave)
    {
        _context = context;
        _reader = context.Reader;
        _wave = wave;
        var binding = context.Binding;
        _items = [.. binding.All(Targets.Item)];
        _importance = [.. _items.Select(i => binding.All(Targets.Importance).FirstOrDefault(c => c.Column.Item == i.Column.Item))];
        _expected = [.. _items.Select(i => Expected.Of(Instrument(i).Scale))];
        _quality = new AnswerQuality([.. _items.Select(Instrument)], wave);
        _content = binding.Profile.KeyIsContent ? new ContentKey() : null;
        _rowKey = binding.Find(Targets.RowKey);
        if (_rowKey is null && _content is null)
        {
            throw new FileFault(Rules.HeadingMissing, Targets.RowKey, line: 1);
        }

        _id = binding.Find(Targets.Id);
        if (wave.Linked && _id is null)
        {
            throw new FileFault(Rules.WaveNeedsId, found: wave.Code, line: 1);
        }

        _protected = binding.Find("protected");
        _started = binding.Find("started");
        _submitted = binding.Find("submitted");
        _duration = binding.Find("duration");
        _complete = binding.Find("complete");
        _channel = binding.Find("channel");
        _unit = binding.Find("unit");
        _role = binding.Find("role");
        _gender = binding.Find("gender");
        _birthYear = binding.Find("birthYear");
        _form = binding.Find("form");
        _device = binding.Find("device");
        _rowKeys = context.Keys.ForRowKeys();
        _hash = new IdHash(context.Keys.RowKey);
        _unread = wave.Linked ? [] : [.. binding.All(Targets.Id)];
        foreach (var id in _unread)
        {
            context.Findings.Add(Rules.IdDropped, FindingSeverity.Note, 0, id.Heading, "", wave.Code);
        }

        _parts = [NewPart(), NewPart(), NewPart()];
        (_part, _batch) = (_parts[0], _parts[0].Batch);
        _freeText = new FreeTextCells(context);
        _unitCheck = CodeCheck.Units(context.Structure, context.Header.Organisation, wave.ReferenceDate);
        _roleCheck = CodeCheck.Roles(context.Structure, context.Header.Organisation);
    }

    public bool IsFull => _batch.Count == _batch.Capacity;

    public int Count => _batch.Count;

    /// <summary>The items of a file, in the order of the packed answers.</summary>
    public static IReadOnlyList<InstrumentItem> Items(Binding binding) => [.. binding.All(Targets.Item).Select(Instrument)];

    private static InstrumentItem Instrument(BoundColumn column) => column.Column.Instrument ?? InstrumentItem.Plain(column.Column.Item);

    public bool Map()
    {
        var r = _batch.Count;
        MapPerson(r);
        var key = MapKey(r);
        var answered = MapAnswers(r);
        var started = _reader.Moment(_started);
        var submitted = _reader.Moment(_submitted);
        var duration = _reader.Hundredths(_duration, MaxDuration);
        _batch.Submitted[r] = submitted;
        _batch.Complete[r] = _complete is null || _reader.Choice(_complete) == (byte)YesNo.Yes;
        _batch.Channel[r] = (AnswerChannel)_reader.Choice(_channel);
        _batch.Gender[r] = (Gender)_reader.Choice(_gender);
        _batch.Form[r] = (EmploymentForm)_reader.Choice(_form);
        _batch.Device[r] = (DeviceAccess)_reader.Choice(_device);

        // Of a protected identity they are not even read.
        var isProtected = _reader.IsProtected;
        _batch.BirthYear[r] = isProtected ? (short)0 : _reader.Year(_birthYear);
        _batch.Unit.Set(r, isProtected ? default : _reader.Text(_unit, RowReader.MaxCode));
        _batch.Role.Set(r, isProtected ? default : _reader.Text(_role, RowReader.MaxCode));
        if (!_reader.Bad && !IsNew(key))
        {
            _reader.Fault(Rules.RowDoubled, _rowKey, _reader.Cell(_rowKey), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        _batch.Lines[r] = _reader.Source.Line;
        _protectedRows += isProtected ? 1 : 0;
        _freeText.Map(r, _batch);
        NoteQuality(r, started, duration, answered);
        _batch.Count++;
        return true;
    }

    /// <summary>The row's own id; within the file it is told from others by a hash, the HMAC that is stored comes with the batch.</summary>
    private long MapKey(int r)
    {
        if (_content is not null || _rowKey is null)
        {
            return KeyOf(r, _content is null ? default : _content.Of(_reader.Source));
        }

        var cell = _reader.Cell(_rowKey);
        if (cell.Length >= 10 && Personnummer.IsIn(cell))
        {
            _reader.Fault(Rules.PersonnummerInField, _rowKey, cell, "");
        }

        return KeyOf(r, _reader.Id(_rowKey, out _));
    }

    private long KeyOf(int r, ReadOnlySpan<byte> id)
    {
        _part.Keys.Put(r, id);
        _ascends = _order.Follows(id);
        return _hash.Of(id);
    }

    /// <summary>Remembers the row's own id; false if the file had it before. Tools number their rows upwards, and then nothing is looked up.</summary>
    private bool IsNew(long key)
    {
        if (_ascends)
        {
            _seen.AddNew(key);
            return true;
        }

        return _seen.Add(key);
    }

    private void MapPerson(int r)
    {
        _reader.ProtectedFlag(_protected);
        if (_part.Persons is { } persons)
        {
            if (persons.Read(r) == PersonFound.None && !_reader.Bad)
            {
                _reader.Note(Rules.IdMissing, _id, default, "");
            }

            _quality.Expect(persons.Key);
        }
        else
        {
            // Not read in an anonymous wave, but for this.
            Array.ForEach(_unread, id => _reader.HasProtectedForm(id));
        }
    }

    private int MapAnswers(int r)
    {
        var answers = _batch.Answers.AsSpan(r * _items.Length, _items.Length);
        var answered = 0;
        for (var i = 0; i < _items.Length; i++)
        {
            var level = _reader.Level(_items[i], Rules.LevelInvalid, _expected[i]);
            answers[i] = level;
            answered += AnswerCode.IsAnswered(level) ? 1 : 0;
        }

        if (_batch.Importance is not null)
        {
            var importance = _batch.Importance.AsSpan(r * _items.Length, _items.Length);
            for (var i = 0; i < _items.Length; i++)
            {
                importance[i] = _importance[i] is { } column
                    ? _reader.Level(column, Rules.ImportanceInvalid, Expected.Importance)
                    : AnswerCode.NotInInstrument;
            }
        }

        return answered;
    }

    /// <summary>Flags the row and counts why. What only the store can tell, it adds.</summary>
    private void NoteQuality(int r, DateTime? started, int? duration, int answered)
    {
        if (answered == 0)
        {
            _reader.Note(Rules.NoAnswers, null, default, "");
        }

        var submitted = _batch.Submitted[r];
        var flags = _quality.Of(_batch, r, _part.Persons?.Key ?? default, answered, started, duration);
        if (submitted is not null)
        {
            _dated++;
            _inWave += (flags & (QualityFlags.BeforeWave | QualityFlags.AfterWave)) == 0 ? 1 : 0;
        }

        if ((flags & (QualityFlags.BeforeWave | QualityFlags.AfterWave)) != 0)
        {
            _reader.Note(Rules.OutsideWave, _submitted, _reader.Cell(_submitted), Period(_wave));
        }

        if (flags.HasFlag(QualityFlags.StraightLining))
        {
            _reader.Note(Rules.StraightLining, null, default, "");
        }

        if (flags.HasFlag(QualityFlags.TooFast))
        {
            _reader.Note(Rules.TooFast, null, default, "");
        }

        if (flags.HasFlag(QualityFlags.Duplicate))
        {
            _reader.Note(Rules.RespondentDoubled, null, default, "");
        }

        _batch.Flags[r] = flags
            | _unitCheck?.Check(_batch.Unit, r, _reader, _unit) switch
            {
                Rules.UnitUnknown => QualityFlags.UnitUnknown,
                Rules.UnitClosed => QualityFlags.UnitClosed,
                _ => QualityFlags.None,
            }
            | (_roleCheck?.Check(_batch.Role, r, _reader, _role) is null ? QualityFlags.None : QualityFlags.RoleWithoutRequirement);
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        Ready();
        Take()(session);
        return [];
    }

    public int Batches => _parts.Length;

    public void Ready() => _part.Complete();

    public Action<IDeliverySession> Take()
    {
        var filled = _part;
        _turn = (_turn + 1) % _parts.Length;
        _part = _parts[_turn];
        _batch = _part.Batch;
        _batch.Count = 0;
        _batch.FreeTexts.Clear();
        return session => session.Write(filled.Batch);
    }

    public void End()
    {
        if (_dated > 0 && _inWave == 0)
        {
            throw new FileFault(Rules.WaveWrong, _submitted?.Heading ?? "", _wave.Code, Period(_wave));
        }

        _context.Findings.AddCount(Rules.ProtectedIdentity, FindingSeverity.Note, "", _protectedRows);
        _freeText.End();
    }

    private static string Period(Wave wave) => FormattableString.Invariant($"{wave.Opens:yyyy-MM-dd}–{wave.Closes:yyyy-MM-dd}");

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        _rowKeys.Dispose();
        _content?.Dispose();
        _freeText.Dispose();
    }

    private Part NewPart()
    {
        var persons = _wave.Linked ? new PersonColumns(_context, together: true) : null;
        var batch = new SurveyBatch(_context.BatchRows, _items.Length, _importance.Any(i => i is not null), persons?.Aliases ?? [])
        {
            RowKeyId = _context.Keys.RowKeyId,
            KeysAreDistinct = true,
        };
        return new Part(batch, persons, new BatchHmacs([_rowKeys], _context.BatchRows));
    }

    /// <summary>One of the batches, with the makers of its pseudonyms.</summary>
    private sealed class Part(SurveyBatch batch, PersonColumns? persons, BatchHmacs keys) : IDisposable
    {
        private readonly byte[] _hmacs = new byte[batch.Capacity * AliasColumn.Width];

        public SurveyBatch Batch { get; } = batch;

        public PersonColumns? Persons { get; } = persons;

        public BatchHmacs Keys { get; } = keys;

        public void Complete()
        {
            Persons?.Complete(Batch.Count);
            Keys.Complete(Batch.Count, [_hmacs]);
            for (var r = 0; r < Batch.Count; r++)
            {
                Batch.RowKeys[r] = BinaryPrimitives.ReadInt64LittleEndian(_hmacs.AsSpan(r * AliasColumn.Width));
            }
        }

        public void Dispose()
        {
            Persons?.Dispose();
            Keys.Dispose();
        }
    }
}
