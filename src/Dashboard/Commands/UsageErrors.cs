using System.CommandLine;
using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>What was not understood on the command line, in the user's language.</summary>
internal static class UsageErrors
{
    /// <summary>One line.</summary>
    public static string Explain(ParseResult parsed, string language)
    {
        var unknown = parsed.UnmatchedTokens;
        if (unknown.Count > 0)
        {
            var command = parsed.CommandResult.Command;
            var candidates = command.Options.Concat(SettingOptions.All).Select(o => o.Name)
                .Concat(command.Subcommands.Select(c => c.Name));
            var near = candidates.MinBy(c => Distance(c, unknown[0]));
            return near is not null && Distance(near, unknown[0]) <= 3
                ? TextCatalogue.Default.Get(language, "cli.error.unknownNear", unknown[0], near)
                : TextCatalogue.Default.Get(language, "cli.error.unknown", unknown[0]);
        }

        var symbol = parsed.Errors[0].SymbolResult;
        var name = symbol switch
        {
            System.CommandLine.Parsing.OptionResult option => option.Option.Name,
            System.CommandLine.Parsing.ArgumentResult { Parent: System.CommandLine.Parsing.OptionResult option } => option.Option.Name,
            System.CommandLine.Parsing.ArgumentResult argument => argument.Argument.HelpName ?? argument.Argument.Name,
            _ => PathOf(parsed.CommandResult.Command),
        };
        return TextCatalogue.Default.Get(language, "cli.error.value", name);
    }

    /// <summary>"digilo import".</summary>
    public static string PathOf(Command command) => command is RootCommand ? "digilo" : "digilo " + command.Name;

    // Levenshtein's distance: how many letters apart.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
