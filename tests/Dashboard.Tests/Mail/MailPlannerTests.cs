using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

public sealed class MailPlannerTests : IDisposable
{
    private readonly MailWorld _world = new();

    public void Dispose() => _world.Dispose();

    private IEnumerable<string> Occasions => _world.Store.Sendings.Latest(99).Select(s => s.Occasion).Reverse();

    [Fact]
    public void A_week_that_was_missed_comes_late_and_once()
    {
        _world.Subscribe(SubscriptionRhythm.Weekly, 1);
        Assert.Equal(0, _world.Plan());

        // Five nights fail, Monday's too; the next one sends, and the ones after do not.
        _world.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, _world.Plan());
        _world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, _world.Plan());
        _world.Clock.Advance(TimeSpan.FromDays(21));
        Assert.Equal(1, _world.Plan());
        Assert.Equal(["week:2026-11-30", "week:2026-12-21"], Occasions);
    }

    [Theory]
    [InlineData(2026, 3, 29)]
    [InlineData(2026, 10, 25)]
    public void The_nights_when_the_clock_is_changed_have_one_due_day_each(int year, int month, int day)
    {
        // A Sunday. Every half hour of two days round it, by UTC.
        _world.Clock.AdjustTime(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).AddDays(-1));
        _world.Subscribe(SubscriptionRhythm.Weekly, 7);
        var first = DateTime.MaxValue;
        for (var half = 0; half < 96; half++)
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(30));
            first = _world.Plan() > 0 && first == DateTime.MaxValue ? _world.Utc : first;
        }

        Assert.Equal([FormattableString.Invariant($"week:{year}-{month:00}-{day}")], Occasions);

        // Midnight in Sweden is 23:00 UTC before the change in spring and 22:00 before the one in autumn.
        Assert.Equal(new DateTime(year, month, day, month == 3 ? 23 : 22, 0, 0, DateTimeKind.Utc).AddDays(-1), first);
    }

    [Fact]
    public void What_was_published_before_the_reader_confirmed_is_not_new_and_the_same_content_is_sent_once()
    {
        _world.Subscribe(SubscriptionRhythm.Snapshot, 0);
        Assert.Equal(0, _world.Plan());
        (_world.Says, _world.PublishedAtUtc) = ("2", _world.Utc.AddDays(1));
        _world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, _world.Plan());

        // Another organisation's news: a new snapshot, the same brief.
        _world.PublishedAtUtc = _world.Utc.AddDays(1);
        _world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, _world.Plan());
        _world.Says = "3";
        Assert.Equal(1, _world.Plan());
        Assert.Equal(["brief:2", "brief:3"], Occasions);
    }

    [Fact]
    public void What_the_brief_said_when_its_reader_confirmed_is_not_new_to_him_and_what_it_says_again_is()
    {
        _world.Subscribe(SubscriptionRhythm.Snapshot, 0);
        _world.Clock.Advance(TimeSpan.FromDays(1));
        _world.PublishedAtUtc = _world.Utc;
        Assert.Equal(0, _world.Plan());

        // A second reader comes while the brief says something else, and then it says the old again: new to the second alone.
        (_world.Says, _world.PublishedAtUtc) = ("2", _world.Utc);
        _world.Clock.Advance(TimeSpan.FromDays(1));
        var second = _world.Subscribe(SubscriptionRhythm.Snapshot, 0, "annan@exempel.se");
        Assert.Equal(1, _world.Plan());
        _world.Clock.Advance(TimeSpan.FromDays(1));
        (_world.Says, _world.PublishedAtUtc) = ("1", _world.Utc);
        Assert.Equal(1, _world.Plan());
        Assert.Equal("brief:1", Assert.Single(_world.Store.Sendings.Of(second.Id)).Occasion);
    }

    [Fact]
    public void Letters_of_the_same_brief_follow_each_other()
    {
        foreach (var (reader, language) in new[] { ("a@exempel.se", "sv"), ("b@exempel.se", "en"), ("c@exempel.se", "sv"), ("d@exempel.se", "en") })
        {
            _world.Subscribe(reader: reader, language: language);
        }

        Assert.Equal(4, _world.Plan());
        Assert.Equal([2, 4, 1, 3], _world.Store.Sendings.Due(_world.Utc).Select(s => s.Subscription));
    }

    [Fact]
    public void Nothing_is_due_to_those_who_have_not_confirmed_are_stopped_or_have_no_brief()
    {
        _world.Store.Subscriptions.Add(new SubscriptionOrder("a@exempel.se", "ledning", MailWorld.Org, "", "sv", SubscriptionRhythm.Weekly, 3), "cia", _world.Utc);
        _world.Store.Subscriptions.Stop(_world.Subscribe(reader: "b@exempel.se").Id, "natt", _world.Utc);
        _world.Subscribe(reader: "c@exempel.se", organisation: "2480");
        Assert.Equal(0, _world.Plan());
        _world.Says = null;
        _world.Subscribe(reader: "d@exempel.se");
        Assert.Equal(0, _world.Plan());
    }

    [Fact]
    public void Alerts_come_in_one_mail_to_those_whom_they_concern_and_once()
    {
        Raise(Finding("1", MailWorld.Org));
        var reader = _world.Subscribe(SubscriptionRhythm.Alert, 0);
        _world.Subscribe(SubscriptionRhythm.Alert, 0, "annan@exempel.se", organisation: "2480");

        // The first was raised in the same instant as the reader confirmed, the others later.
        _world.Clock.Advance(TimeSpan.FromDays(1));
        var findings = new[] { Finding("1", MailWorld.Org), Finding("2", MailWorld.Org), Finding("3", MailWorld.Org) };
        Raise(findings);
        Assert.Equal(1, _world.Plan());
        Assert.Equal(0, _world.Plan());
        Assert.Equal(1, _world.Send().Sent);
        var mail = Assert.Single(_world.Smtp.Seen);
        Assert.Equal(MailWorld.Reader, mail.To.ToString());
        Assert.Contains("3 larm har kommit:", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Örnsköldsviks kommun: färre än hälften har svarat i verksamheten Verksamhet 2, Hösten 2023.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://digilo.exempel.se/o/2284?vag=2023-10#fler-V", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Av dem som svarat …", mail.TextBody, StringComparison.Ordinal);

        // The next night finds the same: nobody is told again. What is gone before it is sent is not told at all.
        _world.Clock.Advance(TimeSpan.FromDays(1));
        Raise(findings);
        Assert.Equal(0, _world.Plan());
        Raise([.. findings, Finding("4", MailWorld.Org)]);
        Assert.Equal(1, _world.Plan());
        Raise(findings);
        Assert.False(_world.Send().IsSomething);
        Assert.Equal(SendingState.Cancelled, _world.Store.Sendings.Of(reader.Id)[0].State);
    }

    [Fact]
    public void Whoever_reads_of_the_consortium_is_told_of_an_organisation_only_where_it_is_shown_beside_the_others()
    {
        var order = new SubscriptionOrder(MailWorld.Reader, "konsortium", "", "", "sv", SubscriptionRhythm.Alert, 0);
        bool Told(AlertKey key) => MailPlanner.Concerns(new AlertRecord(1, key, "", "", _world.Utc, null), order, _world.Snapshot);
        Assert.True(Told(new AlertKey("no-good-night", "", "", "", "")));
        Assert.True(Told(Finding("1", SampleSnapshot.Rich).Key));
        Assert.False(Told(Finding("1", SampleSnapshot.WithoutConsent).Key));
        Assert.False(Told(new AlertKey("old-plan", SampleSnapshot.WithoutConsent, "", "plan", "P1")));
        Assert.True(Told(new AlertKey("old-plan", SampleSnapshot.Rich, "", "plan", "P1")));
        Assert.False(MailPlanner.Concerns(new AlertRecord(1, Finding("1", "2480").Key, "", "", _world.Utc, null), order with { Organisation = SampleSnapshot.Rich }, _world.Snapshot));
    }

    private static AlertFinding Finding(string code, string organisation) =>
        new(new AlertKey("low-voice", organisation, SampleSnapshot.Latest, "operation", code), "Verksamhet " + code);

    private void Raise(params AlertFinding[] findings) => _world.Store.Alerts.Reconcile(findings, "s", _world.Utc);
}
