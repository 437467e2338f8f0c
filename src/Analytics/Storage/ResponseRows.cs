using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads packed answers into one array per item, row by row: a row's own bytes are not kept.</summary>
/// <param name="codes">Short texts by id.</param>
/// <param name="rows">Rows expected; more are no fault.</param>
internal sealed class ResponseRows(IReadOnlyDictionary<long, string> codes, int rows)
{
    private readonly Buffer<long> _person = new(rows);
    private readonly Buffer<long> _rowKey = new(rows);
    private readonly ItemColumns _answers = new(rows);
    private readonly ItemColumns _importance = new(rows);
    private readonly Buffer<long> _submitted = new(rows);
    private readonly Buffer<bool> _complete = new(rows);
    private readonly Buffer<byte> _channel = new(rows);
    private readonly Buffer<int> _unit = new(rows);
    private readonly Buffer<int> _role = new(rows);
    private readonly Buffer<byte> _gender = new(rows);
    private readonly Buffer<short> _birthYear = new(rows);
    private readonly Buffer<byte> _form = new(rows);
    private readonly Buffer<byte> _device = new(rows);
    private readonly Buffer<QualityFlags> _flags = new(rows);
    private readonly CodeIndex _units = new(codes);
    private readonly CodeIndex _roles = new(codes);
    private readonly LastRows<(int Source, long Key)> _last = new(rows);
    private readonly List<string> _sources = [];
    private readonly List<InstrumentItem> _items = [];
    private bool _anyImportance;

    internal ResponseColumns Read(Session session, IEnumerable<DeliveryRow> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            ReadDelivery(session, delivery);
        }

        var kept = _last.Kept();
        var count = _rowKey.Count;
        var person = _person.ToArray(kept);
        return new ResponseColumns
        {
            Count = person.Length,
            Person = person,
            RowKey = _rowKey.ToArray(kept),
            Items = _items,
            Answers = _answers.ToArrays(_items.Count, count, kept),
            Importance = _anyImportance ? _importance.ToArrays(_items.Count, count, kept) : null,
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
            Flags = _flags.ToArray(kept),
        };
    }

    private void ReadDelivery(Session session, DeliveryRow delivery)
    {
        var map = Map(DeliveryTables.ReadItems(session, delivery.Id));
        var source = IndexOf(_sources, delivery.Source);
        using var reader = session.Read("facts/responses", "@delivery", delivery.Id);
        while (reader.Read())
        {
            var key = reader.GetInt64(0);
            _last.Add((source, key));
            var row = _rowKey.Count;
            _rowKey.Add(key);
            _person.Add(reader.IsDBNull(1) ? 0 : reader.GetInt64(1));
            _answers.Set(row, (byte[])reader.GetValue(2), map);
            if (!reader.IsDBNull(3))
            {
                _importance.Set(row, (byte[])reader.GetValue(3), map);
                _anyImportance = true;
            }

            _submitted.Add(reader.GetInt64(4));
            _complete.Add(reader.GetByte(5) != 0);
            _channel.Add(reader.GetByte(6));
            _unit.Add(reader.IsDBNull(7) ? -1 : _units.Of(reader.GetInt64(7)));
            _role.Add(reader.IsDBNull(8) ? -1 : _roles.Of(reader.GetInt64(8)));
            _gender.Add(reader.GetByte(9));
            _birthYear.Add(reader.GetInt16(10));
            _form.Add(reader.GetByte(11));
            _device.Add(reader.GetByte(12));
            _flags.Add((QualityFlags)reader.GetInt32(13));
        }
    }

    /// <summary>Position in the delivery's answers → index of the item in the union.</summary>
    private int[] Map(List<InstrumentItem> items) => [.. items.Select(item => IndexOf(_items, item))];

    private static int IndexOf<T>(List<T> values, T value)
    {
        var index = values.IndexOf(value);
        if (index < 0)
        {
            index = values.Count;
            values.Add(value);
        }

        return index;
    }

    /// <summary>One growing array per item; what no row has set is <see cref="AnswerCode.NotInInstrument"/>.</summary>
    private sealed class ItemColumns(int rows)
    {
        private byte[][] _columns = [];
        private int _capacity = Math.Max(rows, 256);

        /// <summary>Puts a row's packed answers where they belong.</summary>
        public void Set(int row, byte[] packed, int[] map)
        {
            if (row >= _capacity)
            {
                Resize(_columns.Length, Math.Max(row + 1, _capacity * 2));
            }

            for (var i = 0; i < map.Length; i++)
            {
                if (map[i] >= _columns.Length)
                {
                    Resize(map[i] + 1, _capacity);
                }

                _columns[map[i]][row] = packed[i];
            }
        }

        /// <summary>The rows that stay, in order; <paramref name="keep"/> null = all of the first <paramref name="count"/>.</summary>
        public byte[][] ToArrays(int items, int count, IReadOnlyList<int>? keep)
        {
            Resize(items, count);
            return keep is null ? _columns : [.. _columns.Select(c => keep.Select(row => c[row]).ToArray())];
        }

        private void Resize(int items, int rows)
        {
            Array.Resize(ref _columns, items);
            for (var i = 0; i < items; i++)
            {
                var column = _columns[i] ?? [];
                var old = column.Length;
                if (old != rows)
                {
                    Array.Resize(ref column, rows);
                    column.AsSpan(Math.Min(old, rows)).Fill(AnswerCode.NotInInstrument);
                    _columns[i] = column;
                }
            }

            _capacity = rows;
        }
    }
}
