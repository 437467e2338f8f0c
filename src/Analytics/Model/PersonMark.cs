namespace Digilo.Analytics.Model;

/// <summary>Recognises one person's pseudonyms; they cannot be read out of it.</summary>
public sealed class PersonMark
{
    private readonly HashSet<(string Kind, string KeyId, string Hmac)> _hmacs;

    internal PersonMark(IReadOnlyList<(string Kind, string KeyId, byte[] Hmac)> stored, IReadOnlyList<AliasColumn> given)
    {
        _hmacs = [.. stored.Select(s => (s.Kind, s.KeyId, Convert.ToHexString(s.Hmac)))];

        // An id that the store does not know may stand in a file all the same, in a row that was held back.
        foreach (var column in given.Where(c => c.Present[0]))
        {
            _hmacs.Add((column.Kind, column.KeyId, Convert.ToHexString(column[0])));
            _hmacs.UnionWith(column.Older.Select(o => (column.Kind, o.KeyId, Convert.ToHexString(o[0]))));
        }
    }

    /// <summary>True if a pseudonym is the person's.</summary>
    /// <param name="kind">Kind of id.</param>
    /// <param name="keyId">Key that made it.</param>
    /// <param name="hmac">32 bytes.</param>
    public bool Is(string kind, string keyId, ReadOnlySpan<byte> hmac) => _hmacs.Contains((kind, keyId, Convert.ToHexString(hmac)));
}
