using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Texts;

/// <summary>
/// Every sentence the program says, by code and language. Each project embeds its own <c>texts/sv.json</c> and
/// <c>texts/en.json</c>; a test checks that both languages have the same codes and arguments.
/// </summary>
public sealed class TextCatalogue
{
    private readonly Dictionary<string, Dictionary<string, string>> _byLanguage = new(StringComparer.Ordinal);

    private TextCatalogue()
    {
        foreach (var language in (string[])[Swedish, English])
        {
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var assembly in Assemblies)
            {
                using var stream = assembly.GetManifestResourceStream($"texts/{language}.json");
                if (stream is null)
                {
                    continue;
                }

                foreach (var (code, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [])
                {
                    texts.Add(code, text);
                }
            }

            _byLanguage.Add(language, texts);
        }
    }

    /// <summary>Language code of Swedish, the first language.</summary>
    public const string Swedish = "sv";

    /// <summary>Language code of English.</summary>
    public const string English = "en";

    /// <summary>The assemblies that carry texts.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [typeof(Competence).Assembly, typeof(Ingest.IngestAssembly).Assembly, typeof(TextCatalogue).Assembly];

    /// <summary>The program's texts.</summary>
    public static TextCatalogue Default { get; } = new();

    /// <summary>All codes of a language.</summary>
    public IReadOnlyCollection<string> Codes(string language) => _byLanguage[language].Keys;

    /// <summary>
    /// The text of a code with its arguments filled in; an unknown code comes back in angle brackets, so that it is seen.
    /// Arguments are already formatted text: no culture is involved.
    /// </summary>
    public string Get(string language, string code, params string[] arguments)
    {
        if (!_byLanguage[language].TryGetValue(code, out var text))
        {
            return $"‹{code}›";
        }

        return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }

    /// <summary>The text of a message; empty for <see cref="Message.None"/>.</summary>
    public string Get(string language, Message message) =>
        message.Code.Length == 0 ? "" : Get(language, message.Code, message.Arguments);
}
