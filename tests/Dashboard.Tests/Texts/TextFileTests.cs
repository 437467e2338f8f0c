using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Tests.Texts;

public partial class TextFileTests
{
    // Words that claim a cause (method §2.6), in both languages.
    private static readonly string[] Refused = ["effekt", "lett till", "tack vare", "gav ", "led to", "thanks to"];

    [Fact]
    public void Both_languages_have_the_same_codes_and_placeholders()
    {
        foreach (var assembly in TextCatalogue.Assemblies)
        {
            var (swedish, english) = (Load(assembly, "sv"), Load(assembly, "en"));
            Assert.Empty(Differences(swedish, english));
        }
    }

    [Fact]
    public void The_check_finds_a_missing_code_a_lost_placeholder_and_an_empty_text()
    {
        var swedish = new Dictionary<string, string> { ["a"] = "en {0} två {1}", ["b"] = "bara svenska", ["c"] = "ok" };
        var english = new Dictionary<string, string> { ["a"] = "one {0}", ["c"] = " ", ["d"] = "only English" };
        Assert.Equal(["a: placeholders differ", "b: missing in en", "c: empty", "d: missing in sv"], Differences(swedish, english).Order());
    }

    [Fact]
    public void No_text_of_the_pages_claims_a_cause()
    {
        foreach (var language in new[] { "sv", "en" })
        {
            var texts = Load(typeof(TextCatalogue).Assembly, language);
            Assert.Empty(texts.Where(t => Refused.Any(r => t.Value.Contains(r, StringComparison.OrdinalIgnoreCase))).Select(t => t.Key));
        }
    }

    private static IEnumerable<string> Differences(Dictionary<string, string> swedish, Dictionary<string, string> english)
    {
        foreach (var code in swedish.Keys.Union(english.Keys))
        {
            if (!english.TryGetValue(code, out var en))
            {
                yield return $"{code}: missing in en";
            }
            else if (!swedish.TryGetValue(code, out var sv))
            {
                yield return $"{code}: missing in sv";
            }
            else if (string.IsNullOrWhiteSpace(sv) || string.IsNullOrWhiteSpace(en))
            {
                yield return $"{code}: empty";
            }
            else if (!Placeholders(sv).SetEquals(Placeholders(en)))
            {
                yield return $"{code}: placeholders differ";
            }
        }
    }

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    private static Dictionary<string, string> Load(System.Reflection.Assembly assembly, string language)
    {
        using var stream = assembly.GetManifestResourceStream($"texts/{language}.json");
        return stream is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
