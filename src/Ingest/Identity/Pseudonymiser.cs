using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Identity;

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

/// <summary>Fills one column of pseudonyms: under the current key, and under each older key that is held.</summary>
internal sealed class AliasWriter : IDisposable
{
    private readonly Pseudonymiser _current;
    private readonly Pseudonymiser[] _older;

    public AliasWriter(OrganisationKeys keys, string kind, int capacity)
    {
        _current = new Pseudonymiser(keys.Current.Secret, kind);
        _older = [.. keys.Older.Select(k => new Pseudonymiser(k.Secret, kind))];
        Column = new AliasColumn(kind, keys.KeyId, capacity, keys.OlderKeyIds);
    }

    /// <summary>What is filled.</summary>
    public AliasColumn Column { get; }

    /// <summary>Sets a row; an empty id means that it has none of this kind.</summary>
    public void Set(int row, ReadOnlySpan<byte> normalised)
    {
        Column.Present[row] = !normalised.IsEmpty;
        if (normalised.IsEmpty)
        {
            return;
        }

        _current.Write(normalised, Column[row]);
        for (var k = 0; k < _older.Length; k++)
        {
            _older[k].Write(normalised, Column.Older[k][row]);
        }
    }

    public void Dispose()
    {
        _current.Dispose();
        foreach (var older in _older)
        {
            older.Dispose();
        }
    }
}
