using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>A mail that came back.</summary>
/// <param name="MessageId">Message-ID of the mail that was sent, without angle brackets.</param>
/// <param name="Status">Enhanced status code such as "5.1.1"; empty if the report has none.</param>
internal sealed record Bounce(string MessageId, string Status)
{
    /// <summary>True if it would come back again: the address is no good.</summary>
    public bool IsForGood => Status.StartsWith('5');
}

/// <summary>Reads what came back from the mailbox that the sender's address leads to.</summary>
internal interface IBounceReader
{
    /// <summary>
    /// Hands on every bounce that is not marked as read, and marks a report as read once all of it has been handed on: one that is cut off is read
    /// again. Other mails in the mailbox are left alone.
    /// </summary>
    /// <exception cref="MailException">The server cannot be reached or does not let us in.</exception>
    void Read(Action<Bounce> bounce, CancellationToken cancellation);
}

/// <summary>Reads delivery reports (RFC 3464) by IMAP.</summary>
internal sealed class BounceReader(MailOptions options) : IBounceReader
{
    private const int MostAtOnce = 500;
    private const uint LargestReport = 2 << 20;

    /// <inheritdoc/>
    public void Read(Action<Bounce> bounce, CancellationToken cancellation)
    {
        using var client = new ImapClient { Timeout = options.TimeoutSeconds * 1000 };
        SmtpCarrier.Connect(client, options.Bounces, options.TimeoutSeconds, cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds * 10));
        Exception? ours = null;
        try
        {
            var folder = client.GetFolder(options.BounceFolder, limit.Token);
            folder.Open(FolderAccess.ReadWrite, limit.Token);
            var found = folder.Search(SearchQuery.NotSeen.And(SearchQuery.HeaderContains("Content-Type", "report")), limit.Token).Take(MostAtOnce).ToList();
            foreach (var summary in found.Count == 0 ? [] : folder.Fetch(found, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, limit.Token))
            {
                // Nobody reports a mail of ours with more: what is larger is left for a person.
                if (summary.Size <= LargestReport)
                {
                    using var message = folder.GetMessage(summary.UniqueId, limit.Token);
                    try
                    {
                        Of(message).ToList().ForEach(bounce);
                    }
                    catch (Exception e)
                    {
                        ours = e;
                        throw;
                    }

                    folder.AddFlags(summary.UniqueId, MessageFlags.Seen, true, limit.Token);
                }
            }

            client.Disconnect(true, limit.Token);
        }
        catch (Exception e) when (!ReferenceEquals(e, ours) && (e is FolderNotFoundException or FolderNotOpenException ? "folder" : SmtpCarrier.Told(e, cancellation)) is { } code)
        {
            throw new MailException(code);
        }
    }

    /// <summary>The mails that a report says have failed; none if it is no report, or tells of a delay or a delivery.</summary>
    internal static IEnumerable<Bounce> Of(MimeMessage report)
    {
        if (report.Body is not MultipartReport { ReportType: { } type } parts || !type.Equals("delivery-status", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var failed = parts.OfType<MessageDeliveryStatus>().SelectMany(s => s.StatusGroups)
            .FirstOrDefault(g => string.Equals(g["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase));
        var id = parts.Select(Returned).FirstOrDefault(i => i is { Length: > 0 });
        return failed is null || id is null ? [] : [new Bounce(id, Status(failed["Status"]))];
    }

    /// <summary>Message-ID of the mail that a part gives back, whole or its headers alone; null if it is neither.</summary>
    private static string? Returned(MimeEntity part) => part switch
    {
        MessagePart { Message: { } whole } => whole.MessageId,
        TextRfc822Headers headers => headers.Message?.MessageId,
        _ => null,
    };

    // "5.1.1 (unknown)" is allowed; a code and nothing else goes on.
    private static string Status(string? text)
    {
        var code = (text ?? "").Trim().Split(' ', '(')[0];
        return code.Length is > 0 and <= 12 && code.All(c => char.IsAsciiDigit(c) || c == '.') ? code : "";
    }
}
