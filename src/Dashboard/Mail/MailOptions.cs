namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>How a connection to a mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>Begins in clear and must go over to TLS (STARTTLS); a server that does not offer it is refused.</summary>
    StartTls,
    /// <summary>TLS from the first byte.</summary>
    Tls,
    /// <summary>None; with a password to this machine alone.</summary>
    None,
}

/// <summary>A mail server and the account on it.</summary>
/// <param name="Host">Name or address; empty = not set.</param>
/// <param name="Port">Port.</param>
/// <param name="Security">How it is protected.</param>
/// <param name="User">User name; empty = no sign-in.</param>
/// <param name="Password">Password.</param>
internal sealed record MailServer(string Host, int Port, MailSecurity Security, string User, string Password)
{
    /// <summary>No server.</summary>
    public static MailServer None { get; } = new("", 0, MailSecurity.StartTls, "", "");

    /// <summary>True if a server is set.</summary>
    public bool IsSet => Host.Length > 0;

    /// <summary>Without user and password, so that a record that is printed never tells them.</summary>
    public override string ToString() => $"{Host}:{Port} {Security}";
}

/// <summary>Settings of the mail.</summary>
internal sealed record MailOptions
{
    /// <summary>The server that takes the mails.</summary>
    public MailServer Server { get; init; } = MailServer.None;

    /// <summary>Sender's address; empty = not set.</summary>
    public string From { get; init; } = "";

    /// <summary>Sender's name.</summary>
    public string FromName { get; init; } = "Digilo Analytics";

    /// <summary>
    /// Seconds for a server to greet and let us in, and again for each mail. Long, because a server that looks through a mail before it answers
    /// would otherwise leave it uncertain.
    /// </summary>
    public int TimeoutSeconds { get; init; } = 120;

    /// <summary>The mailbox that bounces come to, by IMAP.</summary>
    public MailServer Bounces { get; init; } = MailServer.None;

    /// <summary>Folder of that mailbox.</summary>
    public string BounceFolder { get; init; } = "INBOX";

    /// <summary>
    /// Address of the pages as readers of mails reach them, without a slash at the end; empty = not set. Needed for subscriptions: a mail that
    /// cannot be left with a click is not sent.
    /// </summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>True if mails can be sent.</summary>
    public bool IsComplete => Server.IsSet && From.Length > 0 && PublicUrl.Length > 0;

    /// <summary>Keys of settings that are missing for mails to be sent; empty if none is.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. new[] { (PublicUrl.Length > 0, "Site:PublicUrl"), (Server.IsSet, "Mail:Host"), (From.Length > 0, "Mail:From") }.Where(s => !s.Item1).Select(s => s.Item2),
    ];
}
