using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public void A_second_writer_waits_and_is_told_who_holds_the_lease()
    {
        using var other = OtherStore();
        var lease = Store.Leases.Take("write", "digilo import (process 1)", TimeSpan.Zero);
        Assert.Equal("digilo import (process 1)", other.Leases.Holder("write"));
        var error = Assert.Throws<LeaseHeldException>(() => other.Leases.Take("write", "digilo serve", TimeSpan.FromMilliseconds(150)));
        Assert.Equal("digilo import (process 1)", error.Holder);
        using (other.Leases.Take("another", "x", TimeSpan.Zero))
        {
            Assert.NotNull(Store.Leases.Holder("another"));
        }

        lease.Dispose();
        Assert.Null(other.Leases.Holder("write"));
        using var taken = other.Leases.Take("write", "digilo serve", TimeSpan.Zero);
        Assert.Equal("digilo serve", Store.Leases.Holder("write"));
    }

    [Fact]
    public async Task A_waiting_writer_gets_the_lease_when_it_is_given_back()
    {
        using var other = OtherStore();
        var lease = Store.Leases.Take("write", "first", TimeSpan.Zero);
        var waiting = Task.Run(() => other.Leases.Take("write", "second", TimeSpan.FromSeconds(20)), TestContext.Current.CancellationToken);
        await Task.Delay(250, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        lease.Dispose();
        using var taken = await waiting;
        Assert.Equal("second", Store.Leases.Holder("write"));
    }

    [Fact]
    public void A_dead_holders_lease_runs_out_and_what_it_left_open_cannot_commit()
    {
        Store.Migrate(Place, true, Utc);
        var clock = new MovableClock();
        using var dead = Store.Open(Place, new StoppedTimers());
        using var living = Store.Open(Place, clock);
        using var lease = dead.Leases.Take("write", "killed", TimeSpan.Zero);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("killed", living.Leases.Holder("write"));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(living.Leases.Holder("write"));
        using (living.Leases.Take("write", "next", TimeSpan.Zero))
        {
            var error = Assert.Throws<StoreException>(() => DeliverAnswers(dead, DeliveryMode.Full, 1));
            Assert.Equal("store.lease-lost", error.Text.Code);
            Assert.Empty(living.Ledger.Latest(10));
            Assert.Equal(DeliveryStatus.InForce, DeliverAnswers(living, DeliveryMode.Full, 1).Status);
        }
    }

    [Fact]
    public async Task A_living_holder_renews_its_lease()
    {
        var database = new Database(Place);
        Store.Migrate(Place, true, Utc);
        using var leases = new LeaseStore(database, TimeProvider.System, TimeSpan.FromMilliseconds(600));
        using var lease = leases.Take("write", "living", TimeSpan.Zero);
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        Assert.Equal("living", leases.Holder("write"));
    }

    [Fact]
    public void Runs_and_steps_are_told_newest_first_with_their_outcomes()
    {
        var first = Store.Runs.Start("nightly", "schedule", Utc);
        var step = Store.Runs.StartStep(first, "inbox", Utc.AddSeconds(1));
        Store.Runs.EndStep(first, step, RunOutcome.Good, 3, "", Utc.AddSeconds(2));
        var message = new Message("run.done", "3").ToJson();
        Assert.Equal(2, Store.Runs.StartStep(first, "import", Utc.AddSeconds(3)));
        Store.Runs.EndStep(first, 2, RunOutcome.GoodWithRemarks, 2, message, Utc.AddSeconds(4));
        Store.Runs.End(first, RunOutcome.GoodWithRemarks, Hex("s"), message, Utc.AddSeconds(5));
        var second = Store.Runs.Start("nightly", "hand", Utc.AddMinutes(1));
        Store.Runs.End(second, RunOutcome.Failed, "", "", Utc.AddMinutes(2));

        Assert.Equal([second, first], Store.Runs.Latest(5).Select(r => r.Id));
        Assert.Equal(new RunRecord(first, "nightly", "schedule", Utc, Utc.AddSeconds(5), RunOutcome.GoodWithRemarks, Hex("s"), message), Store.Runs.LastGood("nightly"));
        Assert.Null(Store.Runs.LastGood("briefs"));
        Assert.Equal(
            [
                new RunStepRecord(first, 1, "inbox", Utc.AddSeconds(1), Utc.AddSeconds(2), RunOutcome.Good, 3, ""),
                new RunStepRecord(first, 2, "import", Utc.AddSeconds(3), Utc.AddSeconds(4), RunOutcome.GoodWithRemarks, 2, message),
            ],
            Store.Runs.Steps(first));
    }

    [Fact]
    public void Runs_left_running_are_marked_interrupted_once()
    {
        var good = Store.Runs.Start("nightly", "schedule", Utc);
        Store.Runs.End(good, RunOutcome.Good, "", "", Utc);
        var cut = Store.Runs.Start("nightly", "schedule", Utc);
        Store.Runs.StartStep(cut, "refresh", Utc);
        var marked = Assert.Single(Store.Runs.MarkInterrupted(Utc.AddHours(1)));
        Assert.Equal((cut, RunOutcome.Interrupted), (marked.Id, marked.Outcome));
        Assert.Equal(marked, Store.Runs.Latest(1)[0]);
        Assert.Equal((RunOutcome.Interrupted, (DateTime?)Utc.AddHours(1)), (Store.Runs.Steps(cut)[0].Outcome, Store.Runs.Steps(cut)[0].Ended));
        Assert.Empty(Store.Runs.MarkInterrupted(Utc));
        Assert.Equal(good, Store.Runs.LastGood("nightly")!.Id);
    }

    [Fact]
    public void Briefs_are_kept_once_per_name_and_snapshot_and_read_back()
    {
        byte[] pdf = [37, 80, 68, 70, 0, 255];
        var day = new DateOnly(2023, 10, 31);
        var name = new BriefName("ledning", Org, "", "sv");
        var first = Store.Briefs.Store(new NewBrief(name, Hex("a"), day, Hex("x"), "Först\n", pdf), Utc);
        Assert.Equal(first, Store.Briefs.Store(new NewBrief(name, Hex("a"), day, Hex("other"), "", [1]), Utc.AddDays(1)));
        Assert.Equal(first, Store.Briefs.Held(name, Hex("a")));
        Assert.Null(Store.Briefs.Held(name, Hex("b")));
        var english = Store.Briefs.Store(new NewBrief(name with { Language = "en" }, Hex("a"), day, Hex("x"), "", [1]), Utc);
        var unit = Store.Briefs.Store(new NewBrief(name with { Kind = "enhet", Unit = "3030" }, Hex("a"), day, Hex("x"), "", [1]), Utc);
        var next = Store.Briefs.Store(new NewBrief(name, Hex("b"), day.AddDays(1), Hex("y"), "Sedan\n", [2]), Utc.AddDays(1));
        Assert.Equal([next, unit, english, first], Store.Briefs.List(Org));
        Assert.Equal([next, first], Store.Briefs.List(name));
        Assert.Equal(next, Store.Briefs.Latest(name));
        Assert.Null(Store.Briefs.Latest(name with { Organisation = "2480" }));
        Assert.Equal(unit, Store.Briefs.Find(unit.Id));
        Assert.Equal(pdf, Store.Briefs.Read(first.Id));
        Assert.Equal("Först\n", Store.Briefs.ReadText(first.Id));
        Assert.Equal((null, null, null), (Store.Briefs.Read(99), Store.Briefs.ReadText(99), Store.Briefs.Find(99)));
        Assert.Empty(Store.Briefs.Snapshots(99));
        Assert.Equal((6L, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pdf)), Utc), (first.Size, first.Sha256, first.Created));
    }

    [Fact]
    public void A_brief_with_the_same_content_keeps_its_first_snapshot_and_tells_the_others()
    {
        var day = new DateOnly(2023, 10, 31);
        var name = new BriefName("konsortium", "", "", "sv");
        Assert.Null(Store.Briefs.Keep(name, Hex("x"), Hex("a"), Utc));
        var first = Store.Briefs.Store(new NewBrief(name, Hex("a"), day, Hex("x"), "x", [1]), Utc);
        var held = Store.Briefs.Keep(name, Hex("x"), Hex("b"), Utc.AddDays(1))!;
        Assert.Equal((first.Id, Hex("a"), Utc.AddDays(1)), (held.Id, held.SnapshotId, held.LastHeld));
        Assert.Equal(held, Store.Briefs.Keep(name, Hex("x"), Hex("b"), Utc.AddDays(2)));
        Assert.Equal([Hex("a"), Hex("b")], Store.Briefs.Snapshots(first.Id));

        // Another content, and back: the old one holds again and is the latest.
        var other = Store.Briefs.Store(new NewBrief(name, Hex("c"), day, Hex("y"), "y", [2]), Utc.AddDays(3));
        Assert.Equal(other, Store.Briefs.Latest(name));
        var again = Store.Briefs.Store(new NewBrief(name, Hex("d"), day, Hex("x"), "x", [3]), Utc.AddDays(4));
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(again, Store.Briefs.Latest(name));
        Assert.Equal([Hex("a"), Hex("b"), Hex("d")], Store.Briefs.Snapshots(first.Id));
        Assert.Equal([1], Store.Briefs.Read(again.Id)!);
        Assert.Null(Store.Briefs.Keep(name with { Language = "en" }, Hex("x"), Hex("d"), Utc));
    }

    [Fact]
    public void What_a_brief_said_at_an_instant_is_what_was_published_then_withdrawn_ones_included_until_they_were()
    {
        var name = new BriefName("ledning", Org, "", "sv");
        Assert.Null(Store.Briefs.HeldAt(name, Utc));
        BriefRecord Published(string id, double estimate, DateTime utc)
        {
            var snapshot = Snapshot(Hex(id), estimate);
            Store.Publisher.Publish(snapshot, Snapshots.SnapshotFormat.Write(snapshot), [], [], utc);
            return Store.Briefs.Store(new NewBrief(name, snapshot.Id, new DateOnly(2023, 10, 31), Hex(id + "-words"), "", [1]), utc.AddHours(1));
        }

        var first = Published("a", 0.2, Utc);
        var second = Published("b", 0.3, Utc.AddDays(1));
        Store.Publisher.Withdraw("fel", Utc.AddDays(2));
        long? At(double days) => Store.Briefs.HeldAt(name, Utc.AddDays(days))?.Id;
        Assert.Equal((null, first.Id, first.Id, second.Id, first.Id), (At(-0.1), At(0), At(0.9), At(1), At(2.1)));
        Assert.Null(Store.Briefs.HeldAt(name with { Language = "en" }, Utc));
    }

    [Fact]
    public void A_configuration_is_recorded_when_it_changes()
    {
        Assert.True(Store.ConfigurationLedger.Record(Hex("1"), Utc));
        Assert.False(Store.ConfigurationLedger.Record(Hex("1"), Utc.AddDays(1)));
        Assert.True(Store.ConfigurationLedger.Record(Hex("2"), Utc.AddDays(2)));
        Assert.True(Store.ConfigurationLedger.Record(Hex("1"), Utc.AddDays(3)));
        Assert.Equal([Hex("1"), Hex("2"), Hex("1")], Store.ConfigurationLedger.Latest(5).Select(e => e.Hash));
        Assert.Equal(Utc, Store.ConfigurationLedger.Latest(5)[2].Recorded);
    }

    private Store OtherStore()
    {
        _ = Store;
        return Store.Open(Place);
    }

    /// <summary>The clock of a process that no longer runs: its timers never fire.</summary>
    private sealed class StoppedTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void The_ledger_is_turned_over_page_by_page_and_tells_what_waits_and_what_counts()
    {
        Assert.Empty(Store.Ledger.Before(long.MaxValue, 10));
        Assert.Empty(Store.Ledger.InForce());
        var answers = DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3);
        var old = DeliverRegister(Store, October.AddDays(-30), ("1", null, "101"));
        var register = DeliverRegister(Store, October, ("1", null, "101"), ("2", null, "101"));
        var waiting = DeliverAnswers(Store, DeliveryMode.Full, 1);
        var refused = Store.Ledger.RecordRefused(Header(DeliveryKind.Units, hash: Hex("refused")), []);

        Assert.Equal([refused, waiting.DeliveryId], Store.Ledger.Before(long.MaxValue, 2).Select(e => e.Id));
        Assert.Equal([register.DeliveryId, old.DeliveryId, answers.DeliveryId], Store.Ledger.Before(waiting.DeliveryId, 10).Select(e => e.Id));
        Assert.Equal([waiting.DeliveryId], Store.Ledger.Waiting().Select(e => e.Id));
        Assert.Equal(
            [(DeliveryKind.Register, register.DeliveryId, 2L), (DeliveryKind.Survey, answers.DeliveryId, 1L)],
            Store.Ledger.InForce().Select(e => (e.Newest.Header.Kind, e.Newest.Id, e.Count)));
    }

    [Fact]
    public void The_ledger_tells_the_youngest_day_of_each_content_that_it_took_in()
    {
        var header = Header(DeliveryKind.Register, asOf: October, hash: Hex("same"));
        Deliver(Store, header, s => s.Write(Register(("1", null, "101"))));
        Deliver(Store, header with { AsOf = October.AddDays(31) }, s => s.Write(Register(("1", null, "101"))));
        Deliver(Store, Header(DeliveryKind.Register, asOf: October, hash: Hex("other")), s => s.Write(Register(("2", null, "101"))));
        Store.Ledger.RecordRefused(Header(DeliveryKind.Register, asOf: October.AddDays(400), hash: Hex("same")), []);

        var kept = Store.Ledger.Kept().ToDictionary(k => k.ContentHash, k => (k.Organisation, k.Profile, k.AsOf));
        Assert.Equal(2, kept.Count);
        Assert.Equal((Org, header.Profile, October.AddDays(31)), kept[Hex("same")]);
        Assert.Equal(October, kept[Hex("other")].AsOf);
    }
}
