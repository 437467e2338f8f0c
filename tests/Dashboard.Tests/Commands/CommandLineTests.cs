using Digilo.Analytics.Dashboard.Commands;
using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

public class CommandLineTests
{
    private static readonly string[] Names =
        ["serve", "demo", "template", "import", "confirm", "refresh", "brief", "export", "migrate", "reopen", "withdraw", "keys", "doctor"];

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Cli.RunAsync(args, output, error, TimeProvider.System);
        return (exitCode, output.ToString(), error.ToString());
    }

    public static TheoryData<string, string> CommandsAndLanguages()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in Names)
        {
            data.Add(name, "sv");
            data.Add(name, "en");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CommandsAndLanguages))]
    public async Task Help_of_a_command_has_its_purpose_options_and_examples_in_the_language(string command, string language)
    {
        var (exitCode, output, error) = await Run(command, "--help", "--Site:Language", language);

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        Assert.Contains(TextCatalogue.Default.Get(language, "cli.help.examples"), output, StringComparison.Ordinal);
        Assert.Contains("digilo " + command, output, StringComparison.Ordinal);
        Assert.DoesNotContain("‹", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_the_program_lists_every_command_and_every_exit_code()
    {
        var (exitCode, output, _) = await Run("--help", "--Site:Language", "sv");

        Assert.Equal(0, exitCode);
        Assert.All(Names, name => Assert.Contains("\n  " + name, output, StringComparison.Ordinal));
        Assert.Contains("Slutkoder: 0", output, StringComparison.Ordinal);
        Assert.Contains("--Storage:Provider", output, StringComparison.Ordinal);
        Assert.DoesNotContain("‹", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_in_the_help_is_understood_by_the_parser()
    {
        var root = Cli.BuildRoot("sv", TextWriter.Null, TextWriter.Null, TimeProvider.System);
        foreach (var line in TextCatalogue.Default.Codes("sv").Where(c => c.StartsWith("cli.", StringComparison.Ordinal) && c.EndsWith(".examples", StringComparison.Ordinal) && c != "cli.help.examples")
            .SelectMany(c => TextCatalogue.Default.Get("sv", c).Split('\n').Concat(TextCatalogue.Default.Get("en", c).Split('\n'))))
        {
            Assert.StartsWith("digilo ", line, StringComparison.Ordinal);
            var parsed = System.CommandLine.Parsing.CommandLineParser.Parse(root, line["digilo ".Length..]);
            Assert.True(parsed.Errors.Count == 0, line);
        }
    }

    [Fact]
    public async Task An_unknown_option_ends_with_2_and_names_the_nearest_one()
    {
        var (exitCode, _, error) = await Run("export", "--tabel", "F1", "--Site:Language", "sv");

        Assert.Equal(2, exitCode);
        Assert.Contains("”--tabel” förstås inte. Menade du --table?", error, StringComparison.Ordinal);
        Assert.Contains("digilo export --help", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_of_a_command_that_takes_files_is_no_file()
    {
        var (exitCode, _, error) = await Run("import", "--frobnicate", "x.csv", "--Site:Language", "sv");

        Assert.Equal(2, exitCode);
        Assert.Contains("”--frobnicate” förstås inte", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("htp:/x")]
    [InlineData("ftp://localhost:5080")]
    [InlineData("5080")]
    public async Task An_address_that_nobody_can_listen_on_ends_with_2_and_names_the_option(string urls)
    {
        var (exitCode, _, error) = await Run("serve", "--urls", urls, "--Site:Language", "sv");

        Assert.Equal(2, exitCode);
        Assert.Contains("--urls är ”" + urls, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("migrate")]
    public async Task A_file_where_the_data_folder_should_be_ends_with_5_and_is_named(string command)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.In("data"), "", TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await Run(command, "--Data:Path", folder.In("data"), "--Site:Language", "sv");

        Assert.Equal(5, exitCode);
        Assert.Contains("är en fil men ska vara en mapp", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undeclared_setting_is_a_mistake()
    {
        var (exitCode, _, error) = await Run("doctor", "--Storage:Provdier", "sqlite", "--Site:Language", "en");

        Assert.Equal(2, exitCode);
        Assert.Contains("--Storage:Provider", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Storage:Provider=oracle", "sqlite | sqlserver")]
    [InlineData("--Publishing:Release=sometimes", "auto | manual")]
    [InlineData("--Node:Role=king", "web | worker | both")]
    [InlineData("--Storage:LeaseWaitSeconds=soon", "0–3600")]
    [InlineData("--Ingest:UploadMaxMegabytes=0", "1–1048576")]
    [InlineData("--Ingest:MaxFileMegabytes=-1", "1–1048576")]
    [InlineData("--Ingest:MaxUnpackedMegabytes=1,5", "1–1048576")]
    [InlineData("--Ingest:MaxRowKilobytes=99999999", "1–1048576")]
    [InlineData("--Ingest:MaxColumns=many", "1–100000")]
    [InlineData("--Ingest:ExamplesPerRule=-1", "0–1000")]
    public async Task A_setting_with_a_wrong_value_ends_with_2_and_says_what_is_allowed(string argument, string allowed)
    {
        var (exitCode, _, error) = await Run("doctor", argument, "--Site:Language", "sv");

        Assert.Equal(2, exitCode);
        Assert.Contains(allowed, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sql_server_without_a_connection_string_ends_with_5_and_says_where_to_give_it()
    {
        var (exitCode, _, error) = await Run("migrate", "--Storage:Provider", "sqlserver", "--Site:Language", "sv");

        Assert.Equal(5, exitCode);
        Assert.Contains("DIGILO__Storage__ConnectionString", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_required_option_ends_with_2_and_is_named()
    {
        var (exitCode, _, error) = await Run("withdraw", "--Site:Language", "sv");

        Assert.Equal(2, exitCode);
        Assert.Contains("--reason saknas.", error, StringComparison.Ordinal);
    }
}
