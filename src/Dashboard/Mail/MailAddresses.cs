using System.Globalization;
using MimeKit;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>Mail addresses as they are taken in.</summary>
internal static class MailAddresses
{
    private const int Longest = 254, LongestLocal = 64;

    /// <summary>
    /// One plain address such as anna@exempel.se, its domain in lower case and as it is written on the wire (IDNA); null if the text is anything
    /// else: several, a name with it, a local part that not every server takes, control characters, a host without a dot.
    /// </summary>
    public static string? Clean(string text)
    {
        text = text.Trim();
        var at = text.LastIndexOf('@');
        if (at is < 1 or > LongestLocal || text.Any(c => c <= ' ' || c == '\u007f' || "<>(),;:\"\\[]".Contains(c, StringComparison.Ordinal))
            || text[..at].Any(c => c is '@' or > '~'))
        {
            return null;
        }

        try
        {
            var domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text[(at + 1)..]).ToLowerInvariant();
            var address = text[..at] + "@" + domain;
            return address.Length <= Longest && domain.Contains('.', StringComparison.Ordinal) && MailboxAddress.TryParse(address, out var parsed)
                && MailboxAddress.EncodeAddrspec(parsed.Address) == address
                ? address
                : null;
        }
        catch (ArgumentException)
        {
            // No such domain can be.
            return null;
        }
    }
}
