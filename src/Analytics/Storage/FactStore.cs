using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>The door for deliveries.</summary>
internal sealed class FactStore(Database database) : IFactStore
{
    public long? FindSame(DeliveryHeader header) => database.Read(session => session.First<long?>("facts/same", new
    {
        organisation = header.Organisation,
        content_hash = header.ContentHash,
        profile = header.Profile,
        profile_version = header.ProfileVersion,
        wave = header.Wave,
        mode = header.Mode.ToString(),
        as_of = header.AsOf,
    }));

    public IReadOnlyList<(string Kind, string KeyId)> KeyIds(string organisation) => database.Read(session =>
        session.Query<KeyRow>("facts/key_ids", new { organisation }).ConvertAll(k => (k.Kind, k.KeyId)));

    public IDeliverySession Begin(DeliveryHeader header) => database.Guard(() => new DeliverySession(database, header));

    private sealed class KeyRow
    {
        public string Kind { get; init; } = "";

        public string KeyId { get; init; } = "";
    }
}
