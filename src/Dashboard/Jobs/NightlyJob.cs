using Digilo.Analytics.Desk;
using Hangfire;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>
/// What Hangfire stores by name. The names of this class, its method and its parameter stand in job storage and in the schedules
/// of running systems: a test pins them. The argument is a word, never data: what a run needs it finds in our own tables.
/// </summary>
public sealed class NightlyJob
{
    private readonly Chain _chain;
    private readonly IBackgroundJobClient _jobs;

    internal NightlyJob(Chain chain, IBackgroundJobClient jobs) => (_chain, _jobs) = (chain, jobs);

    /// <summary>Runs the nightly chain once, and queues the briefs of what is published.</summary>
    /// <param name="trigger">"schedule", "hand" or "catch-up".</param>
    // Two more tries, far enough apart for a writer to finish or a disk to be cleared; then a person must look. No
    // DisableConcurrentExecution: our own lease in the database holds between nodes too and names its holder.
    [AutomaticRetry(Attempts = 2, DelaysInSeconds = [300, 1200], OnAttemptsExceeded = AttemptsExceededAction.Fail)]
    [JobDisplayName("Digilo nightly ({0})")]
    public void Run(string trigger)
    {
        var result = _chain.Run(Chain.Nightly, trigger);

        // A night that failed in a step may have published all the same. Where nothing is new the batch finds nothing to make; dies the
        // process here, the next start finds the briefs missing.
        _jobs.Enqueue<BriefsJob>(job => job.Run(trigger));
        if (result.Outcome == RunOutcome.Failed)
        {
            // The words are in the run log; here only what the retry needs.
            throw new NightFailedException(result.Message.Code);
        }
    }
}

/// <summary>The night failed; the run log says why. Makes Hangfire try again.</summary>
public sealed class NightFailedException : Exception
{
    /// <summary>With the text code of the failure.</summary>
    public NightFailedException(string code)
        : base($"The nightly chain failed ({code}); see the runs page.")
    {
    }
}
