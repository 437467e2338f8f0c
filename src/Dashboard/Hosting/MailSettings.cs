using System.Net;
using Digilo.Analytics.Dashboard.Mail;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>Reads the settings of the mail: <c>Site:PublicUrl</c>, the sections <c>Mail</c> and <c>Bounces</c>.</summary>
internal static class MailSettings
{
    private const int LongestTimeout = 3600;

    /// <summary>The settings; those that are left out are not set.</summary>
    /// <exception cref="CommandFailure">A value is not one of those allowed; the message names the key. A password is never in it.</exception>
    public static MailOptions Read(IConfiguration configuration)
    {
        var defaults = new MailOptions();
        return new MailOptions
        {
            Server = Server(configuration, "Mail", security => security switch { MailSecurity.Tls => 465, MailSecurity.None => 25, _ => 587 }),
            From = From(configuration["Mail:From"]),
            FromName = SiteOptions.NonEmpty(configuration["Mail:FromName"], defaults.FromName),
            TimeoutSeconds = SiteOptions.Whole(configuration, "Mail:TimeoutSeconds", defaults.TimeoutSeconds, 1, LongestTimeout),
            Bounces = Server(configuration, "Bounces", security => security == MailSecurity.Tls ? 993 : 143),
            BounceFolder = SiteOptions.NonEmpty(configuration["Bounces:Folder"], defaults.BounceFolder),
            PublicUrl = PublicUrl(configuration["Site:PublicUrl"]),
        };
    }

    private static MailServer Server(IConfiguration configuration, string section, Func<MailSecurity, int> port)
    {
        var host = configuration[section + ":Host"]?.Trim() ?? "";
        if (host.Length == 0)
        {
            return MailServer.None;
        }

        var security = SiteOptions.OneOf(configuration, section + ":Security", "starttls", "starttls", "tls", "none") switch
        {
            "tls" => MailSecurity.Tls,
            "none" => MailSecurity.None,
            _ => MailSecurity.StartTls,
        };
        var password = Password(configuration, section);
        return security == MailSecurity.None && password.Length > 0 && !IsHere(host)
            ? throw new CommandFailure(ExitCodes.Usage, "cli.error.mailPlain", section + ":Security")
            : new MailServer(
                host, SiteOptions.Whole(configuration, section + ":Port", port(security), 1, 65535), security, configuration[section + ":User"]?.Trim() ?? "", password);
    }

    private static string Password(IConfiguration configuration, string section)
    {
        if (configuration[section + ":PasswordFile"] is not { Length: > 0 } file)
        {
            return configuration[section + ":Password"] ?? "";
        }

        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.Environment, "cli.error.passwordFile", section + ":PasswordFile", file);
        }
    }

    private static string From(string? text) => string.IsNullOrWhiteSpace(text)
        ? ""
        : MailAddresses.Clean(text) ?? throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "Mail:From", "…", "digilo@exempel.se");

    // A link in a mail is opened anywhere: it is a whole address, and in clear to this machine alone.
    private static string PublicUrl(string? text) => string.IsNullOrWhiteSpace(text)
        ? ""
        : Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0
            ? url.AbsoluteUri.TrimEnd('/')
            : throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "Site:PublicUrl", text, "https://digilo.exempel.se");

    private static bool IsHere(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
