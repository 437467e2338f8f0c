using System.Globalization;
using System.Text.Json;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>The assembly's own text files, for what is published in both languages: names, definitions, sentences.</summary>
internal static class Words
{
    private static readonly Dictionary<string, string> Swedish = Load("sv");
    private static readonly Dictionary<string, string> English = Load("en");

    /// <summary>A text in both languages.</summary>
    /// <exception cref="KeyNotFoundException">The text files lack the code; the message names it.</exception>
    public static BothLanguages Both(string code) => new(Swedish[code], English[code]);

    /// <summary>Is there such a text?</summary>
    public static bool Has(string code) => Swedish.ContainsKey(code);

    /// <summary>A text in one language with its arguments, which are formatted already.</summary>
    public static string Get(string language, string code, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, (language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Swedish)[code], arguments);

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"texts/{language}.json")
            ?? throw new InvalidOperationException($"The texts in {language} are missing from the program.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
