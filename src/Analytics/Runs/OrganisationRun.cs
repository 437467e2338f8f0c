using System.Globalization;
using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Runs;

/// <summary>One organisation's part of a refresh: its facts at the data date, and each of its waves according to its state.</summary>
internal sealed partial class OrganisationRun(IColumnReader columns, IPublisher publisher, Refresh.Night night, Organisation organisation)
{
    private readonly Configuration _configuration = night.Configuration;
    private readonly Wave[] _waves =
    [
        .. night.Configuration.Waves
            .Where(w => w.Organisations.Contains(organisation.Code))
            .OrderBy(w => w.ReferenceDate)
            .ThenBy(w => w.Code, StringComparer.Ordinal),
    ];
    private readonly Dictionary<DateOnly, Task<RegisterColumns>> _registers = [];
    private readonly List<PublishedTable> _tables = [];
    private IReadOnlyList<UnitRow>? _units;
    private IReadOnlyList<RequirementRow>? _requirements;
    private IReadOnlyList<CourseRow>? _courses;
    private readonly Dictionary<string, Task<ResponseColumns>> _responses = new(StringComparer.Ordinal);
    private Task<TrainingColumns>? _training;
    private AttendanceColumns? _attendance;
    private DeliveredFacts? _others;
    private string? _stamp;
    private long _outside;
    private Wave? _before;
    private DisclosureSettings? _factProtection;
    private EarlierAnswers? _released;

    /// <summary>The tables of the organisation after <see cref="Build"/>.</summary>
    public IReadOnlyList<PublishedTable> Tables => _tables;

    private IReadOnlyList<UnitRow> Units => _units ??= columns.Units(organisation.Code);

    private IReadOnlyList<RequirementRow> Requirements => _requirements ??= columns.Requirements(organisation.Code);

    private IReadOnlyList<CourseRow> Courses => _courses ??= columns.Courses(organisation.Code);

    private TrainingColumns Records => (_training ??= Task.FromResult(columns.Training(organisation.Code))).GetAwaiter().GetResult();

    private AttendanceColumns Attendance => _attendance ??= columns.Attendance(organisation.Code);

    private TrainingFacts Training => new(Records, Attendance, Courses);

    private DeliveredFacts Others => _others ??= DeliveredFacts.Read(columns, organisation.Code, Units);

    private string Stamp => _stamp ??= columns.Stamp(organisation.Code);

    /// <summary>Builds it.</summary>
    public PublishedOrganisation Build()
    {
        try
        {
            return BuildAll();
        }
        finally
        {
            // What was read ahead is not left running when something else has failed: the store may be closed next.
            Task.WhenAny(Task.WhenAll([.. _responses.Values, .. _registers.Values, _training ?? Task.CompletedTask])).Wait();
        }
    }

    private PublishedOrganisation BuildAll()
    {
        var newest = columns.NewestDeliveries(organisation.Code);
        var dataDate = DataDate(newest);
        var waves = _waves
            .Select(wave =>
            {
                var built = BuildWave(wave, dataDate);
                _before = built.State == WaveState.Released ? wave : _before;
                return built;
            })
            .ToArray();
        BuildFacts(dataDate);
        var sources = newest
            .OrderBy(d => d.Key)
            .Select(d => new PublishedSource(d.Key, d.Value, SmallCount.Classed(d.Key switch
            {
                DeliveryKind.Survey => _outside,
                DeliveryKind.Training => TrainingReach.Excluded(Records, Courses),
                DeliveryKind.Attendance => AttendedTraining.Excluded(Attendance, Courses),
                DeliveryKind.Access => columns.Access(organisation.Code, dataDate).Unlinked,
                _ => 0,
            })))
            .ToArray();
        return new PublishedOrganisation(
            organisation.Code, organisation.Name, organisation.ShortName, dataDate, waves, sources, organisation.TargetAreas)
        {
            FactProtection = _factProtection,
        };
    }

    /// <summary>
    /// The newest day that anything about persons describes. Units, courses and requirements describe nobody, and lists of pairs or
    /// ideas carry days of their own: theirs is the day they came.
    /// </summary>
    private static DateOnly DataDate(IReadOnlyDictionary<DeliveryKind, DateOnly> newest) => newest
        .Where(d => d.Key is DeliveryKind.Register or DeliveryKind.Access or DeliveryKind.Survey or DeliveryKind.Training or DeliveryKind.Attendance)
        .Select(d => d.Value)
        .DefaultIfEmpty(DateOnly.MinValue)
        .Max();

    private PublishedWave BuildWave(Wave wave, DateOnly dataDate)
    {
        var state = wave.StateOn(night.Today);
        if (state == WaveState.Planned)
        {
            return Published(wave, state, 0, false, null);
        }

        var release = publisher.LatestRelease(organisation.Code, wave.Code);
        if (release is null || night.Reopen.ContainsKey(wave.Code))
        {
            ReadAhead(wave);
        }

        var structure = Structure(wave);
        if (structure is null)
        {
            return Published(wave, state, 0, false, null);
        }

        if (release is not null)
        {
            return Carry(wave, structure, release);
        }

        var cohort = CohortOf(wave, structure);
        _outside += cohort.Outside;
        if (state == WaveState.Open)
        {
            _tables.AddRange(DisclosureControl.PublishOpen(cohort.Participation(), structure.Settings));
            return Published(wave, state, 0, false, structure, cohort.Excluded);
        }

        // A withdrawn release does not come back by itself the next night: somebody has to ask for it.
        var log = publisher.ReleaseLog(organisation.Code, wave.Code);
        var asked = night.Reopen.TryGetValue(wave.Code, out var reason);
        if (cohort.Chosen.Length == 0 || !(asked || (_configuration.AutomaticRelease && log.Count == 0)))
        {
            return Published(wave, state, 0, false, structure, cohort.Excluded);
        }

        ReadNext(wave, dataDate);
        return Release(wave, structure, cohort, log, log.Count == 0 ? "" : reason ?? "", null);
    }

    /// <summary>A released wave: its tables as they are, unless somebody asked to compute them again and that is safe.</summary>
    private PublishedWave Carry(Wave wave, FrozenStructure structure, ReleaseRecord release)
    {
        // Of a wave that lies there no more as it was delivered, what was released is all there is.
        var keeping = columns.Keeping(organisation.Code, wave.Code, wave.ReferenceDate);
        if (keeping != WaveKeeping.Whole)
        {
            if (night.Reopen.ContainsKey(wave.Code))
            {
                night.Waiting.Add(new Message(
                    keeping == WaveKeeping.Unlinked ? "waiting.unlinked" : "waiting.destroyed", organisation.Code, wave.Code));
            }

            return CarryForward(wave, structure, release, false);
        }

        if (night.Reopen.TryGetValue(wave.Code, out var reason))
        {
            var cohort = CohortOf(wave, structure);
            return Release(wave, structure, cohort, publisher.ReleaseLog(organisation.Code, wave.Code), reason, release);
        }

        // Something new in force need not concern this wave: what counts is whether its answers are other than those released.
        var waits = release.Stamp != Stamp
            && !Contributors.Of(CohortOf(wave, structure)).SameButForgotten(Contributors.Unpack(release.Contributors));
        if (waits)
        {
            night.Waiting.Add(new Message("waiting.newer", organisation.Code, wave.Code));
        }

        return CarryForward(wave, structure, release, waits);
    }

    private PublishedWave CarryForward(Wave wave, FrozenStructure structure, ReleaseRecord release, bool waits)
    {
        var content = ReleaseContent.Unpack(release.Content);
        _outside += content.Outside;
        _tables.AddRange(content.Read());
        return Published(wave, WaveState.Released, release.Number, waits, structure, content.Excluded, content.Consent);
    }

    private PublishedWave Release(
        Wave wave, FrozenStructure structure, Cohort cohort, IReadOnlyList<ReleaseRecord> log, string reason, ReleaseRecord? current)
    {
        var contributing = Task.Run(() => Contributors.Of(cohort));
        var raw = cohort.Everything(Training, Others, Earlier());
        var seen = log.Select(r => ReleaseContent.Unpack(r.Content).Read()).ToArray();
        if (log.Count > 0)
        {
            // Withdrawn releases count: they were seen.
            var now = contributing.GetAwaiter().GetResult();
            raw = raw with { Releases = [.. log.Zip(seen, (r, tables) => AsSeen(tables, now.Differences(Contributors.Unpack(r.Contributors))))] };
        }

        var (tables, audit) = DisclosureControl.Publish(raw, structure.Settings);
        night.Audits.Add(new WaveAudit(organisation.Code, wave.Code, audit.Checked, audit.Withheld, raw.ItemGroups <= structure.Settings.AuditGroups && audit.Untested == 0));
        if (audit.Told.Count > 0)
        {
            return Refuse("waiting.told", audit.Told.Count);
        }

        var published = Contributors.PublishedGroups(tables);
        var contributors = contributing.GetAwaiter().GetResult();
        foreach (var (earlier, shown) in log.Zip(seen))
        {
            var before = Contributors.PublishedGroups(shown);
            HashSet<string> groups = [.. before, .. published];
            var difference = contributors.SmallestDifference(Contributors.Unpack(earlier.Contributors), groups);
            if (new DisclosurePolicy(structure.Settings).TellsOfFew(difference))
            {
                return Refuse("waiting.differs", earlier.Number, structure.Settings.Threshold);
            }

            // To hide now what was shown then protects nobody.
            if (before.Except(published).Any())
            {
                return Refuse("waiting.hides", earlier.Number);
            }
        }

        var content = new ReleaseContent(cohort.Outside, cohort.Excluded, SnapshotFormat.WriteTables(tables))
        {
            // A second release of the wave is not a new measurement: what was agreed for the first holds (method §4.9).
            Consent = log.Select(r => ReleaseContent.Unpack(r.Content).Consent).FirstOrDefault(c => c is not null)
                ?? wave.ConsentToConsortium.Contains(organisation.Code),
        };
        var number = log.Count == 0 ? 1 : log.Max(r => r.Number) + 1;
        night.Releases.Add(new ReleaseRecord(
            organisation.Code, wave.Code, number, content.Pack(), contributors.Pack(), Stamp, reason, night.Utc));
        night.Released.Add(Refresh.Night.Pair(organisation.Code, wave.Code));
        _tables.AddRange(tables);
        _released = new EarlierAnswers(cohort.Prepared!, true, tables, organisation.Code, wave.Code);
        _outside += current is null ? 0 : cohort.Outside;
        return Published(wave, WaveState.Released, number, false, structure, cohort.Excluded, content.Consent);

        PublishedWave Refuse(string code, params int[] numbers)
        {
            night.Waiting.Add(new Message(
                code, [organisation.Code, wave.Code, .. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))]));
            return current is null
                ? Published(wave, WaveState.Closed, 0, true, structure, cohort.Excluded)
                : CarryForward(wave, structure, current, true);
        }
    }

    private static EarlierRelease AsSeen(IReadOnlyList<PublishedTable> tables, IReadOnlyDictionary<string, int> differences) => new(
        tables.ToDictionary(t => t.Key),
        group => !differences.ContainsKey(Contributors.Name(group.Level, group.Breakdown, group.Code, group.Category)));

    /// <summary>
    /// The last released wave before the one that is being released. Its answers are read again if it was released another night; whether
    /// they are still those that were released decides what may be compared.
    /// </summary>
    private EarlierAnswers? Earlier()
    {
        if (_before is null || _released?.Wave == _before.Code)
        {
            return _before is null ? null : _released;
        }

        if (publisher.LatestRelease(organisation.Code, _before.Code) is not { } release || Structure(_before) is not { } structure)
        {
            return null;
        }

        var keeping = columns.Keeping(organisation.Code, _before.Code, _before.ReferenceDate);
        if (keeping == WaveKeeping.Destroyed)
        {
            return null;
        }

        // Answers without pseudonyms are those of an anonymous wave: what compares a person with himself asks for linked ones.
        var cohort = CohortOf(keeping == WaveKeeping.Unlinked ? _before with { Linked = false } : _before, structure);
        return new EarlierAnswers(
            cohort.AsEarlier(Training),
            Contributors.Of(cohort).SameAs(Contributors.Unpack(release.Contributors)),
            ReleaseContent.Unpack(release.Content).Read(),
            organisation.Code,
            _before.Code);
    }

    /// <summary>What was frozen, or is frozen now; null while there is no register to decide on.</summary>
    private FrozenStructure? Structure(Wave wave)
    {
        if (publisher.Freeze(organisation.Code, wave.Code) is { } freeze)
        {
            return FrozenStructure.Unpack(freeze.Content);
        }

        var register = Register(wave.ReferenceDate);
        if (register.AsOf is null || register.Count == 0)
        {
            return null;
        }

        var structure = FrozenStructure.Decide(
            Units, register, Population.Of(register, wave.ReferenceDate), wave.ReferenceDate, _configuration.Disclosure.For(wave)) with
        {
            Excluded = _configuration.Quality.Excluded,
            Weighting = _configuration.Weighting,
        };
        night.Freezes.Add(new WaveFreeze(organisation.Code, wave.Code, structure.Pack(), night.Utc));
        return structure;
    }

    private Cohort CohortOf(Wave wave, FrozenStructure structure) => Cohort.OfWave(
        organisation,
        wave,
        structure,
        Register(wave.ReferenceDate),
        _responses.Remove(wave.Code, out var reading) ? reading.GetAwaiter().GetResult() : columns.Responses(organisation.Code, wave.Code),
        Requirements,
        _configuration,
        () => night.Joint.Of(wave));

    /// <summary>
    /// Answers, then training, are read while the register is: each read is a view of its own in any case, and a night starts when
    /// nobody writes.
    /// </summary>
    private void ReadAhead(Wave wave)
    {
        if (!_responses.TryGetValue(wave.Code, out var responses))
        {
            _responses.Add(wave.Code, responses = Task.Run(() => columns.Responses(organisation.Code, wave.Code)));
        }

        _training ??= Task.Run(async () =>
        {
            await Task.WhenAny(responses).ConfigureAwait(false);
            return columns.Training(organisation.Code);
        });
    }

    /// <summary>What comes next is read while this is computed: the next wave to release, after the last the newest register.</summary>
    private void ReadNext(Wave wave, DateOnly dataDate)
    {
        var next = _waves.SkipWhile(w => w.Code != wave.Code).Skip(1).FirstOrDefault(IsToBeReleased);
        var day = next?.ReferenceDate ?? dataDate;
        if (!_registers.ContainsKey(day))
        {
            _registers.Add(day, Task.Run(() => columns.Register(organisation.Code, day)));
        }

        if (next is not null && !_responses.ContainsKey(next.Code))
        {
            _responses.Add(next.Code, Task.Run(async () =>
            {
                await Task.WhenAny(_registers[day]).ConfigureAwait(false);
                return columns.Responses(organisation.Code, next.Code);
            }));
        }
    }

    private bool IsToBeReleased(Wave wave) => wave.StateOn(night.Today) is not (WaveState.Planned or WaveState.Open)
        && (publisher.LatestRelease(organisation.Code, wave.Code) is null || night.Reopen.ContainsKey(wave.Code));

    private RegisterColumns Register(DateOnly day)
    {
        if (!_registers.TryGetValue(day, out var register))
        {
            _registers.Add(day, register = Task.FromResult(columns.Register(organisation.Code, day)));
        }

        return register.GetAwaiter().GetResult();
    }

    /// <param name="wave">The wave.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="release">Number of the release, 0 for none.</param>
    /// <param name="waits">Newer answers wait.</param>
    /// <param name="structure">What is frozen; null before there is anything.</param>
    /// <param name="excluded">Answers left out.</param>
    /// <param name="consent">Whether the organisation agreed when the wave was released; null where it is not, or nobody wrote it down.</param>
    private PublishedWave Published(
        Wave wave, WaveState state, int release, bool waits, FrozenStructure? structure, ExcludedAnswers? excluded = null, bool? consent = null)
    {
        if (excluded is { Total: > 0 and var total })
        {
            night.Excluded.Add(Refresh.Night.Pair(organisation.Code, wave.Code) + PublishedExclusion.InWords(SmallCount.Classed(total)));
        }

        return new PublishedWave(
            wave.Code,
            wave.Name,
            state,
            wave.Opens,
            wave.Closes,
            wave.ReferenceDate,
            wave.Linked,
            consent ?? wave.ConsentToConsortium.Contains(organisation.Code),
            release,
            waits,
            structure?.Scopes ?? [])
        {
            Excluded = excluded?.Published() ?? [],
            Protection = structure?.Settings,
        };
    }
}
