using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads ideas into columns.</summary>
/// <param name="codes">Short texts by id.</param>
/// <param name="rows">Rows expected; more are no fault.</param>
internal sealed class IdeaRows(IReadOnlyDictionary<long, string> codes, int rows)
{
    private readonly Buffer<long> _person = new(rows);
    private readonly Buffer<int> _day = new(rows);
    private readonly Buffer<int> _unit = new(rows);
    private readonly Buffer<byte> _status = new(rows);
    private readonly Buffer<int> _theme = new(rows);
    private readonly Buffer<int> _area = new(rows);
    private readonly CodeIndex _units = new(codes);
    private readonly CodeIndex _themes = new(codes);
    private readonly CodeIndex _areas = new(codes);
    private readonly LastRows<string> _last = new(rows);

    internal IdeaColumns Read(Session session, IReadOnlyList<DeliveryRow> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            ReadDelivery(session, delivery.Id);
        }

        var kept = _last.Kept();
        var person = _person.ToArray(kept);
        return new IdeaColumns
        {
            AsOf = deliveries.Count == 0 ? null : deliveries.Max(d => d.AsOf),
            Count = person.Length,
            Person = person,
            Day = _day.ToArray(kept),
            Unit = _unit.ToArray(kept),
            UnitCodes = _units.Values,
            Status = _status.ToArray(kept),
            Theme = _theme.ToArray(kept),
            ThemeCodes = _themes.Values,
            TargetArea = _area.ToArray(kept),
            TargetAreaCodes = _areas.Values,
        };
    }

    private void ReadDelivery(Session session, long delivery)
    {
        using var reader = session.Read("facts/ideas", "@delivery", delivery);
        while (reader.Read())
        {
            _last.Add(reader.GetString(0));
            _person.Add(reader.IsDBNull(1) ? 0 : reader.GetInt64(1));
            _day.Add(reader.GetInt32(2));
            _unit.Add(reader.IsDBNull(3) ? -1 : _units.Of(reader.GetInt64(3)));
            _status.Add(reader.GetByte(4));
            _theme.Add(reader.IsDBNull(5) ? -1 : _themes.Of(reader.GetInt64(5)));
            _area.Add(reader.IsDBNull(6) ? -1 : _areas.Of(reader.GetInt64(6)));
        }
    }
}
