using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Mail;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>A mailbox on this machine that speaks as much IMAP as a reader of bounces needs.</summary>
internal sealed class FakeImap : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public FakeImap()
    {
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    /// <summary>The mails, and whether each is read.</summary>
    public List<(string Text, bool Seen)> Mails { get; } = [];

    public string Password { get; set; } = "studs";

    /// <summary>Closes when a mail is asked for.</summary>
    public bool Breaks { get; set; }

    public List<string> Heard { get; } = [];

    public MailServer Server(string password = "studs") =>
        new("localhost", ((IPEndPoint)_listener.LocalEndpoint).Port, MailSecurity.None, "digilo", password);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(socket.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
        {
            // The test is over, or the other end is gone.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        async Task SayAsync(string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"), _stop.Token);

        await SayAsync("* OK [CAPABILITY IMAP4rev1] hi");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Heard.Add(line);
            var (tag, command) = (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            if (command.StartsWith("LOGIN", StringComparison.Ordinal))
            {
                await SayAsync(command.EndsWith(Password, StringComparison.Ordinal) || command.EndsWith($"\"{Password}\"", StringComparison.Ordinal)
                    ? tag + " OK [CAPABILITY IMAP4rev1] in" : tag + " NO [AUTHENTICATIONFAILED] no");
                continue;
            }

            if (command.StartsWith("LIST", StringComparison.Ordinal))
            {
                await SayAsync(command.Contains("INBOX", StringComparison.Ordinal) ? "* LIST (\\HasNoChildren) \"/\" INBOX"
                    : command.EndsWith("\"\"", StringComparison.Ordinal) ? "* LIST (\\Noselect) \"/\" \"\"" : "* OK none");
            }
            else if (command.StartsWith("SELECT", StringComparison.Ordinal))
            {
                await SayAsync($"* FLAGS (\\Seen)\r\n* {Mails.Count} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] .\r\n* OK [PERMANENTFLAGS (\\Seen)] .");
            }
            else if (command.StartsWith("UID SEARCH", StringComparison.Ordinal))
            {
                Assert.Contains("UNSEEN HEADER", command, StringComparison.OrdinalIgnoreCase);
                await SayAsync("* SEARCH" + string.Concat(Mails.Select((m, i) =>
                    !m.Seen && Regex.IsMatch(m.Text.Split("\n\n")[0], "^Content-Type:.*report", RegexOptions.Multiline | RegexOptions.IgnoreCase) ? $" {i + 1}" : "")));
            }
            else if (command.StartsWith("UID FETCH", StringComparison.Ordinal))
            {
                foreach (var uid in Uids(command.Split(' ')[2]))
                {
                    var text = Mails[uid - 1].Text.ReplaceLineEndings("\r\n");
                    if (command.Contains("BODY", StringComparison.Ordinal))
                    {
                        if (Breaks)
                        {
                            return;
                        }

                        await SayAsync($"* {uid} FETCH (UID {uid} BODY[] {{{text.Length}}}\r\n{text})");
                    }
                    else
                    {
                        await SayAsync($"* {uid} FETCH (UID {uid} RFC822.SIZE {text.Length})");
                    }
                }
            }
            else if (command.StartsWith("UID STORE", StringComparison.Ordinal))
            {
                Assert.Contains("\\Seen", command, StringComparison.Ordinal);
                foreach (var uid in Uids(command.Split(' ')[2]))
                {
                    Mails[uid - 1] = (Mails[uid - 1].Text, true);
                }
            }
            else if (command.StartsWith("LOGOUT", StringComparison.Ordinal))
            {
                await SayAsync("* BYE bye\r\n" + tag + " OK bye");
                return;
            }

            await SayAsync(tag + (command.StartsWith("SELECT", StringComparison.Ordinal) ? " OK [READ-WRITE] done" : " OK done"));
        }
    }

    private static IEnumerable<int> Uids(string set) => set.Split(',').SelectMany(part =>
    {
        var ends = part.Split(':').Select(e => int.Parse(e, CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });
}
