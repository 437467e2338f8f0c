using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest;

/// <summary>What happens to a file in the inbox once it is imported. Either way the archive has it, encrypted.</summary>
public enum AfterImport
{
    /// <summary>It is deleted, the default: no plaintext is left lying.</summary>
    Delete,
    /// <summary>It is moved to <c>inbox/done/DATE/ORGANISATION/</c>, in plaintext, for those who must keep it so.</summary>
    Move,
}

/// <summary>Settings of the inbox.</summary>
/// <param name="Folder">The inbox.</param>
public sealed record InboxOptions(string Folder)
{
    /// <summary>A file whose size and time stood still for so long is complete.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What happens to an imported file.</summary>
    public AfterImport After { get; init; } = AfterImport.Delete;
}

/// <summary>What became of one file in the inbox.</summary>
public enum InboxOutcome
{
    /// <summary>Imported, wholly or in part, or unchanged; see the result.</summary>
    Imported,
    /// <summary>Refused; it stays where it is until it, a profile or the configuration changes.</summary>
    Refused,
    /// <summary>Refused before and unchanged since: not read again.</summary>
    RefusedBefore,
    /// <summary>Perhaps still being written; left for next time.</summary>
    Settling,
    /// <summary>Not a delivery (a link, a special file, a wrong folder); left where it is.</summary>
    Ignored,
    /// <summary>The surroundings failed; left where it is and tried again next time.</summary>
    Failed,
}

/// <summary>One file of a scan.</summary>
/// <param name="File">Path within the inbox, cleaned for display.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Result">The import's result, if it came that far.</param>
/// <param name="Message">Why, where there is no result.</param>
public sealed record InboxItem(string File, InboxOutcome Outcome, ImportResult? Result, Message Message);

/// <summary>
/// The watched folder: <c>inbox/ORGANISATION/PROFILE/file</c>, or <c>inbox/ORGANISATION/file</c> recognised by name and headings.
/// One bad file never stops the others. The caller holds the write lease.
/// </summary>
public sealed class Inbox
{
    private const string Done = "done";

    // What others lean on comes first: units before the register, the register before everything about persons, plans before actions.
    private static readonly DeliveryKind[] Order =
    [
        DeliveryKind.Units, DeliveryKind.Framework, DeliveryKind.Requirements, DeliveryKind.Courses, DeliveryKind.Register, DeliveryKind.Access,
        DeliveryKind.Training, DeliveryKind.Attendance, DeliveryKind.Coaching, DeliveryKind.Plans, DeliveryKind.PlanActions, DeliveryKind.Ideas,
        DeliveryKind.Survey,
    ];

    private readonly Importer _importer;
    private readonly InboxOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, (long Size, DateTime Modified, DateTimeOffset Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>For a folder, which need not exist.</summary>
    public Inbox(Importer importer, InboxOptions options, TimeProvider time)
    {
        _importer = importer;
        _options = options;
        _time = time;
    }

    private sealed record Candidate(string Path, string Name, string Organisation, string? Profile, FileInfo Info, int Rank);

    /// <summary>Imports every complete file, in order of kind, organisation and name.</summary>
    /// <param name="configuration">Reviewed configuration.</param>
    /// <param name="stop">Stops between two files.</param>
    /// <param name="each">Told of each file that was tried, when it is done with; may be null.</param>
    public IReadOnlyList<InboxItem> Scan(Configuration configuration, CancellationToken stop = default, Action<InboxItem>? each = null)
    {
        var items = new List<InboxItem>();
        var candidates = new List<Candidate>();
        if (Directory.Exists(_options.Folder))
        {
            Collect(items, candidates);
        }

        Forget(candidates);
        var refused = RefusedFiles.Load(_options.Folder, configuration.Hash + _importer.Profiles.Hash);
        foreach (var file in candidates.OrderBy(c => c.Rank).ThenBy(c => c.Organisation, StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            items.Add(refused.Has(file.Name, file.Info)
                ? new InboxItem(FileNames.CleanPath(file.Name), InboxOutcome.RefusedBefore, null, new Message("ingest.inbox.refused-before", FileNames.CleanPath(file.Name)))
                : Take(file, configuration, refused));
            each?.Invoke(items[^1]);
        }

        refused.Save(candidates.Select(c => c.Name));
        return items;
    }

    private InboxItem Take(Candidate file, Configuration configuration, RefusedFiles refused)
    {
        var shown = FileNames.CleanPath(file.Name);
        try
        {
            var result = _importer.Import(
                new ImportRequest(file.Path, "inbox", file.Profile, file.Organisation), configuration);
            if (result.Status == DeliveryStatus.Refused)
            {
                refused.Add(file.Name, file.Info);
                return new InboxItem(shown, InboxOutcome.Refused, result, Message.None);
            }

            return new InboxItem(shown, InboxOutcome.Imported, result, Remove(file, shown));
        }
        catch (IngestException e)
        {
            return new InboxItem(shown, InboxOutcome.Failed, null, e.Text);
        }
        catch (Storage.StoreException e)
        {
            return new InboxItem(shown, InboxOutcome.Failed, null, e.Text);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The rest of the night goes on. The message of an unknown exception may hold data of the file: only its kind is told.
            return new InboxItem(shown, InboxOutcome.Failed, null, new Message("ingest.error.unexpected", shown, e.GetType().Name));
        }
    }

    private Message Remove(Candidate file, string shown)
    {
        try
        {
            var now = new FileInfo(file.Path);
            if (!now.Exists || now.Length != file.Info.Length || now.LastWriteTimeUtc != file.Info.LastWriteTimeUtc)
            {
                // A newer file has taken its place meanwhile: that one is for the next scan.
                return Message.None;
            }

            if (_options.After == AfterImport.Delete)
            {
                File.Delete(file.Path);
                return Message.None;
            }

            var folder = Path.Combine(_options.Folder, Done, _time.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), file.Organisation);
            Directory.CreateDirectory(folder);
            var target = Path.Combine(folder, Path.GetFileName(file.Path));
            for (var n = 2; File.Exists(target); n++)
            {
                target = Path.Combine(folder, FormattableString.Invariant($"{n}-{Path.GetFileName(file.Path)}"));
            }

            File.Move(file.Path, target);
            return Message.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Message("ingest.inbox.not-removed", shown);
        }
    }

    private void Collect(List<InboxItem> items, List<Candidate> candidates)
    {
        foreach (var entry in Entries(new DirectoryInfo(_options.Folder), items))
        {
            if (entry is FileInfo loose)
            {
                Ignore(items, loose.Name, "ingest.inbox.no-organisation");
            }
            else if (IsLink(entry))
            {
                Ignore(items, entry.Name, "ingest.inbox.not-regular");
            }
            else if (entry.Name != Done)
            {
                CollectOrganisation((DirectoryInfo)entry, items, candidates);
            }
        }
    }

    private void CollectOrganisation(DirectoryInfo organisation, List<InboxItem> items, List<Candidate> candidates)
    {
        foreach (var entry in Entries(organisation, items))
        {
            if (entry is FileInfo file)
            {
                Consider(file, organisation.Name, null, items, candidates);
            }
            else if (IsLink(entry))
            {
                Ignore(items, organisation.Name + "/" + entry.Name, "ingest.inbox.not-regular");
            }
            else
            {
                foreach (var inner in Entries((DirectoryInfo)entry, items))
                {
                    if (inner is FileInfo profiled)
                    {
                        Consider(profiled, organisation.Name, entry.Name, items, candidates);
                    }
                    else
                    {
                        Ignore(items, $"{organisation.Name}/{entry.Name}/{inner.Name}", IsLink(inner) ? "ingest.inbox.not-regular" : "ingest.inbox.too-deep");
                    }
                }
            }
        }
    }

    private void Consider(FileInfo info, string organisation, string? profile, List<InboxItem> items, List<Candidate> candidates)
    {
        var name = profile is null ? $"{organisation}/{info.Name}" : $"{organisation}/{profile}/{info.Name}";
        if (info.Extension.Equals(".part", StringComparison.OrdinalIgnoreCase) || info.Extension.Equals(".tmp", StringComparison.OrdinalIgnoreCase))
        {
            Settling(items, name);
        }
        else if (IsLink(info))
        {
            Ignore(items, name, "ingest.inbox.not-regular");
        }
        else if (!IsComplete(name, info))
        {
            Settling(items, name);
        }
        else
        {
            candidates.Add(new Candidate(info.FullName, name, organisation, profile, info, RankOf(info, profile)));
        }
    }

    private int RankOf(FileInfo info, string? profile)
    {
        var known = profile is null ? _importer.Recognise(info.FullName) : _importer.Profiles.Find(profile);
        return known is null ? Order.Length : Array.IndexOf(Order, known.Kind);
    }

    /// <summary>
    /// Last written long enough ago; or seen unchanged by an earlier scan, for a file whose time lies in the future because the
    /// sender's clock is fast.
    /// </summary>
    private bool IsComplete(string name, FileInfo info)
    {
        var now = _time.GetUtcNow();
        if (!_seen.TryGetValue(name, out var seen) || seen.Size != info.Length || seen.Modified != info.LastWriteTimeUtc)
        {
            _seen[name] = seen = (info.Length, info.LastWriteTimeUtc, now);
        }

        return info.LastWriteTimeUtc + _options.Settle <= now.UtcDateTime || seen.Since + _options.Settle <= now;
    }

    private void Forget(List<Candidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            _seen.Remove(candidate.Name);
        }
    }

    /// <summary>In order of name; names that begin with a dot are drafts of transfer programs, or our own.</summary>
    private static List<FileSystemInfo> Entries(DirectoryInfo folder, List<InboxItem> items)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos().Where(e => e.Name[0] != '.').OrderBy(e => e.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(items, folder.Name, InboxOutcome.Failed, "ingest.error.no-access");
            return [];
        }
    }

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private void Settling(List<InboxItem> items, string name) => items.Add(new InboxItem(
        FileNames.CleanPath(name),
        InboxOutcome.Settling,
        null,
        new Message(
            "ingest.inbox.settling", FileNames.CleanPath(name), ((int)_options.Settle.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture))));

    private static void Ignore(List<InboxItem> items, string name, string code) => Add(items, name, InboxOutcome.Ignored, code);

    private static void Add(List<InboxItem> items, string name, InboxOutcome outcome, string code) =>
        items.Add(new InboxItem(FileNames.CleanPath(name), outcome, null, new Message(code, FileNames.CleanPath(name))));
}
