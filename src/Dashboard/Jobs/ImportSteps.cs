using System.Globalization;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Looks what lies in the inbox, so that the run log tells what the import had before it.</summary>
internal sealed class InboxStep : IChainStep
{
    private readonly string _folder;

    /// <summary>For an inbox, which need not exist.</summary>
    public InboxStep(string folder) => _folder = folder;

    /// <inheritdoc/>
    public string Name => "inbox";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        var files = 0L;
        if (Directory.Exists(_folder))
        {
            // Names that begin with a dot are drafts of transfer programs, or our own.
            files = new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).LongCount(f => f.Name[0] != '.');
        }

        return new StepResult(
            RunOutcome.Good,
            files,
            files == 0 ? new Message("run.inbox.none") : new Message("run.inbox.found", files.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <summary>Takes in every complete file of the inbox; one bad file never stops the others.</summary>
internal sealed class ImportStep : IChainStep
{
    private readonly Inbox _inbox;

    /// <summary>With the inbox, kept between nights: it remembers which files stood still.</summary>
    public ImportStep(Inbox inbox) => _inbox = inbox;

    /// <inheritdoc/>
    public string Name => "import";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        var taken = 0;
        var items = _inbox.Scan(
            state.Configuration,
            each: _ => state.Checkpoint.Reached("import:" + (++taken).ToString(CultureInfo.InvariantCulture)));
        var tally = ImportTally.Of(items);
        var (outcome, message) = tally.Told();

        // The surroundings failed for a file: the rest of the night goes on, but it is to be tried again.
        return items.FirstOrDefault(i => i.Outcome == InboxOutcome.Failed) is { } failed
            ? new StepResult(RunOutcome.Failed, tally.RowsStored, failed.Message)
            : new StepResult(outcome, tally.RowsStored, message);
    }
}
