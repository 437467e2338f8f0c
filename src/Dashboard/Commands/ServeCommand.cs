using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo serve</c>: pages, schedule and jobs.</summary>
internal static class ServeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder) =>
        builder.Command("serve", [], (context, _, cancellation) => WebNode.ServeAsync(context, cancellation), builder.Urls());
}
