using System.Security.Cryptography;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>
/// The salt of an organisation's marks of erased persons (method §1.10): a mark is SHA-256 over the salt and the pseudonym, so that the
/// pseudonym itself is nowhere after an erasure.
/// </summary>
internal sealed class BlockList
{
    private readonly byte[] _salt;

    private BlockList(byte[] salt) => _salt = salt;

    /// <summary>The organisation's, made when it is first needed; marks from before there were salts are salted. The session writes.</summary>
    internal static BlockList Open(Session session, string organisation)
    {
        var salt = session.First<byte[]>("erase/salt", new { organisation });
        if (salt is null)
        {
            salt = RandomNumberGenerator.GetBytes(AliasColumn.Width);
            session.Execute("erase/add_salt", new { organisation, salt });
        }

        var list = new BlockList(salt);
        foreach (var row in session.Query<MarkRow>("erase/unsalted", new { organisation }))
        {
            session.Execute("erase/set_salted", new { alias_kind = row.AliasKindId, hmac = row.Hmac, mark = list.Mark(row.Hmac) });
        }

        return list;
    }

    /// <summary>The organisation's as it is; null if nobody was ever erased. Writes nothing.</summary>
    internal static BlockList? Find(Session session, string organisation) =>
        session.First<byte[]>("erase/salt", new { organisation }) is { } salt ? new BlockList(salt) : null;

    /// <summary>The mark of a pseudonym.</summary>
    internal byte[] Mark(ReadOnlySpan<byte> hmac)
    {
        Span<byte> text = stackalloc byte[AliasColumn.Width * 2];
        _salt.CopyTo(text);
        hmac.CopyTo(text[AliasColumn.Width..]);
        return SHA256.HashData(text);
    }

    private sealed class MarkRow
    {
        public long AliasKindId { get; init; }

        public byte[] Hmac { get; init; } = [];
    }
}
