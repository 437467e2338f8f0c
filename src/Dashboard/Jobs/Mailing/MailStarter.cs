using Digilo.Analytics.Dashboard.Pages.Mail;
using Hangfire;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>Queues a round of the mail, so that nobody waits for the next one by the clock.</summary>
internal sealed class MailStarter(IBackgroundJobClient jobs) : IMailStarter
{
    /// <inheritdoc/>
    public void Start(string trigger) => jobs.Enqueue<MailJob>(job => job.Run(trigger, CancellationToken.None));
}
