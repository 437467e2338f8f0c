using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Attendance, coaching, ideas, access lists, plans and frameworks.</summary>
internal sealed partial class DeliverySession
{
    private long[] _secondAliasIds = [];

    public void Write(AttendanceBatch batch) => Add(DeliveryKind.Attendance, batch.Count, () =>
    {
        var persons = PersonKeys(batch.Person, batch.Count);
        for (var r = 0; r < batch.Count; r++)
        {
            _keys.Add(new RowKey(persons[r], batch.Day[r].DayNumber, batch.Course[r]));
        }

        _session.Bulk(FactTables.Attendances(batch, _self.Id, _rows, _aliasIds, _codes));
        return batch.Count;
    });

    public void Write(CoachingBatch batch) => Add(DeliveryKind.Coaching, batch.Count, () =>
    {
        var before = _unlinked;
        var managers = PersonKeys(batch.Manager, batch.Count);
        _secondAliasIds = [.. _aliasIds.AsSpan(0, batch.Count)];
        var employees = PersonKeys(batch.Employee, batch.Count);
        _unlinked = before;
        for (var r = 0; r < batch.Count; r++)
        {
            // A pair is unlinked once, even if neither is known.
            _unlinked += managers[r] < 0 || employees[r] < 0 ? 1 : 0;
            _keys.Add(RowKeys.Coaching(managers[r], employees[r], batch.Theme[r], batch.From[r]?.DayNumber ?? 0));
        }

        _session.Bulk(FactTables.CoachingPairs(batch, _self.Id, _rows, _secondAliasIds, _aliasIds, _codes));
        return batch.Count;
    });

    public void Write(IdeaBatch batch) => Add(DeliveryKind.Ideas, batch.Count, () =>
    {
        FindAliases(batch.Person, batch.Count);
        for (var r = 0; r < batch.Count; r++)
        {
            _keys.Add(RowKeys.Idea(batch.Code[r]));
        }

        _session.Bulk(FactTables.Ideas(batch, _self.Id, _rows, _aliasIds, _codes));
        return batch.Count;
    });

    public void Write(AccessBatch batch) => Add(DeliveryKind.Access, batch.Count, () =>
    {
        var persons = PersonKeys(batch.Person, batch.Count);
        for (var r = 0; r < batch.Count; r++)
        {
            _keys.Add(new RowKey(persons[r], batch.AssetKeys[r]));
        }

        _session.Bulk(FactTables.Accesses(batch, _self.Id, _rows, _aliasIds));
        return batch.Count;
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

    /// <summary>Finds the aliases as <see cref="FindAliases"/> does, and per row who it is: a person, a negative alias, or 0 for nobody.</summary>
    private long[] PersonKeys(AliasColumn source, int count)
    {
        var column = FindAliases(source, count);
        var keys = new long[count];
        for (var r = 0; r < count; r++)
        {
            var person = column is not null && source.Present[r] && column.Find(new Hmac(source[r]), out var index) ? column.Persons[index] : 0;
            keys[r] = RowKeys.Person(person, _aliasIds[r]);
        }

        return keys;
    }
}
