using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo refresh</c>: computes, publishes and makes the briefs now.</summary>
internal static class RefreshCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder) =>
        builder.Command("refresh", [], (context, _) => Run(context, reopen: null));

    /// <summary>Runs the chain from the refresh on and tells how it went.</summary>
    public static int Run(CommandContext context, IReadOnlyDictionary<string, string>? reopen)
    {
        using var store = context.OpenStore();
        var chain = ChainFactory.Refresh(store, context);
        var result = ChainConsole.Follow(context, observer => chain.Run(Chain.Refresh, "cli", reopen, observer));
        return ChainConsole.Tell(context, result);
    }
}
