using System.CommandLine;
using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>
/// Help that a person can learn from: what the command is for, how it is written, what can be said, examples that work, and
/// what the exit codes mean. The library's own help speaks no Swedish.
/// </summary>
internal static class HelpText
{
    private const int Width = 100;

    /// <summary>Writes the help of a command.</summary>
    public static void Write(Command command, string language, TextWriter output)
    {
        string Text(string code, params string[] arguments) => TextCatalogue.Default.Get(language, code, arguments);

        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine(Text("cli.help.usage"));
        output.WriteLine("  " + Usage(command));
        if (command is RootCommand root)
        {
            WriteColumns(Text("cli.help.commands"), root.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, FirstSentence(c.Description))), output);
            WriteColumns(Text("cli.help.settings"), root.Options.Where(o => !o.Hidden && o.Name.Contains(':', StringComparison.Ordinal)).Select(Described), output);
        }
        else
        {
            WriteColumns(Text("cli.help.arguments"), command.Arguments.Select(a => (a.HelpName ?? a.Name, a.Description ?? "")), output);
            WriteColumns(Text("cli.help.options"), command.Options.Where(o => !o.Hidden).Select(Described), output);
        }

        var examples = Text(command is RootCommand ? "cli.examples" : $"cli.{command.Name}.examples");
        output.WriteLine();
        output.WriteLine(Text("cli.help.examples"));
        foreach (var line in examples.Split('\n'))
        {
            output.WriteLine("  " + line);
        }

        output.WriteLine();
        output.WriteLine(command is RootCommand ? Text("cli.help.exit") : Text("cli.help.more"));
    }

    private static string Usage(Command command)
    {
        if (command is RootCommand)
        {
            return "digilo COMMAND [--option …]";
        }

        var parts = command.Arguments.Select(a => a.HelpName ?? a.Name)
            .Concat(command.Options.Where(o => !o.Hidden).Select(o => $"[{Named(o)}]"));
        return "digilo " + command.Name + " " + string.Join(' ', parts);
    }

    private static (string Left, string Right) Described(Option option) => (Named(option), option.Description ?? "");

    private static string Named(Option option) => option.ValueType == typeof(bool) ? option.Name : $"{option.Name} {option.HelpName}".TrimEnd();

    private static string FirstSentence(string? text)
    {
        var end = text?.IndexOf('\n', StringComparison.Ordinal) ?? -1;
        return end < 0 ? text ?? "" : text![..end];
    }

    private static void WriteColumns(string heading, IEnumerable<(string Left, string Right)> rows, TextWriter output)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(heading);
        var left = Math.Min(all.Max(r => r.Left.Length), 34);
        foreach (var (name, text) in all)
        {
            var lines = Wrap(text, Width - left - 4);
            // A long name has a line of its own.
            var start = name.Length > left ? 0 : 1;
            output.WriteLine("  " + (start == 1 ? name.PadRight(left) + "  " + lines[0] : name));
            foreach (var line in lines.Skip(start))
            {
                output.WriteLine(new string(' ', left + 4) + line);
            }
        }
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > width)
            {
                lines.Add("");
            }

            lines[^1] += (lines[^1].Length > 0 ? " " : "") + word;
        }

        return lines;
    }
}
