using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>The secrets of one organisation; nothing outside this assembly can read them.</summary>
public sealed class OrganisationKeys
{
    internal OrganisationKeys(string organisation, string keyId, byte[] alias, byte[] rowKey, byte[] archive)
    {
        Organisation = organisation;
        KeyId = keyId;
        Alias = alias;
        RowKey = rowKey;
        Archive = archive;
    }

    /// <summary>Code of the organisation.</summary>
    public string Organisation { get; }

    /// <summary>Id of the key that makes pseudonyms now.</summary>
    public string KeyId { get; }

    /// <summary>Secret of the pseudonyms; rotated.</summary>
    internal byte[] Alias { get; }

    /// <summary>Secret of row keys; never rotated, so that a later increment still finds the rows it updates.</summary>
    internal byte[] RowKey { get; }

    /// <summary>Secret of the archive and the quarantine: a key of its own.</summary>
    internal byte[] Archive { get; }

    /// <summary>Makes pseudonyms of one id kind.</summary>
    internal Pseudonymiser ForKind(string kind) => new(Alias, kind);

    /// <summary>Makes row keys.</summary>
    internal Pseudonymiser ForRowKeys() => new(RowKey, "rad");
}

/// <summary>HMAC-SHA-256 over kind, a zero byte and the normalised id: the same id of two kinds gives two unrelated pseudonyms.</summary>
internal sealed class Pseudonymiser : IDisposable
{
    private readonly IncrementalHash _hmac;
    private readonly byte[] _domain;

    public Pseudonymiser(byte[] secret, string kind)
    {
        _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        _domain = [.. Encoding.UTF8.GetBytes(kind), 0];
    }

    /// <summary>Writes 32 bytes.</summary>
    public void Write(ReadOnlySpan<byte> normalised, Span<byte> hmac)
    {
        _hmac.AppendData(_domain);
        _hmac.AppendData(normalised);
        _hmac.GetHashAndReset(hmac);
    }

    public void Dispose() => _hmac.Dispose();
}
