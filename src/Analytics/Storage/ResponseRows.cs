using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads packed answers into one array per item.</summary>
internal sealed class ResponseRows(IReadOnlyDictionary<long, string> codes)
{
    private readonly Buffer<long> _person = new();
    private readonly Buffer<long> _rowKey = new();
    private readonly Buffer<byte[]> _answers = new();
    private readonly Buffer<byte[]?> _importance = new();
    private readonly Buffer<int[]> _map = new();
    private readonly Buffer<long> _submitted = new();
    private readonly Buffer<bool> _complete = new();
    private readonly Buffer<byte> _channel = new();
    private readonly Buffer<int> _unit = new();
    private readonly Buffer<int> _role = new();
    private readonly Buffer<byte> _gender = new();
    private readonly Buffer<short> _birthYear = new();
    private readonly Buffer<byte> _form = new();
    private readonly Buffer<byte> _device = new();
    private readonly CodeIndex _units = new(codes);
    private readonly CodeIndex _roles = new(codes);
    private readonly LastRows<(string Source, long Key)> _last = new();
    private readonly List<string> _items = [];
    private bool _anyImportance;

    internal ResponseColumns Read(Session session, IEnumerable<DeliveryRow> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            ReadDelivery(session, delivery);
        }

        var kept = _last.Kept();
        var answers = _answers.ToArray(kept);
        var maps = _map.ToArray(kept);
        return new ResponseColumns
        {
            Count = answers.Length,
            Person = _person.ToArray(kept),
            RowKey = _rowKey.ToArray(kept),
            Items = _items,
            Answers = ByItem(answers, maps),
            Importance = _anyImportance ? ByItem(_importance.ToArray(kept), maps) : null,
            Submitted = _submitted.ToArray(kept),
            Complete = _complete.ToArray(kept),
            Channel = _channel.ToArray(kept),
            Unit = _unit.ToArray(kept),
            UnitCodes = _units.Values,
            Role = _role.ToArray(kept),
            RoleCodes = _roles.Values,
            Gender = _gender.ToArray(kept),
            BirthYear = _birthYear.ToArray(kept),
            Form = _form.ToArray(kept),
            Device = _device.ToArray(kept),
        };
    }

    private void ReadDelivery(Session session, DeliveryRow delivery)
    {
        var map = Map(session.Query<string>("facts/items", new { delivery = delivery.Id }));
        using var reader = session.Read("facts/responses", "@delivery", delivery.Id);
        while (reader.Read())
        {
            var key = reader.GetInt64(0);
            _last.Add((delivery.Source, key));
            _rowKey.Add(key);
            _person.Add(reader.IsDBNull(1) ? 0 : reader.GetInt64(1));
            _answers.Add((byte[])reader.GetValue(2));
            var importance = reader.IsDBNull(3) ? null : (byte[])reader.GetValue(3);
            _anyImportance |= importance is not null;
            _importance.Add(importance);
            _map.Add(map);
            _submitted.Add(reader.GetInt64(4));
            _complete.Add(reader.GetByte(5) != 0);
            _channel.Add(reader.GetByte(6));
            _unit.Add(reader.IsDBNull(7) ? -1 : _units.Of(reader.GetInt64(7)));
            _role.Add(reader.IsDBNull(8) ? -1 : _roles.Of(reader.GetInt64(8)));
            _gender.Add(reader.GetByte(9));
            _birthYear.Add(reader.GetInt16(10));
            _form.Add(reader.GetByte(11));
            _device.Add(reader.GetByte(12));
        }
    }

    /// <summary>Position in the delivery's answers → index of the item in the union.</summary>
    private int[] Map(List<string> items) => [.. items.Select(item =>
    {
        var index = _items.IndexOf(item);
        if (index < 0)
        {
            index = _items.Count;
            _items.Add(item);
        }

        return index;
    })];

    private byte[][] ByItem(byte[]?[] rows, int[][] maps)
    {
        var columns = new byte[_items.Count][];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new byte[rows.Length];
            Array.Fill(columns[i], AnswerCode.NotInInstrument);
        }

        for (var r = 0; r < rows.Length; r++)
        {
            if (rows[r] is { } row)
            {
                var map = maps[r];
                for (var i = 0; i < map.Length; i++)
                {
                    columns[map[i]][r] = row[i];
                }
            }
        }

        return columns;
    }
}
