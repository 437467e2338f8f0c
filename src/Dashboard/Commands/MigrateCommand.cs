using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo migrate</c>: creates or upgrades the store.</summary>
internal static class MigrateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var synthetic = builder.Option<bool>("migrate", "--synthetic");
        return builder.Command("migrate", [synthetic], (context, parsed) =>
        {
            var applied = context.MigrateStore(parsed.GetValue(synthetic));
            if (applied.Count == 0)
            {
                context.Say("cli.migrate.nothing");
                return ExitCodes.Good;
            }

            foreach (var change in applied)
            {
                context.Out.WriteLine("  " + change);
            }

            context.Say("cli.migrate.done", applied.Count.ToString(CultureInfo.InvariantCulture));
            return ExitCodes.Good;
        });
    }
}
