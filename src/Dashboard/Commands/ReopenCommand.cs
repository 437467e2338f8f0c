using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo reopen WAVE --reason</c>: computes a released wave again.</summary>
internal static class ReopenCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var wave = new Argument<string>("wave") { HelpName = "WAVE", Description = builder.Text("cli.reopen.wave") };
        var reason = builder.Option<string>("reopen", "--reason", "TEXT");
        return builder.Command("reopen", [wave, reason], (context, parsed) =>
        {
            var why = CommandBuilder.Required(parsed, reason);
            var code = parsed.GetValue(wave)!;
            var configuration = context.ReadConfiguration();
            if (configuration.FindWave(code) is null)
            {
                throw new CommandFailure(
                    ExitCodes.Environment, "cli.error.wave", code, string.Join(", ", configuration.Waves.Select(w => w.Code)));
            }

            using (var store = context.OpenStore())
            {
                context.Audit(store, AuditActions.Release, "", why, new Message("audit.release.reopened", code));
            }

            return RefreshCommand.Run(context, new Dictionary<string, string>(StringComparer.Ordinal) { [code] = why });
        });
    }
}
