using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Dashboard.Tests.Briefs;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>Nights and rounds of the mail together: who is told of what, and how often.</summary>
public sealed class MailRunnerTests : IDisposable
{
    private readonly MailNode _node = new();

    public void Dispose() => _node.Dispose();

    private IEnumerable<AlertRecord> NoGoodNights => _node.Store.Alerts.After(0).Where(a => a.Key.Rule == "no-good-night");

    [Theory]
    [InlineData(Chain.Nightly, RunOutcome.Failed)]
    [InlineData(Chain.Refresh, RunOutcome.Good)]
    public void While_no_night_is_good_it_is_told_once_and_no_run_that_is_none_takes_it_back(string kind, object outcome)
    {
        _node.Publish();
        _node.Night(RunOutcome.Good);
        _node.Subscribe(SubscriptionRhythm.Alert);
        _node.Clock.Advance(TimeSpan.FromHours(49));
        for (var night = 0; night < 3; night++)
        {
            _node.Night((RunOutcome)outcome, kind);
            _node.Clock.Advance(TimeSpan.FromMinutes(10));
            _node.Round();
            _node.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Null(Assert.Single(NoGoodNights).Cleared);
        Assert.Contains("Ingen natt har gått bra", Assert.Single(_node.Smtp.Seen).TextBody, StringComparison.Ordinal);

        // A good night: the next round takes it back.
        _node.Night(RunOutcome.Good);
        _node.Round();
        Assert.NotNull(Assert.Single(NoGoodNights).Cleared);
        Assert.Single(_node.Smtp.Seen);
    }

    [Fact]
    public void Alerts_are_written_down_by_the_one_who_sends_and_by_nobody_else()
    {
        _node.Publish();
        _node.Night(RunOutcome.Good);
        _node.Clock.Advance(TimeSpan.FromHours(49));
        var reader = _node.Subscribe(SubscriptionRhythm.Alert);

        // What a refresh on the command line finds: it raises and does not plan.
        _node.Night(RunOutcome.Good, Chain.Refresh);
        Assert.NotEmpty(_node.Store.Alerts.Open());
        Assert.Empty(_node.Store.Sendings.Of(reader.Id));

        using (_node.Store.Leases.Take(Mailing.Lease, WriteLease.HolderOf("mail"), TimeSpan.Zero))
        {
            Assert.Null(_node.Round());
            Assert.Empty(_node.Store.Sendings.Of(reader.Id));
        }

        Assert.Equal(1, _node.Round()!.Sent);
        Assert.Equal(0, _node.Round()!.Sent);
        Assert.Single(_node.Store.Sendings.Of(reader.Id));
    }

    [Theory]
    [InlineData(RunOutcome.Good)]
    [InlineData(RunOutcome.GoodWithRemarks)]
    [InlineData(RunOutcome.Failed)]
    public void A_mail_is_written_down_on_its_day_however_the_night_ended_and_once(object outcome)
    {
        _node.Publish();
        _node.Subscribe(SubscriptionRhythm.Weekly, day: 3);
        _node.Night((RunOutcome)outcome);
        Assert.Equal(1, _node.Round()!.Sent);

        // A week on: rounds all day, and again the night.
        _node.Clock.Advance(TimeSpan.FromDays(7));
        _node.Night((RunOutcome)outcome);
        for (var round = 0; round < 3; round++)
        {
            _node.Clock.Advance(TimeSpan.FromHours(4));
            _node.Round();
        }

        Assert.Equal(2, _node.Smtp.Seen.Count);
    }

    [Theory]
    [InlineData(RunOutcome.Failed)]
    [InlineData(RunOutcome.Interrupted)]
    [InlineData(null)]
    public void A_mail_leaves_on_its_day_though_the_night_came_to_nothing_before_it_was_written_down(object? outcome)
    {
        _node.Publish();
        _node.Night(RunOutcome.Good);
        _node.Subscribe(SubscriptionRhythm.Weekly, day: 4);
        _node.Clock.Advance(TimeSpan.FromDays(1));
        if (outcome is RunOutcome ended)
        {
            _node.Store.Runs.End(_node.Store.Runs.Start(Chain.Nightly, "schedule", _node.Utc), ended, "", "", _node.Utc);
        }

        // The night may be tried again: a round soon after it waits, for six hours.
        _node.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, _node.Round()!.Sent);
        _node.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Equal(1, _node.Round()!.Sent);
        Assert.Equal(0, _node.Round()!.Sent);
    }

    [Fact]
    public void A_days_mails_wait_for_the_days_night()
    {
        _node.Publish();
        _node.Night(RunOutcome.Good);
        _node.Subscribe(SubscriptionRhythm.Weekly, day: 4);

        // Thursday, 00:31: neither a round nor a refresh by hand tells what the night will tell anew.
        _node.Clock.Advance(TimeSpan.FromHours(21));
        Assert.Equal(0, _node.Round()!.Sent);
        _node.Night(RunOutcome.Good, Chain.Refresh);
        Assert.Equal(0, _node.Round()!.Sent);

        _node.Clock.Advance(TimeSpan.FromHours(3));
        _node.Night(RunOutcome.Good);
        Assert.Equal(1, _node.Round()!.Sent);
    }

    [Fact]
    public void What_is_due_leaves_though_nobody_can_look_for_alerts_and_the_run_log_tells_why()
    {
        _node.Ask("ny@exempel.se");
        Directory.CreateDirectory(_node.In("data", "config", "profiles"));
        File.WriteAllText(_node.In("data", "config", "profiles", "trasig.json"), "{");
        var tally = _node.Round()!;
        Assert.Equal(1, tally.Sent);
        Assert.NotEqual("", tally.Wrong.Code);
        var run = Assert.Single(_node.Store.Runs.Latest(9));
        Assert.Equal((RunOutcome.GoodWithRemarks, tally.Wrong.ToJson()), (run.Outcome, run.Message));
        Assert.Equal(["plan", "send"], _node.Store.Runs.Steps(run.Id).Select(s => s.Step));
    }

    [Fact]
    public void What_is_due_leaves_though_nothing_new_can_be_written_down()
    {
        _node.Publish();
        _node.Subscribe(SubscriptionRhythm.Alert);
        _node.Clock.Advance(TimeSpan.FromHours(49));
        _node.Ask("ny@exempel.se");
        var database = new Database(_node.Context.Workspace.Store);
        database.Write(session =>
        {
            using var command = session.Connection.CreateCommand();
            command.Transaction = session.Transaction;
            command.CommandText = "CREATE TRIGGER broken BEFORE INSERT ON sending WHEN NEW.occasion LIKE 'alerts:%' BEGIN SELECT RAISE(ABORT, 'broken'); END";
            return command.ExecuteNonQuery();
        });

        var tally = _node.Round()!;
        Assert.Equal("ny@exempel.se", Assert.Single(_node.Smtp.Seen).To.ToString());
        Assert.NotEqual("", tally.Wrong.Code);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void An_address_that_nobody_confirms_goes_after_thirty_days_with_mail_or_without_by_rounds_or_by_nights(bool mail, bool round)
    {
        using var node = new MailNode(mail);
        node.Ask("ny@exempel.se");
        void Pass()
        {
            if (round)
            {
                node.Round();
            }
            else
            {
                node.Night(RunOutcome.Good);
            }
        }

        node.Clock.Advance(TimeSpan.FromDays(30));
        Pass();
        Assert.Single(node.Store.Subscriptions.All());
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        Pass();
        Assert.Empty(node.Store.Subscriptions.All());
    }

    [Theory]
    [InlineData("konsortium", "")]
    [InlineData("ledning", MailNode.Org)]
    public void Before_anything_is_published_there_is_nothing_to_subscribe_to(string kind, string organisation)
    {
        var desk = new SubscriptionDesk(_node.Store, _node.Context);
        Assert.Equal("cli.error.nothingPublished", desk.Add(new SubscriptionOrder("ny@exempel.se", kind, organisation, "", "sv", SubscriptionRhythm.Alert, 0)).Code);
        Assert.Empty(_node.Store.Subscriptions.All());
    }

    [Theory]
    [InlineData("2022-04", "mail.problem.unit")]
    [InlineData(SampleSnapshot.Latest, "")]
    [InlineData(SampleSnapshot.Open, "")]
    public void A_unit_that_has_gone_cannot_be_subscribed_to_and_one_that_is_to_come_can(string wave, string problem)
    {
        _node.Publish(OddSnapshots.UnitOfOneWave("x1", wave));
        var desk = new SubscriptionDesk(_node.Store, _node.Context);
        Assert.Equal(problem, desk.Add(new SubscriptionOrder("ny@exempel.se", "enhet", MailNode.Org, "x1", "sv", SubscriptionRhythm.Snapshot, 0)).Code);
        Assert.Equal("mail.problem.unit", desk.Add(new SubscriptionOrder("ny@exempel.se", "enhet", MailNode.Org, "x2", "sv", SubscriptionRhythm.Snapshot, 0)).Code);
        Assert.Equal(problem.Length == 0 ? 1 : 0, _node.Store.Subscriptions.All().Count);
    }

    [Theory]
    [InlineData(true, "run.carrier.reply")]
    [InlineData(false, "run.carrier.connect")]
    public void A_server_that_cannot_be_used_is_told_in_words_and_by_a_step_of_its_own_why(bool there, string cause)
    {
        _node.Ask("ny@exempel.se");
        _node.Smtp.Manner = Manner.Busy;
        if (!there)
        {
            _node.Smtp.Dispose();
        }

        Assert.NotEqual("", _node.Round()!.Problem);
        var run = Assert.Single(_node.Store.Runs.Latest(9));
        Assert.Equal(RunOutcome.GoodWithRemarks, run.Outcome);
        Assert.Equal("E-postservern gick inte att använda. Skickade 0, försöks igen 1, nekade 0, osäkra 0, studsade 0.", Words(run.Message));
        var step = Assert.Single(_node.Store.Runs.Steps(run.Id));
        Assert.Equal(("send", cause), (step.Step, Message.FromJson(step.Message).Code));
        Assert.Equal(there ? "E-postservern svarade 421 4.3.2." : "E-postservern går inte att nå.", Words(step.Message));

        static string Words(string stored) => TextCatalogue.Default.Get("sv", Message.FromJson(stored));
    }

    [Fact]
    public void Every_cause_has_words_in_both_languages()
    {
        // What the carrier and the reader of bounces can say but for a server's own code.
        string[] both = ["stopped", "timeout", "tls", "auth", "connect", "dropped"];
        foreach (var message in (Message[])
        [
            .. both.Select(c => MailRunner.CauseOf(new MailTally { Problem = c })), MailRunner.CauseOf(new MailTally { Problem = "550 5.1.1" }),
            .. both.Append("folder").Select(c => MailRunner.BouncesCauseOf(new MailTally { BounceProblem = c })),
        ])
        {
            Assert.All((string[])["sv", "en"], l => Assert.Contains(message.Code, TextCatalogue.Default.Codes(l)));
        }

        Assert.Equal((Message.None, Message.None), (MailRunner.CauseOf(new MailTally { Sent = 1 }), MailRunner.BouncesCauseOf(new MailTally { Sent = 1 })));
    }

    [Fact]
    public void An_address_that_has_gone_is_in_no_file_of_the_store()
    {
        string[] Readers(string name) => [.. Enumerable.Range(1, 25).Select(n => $"{name}{n:00}@exempel.se")];
        var (ended, left, expired, stays) = (Readers("avslutad"), Readers("lamnade"), Readers("obesvarad"), Readers("kvar"));
        foreach (var (a, b, c, d) in ended.Zip(left, expired).Zip(stays, (three, d) => (three.First, three.Second, three.Third, d)))
        {
            _node.Subscribe(SubscriptionRhythm.Alert, reader: a);
            _node.Ask(c);
            _node.Subscribe(SubscriptionRhythm.Alert, reader: d);
            var stopped = _node.Subscribe(SubscriptionRhythm.Alert, reader: b);
            _node.Store.Subscriptions.Stop(stopped.Id, "natt", _node.Utc);
            _node.Store.Subscriptions.Resume(stopped.Id, "cia", _node.Utc);
        }

        foreach (var one in _node.Store.Subscriptions.All().Where(s => s.State == SubscriptionState.Active && !stays.Contains(s.Order.Address)))
        {
            Assert.True(_node.Store.Subscriptions.End(one.Id, left.Contains(one.Order.Address), "länk", _node.Utc));
        }

        _node.Clock.Advance(TimeSpan.FromDays(31));
        _node.Mailing.RemoveUnconfirmed(_node.Utc);
        Assert.Equal(stays, _node.Store.Subscriptions.All().Select(s => s.Order.Address).Order(StringComparer.Ordinal));

        var files = Directory.GetFiles(_node.In("data"), "digilo.db*", SearchOption.AllDirectories).Select(Read).ToList();
        Assert.All(stays, address => Assert.Contains(files, f => f.Contains(address, StringComparison.Ordinal)));
        Assert.All(ended.Concat(left).Concat(expired), address => Assert.DoesNotContain(files, f => f.Contains(address, StringComparison.Ordinal)));

        static string Read(string path)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
            return reader.ReadToEnd();
        }
    }
}
