using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// xAPI's <c>mbox_sha1sum</c>: a learning system may name an actor by the SHA-1 of <c>mailto:</c> and the e-mail address alone. The
/// register has the address, so it can say the same of its persons, before the HMAC.
/// </summary>
internal static class MailboxHash
{
    /// <summary>The kind of id.</summary>
    public const string Kind = "mboxSha1";

    /// <summary>Characters of a hash: hex, lower case.</summary>
    public const int Length = 40;

    /// <summary>The hash of a normalised address.</summary>
    public static void Write(ReadOnlySpan<byte> address, Span<byte> hex)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha.AppendData("mailto:"u8);
        sha.AppendData(address);
        Span<byte> hash = stackalloc byte[Length / 2];
        sha.GetHashAndReset(hash);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash), hex);
    }
}
