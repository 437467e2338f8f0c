using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads employments into columns.</summary>
/// <param name="codes">Short texts by id.</param>
/// <param name="rows">Rows expected; more are no fault.</param>
internal sealed class RegisterRows(IReadOnlyDictionary<long, string> codes, int rows)
{
    private readonly Buffer<long> _person = new(rows);
    private readonly Buffer<int> _number = new(rows);
    private readonly Buffer<int> _unit = new(rows);
    private readonly Buffer<int> _role = new(rows);
    private readonly Buffer<int> _aid = new(rows);
    private readonly Buffer<byte> _letter = new(rows);
    private readonly Buffer<byte> _form = new(rows);
    private readonly Buffer<int> _degree = new(rows);
    private readonly Buffer<int> _from = new(rows);
    private readonly Buffer<int> _to = new(rows);
    private readonly Buffer<byte> _absent = new(rows);
    private readonly Buffer<byte> _hours = new(rows);
    private readonly Buffer<short> _birthYear = new(rows);
    private readonly Buffer<byte> _gender = new(rows);
    private readonly Buffer<byte> _account = new(rows);
    private readonly Buffer<byte> _device = new(rows);
    private readonly Buffer<byte> _channel = new(rows);
    private readonly Buffer<byte> _offer = new(rows);
    private readonly Buffer<bool> _protected = new(rows);
    private readonly CodeIndex _units = new(codes);
    private readonly CodeIndex _roles = new(codes);
    private readonly CodeIndex _aids = new(codes);
    private readonly LastRows<(long Person, int Number)> _last = new(rows);

    internal RegisterColumns Read(Session session, IReadOnlyList<DeliveryRow> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            ReadDelivery(session, delivery.Id);
        }

        var kept = _last.Kept();
        var person = _person.ToArray(kept);
        return new RegisterColumns
        {
            AsOf = deliveries.Count == 0 ? null : deliveries.Max(d => d.AsOf),
            Count = person.Length,
            Person = person,
            EmploymentNumber = _number.ToArray(kept),
            Unit = _unit.ToArray(kept),
            UnitCodes = _units.Values,
            Role = _role.ToArray(kept),
            RoleCodes = _roles.Values,
            Aid = _aid.ToArray(kept),
            AidCodes = _aids.Values,
            AidLetter = _letter.ToArray(kept),
            Form = _form.ToArray(kept),
            DegreeHundredths = _degree.ToArray(kept),
            ValidFrom = _from.ToArray(kept),
            ValidTo = _to.ToArray(kept),
            FullTimeAbsent = _absent.ToArray(kept),
            RecentHours = _hours.ToArray(kept),
            BirthYear = _birthYear.ToArray(kept),
            Gender = _gender.ToArray(kept),
            Account = _account.ToArray(kept),
            Device = _device.ToArray(kept),
            Channel = _channel.ToArray(kept),
            Login = new byte[person.Length],
            Offer = _offer.ToArray(kept),
            OtherWay = new byte[person.Length],
            Protected = _protected.ToArray(kept),
        };
    }

    private void ReadDelivery(Session session, long delivery)
    {
        using var reader = session.Read("facts/employments", "@delivery", delivery);
        while (reader.Read())
        {
            var person = reader.IsDBNull(1) ? 0 : reader.GetInt64(1);
            var number = reader.GetInt32(2);
            _last.Add((RowKeys.Person(person, reader.GetInt64(0)), number));
            _person.Add(person);
            _number.Add(number);
            _unit.Add(reader.IsDBNull(3) ? -1 : _units.Of(reader.GetInt64(3)));
            _role.Add(reader.IsDBNull(4) ? -1 : _roles.Of(reader.GetInt64(4)));
            _letter.Add(reader.IsDBNull(5) ? (byte)0 : (byte)codes[reader.GetInt64(5)][0]);
            _form.Add(reader.GetByte(6));
            _degree.Add(reader.GetInt32(7));
            _from.Add(reader.GetInt32(8));
            _to.Add(reader.GetInt32(9));
            _absent.Add(reader.GetByte(10));
            _hours.Add(reader.GetByte(11));
            _birthYear.Add(reader.GetInt16(12));
            _gender.Add(reader.GetByte(13));
            _account.Add(reader.GetByte(14));
            _device.Add(reader.GetByte(15));
            _channel.Add(reader.GetByte(16));
            _offer.Add(reader.GetByte(17));
            _protected.Add(reader.GetByte(18) != 0);
            _aid.Add(reader.IsDBNull(19) ? -1 : _aids.Of(reader.GetInt64(19)));
        }
    }
}
