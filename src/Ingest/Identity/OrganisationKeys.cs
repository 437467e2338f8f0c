namespace Digilo.Analytics.Ingest.Identity;

/// <summary>A key of pseudonyms.</summary>
/// <param name="Id">Its id, which is no secret.</param>
/// <param name="Secret">32 bytes.</param>
internal readonly record struct AliasKey(string Id, byte[] Secret);

/// <summary>The secrets of one organisation; nothing outside this assembly can read them.</summary>
public sealed class OrganisationKeys
{
    private const string RowKind = "rad";

    internal OrganisationKeys(
        string organisation, AliasKey current, IReadOnlyList<AliasKey> older, byte[] rowKey, byte[] archive, byte[]? freeText, IReadOnlyList<string> retired)
    {
        Organisation = organisation;
        Current = current;
        Older = older;
        RowKey = rowKey;
        Archive = archive;
        FreeText = freeText;
        Retired = retired;
    }

    /// <summary>Code of the organisation.</summary>
    public string Organisation { get; }

    /// <summary>Id of the key that makes pseudonyms now.</summary>
    public string KeyId => Current.Id;

    /// <summary>Ids of older keys that are held, newest first.</summary>
    public IReadOnlyList<string> OlderKeyIds => [.. Older.Select(k => k.Id)];

    /// <summary>Ids of keys that were destroyed.</summary>
    public IReadOnlyList<string> Retired { get; }

    /// <summary>Id of the secret of row keys, to tell a wrong file by.</summary>
    public string RowKeyId => KeyFile.IdOf(RowKey);

    /// <summary>
    /// True if these keys can be those behind what a store has: one of the keys of its pseudonyms is known here, and its row keys were
    /// made with this secret. A store that has nothing fits every key.
    /// </summary>
    /// <param name="stored">The store's kinds of id and key ids.</param>
    public bool Fit(IReadOnlyList<(string Kind, string KeyId)> stored)
    {
        var rows = stored.Where(k => k.Kind == RowKind).Select(k => k.KeyId).ToList();
        var aliases = stored.Where(k => k.Kind != RowKind).Select(k => k.KeyId).ToList();
        return (rows.Count == 0 || rows.Contains(RowKeyId))
            && (aliases.Count == 0 || aliases.Exists(id => id == KeyId || OlderKeyIds.Contains(id) || Retired.Contains(id)));
    }

    /// <summary>The key that makes pseudonyms now.</summary>
    internal AliasKey Current { get; }

    /// <summary>Keys from before, newest first: an id that comes again under one of them is given its pseudonym under <see cref="Current"/>.</summary>
    internal IReadOnlyList<AliasKey> Older { get; }

    /// <summary>Secret of row keys; never rotated, so that a later increment still finds the rows it updates.</summary>
    internal byte[] RowKey { get; }

    /// <summary>Secret of the archive and the quarantine: a key of its own.</summary>
    internal byte[] Archive { get; }

    /// <summary>Secret of kept free text, or null until it is first needed.</summary>
    internal byte[]? FreeText { get; }

    /// <summary>Makes row keys.</summary>
    internal Pseudonymiser ForRowKeys() => new(RowKey, RowKind);
}
