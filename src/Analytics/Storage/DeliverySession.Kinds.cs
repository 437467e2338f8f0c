using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Attendance, coaching, ideas, access lists, plans and frameworks; and answers held beside the register.</summary>
internal sealed partial class DeliverySession
{
    private RegisterComparison? _register;

    public long Disagreements { get; private set; }

    public void Write(AttendanceBatch batch) => Add(DeliveryKind.Attendance, batch.Count, () =>
    {
        FindPersons(batch.Person, batch.Count, r => batch.Day[r]);
        foreach (var r in Kept())
        {
            _keys.Add(new RowKey(PersonKey(r), batch.Day[r].DayNumber, batch.Course[r]));
        }

        _session.Bulk(FactTables.Attendances(batch, Kept(), _self.Id, _rows, _aliasIds, _codes));
        return _keptCount;
    });

    public void Write(CoachingBatch batch) => Add(DeliveryKind.Coaching, batch.Count, () =>
    {
        var (unlinked, erased) = (_unlinked, _erased);
        DateOnly Day(int r) => batch.To[r] ?? batch.From[r] ?? _header.AsOf;
        FindPersons(batch.Manager, batch.Count, Day);
        var withManager = Kept().ToHashSet();
        var managers = _aliasIds.AsSpan(0, batch.Count).ToArray();
        var managerKeys = withManager.ToDictionary(r => r, PersonKey);
        FindPersons(batch.Employee, batch.Count, Day);
        KeepOnly(withManager);

        // A pair is left out once, and unlinked once, even if both are.
        (_unlinked, _erased) = (unlinked, erased + batch.Count - _keptCount);
        foreach (var r in Kept())
        {
            var (manager, employee) = (managerKeys[r], PersonKey(r));
            _unlinked += manager < 0 || employee < 0 ? 1 : 0;
            _keys.Add(RowKeys.Coaching(manager, employee, batch.Theme[r], batch.From[r]?.DayNumber ?? 0));
        }

        _session.Bulk(FactTables.CoachingPairs(batch, Kept(), _self.Id, _rows, managers, _aliasIds, _codes));
        return _keptCount;
    });

    public void Write(IdeaBatch batch) => Add(DeliveryKind.Ideas, batch.Count, () =>
    {
        FindPersons(batch.Person, batch.Count, r => batch.Day[r]);
        foreach (var r in Kept())
        {
            _keys.Add(RowKeys.Idea(batch.Code[r]));
        }

        _session.Bulk(FactTables.Ideas(batch, Kept(), _self.Id, _rows, _aliasIds, _codes));
        return _keptCount;
    });

    public void Write(AccessBatch batch) => Add(DeliveryKind.Access, batch.Count, () =>
    {
        FindPersons(batch.Person, batch.Count, _ => _header.AsOf);
        foreach (var r in Kept())
        {
            _keys.Add(new RowKey(PersonKey(r), batch.AssetKeys[r]));
        }

        _session.Bulk(FactTables.Accesses(batch, Kept(), _self.Id, _rows, _aliasIds));
        return _keptCount;
    });

    public void Write(IReadOnlyList<PlanRow> rows) => Add(DeliveryKind.Plans, rows.Count, () =>
    {
        _keys.UnionWith(rows.Select(p => RowKeys.Plan(p.Code)));
        _session.Bulk(FactTables.Plans(rows, _self.Id, _rows));
        return rows.Count;
    });

    public void Write(IReadOnlyList<PlanActionRow> rows) => Add(DeliveryKind.PlanActions, rows.Count, () =>
    {
        _keys.UnionWith(rows.Select(a => RowKeys.PlanAction(a.Plan, a.Code)));
        _session.Bulk(FactTables.PlanActions(rows, _self.Id, _rows));
        return rows.Count;
    });

    public void Write(IReadOnlyList<FrameworkRow> rows) => Add(DeliveryKind.Framework, rows.Count, () =>
    {
        _keys.UnionWith(rows.Select(f => RowKeys.Framework(f.Framework, f.Version, f.Id)));
        _session.Bulk(FactTables.Frameworks(rows, _self.Id, _rows));
        return rows.Count;
    });

    /// <summary>Flags the answers that disagree with the register; the register is read once, if an answer tells any background at all.</summary>
    private void CompareWithRegister(SurveyBatch batch)
    {
        var unit = _codes.Map(batch.Unit, batch.Count);
        var role = _codes.Map(batch.Role, batch.Count);
        for (var i = 0; i < _keptCount; i++)
        {
            var r = _kept[i];
            if (_persons[r] == 0
                || (unit(r) == BulkColumn.Null && role(r) == BulkColumn.Null && batch.Gender[r] == Gender.Unknown && batch.BirthYear[r] == 0))
            {
                continue;
            }

            _register ??= RegisterComparison.Load(_session, InForce.Register(_ledger, _header.AsOf));
            if (_register.Differs(_persons[r], unit(r), role(r), batch.Gender[r], batch.BirthYear[r]))
            {
                batch.Flags[r] |= QualityFlags.RegisterDiffers;
                Disagreements++;
            }
        }
    }

    /// <summary>Who a row is: a person, a negative alias, or 0 for nobody.</summary>
    private long PersonKey(int row) => RowKeys.Person(_persons[row], _aliasIds[row]);

    private void KeepOnly(HashSet<int> rows)
    {
        var kept = Kept().Where(rows.Contains).ToArray();
        kept.CopyTo(_kept, 0);
        _keptCount = kept.Length;
    }
}
