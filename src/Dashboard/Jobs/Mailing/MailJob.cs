using Hangfire;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>
/// What Hangfire stores by name: as <see cref="NightlyJob"/>, a test pins it. On a queue and a worker of its own, so that a mail server that hangs
/// holds up no night.
/// </summary>
public sealed class MailJob
{
    /// <summary>The queue.</summary>
    public const string Queue = "mail";

    /// <summary>Id of the recurring job; never change it, or an old node's schedule stays behind.</summary>
    public const string JobId = "mail";

    /// <summary>Every ten minutes. By UTC: nothing depends on the hour, and no hour comes twice.</summary>
    public const string Cron = "*/10 * * * *";

    private readonly MailRunner _runner;

    internal MailJob(MailRunner runner) => _runner = runner;

    /// <summary>One round.</summary>
    /// <param name="trigger">"schedule", "hand" or "night".</param>
    /// <param name="cancellation">The host stops.</param>
    // Not tried again by the job system: what is not sent is due at the next round, and each mail counts its own tries.
    [AutomaticRetry(Attempts = 0)]
    [Queue(Queue)]
    [JobDisplayName("Digilo mail ({0})")]
    public void Run(string trigger, CancellationToken cancellation) => _runner.Run(trigger, cancellation);
}
