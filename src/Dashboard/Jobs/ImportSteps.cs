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
        var files = CountFiles(_folder);
        return new StepResult(
            RunOutcome.Good,
            files,
            files == 0 ? new Message("run.inbox.none") : new Message("run.inbox.found", files.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Files that lie in the inbox, at whatever depth: 0 if it does not exist. What was imported and kept in <c>done</c> is none.</summary>
    public static long CountFiles(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        // Names that begin with a dot are drafts of transfer programs, or our own; links are not followed.
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
        };
        var done = Path.Combine(folder, "done") + Path.DirectorySeparatorChar;
        return Directory.EnumerateFiles(folder, "*", options)
            .LongCount(f => Path.GetFileName(f)[0] != '.' && !f.StartsWith(done, StringComparison.Ordinal));
    }
}

/// <summary>Takes in every complete file of the inbox; one bad file never stops the others.</summary>
internal sealed class ImportStep : IChainStep
{
    private readonly Inbox _inbox;
    private readonly string _folder;

    /// <summary>With the inbox, kept between nights (it remembers which files stood still), and its folder.</summary>
    public ImportStep(Inbox inbox, string folder)
    {
        _inbox = inbox;
        _folder = folder;
    }

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
        var tally = ImportTally.Of(items) with { Left = (int)InboxStep.CountFiles(_folder) };
        var (outcome, message) = tally.Told();

        // The surroundings failed for a file: the rest of the night goes on, but it is to be tried again.
        return items.FirstOrDefault(i => i.Outcome == InboxOutcome.Failed) is { } failed
            ? new StepResult(RunOutcome.Failed, tally.RowsStored, failed.Message)
            : new StepResult(outcome, tally.RowsStored, message);
    }
}
