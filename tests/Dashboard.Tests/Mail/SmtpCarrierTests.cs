using System.Diagnostics;
using Digilo.Analytics.Dashboard.Mail;
using MimeKit;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>What is known of a mail after a real server has behaved in any way: it is in no case taken for unsent when the server may have it.</summary>
public sealed class SmtpCarrierTests : IDisposable
{
    private const string Reader = "lasare@exempel.se", Id = "digilo.0123@exempel.se";

    private static readonly DateTime Utc = new(2026, 11, 25, 2, 31, 0, DateTimeKind.Utc);

    private readonly FakeSmtp _server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_mail_is_handed_over_with_everything_that_a_reader_and_his_program_need()
    {
        var letter = Letter(1) with { EndLink = "https://digilo.exempel.se/prenumeration/avsluta?t=abc" };
        Assert.Equal((new Handed(HandedOutcome.Accepted, ""), true), Hand(letter));
        var mail = Assert.Single(_server.Seen);
        Assert.Equal((Id, "Ledningsbrief för Örnsköldsvik", Utc), (mail.MessageId, mail.Subject, mail.Date.UtcDateTime));
        Assert.Equal("Digilo <digilo@exempel.se>", mail.From.ToString().Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal(Reader, mail.To.ToString());
        Assert.Equal("<https://digilo.exempel.se/prenumeration/avsluta?t=abc>", mail.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Equal(("auto-generated", "sv"), (mail.Headers["Auto-Submitted"], mail.Body!.Headers["Content-Language"]));
        Assert.StartsWith("Av dem som svarat …", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("%PDF"u8.ToArray(), Attachment(mail)[..4]);
        Assert.Null(mail.HtmlBody);
    }

    [Theory]
    [InlineData(Manner.Accepts, 1, HandedOutcome.Accepted, "", true)]
    [InlineData(Manner.SilentAtQuit, 1, HandedOutcome.Accepted, "", true)]
    [InlineData(Manner.RefusesReader, 1, HandedOutcome.RefusedReader, "550 5.1.1", false)]
    [InlineData(Manner.DelaysReader, 1, HandedOutcome.Later, "450 4.2.1", false)]
    [InlineData(Manner.DropsAtMail, 1, HandedOutcome.Later, "dropped", false)]
    [InlineData(Manner.SilentAtData, 1, HandedOutcome.Later, "timeout", true)]
    [InlineData(Manner.DropsInData, 20_000_000, HandedOutcome.Later, "dropped", true)]
    [InlineData(Manner.DropsAfterDot, 1, HandedOutcome.Uncertain, "dropped", true)]
    [InlineData(Manner.DropsAfterDot, 2_000_000, HandedOutcome.Uncertain, "dropped", true)]
    [InlineData(Manner.SilentAfterDot, 1, HandedOutcome.Uncertain, "timeout", true)]
    [InlineData(Manner.BabblesAfterDot, 1, HandedOutcome.Uncertain, "dropped", true)]
    [InlineData(Manner.DelaysMail, 1, HandedOutcome.Later, "451 4.3.0", true)]
    [InlineData(Manner.RefusesMail, 1, HandedOutcome.Refused, "554 5.7.1", true)]
    public void What_came_of_it_is_known_as_far_as_it_can_be(object manner, int bytes, object outcome, string reply, bool handed)
    {
        foreach (var pipelines in (bool[])[false, true])
        {
            (_server.Manner, _server.Pipelines) = ((Manner)manner, pipelines);
            _server.Seen.Clear();
            var (result, called) = Hand(Letter(bytes));
            Assert.Equal((new Handed((HandedOutcome)outcome, reply), handed), (result, called));

            // Whatever the server may have is never told as if it could be sent again.
            Assert.Equal(result.Outcome is HandedOutcome.Accepted or HandedOutcome.Uncertain || reply is "451 4.3.0" or "554 5.7.1", !_server.Seen.IsEmpty);
        }
    }

    [Theory]
    [InlineData(Manner.Silent, "timeout")]
    [InlineData(Manner.Trickles, "timeout")]
    [InlineData(Manner.Busy, "421 4.3.2")]
    public void A_server_that_will_not_talk_is_told_so_in_time(object manner, string code)
    {
        _server.Manner = (Manner)manner;
        var clock = Stopwatch.StartNew();
        Assert.Equal(code, Assert.Throws<MailException>(() => Open(_server.Server())).Code);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "It is not waited for for ever.");
    }

    [Fact]
    public void A_server_that_is_not_there_is_told_so()
    {
        var gone = _server.Server();
        _server.Dispose();
        Assert.Equal("connect", Assert.Throws<MailException>(() => Open(gone)).Code);
    }

    [Fact]
    public void Nothing_is_said_in_clear_to_a_server_that_cannot_or_should_not_be_trusted()
    {
        Assert.Equal("tls", Assert.Throws<MailException>(() => Open(_server.Server(MailSecurity.StartTls, "digilo", "hemligt"))).Code);
        Assert.DoesNotContain(_server.Heard, c => c.StartsWith("AUTH", StringComparison.Ordinal) || c.StartsWith("MAIL", StringComparison.Ordinal));

        // Its certificate is its own, which anybody can make.
        using var impostor = new FakeSmtp(tls: true) { Password = "hemligt" };
        Assert.Equal("tls", Assert.Throws<MailException>(() => Open(impostor.Server(MailSecurity.StartTls, "digilo", "hemligt"))).Code);
        Assert.Equal(["STARTTLS"], impostor.Heard.Where(c => !c.StartsWith("EHLO", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_wrong_password_is_told_without_it()
    {
        _server.Password = "hemligt";
        using (Open(_server.Server(MailSecurity.None, "digilo", "hemligt")))
        {
        }

        var error = Assert.Throws<MailException>(() => Open(_server.Server(MailSecurity.None, "digilo", "annat-ord")));
        Assert.Equal("auth", error.Code);
        Assert.DoesNotContain("annat-ord", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("annat-ord", _server.Server(MailSecurity.None, "digilo", "annat-ord").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void If_it_cannot_be_written_down_that_a_mail_goes_it_does_not_go()
    {
        using var connection = Open(_server.Server());
        var error = Assert.Throws<IOException>(() => connection.Hand(Letter(1), Id, Utc, () => throw new IOException("full"), Cancellation));
        Assert.Equal("full", error.Message);
        Assert.False(connection.IsOpen);
        Assert.Empty(_server.Seen);
        Assert.DoesNotContain("DATA", _server.Heard);
    }

    [Fact]
    public void A_subject_with_line_breaks_makes_no_header_of_its_own()
    {
        Hand(Letter(1) with { Subject = "Brief\r\nBcc: alla@exempel.se\n\tx" });
        var mail = Assert.Single(_server.Seen);
        Assert.Equal("Brief Bcc: alla@exempel.se x", mail.Subject);
        Assert.Empty(mail.Bcc);
    }

    [Theory]
    [InlineData(" anna@Exempel.SE ", "anna@exempel.se")]
    [InlineData("anna+brief@räksmörgås.se", "anna+brief@xn--rksmrgs-5wao1o.se")]
    [InlineData("anna@exempel", null)]
    [InlineData("Anna <anna@exempel.se>", null)]
    [InlineData("anna@exempel.se, bo@exempel.se", null)]
    [InlineData("anna@exempel.se\r\nBcc: x@exempel.se", null)]
    [InlineData("åsa@exempel.se", null)]
    [InlineData("anna@ex ampel.se", null)]
    [InlineData("@exempel.se", null)]
    [InlineData("anna", null)]
    [InlineData("anna@exempel..se", null)]
    [InlineData("\"anna berg\"@exempel.se", null)]
    [InlineData("anna@[127.0.0.1]", null)]
    public void An_address_is_one_plain_address(string text, string? clean) => Assert.Equal(clean, MailAddresses.Clean(text));

    private IMailConnection Open(MailServer server) => new SmtpCarrier(Options(server)).Open(Cancellation);

    private static MailOptions Options(MailServer server) =>
        new() { Server = server, From = "digilo@exempel.se", FromName = "Digilo", TimeoutSeconds = 3, PublicUrl = "https://digilo.exempel.se" };

    private (Handed Result, bool Handing) Hand(Letter letter)
    {
        var called = false;
        using var connection = Open(_server.Server());
        return (connection.Hand(letter, Id, Utc, () => called = true, Cancellation), called);
    }

    private static Letter Letter(int bytes)
    {
        var pdf = new byte[bytes + 4];
        "%PDF"u8.CopyTo(pdf);
        return new Letter(Reader, "sv", "Ledningsbrief för Örnsköldsvik", "Av dem som svarat …\n.\n..\nen rad till") { File = new LetterFile("brief.pdf", pdf) };
    }

    private static byte[] Attachment(MimeMessage mail)
    {
        using var memory = new MemoryStream();
        ((MimePart)Assert.Single(mail.Attachments)).Content!.DecodeTo(memory);
        return memory.ToArray();
    }
}
