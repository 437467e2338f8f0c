using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>What a pull came to.</summary>
public enum PullStatus
{
    /// <summary>Something was fetched and imported (or would have been, in a dry run).</summary>
    Imported,
    /// <summary>There was nothing new.</summary>
    Nothing,
    /// <summary>What was fetched was refused by the import; it will be fetched again.</summary>
    Refused,
    /// <summary>The source did not give what was asked for.</summary>
    Failed,
}

/// <summary>What became of one source.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="Status">What it came to.</param>
/// <param name="Result">What the import says; null if nothing came to it.</param>
/// <param name="Text">In words (<c>ingest.pull.*</c> and others); <see cref="Message.None"/> if there is nothing to say beside the result.</param>
public sealed record PullOutcome(string Name, PullStatus Status, ImportResult? Result, Message Text);

/// <summary>A fetched file that waits to be imported; its disposal deletes it.</summary>
public sealed class FetchedFile : IDisposable
{
    internal FetchedFile(PullSource source, string path, PullResult result)
    {
        Source = source;
        Path = path;
        Result = result;
    }

    internal PullSource Source { get; }

    internal string Path { get; }

    internal PullResult Result { get; }

    /// <summary>False if there is nothing new.</summary>
    public bool HasContent => Result.HasContent;

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}

/// <summary>
/// Fetches from remote sources into files that only the owner may read, and imports them as any other file. How far a source has
/// come is kept once its file is in; whatever happens before, the next pull asks for the same again.
/// </summary>
/// <param name="importer">Imports.</param>
/// <param name="states">How far sources have come.</param>
/// <param name="folder">Where fetched files lie until they are imported.</param>
/// <param name="secrets">User and password by name of the source.</param>
/// <param name="limits">Bounds.</param>
/// <param name="time">The clock.</param>
/// <param name="zone">Decides which calendar day it is.</param>
public sealed class PullRunner(
    Importer importer, IPullStates states, string folder, Func<string, PullSecret> secrets, PullLimits limits, TimeProvider time, TimeZoneInfo zone)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(24);

    /// <summary>Fetches and imports. The caller holds the write lease.</summary>
    public PullOutcome Run(PullSource source, Configuration configuration, bool dryRun, CancellationToken cancellation)
    {
        try
        {
            using var file = Fetch(source, cancellation);
            return Import(file, configuration, dryRun);
        }
        catch (PullException e)
        {
            return new PullOutcome(source.Name, PullStatus.Failed, null, e.Text);
        }
    }

    /// <summary>Fetches what is new since the last good pull. Needs no lease.</summary>
    /// <exception cref="PullException">The source did not give what was asked for.</exception>
    public FetchedFile Fetch(PullSource source, CancellationToken cancellation)
    {
        var kind = PullKinds.Find(source.Kind) ?? throw new InvalidOperationException("The kind is checked when the configuration is read.");
        var path = NewFile();
        try
        {
            using var http = new PullHttp(limits);
            PullResult result;
            using (var target = Create(path))
            {
                result = kind.Fetch(
                    new PullContext(source, states.Find(source.Name)?.State ?? "", secrets(source.Name), http, time, zone, cancellation), target);
            }

            return new FetchedFile(source, path, result);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Imports a fetched file and keeps the source's state. The caller holds the write lease.</summary>
    public PullOutcome Import(FetchedFile file, Configuration configuration, bool dryRun)
    {
        var (source, fetched) = (file.Source, file.Result);
        if (!fetched.HasContent)
        {
            Keep(source, fetched.State, dryRun);
            return new PullOutcome(source.Name, PullStatus.Nothing, null, fetched.Note.Code.Length > 0 ? fetched.Note : new Message("ingest.pull.nothing", source.Name));
        }

        var result = importer.Import(
            new ImportRequest(
                file.Path, "pull", source.Profile, source.Organisation, source.Wave, fetched.AsOf, fetched.Mode, DryRun: dryRun, FileName: fetched.FileName), configuration);
        if (result.Status == DeliveryStatus.Refused)
        {
            return new PullOutcome(source.Name, PullStatus.Refused, result, new Message("ingest.pull.refused", source.Name));
        }

        Keep(source, fetched.State, dryRun);
        return new PullOutcome(source.Name, PullStatus.Imported, result, fetched.Note);
    }

    private void Keep(PullSource source, string state, bool dryRun)
    {
        if (!dryRun)
        {
            states.Keep(source.Name, state, time.GetUtcNow().UtcDateTime);
        }
    }

    private string NewFile()
    {
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        // What a crash left behind holds answers in the clear.
        foreach (var left in new DirectoryInfo(folder).EnumerateFiles("*.pull").Where(f => time.GetUtcNow() - f.LastWriteTimeUtc > Abandoned))
        {
            left.Delete();
        }

        return Path.Combine(folder, Path.GetRandomFileName() + ".pull");
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
