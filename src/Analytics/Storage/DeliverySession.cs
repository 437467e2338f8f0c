using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>One delivery being written: one transaction from the first row to the last decision.</summary>
internal sealed partial class DeliverySession : IDeliverySession
{
    private readonly Database _database;
    private readonly Session _session;
    private readonly DeliveryHeader _header;
    private readonly DeliveryRow _self;
    private readonly List<DeliveryRow> _ledger;
    private readonly DeliveryRow? _corrected;
    private readonly IdBook _ids;
    private readonly CodeBook _codes;
    private readonly AliasBook _aliases;
    private readonly Tombstones _tombstones;
    private readonly KeySet _keys = new();
    private long[] _aliasIds = [];
    private long[] _persons = [];
    private int[] _kept = [];
    private int _keptCount;
    private HashSet<long>? _primaries, _protected;
    private string _currentKey = "";
    private int _rows;
    private long _unlinked, _erased, _disagreeing;
    private bool _completed;

    internal DeliverySession(Database database, DeliveryHeader header)
    {
        (_database, _header) = (database, header);
        _session = database.Dialect.Open(Access.Load);
        try
        {
            _ids = new IdBook(_session);
            _ledger = _session.Query<DeliveryRow>("facts/deliveries", new { organisation = header.Organisation });
            _corrected = FindCorrected();
            var id = _ids.Next("delivery");
            var actsAs = _corrected is null ? header.Mode : Enum.Parse<DeliveryMode>(_corrected.ActsAs);
            _self = new DeliveryRow
            {
                Id = id,
                Kind = header.Kind.ToString(),
                Source = header.Source,
                Wave = header.Wave,
                AsOf = header.AsOf,
                Mode = header.Mode.ToString(),
                ActsAs = actsAs.ToString(),
                Place = _corrected?.Place ?? id,
            };
            _session.Execute("facts/add_delivery", DeliveryTables.Parameters(header, id, _self.Place, actsAs, DeliveryStatus.Waiting));
            DeliveryTables.WriteItems(_session, id, header.Items);
            _codes = new CodeBook(_session, _ids);
            _aliases = new AliasBook(_session, _ids, header.Organisation, id);
            _tombstones = new Tombstones(_session, header.Organisation, id);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public IdentityCounts Identity => new(_erased, _tombstones.Used, _aliases.Shared, _disagreeing, _aliases.Moved);

    public void Write(SurveyBatch batch) => Add(DeliveryKind.Survey, batch.Count, () =>
    {
        _aliases.Register(RowKeys.KindOfKey, batch.RowKeyId);
        FindPersons(batch.Person, batch.Count, _ => _header.AsOf);
        for (var i = 0; i < _keptCount; i++)
        {
            _keys.Add(batch.RowKeys[_kept[i]], batch.KeysAreDistinct);
        }

        HideProtected(batch);
        CompareWithRegister(batch);
        _session.Bulk(DeliveryTables.Responses(batch, Kept(), _self.Id, _rows, _aliasIds, _codes));
        _session.Bulk(DeliveryTables.FreeTexts(batch, Kept(), _self.Id, _rows));
        return _keptCount;
    });

    public IReadOnlyList<int> Write(RegisterBatch batch)
    {
        var conflicts = new List<int>();
        Add(DeliveryKind.Register, batch.Count, () =>
        {
            var columns = Open(batch.Aliases);
            Reserve(batch.Count);
            for (var r = 0; r < batch.Count; r++)
            {
                if (!_tombstones.None && _tombstones.Check(columns, r, _header.AsOf) == Mark.LeftOut)
                {
                    _erased++;
                    continue;
                }

                var person = Identify(columns, batch.Primary, r);
                if (person == 0)
                {
                    conflicts.Add(batch.Lines[r]);
                    continue;
                }

                _keys.Add(new RowKey(person, batch.EmploymentNumber[r]));
                _kept[_keptCount++] = r;
            }

            _aliases.Flush();
            _session.Bulk(DeliveryTables.Employments(batch, Kept(), _self.Id, _rows, _aliasIds, _codes));
            return _keptCount;
        });
        return conflicts;
    }

    public void Write(TrainingBatch batch) => Add(DeliveryKind.Training, batch.Count, () =>
    {
        FindPersons(batch.Person, batch.Count, r => batch.Finished[r] ?? batch.Enrolled[r] ?? _header.AsOf);
        for (var i = 0; i < _keptCount; i++)
        {
            var r = _kept[i];
            _keys.Add(new RowKey(RowKeys.Person(_persons[r], _aliasIds[r]), batch.Enrolled[r]?.DayNumber ?? 0, batch.Course[r]));
        }

        _session.Bulk(DeliveryTables.Trainings(batch, Kept(), _self.Id, _rows, _aliasIds, _codes));
        return _keptCount;
    });

    public void Write(IReadOnlyList<CourseRow> rows) => Add(DeliveryKind.Courses, rows.Count, () =>
    {
        _keys.UnionWith(rows.Select(c => RowKeys.Course(c.Code)));
        _session.Bulk(DeliveryTables.Courses(rows, _self.Id, _rows));
        return rows.Count;
    });

    public void Write(IReadOnlyList<UnitRow> rows) => Add(DeliveryKind.Units, rows.Count, () =>
    {
        _keys.UnionWith(rows.Select(u => RowKeys.Unit(u.Code, u.ValidFrom.DayNumber)));
        _session.Bulk(DeliveryTables.Units(rows, _self.Id, _rows));
        return rows.Count;
    });

    public void Write(IReadOnlyList<RequirementRow> rows) => Add(DeliveryKind.Requirements, rows.Count, () =>
    {
        _keys.UnionWith(rows.Select(q => RowKeys.Requirement(q.Role, q.Competence)));
        _session.Bulk(DeliveryTables.Requirements(rows, _self.Id, _rows));
        return rows.Count;
    });

    public DeliveryOutcome Complete(long rowsQuarantined, long rowsLeftOut, IReadOnlyList<Finding> findings, bool dryRun) => _database.Guard(() =>
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        _completed = true;
        _aliases.End(_currentKey, _header.ReceivedAt);
        var effect = Compare();
        var waits = _header.Mode == DeliveryMode.Full && effect.Removed * 10 > effect.Before;
        var replaced = waits ? [] : _corrected is null ? InForce.Replaced(_ledger, _self) : [_corrected];
        var status = waits ? DeliveryStatus.Waiting : DeliveryStatus.InForce;
        var main = InForce.Main(replaced);

        DeliveryTables.WriteFindings(_session, _self.Id, findings);
        if (waits)
        {
            _session.Execute("facts/set_links_aside", new { delivery = _self.Id });
            _session.Execute("facts/unlink_aside", new { delivery = _self.Id });
        }
        else
        {
            _session.Execute("facts/apply_links", new { delivery = _self.Id });
            _session.Execute("facts/apply_shared", new { delivery = _self.Id });
        }

        foreach (var delivery in replaced)
        {
            _session.Execute("facts/replace_delivery", new { id = delivery.Id, by = _self.Id, utc = _header.ReceivedAt });
        }

        _session.Execute("facts/finish_delivery", new
        {
            id = _self.Id,
            status = status.ToString(),
            rows_in = _rows + rowsQuarantined + rowsLeftOut,
            rows_stored = (long)_rows,
            rows_quarantined = rowsQuarantined,
            rows_left_out = rowsLeftOut,
            rows_added = effect.Added,
            rows_updated = effect.Updated,
            rows_removed = effect.Removed,
            replaces_id = main,
            in_force_utc = waits ? (DateTime?)null : _header.ReceivedAt,
        });
        if (_erased > 0)
        {
            _session.Execute("erase/unarchive", new { id = _self.Id, utc = _header.ReceivedAt });
        }

        _ids.Save();
        if (!dryRun)
        {
            _database.Fence?.Invoke(_session);
            _session.Commit();
            _database.TidyLater();
        }

        return new DeliveryOutcome(
            dryRun ? 0 : _self.Id, status, _rows, rowsQuarantined, effect.Added, effect.Updated, effect.Removed, main, _aliases.NewPersons, _unlinked);
    });

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private void Add(DeliveryKind kind, int count, Func<int> write)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        if (kind != _header.Kind)
        {
            throw new ArgumentException($"The delivery holds {_header.Kind}, not {kind}.", nameof(kind));
        }

        if (count > 0)
        {
            _rows += _database.Guard(write);
        }
    }

    /// <summary>
    /// Fills <see cref="_aliasIds"/> (0 = no id), <see cref="_persons"/> (0 = not known) and the rows that are kept, and counts the rows
    /// whose ids no register knows.
    /// </summary>
    private void FindPersons(IReadOnlyList<AliasColumn> sources, int count, Func<int, DateOnly> day)
    {
        var columns = Open(sources);
        Reserve(count);
        foreach (var (source, place) in columns)
        {
            place.Current.Touch(source.Hmacs, count);
        }

        for (var r = 0; r < count; r++)
        {
            if (!_tombstones.None && _tombstones.Check(columns, r, day(r)) == Mark.LeftOut)
            {
                _erased++;
                continue;
            }

            FindPerson(columns, r);
            _kept[_keptCount++] = r;
        }

        _aliases.Flush();
    }

    /// <summary>The row is the person whom the first known id names; if none is known, the first id that is not shared waits for a register.</summary>
    private void FindPerson((AliasColumn Source, AliasPlace Place)[] columns, int row)
    {
        (_aliasIds[row], _persons[row]) = (0, 0);
        var waits = -1;
        for (var c = 0; c < columns.Length; c++)
        {
            var (source, place) = columns[c];
            if (!source.Present[row])
            {
                continue;
            }

            var index = columns.Length == 1 ? _aliases.GetOrAdd(source, place, row) : _aliases.Find(source, place, row);
            var person = index < 0 ? 0 : _aliases.Person(place.Current, index);
            if (columns.Length == 1)
            {
                (_aliasIds[row], _persons[row]) = (place.Current.Id(index), Math.Max(0, person));
                _unlinked += person > 0 ? 0 : 1;
                return;
            }

            if (person > 0 && _persons[row] == 0)
            {
                (_aliasIds[row], _persons[row]) = (place.Current.Id(index), person);
            }
            else if (person > 0 && person != _persons[row])
            {
                _disagreeing++;
            }
            else if (waits < 0 || (person == 0 && IsShared(columns[waits], row)))
            {
                waits = c;
            }
        }

        if (_persons[row] == 0 && waits >= 0)
        {
            var (source, place) = columns[waits];
            _aliasIds[row] = place.Current.Id(_aliases.GetOrAdd(source, place, row));
            _unlinked++;
        }
    }

    /// <summary>A survey need not know that an identity is protected, but the register does: such a row keeps no place, age or words either.</summary>
    private void HideProtected(SurveyBatch batch)
    {
        _protected ??= batch.Person.Count == 0 ? [] : [.. _session.Query<long>("facts/protected_persons", new { organisation = _header.Organisation })];
        if (_protected.Count == 0)
        {
            return;
        }

        for (var i = 0; i < _keptCount; i++)
        {
            var r = _kept[i];
            if (_persons[r] > 0 && _protected.Contains(_persons[r]))
            {
                batch.Unit.Set(r, default);
                batch.Role.Set(r, default);
                batch.BirthYear[r] = 0;
                for (var t = batch.FreeTexts.Count - 1; t >= 0; t--)
                {
                    if (batch.FreeTexts[t].Row == r)
                    {
                        batch.FreeTexts.RemoveAt(t);
                    }
                }
            }
        }
    }

    private bool IsShared((AliasColumn Source, AliasPlace Place) column, int row) =>
        _aliases.Find(column.Source, column.Place, row) is >= 0 and var index && column.Place.Current.Person(index) == AliasSet.Nobody;

    /// <summary>
    /// The person that a register row's ids name, new if none is known; 0 if they name two, or if there is no id at all. With a primary
    /// id, that one decides; a secondary id of somebody who has another primary id is shared, and names nobody from now on.
    /// </summary>
    private long Identify((AliasColumn Source, AliasPlace Place)[] columns, int primary, int row)
    {
        var person = primary >= 0 ? PersonBy(columns[primary], row) : 0;
        var any = false;
        for (var c = 0; c < columns.Length; c++)
        {
            any |= columns[c].Source.Present[row];
            if (c == primary || PersonBy(columns[c], row) is not (> 0 and var known) || known == person)
            {
                continue;
            }

            if (primary >= 0 && columns[primary].Source.Present[row] && Primaries(columns[primary].Place).Contains(known))
            {
                _aliases.Share(columns[c].Place.Current, _aliases.Find(columns[c].Source, columns[c].Place, row));
            }
            else if (person != 0)
            {
                return 0;
            }
            else
            {
                person = known;
            }
        }

        if (!any)
        {
            return 0;
        }

        person = person == 0 ? _aliases.NewPerson() : person;
        _aliasIds[row] = 0;
        for (var c = 0; c < columns.Length; c++)
        {
            var (source, place) = columns[c];
            if (!source.Present[row])
            {
                continue;
            }

            var index = _aliases.GetOrAdd(source, place, row);
            if (_aliases.Person(place.Current, index) == 0)
            {
                _aliases.Link(place.Current, index, person);
            }

            if (c == primary || _aliasIds[row] == 0)
            {
                _aliasIds[row] = place.Current.Id(index);
            }
        }

        if (primary >= 0 && columns[primary].Source.Present[row])
        {
            Primaries(columns[primary].Place).Add(person);
        }

        return person;
    }

    private long PersonBy((AliasColumn Source, AliasPlace Place) column, int row) =>
        column.Source.Present[row] && _aliases.Find(column.Source, column.Place, row) is >= 0 and var index
            ? Math.Max(0, _aliases.Person(column.Place.Current, index))
            : 0;

    /// <summary>Persons who have a primary id.</summary>
    private HashSet<long> Primaries(AliasPlace place) => _primaries ??= [.. _aliases.Persons(place)];

    private (AliasColumn Source, AliasPlace Place)[] Open(IReadOnlyList<AliasColumn> sources)
    {
        _currentKey = sources.Count > 0 ? sources[0].KeyId : _currentKey;
        return [.. sources.Select(s => (s, _aliases.Open(s)))];
    }

    private ArraySegment<int> Kept() => new(_kept, 0, _keptCount);

    private (long Before, long Added, long Updated, long Removed) Compare()
    {
        var compared = InForce.Compared(_ledger, _self);
        var others = new KeySet();
        var corrected = new KeySet();
        foreach (var delivery in compared)
        {
            (delivery.Id == _corrected?.Id ? corrected : others).UnionWith(RowKeys.Of(_session, _header.Kind, delivery.Id));
        }

        if (_corrected is not null && compared.TrueForAll(d => d.Id != _corrected.Id))
        {
            corrected.UnionWith(RowKeys.Of(_session, _header.Kind, _corrected.Id));
        }

        var updated = _keys.CountIn(others, corrected);
        long removed = _header.Mode switch
        {
            DeliveryMode.Full => others.CountNotIn(_keys, _keys),
            DeliveryMode.Correction => corrected.CountNotIn(_keys, others),
            _ => 0,
        };
        return (others.Count, _keys.Count - updated, updated, removed);
    }

    private DeliveryRow? FindCorrected()
    {
        if (_header.Mode != DeliveryMode.Correction)
        {
            return null;
        }

        var corrected = _ledger.Find(d => d.Id == _header.Corrects);
        if (corrected is null || corrected.State != DeliveryStatus.InForce || corrected.Holds != _header.Kind || corrected.Wave != _header.Wave)
        {
            var id = _header.Corrects?.ToString(CultureInfo.InvariantCulture) ?? "";
            throw new StoreException(
                new Message("store.corrects", id), $"Delivery {id} cannot be corrected: it is not in force, or of another kind, organisation or wave.");
        }

        return corrected;
    }

    private void Reserve(int count)
    {
        _keptCount = 0;
        if (_aliasIds.Length < count)
        {
            _aliasIds = new long[count];
            _persons = new long[count];
            _kept = new int[count];
        }
    }
}
