namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>
/// A mail server could not be reached or would not serve us. Carries a code and nothing that was said or sent: neither an address nor a password
/// nor the server's words, which may hold either.
/// </summary>
internal sealed class MailException(string code) : Exception($"The mail server failed: {code}.")
{
    /// <summary>"connect", "tls", "auth", "timeout", "dropped", or the server's own code such as "421".</summary>
    public string Code { get; } = code;
}
