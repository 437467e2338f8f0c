using System.Text;
using Digilo.Analytics.Dashboard.Hosting;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>Reads what must not be seen: from a pipe, or from the keyboard without showing it.</summary>
internal static class SecretInput
{
    private const int MaxLength = 254;

    /// <summary>The first line of standard input.</summary>
    /// <param name="context">Where to ask.</param>
    /// <param name="prompt">Code of the question on a terminal.</param>
    /// <param name="missing">Code of what is said when nothing was given.</param>
    /// <exception cref="CommandFailure">Nothing was given.</exception>
    public static string Read(CommandContext context, string prompt, string missing = "cli.person.noId")
    {
        var line = Console.IsInputRedirected ? Console.In.ReadLine() : Ask(context, prompt);
        return line?.Trim().TrimStart('\uFEFF') is { Length: > 0 and <= MaxLength } given ? given : throw new CommandFailure(ExitCodes.Usage, missing);
    }

    private static string Ask(CommandContext context, string prompt)
    {
        context.Error.Write(context.Text(prompt) + " ");
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                context.Error.WriteLine();
                return typed.ToString();
            }

            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length -= typed.Length > 0 ? 1 : 0;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
    }
}
