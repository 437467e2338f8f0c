using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs.Uploads;

/// <summary>
/// Uploaded files on their way in: staged, tried, and imported when a person says so. Dry run and import hold the write lease as
/// every writer does, and one file's work is done once however many ask for it.
/// </summary>
internal sealed class ImportDesk : IImportDesk
{
    // A dry run is shown again without being made again; the ledger's newest entry tells earlier that it is out of date.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    // A page that asks gets an answer: who writes just now is said, not waited for.
    private static readonly TimeSpan CheckWaits = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, UploadWork> _work = new(StringComparer.Ordinal);
    private readonly Store _store;
    private readonly CommandContext _context;
    private readonly Staging _staging;

    /// <summary>Over an open store, with a staging folder.</summary>
    public ImportDesk(Store store, CommandContext context, Staging staging) => (_store, _context, _staging) = (store, context, staging);

    /// <inheritdoc/>
    public UploadChoices Choices()
    {
        var limit = (long)Math.Min(_context.Options.UploadMaxMegabytes, _context.Options.MaxFileMegabytes) << 20;
        try
        {
            var configuration = _context.ReadConfiguration();
            return new UploadChoices(
                [.. configuration.Organisations.Select(o => new UploadChoice(o.Code, o.Name))],
                [.. Importing.Profiles(_context.Workspace).Profiles.Where(p => p.Synthetic == _store.Synthetic).Select(p => new UploadChoice(p.Name, p.Description))],
                [.. configuration.Waves.OrderByDescending(w => w.Opens).Select(w => new UploadChoice(w.Code, w.Name))],
                limit,
                Message.None);
        }
        catch (Exception e) when (e is ConfigurationException or CommandFailure or IOException or UnauthorizedAccessException)
        {
            return new UploadChoices([], [], [], limit, Failures.Explain(e).Text);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<RetentionRule> Retention()
    {
        try
        {
            return _context.ReadConfiguration().Retention;
        }
        catch (Exception e) when (e is ConfigurationException or CommandFailure or IOException or UnauthorizedAccessException)
        {
            // The night and doctor say what is wrong with the configuration.
            return [];
        }
    }

    /// <inheritdoc/>
    public Task<StagedFile> StageAsync(string fileName, Stream content, long? announced, CancellationToken cancellation) =>
        _staging.WriteAsync(fileName, content, Choices().MaxBytes, announced, cancellation);

    /// <inheritdoc/>
    public void Keep(StagedFile file, UploadForm form) => _staging.Keep(file with { Form = form });

    /// <inheritdoc/>
    public Task<UploadState?> CheckAsync(string id, TimeSpan patience)
    {
        UploadWork work;
        lock (_gate)
        {
            if (_work.TryGetValue(id, out var known) && known is { IsImport: true, Task.IsFaulted: true })
            {
                // Told once; the next time the file is tried anew.
                _work.Remove(id);
                return Task.FromResult<UploadState?>(known.Told());
            }

            if (known is { IsImport: true } || (known is not null && IsFresh(known)))
            {
                work = known;
            }
            else if (_staging.Find(id) is { } file)
            {
                _work[id] = work = Start(file, isImport: false);
            }
            else
            {
                return Task.FromResult<UploadState?>(null);
            }
        }

        return WaitAsync(work, patience);
    }

    /// <inheritdoc/>
    public bool Change(string id, UploadForm form)
    {
        lock (_gate)
        {
            if (IsImport(id) || _staging.Find(id) is not { } file)
            {
                return false;
            }

            _staging.Keep(file with { Form = form });
            _work.Remove(id);
            return true;
        }
    }

    /// <inheritdoc/>
    public Task<UploadState?> ImportAsync(string id, TimeSpan patience)
    {
        UploadWork work;
        lock (_gate)
        {
            // The second click of two finds the first one's work, also when that is done and the file gone.
            if (_work.TryGetValue(id, out var known) && known is { IsImport: true, Task.IsFaulted: false })
            {
                work = known;
            }
            else if (_staging.Find(id) is { } file)
            {
                _work[id] = work = Start(file, isImport: true);
            }
            else
            {
                return Task.FromResult<UploadState?>(null);
            }
        }

        return WaitAsync(work, patience);
    }

    /// <inheritdoc/>
    public bool Discard(string id)
    {
        lock (_gate)
        {
            if (IsImport(id) || !Staging.IsId(id))
            {
                return false;
            }

            var was = _staging.Find(id) is not null;
            _staging.Remove(id);
            _work.Remove(id);
            return was;
        }
    }

    /// <inheritdoc/>
    public Message Confirm(long delivery)
    {
        try
        {
            using var lease = _store.Leases.Take(WriteLease.Name, WriteLease.HolderOf("confirm"), CheckWaits);
            if (_store.Ledger.Confirm(delivery, _context.UtcNow))
            {
                _context.Audit(
                    _store, AuditActions.Import, _store.Ledger.Find(delivery)?.Header.Organisation ?? "", "",
                    new Message("audit.import.confirmed", delivery.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }

            return Message.None;
        }
        catch (Exception e) when (e is LeaseHeldException or StoreException)
        {
            return Failures.Explain(e).Text;
        }
    }

    /// <summary>Removes staged files that are too old, and forgets work that nobody can ask about any more.</summary>
    public int Clean()
    {
        lock (_gate)
        {
            foreach (var (id, _) in _work.Where(w => !w.Value.IsRunning && _context.UtcNow - w.Value.Started > Staging.Keeps).ToList())
            {
                _work.Remove(id);
            }

            return _staging.Purge(id => _work.TryGetValue(id, out var work) && work.IsRunning);
        }
    }

    private async Task<UploadState?> WaitAsync(UploadWork work, TimeSpan patience)
    {
        await Task.WhenAny(work.Task, Task.Delay(patience)).ConfigureAwait(false);
        var state = work.Told();

        // Somebody removed the file while it was looked at: then there is nothing to tell about it.
        if (state.Result is { Status: DeliveryStatus.Refused } refused && (refused.DryRun ? _staging.Find(work.File.Id) is null : refused.DeliveryId == 0))
        {
            lock (_gate)
            {
                _work.Remove(work.File.Id);
            }

            return null;
        }

        return state;
    }

    private bool IsImport(string id) => _work.TryGetValue(id, out var work) && work is { IsImport: true, Task.IsFaulted: false };

    private bool IsFresh(UploadWork check) =>
        check.IsRunning
        || (check.Task.IsCompletedSuccessfully && _context.UtcNow - check.Started < Remembered && check.Newest == Newest() && _staging.Find(check.File.Id) is not null);

    private long Newest() => _store.Ledger.Latest(1) is [var newest] ? newest.Id : 0;

    private UploadWork Start(StagedFile file, bool isImport) => new(file, isImport, Newest(), _context.UtcNow, isImport ? Import : Check);

    private ImportResult Check(UploadWork work)
    {
        using var lease = _store.Leases.Take(WriteLease.Name, WriteLease.HolderOf("upload"), CheckWaits);
        return Importing.Importer(_store, _context).Import(Request(work, dryRun: true), _context.ReadConfiguration());
    }

    private ImportResult Import(UploadWork work)
    {
        work.Waits = _store.Leases.Holder(WriteLease.Name) ?? "";
        using var lease = _store.Leases.Take(WriteLease.Name, WriteLease.HolderOf("upload"), TimeSpan.FromSeconds(_context.Options.LeaseWaitSeconds));
        work.Waits = "";
        var configuration = _context.ReadConfiguration();
        var importer = Importing.Importer(_store, _context);
        var run = _store.Runs.Start("import", "upload", _context.UtcNow);
        try
        {
            var result = importer.Import(Request(work, dryRun: false), configuration);
            var (outcome, message) = ImportTally.Of([result]).Told();
            _store.Runs.End(run, outcome, "", message.ToJson(), _context.UtcNow);
            _context.Audit(
                _store, AuditActions.Import, result.Header.Organisation, "",
                new Message("audit.import.uploaded", result.DeliveryId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            _staging.Remove(work.File.Id);
            return result;
        }
        catch (Exception e)
        {
            _store.Runs.End(run, RunOutcome.Failed, "", Failures.Explain(e).Text.ToJson(), _context.UtcNow);
            throw;
        }
    }

    private ImportRequest Request(UploadWork work, bool dryRun)
    {
        var (file, form) = (work.File, work.File.Form);
        return new ImportRequest(
            _staging.PathOf(file.Id),
            "upload",
            NullIfEmpty(form.Profile),
            NullIfEmpty(form.Organisation),
            NullIfEmpty(form.Wave),
            form.AsOf,
            form.Mode,
            form.Corrects,
            dryRun,
            file.FileName,
            work);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
