using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>Whatever the server does and wherever the process dies: no mail is sent twice but by a person's decision.</summary>
public sealed class MailRoundTests : IDisposable
{
    private readonly MailWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_brief_has_its_text_a_link_to_its_page_and_a_way_out()
    {
        _world.Subscribe();
        Assert.Equal(1, _world.Plan());
        Assert.Equal(new MailTally { Sent = 1 }, _world.Send());
        var mail = Assert.Single(_world.Smtp.Seen);
        Assert.Equal("[Syntetiska data] Ledningsbrief · data t.o.m. 24\u00A0november 2026", mail.Subject);
        Assert.StartsWith("SYNTETISKA DATA.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Av dem som svarat …", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("https://digilo.exempel.se/brev#o-2284", MailWorld.Link(mail, "/brev"));
        Assert.Empty(mail.Attachments);

        // The link of the header and of the text is one, and its secret is stored nowhere.
        var link = MailWorld.Link(mail, LetterWriter.EndPath);
        Assert.Equal($"<{link}>", mail.Headers["List-Unsubscribe"]);
        var secret = link.Split("?t=")[1];
        Assert.Equal(64, secret.Length);
        Assert.NotNull(_world.Store.Subscriptions.Find(LetterWriter.HashOf(secret), SubscriptionLink.End, _world.Utc));
        Assert.Null(_world.Store.Subscriptions.Find(secret, SubscriptionLink.End, _world.Utc));

        Assert.Equal((SendingState.Sent, 1, mail.MessageId), (_world.Only().State, _world.Only().Attempts, _world.Only().MessageId));
        Assert.Equal(0, _world.Plan());
        Assert.Equal(new MailTally(), _world.Send());
    }

    [Fact]
    public void The_brief_itself_goes_along_only_where_the_organisation_allows_it()
    {
        _world.Subscribe();
        _world.Plan();
        _world.Attaches = true;
        _world.Send();
        Assert.Equal("brief.pdf", Assert.Single(Assert.Single(_world.Smtp.Seen).Attachments).ContentDisposition!.FileName);
    }

    [Fact]
    public void The_question_has_a_link_that_runs_out_and_no_way_out_of_what_nobody_is_in()
    {
        var added = _world.Store.Subscriptions.Add(new SubscriptionOrder(MailWorld.Reader, "ledning", MailWorld.Org, "", "en", SubscriptionRhythm.Monthly, 31), "cia", _world.Utc).Subscription;
        _world.Planner.Ask(added, _world.Utc);
        _world.Planner.Ask(added, _world.Utc);
        Assert.Equal(0, _world.Plan());
        Assert.Equal(1, _world.Send().Sent);
        var mail = Assert.Single(_world.Smtp.Seen);
        Assert.Contains("Leadership brief, Örnsköldsvik Municipality, on the last day of every month", mail.TextBody, StringComparison.Ordinal);
        Assert.Null(mail.Headers["List-Unsubscribe"]);
        var hash = LetterWriter.HashOf(MailWorld.Link(mail, "/en" + LetterWriter.ConfirmPath).Split("?t=")[1]);
        Assert.Equal(added.Id, _world.Store.Subscriptions.Find(hash, SubscriptionLink.Confirm, _world.Utc.AddDays(7).AddSeconds(-1))!.Id);
        Assert.Null(_world.Store.Subscriptions.Find(hash, SubscriptionLink.Confirm, _world.Utc.AddDays(7)));
    }

    [Theory]
    [InlineData(Manner.DropsAfterDot, "dropped")]
    [InlineData(Manner.SilentAfterDot, "timeout")]
    public void After_a_cut_before_the_answer_the_mail_is_uncertain_and_never_sent_again_by_itself(object manner, string reply)
    {
        _world.Subscribe();
        _world.Plan();
        _world.Smtp.Manner = (Manner)manner;
        Assert.Equal(1, _world.Send().Uncertain);
        Assert.Equal((SendingState.Uncertain, reply), (_world.Only().State, _world.Only().Reply));

        _world.Smtp.Manner = Manner.Accepts;
        for (var night = 0; night < 6; night++)
        {
            _world.Clock.Advance(TimeSpan.FromDays(1));
            _world.Plan();
            _world.Send();
        }

        Assert.Single(_world.Smtp.Seen);

        // A person decides: then it goes once more, under the same Message-ID.
        Assert.True(_world.Store.Sendings.Decide(_world.Only().Id, again: true, "cia", _world.Utc));
        _world.Send();
        Assert.Equal(2, _world.Smtp.Seen.Count);
        Assert.Single(_world.Smtp.Seen.Select(m => m.MessageId).Distinct());
        Assert.Equal(SendingState.Sent, _world.Only().State);
    }

    [Theory]
    [InlineData(Manner.DelaysReader, "450 4.2.1")]
    [InlineData(Manner.DelaysMail, "451 4.3.0")]
    [InlineData(Manner.DropsAtMail, "dropped")]
    [InlineData(Manner.SilentAtData, "timeout")]
    [InlineData(Manner.Busy, "421 4.3.2")]
    public void What_the_server_has_not_taken_is_tried_again_later_and_later_and_given_up_in_the_end(object manner, string reply)
    {
        _world.Subscribe();
        _world.Plan();
        _world.Smtp.Manner = (Manner)manner;
        var tries = 0;
        var began = _world.Utc;
        while (_world.Only().State == SendingState.Intended)
        {
            Assert.Equal(0, _world.Send().Sent);
            tries++;
            if (_world.Only().State == SendingState.Intended)
            {
                // Not before its time.
                Assert.Equal(reply, _world.Only().Reply);
                _world.Clock.Advance(_world.Only().Due - _world.Utc - TimeSpan.FromSeconds(1));
                Assert.False(_world.Send().IsSomething);
                _world.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.Equal((SendingState.Failed, 12, 12), (_world.Only().State, _world.Only().Attempts, tries));
        Assert.InRange((_world.Utc - began).TotalDays, 2, 4);
        Assert.Equal(SubscriptionState.Active, Assert.Single(_world.Store.Subscriptions.All()).State);
    }

    [Fact]
    public void Pauses_double_from_ten_minutes_to_twelve_hours() => Assert.Equal(
        [10, 20, 40, 80, 160, 320, 640, 720, 720], Enumerable.Range(1, 9).Select(n => (int)MailRound.Pause(n).TotalMinutes));

    [Fact]
    public void A_reader_whom_the_server_does_not_know_is_told_and_gets_nothing_more_until_resumed()
    {
        var subscription = _world.Subscribe();
        _world.Plan();
        _world.Smtp.Manner = Manner.RefusesReader;
        Assert.Equal(1, _world.Send().Refused);
        Assert.Equal((SendingState.Refused, "550 5.1.1"), (_world.Only().State, _world.Only().Reply));
        Assert.Equal(SubscriptionState.Stopped, _world.Store.Subscriptions.Find(subscription.Id)!.State);

        _world.Smtp.Manner = Manner.Accepts;
        _world.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, _world.Plan());
        _world.Store.Subscriptions.Resume(subscription.Id, "cia", _world.Utc);
        Assert.Equal(1, _world.Plan());
        Assert.Equal(1, _world.Send().Sent);
    }

    [Fact]
    public void A_mail_that_is_refused_for_what_it_is_does_not_stop_its_reader()
    {
        _world.Subscribe();
        _world.Plan();
        _world.Smtp.Manner = Manner.RefusesMail;
        Assert.Equal(1, _world.Send().Refused);
        Assert.Equal((SendingState.Refused, "554 5.7.1"), (_world.Only().State, _world.Only().Reply));
        Assert.Equal(SubscriptionState.Active, Assert.Single(_world.Store.Subscriptions.All()).State);
    }

    [Fact]
    public void A_server_that_is_down_is_asked_once_and_the_others_wait_with_the_first()
    {
        foreach (var n in Enumerable.Range(1, 5))
        {
            _world.Subscribe(reader: $"lasare{n}@exempel.se");
        }

        Assert.Equal(5, _world.Plan());
        _world.Smtp.Manner = Manner.Busy;
        Assert.Equal(new MailTally { Later = 1, Problem = "421 4.3.2" }, _world.Send());
        Assert.Equal(1, _world.Smtp.Connections);
        _world.Smtp.Manner = Manner.Accepts;
        Assert.Equal(4, _world.Send().Sent);
        Assert.Equal(2, _world.Smtp.Connections);
        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, _world.Send().Sent);
        Assert.Equal(5, _world.Smtp.Seen.Select(m => m.To.ToString()).Distinct().Count());
    }

    [Theory]
    [InlineData("mail:handing", SendingState.Uncertain, 0)]
    [InlineData("mail:accepted", SendingState.Uncertain, 1)]
    public void A_process_that_dies_while_a_mail_is_handed_over_leaves_it_uncertain(string point, object state, int seen)
    {
        _world.Subscribe();
        _world.Plan();
        Assert.Throws<PowerCut>(() => _world.Send(reached: p => _ = p == point ? throw new PowerCut() : 0));

        // The next start: nothing is sent, and the operator is shown what happened.
        Assert.Equal(1, _world.Send().Uncertain);
        _world.Clock.Advance(TimeSpan.FromDays(3));
        _world.Plan();
        _world.Send();
        Assert.Equal((SendingState)state, _world.Only().State);
        Assert.Equal(seen, _world.Smtp.Seen.Count);
    }

    [Fact]
    public void A_process_that_dies_before_has_sent_nothing_and_the_next_one_sends()
    {
        _world.Subscribe();
        _world.Plan();
        Assert.Throws<PowerCut>(() => _world.Send(carrier: new Dead()));
        Assert.Equal(1, _world.Send().Sent);
        Assert.Single(_world.Smtp.Seen);
    }

    [Fact]
    public void Two_rounds_at_once_send_each_mail_once()
    {
        foreach (var n in Enumerable.Range(1, 20))
        {
            _world.Subscribe(reader: $"lasare{n}@exempel.se");
        }

        _world.Plan();
        Parallel.For(0, 4, _ => _world.Round().Send(CancellationToken.None));
        Assert.Equal(20, _world.Smtp.Seen.Count);
        Assert.Equal(20, _world.Smtp.Seen.Select(m => m.MessageId).Distinct().Count());
    }

    [Fact]
    public void A_brief_that_cannot_be_made_holds_up_no_other_mail()
    {
        _world.Subscribe();
        _world.Plan();
        var waiting = _world.Store.Subscriptions.Add(new SubscriptionOrder("ny@exempel.se", "ledning", MailWorld.Org, "", "sv", SubscriptionRhythm.Alert, 0), "cia", _world.Utc).Subscription;
        _world.Planner.Ask(waiting, _world.Utc);
        _world.Breaks = true;
        Assert.Equal(new MailTally { Sent = 1, Later = 1 }, _world.Send());
        Assert.Equal("letter", _world.Store.Sendings.Latest(9)[^1].Reply);
        _world.Breaks = false;
        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, _world.Send().Sent);
    }

    [Fact]
    public void What_is_due_to_one_who_has_left_is_not_sent()
    {
        var subscription = _world.Subscribe();
        _world.Plan();
        _world.Store.Subscriptions.End(subscription.Id, byReader: true, "länk", _world.Utc);
        Assert.False(_world.Send().IsSomething);
        Assert.Equal(SendingState.Cancelled, _world.Only().State);
        Assert.Equal(0, _world.Smtp.Connections);
    }

    [Fact]
    public void While_somebody_else_writes_nothing_leaves()
    {
        _world.Subscribe();
        _world.Plan();
        Assert.False(_world.Send(mayGoOn: () => false).IsSomething);
        Assert.Equal((SendingState.Intended, 0), (_world.Only().State, _world.Only().Attempts));
    }

    private sealed class PowerCut : Exception;

    private sealed class Dead : IMailCarrier
    {
        public IMailConnection Open(CancellationToken cancellation) => throw new PowerCut();
    }
}
