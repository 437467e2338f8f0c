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
            return Unknown(parsed, language, unknown[0]);
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

    /// <summary>One line about a word that means nothing here, with the nearest one that does.</summary>
    public static string Unknown(ParseResult parsed, string language, string word)
    {
        var command = parsed.CommandResult.Command;
        var candidates = command.Options.Concat(SettingOptions.All).Select(o => o.Name)
            .Concat(command.Subcommands.Select(c => c.Name));
        var near = candidates.MinBy(c => Distance(c, word));
        return near is not null && Distance(near, word) <= 3
            ? TextCatalogue.Default.Get(language, "cli.error.unknownNear", word, near)
            : TextCatalogue.Default.Get(language, "cli.error.unknown", word);
    }

    /// <summary>An option that the parser took for an argument, such as a path; null if there is none.</summary>
    public static string? Stray(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<System.CommandLine.Parsing.ArgumentResult>()
        .SelectMany(a => a.Tokens)
        .Select(t => t.Value)
        .FirstOrDefault(v => v.Length > 1 && v[0] == '-');

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
