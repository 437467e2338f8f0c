using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo confirm DELIVERY</c>: puts a waiting delivery in force.</summary>
internal static class ConfirmCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var delivery = new Argument<long>("delivery") { HelpName = "DELIVERY", Description = builder.Text("cli.confirm.delivery") };
        return builder.Command("confirm", [delivery], (context, parsed) =>
        {
            var id = parsed.GetValue(delivery);
            var shown = id.ToString(CultureInfo.InvariantCulture);
            using var store = context.OpenStore();
            using var lease = context.TakeWriteLease(store, "confirm");
            if (!store.Ledger.Confirm(id, context.UtcNow))
            {
                throw new CommandFailure(ExitCodes.Refused, "cli.confirm.none", shown);
            }

            context.Audit(store, AuditActions.Import, store.Ledger.Find(id)?.Header.Organisation ?? "", "", new Message("audit.import.confirmed", shown));
            context.Say("cli.confirm.done", shown);
            context.Say("cli.import.next");
            return ExitCodes.Good;
        });
    }
}
