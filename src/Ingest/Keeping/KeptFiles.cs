using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Keeping;

/// <summary>What one retention rule did: the proof of a destruction.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Files">Files that are gone now.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Failed">Files that should have gone and could not be deleted.</param>
public sealed record Expired(RetentionRule Rule, long Files, long Bytes, long Failed);

/// <summary>
/// The retention of sealed files (method §1.9): archived deliveries and held-back rows go when the months of their rule have passed
/// since the day that the youngest delivery of the same content describes, and only under a decision. The ledger keeps its entries.
/// </summary>
public sealed class KeptFiles
{
    private readonly Vault _vault;
    private readonly IImportLedger _ledger;

    /// <summary>For the folder that holds <c>archive/</c> and <c>quarantine/</c>.</summary>
    public KeptFiles(string vaultFolder, IImportLedger ledger) => (_vault, _ledger) = (new Vault(vaultFolder), ledger);

    /// <summary>The subjects that this looks after; the others are not files.</summary>
    public static bool Holds(RetentionSubject subject) => subject is RetentionSubject.Archive or RetentionSubject.Quarantine;

    /// <summary>
    /// Paths of the sealed copies that are there of a delivery: the archived file, and the rows that were held back. They hold its rows
    /// as they were delivered: after an erasure those of the deliveries that it names are to be treated too.
    /// </summary>
    /// <remarks>
    /// A row that was held back, or refused with its file, is in no table, so no erasure names its delivery: it can be found only by
    /// opening the organisation's quarantine and archive files.
    /// </remarks>
    public IReadOnlyList<string> Of(LedgerEntry delivery)
    {
        var header = delivery.Header;
        return
        [
            .. ((string[])
            [
                _vault.ArchivePath(header.Organisation, header.ContentHash),
                _vault.QuarantinePath(header.Organisation, header.ContentHash, header.Profile, header.ProfileVersion, header.Wave),
            ]).Where(File.Exists),
        ];
    }

    /// <summary>Removes the sealed copies of some deliveries: what was in them must not be linked to anybody any more. Returns how many files.</summary>
    public long Remove(IEnumerable<LedgerEntry> deliveries)
    {
        long files = 0;
        foreach (var path in deliveries.SelectMany(Of).Distinct(StringComparer.Ordinal).ToList())
        {
            File.Delete(path);
            files++;
        }

        return files;
    }

    /// <summary>Deletes what has expired. The caller holds the write lease. Repeating it does no harm.</summary>
    /// <param name="rules">All rules of the configuration; those of other subjects and those without a decision do nothing.</param>
    /// <param name="today">The day on which a file must be older than its rule's months.</param>
    public IReadOnlyList<Expired> Delete(IReadOnlyList<RetentionRule> rules, DateOnly today)
    {
        var decided = rules.Where(r => Holds(r.Subject) && r.Decision is not null).ToList();
        if (decided.Count == 0)
        {
            return [];
        }

        var kept = _ledger.Kept();
        return [.. decided.Select(rule => Delete(rule, rules, Days(rule.Subject, kept), today))];
    }

    /// <summary>The youngest day of what each file came from: one content may have come as two deliveries.</summary>
    private Dictionary<string, DateOnly> Days(RetentionSubject subject, IReadOnlyList<KeptContent> kept)
    {
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var content in kept)
        {
            var path = subject == RetentionSubject.Archive
                ? _vault.ArchivePath(content.Organisation, content.ContentHash)
                : _vault.QuarantinePath(content.Organisation, content.ContentHash, content.Profile, content.ProfileVersion, content.Wave);
            if (!days.TryGetValue(path, out var day) || content.AsOf > day)
            {
                days[path] = content.AsOf;
            }
        }

        return days;
    }

    private Expired Delete(RetentionRule rule, IReadOnlyList<RetentionRule> rules, Dictionary<string, DateOnly> days, DateOnly today)
    {
        long files = 0, bytes = 0, failed = 0;

        // A file lies in the folder of its organisation.
        foreach (var file in _vault.Files(rule.Subject == RetentionSubject.Archive).Where(f => rule.HoldsFor(f.Directory!.Name, rules)))
        {
            // A file that no delivery names is what a crash left before the commit: it is as old as its last byte.
            var day = days.TryGetValue(file.FullName, out var described) ? described : DateOnly.FromDateTime(file.LastWriteTimeUtc);
            if (day >= today || day.AddMonths(rule.Months) >= today)
            {
                continue;
            }

            try
            {
                var size = file.Length;
                file.Delete();
                files++;
                bytes += size;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The others go all the same; the run says that some could not.
                failed++;
            }
        }

        return new Expired(rule, files, bytes, failed);
    }
}
