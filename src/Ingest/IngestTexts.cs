using System.Globalization;
using System.Text.Json;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest;

/// <summary>The sentences of the ingest in both languages, and how a finding becomes one.</summary>
public static class IngestTexts
{
    private static readonly Dictionary<string, string> Swedish = Load("sv");
    private static readonly Dictionary<string, string> English = Load("en");

    /// <summary>All codes of a language ("sv", "en").</summary>
    public static IReadOnlyDictionary<string, string> All(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Swedish;

    /// <summary>The text of a code with its arguments; an unknown code comes back in angle brackets.</summary>
    public static string Get(string language, string code, params string[] arguments) =>
        !All(language).TryGetValue(code, out var text) ? $"‹{code}›"
        : arguments.Length == 0 ? text
        : string.Format(CultureInfo.InvariantCulture, text, arguments);

    /// <summary>The text of a message; shapes among its arguments become words.</summary>
    public static string Get(string language, Message message) =>
        message.Code.Length == 0 ? "" : Get(language, message.Code, [.. message.Arguments.Select(a => Found(a, language))]);

    /// <summary>
    /// What a finding's text is filled with: {0} column, {1} found, {2} expected, {3} how many times. Pages that use a text
    /// catalogue of their own fill <c>finding.RULE</c> with the same.
    /// </summary>
    public static string[] Arguments(Finding finding, string language) =>
    [
        Found(finding.Column, language),
        Found(finding.Found, language),
        Found(finding.Expected, language),
        finding.Count.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>A finding as a sentence; its rule's code when the program no longer knows it (a ledger outlives its rules).</summary>
    public static string Sentence(Finding finding, string language)
    {
        var code = IngestAssembly.FindingPrefix + finding.Rule;
        return All(language).ContainsKey(code) ? Get(language, code, Arguments(finding, language)) : finding.Rule;
    }

    /// <summary>A rule in a few words; its code when the program no longer knows it.</summary>
    public static string Title(string rule, string language) => All(language).GetValueOrDefault(IngestAssembly.RulePrefix + rule, rule);

    /// <summary>What a finding leads to, in words.</summary>
    public static string Effect(FindingSeverity severity, string language) => Get(language, "ingest.effect." + severity switch
    {
        FindingSeverity.File => "file",
        FindingSeverity.Row => "row",
        _ => "note",
    });

    /// <summary>A found-value as words: a shape such as "shape:digits:12" becomes "12 siffror"; anything else is the value itself.</summary>
    public static string Found(string found, string language)
    {
        if (!found.StartsWith("shape:", StringComparison.Ordinal))
        {
            return found;
        }

        var parts = found.Split(':');
        return parts.Length switch
        {
            >= 3 when parts[1] is "file" or "format" => Get(language, $"ingest.shape.{parts[1]}.{parts[2]}"),
            >= 3 when parts[1] == "bytes" => Get(language, "ingest.shape.bytes", Size(parts[2])),
            >= 3 => Get(language, "ingest.shape." + parts[1], parts[2]),
            _ => Get(language, "ingest.shape." + parts[1]),
        };
    }

    private static string Size(string bytes)
    {
        if (!long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            return bytes;
        }

        return n switch
        {
            >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{n >> 30} GB"),
            >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{n >> 20} MB"),
            >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{n >> 10} kB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{n} byte"),
        };
    }

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = typeof(IngestTexts).Assembly.GetManifestResourceStream($"texts/{language}.json")
            ?? throw new InvalidOperationException($"The texts {language} are missing from the program.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
