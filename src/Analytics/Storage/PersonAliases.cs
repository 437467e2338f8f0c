using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>A pseudonym as it is stored.</summary>
internal sealed class StoredAlias
{
    public long Id { get; init; }

    public long AliasKindId { get; init; }

    public byte[] Hmac { get; init; } = [];

    public long? PersonId { get; init; }
}

/// <summary>All pseudonyms of the one person whom some ids name.</summary>
/// <param name="Person">The surrogate; null if no register has named the person.</param>
/// <param name="Aliases">In the order of their ids; empty = nobody is known by any of the ids.</param>
/// <param name="Kinds">Kinds of the given ids that led here.</param>
internal sealed record PersonAliases(long? Person, IReadOnlyList<StoredAlias> Aliases, IReadOnlyList<string> Kinds)
{
    /// <summary>Finds them.</summary>
    /// <exception cref="StoreException">
    /// <c>store.erase-two</c>: the ids name two persons; <c>store.erase-shared</c>: the only id found is shared by several.
    /// </exception>
    internal static PersonAliases Find(Session session, string organisation, IReadOnlyList<AliasColumn> ids)
    {
        var kinds = KindsOf(session, organisation);
        var shared = session.Query<long>("facts/shared", new { organisation }).ToHashSet();
        var found = Hmacs(ids)
            .Where(h => kinds.ContainsKey(h.Kind))
            .Select(h => (h.Kind, Alias: session.First<StoredAlias>("erase/find_alias", new { alias_kind = kinds[h.Kind], hmac = h.Hmac })))
            .Where(f => f.Alias is not null).Select(f => (f.Kind.Kind, Alias: f.Alias!)).ToList();
        if (found.Count > 0 && found.TrueForAll(f => shared.Contains(f.Alias.Id)))
        {
            throw new StoreException(new Message("store.erase-shared"), "The id is shared by several persons; another one is needed.");
        }

        // What several persons share is none of this person's.
        found.RemoveAll(f => shared.Contains(f.Alias.Id));
        var persons = found.Where(f => f.Alias.PersonId is not null).Select(f => f.Alias.PersonId).Distinct().ToList();
        if (persons.Count > 1)
        {
            throw new StoreException(new Message("store.erase-two"), "The ids name two persons.");
        }

        var person = persons.FirstOrDefault();
        var others = person is null ? [] : session.Query<StoredAlias>("erase/aliases", new { person });
        return new PersonAliases(
            person,
            [.. found.Select(f => f.Alias).Concat(others).DistinctBy(a => a.Id).OrderBy(a => a.Id)],
            [.. found.Select(f => f.Kind).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The organisation's kinds of id and keys.</summary>
    internal static Dictionary<(string Kind, string KeyId), long> KindsOf(Session session, string organisation) =>
        session.Query<KindRow>("facts/alias_kinds", new { organisation }).ToDictionary(k => (k.Kind, k.KeyId), k => k.Id);

    private static IEnumerable<((string Kind, string KeyId) Kind, byte[] Hmac)> Hmacs(IReadOnlyList<AliasColumn> ids) =>
        ids.Where(c => c.Present[0]).SelectMany(c => c.Older.Select(o => ((c.Kind, o.KeyId), o[0].ToArray())).Prepend(((c.Kind, c.KeyId), c[0].ToArray())));

    private sealed class KindRow
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string KeyId { get; init; } = "";
    }
}
