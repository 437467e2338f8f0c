using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public void What_an_access_list_states_wins_over_the_register_and_what_it_does_not_state_stays()
    {
        DeliverFour();
        var list = AccessList(("1", 1, YesNo.No, DeviceAccess.None, 0), ("2", 1, YesNo.Unknown, DeviceAccess.Shared, 5), ("3", 1, YesNo.Yes, DeviceAccess.Shared, 6), ("9", 1, YesNo.No, DeviceAccess.None, 0));
        list.Login[0] = YesNo.Yes;
        list.Channel[1] = YesNo.No;
        list.OtherWay[1] = YesNo.Yes;
        list.OtherWay[2] = YesNo.No;
        Assert.Equal(1, Deliver(Store, Header(DeliveryKind.Access, asOf: October.AddDays(10)), s => s.Write(list)).Unlinked);

        var before = Store.Columns.Register(Org, October.AddDays(9));
        Assert.All(before.Account, a => Assert.Equal((byte)YesNo.Yes, a));
        Assert.All(before.Login, l => Assert.Equal((byte)YesNo.Unknown, l));
        var register = Store.Columns.Register(Org, October.AddDays(10));
        Assert.Equal(October, register.AsOf);
        Assert.Equal([YesNo.No, YesNo.Yes, YesNo.Yes, YesNo.Yes], register.Account.Select(a => (YesNo)a));
        Assert.Equal([DeviceAccess.None, DeviceAccess.Shared, DeviceAccess.None, DeviceAccess.Own], register.Device.Select(d => (DeviceAccess)d));
        Assert.Equal([YesNo.Yes, YesNo.Unknown, YesNo.Unknown, YesNo.Unknown], register.Login.Select(l => (YesNo)l));
        Assert.Equal([YesNo.Yes, YesNo.No, YesNo.Yes, YesNo.Yes], register.Channel.Select(c => (YesNo)c));
        Assert.Equal([YesNo.Unknown, YesNo.Yes, YesNo.No, YesNo.Unknown], register.OtherWay.Select(w => (YesNo)w));
        Assert.Equal((3, 1L), (Store.Columns.Access(Org, October.AddDays(10)).Count, Store.Columns.Access(Org, October.AddDays(10)).Unlinked));
        Assert.Null(Store.Columns.Access(Org, October).AsOf);
    }

    [Fact]
    public void Several_rows_of_a_person_come_together_to_the_best_and_a_count_of_users_tells_the_device()
    {
        DeliverFour();
        Deliver(Store, Header(DeliveryKind.Access), s => s.Write(AccessList(
            ("1", 1, YesNo.No, DeviceAccess.None, 0), ("1", 2, YesNo.Yes, DeviceAccess.Shared, 3), ("1", 3, YesNo.Unknown, DeviceAccess.Shared, 40),
            ("2", 1, YesNo.Yes, DeviceAccess.Unknown, 1), ("2", 2, YesNo.No, DeviceAccess.Shared, 2),
            ("3", 1, YesNo.Unknown, DeviceAccess.Unknown, 0), ("4", 1, YesNo.Yes, DeviceAccess.Unknown, 12))));
        var access = Store.Columns.Access(Org, October);
        Assert.Equal([YesNo.Yes, YesNo.Yes, YesNo.Unknown, YesNo.Yes], access.Account.Select(a => (YesNo)a));
        Assert.Equal([DeviceAccess.Shared, DeviceAccess.Own, DeviceAccess.Unknown, DeviceAccess.None], access.Device.Select(d => (DeviceAccess)d));
        Assert.Equal(
            [DeviceAccess.Shared, DeviceAccess.Own, DeviceAccess.Own, DeviceAccess.None], Store.Columns.Register(Org, October).Device.Select(d => (DeviceAccess)d));
    }

    [Fact]
    public void Each_source_counts_by_its_own_newest_list_and_increments_update_by_person_and_device()
    {
        DeliverFour();
        Deliver(Store, Header(DeliveryKind.Access, asOf: October, source: "konton"), s => s.Write(AccessList(("1", 1, YesNo.No, DeviceAccess.Unknown, 0), ("2", 1, YesNo.No, DeviceAccess.Unknown, 0))));
        Deliver(Store, Header(DeliveryKind.Access, asOf: October.AddDays(5), source: "enheter"), s => s.Write(AccessList(("1", 1, YesNo.Unknown, DeviceAccess.None, 0))));
        Assert.Equal([YesNo.No, YesNo.No, YesNo.Yes, YesNo.Yes], Accounts(October.AddDays(5)));
        Assert.Equal((byte)DeviceAccess.None, Store.Columns.Register(Org, October.AddDays(5)).Device[0]);

        // A newer list of the same source stands alone; the older one stays for the days before it.
        var newer = Deliver(Store, Header(DeliveryKind.Access, asOf: October.AddDays(20), source: "konton"), s => s.Write(AccessList(("1", 1, YesNo.Yes, DeviceAccess.Unknown, 0))));
        Assert.Equal((DeliveryStatus.InForce, null), (newer.Status, newer.Replaces));
        Assert.Equal([YesNo.Yes, YesNo.Yes, YesNo.Yes, YesNo.Yes], Accounts(October.AddDays(20)));
        Assert.Equal([YesNo.No, YesNo.No, YesNo.Yes, YesNo.Yes], Accounts(October.AddDays(19)));

        var increment = Deliver(Store, Header(DeliveryKind.Access, DeliveryMode.Increment, October.AddDays(21), "konton"), s =>
            s.Write(AccessList(("1", 1, YesNo.No, DeviceAccess.Unknown, 0), ("3", 1, YesNo.No, DeviceAccess.Unknown, 0))));
        Assert.Equal((1L, 1L), (increment.RowsAdded, increment.RowsUpdated));
        Assert.Equal([YesNo.No, YesNo.Yes, YesNo.No, YesNo.Yes], Accounts(October.AddDays(21)));

        YesNo[] Accounts(DateOnly day) => [.. Store.Columns.Register(Org, day).Account.Select(a => (YesNo)a)];
    }

    [Fact]
    public void A_list_that_comes_after_a_release_leaves_the_released_tables_alone_and_the_wave_waits()
    {
        const int persons = 40;
        var ids = Enumerable.Range(1, persons).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var register = Register([.. ids.Select(i => (i, (string?)null, "101"))]);
        Array.Fill(register.Account, YesNo.Yes);
        Array.Fill(register.Channel, YesNo.Yes);
        Array.Fill(register.Device, DeviceAccess.Own);
        Deliver(Store, Header(DeliveryKind.Units), s => s.Write([Unit("10") with { Level = UnitLevel.Department, ParentCode = "" }, Unit("101")]));
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(register));
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey([.. ids.Select((id, i) => ((long)i + 1, (string?)id, new byte[] { 3, 4 }))])));
        Assert.Empty(Night().Waiting);
        var released = Tables();
        Assert.Contains(Rate(released), c => c.Estimate == 1);

        // Twenty persons have no device after all, on the very day of the register.
        Deliver(Store, Header(DeliveryKind.Access), s => s.Write(AccessList([.. ids[..20].Select(id => (id, 1L, YesNo.Yes, DeviceAccess.None, 0))])));
        Assert.Equal(20, Store.Columns.Register(Org, October).Device.Count(d => d == (byte)DeviceAccess.None));
        Assert.Contains(Night().Waiting, m => m.Code == "waiting.newer");
        Assert.Equal(Text(released.Where(t => t.Key.Wave == InWave)), Text(Tables().Where(t => t.Key.Wave == InWave)));
        Assert.Contains(Rate(Tables().Where(t => t.Key.Wave.Length == 0)), c => c.Estimate == 0.5);

        // A list that moves nobody between groups does not make it wait, whatever the stamp says.
        Deliver(Store, Header(DeliveryKind.Access), s => s.Write(AccessList([.. ids[..20].Select(id => (id, 1L, YesNo.No, DeviceAccess.Own, 0))])));
        Assert.Empty(Night().Waiting);
        Assert.Equal(Text(released.Where(t => t.Key.Wave == InWave)), Text(Tables().Where(t => t.Key.Wave == InWave)));

        RefreshResult Night() => new Refresh(Store.Columns, Store.Publisher, true).Run(OneWave(), October.AddDays(100), Utc, null);
        IReadOnlyList<PublishedTable> Tables() => SnapshotFormat.Read(Store.Publisher.ReadContent(Store.Publisher.CurrentId()!)!).Tables;
        static IEnumerable<PublishedCell> Rate(IEnumerable<PublishedTable> tables) =>
            tables.Where(t => t.Key is { Measure: Measures.Access, Level: ScopeLevel.Organisation, Breakdown: Breakdown.None }).Select(t => t[0, 0]);
        static string Text(IEnumerable<PublishedTable> tables) => Convert.ToHexString(SnapshotFormat.WriteTables([.. tables]));
    }

    private void DeliverFour()
    {
        var register = Register(("1", null, "101"), ("2", null, "101"), ("3", null, "101"), ("4", null, "101"));
        Array.Fill(register.Account, YesNo.Yes);
        Array.Fill(register.Channel, YesNo.Yes);
        Array.Fill(register.Device, DeviceAccess.Own);
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(register));
    }

    private static Configuration OneWave() => new(
        [new Organisation(Org, new BothLanguages("Örnsköldsviks kommun", "Örnsköldsvik"), "Ö-vik", OrganisationKind.Municipality, null)],
        [new Wave(InWave, new BothLanguages("Oktober 2023", "October 2023"), October, October.AddDays(30), October, true, [Org], [])],
        [], [new AgeBand("-", new BothLanguages("alla", "all"), 0, 120)], 2, ["1.1"], new DisclosureSettings(5, 1, 50), true, "hash");
}
