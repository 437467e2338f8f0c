using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Proposing;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo import FILE --propose</c>: writes a draft profile for a file and tells what it recognised and what it did not.</summary>
internal static class ProposeConsole
{
    /// <summary>Proposes for one file; the draft goes to a file of its own, or to the terminal.</summary>
    public static int Run(CommandContext context, IReadOnlyList<string> paths, string? target)
    {
        if (paths.Count > 1)
        {
            throw new CommandFailure(ExitCodes.Usage, "cli.error.proposeOne");
        }

        if (target is not null && File.Exists(target))
        {
            // Somebody may have mended it.
            throw new CommandFailure(ExitCodes.Environment, "cli.error.exists", target);
        }

        var options = new ImportOptions(context.Workspace.Data, IsSynthetic(context));
        var proposal = Importer.Propose(paths[0], Importing.Profiles(context.Workspace), options, context.Options.Language, out var fault);
        if (proposal is null)
        {
            context.Error.WriteLine(context.Text("cli.import.refused", Path.GetFileName(paths[0])));
            context.Error.WriteLine(fault is null ? "" : IngestTexts.Sentence(fault, context.Options.Language));
            return ExitCodes.Refused;
        }

        Tell(context, proposal, ProposalPart.Recognised);
        Tell(context, proposal, ProposalPart.NotUnderstood);
        Tell(context, proposal, ProposalPart.Next);
        if (target is null)
        {
            context.Out.WriteLine();
            context.Out.Write(proposal.Json);
            return ExitCodes.Good;
        }

        File.WriteAllText(target, proposal.Json);
        context.Say("cli.import.proposed", target);
        return ExitCodes.Good;
    }

    private static void Tell(CommandContext context, Proposal proposal, ProposalPart part)
    {
        var lines = proposal.Lines.Where(l => l.Part == part).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        context.Say("cli.import.propose." + part);
        foreach (var line in lines)
        {
            context.Out.WriteLine("  · " + IngestTexts.Get(context.Options.Language, line.Text));
        }
    }

    /// <summary>A draft for a synthetic store is marked so; without a store it is for real data.</summary>
    private static bool IsSynthetic(CommandContext context)
    {
        try
        {
            using var store = context.OpenStore();
            return store.Synthetic;
        }
        catch (Exception e) when (e is StoreException or CommandFailure)
        {
            return false;
        }
    }
}
