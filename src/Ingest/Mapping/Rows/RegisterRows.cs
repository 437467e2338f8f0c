using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Staff register, one row an employment.</summary>
internal sealed class RegisterRows : IRowMapper
{
    private readonly MapContext _context;
    private readonly RowReader _reader;
    private readonly RegisterBatch _batch;
    private readonly PersonColumns _persons;
    private readonly BoundColumn _id;
    private readonly BoundColumn? _employment, _unit, _role, _aid, _aidVersion, _aidLetter, _form, _degree, _from, _to, _absent, _recentHours,
        _birthYear, _gender, _account, _device, _channel, _offer, _protected;

    private readonly CodeCheck? _unitCheck, _roleCheck;
    private readonly HashSet<(UInt128 Person, int Employment)> _seen = [];
    private long _protectedRows;

    public RegisterRows(MapContext context)
    {
        _context = context;
        _reader = context.Reader;
        var binding = context.Binding;
        _persons = PersonColumns.Needed(context);
        _id = _persons.First;
        _batch = new RegisterBatch(context.BatchRows, _persons.Aliases, _persons.Primary);
        _employment = binding.Find("employment");
        _unit = binding.Find("unit");
        _role = binding.Find("role");
        _aid = binding.Find("aid");
        _aidVersion = binding.Find("aidVersion");
        _aidLetter = binding.Find("aidLetter");
        _form = binding.Find("form");
        _degree = binding.Find("degree");
        _from = binding.Find("from");
        _to = binding.Find("to");
        _absent = binding.Find("absent");
        _recentHours = binding.Find("recentHours");
        _birthYear = binding.Find("birthYear");
        _gender = binding.Find("gender");
        _account = binding.Find("account");
        _device = binding.Find("device");
        _channel = binding.Find("channel");
        _offer = binding.Find("offer");
        _protected = binding.Find("protected");
        _unitCheck = CodeCheck.Units(context.Structure, context.Header.Organisation, context.Header.AsOf);
        _roleCheck = CodeCheck.Roles(context.Structure, context.Header.Organisation);
    }

    public bool IsFull => _batch.Count == _batch.Capacity;

    public int Count => _batch.Count;

    public bool Map()
    {
        var r = _batch.Count;
        _reader.ProtectedFlag(_protected);
        MapIds(r);
        var isProtected = _reader.IsProtected;
        var employment = _reader.Whole(_employment, 0, 999_999_999) ?? 1;
        _batch.Protected[r] = isProtected;
        _batch.EmploymentNumber[r] = employment;
        _batch.Lines[r] = _reader.Source.Line;
        MapPlace(r, isProtected);
        _batch.Form[r] = (EmploymentForm)_reader.Choice(_form);
        _batch.DegreeHundredths[r] = _reader.Hundredths(_degree, 100_00) ?? 0;
        _batch.ValidFrom[r] = _reader.Date(_from);
        _batch.ValidTo[r] = _reader.Date(_to);
        _batch.FullTimeAbsent[r] = (YesNo)_reader.Choice(_absent);
        _batch.RecentHours[r] = (YesNo)_reader.Choice(_recentHours);
        _batch.Gender[r] = (Gender)_reader.Choice(_gender);
        _batch.Account[r] = (YesNo)_reader.Choice(_account);
        _batch.Device[r] = (DeviceAccess)_reader.Choice(_device);
        _batch.Channel[r] = (YesNo)_reader.Choice(_channel);
        _batch.Offer[r] = (OfferState)_reader.Choice(_offer);
        if (_batch.ValidFrom[r] is { } from && _batch.ValidTo[r] is { } to && to < from)
        {
            _reader.Fault(Rules.PeriodReversed, _to, _reader.Cell(_to), FormattableString.Invariant($"≥ {from:yyyy-MM-dd}"));
        }

        if (!_reader.Bad && !_seen.Add((_persons.Key, employment)))
        {
            _reader.Fault(Rules.RowDoubled, _employment, default, "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        if (isProtected)
        {
            _protectedRows++;
        }
        else
        {
            _unitCheck?.Check(_batch.Unit, r, _reader, _unit);
            _roleCheck?.Check(_batch.Role, r, _reader, _role);
        }

        _batch.Count++;
        return true;
    }

    /// <summary>Every id column. A row that only says that the identity is protected names nobody, and is held back.</summary>
    private void MapIds(int r)
    {
        var found = _persons.Read(r);
        if (found != PersonFound.Ids && !_reader.Bad)
        {
            _reader.Fault(found == PersonFound.Protected ? Rules.ProtectedWithoutId : Rules.ValueMissing, _id, default, "");
        }
    }

    /// <summary>Unit, role and birth year of a protected identity are not even read.</summary>
    private void MapPlace(int r, bool isProtected)
    {
        if (isProtected)
        {
            _batch.Unit.Set(r, default);
            _batch.Role.Set(r, default);
            _batch.Aid.Set(r, default);
            _batch.AidVersion.Set(r, default);
            _batch.AidLetter.Set(r, default);
            _batch.BirthYear[r] = 0;
            return;
        }

        _batch.Unit.Set(r, _reader.Text(_unit, RowReader.MaxCode));
        _batch.Role.Set(r, _reader.Text(_role, RowReader.MaxCode));
        _batch.Aid.Set(r, _reader.Text(_aid, RowReader.MaxCode));
        _batch.AidVersion.Set(r, _reader.Text(_aidVersion, RowReader.MaxCode));
        _batch.AidLetter.Set(r, _reader.Text(_aidLetter, 1));
        _batch.BirthYear[r] = _reader.Year(_birthYear);
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        var lines = session.Write(_batch);
        IReadOnlyList<(int, string)> refused = [];
        if (lines.Count > 0)
        {
            var set = lines.ToHashSet();
            refused = [.. Enumerable.Range(0, _batch.Count).Where(r => set.Contains(_batch.Lines[r])).Select(r => (r, Rules.AliasConflict))];
        }

        _batch.Count = 0;
        return refused;
    }

    /// <summary>Protected identities are told as a number only: not even their lines.</summary>
    public void End() => _context.Findings.AddCount(Rules.ProtectedIdentity, FindingSeverity.Note, "", _protectedRows);

    public void Dispose() => _persons.Dispose();
}
