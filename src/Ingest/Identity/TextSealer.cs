using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>Encrypts kept free text, each by itself, with the organisation's key for it: AES-256-GCM, a random nonce of 12 bytes first, the tag of 16 last.</summary>
internal sealed class TextSealer : IDisposable
{
    private const int NonceBytes = 12, TagBytes = 16;

    private readonly AesGcm _aes;
    private readonly byte[] _context;

    public TextSealer(OrganisationKeys keys)
    {
        _aes = new AesGcm(keys.FreeText ?? throw new InvalidOperationException("The organisation has no key for free text."), TagBytes);
        _context = Encoding.UTF8.GetBytes("digilo free text\0" + keys.Organisation);
    }

    /// <summary>The encrypted text.</summary>
    public byte[] Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var content = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = content.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        _aes.Encrypt(nonce, plain, content.AsSpan(NonceBytes, plain.Length), content.AsSpan(NonceBytes + plain.Length), _context);
        return content;
    }

    /// <summary>The text again.</summary>
    /// <exception cref="CryptographicException">Another key, another organisation's, or changed.</exception>
    public string Open(ReadOnlySpan<byte> content)
    {
        if (content.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("Too short.");
        }

        var plain = new byte[content.Length - NonceBytes - TagBytes];
        _aes.Decrypt(content[..NonceBytes], content[NonceBytes..^TagBytes], content[^TagBytes..], plain, _context);
        return Encoding.UTF8.GetString(plain);
    }

    public void Dispose() => _aes.Dispose();
}
