using Digilo.Analytics.Dashboard.Pages.Mail;
using Digilo.Analytics.Desk;
using Hangfire;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>
/// The batch of briefs after a night, on a queue of its own with one worker; it holds the write lease as a night does. What Hangfire stores by name,
/// as <see cref="NightlyJob"/> is: a test pins it. It may run twice without harm: what is in the archive is left alone.
/// </summary>
[Queue(QueueName)]
public sealed class BriefsJob
{
    /// <summary>The queue that it runs on.</summary>
    public const string QueueName = "briefs";

    private readonly Chain _chain;
    private readonly IMailStarter? _mail;

    internal BriefsJob(Chain chain, IMailStarter? mail = null) => (_chain, _mail) = (chain, mail);

    /// <summary>Makes the briefs of the published snapshot that are not there, and has the mails sent that are due with them.</summary>
    /// <param name="trigger">"schedule", "hand" or "catch-up": what started the night that published.</param>
    [AutomaticRetry(Attempts = 2, DelaysInSeconds = [300, 1200], OnAttemptsExceeded = AttemptsExceededAction.Fail)]
    [JobDisplayName("Digilo briefs ({0})")]
    public void Run(string trigger)
    {
        var result = _chain.Run(Chain.Briefs, trigger);
        _mail?.Start("night");
        if (result.Outcome == RunOutcome.Failed)
        {
            throw new NightFailedException(result.Message.Code);
        }
    }
}
