using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The configuration ledger in the database.</summary>
internal sealed class ConfigurationLedgerStore(Database database) : IConfigurationLedger
{
    public bool Record(string hash, DateTime utc) => database.Write(session =>
    {
        if (session.First<Row>("configuration/latest", new { count = 1L })?.Hash == hash)
        {
            return false;
        }

        session.Execute("configuration/add", new { id = session.TakeIds("configuration", 1), hash, utc });
        return true;
    });

    public IReadOnlyList<ConfigurationEntry> Latest(int count) => database.Read(session =>
        session.Query<Row>("configuration/latest", new { count = (long)count }).ConvertAll(r => new ConfigurationEntry(r.Id, r.Hash, r.RecordedUtc)));

    private sealed class Row
    {
        public long Id { get; init; }

        public string Hash { get; init; } = "";

        public DateTime RecordedUtc { get; init; }
    }
}
