namespace Digilo.Analytics.Desk;

/// <summary>One entry of the configuration ledger.</summary>
/// <param name="Id">Assigned in order.</param>
/// <param name="Hash">SHA-256 of the files' bytes, lower-case hex.</param>
/// <param name="Recorded">First used, UTC.</param>
public sealed record ConfigurationEntry(long Id, string Hash, DateTime Recorded);

/// <summary>Which content of the reviewed configuration was used from when.</summary>
public interface IConfigurationLedger
{
    /// <summary>Records the configuration in use; false if it is the one recorded last.</summary>
    bool Record(string hash, DateTime utc);

    /// <summary>Newest first.</summary>
    IReadOnlyList<ConfigurationEntry> Latest(int count);
}
