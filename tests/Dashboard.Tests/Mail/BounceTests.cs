using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>Mails that come back: found in a real mailbox, known by their Message-ID, told once.</summary>
public sealed class BounceTests : IDisposable
{
    private readonly MailWorld _world = new();
    private readonly FakeImap _imap = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _imap.Dispose();
        _world.Dispose();
    }

    [Fact]
    public void A_mail_that_came_back_is_told_and_its_reader_gets_nothing_more()
    {
        var reader = _world.Subscribe();
        _world.Plan();
        _world.Send();
        _imap.Mails.Add((Report(_world.Only().MessageId, "failed", "5.1.1"), false));
        _imap.Mails.Add(("From: anna@exempel.se\nSubject: Hej\nContent-Type: text/plain\n\nEn fråga om briefen\n", false));
        _imap.Mails.Add((Report("nagon.annans@exempel.se", "failed", "5.1.1"), false));

        Assert.Equal(new MailTally { Bounced = 1 }, Read());
        Assert.Equal((SendingState.Bounced, "5.1.1"), (_world.Only().State, _world.Only().Reply));
        Assert.Equal(SubscriptionState.Stopped, _world.Store.Subscriptions.Find(reader.Id)!.State);

        // Reports are read, what a person wrote is for a person.
        Assert.Equal([true, false, true], _imap.Mails.Select(m => m.Seen));
        Assert.Equal(new MailTally(), Read());
    }

    [Theory]
    [InlineData("delayed", "4.4.7", SendingState.Sent, SubscriptionState.Active)]
    [InlineData("delivered", "2.0.0", SendingState.Sent, SubscriptionState.Active)]
    [InlineData("failed", "4.4.7", SendingState.Bounced, SubscriptionState.Active)]
    [InlineData("failed", "5.2.2 (mailbox full)", SendingState.Bounced, SubscriptionState.Stopped)]
    [InlineData("Failed", "", SendingState.Bounced, SubscriptionState.Active)]
    public void Only_what_has_failed_is_a_bounce_and_only_for_good_stops(string action, string status, object state, object subscription)
    {
        _world.Subscribe();
        _world.Plan();
        _world.Send();
        _imap.Mails.Add((Report(_world.Only().MessageId, action, status), false));
        Read();
        Assert.Equal(((SendingState)state, (SubscriptionState)subscription), (_world.Only().State, Assert.Single(_world.Store.Subscriptions.All()).State));
    }

    [Fact]
    public void An_uncertain_mail_that_comes_back_had_arrived()
    {
        _world.Subscribe();
        _world.Plan();
        _world.Smtp.Manner = Manner.DropsAfterDot;
        _world.Send();
        _imap.Mails.Add((Report(_world.Only().MessageId, "failed", "5.1.1", whole: true), false));
        Read();
        Assert.Equal(SendingState.Bounced, _world.Only().State);
    }

    [Fact]
    public void A_mailbox_that_breaks_is_told_and_read_again_another_time()
    {
        _world.Subscribe();
        _world.Plan();
        _world.Send();
        _imap.Mails.Add((Report(_world.Only().MessageId, "failed", "5.1.1"), false));
        _imap.Breaks = true;
        Assert.Equal("dropped", Read().BounceProblem);
        Assert.Equal(SendingState.Sent, _world.Only().State);
    }

    [Fact]
    public void A_wrong_password_for_the_mailbox_is_told_without_it()
    {
        Assert.Equal(new MailTally { BounceProblem = "auth" }, Read("annat-ord"));
        Assert.Equal("folder", Read(folder: "Studsar").BounceProblem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n--b--\n")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b--\n")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\u0000\u0001;;;\n--b--\n")]
    public void What_is_no_report_is_no_bounce(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.Latin1.GetBytes("From: a@b.se\n" + text + "\n"));
        Assert.Empty(BounceReader.Of(MimeKit.MimeMessage.Load(stream, Cancellation)));
    }

    private MailTally Read(string password = "studs", string folder = "INBOX") => _world.Round().ReadBounces(
        new BounceReader(_world.Options with { Bounces = _imap.Server(password), BounceFolder = folder, TimeoutSeconds = 5 }), new MailTally(), Cancellation);

    // As Postfix writes it (RFC 3464): a text for people, the report, and the mail or its headers.
    private static string Report(string messageId, string action, string status, bool whole = false) => $"""
        From: MAILER-DAEMON@exempel.se (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: digilo@exempel.se
        Content-Type: multipart/report; report-type=delivery-status; boundary="9B095B5ADSN"
        MIME-Version: 1.0

        --9B095B5ADSN
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --9B095B5ADSN
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.exempel.se
        X-Postfix-Queue-ID: 9B095B5ADSN

        Final-Recipient: rfc822; lasare@exempel.se
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 5.1.1 <lasare@exempel.se>: unknown

        --9B095B5ADSN
        Content-Type: {(whole ? "message/rfc822" : "text/rfc822-headers")}

        From: Digilo Analytics <digilo@exempel.se>
        To: lasare@exempel.se
        Message-ID: <{messageId}>
        Subject: Ledningsbrief
        {(whole ? "\n        Av dem som svarat" : "")}
        --9B095B5ADSN--

        """.Replace("\n        ", "\n", StringComparison.Ordinal);
}
