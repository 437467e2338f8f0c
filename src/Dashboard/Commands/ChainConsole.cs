using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Desk;
using Spectre.Console;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>Shows a run's steps as they go: bars on a terminal, plain lines otherwise.</summary>
internal static class ChainConsole
{
    /// <summary>Runs something that reports its steps.</summary>
    public static ChainResult Follow(CommandContext context, Func<IChainObserver, ChainResult> run)
    {
        if (!context.IsTerminal)
        {
            return run(new Lines(context));
        }

        ChainResult? result = null;
        AnsiConsole.Status().Start(context.Text("run.starting"), status => result = run(new Spinner(context, status)));
        return result!;
    }

    /// <summary>Tells how a run went; returns the exit code.</summary>
    public static int Tell(CommandContext context, ChainResult result)
    {
        switch (result.Outcome)
        {
            case RunOutcome.Failed:
                context.Error.WriteLine(context.Text("run.failed", context.Text(result.Message)));
                if (context.Options.Debug && result.Error is not null)
                {
                    context.Error.WriteLine(result.Error);
                }

                return result.Error is null ? ExitCodes.Environment : Failures.Explain(result.Error).ExitCode;
            case RunOutcome.GoodWithRemarks:
                context.Say("run.remarks", Short(result.SnapshotId), context.Text(result.Message));
                return ExitCodes.Remarks;
            default:
                context.Say("run.done", Short(result.SnapshotId));
                return ExitCodes.Good;
        }
    }

    private static string Short(string id) => id.Length > 12 ? id[..12] : id;

    private static string Line(CommandContext context, string step, StepResult result) => context.Text(
        "run.stepLine",
        context.Text("run.step." + step),
        context.Text("run.outcome." + result.Outcome),
        result.Count.ToString(CultureInfo.InvariantCulture),
        context.Text(result.Message));

    private sealed class Lines(CommandContext context) : IChainObserver
    {
        public void Begins(string step)
        {
        }

        public void Ended(string step, StepResult result) => context.Out.WriteLine(Line(context, step, result).TrimEnd());
    }

    private sealed class Spinner(CommandContext context, StatusContext status) : IChainObserver
    {
        public void Begins(string step) => status.Status(Markup.Escape(context.Text("run.step." + step)));

        public void Ended(string step, StepResult result) => AnsiConsole.WriteLine(Line(context, step, result).TrimEnd());
    }
}
