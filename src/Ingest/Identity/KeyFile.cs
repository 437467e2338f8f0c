using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>A key of pseudonyms: the current one, or an older one that is held while pseudonyms made with it remain.</summary>
/// <param name="Id">Follows from the secret.</param>
/// <param name="Created">Day, UTC.</param>
/// <param name="Secret">Base64.</param>
internal sealed record KeyEntry(string Id, DateOnly Created, string Secret);

/// <summary>A key that was destroyed: its id stays, so that a store with pseudonyms of it is known as this organisation's.</summary>
/// <param name="Id">What its id was.</param>
/// <param name="Retired">Day, UTC.</param>
internal sealed record RetiredKey(string Id, DateOnly Retired);

/// <summary>The content of a key file. Version 1 has one key and neither <see cref="FreeText"/> nor <see cref="Retired"/>.</summary>
/// <param name="Version">1 or 2.</param>
/// <param name="Organisation">Code.</param>
/// <param name="Current">Id of the key that makes pseudonyms now.</param>
/// <param name="Keys">Oldest first.</param>
/// <param name="RowKeys">Secret of row keys, base64.</param>
/// <param name="Archive">Secret of archive and quarantine, base64.</param>
/// <param name="FreeText">Secret of kept free text, base64; null until it is first needed.</param>
/// <param name="Retired">Keys that were destroyed.</param>
internal sealed record KeyFile(
    int Version, string Organisation, string Current, IReadOnlyList<KeyEntry> Keys, string RowKeys, string Archive, string? FreeText = null,
    IReadOnlyList<RetiredKey>? Retired = null)
{
    /// <summary>Bytes of every secret.</summary>
    public const int SecretBytes = 32;

    private const int Newest = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>New secrets for an organisation.</summary>
    public static KeyFile Create(string organisation, DateOnly today)
    {
        var key = NewKey(today);
        return new KeyFile(Newest, organisation, key.Id, [key], NewSecret(), NewSecret());
    }

    /// <summary>Reads the content; null if it is not whole. Nothing of it is quoted: it is secret.</summary>
    public static KeyFile? Parse(ReadOnlySpan<byte> json, string organisation)
    {
        try
        {
            var file = JsonSerializer.Deserialize<KeyFile>(json, Json);
            return file is not null && file.Version is 1 or Newest && file.Organisation == organisation && file.IsWhole() ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The content as UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The same with a new current key; the others are held.</summary>
    public KeyFile Rotated(DateOnly today)
    {
        var key = NewKey(today);
        return this with { Version = Newest, Current = key.Id, Keys = [.. Keys, key] };
    }

    /// <summary>The same without an older key.</summary>
    public KeyFile Without(string keyId, DateOnly today) => this with
    {
        Version = Newest,
        Keys = [.. Keys.Where(k => k.Id != keyId)],
        Retired = [.. Retired ?? [], new RetiredKey(keyId, today)],
    };

    /// <summary>The same with a secret for free text.</summary>
    public KeyFile WithFreeText() => FreeText is null ? this with { Version = Newest, FreeText = NewSecret() } : this;

    /// <summary>The secrets as bytes.</summary>
    public OrganisationKeys Open() => new(
        Organisation,
        new AliasKey(Current, Bytes(Keys.First(k => k.Id == Current).Secret)),
        [.. Keys.Where(k => k.Id != Current).Reverse().Select(k => new AliasKey(k.Id, Bytes(k.Secret)))],
        Bytes(RowKeys),
        Bytes(Archive),
        FreeText is null ? null : Bytes(FreeText),
        [.. (Retired ?? []).Select(r => r.Id)]);

    /// <summary>A key's id follows from the key, so that a swapped secret is noticed.</summary>
    public static string IdOf(ReadOnlySpan<byte> secret) =>
        "k" + Convert.ToHexStringLower(SHA256.HashData([.. "digilo key id"u8, .. secret]))[..12];

    private bool IsWhole()
    {
        // A JSON null stands in any of them.
        if (Keys is null || RowKeys is null || Archive is null || !IsSecret(RowKeys) || !IsSecret(Archive) || (FreeText is not null && !IsSecret(FreeText)))
        {
            return false;
        }

        return Keys.All(k => k is { Secret: not null } && IsSecret(k.Secret) && IdOf(Bytes(k.Secret)) == k.Id)
            && Keys.Select(k => k.Id).Distinct(StringComparer.Ordinal).Count() == Keys.Count
            && Keys.Any(k => k.Id == Current)
            && (Retired ?? []).All(r => r?.Id is not null);
    }

    private static KeyEntry NewKey(DateOnly today)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return new KeyEntry(IdOf(secret), today, Convert.ToBase64String(secret));
    }

    private static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    private static bool IsSecret(string base64) =>
        Convert.TryFromBase64String(base64, stackalloc byte[SecretBytes + 3], out var n) && n == SecretBytes;

    private static byte[] Bytes(string base64) => Convert.FromBase64String(base64);
}
