using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Mapping.Rows;
using Digilo.Analytics.Ingest.Proposing;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest;

/// <summary>
/// Imports one file: read → map → validate → pseudonymise → store. A structural fault refuses the file; a bad row is held back and
/// the good rows go in. The caller holds the write lease.
/// </summary>
/// <param name="facts">The door for deliveries.</param>
/// <param name="structure">Units, roles and courses in force, for notes.</param>
/// <param name="ledger">Where refused files are recorded.</param>
/// <param name="keys">Key files.</param>
/// <param name="profiles">Mapping profiles.</param>
/// <param name="time">The clock.</param>
/// <param name="options">Settings.</param>
public sealed class Importer(
    IFactStore facts, IStructure structure, IImportLedger ledger, KeyRing keys, ProfileCatalogue profiles, TimeProvider time, ImportOptions options)
{
    private const int DiskFullUnix = 28, QuotaUnix = 122, DiskFullWindows = unchecked((int)0x80070070);

    private readonly Vault _vault = new(options.VaultFolder);

    /// <summary>The mapping profiles.</summary>
    public ProfileCatalogue Profiles => profiles;

    /// <summary>What may be remembered of a file's name: no folder, no character that acts on a screen, no personnummer.</summary>
    public static string CleanName(string fileName) => FileNames.Clean(fileName);

    /// <summary>Imports a file, or tells what importing it would do.</summary>
    /// <exception cref="IngestException">The surroundings are wrong (key file, disk): nothing was stored.</exception>
    /// <exception cref="StoreException">The store cannot take it: nothing was stored.</exception>
    public ImportResult Import(ImportRequest request, Configuration configuration)
    {
        var attempt = new Attempt(request, new FindingCollector(options.ExamplesPerRule), time.GetUtcNow().UtcDateTime, Today(), options.Limits.MaxFileBytes);
        try
        {
            return Run(attempt, configuration);
        }
        catch (FileFault fault)
        {
            return Refuse(attempt, fault);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IngestException(new Message("ingest.error.no-access", attempt.FileName), $"No access while importing {attempt.FileName}.", e);
        }
        catch (IOException e)
        {
            var code = e.HResult is DiskFullUnix or QuotaUnix or DiskFullWindows ? "ingest.error.disk-full" : "ingest.error.io";
            throw new IngestException(new Message(code, attempt.FileName), $"Input or output failed while importing {attempt.FileName}.", e);
        }
    }

    /// <summary>What a file would be imported as, by name and headings alone; null if that cannot be told or it cannot be read.</summary>
    public Profile? Recognise(string path)
    {
        try
        {
            var found = Recognise(Path.GetFileName(path), FileFacts.Read(path, options.Limits), profiles, options);
            return found.Count == 1 ? found[0] : null;
        }
        catch (Exception e) when (e is FileFault or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Looks at a file and proposes a profile for it: a draft that is not used until a person has read it. Needs no store.</summary>
    /// <param name="path">The file; a LimeSurvey structure (.lss), an archive, or anything that can be imported.</param>
    /// <param name="profiles">The profiles that there are.</param>
    /// <param name="options">Settings; <see cref="ImportOptions.Synthetic"/> marks the draft.</param>
    /// <param name="language">"sv" or "en", of the sentences in the draft.</param>
    /// <param name="fault">Why there is no proposal; null if there is one.</param>
    /// <exception cref="IngestException">The file cannot be read.</exception>
    public static Proposal? Propose(string path, ProfileCatalogue profiles, ImportOptions options, string language, out Finding? fault)
    {
        var name = FileNames.Clean(Path.GetFileName(path));
        try
        {
            fault = null;
            return new Proposer(profiles, options).Propose(path, name, file => Recognise(name, file, profiles, options), language);
        }
        catch (FileFault refused)
        {
            fault = refused.Finding;
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IngestException(new Message("ingest.error.no-access", name), $"No access while looking at {name}.", e);
        }
        catch (IOException e)
        {
            throw new IngestException(new Message("ingest.error.io", name), $"Input or output failed while looking at {name}.", e);
        }
    }

    /// <summary>Proposes a profile among those of this importer.</summary>
    public Proposal? Propose(string path, string language, out Finding? fault) => Propose(path, profiles, options, language, out fault);

    private ImportResult Run(Attempt attempt, Configuration configuration)
    {
        var request = attempt.Request;
        var file = attempt.File = FileFacts.Read(request.Path, options.Limits);
        var profile = attempt.Profile = FindProfile(request.Profile, attempt.FileName, file);
        var organisation = attempt.Organisation = FindOrganisation(request, configuration);
        IReadOnlyList<InstrumentItem> items = [];
        using (var source = SourceFormats.Open(new SourceRequest(file, profile.Layout, options.Limits, NoReport.Instance, attempt.FileName)))
        {
            var binding = Binding.Create(profile, source);
            if (profile.Kind == DeliveryKind.Survey)
            {
                attempt.Wave = FindWave(request.Wave, profile, organisation, configuration, source, binding);
                items = SurveyRows.Items(binding);
            }
        }

        if (attempt.Wave is { } unlinked && ledger.IsUnlinked(organisation, unlinked.Code))
        {
            throw new FileFault(Rules.WaveUnlinked, found: unlinked.Code);
        }

        attempt.AsOf = attempt.Wave?.ReferenceDate ?? request.AsOf ?? FileNames.Date(attempt.FileName) ?? DefaultAsOf(profile.Kind, attempt.Today);
        CheckCorrection(request, organisation, profile.Kind);
        var header = attempt.Header(items);
        if (facts.FindSame(header) is { } same)
        {
            return Unchanged(attempt, header, same);
        }

        var mayUseTemporary = request.DryRun && !keys.Exists(organisation) && !HasDeliveries(organisation);
        var secrets = mayUseTemporary ? KeyRing.Temporary(organisation) : OpenKeys(organisation);
        if (profile.Columns.Any(c => c.Keep))
        {
            secrets = keys.WithFreeText(secrets, request.DryRun);
        }

        return Store(attempt, header, secrets, configuration);
    }

    private ImportResult Store(Attempt attempt, DeliveryHeader header, OrganisationKeys secrets, Configuration configuration)
    {
        var file = attempt.File ?? throw new InvalidOperationException("No file.");
        var profile = attempt.Profile ?? throw new InvalidOperationException("No profile.");
        var dryRun = attempt.Request.DryRun;
        var quarantinePath = dryRun
            ? null
            : _vault.QuarantinePath(header.Organisation, header.ContentHash, header.Profile, header.ProfileVersion, header.Wave);
        var report = new Report(attempt.Findings);
        using var source = SourceFormats.Open(new SourceRequest(file, profile.Layout, options.Limits, report, attempt.FileName));
        attempt.Findings.Sheet = source.Sheet;
        var binding = Binding.Create(profile, source);
        NoteUnread(binding, attempt.Findings);
        using var held = report.Quarantine = new Quarantine(quarantinePath, secrets, source.Headings);
        var reader = new RowReader(source, attempt.Findings, profile.Decimal, header.AsOf);
        var context = new MapContext(
            binding, reader, attempt.Findings, secrets, header, attempt.Wave, structure, configuration, options.BatchRows);
        using var mapper = MapperFor(context);
        using var archiving = dryRun ? null : _vault.Begin(file, secrets);
        using var session = facts.Begin(header);
        var loop = new RowLoop(source, reader, binding, mapper, session, held, archiving, attempt.Request.Progress, attempt.Request.Cancellation);
        var mapped = loop.Run();
        attempt.RowsLeftOut = loop.LeftOut + session.Identity.Erased;
        attempt.RowsIn = mapped + held.Count + loop.LeftOut;
        if (attempt.RowsIn == 0)
        {
            throw new FileFault(Rules.NoRows);
        }

        mapper.End();
        attempt.Findings.AddCount(Rules.RegisterDiffers, FindingSeverity.Note, "", session.Disagreements);
        if (mapped == 0 && held.Count > 0)
        {
            throw new FileFault(Rules.NothingStored, found: Shape.Count(held.Count));
        }

        if (file.HasChanged())
        {
            throw new FileFault(Rules.FileChanged);
        }

        return Complete(attempt, header, archiving, session, held, dryRun ? null : quarantinePath);
    }

    /// <summary>
    /// Archive and quarantine are on disk before the store commits: a crash in between leaves an encrypted file too many, never a
    /// row too few.
    /// </summary>
    private ImportResult Complete(
        Attempt attempt, DeliveryHeader header, Vault.Archiving? archiving, IDeliverySession session, Quarantine held, string? quarantinePath)
    {
        string? archived = null, kept = null;
        var hadQuarantine = quarantinePath is not null && File.Exists(quarantinePath);
        try
        {
            if (archiving is not null)
            {
                // A file with rows of erased persons would keep them: the others' rows are in the store, and the file is not archived.
                archived = session.Identity.Erased == 0 ? archiving.Keep() : null;
                kept = held.Keep();
            }

            NoteIdentity(session.Identity, attempt.Findings);
            var findings = attempt.Findings.ToList();
            var outcome = session.Complete(held.Count, attempt.RowsLeftOut, findings, attempt.Request.DryRun);
            return new ImportResult(
                header, outcome.Status, outcome.DeliveryId, attempt.RowsIn, outcome.RowsStored, held.Count, outcome, findings, attempt.Request.DryRun)
            {
                RowsLeftOut = attempt.RowsLeftOut,
            };
        }
        catch
        {
            if (archived is not null)
            {
                File.Delete(archived);
            }

            if (kept is not null && !hadQuarantine)
            {
                File.Delete(kept);
            }

            throw;
        }
    }

    private ImportResult Unchanged(Attempt attempt, DeliveryHeader header, long same)
    {
        // The archive is whole again, if it lost this file: what came in twice may be deleted where it lay. What was taken out of it for
        // somebody's sake stays out.
        var entry = ledger.Find(same);
        if (!attempt.Request.DryRun && entry?.Unarchived is null && attempt.File is { } file && keys.Exists(header.Organisation)
            && !File.Exists(_vault.ArchivePath(header.Organisation, header.ContentHash)))
        {
            _vault.Archive(file, OpenKeys(header.Organisation));
        }

        return new ImportResult(
            header, DeliveryStatus.Unchanged, same, entry?.RowsIn ?? 0, entry?.RowsStored ?? 0, entry?.RowsQuarantined ?? 0, null, [], attempt.Request.DryRun)
        {
            RowsLeftOut = entry?.RowsLeftOut ?? 0,
        };
    }

    private ImportResult Refuse(Attempt attempt, FileFault fault)
    {
        attempt.Findings.AddFile(fault.Finding);
        var findings = attempt.Findings.ToList();
        var header = attempt.Header([]);
        long id = 0;

        // A path that leads to no file is a slip of the keyboard, not a delivery.
        if (!attempt.Request.DryRun && fault.Finding.Rule is not (Rules.FileMissing or Rules.FileNotRegular))
        {
            id = ledger.RecordRefused(header, findings);
        }

        return new ImportResult(header, DeliveryStatus.Refused, id, 0, 0, 0, null, findings, attempt.Request.DryRun);
    }

    private Profile FindProfile(string? name, string fileName, FileFacts file)
    {
        if (name is null)
        {
            var found = Recognise(fileName, file, profiles, options);
            return found.Count switch
            {
                1 => found[0],
                0 => throw new FileFault(Rules.ProfileNotRecognised, expected: Names(profiles.Profiles.Where(p => p.Synthetic == options.Synthetic))),
                _ => throw new FileFault(Rules.ProfileAmbiguous, found: Names(found), expected: "1"),
            };
        }

        var profile = profiles.Find(name) ?? throw new FileFault(Rules.ProfileUnknown, found: Shape.Clean(name), expected: Names(profiles.Profiles));
        return profile.Synthetic == options.Synthetic
            ? profile
            : throw new FileFault(options.Synthetic ? Rules.ProfileNotSynthetic : Rules.ProfileSynthetic, found: profile.Name);
    }

    /// <summary>
    /// The profiles that fit a file. What is wrong with it is told only if none does: a profile may know an encoding or a sheet that the
    /// content alone does not show.
    /// </summary>
    private static IReadOnlyList<Profile> Recognise(string fileName, FileFacts file, ProfileCatalogue profiles, ImportOptions options)
    {
        FileFault? fault = null;
        var found = profiles.Recognise(fileName, Names, options.Synthetic);
        return found.Count == 0 && fault is not null ? throw fault : found;

        IReadOnlyCollection<string>? Names(FileLayout layout)
        {
            try
            {
                using var source = SourceFormats.Open(new SourceRequest(file, layout, options.Limits, NoReport.Instance, fileName) { IsLook = true });
                return [.. source.Headings, .. Enumerable.Range(0, source.Headings.Count).SelectMany(source.OtherNames)];
            }
            catch (FileFault f)
            {
                fault ??= layout == FileLayout.Found ? f : null;
                return null;
            }
        }
    }

    private static string Names(IEnumerable<Profile> profiles) => string.Join(", ", profiles.Select(p => p.Name));

    private static string FindOrganisation(ImportRequest request, Configuration configuration)
    {
        var codes = string.Join(", ", configuration.Organisations.Select(o => o.Code));
        if (request.Organisation is not { } code)
        {
            return configuration.Organisations.Count == 1
                ? configuration.Organisations[0].Code
                : throw new FileFault(Rules.OrganisationMissing, expected: codes);
        }

        return configuration.FindOrganisation(code)?.Code ?? throw new FileFault(Rules.OrganisationUnknown, found: Shape.Clean(code), expected: codes);
    }

    private static Wave FindWave(
        string? named, Profile profile, string organisation, Configuration configuration, ITableSource source, Binding binding)
    {
        var known = string.Join(", ", configuration.Waves.Select(w => w.Code));
        if (profile.Wave == WaveSource.Fixed && named is not null && named != profile.WaveCode)
        {
            throw new FileFault(Rules.WaveConflict, found: Shape.Clean(named), expected: profile.WaveCode);
        }

        var code = profile.Wave == WaveSource.Fixed ? profile.WaveCode : named;
        if (code is null)
        {
            return profile.Wave == WaveSource.Date
                ? WaveByDate.Find(source, binding, [.. configuration.Waves.Where(w => w.Organisations.Contains(organisation))])
                : throw new FileFault(Rules.WaveMissing, expected: known);
        }

        var wave = configuration.FindWave(code) ?? throw new FileFault(Rules.WaveUnknown, found: Shape.Clean(code), expected: known);
        return wave.Organisations.Contains(organisation)
            ? wave
            : throw new FileFault(Rules.WaveOrganisation, found: wave.Code, expected: string.Join(", ", wave.Organisations));
    }

    /// <summary>The day decides which register counts for a wave and what "within 24 months" means: never guessed for people's data.</summary>
    private static DateOnly DefaultAsOf(DeliveryKind kind, DateOnly today) =>
        kind is DeliveryKind.Register or DeliveryKind.Access or DeliveryKind.Training or DeliveryKind.Attendance
            ? throw new FileFault(Rules.AsOfMissing)
            : today;

    private void CheckCorrection(ImportRequest request, string organisation, DeliveryKind kind)
    {
        if (request.Corrects is { } id
            && (ledger.Find(id) is not { Status: DeliveryStatus.InForce or DeliveryStatus.Waiting } entry
                || entry.Header.Organisation != organisation || entry.Header.Kind != kind))
        {
            throw new FileFault(Rules.CorrectionUnknown, found: Shape.Count(id));
        }
    }

    private bool HasDeliveries(string organisation) =>
        ledger.Latest(100_000).Any(e => e.Header.Organisation == organisation && e.Status != DeliveryStatus.Refused);

    private DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), options.TimeZone).DateTime);

    /// <summary>The organisation's keys, which must be those that made what the store has of it.</summary>
    private OrganisationKeys OpenKeys(string organisation)
    {
        var secrets = keys.Open(organisation, () => HasDeliveries(organisation));
        return secrets.Fit(facts.KeyIds(organisation))
            ? secrets
            : throw new IngestException(
                new Message("ingest.error.keys-wrong", organisation, keys.PathOf(organisation)),
                $"The keys of organisation {organisation} are not those that made what the store has of it: {keys.PathOf(organisation)}");
    }

    /// <summary>What the store met while it looked for persons: numbers only.</summary>
    private static void NoteIdentity(IdentityCounts counts, FindingCollector findings)
    {
        findings.AddCount(Rules.ErasedPerson, FindingSeverity.Note, "", counts.Erased);
        findings.AddCount(Rules.ErasedPersonBack, FindingSeverity.Note, "", counts.Returned);
        findings.AddCount(Rules.IdShared, FindingSeverity.Note, "", counts.Shared);
        findings.AddCount(Rules.IdsDisagree, FindingSeverity.Note, "", counts.Disagreeing);
        findings.AddCount(Rules.KeyMoved, FindingSeverity.Note, "", counts.Moved);
    }

    private static void NoteUnread(Binding binding, FindingCollector findings)
    {
        foreach (var heading in binding.Unread)
        {
            // A form's question may have line breaks, which are no harm in a heading.
            var bytes = System.Text.Encoding.UTF8.GetBytes(string.Join(' ', heading.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            findings.Add(Rules.ColumnUnread, FindingSeverity.Note, 1, Shape.Value(bytes), "", "");
        }
    }

    private static IRowMapper MapperFor(MapContext context) => context.Header.Kind switch
    {
        DeliveryKind.Survey => new SurveyRows(context, context.Wave ?? throw new InvalidOperationException("A survey has a wave.")),
        DeliveryKind.Register => new RegisterRows(context),
        DeliveryKind.Training => context.Binding.Profile.RowsAreEvents ? new TrainingEventRows(context) : new TrainingRows(context),
        DeliveryKind.Courses => new CourseRows(context),
        DeliveryKind.Units => new UnitRows(context),
        DeliveryKind.Requirements => new RequirementRows(context),
        DeliveryKind.Attendance => new AttendanceRows(context),
        DeliveryKind.Coaching => new CoachingRows(context),
        DeliveryKind.Plans => new PlanRows(context),
        DeliveryKind.PlanActions => new PlanActionRows(context),
        DeliveryKind.Ideas => new IdeaRows(context),
        DeliveryKind.Access => new AccessRows(context),
        DeliveryKind.Framework => new FrameworkRows(context),
        _ => throw new InvalidOperationException(context.Header.Kind.ToString()),
    };

    /// <summary>What a format finds goes where the rows' findings go, and what it cannot read into quarantine.</summary>
    private sealed class Report(FindingCollector findings) : ISourceReport
    {
        public Quarantine? Quarantine { get; set; }

        public void Broken(BrokenRow row)
        {
            findings.Add(row.Rule, FindingSeverity.Row, row.Line, "", "", row.Expected);
            Quarantine?.Add(row.Line, row.Rule, System.Text.Encoding.UTF8.GetBytes(row.Raw));
        }

        public void Note(string rule, int line, string column, string found, long count)
        {
            if (line == 0)
            {
                findings.AddCount(rule, FindingSeverity.Note, column, count);
                return;
            }

            findings.Add(rule, FindingSeverity.Note, line, column, found, "");
        }
    }
}
