using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Digilo.Analytics.Dashboard.Mail;
using MimeKit;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>How a mail server behaves.</summary>
internal enum Manner
{
    Accepts,
    /// <summary>550 5.1.1 to the reader.</summary>
    RefusesReader,
    /// <summary>450 4.2.1 to the reader.</summary>
    DelaysReader,
    /// <summary>421 in place of a greeting.</summary>
    Busy,
    /// <summary>Takes the connection and says nothing.</summary>
    Silent,
    /// <summary>Says one byte of a greeting now and then, for ever.</summary>
    Trickles,
    /// <summary>Closes when it hears who writes.</summary>
    DropsAtMail,
    /// <summary>Says nothing to DATA.</summary>
    SilentAtData,
    /// <summary>Resets the connection when some of the mail has come.</summary>
    DropsInData,
    /// <summary>Has the whole mail and closes without a word: it may keep it.</summary>
    DropsAfterDot,
    /// <summary>Has the whole mail and says nothing.</summary>
    SilentAfterDot,
    /// <summary>Has the whole mail and says something that is no answer.</summary>
    BabblesAfterDot,
    /// <summary>451 4.3.0 to the whole mail.</summary>
    DelaysMail,
    /// <summary>554 5.7.1 to the whole mail, and repeats the reader's address.</summary>
    RefusesMail,
    /// <summary>Accepts, and hangs at the goodbye.</summary>
    SilentAtQuit,
}

/// <summary>A real mail server on this machine, on sockets of its own, with any manners.</summary>
internal sealed class FakeSmtp : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private int _connections;
    private bool _disposed;

    public FakeSmtp(bool tls = false)
    {
        _certificate = tls ? SelfSigned() : null;
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>For every connection and mail from now on.</summary>
    public Manner Manner { get; set; } = Manner.Accepts;

    /// <summary>Offers PIPELINING.</summary>
    public bool Pipelines { get; set; }

    /// <summary>The password that it wants; empty = none.</summary>
    public string Password { get; set; } = "";

    public int Connections => _connections;

    /// <summary>Mails whose end it has seen, whatever it said to them: what it may keep.</summary>
    public ConcurrentQueue<MimeMessage> Seen { get; } = new();

    /// <summary>Commands, in order.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public MailServer Server(MailSecurity security = MailSecurity.None, string user = "", string password = "") => new("localhost", Port, security, user, password);

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _stop.Cancel();
            _listener.Dispose();
            _certificate?.Dispose();
            _stop.Dispose();
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = Task.Run(async () =>
                {
                    using (socket)
                    {
                        try
                        {
                            await ServeAsync(socket);
                        }
                        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
                            or System.Security.Authentication.AuthenticationException)
                        {
                            // The other end is gone, or the test is over.
                        }
                    }
                });
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient socket)
    {
        Stream stream = socket.GetStream();
        switch (Manner)
        {
            case Manner.Silent:
                await SilenceAsync();
                return;
            case Manner.Trickles:
                await stream.WriteAsync("220-"u8.ToArray(), _stop.Token);
                while (true)
                {
                    await stream.WriteAsync("x"u8.ToArray(), _stop.Token);
                    await Task.Delay(200, _stop.Token);
                }

            case Manner.Busy:
                await SayAsync(stream, "421 4.3.2 busy");
                return;
        }

        await SayAsync(stream, "220 test ESMTP");
        while (await ReadLineAsync(stream) is { } line)
        {
            Heard.Enqueue(line);
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (command)
            {
                case "EHLO":
                    await SayAsync(stream, string.Join("\r\n", new[] { "250-test", "250-ENHANCEDSTATUSCODES" }
                        .Concat(Pipelines ? ["250-PIPELINING"] : []).Concat(_certificate is not null && stream is not SslStream ? ["250-STARTTLS"] : [])
                        .Concat(Password.Length > 0 ? ["250-AUTH PLAIN"] : []).Append("250 SIZE 99999999")));
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go");
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(_certificate!);
                    stream = secured;
                    break;
                case "AUTH":
                    var said = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[^1])).Split('\0')[^1];
                    await SayAsync(stream, said == Password ? "235 2.7.0 in" : "535 5.7.8 no");
                    break;
                case "MAIL" when Manner == Manner.DropsAtMail:
                    return;
                case "RCPT":
                    await SayAsync(stream, Manner switch
                    {
                        Manner.RefusesReader => "550 5.1.1 " + line[8..] + " unknown",
                        Manner.DelaysReader => "450 4.2.1 later",
                        _ => "250 2.1.5 fine",
                    });
                    break;
                case "DATA":
                    if (Manner == Manner.SilentAtData)
                    {
                        await SilenceAsync();
                    }

                    await SayAsync(stream, "354 go on");
                    if (!await TakeAsync(stream, socket))
                    {
                        return;
                    }

                    break;
                case "QUIT":
                    if (Manner == Manner.SilentAtQuit)
                    {
                        await SilenceAsync();
                    }

                    await SayAsync(stream, "221 2.0.0 bye");
                    return;
                default:
                    await SayAsync(stream, "250 2.0.0 fine");
                    break;
            }
        }
    }

    /// <summary>Takes a mail; false if the connection is to be closed.</summary>
    private async Task<bool> TakeAsync(Stream stream, TcpClient socket)
    {
        using var content = new MemoryStream();
        while (await ReadLineAsync(stream) is { } line)
        {
            if (Manner == Manner.DropsInData && content.Length > 2000)
            {
                // A reset, not a goodbye: what the other end still writes fails.
                socket.LingerState = new LingerOption(true, 0);
                return false;
            }

            if (line == ".")
            {
                content.Position = 0;
                Seen.Enqueue(await MimeMessage.LoadAsync(content));
                switch (Manner)
                {
                    case Manner.DropsAfterDot:
                        return false;
                    case Manner.SilentAfterDot:
                        await SilenceAsync();
                        return false;
                }

                await SayAsync(stream, Manner switch
                {
                    Manner.BabblesAfterDot => "well yes",
                    Manner.DelaysMail => "451 4.3.0 later",
                    Manner.RefusesMail => "554 5.7.1 not for lasare@exempel.se",
                    _ => "250 2.0.0 kept",
                });
                return true;
            }

            content.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }

        return false;
    }

    private Task SilenceAsync() => Task.Delay(Timeout.Infinite, _stop.Token);

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _stop.Token);

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(
            DateTimeOffset.Parse("2020-01-01", CultureInfo.InvariantCulture), DateTimeOffset.Parse("2060-01-01", CultureInfo.InvariantCulture));
    }
}
