using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>
/// One round of the mail: looks for alerts, writes down and sends what is due, reads what came back, and writes in the run log if anything came of it. May run
/// any number of times, on any number of nodes: one of them sends.
/// </summary>
internal sealed class MailRunner(Store store, CommandContext context, Func<MailOptions, IMailCarrier>? carrier = null, Func<MailOptions, IBounceReader>? bounces = null)
{
    /// <summary>Kind of run in the run log.</summary>
    public const string Kind = "mail";

    private static readonly TimeSpan WaitsForNight = TimeSpan.FromHours(6);

    private readonly Mailing _mailing = new(store, context);

    private DateTime UtcNow => context.Clock.GetUtcNow().UtcDateTime;

    /// <summary>A round; null if another one is going on.</summary>
    public MailTally? Run(string trigger, CancellationToken cancellation)
    {
        // With mail or without: alerts stand on a page, and an address that nobody has confirmed is kept no longer than was promised.
        var began = UtcNow;
        var wrong = Carefully(
            () => _mailing.RemoveUnconfirmed(UtcNow),
            () => _mailing.Look(SwedishTime.Today(context.Clock), UtcNow));
        if (!context.Options.Mail.IsComplete)
        {
            return Log(trigger, began, new MailTally { Wrong = wrong });
        }

        IDisposable lease;
        try
        {
            lease = store.Leases.Take(Mailing.Lease, WriteLease.HolderOf("mail"), TimeSpan.Zero);
        }
        catch (LeaseHeldException)
        {
            return null;
        }

        using (lease)
        {
            // Under the lease: of two that plan alerts at once each would tell of the same one, in a mail of its own.
            var unplanned = Carefully(() => _mailing.Planner.PlanAlerts(store.Snapshots.Current(), UtcNow), PlanBriefs);
            var round = _mailing.Round((carrier ?? (o => new SmtpCarrier(o)))(context.Options.Mail));
            var tally = round.Send(cancellation);
            if (context.Options.Mail.Bounces.IsSet)
            {
                tally = round.ReadBounces((bounces ?? (o => new BounceReader(o)))(context.Options.Mail), tally, cancellation);
            }

            return Log(trigger, began, tally with { Wrong = wrong.Code.Length > 0 ? wrong : unplanned });
        }
    }

    /// <summary>What a round came to, in words.</summary>
    public static (RunOutcome Outcome, Message Text) Tell(MailTally tally)
    {
        static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
        var counts = new[] { Text(tally.Sent), Text(tally.Later), Text(tally.Refused), Text(tally.Uncertain), Text(tally.Bounced) };
        return tally switch
        {
            { Problem.Length: > 0 } => (RunOutcome.GoodWithRemarks, new Message("run.mail.problem", counts)),
            { BounceProblem.Length: > 0 } => (RunOutcome.GoodWithRemarks, new Message("run.mail.bounces", counts)),
            { Later: 0, Refused: 0, Uncertain: 0, Bounced: 0 } => (RunOutcome.Good, new Message("run.mail.sent", counts[0])),
            _ => (RunOutcome.GoodWithRemarks, new Message("run.mail.remarks", counts)),
        };
    }

    /// <summary>Why the mail server could not be used, in words; none if it could.</summary>
    public static Message CauseOf(MailTally tally) => tally.Problem.Length == 0 ? Message.None
        : char.IsAsciiDigit(tally.Problem[0]) ? new Message("run.carrier.reply", tally.Problem)
        : new Message("run.carrier." + tally.Problem);

    /// <summary>Why the bounce mailbox could not be read, in words; none if it could, or if there is none.</summary>
    public static Message BouncesCauseOf(MailTally tally) => tally.BounceProblem.Length == 0 ? Message.None : new Message("run.bounces." + tally.BounceProblem);

    /// <summary>
    /// What the step after the night writes down, should the process have died before it: when the night was good and its briefs are made. A reader
    /// waits for his mail on its day, whatever became of the night: some hours after it was due, what is published is what there is to tell.
    /// </summary>
    private void PlanBriefs()
    {
        var due = NightlySchedule.LastDue(UtcNow);
        var over = store.Runs.LastGood(Chain.Nightly)?.Started >= due
            && store.Snapshots.Current() is { } snapshot && !BriefsStep.IsMissing(snapshot, store.Briefs);
        if (over || UtcNow >= due + WaitsForNight)
        {
            _mailing.PlanBriefs(UtcNow);
        }
    }

    // Written when all is done: a run that is open while the night begins would be taken for one that died.
    private MailTally Log(string trigger, DateTime began, MailTally tally)
    {
        if (!tally.IsSomething)
        {
            return tally;
        }

        var run = store.Runs.Start(Kind, trigger, began);
        var (outcome, text) = Tell(tally);
        void Step(string name, RunOutcome came, long count, Message told) =>
            store.Runs.EndStep(run, store.Runs.StartStep(run, name, began), came, count, told.ToJson(), UtcNow);
        if (tally.Wrong.Code.Length > 0)
        {
            Step("plan", RunOutcome.GoodWithRemarks, 0, tally.Wrong);
        }

        if ((tally with { Wrong = Message.None }).IsSomething)
        {
            // The run tells what came of the mails, its steps why.
            Step("send", outcome, tally.Sent, CauseOf(tally) is { Code.Length: > 0 } cause ? cause : text);
        }

        if (BouncesCauseOf(tally) is { Code.Length: > 0 } unread)
        {
            Step("bounces", RunOutcome.GoodWithRemarks, tally.Bounced, unread);
        }

        // Of several remarks the one about what was sent is told first.
        (outcome, text) = outcome == RunOutcome.Good && tally.Wrong.Code.Length > 0 ? (RunOutcome.GoodWithRemarks, tally.Wrong) : (outcome, text);
        store.Runs.End(run, outcome, "", text.ToJson(), UtcNow);
        return tally;
    }

    /// <summary>Does each piece of work, whatever becomes of the others: what is due already shall leave. Returns what went wrong first, or none.</summary>
    private static Message Carefully(params Action[] works)
    {
        var wrong = Message.None;
        foreach (var work in works)
        {
            try
            {
                work();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                wrong = wrong.Code.Length > 0 ? wrong : Failures.Explain(e).Text;
            }
        }

        return wrong;
    }
}
