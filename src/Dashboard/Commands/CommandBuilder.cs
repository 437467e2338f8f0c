using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>Makes commands whose texts are in the text files and whose failures end in a sentence and an exit code.</summary>
internal sealed class CommandBuilder
{
    private readonly string _language;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly TimeProvider _clock;

    /// <summary>In a language, with writers and a clock.</summary>
    public CommandBuilder(string language, TextWriter output, TextWriter error, TimeProvider clock)
    {
        _language = language;
        _output = output;
        _error = error;
        _clock = clock;
    }

    /// <summary>A text in the user's language.</summary>
    public string Text(string code, params string[] arguments) => TextCatalogue.Default.Get(_language, code, arguments);

    /// <summary>An option of a command; its text is <c>cli.COMMAND.OPTION</c>.</summary>
    public Option<T> Option<T>(string command, string name, string helpName = "") => new(name)
    {
        Description = Text($"cli.{command}.{name.TrimStart('-')}"),
        HelpName = helpName,
    };

    /// <summary><c>--urls</c>, shared by the commands that serve.</summary>
    public Option<string> Urls() => new("--urls") { Description = Text("cli.urls"), HelpName = SiteOptions.DefaultUrls };

    /// <summary>
    /// A command; its text is <c>cli.COMMAND</c>. It has a thread of its own: the parser's waits for the work or for somebody who says stop.
    /// </summary>
    public Command Command(string name, IEnumerable<Symbol> symbols, Func<CommandContext, ParseResult, int> run, Option<string>? urls = null) =>
        Command(name, symbols, (context, parsed, _) => Task.Run(() => run(context, parsed)), urls);

    /// <summary>A command that waits for something; its text is <c>cli.COMMAND</c>.</summary>
    public Command Command(
        string name, IEnumerable<Symbol> symbols, Func<CommandContext, ParseResult, CancellationToken, Task<int>> run, Option<string>? urls = null)
    {
        var command = new Command(name, Text("cli." + name));
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else if (symbol is Option option)
            {
                command.Add(option);
            }
        }

        if (urls is not null)
        {
            command.Add(urls);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            SiteOptions? options = null;
            try
            {
                options = SettingOptions.Read(parsed, urls is null ? null : parsed.GetValue(urls));
                return await run(new CommandContext(options, _output, _error, _clock), parsed, cancellation).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                var (text, exitCode) = Failures.Explain(e);
                await _error.WriteLineAsync(TextCatalogue.Default.Get(options?.Language ?? _language, text)).ConfigureAwait(false);
                if (options is { Debug: true })
                {
                    await _error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
                }

                return exitCode;
            }
        });
        return command;
    }

    /// <summary>The value of an option that must be there.</summary>
    public static string Required(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) is { Length: > 0 } value ? value : throw new CommandFailure(ExitCodes.Usage, "cli.error.missing", option.Name);
}
