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
    private readonly HashSet<RowKey> _keys = [];
    private long[] _aliasIds = [];
    private int _rows;
    private long _unlinked;
    private bool _completed;

    internal DeliverySession(Database database, DeliveryHeader header)
    {
        (_database, _header) = (database, header);
        _session = database.Dialect.Open(Access.Write);
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
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public void Write(SurveyBatch batch) => Add(DeliveryKind.Survey, batch.Count, () =>
    {
        FindAliases(batch.Person, batch.Count);
        for (var r = 0; r < batch.Count; r++)
        {
            _keys.Add(new RowKey(batch.RowKeys[r]));
        }

        _session.Bulk(DeliveryTables.Responses(batch, _self.Id, _rows, _aliasIds, _codes));
        return batch.Count;
    });

    public IReadOnlyList<int> Write(RegisterBatch batch)
    {
        var conflicts = new List<int>();
        Add(DeliveryKind.Register, batch.Count, () =>
        {
            var columns = batch.Aliases.Select(_aliases.Open).ToArray();
            var stored = new List<int>(batch.Count);
            Reserve(batch.Count);
            for (var r = 0; r < batch.Count; r++)
            {
                var person = Identify(batch, columns, r);
                if (person == 0)
                {
                    conflicts.Add(batch.Lines[r]);
                    continue;
                }

                _keys.Add(new RowKey(person, batch.EmploymentNumber[r]));
                stored.Add(r);
            }

            _aliases.Flush();
            _session.Bulk(DeliveryTables.Employments(batch, stored, _self.Id, _rows, _aliasIds, _codes));
            return stored.Count;
        });
        return conflicts;
    }

    public void Write(TrainingBatch batch) => Add(DeliveryKind.Training, batch.Count, () =>
    {
        var column = FindAliases(batch.Person, batch.Count);
        for (var r = 0; r < batch.Count; r++)
        {
            var person = 0L;
            if (batch.Person.Present[r] && column!.Find(new Hmac(batch.Person[r]), out var index))
            {
                person = column.Persons[index];
            }

            _keys.Add(new RowKey(RowKeys.Person(person, _aliasIds[r]), batch.Enrolled[r]?.DayNumber ?? 0, batch.Course[r]));
        }

        _session.Bulk(DeliveryTables.Trainings(batch, _self.Id, _rows, _aliasIds, _codes));
        return batch.Count;
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
            replaces_id = main,
            in_force_utc = waits ? (DateTime?)null : _header.ReceivedAt,
        });
        _ids.Save();
        if (!dryRun)
        {
            _database.Fence?.Invoke(_session);
            _session.Commit();
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

    /// <summary>Fills <see cref="_aliasIds"/> (0 = no id) and counts the rows whose id no register knows.</summary>
    private AliasBook.Column? FindAliases(AliasColumn? source, int count)
    {
        Reserve(count);
        if (source is null)
        {
            Array.Clear(_aliasIds, 0, count);
            return null;
        }

        var column = _aliases.Open(source);
        for (var r = 0; r < count; r++)
        {
            if (!source.Present[r])
            {
                _aliasIds[r] = 0;
                continue;
            }

            var index = _aliases.GetOrAdd(column, source[r]);
            _aliasIds[r] = column.Ids[index];
            _unlinked += column.Persons[index] == 0 ? 1 : 0;
        }

        _aliases.Flush();
        return column;
    }

    /// <summary>The person that a register row's ids name, new if none is known; 0 if they name two, or if there is no id at all.</summary>
    private long Identify(RegisterBatch batch, AliasBook.Column[] columns, int row)
    {
        var person = 0L;
        var any = false;
        for (var c = 0; c < columns.Length; c++)
        {
            var source = batch.Aliases[c];
            if (!source.Present[row])
            {
                continue;
            }

            any = true;
            if (columns[c].Find(new Hmac(source[row]), out var index) && columns[c].Persons[index] is > 0 and var known)
            {
                if (person != 0 && person != known)
                {
                    return 0;
                }

                person = known;
            }
        }

        if (!any)
        {
            return 0;
        }

        person = person == 0 ? _aliases.NewPerson() : person;
        var first = true;
        for (var c = 0; c < columns.Length; c++)
        {
            if (!batch.Aliases[c].Present[row])
            {
                continue;
            }

            var index = _aliases.GetOrAdd(columns[c], batch.Aliases[c][row]);
            if (columns[c].Persons[index] == 0)
            {
                _aliases.Link(columns[c], index, person);
            }

            if (first)
            {
                _aliasIds[row] = columns[c].Ids[index];
                first = false;
            }
        }

        return person;
    }

    private (long Before, long Added, long Updated, long Removed) Compare()
    {
        var compared = InForce.Compared(_ledger, _self);
        var others = new HashSet<RowKey>();
        var corrected = new HashSet<RowKey>();
        foreach (var delivery in compared)
        {
            (delivery.Id == _corrected?.Id ? corrected : others).UnionWith(RowKeys.Of(_session, _header.Kind, delivery.Id));
        }

        if (_corrected is not null && compared.TrueForAll(d => d.Id != _corrected.Id))
        {
            corrected.UnionWith(RowKeys.Of(_session, _header.Kind, _corrected.Id));
        }

        long updated = _keys.Count(k => others.Contains(k) || corrected.Contains(k));
        long removed = _header.Mode switch
        {
            DeliveryMode.Full => others.Count(k => !_keys.Contains(k)),
            DeliveryMode.Correction => corrected.Count(k => !_keys.Contains(k) && !others.Contains(k)),
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
        if (_aliasIds.Length < count)
        {
            _aliasIds = new long[count];
        }
    }
}
