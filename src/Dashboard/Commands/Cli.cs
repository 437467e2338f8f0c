using System.CommandLine;
using System.CommandLine.Help;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>The command line: what it understands, whom it calls, how it fails.</summary>
internal static class Cli
{
    /// <summary>Runs the program.</summary>
    /// <returns>See <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error, TimeProvider.System);

    /// <summary>Runs the program with other writers and another clock.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        args = SettingOptions.Normalise(args);
        var language = SettingOptions.LanguageOf(args);
        var root = BuildRoot(language, output, error, clock);
        var parsed = root.Parse(args);
        var stray = args.Contains("--") ? null : UsageErrors.Stray(parsed);
        if ((parsed.Errors.Count > 0 || stray is not null) && parsed.Action is not SynchronousHelp)
        {
            await error.WriteLineAsync(stray is null ? UsageErrors.Explain(parsed, language) : UsageErrors.Unknown(parsed, language, stray)).ConfigureAwait(false);
            await error.WriteLineAsync(TextCatalogue.Default.Get(language, "cli.error.seeHelp", UsageErrors.PathOf(parsed.CommandResult.Command))).ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,

            // Long enough to take back what an import has begun; then it ends all the same.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
            Output = output,
            Error = error,
        }).ConfigureAwait(false);
    }

    /// <summary>The tree of commands, described in a language.</summary>
    internal static RootCommand BuildRoot(string language, TextWriter output, TextWriter error, TimeProvider clock)
    {
        var root = new RootCommand(TextCatalogue.Default.Get(language, "cli.root"));
        var builder = new CommandBuilder(language, output, error, clock);
        root.Add(ServeCommand.Build(builder));
        root.Add(DemoCommand.Build(builder));
        root.Add(TemplateCommand.Build(builder));
        root.Add(ImportCommand.Build(builder));
        root.Add(PullCommand.Build(builder));
        root.Add(ConfirmCommand.Build(builder));
        root.Add(RefreshCommand.Build(builder));
        root.Add(BriefCommand.Build(builder));
        root.Add(ExportCommand.Build(builder));
        root.Add(NoticeCommand.Build(builder));
        root.Add(MigrateCommand.Build(builder));
        root.Add(ReopenCommand.Build(builder));
        root.Add(WithdrawCommand.Build(builder));
        root.Add(KeysCommand.Build(builder));
        root.Add(PersonCommand.Build(builder));
        root.Add(UnlinkCommand.Build(builder));
        root.Add(SubscribeCommand.Build(builder));
        root.Add(DoctorCommand.Build(builder));
        foreach (var option in SettingOptions.All)
        {
            option.Description = builder.Text("cli.setting." + option.Name.TrimStart('-').Replace(':', '.'));
            root.Add(option);
        }

        root.SetAction(_ =>
        {
            HelpText.Write(root, language, output);
            return ExitCodes.Good;
        });
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = builder.Text("cli.help");
        help.Action = new SynchronousHelp(language, output);
        if (root.Options.OfType<VersionOption>().SingleOrDefault() is { } version)
        {
            version.Description = builder.Text("cli.version");
        }

        return root;
    }
}
