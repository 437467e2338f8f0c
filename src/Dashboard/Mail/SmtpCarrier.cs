using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>Takes mails to a server by SMTP.</summary>
internal sealed partial class SmtpCarrier(MailOptions options) : IMailCarrier
{
    // A slow line is given its time: an attachment may travel at this speed and is not taken for a silence.
    private const int SlowestBytesPerSecond = 16_384;

    /// <inheritdoc/>
    public IMailConnection Open(CancellationToken cancellation)
    {
        var client = new Client { Timeout = options.TimeoutSeconds * 1000 };
        try
        {
            Connect(client, options.Server, options.TimeoutSeconds, cancellation);
            return new Connection(client, options);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Connects and signs in, to any kind of mail server.</summary>
    /// <exception cref="MailException">With the code of what went wrong.</exception>
    internal static void Connect(MailService client, MailServer server, int timeoutSeconds, CancellationToken cancellation)
    {
        using var limit = Limit(timeoutSeconds, 0, cancellation);
        try
        {
            client.Connect(
                server.Host, server.Port,
                server.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls },
                limit.Token);
            if (server.User.Length > 0)
            {
                client.Authenticate(server.User, server.Password, limit.Token);
            }
        }
        catch (Exception e) when (Told(e, cancellation) is { } code)
        {
            throw new MailException(code);
        }
    }

    /// <summary>The code of what a server or the way to it did; null if it is nobody's but ours.</summary>
    internal static string? Told(Exception e, CancellationToken cancellation) => e switch
    {
        OperationCanceledException => cancellation.IsCancellationRequested ? "stopped" : "timeout",
        TimeoutException or IOException { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } } => "timeout",

        // A server without STARTTLS is refused by the library as something that is not supported.
        SslHandshakeException or System.Security.Authentication.AuthenticationException { InnerException: not null } or NotSupportedException => "tls",
        MailKit.Security.AuthenticationException or ServiceNotAuthenticatedException or SaslException => "auth",
        SmtpCommandException command => Code(command),
        SocketException => "connect",
        CommandException or ProtocolException or IOException or ServiceNotConnectedException => "dropped",
        _ => null,
    };

    // Over all that is said and not over each answer: a server that says a byte now and then holds nobody up for ever.
    private static CancellationTokenSource Limit(int timeoutSeconds, int bytes, CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(timeoutSeconds + (bytes / SlowestBytesPerSecond)));
        return limit;
    }

    /// <summary>"550 5.1.1": the code, and the enhanced one if the server gave one. The words are left out: they may name the reader.</summary>
    private static string Code(SmtpCommandException e)
    {
        var basic = ((int)e.StatusCode).ToString(CultureInfo.InvariantCulture);
        var enhanced = Enhanced().Match(e.Message);
        return enhanced.Success ? basic + " " + enhanced.Value : basic;
    }

    [GeneratedRegex(@"^[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])", RegexOptions.CultureInvariant)]
    private static partial Regex Enhanced();

    /// <summary>A client that says when the reader is accepted.</summary>
    private sealed class Client : SmtpClient
    {
        public Action Accepted { get; set; } = () => { };

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            base.OnRecipientAccepted(message, mailbox, response);
            Accepted();
        }
    }

    private sealed class Connection(Client client, MailOptions options) : IMailConnection
    {
        public bool IsOpen => client.IsConnected;

        public Handed Hand(Letter letter, string messageId, DateTime utc, Action handing, CancellationToken cancellation)
        {
            using var message = MailWriter.Write(letter, options, messageId, utc);
            using var limit = Limit(options.TimeoutSeconds, letter.File?.Pdf.Length ?? 0, cancellation);
            Exception? ours = null;
            client.Accepted = () =>
            {
                try
                {
                    handing();
                }
                catch (Exception e)
                {
                    ours = e;
                    throw;
                }
            };
            var given = new Given();
            try
            {
                client.Send(message, limit.Token, given);
                return new Handed(HandedOutcome.Accepted, "");
            }
            catch (SmtpCommandException e)
            {
                // The server has answered: it is known what it has, which is nothing.
                var code = (int)e.StatusCode;
                return new Handed(
                    code is < 500 or > 599 ? HandedOutcome.Later : e.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? HandedOutcome.RefusedReader : HandedOutcome.Refused,
                    Code(e));
            }
            catch (Exception e) when (!ReferenceEquals(e, ours) && Told(e, cancellation) is { } told)
            {
                // Without the end of the mail a server must forget it (RFC 5321 §4.1.1.4); with it and without an answer, nobody knows.
                Drop();
                return new Handed(given.All && e is not ServiceNotAuthenticatedException ? HandedOutcome.Uncertain : HandedOutcome.Later, told);
            }
            catch
            {
                Drop();
                throw;
            }
        }

        public void Dispose()
        {
            try
            {
                if (client.IsConnected)
                {
                    // What is accepted is accepted, whatever is said to the goodbye.
                    using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Min(options.TimeoutSeconds, 5)));
                    client.Disconnect(true, limit.Token);
                }
            }
            catch (Exception e) when (Told(e, CancellationToken.None) is not null)
            {
                Drop();
            }
            finally
            {
                client.Dispose();
            }
        }

        private void Drop()
        {
            try
            {
                client.Disconnect(false, CancellationToken.None);
            }
            catch (Exception e) when (Told(e, CancellationToken.None) is not null)
            {
                // It is gone already.
            }
        }
    }

    /// <summary>How much of a mail has been given away.</summary>
    private sealed class Given : ITransferProgress
    {
        /// <summary>
        /// True once all of it has been written to the connection, so that its end may have been too. Lines that begin with a dot make it longer on
        /// the way than it was measured: then this is true a little early, which is the careful side.
        /// </summary>
        public bool All { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => All = bytesTransferred >= totalSize;

        // The size is always measured when somebody follows; without it, nothing is known.
        public void Report(long bytesTransferred) => All = true;
    }
}
