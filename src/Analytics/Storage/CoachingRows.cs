using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads coaching pairs into columns.</summary>
/// <param name="codes">Short texts by id.</param>
/// <param name="rows">Rows expected; more are no fault.</param>
internal sealed class CoachingRows(IReadOnlyDictionary<long, string> codes, int rows)
{
    private readonly Buffer<long> _manager = new(rows);
    private readonly Buffer<long> _employee = new(rows);
    private readonly Buffer<int> _theme = new(rows);
    private readonly Buffer<int> _from = new(rows);
    private readonly Buffer<int> _to = new(rows);
    private readonly Buffer<byte> _direction = new(rows);
    private readonly CodeIndex _themes = new(codes);
    private readonly LastRows<(long Manager, long Employee, int Theme, int From)> _last = new(rows);

    internal CoachingColumns Read(Session session, IReadOnlyList<DeliveryRow> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            ReadDelivery(session, delivery.Id);
        }

        var kept = _last.Kept();
        var manager = _manager.ToArray(kept);
        return new CoachingColumns
        {
            AsOf = deliveries.Count == 0 ? null : deliveries.Max(d => d.AsOf),
            Count = manager.Length,
            Manager = manager,
            Employee = _employee.ToArray(kept),
            Theme = _theme.ToArray(kept),
            ThemeCodes = _themes.Values,
            ValidFrom = _from.ToArray(kept),
            ValidTo = _to.ToArray(kept),
            Direction = _direction.ToArray(kept),
        };
    }

    private void ReadDelivery(Session session, long delivery)
    {
        using var reader = session.Read("facts/coaching_pairs", "@delivery", delivery);
        while (reader.Read())
        {
            var theme = reader.IsDBNull(4) ? -1 : _themes.Of(reader.GetInt64(4));
            var from = reader.GetInt32(5);
            _last.Add((RowKeys.Who(reader, 0), RowKeys.Who(reader, 2), theme, from));
            _manager.Add(RowKeys.Surrogate(reader, 0));
            _employee.Add(RowKeys.Surrogate(reader, 2));
            _theme.Add(theme);
            _from.Add(from);
            _to.Add(reader.GetInt32(6));
            _direction.Add(reader.GetByte(7));
        }
    }
}
