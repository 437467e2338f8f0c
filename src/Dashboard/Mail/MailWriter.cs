using System.Security.Cryptography;
using MimeKit;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>Makes the mail of a letter.</summary>
internal static class MailWriter
{
    /// <summary>A Message-ID, without angle brackets, that nobody has had and nobody can guess: whoever knows it can tell us that the mail came back.</summary>
    /// <param name="from">The sender's address: its domain stands at the end.</param>
    public static string NewMessageId(string from) =>
        "digilo." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + "@" + from[(from.LastIndexOf('@') + 1)..];

    /// <summary>The mail.</summary>
    /// <param name="letter">What it says.</param>
    /// <param name="options">From whom.</param>
    /// <param name="messageId">Its Message-ID, without angle brackets.</param>
    /// <param name="utc">Its date, UTC.</param>
    public static MimeMessage Write(Letter letter, MailOptions options, string messageId, DateTime utc)
    {
        var message = new MimeMessage
        {
            MessageId = messageId,
            Date = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
            Subject = OneLine(letter.Subject),
        };
        message.From.Add(new MailboxAddress(options.FromName, options.From));
        message.To.Add(new MailboxAddress("", letter.To));

        // Written by a program (RFC 3834): out-of-office replies stay at home, those of Exchange too.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (letter.EndLink.Length > 0)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{letter.EndLink}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        var body = new BodyBuilder { TextBody = letter.Text.ReplaceLineEndings("\r\n") };
        if (letter.File is { } file)
        {
            body.Attachments.Add(file.Name, file.Pdf, new ContentType("application", "pdf"));
        }

        message.Body = body.ToMessageBody();
        message.Body.Headers.Add(HeaderId.ContentLanguage, letter.Language);
        return message;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
