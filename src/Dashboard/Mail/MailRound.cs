using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>What a round came to.</summary>
internal sealed record MailTally
{
    /// <summary>Mails taken by the server.</summary>
    public int Sent { get; init; }

    /// <summary>Mails to be tried again.</summary>
    public int Later { get; init; }

    /// <summary>Mails refused for good, or given up.</summary>
    public int Refused { get; init; }

    /// <summary>Mails that are uncertain, those found so from a process that died included.</summary>
    public int Uncertain { get; init; }

    /// <summary>Mails that came back.</summary>
    public int Bounced { get; init; }

    /// <summary>Code of why the server could not be used; empty if it could.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Code of why the bounce mailbox could not be read; empty if it could, or if there is none.</summary>
    public string BounceProblem { get; init; } = "";

    /// <summary>What went wrong while it was looked for what is due; none if nothing did. What was due already has been sent all the same.</summary>
    public Message Wrong { get; init; } = Message.None;

    /// <summary>True if there is something to tell.</summary>
    public bool IsSomething => Sent + Later + Refused + Uncertain + Bounced > 0 || Problem.Length + BounceProblem.Length + Wrong.Code.Length > 0;
}

/// <summary>
/// Sends what is due. That a mail is being given away is written down before its first byte leaves, and what came of it after; in between, a
/// process that dies leaves it uncertain, and what is uncertain is never sent again but by a person. The caller holds the lease of the mail.
/// </summary>
/// <param name="subscriptions">Who.</param>
/// <param name="sendings">What.</param>
/// <param name="letters">Writes them.</param>
/// <param name="carrier">Takes them away.</param>
/// <param name="clock">The clock.</param>
/// <param name="actor">For the audit log.</param>
/// <param name="reached">Told of points between two pieces of work.</param>
/// <param name="mayGoOn">Asked before each mail: false leaves the rest for another time.</param>
internal sealed class MailRound(
    ISubscriptions subscriptions, ISendings sendings, LetterWriter letters, IMailCarrier carrier, TimeProvider clock, string actor, Action<string> reached,
    Func<bool> mayGoOn)
{
    // First after ten minutes, then after twice the time before, at most twelve hours: three days in all.
    private const int MostAttempts = 12, BrokenInARow = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(10), LongestPause = TimeSpan.FromHours(12);

    private DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    /// <summary>How long a mail waits that has been tried so many times.</summary>
    public static TimeSpan Pause(int attempts) =>
        TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, FirstPause.TotalMinutes * Math.Pow(2, Math.Max(attempts, 1) - 1)));

    /// <summary>Sends what is due now.</summary>
    public MailTally Send(CancellationToken cancellation)
    {
        // Under the lease nobody else sends: what is being given away was being given away by somebody who died.
        var tally = new MailTally { Uncertain = sendings.MarkUncertain(UtcNow) };
        IMailConnection? connection = null;
        try
        {
            var broken = 0;
            foreach (var due in sendings.Due(UtcNow))
            {
                if (cancellation.IsCancellationRequested || broken >= BrokenInARow || !mayGoOn())
                {
                    break;
                }

                Letter? letter;
                if (subscriptions.Find(due.Subscription) is not { } subscription)
                {
                    sendings.Move(due, SendingState.Cancelled, "", due.Attempts, due.Due, UtcNow);
                    continue;
                }

                try
                {
                    letter = letters.Write(subscription, due.Occasion, UtcNow);
                }
                catch (Exception e) when (e is not StoreException and not OperationCanceledException)
                {
                    // A brief that cannot be made holds up no other mail.
                    tally = Add(tally, Settle(due, new Handed(HandedOutcome.Later, "letter"), subscription));
                    continue;
                }

                if (letter is null)
                {
                    sendings.Move(due, SendingState.Cancelled, "", due.Attempts, due.Due, UtcNow);
                    continue;
                }

                if (connection is not { IsOpen: true })
                {
                    connection?.Dispose();
                    connection = null;
                    try
                    {
                        connection = carrier.Open(cancellation);
                    }
                    catch (MailException e)
                    {
                        // The others wait with it: a server that is down is not asked again for each of them.
                        return Add(tally with { Problem = e.Code }, Settle(due, new Handed(HandedOutcome.Later, e.Code), subscription));
                    }
                }

                var handed = Hand(connection, due, letter, cancellation);
                if (handed is null)
                {
                    continue;
                }

                broken = connection.IsOpen ? 0 : broken + 1;
                tally = Add(tally, Settle(handed.Value.Sending, handed.Value.Handed, subscription));
            }

            return tally;
        }
        finally
        {
            connection?.Dispose();
        }
    }

    /// <summary>Reads what came back: the mail is marked, and a subscription whose address is no good is stopped.</summary>
    public MailTally ReadBounces(IBounceReader reader, MailTally tally, CancellationToken cancellation)
    {
        var bounced = 0;
        try
        {
            reader.Read(
                bounce =>
                {
                    if (sendings.Find(bounce.MessageId) is { State: SendingState.Sent or SendingState.Uncertain or SendingState.Settled } sent
                        && sendings.Move(sent, SendingState.Bounced, bounce.Status, sent.Attempts, sent.Due, UtcNow))
                    {
                        bounced++;
                        if (bounce.IsForGood)
                        {
                            subscriptions.Stop(sent.Subscription, actor, UtcNow);
                        }
                    }
                },
                cancellation);
            return tally with { Bounced = bounced };
        }
        catch (MailException e)
        {
            return tally with { Bounced = bounced, BounceProblem = e.Code };
        }
    }

    /// <summary>Hands a mail over; null if somebody else has moved it meanwhile, so that it was not.</summary>
    private (Sending Sending, Handed Handed)? Hand(IMailConnection connection, Sending due, Letter letter, CancellationToken cancellation)
    {
        var now = due;
        try
        {
            var handed = connection.Hand(
                letter, due.MessageId, UtcNow,
                () =>
                {
                    if (!sendings.Move(due, SendingState.Handing, "", due.Attempts, due.Due, UtcNow))
                    {
                        throw new MovedException();
                    }

                    now = due with { State = SendingState.Handing };
                    reached("mail:handing");
                },
                cancellation);
            reached("mail:" + handed.Outcome.ToString().ToLowerInvariant());
            return (now, handed);
        }
        catch (MovedException)
        {
            return null;
        }
    }

    private HandedOutcome Settle(Sending known, Handed handed, Subscription subscription)
    {
        var attempts = known.Attempts + 1;
        var gaveUp = handed.Outcome == HandedOutcome.Later && attempts >= MostAttempts;
        var state = handed.Outcome switch
        {
            HandedOutcome.Accepted => SendingState.Sent,
            HandedOutcome.Uncertain => SendingState.Uncertain,
            HandedOutcome.Later => gaveUp ? SendingState.Failed : SendingState.Intended,
            _ => SendingState.Refused,
        };
        Insist(() => sendings.Move(known, state, handed.Reply, attempts, handed.Outcome == HandedOutcome.Later ? UtcNow + Pause(attempts) : known.Due, UtcNow));
        if (handed.Outcome == HandedOutcome.RefusedReader)
        {
            subscriptions.Stop(subscription.Id, actor, UtcNow);
        }

        return gaveUp ? HandedOutcome.Refused : handed.Outcome;
    }

    private static MailTally Add(MailTally tally, HandedOutcome outcome) => outcome switch
    {
        HandedOutcome.Accepted => tally with { Sent = tally.Sent + 1 },
        HandedOutcome.Later => tally with { Later = tally.Later + 1 },
        HandedOutcome.Uncertain => tally with { Uncertain = tally.Uncertain + 1 },
        _ => tally with { Refused = tally.Refused + 1 },
    };

    /// <summary>What came of a mail must be written down: a store that is busy is asked again, for without it the mail would be uncertain.</summary>
    private static void Insist(Func<bool> write)
    {
        const int Times = 5;
        for (var time = 1; ; time++)
        {
            try
            {
                write();
                return;
            }
            catch (StoreException) when (time < Times)
            {
                // The store itself waits for whoever writes before it says that it is busy.
            }
        }
    }

    /// <summary>Somebody else has taken the mail.</summary>
    private sealed class MovedException : Exception;
}
