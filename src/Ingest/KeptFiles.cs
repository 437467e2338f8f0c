using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Keeping;

namespace Digilo.Analytics.Ingest;

/// <summary>
/// The encrypted copies that are kept of a delivery. They hold its rows as they were delivered: after an erasure those of the
/// deliveries that it names are to be treated too.
/// </summary>
/// <remarks>
/// A row that was held back, or refused with its file, is in no table, so no erasure names its delivery: it can be found only by opening
/// the organisation's quarantine and archive files.
/// </remarks>
public static class KeptFiles
{
    /// <summary>Paths of the copies that are there: the archived file, and the rows that were held back.</summary>
    /// <param name="folder">The folder of the archive and the quarantine (<see cref="ImportOptions.VaultFolder"/>).</param>
    /// <param name="delivery">From the ledger.</param>
    public static IReadOnlyList<string> Of(string folder, LedgerEntry delivery)
    {
        var (vault, header) = (new Vault(folder), delivery.Header);
        return
        [
            .. ((string[])
            [
                vault.ArchivePath(header.Organisation, header.ContentHash),
                vault.QuarantinePath(header.Organisation, header.ContentHash, header.Profile, header.ProfileVersion, header.Wave),
            ]).Where(File.Exists),
        ];
    }
}
