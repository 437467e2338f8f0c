using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Jobs.Uploads;

/// <summary>A dry run or an import of one staged file, on a thread of its own.</summary>
internal sealed class UploadWork : IProgress<double>
{
    private double _share;

    /// <summary>Starts it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isImport">False for a dry run.</param>
    /// <param name="newest">The newest delivery when it began: a dry run is worth keeping until there is a newer one.</param>
    /// <param name="started">When, UTC.</param>
    /// <param name="run">Does it; told what it is part of.</param>
    public UploadWork(StagedFile file, bool isImport, long newest, DateTime started, Func<UploadWork, ImportResult> run)
    {
        (File, IsImport, Newest, Started) = (file, isImport, newest, started);
        // Minutes of work: not on a thread that requests wait for.
        Task = System.Threading.Tasks.Task.Factory.StartNew(() => run(this), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The file as it was chosen when the work began.</summary>
    public StagedFile File { get; }

    /// <summary>False for a dry run.</summary>
    public bool IsImport { get; }

    /// <summary>The newest delivery when it began.</summary>
    public long Newest { get; }

    /// <summary>When it began, UTC.</summary>
    public DateTime Started { get; }

    /// <summary>The work.</summary>
    public Task<ImportResult> Task { get; }

    /// <summary>True while it goes on.</summary>
    public bool IsRunning => !Task.IsCompleted;

    /// <summary>Who is waited for, or empty.</summary>
    public string Waits { get; set; } = "";

    /// <inheritdoc/>
    public void Report(double value) => Volatile.Write(ref _share, value);

    /// <summary>How far it has come.</summary>
    public UploadState Told() => IsRunning
        ? new UploadState(
            File,
            IsImport ? UploadStage.Importing : UploadStage.Checking,
            null,
            Volatile.Read(ref _share),
            Waits.Length > 0 ? new Message("upload.waits", Waits) : Message.None)
        : Task.IsCompletedSuccessfully
            ? new UploadState(File, IsImport ? UploadStage.Imported : UploadStage.Checked, Task.Result, 1, Message.None)
            : new UploadState(File, UploadStage.Failed, null, 0, Failures.Explain(Task.Exception?.GetBaseException() ?? new OperationCanceledException()).Text);
}
