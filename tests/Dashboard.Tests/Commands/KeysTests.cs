using System.Text.Json;
using Digilo.Analytics.Dashboard.Commands;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>The life of a key on the command line: made, rotated, remaining, destroyed.</summary>
public sealed class KeysTests : IDisposable
{
    private const string Organisation = "2284";
    private const string Head =
        "anstnr;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_is_rotated_told_of_until_nothing_remains_under_it_and_destroyed()
    {
        await ImportAsync("2023-09-30", "1", "2");
        var first = Current();
        var rotated = await RunAsync("keys", "rotate", "--organisation", Organisation);
        Assert.True(rotated.ExitCode == 0, rotated.Error);
        Assert.Contains("har en ny nyckel, " + Current(), rotated.Output, StringComparison.Ordinal);
        Assert.NotEqual(first, Current());

        await ImportAsync("2023-10-31", "1");
        var status = await RunAsync("keys", "status", "--organisation", Organisation);
        Assert.Contains($"den äldre nyckeln {first} behövs ännu. 1 är kvar under den (anstnr 1)", status.Output, StringComparison.Ordinal);
        Assert.Contains(first, (await RunAsync("doctor")).Output, StringComparison.Ordinal);
        var refused = await RunAsync("keys", "retire", "--organisation", Organisation);
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("--abandon", refused.Error, StringComparison.Ordinal);

        await ImportAsync("2023-11-30", "2");
        Assert.Contains("behövs inte sedan", (await RunAsync("doctor")).Output, StringComparison.Ordinal);
        var retired = await RunAsync("keys", "retire", "--organisation", Organisation);
        Assert.True(retired.ExitCode == 0, retired.Error);
        Assert.Contains($"Nyckeln {first} för organisation 2284 är förstörd", retired.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("äldre", (await RunAsync("keys", "status", "--organisation", Organisation)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abandoned_key_and_a_wrong_key_file_are_told_of_by_doctor()
    {
        await ImportAsync("2023-09-30", "1", "2");
        await RunAsync("keys", "rotate", "--organisation", Organisation);
        var abandoned = await RunAsync("keys", "retire", "--organisation", Organisation, "--abandon");
        Assert.True(abandoned.ExitCode == 0, abandoned.Error);
        Assert.Contains("som är förstörd", (await RunAsync("doctor")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ImportAsync("2023-10-31", "1")).ExitCode);

        File.Delete(KeyFile);
        using (var elsewhere = new TemporaryFolder())
        {
            await ImportAsync("2023-10-31", elsewhere.In("data"), "9");
            File.Copy(Path.Combine(elsewhere.In("data"), "keys", Organisation + ".keys.json"), KeyFile);
        }

        Assert.Contains("nycklarna är inte de som gjort", (await RunAsync("doctor")).Output, StringComparison.Ordinal);
        var wrong = await ImportAsync("2023-12-31", Data, "3");
        Assert.Equal(5, wrong.ExitCode);
    }

    [Theory]
    [InlineData("keys", "status")]
    [InlineData("keys", "spin", "--organisation", "2284")]
    [InlineData("keys", "rotate", "--organisation", "9999")]
    public async Task What_is_missing_or_unknown_ends_with_2(params string[] arguments)
    {
        await ImportAsync("2023-09-30", "1");
        Assert.Equal(2, (await RunAsync(arguments)).ExitCode);
    }

    private string Data => _folder.In("data");

    private string KeyFile => Path.Combine(Data, "keys", Organisation + ".keys.json");

    private string Current()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(KeyFile));
        return json.RootElement.GetProperty("current").GetString()!;
    }

    private Task<(int ExitCode, string Output, string Error)> ImportAsync(string day, params string[] persons) =>
        persons[0].Length > 3 ? ImportAsync(day, persons[0], persons[1..]) : ImportAsync(day, Data, persons);

    private async Task<(int ExitCode, string Output, string Error)> ImportAsync(string day, string data, string[] persons)
    {
        var file = _folder.In($"personal-{day}.csv");
        await File.WriteAllTextAsync(
            file, Head + string.Concat(persons.Select(p => $"{p};1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget\n")), TestContext.Current.CancellationToken);
        var result = await RunAsync(data, ["import", file, "--profile", "standard-register", "--organisation", Organisation, "--as-of", day]);
        Assert.True(result.ExitCode is 0 or 5, result.Output + result.Error);
        return result;
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(Data, arguments);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string data, string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var config = Path.Combine(Tests.Demo.DemoFixture.Repository, "config");
        var exitCode = await Cli.RunAsync([.. arguments, "--Data:Path", data, "--Config:Path", config, "--Site:Language", "sv"], output, error, TimeProvider.System);
        return (exitCode, output.ToString(), error.ToString());
    }
}
