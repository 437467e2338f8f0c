using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo doctor</c>: says what is there and what is missing, and what to do. Changes nothing.</summary>
internal static class DoctorCommand
{
    private const int AllDeliveries = 100_000;
    private const long EnoughBytes = 500L * 1024 * 1024;

    private enum Mark
    {
        Good,
        Remark,
        Bad,
    }

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder) => builder.Command("doctor", [], (context, _) => Run(context));

    private static int Run(CommandContext context)
    {
        var bad = 0;
        foreach (var (mark, text) in Configuration(context, out var configuration)
            .Concat(StoreChecks(context, out var delivered))
            .Concat(configuration is null ? [] : Keys(context, configuration, delivered))
            .Concat(configuration is null ? [] : Rotations(context, configuration))
            .Concat(Folders(context))
            .Concat(configuration is null ? [] : Pulls(context, configuration))
            .Concat(Mails(context))
            .Concat(configuration is null ? [] : Retention(context, configuration))
            .Concat(configuration is null ? [] : Duties(context, configuration))
            .Concat(configuration is null ? [] : Waves(context, configuration)))
        {
            bad += mark == Mark.Bad ? 1 : 0;
            context.Out.WriteLine(context.Text("doctor.mark." + mark.ToString().ToLowerInvariant()) + context.Text(text));
        }

        context.Out.WriteLine();
        if (bad > 0)
        {
            context.Say("doctor.done.bad", bad.ToString(CultureInfo.InvariantCulture));
            return ExitCodes.Environment;
        }

        context.Say("doctor.done.good");
        return ExitCodes.Good;
    }

    private static List<(Mark, Message)> Configuration(CommandContext context, out Configuration? configuration)
    {
        try
        {
            configuration = context.ReadConfiguration();
            return
            [
                (Mark.Good, new Message(
                    "doctor.configuration.good",
                    configuration.Organisations.Count.ToString(CultureInfo.InvariantCulture),
                    configuration.Waves.Count.ToString(CultureInfo.InvariantCulture))),
            ];
        }
        catch (Exception e)
        {
            configuration = null;
            return [(Mark.Bad, Failures.Explain(e).Text)];
        }
    }

    private static List<(Mark, Message)> Mails(CommandContext context)
    {
        try
        {
            using var store = context.OpenStore();
            var (there, uncertain) = (Text(store.Subscriptions.All().Count), store.Sendings.In(SendingState.Uncertain).Count);
            var missing = string.Join(", ", context.Options.Mail.Missing);
            return missing.Length == 0 ? [(uncertain > 0 ? Mark.Remark : Mark.Good, new Message("doctor.mail.good", there, Text(uncertain)))]
                : there == "0" ? [(Mark.Good, new Message("doctor.mail.off", missing))]
                : [(Mark.Remark, new Message("doctor.mail.waits", there, missing))];
        }
        catch (Exception e) when (e is StoreException or CommandFailure)
        {
            // The store's own check tells.
            return [];
        }

        static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private static List<(Mark, Message)> StoreChecks(CommandContext context, out IReadOnlySet<string> delivered)
    {
        delivered = new HashSet<string>();
        var found = new List<(Mark, Message)>();
        try
        {
            using var store = context.OpenStore();
            // A connection string may hold a password: only a file's path is shown.
            found.Add((Mark.Good, new Message(
                "doctor.store.good",
                store.Options.Provider == StoreProvider.Sqlite ? Workspace.Shown(store.Options.ConnectionString) : "SQL Server")));
            if (store.Synthetic)
            {
                found.Add((Mark.Remark, new Message("doctor.store.synthetic")));
            }

            found.Add(store.Snapshots.Current() is { } snapshot
                ? (Mark.Good, new Message(
                    "doctor.snapshot.good", snapshot.ShortId, snapshot.DataDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
                : (Mark.Remark, new Message("doctor.snapshot.none")));
            var night = store.Runs.LastGood(Chain.Nightly);
            found.Add(night is null || NightlySchedule.IsMissed(night.Started, context.UtcNow)
                ? (Mark.Remark, new Message("doctor.night.missed"))
                : (Mark.Good, new Message(
                    "doctor.night.good", SwedishTime.Local(night.Started).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))));
            var deliveries = store.Ledger.Latest(AllDeliveries);
            delivered = deliveries.Where(d => d.Status != DeliveryStatus.Refused).Select(d => d.Header.Organisation).ToHashSet(StringComparer.Ordinal);
            found.AddRange(deliveries.Where(d => d.Status == DeliveryStatus.Waiting).OrderBy(d => d.Id).Select(d => (Mark.Remark, Waits(d))));
            var audit = store.Audit.Check();
            found.Add(audit.FirstWrong is { } wrong
                ? (Mark.Bad, new Message("doctor.audit.broken", Number(wrong), Number(audit.Entries)))
                : (Mark.Good, new Message("doctor.audit.good", Number(audit.Entries))));
            if (store.Leases.Holder(WriteLease.Name) is { } holder)
            {
                found.Add((Mark.Remark, new Message("doctor.lease", holder)));
            }
        }
        catch (Exception e)
        {
            found.Add((Mark.Bad, Failures.Explain(e).Text));
        }

        return found;
    }

    private static Message Waits(LedgerEntry delivery)
    {
        string[] named = [Number(delivery.Id), delivery.Header.Organisation, delivery.Header.FileName];
        return delivery is { RowsAdded: { } added, RowsUpdated: { } updated, RowsRemoved: { } removed }
            ? new Message("doctor.delivery.waiting", [.. named, Number(added), Number(updated), Number(removed)])
            : new Message("doctor.delivery.waiting.unknown", named);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(Mark, Message)> Keys(CommandContext context, Configuration configuration, IReadOnlySet<string> delivered)
    {
        var keys = context.KeyRing();
        var without = configuration.Organisations.Where(o => !keys.Exists(o.Code)).Select(o => o.Code).ToList();
        // What came in under a key that is gone can never be linked to anything new.
        var lost = delivered.Where(o => !keys.Exists(o)).Order(StringComparer.Ordinal).ToList();
        if (lost.Count > 0)
        {
            yield return (Mark.Bad, new Message("doctor.keys.lost", string.Join(", ", lost), Workspace.Shown(context.Workspace.Keys)));
        }

        without = [.. without.Except(lost)];
        if (without.Count == 0 && lost.Count > 0)
        {
            yield break;
        }

        yield return without.Count == 0
            ? (Mark.Good, new Message("doctor.keys.good", Workspace.Shown(context.Workspace.Keys)))
            : (Mark.Remark, new Message("doctor.keys.missing", string.Join(", ", without), Workspace.Shown(context.Workspace.Keys)));
    }

    private static List<(Mark, Message)> Rotations(CommandContext context, Configuration configuration)
    {
        var found = new List<(Mark, Message)>();
        var ring = context.KeyRing();
        try
        {
            using var store = context.OpenStore();
            foreach (var code in configuration.Organisations.Select(o => o.Code).Where(ring.Exists))
            {
                found.AddRange(KeyReport.Of(code, ring.Open(code, () => true), store).Select(r => (r.Bad ? Mark.Bad : Mark.Remark, r.Text)));
            }
        }
        catch (IngestException e)
        {
            found.Add((Mark.Bad, e.Text));
        }
        catch (StoreException)
        {
            // Told already.
        }

        return found;
    }

    private static List<(Mark, Message)> Pulls(CommandContext context, Configuration configuration)
    {
        var found = new List<(Mark, Message)>();
        try
        {
            var profiles = Importing.Profiles(context.Workspace);
            var sources = PullConfiguration.Read(context.Workspace.Config, configuration, profiles);
            if (sources.Count == 0)
            {
                return found;
            }

            found.Add((Mark.Good, new Message("doctor.pulls.good", PullConfiguration.FileName, sources.Count.ToString(CultureInfo.InvariantCulture))));
            using var store = StoreOrNull(context);
            foreach (var source in sources)
            {
                found.AddRange(PullReport.Of(
                    source, context.Options.PullSecrets.GetValueOrDefault(source.Name), store?.Pulls.Find(source.Name), profiles.Find(source.Profile), context.UtcNow)
                    .Select(r => (r.Good switch { true => Mark.Good, false => Mark.Bad, _ => Mark.Remark }, r.Text)));
            }
        }
        catch (Exception e)
        {
            found.Add((Mark.Bad, Failures.Explain(e).Text));
        }

        return found;
    }

    /// <summary>The store; null if it cannot be opened, which has been told already.</summary>
    private static Store? StoreOrNull(CommandContext context)
    {
        try
        {
            return context.OpenStore();
        }
        catch (Exception e) when (e is StoreException or CommandFailure)
        {
            return null;
        }
    }

    private static IEnumerable<(Mark, Message)> Folders(CommandContext context)
    {
        var data = context.Workspace.Data;
        if (!Directory.Exists(data))
        {
            yield break;
        }

        yield return CanWrite(data)
            ? (Mark.Good, new Message("doctor.folder.good", Workspace.Shown(data)))
            : (Mark.Bad, new Message("doctor.folder.bad", Workspace.Shown(data)));
        var free = new DriveInfo(data).AvailableFreeSpace;
        var shown = (free / (1024 * 1024)).ToString(CultureInfo.InvariantCulture);
        yield return free >= EnoughBytes ? (Mark.Good, new Message("doctor.disk.good", shown)) : (Mark.Bad, new Message("doctor.disk.bad", shown));
    }

    private static bool CanWrite(string folder)
    {
        var probe = Path.Combine(folder, ".digilo-doctor");
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A rule without the organisation's decision deletes nothing (method §1.9): said rule by rule, so that none is forgotten.</summary>
    private static IEnumerable<(Mark, Message)> Retention(CommandContext context, Configuration configuration)
    {
        Message Undecided(RetentionRule rule)
        {
            var text = new Message("doctor.retention.undecided." + rule.Subject, rule.Months.ToString(CultureInfo.InvariantCulture));
            return rule.Organisation.Length == 0 ? text : new Message("doctor.retention.of", rule.Organisation, context.Text(text));
        }

        var undecided = configuration.Retention.Where(r => r.Decision is null).ToList();
        return undecided.Count > 0
            ? undecided.Select(r => (Mark.Remark, Undecided(r)))
            : configuration.Retention.Count > 0 ? [(Mark.Good, new Message("doctor.retention.good"))] : [];
    }

    /// <summary>What must be there before a wave opens (method §4.11), for each one that is to open or is open and each of its organisations.</summary>
    private static IEnumerable<(Mark, Message)> Duties(CommandContext context, Configuration configuration)
    {
        bool IsUndecided(string organisation) =>
            configuration.Retention.Count == 0 || configuration.Retention.Any(r => r.Decision is null && r.HoldsFor(organisation, configuration.Retention));
        foreach (var wave in configuration.Waves.Where(w => w.StateOn(context.Today) is WaveState.Planned or WaveState.Open))
        {
            foreach (var organisation in wave.Organisations.Select(configuration.FindOrganisation).OfType<Organisation>())
            {
                var missing = Enum.GetValues<Duty>().Where(d => !organisation.Duties.ContainsKey(d)).Select(d => context.Text("duty." + d))
                    .Concat(IsUndecided(organisation.Code) ? [context.Text("duty.retention")] : []).ToList();
                yield return missing.Count > 0
                    ? (Mark.Remark, new Message("doctor.duties.missing", wave.Code, organisation.Code, string.Join(", ", missing)))
                    : (Mark.Good, new Message("doctor.duties.good", wave.Code, organisation.Code));
            }
        }
    }

    private static IEnumerable<(Mark, Message)> Waves(CommandContext context, Configuration configuration) =>
        configuration.Waves.Where(w => w.StateOn(context.Today) == WaveState.Planned).Select(w => (Mark.Remark, new Message(
            "doctor.wave",
            w.Code,
            w.Name.In(context.Options.Language),
            w.Opens.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
}
