using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The states of remote sources in the database.</summary>
internal sealed class PullStateStore(Database database) : IPullStates
{
    public PullStateEntry? Find(string name) => database.Read(session =>
        session.First<Row>("pulls/find", new { name }) is { } row ? new PullStateEntry(row.Name, row.State, row.PulledUtc) : null);

    public void Keep(string name, string state, DateTime utc) => database.Write(session =>
    {
        var parameters = new { name, state, utc };
        return session.Execute("pulls/set", parameters) > 0 ? 1 : session.Execute("pulls/add", parameters);
    });

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string State { get; init; } = "";

        public DateTime PulledUtc { get; init; }
    }
}
