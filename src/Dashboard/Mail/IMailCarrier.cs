namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>What came of handing a mail over.</summary>
internal enum HandedOutcome
{
    /// <summary>The server has taken it.</summary>
    Accepted,
    /// <summary>Not now; the server has not got it for certain. To be tried again.</summary>
    Later,
    /// <summary>The server will not take it for this reader.</summary>
    RefusedReader,
    /// <summary>The server will not take it at all.</summary>
    Refused,
    /// <summary>All of it was given and no answer came: the server may have it.</summary>
    Uncertain,
}

/// <summary>What came of handing a mail over.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Reply">The server's code such as "550 5.1.1", or "timeout", "dropped"; empty if it was accepted.</param>
internal sealed record Handed(HandedOutcome Outcome, string Reply);

/// <summary>Takes mails to a server.</summary>
internal interface IMailCarrier
{
    /// <summary>A connection, signed in.</summary>
    /// <exception cref="MailException">The server cannot be reached, is not who it should be, or does not let us in.</exception>
    IMailConnection Open(CancellationToken cancellation);
}

/// <summary>A connection to a mail server.</summary>
internal interface IMailConnection : IDisposable
{
    /// <summary>False if it is of no more use: the next mail needs another one.</summary>
    bool IsOpen { get; }

    /// <summary>Hands one mail over.</summary>
    /// <param name="letter">What it says.</param>
    /// <param name="messageId">Its Message-ID, without angle brackets.</param>
    /// <param name="utc">Its date, UTC.</param>
    /// <param name="handing">
    /// Called when the reader is accepted, before the first byte of the mail is given. If it throws, nothing is given, and this throws the same.
    /// </param>
    /// <param name="cancellation">Stops it; what may have been given by then is uncertain.</param>
    Handed Hand(Letter letter, string messageId, DateTime utc, Action handing, CancellationToken cancellation);
}
