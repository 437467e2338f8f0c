using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    private static readonly SubscriptionOrder Order = new("lasare@exempel.se", "ledning", Org, "", "sv", SubscriptionRhythm.Monthly, 31);

    [Fact]
    public void A_subscription_is_there_once_and_waits_until_its_link_is_used_in_time()
    {
        var (added, isNew) = Store.Subscriptions.Add(Order, "cia", Utc);
        Assert.True(isNew);
        Assert.Equal(new Subscription(1, Order, SubscriptionState.Waiting, "cia", Utc, Utc, null), added);
        Assert.Equal((added, false), Store.Subscriptions.Add(Order with { Day = 5 }, "bo", Utc.AddDays(1)));
        Assert.True(Store.Subscriptions.Add(Order with { Rhythm = SubscriptionRhythm.Alert, Day = 0 }, "bo", Utc).IsNew);

        Assert.True(Store.Subscriptions.AddLink(1, SubscriptionLink.Confirm, Hex("c"), Utc.AddDays(7)));
        Assert.True(Store.Subscriptions.AddLink(1, SubscriptionLink.End, Hex("e"), null));
        Assert.False(Store.Subscriptions.AddLink(99, SubscriptionLink.End, Hex("x"), null));
        Assert.Null(Store.Subscriptions.Find(Hex("c"), SubscriptionLink.Confirm, Utc.AddDays(7)));
        Assert.Null(Store.Subscriptions.Find(Hex("c"), SubscriptionLink.End, Utc));
        Assert.Equal(1, Store.Subscriptions.Find(Hex("c"), SubscriptionLink.Confirm, Utc.AddDays(6))!.Id);
        Assert.Equal(1, Store.Subscriptions.Find(Hex("e"), SubscriptionLink.End, Utc.AddYears(9))!.Id);

        Assert.True(Store.Subscriptions.Confirm(1, "länk", Utc.AddDays(6)));
        Assert.False(Store.Subscriptions.Confirm(1, "länk", Utc.AddDays(6)));
        Assert.Null(Store.Subscriptions.Find(Hex("c"), SubscriptionLink.Confirm, Utc));
        Assert.Equal((SubscriptionState.Active, (DateTime?)Utc.AddDays(6)), (Store.Subscriptions.Find(1)!.State, Store.Subscriptions.Find(1)!.Confirmed));
        Assert.False(Store.Subscriptions.Resume(1, "cia", Utc));
        Assert.True(Store.Subscriptions.Stop(1, "natt", Utc));
        Assert.True(Store.Subscriptions.Resume(1, "cia", Utc));
        Assert.Equal(
            ["resumed", "stopped", "confirmed", "added", "added"],
            Store.Audit.Latest(AuditActions.Subscription, 9).Select(e => e.Event.What.Code.Split('.')[^1]));
        Assert.DoesNotContain(Store.Audit.Before(long.MaxValue, 9), e => e.ToString().Contains("exempel.se", StringComparison.Ordinal));
    }

    [Fact]
    public void A_subscription_that_ends_takes_its_address_and_links_along_and_cancels_what_has_not_left()
    {
        Store.Subscriptions.Add(Order, "cia", Utc);
        Store.Subscriptions.AddLink(1, SubscriptionLink.End, Hex("e"), null);
        Store.Sendings.Intend(1, "week:1", "a@x", "", Utc);
        Store.Sendings.Intend(1, "week:2", "b@x", "", Utc);
        Assert.True(Store.Sendings.Move(Store.Sendings.Find(1)!, SendingState.Sent, "", 1, Utc, Utc));

        Assert.True(Store.Subscriptions.End(1, true, "länk", Utc.AddDays(1)));
        Assert.False(Store.Subscriptions.End(1, true, "länk", Utc.AddDays(1)));
        Assert.Empty(Store.Subscriptions.All());
        Assert.Null(Store.Subscriptions.Find(Hex("e"), SubscriptionLink.End, Utc));
        Assert.Equal([SendingState.Cancelled, SendingState.Sent], Store.Sendings.Of(1).Select(s => s.State));
        Assert.Equal(0L, Raw(s => (long)s.Query<string>("subscriptions/list").Count));
    }

    [Fact]
    public void A_subscription_that_nobody_confirms_goes()
    {
        Store.Subscriptions.Add(Order, "cia", Utc);
        Store.Subscriptions.Add(Order with { Language = "en" }, "cia", Utc);
        Store.Subscriptions.Add(Order with { Kind = "konsortium", Organisation = "" }, "cia", Utc);
        Store.Subscriptions.Confirm(2, "länk", Utc);
        Store.Subscriptions.AskAgain(3, "cia", Utc.AddDays(20));
        Assert.False(Store.Subscriptions.AskAgain(2, "cia", Utc));
        Assert.Equal(1, Store.Subscriptions.RemoveUnconfirmed(Utc.AddDays(1), "natt", Utc.AddDays(31)));
        Assert.Equal([2L, 3L], Store.Subscriptions.All().Select(s => s.Id));
    }

    [Fact]
    public void A_mail_is_written_down_once_and_moves_only_from_where_it_is_known_to_be()
    {
        Assert.True(Store.Sendings.Intend(7, "week:2023-10-30", "a@x", Hex("s"), Utc));
        Assert.False(Store.Sendings.Intend(7, "week:2023-10-30", "b@x", Hex("t"), Utc.AddDays(1)));
        Assert.True(Store.Sendings.Intend(8, "week:2023-10-30", "c@x", "", Utc));
        var first = Store.Sendings.Due(Utc)[0];
        Assert.Equal(new Sending(1, 7, "week:2023-10-30", "a@x", SendingState.Intended, 0, "", Hex("s"), Utc, Utc, Utc), first);

        Assert.True(Store.Sendings.Move(first, SendingState.Intended, "450 4.2.1", 1, Utc.AddMinutes(10), Utc.AddSeconds(1)));
        Assert.Equal([2L], Store.Sendings.Due(Utc.AddMinutes(9)).Select(s => s.Id - 1));
        Assert.Equal(["c@x", "a@x"], Store.Sendings.Due(Utc.AddMinutes(10)).OrderByDescending(s => s.Id).Select(s => s.MessageId));
        Assert.True(Store.Sendings.Move(first, SendingState.Handing, "", 2, Utc, Utc));
        Assert.False(Store.Sendings.Move(first, SendingState.Handing, "", 2, Utc, Utc));
        Assert.Equal("a@x", Store.Sendings.Find("a@x")!.MessageId);
        Assert.Null(Store.Sendings.Find("z@x"));
        Assert.Equal(["c@x", "a@x"], Store.Sendings.Latest(5).Select(s => s.MessageId));
        Assert.Single(Store.Sendings.Latest(1));
    }

    [Fact]
    public void What_was_being_handed_over_when_the_process_died_is_uncertain_until_a_person_decides()
    {
        Store.Sendings.Intend(7, "a", "a@x", "", Utc);
        Store.Sendings.Intend(7, "b", "b@x", "", Utc);
        Store.Sendings.Move(Store.Sendings.Find(1)!, SendingState.Handing, "", 1, Utc, Utc);
        Assert.Equal(1, Store.Sendings.MarkUncertain(Utc.AddHours(1)));
        Assert.Equal(0, Store.Sendings.MarkUncertain(Utc.AddHours(2)));
        Assert.Equal(["b@x"], Store.Sendings.Due(Utc.AddYears(1)).Select(s => s.MessageId));
        Assert.Equal(["a@x"], Store.Sendings.In(SendingState.Uncertain).Select(s => s.MessageId));

        Assert.False(Store.Sendings.Decide(2, true, "cia", Utc));
        Assert.True(Store.Sendings.Decide(1, true, "cia", Utc.AddHours(3)));
        Assert.False(Store.Sendings.Decide(1, false, "cia", Utc.AddHours(3)));
        Assert.Equal((SendingState.Intended, 0, "a@x"), (Store.Sendings.Find(1)!.State, Store.Sendings.Find(1)!.Attempts, Store.Sendings.Find(1)!.MessageId));
        Assert.Equal("audit.sending.again", Store.Audit.Latest(AuditActions.Subscription, 1)[0].Event.What.Code);
    }

    [Fact]
    public void Old_mails_go_under_their_rule_and_a_living_subscriptions_newest_stays()
    {
        var alive = Store.Subscriptions.Add(Order, "cia", Utc).Subscription.Id;
        foreach (var (subscription, occasion) in new[] { (alive, "a"), (alive, "b"), (99L, "c"), (99L, "d") })
        {
            Store.Sendings.Intend(subscription, occasion, occasion + "@x", "", Utc);
        }

        foreach (var done in Store.Sendings.Latest(9).Where(s => s.Occasion != "d"))
        {
            Store.Sendings.Move(done, SendingState.Sent, "", 1, Utc, Utc);
        }

        var rule = new RetentionRule(RetentionSubject.Sendings, 12, Decided);
        var today = DateOnly.FromDateTime(Utc).AddMonths(12);
        Assert.Equal(0, new PersonRights(Store).Destroy(rule, Settings(), today, Utc, "natt").Rows);
        Assert.Equal(2, new PersonRights(Store).Destroy(rule, Settings(), today.AddDays(1), Utc, "natt").Rows);
        Assert.Equal(["d", "b"], Store.Sendings.Latest(9).Select(s => s.Occasion));
        Assert.Equal("audit.retention.Sendings", Store.Audit.Latest(AuditActions.Retention, 1)[0].Event.What.Code);
    }

    [Fact]
    public void An_alert_is_raised_once_cleared_when_it_is_gone_and_raised_anew_when_it_comes_back()
    {
        AlertFinding Found(string code) => new(new AlertKey("low-voice", Org, InWave, "operation", code), "Verksamhet " + code);
        var (raised, cleared) = Store.Alerts.Reconcile([Found("1"), Found("2"), Found("1")], Hex("s"), Utc);
        Assert.Equal((2, 0), (raised.Count, cleared));
        Assert.Equal(new AlertRecord(raised[0].Id, Found("1").Key, "Verksamhet 1", Hex("s"), Utc, null), raised[0]);
        Assert.Equal(raised, Store.Alerts.Open());
        Assert.Empty(Store.Alerts.Reconcile([Found("2"), Found("1")], Hex("t"), Utc.AddDays(1)).Raised);

        var second = Store.Alerts.Reconcile([Found("2"), Found("3") with { Name = "" }], Hex("t"), Utc.AddDays(2));
        Assert.Equal(("3", 1), (Assert.Single(second.Raised).Key.Code, second.Cleared));
        Assert.Equal(["2", "3"], Store.Alerts.Open().Select(r => r.Key.Code));
        var third = Store.Alerts.Reconcile([Found("1")], "", Utc.AddDays(3));
        Assert.True(third.Raised[0].Id > second.Raised[0].Id);
        Assert.Equal(["3", "1"], Store.Alerts.After(raised[1].Id).Select(r => r.Key.Code));
        Assert.Equal((DateTime?)Utc.AddDays(2), Store.Alerts.After(0)[0].Cleared);
    }
}
