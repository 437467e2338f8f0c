using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Tests.Jobs;
using Digilo.Analytics.Dashboard.Tests.Mail;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>Subscriptions from the command line, by real processes against a real mail server.</summary>
public sealed class SubscribeTests : IDisposable
{
    private const string Reader = "lasare@exempel.se";

    private readonly PersonWorld _world = new();
    private readonly FakeSmtp _smtp = new();

    public void Dispose()
    {
        _smtp.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task Without_an_address_of_the_pages_or_a_mail_server_nobody_can_subscribe()
    {
        _world.Refresh();
        _world.Close();
        var refused = await RunAsync(Reader, [("DIGILO__Mail__Host", "localhost")], "add", "--organisation", "2284", "--kind", "ledning", "--rhythm", "monthly", "--day", "31");
        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains("inställningar saknas (Site:PublicUrl, Mail:From)", refused.Error, StringComparison.Ordinal);

        foreach (var (key, value, told) in new[]
        {
            ("Site__PublicUrl", "http://digilo.exempel.se", "Site:PublicUrl"), ("Site__PublicUrl", "digilo.exempel.se", "Site:PublicUrl"),
            ("Mail__From", "Digilo <digilo@exempel.se>", "Mail:From"), ("Mail__Security", "kanske", "Mail:Security"),
            ("Mail__PasswordFile", "finns-inte", "Mail:PasswordFile"),
        })
        {
            var wrong = await RunAsync(null, [("DIGILO__Mail__Host", "localhost"), ("DIGILO__" + key, value)], "list");
            Assert.NotEqual(ExitCodes.Good, wrong.ExitCode);
            Assert.Contains(told, wrong.Error, StringComparison.Ordinal);
        }

        // A password goes in clear to nobody but this machine.
        var plain = await RunAsync(null, [("DIGILO__Mail__Host", "mail.exempel.se"), ("DIGILO__Mail__Security", "none"), ("DIGILO__Mail__Password", "hemligt-ord")], "list");
        Assert.Equal(ExitCodes.Usage, plain.ExitCode);
        Assert.DoesNotContain("hemligt-ord", plain.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_is_killed_when_the_server_has_the_mail_never_sends_it_again_by_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Kills with a signal.");
        _world.Refresh();
        _world.Close();
        var added = await RunAsync(Reader, Settings(), "add", "--organisation", "2284", "--kind", "ledning", "--language", "sv", "--rhythm", "monthly", "--day", "31");
        Assert.True(added.ExitCode == ExitCodes.Good, added.All);
        Assert.DoesNotContain(Reader, added.All, StringComparison.Ordinal);
        Assert.Contains("sista dagen varje månad", (await RunAsync(null, Settings(), "list")).Output, StringComparison.Ordinal);

        var killed = await RunAsync(null, [.. Settings(), ("DIGILO__Test__KillAfter", "mail:accepted")], "send");
        Assert.Equal(137, killed.ExitCode);
        Assert.Single(_smtp.Seen);

        // The dead process's lease takes half a minute to run out.
        var busy = await RunAsync(null, Settings(), "send");
        Assert.Equal(ExitCodes.Environment, busy.ExitCode);
        await Task.Delay(TimeSpan.FromSeconds(31), TestContext.Current.CancellationToken);
        var next = await RunAsync(null, Settings(), "send");
        Assert.Equal(ExitCodes.Remarks, next.ExitCode);
        Assert.Contains("osäkra 1", next.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Good, (await RunAsync(null, Settings(), "send")).ExitCode);
        Assert.Single(_smtp.Seen);
        Assert.Contains("osäkert", (await RunAsync(null, Settings(), "sendings")).Output, StringComparison.Ordinal);

        // A person decides, and only then it goes once more: the same mail.
        Assert.Equal(ExitCodes.Good, (await RunAsync(null, Settings(), "resend", "--number", "1")).ExitCode);
        Assert.Equal(ExitCodes.Refused, (await RunAsync(null, Settings(), "settle", "--number", "1")).ExitCode);
        Assert.Equal(ExitCodes.Good, (await RunAsync(null, Settings(), "send")).ExitCode);
        Assert.Equal(2, _smtp.Seen.Count);
        Assert.Single(_smtp.Seen.Select(m => m.MessageId).Distinct());

        Assert.Equal(ExitCodes.Good, (await RunAsync(null, Settings(), "remove", "--number", "1")).ExitCode);
        Assert.Equal(ExitCodes.Refused, (await RunAsync(null, Settings(), "remove", "--number", "1")).ExitCode);
        Assert.Contains("Det finns inga.", (await RunAsync(null, Settings(), "list")).Output, StringComparison.Ordinal);
    }

    private (string, string)[] Settings() =>
    [
        ("DIGILO__Site__PublicUrl", "https://digilo.exempel.se"), ("DIGILO__Mail__Host", "localhost"), ("DIGILO__Mail__Security", "none"),
        ("DIGILO__Mail__Port", _smtp.Port.ToString(CultureInfo.InvariantCulture)), ("DIGILO__Mail__From", "digilo@exempel.se"), ("DIGILO__Mail__TimeoutSeconds", "10"),
    ];

    private async Task<ProcessResult> RunAsync(string? input, (string, string)[] settings, params string[] arguments)
    {
        using var digilo = DigiloProcess.StartWith(input, _world.Folder, ["subscribe", .. arguments, "--Data:Path", _world.In("data")], settings);
        return await digilo.EndAsync(TimeSpan.FromMinutes(2));
    }
}
