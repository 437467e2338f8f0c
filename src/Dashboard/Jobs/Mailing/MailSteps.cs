using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>Looks what the rules of alerts find in what is published now. Never fails the night.</summary>
internal sealed class AlertsStep(Mailing mailing) : IChainStep
{
    /// <inheritdoc/>
    public string Name => "alerts";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state) => MailStep.Carefully(() =>
    {
        // How this run ends nobody knows yet: what it has published counts, and as a good night it counts from the next look on.
        var (raised, cleared) = mailing.Look(state.Today, state.Utc);
        return new StepResult(
            RunOutcome.Good, raised.Count,
            raised.Count + cleared == 0 ? new Message("run.alerts.none") : new Message("run.alerts.changed", MailStep.Text(raised.Count), MailStep.Text(cleared)));
    });
}

/// <summary>
/// Writes down the briefs that are due now that the night is over, however it ended; they leave on a queue of their own, where alerts are written
/// down too.
/// Never fails the night.
/// </summary>
internal sealed class MailStep(Mailing mailing) : IChainStep
{
    /// <inheritdoc/>
    public string Name => "mail";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state) => Carefully(() =>
    {
        mailing.RemoveUnconfirmed(state.Utc);
        if (!mailing.Options.IsComplete)
        {
            return new StepResult(RunOutcome.Good, 0, new Message("run.mail.off"));
        }

        var planned = mailing.PlanBriefs(state.Utc);
        return new StepResult(RunOutcome.Good, planned, planned == 0 ? new Message("run.mail.none") : new Message("run.mail.planned", Text(planned)));
    });

    /// <summary>What goes wrong is told and is a remark.</summary>
    internal static StepResult Carefully(Func<StepResult> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new StepResult(RunOutcome.GoodWithRemarks, 0, Failures.Explain(e).Text);
        }
    }

    internal static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
