namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>A file that goes with a letter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pdf">Its bytes: a PDF.</param>
internal sealed record LetterFile(string Name, byte[] Pdf);

/// <summary>What a mail says, before it is one.</summary>
/// <param name="To">The reader's address; personal data.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
internal sealed record Letter(string To, string Language, string Subject, string Text)
{
    /// <summary>A file, or null.</summary>
    public LetterFile? File { get; init; }

    /// <summary>Where a post ends the subscription (RFC 8058); empty in the question for a confirmation, which nobody subscribes to.</summary>
    public string EndLink { get; init; } = "";

    /// <summary>Without the address, so that a record that is printed never tells it.</summary>
    public override string ToString() => nameof(Letter);
}
