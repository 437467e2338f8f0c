using System.Security.Cryptography;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>Opens kept free text for the one who wrote it.</summary>
public static class TextOpener
{
    /// <summary>The words.</summary>
    /// <exception cref="CryptographicException">No key for free text, another key, or the text was changed.</exception>
    public static string Open(OrganisationKeys keys, byte[] content)
    {
        if (keys.FreeText is null)
        {
            throw new CryptographicException("There is no key for free text.");
        }

        using var sealer = new TextSealer(keys);
        return sealer.Open(content);
    }
}
