using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo withdraw --reason</c>: returns to the previous good snapshot.</summary>
internal static class WithdrawCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var reason = builder.Option<string>("withdraw", "--reason", "TEXT");
        return builder.Command("withdraw", [reason], (context, parsed) =>
        {
            var why = CommandBuilder.Required(parsed, reason);
            using var store = context.OpenStore();
            using var lease = context.TakeWriteLease(store, "withdraw");
            var run = store.Runs.Start("withdraw", "cli", context.UtcNow);
            var published = new Refresh(store).Withdraw(why, context.UtcNow);
            if (published is null)
            {
                store.Runs.End(run, RunOutcome.Skipped, "", new Message("cli.withdraw.none").ToJson(), context.UtcNow);
                context.Say("cli.withdraw.none");
                return ExitCodes.Environment;
            }

            store.Runs.End(run, RunOutcome.Good, published, new Message("cli.withdraw.done", published[..12]).ToJson(), context.UtcNow);
            context.Audit(store, AuditActions.Release, "", why, new Message("audit.release.withdrawn", published[..12]));
            context.Say("cli.withdraw.done", published[..12]);
            return ExitCodes.Good;
        });
    }
}
