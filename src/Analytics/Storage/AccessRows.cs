using System.Runtime.InteropServices;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads access lists into one row a person: several accounts and devices come together to the best of each.</summary>
/// <param name="rows">Rows expected; more are no fault.</param>
internal sealed class AccessRows(int rows)
{
    private readonly Buffer<(long Person, byte Account, byte Device, byte Login, byte Channel, byte OtherWay)> _rows = new(rows);
    private readonly LastRows<(string Source, long Person, long Asset)> _last = new(rows);

    internal AccessColumns Read(Session session, IReadOnlyList<DeliveryRow> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            ReadDelivery(session, delivery);
        }

        var index = new Dictionary<long, int>(_rows.Count);
        var best = new List<(long Person, YesNo Account, DeviceAccess Device, YesNo Login, YesNo Channel, YesNo OtherWay)>(_rows.Count);
        long unlinked = 0;
        foreach (var row in _rows.ToArray(_last.Kept()))
        {
            if (row.Person == 0)
            {
                unlinked++;
                continue;
            }

            if (!index.TryGetValue(row.Person, out var i))
            {
                index.Add(row.Person, i = best.Count);
                best.Add((row.Person, YesNo.Unknown, DeviceAccess.Unknown, YesNo.Unknown, YesNo.Unknown, YesNo.Unknown));
            }

            ref var b = ref CollectionsMarshal.AsSpan(best)[i];
            b = (b.Person, DeviceRule.Best(b.Account, (YesNo)row.Account), DeviceRule.Best(b.Device, (DeviceAccess)row.Device),
                DeviceRule.Best(b.Login, (YesNo)row.Login), DeviceRule.Best(b.Channel, (YesNo)row.Channel),
                DeviceRule.Best(b.OtherWay, (YesNo)row.OtherWay));
        }

        return new AccessColumns
        {
            AsOf = deliveries.Count == 0 ? null : deliveries.Max(d => d.AsOf),
            Count = best.Count,
            Unlinked = unlinked,
            Person = [.. best.Select(b => b.Person)],
            Account = [.. best.Select(b => (byte)b.Account)],
            Device = [.. best.Select(b => (byte)b.Device)],
            Login = [.. best.Select(b => (byte)b.Login)],
            Channel = [.. best.Select(b => (byte)b.Channel)],
            OtherWay = [.. best.Select(b => (byte)b.OtherWay)],
        };
    }

    private void ReadDelivery(Session session, DeliveryRow delivery)
    {
        using var reader = session.Read("facts/accesses", "@delivery", delivery.Id);
        while (reader.Read())
        {
            _last.Add((delivery.Source, RowKeys.Who(reader, 0), reader.GetInt64(2)));
            _rows.Add((
                RowKeys.Surrogate(reader, 0), reader.GetByte(3), (byte)DeviceRule.Of((DeviceAccess)reader.GetByte(4), reader.GetInt32(5)),
                reader.GetByte(6), reader.GetByte(7), reader.IsDBNull(8) ? (byte)0 : reader.GetByte(8)));
        }
    }
}

/// <summary>
/// IT's lists over the register. What IT states wins: it knows its accounts and devices better than a payroll system does. What it
/// does not state, and whoever is on no list, stays as the register says: an unknown is never a no.
/// </summary>
internal static class AccessOverlay
{
    /// <summary>Changes the register's columns in place; every employment of a person alike.</summary>
    internal static void Lay(AccessColumns access, RegisterColumns register)
    {
        var indexOf = new Dictionary<long, int>(access.Count);
        for (var i = 0; i < access.Count; i++)
        {
            indexOf.Add(access.Person[i], i);
        }

        for (var row = 0; row < register.Count; row++)
        {
            if (register.Person[row] != 0 && indexOf.TryGetValue(register.Person[row], out var i))
            {
                Set(access.Account[i], ref register.Account[row]);
                Set(access.Device[i], ref register.Device[row]);
                Set(access.Channel[i], ref register.Channel[row]);
                Set(access.Login[i], ref register.Login[row]);
                Set(access.OtherWay[i], ref register.OtherWay[row]);
            }
        }
    }

    private static void Set(byte stated, ref byte known) => known = stated == 0 ? known : stated;
}
