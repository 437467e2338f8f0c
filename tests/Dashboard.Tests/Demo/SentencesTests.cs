using System.Text.Json;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Interpretation;

namespace Digilo.Analytics.Dashboard.Tests.Demo;

/// <summary>What is said of the published demo: every number stands in a cited cell, for every measure, organisation, wave and language.</summary>
public class SentencesTests(Commands.DemoFixture demo)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_number_of_every_sentence_is_found_in_its_cells(string language)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var reasons = Reasons(language);
        var count = 0;
        foreach (var (organisation, wave) in snapshot.Organisations.SelectMany(o => o.Waves.Select(w => (o, w))))
        {
            var scopes = wave.Scopes.Select(s => (s.Level, s.Code)).Prepend((ScopeLevel.Organisation, organisation.Code));
            foreach (var (level, code) in scopes)
            {
                foreach (var measure in Catalogue.All.Select(d => d.Id))
                {
                    foreach (var of in (string[])[wave.Wave, ""])
                    {
                        foreach (var sentence in Sentences.Of(snapshot, measure, organisation.Code, of, language, level, code))
                        {
                            count++;
                            var untraced = TraceChecker.Untraced(snapshot, organisation, sentence, language, reasons);
                            Assert.True(untraced.Count == 0, $"{organisation.Code} {of} {code} {measure}: {sentence.Text} — {string.Join("; ", untraced)}");
                        }
                    }
                }

                Assert.NotEmpty(Sentences.Conclusion(snapshot, organisation.Code, wave.Wave, language, level, code));
            }
        }

        Assert.True(count > 5000, $"Only {count} sentences.");
    }

    [Fact]
    public async Task Every_measure_finds_something_in_the_demo()
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var found = snapshot.Organisations
            .SelectMany(o => o.Waves.SelectMany(w => Sentences.All(snapshot, o.Code, w.Wave, "sv")))
            .SelectMany(g => g.Measures).Where(m => m.Sentences.Any(s => s.Kind == SentenceKind.Finding)).Select(m => m.Measure).Distinct();

        // R4 is hidden wherever its four parts are not each large enough: the demo's organisations are small.
        Assert.Equal(["R4"], Catalogue.All.Select(d => d.Id).Except(found));
    }

    private static string[] Reasons(string language)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"texts/{language}.json")!;
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.Where(t => t.Key.StartsWith("reason.", StringComparison.Ordinal)).Select(t => t.Value)];
    }
}
