namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>
/// What the attacker is known to find still, one line a finding, in <c>known-leaks.txt</c> beside the tests: test, rule, what, whom.
/// With DIGILO_TEST_LEAKS=FILE the tests append what they find to a file from which the list can be made again.
/// </summary>
internal static class KnownLeaks
{
    private static readonly Lock Gate = new();

    private static readonly ILookup<string, string> All = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "known-leaks.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(" | ", 2))
        .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    /// <summary>The findings of a test.</summary>
    public static HashSet<string> Of(string test) => All[test].ToHashSet(StringComparer.Ordinal);

    /// <summary>A finding as the list has it.</summary>
    public static string Line(Leak leak) => $"{leak.Rule} | {leak.What} | {leak.Who}";

    /// <summary>Appends findings to the file that the environment names, if it does.</summary>
    public static void Note(string test, IEnumerable<string> lines)
    {
        if (Environment.GetEnvironmentVariable("DIGILO_TEST_LEAKS") is { Length: > 0 } path)
        {
            lock (Gate)
            {
                File.AppendAllLines(path, lines.Order(StringComparer.Ordinal).Select(line => test + " | " + line));
            }
        }
    }
}
