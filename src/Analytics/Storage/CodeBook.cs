using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Ids that this session gives out: taken once, counted in memory, saved at the end.</summary>
internal sealed class IdBook(Session session)
{
    private readonly Dictionary<string, long> _next = new(StringComparer.Ordinal);

    /// <summary>The next id of a sequence.</summary>
    internal long Next(string name)
    {
        if (!_next.TryGetValue(name, out var value))
        {
            value = session.TakeIds(name, 0);
        }

        _next[name] = value + 1;
        return value;
    }

    /// <summary>Writes back what was given out.</summary>
    internal void Save()
    {
        foreach (var (name, value) in _next)
        {
            session.Execute("store/set_next_id", new { name, value });
        }
    }
}

/// <summary>Short texts by id; new ones are written before the rows that use them.</summary>
internal sealed class CodeBook
{
    private readonly Session _session;
    private readonly IdBook _ids;
    private readonly Dictionary<string, long> _byValue = new(StringComparer.Ordinal);
    private readonly Dictionary<CodeColumn, List<long>> _columns = [];

    internal CodeBook(Session session, IdBook ids)
    {
        (_session, _ids) = (session, ids);
        using var reader = session.Read("facts/codes");
        while (reader.Read())
        {
            _byValue.Add(reader.GetString(1), reader.GetInt64(0));
        }
    }

    /// <summary>A way from a row of a batch column to its code's id, <see cref="BulkColumn.Null"/> for none.</summary>
    internal Func<int, long> Map(CodeColumn column, int count)
    {
        if (!_columns.TryGetValue(column, out var ids))
        {
            ids = [];
            _columns.Add(column, ids);
        }

        var added = new List<(long Id, string Value)>();
        if (count > 0)
        {
            for (var i = ids.Count; i < column.Values.Count; i++)
            {
                var value = column.Values[i];
                if (!_byValue.TryGetValue(value, out var id))
                {
                    id = _ids.Next("code");
                    _byValue.Add(value, id);
                    added.Add((id, value));
                }

                ids.Add(id);
            }
        }

        _session.Bulk(new BulkRows(
            "code_value", added.Count, BulkColumn.Long("id", r => added[r].Id), BulkColumn.String("value", r => added[r].Value)));
        return row => column.Index[row] < 0 ? BulkColumn.Null : ids[column.Index[row]];
    }
}
