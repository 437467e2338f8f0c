using System.Text.Json;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Tests.Interpretation;

public class SentencesTests
{
    private static readonly string[] Forbidden = ["effekt", "lett till", "tack vare", "gav"];

    /// <summary>Two departments of 100 persons, 75 answering each; of the 150 the first <paramref name="below"/> at level 1, the rest at 5.</summary>
    private static World Wave(int below, DateOnly? today = null)
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 50, 40, 5), ("A2", 50, 35, 5));
        world.AddDepartment("B", ("B1", 50, 40, 5), ("B2", 50, 35, 5));
        for (var i = 0; i < below; i++)
        {
            // Spread over the units, so that none stands out.
            var at = i * 37 % world.Answers.Count;
            world.Answers[at] = world.Answers[at] with { Levels = World.All(1) };
        }

        world.Requirements.AddRange(World.Ids.Select(id => new RequirementRow("adm", "Administratör", id, id == "3.2" ? 6 : 4, id is "1.1")));
        world.Refresh(today);
        return world;
    }

    [Fact]
    public void Conclusion_names_its_base()
    {
        var snapshot = Wave(60).Snapshot;
        var sentences = Sentences.Conclusion(snapshot, World.Code, World.WaveCode, "sv");

        // 150 of 200 = 75 %; 60 of 150 = 40 %.
        Assert.Equal("150 av de 200 medarbetarna i registret har svarat (75,0\u00A0%).", sentences[0].Text);
        Assert.Equal("Av de 150 som svarat skattar 40\u00A0% sig under lägstanivån i minst en obligatorisk kompetens.", sentences[1].Text);
        Assert.Equal([Measures.Voice], sentences[0].Cells.Select(c => c.Table.Measure));
        Assert.Equal([Measures.BelowFloor], sentences[1].Cells.Select(c => c.Table.Measure));
        Assert.Equal(
            "Of the 150 who answered, 40% rate themselves below the floor in at least one mandatory competence.",
            Sentences.Conclusion(snapshot, World.Code, World.WaveCode, "en")[1].Text);
    }

    [Theory]
    [InlineData(36, "var fjärde (24 %)")]
    [InlineData(75, "omkring hälften (50 %)")]
    [InlineData(45, "skattar 30 % sig")]
    [InlineData(3, "skattar högst 4 sig under lägstanivån i någon")]
    [InlineData(149, "skattar minst 146 sig")]
    public void Conclusion_says_shares_and_classes_in_words(int below, string words) =>
        Assert.Contains(
            words.Replace(" %", "\u00A0%", StringComparison.Ordinal),
            Sentences.Conclusion(Wave(below).Snapshot, World.Code, World.WaveCode, "sv")[1].Text,
            StringComparison.Ordinal);

    [Fact]
    public void Open_planned_and_unknown_waves_have_sentences_of_their_own()
    {
        static string Only(World world, string wave) => Assert.Single(Sentences.Conclusion(world.Snapshot, World.Code, wave, "sv")).Text;
        Assert.Equal(
            "Mätningen pågår till och med 31\u00A0oktober 2023. Hittills har 75\u00A0% av de 200 medarbetarna i registret svarat; resultat visas när den har stängt.",
            Only(Wave(0, new(2023, 10, 5)), World.WaveCode));
        Assert.Equal("Mätningen öppnar 1\u00A0oktober 2023.", Only(Wave(0, new(2023, 9, 5)), World.WaveCode));
        Assert.Equal("Det finns ännu inga svar att visa.", Only(Wave(0), "nope"));
    }

    [Fact]
    public void Hidden_share_is_not_worded_as_too_few_answers()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 10, 3, 5));
        world.Refresh();
        var sentence = Assert.Single(Sentences.Conclusion(world.Snapshot, World.Code, World.WaveCode, "sv"));
        Assert.Equal("Siffran för ”Andel under lägstanivån” är dold för att skydda enskilda.", sentence.Text);
    }

    [Fact]
    public void Findings_name_the_extreme_competence_and_their_cell()
    {
        var snapshot = Wave(60).Snapshot;
        Sentence First(string measure, string wave) => Sentences.Of(snapshot, measure, World.Code, wave, "sv")[0];
        var gap = First(Measures.Gap, World.WaveCode);

        // Mean level = (60·1 + 90·5)/150 = 3.4; in 3.2 the requirement is 6, elsewhere 4.
        Assert.Contains("skattas 2,60 nivåer under rollens krav av de 150", gap.Text, StringComparison.Ordinal);
        Assert.Equal("3.2", Assert.Single(gap.Cells).Column);
        Assert.Contains("bekräftad digital tillgång", First(Measures.Access, "").Text, StringComparison.Ordinal);
        Assert.Equal(SentenceKind.NotApplicable, First(Measures.Reach, "").Kind);
    }

    [Fact]
    public void No_text_speaks_of_change_or_cause()
    {
        Assert.NotEmpty(Offenders("Utbildningen gav högre nivå"));
        foreach (var language in (string[])["sv", "en"])
        {
            foreach (var (code, text) in Texts(language).Where(t => t.Key.Split('.')[0] is "reason" or "indicator" or "conclusion" or "sentence"))
            {
                Assert.True(!Offenders(text).Any(), $"{language} {code}: {text}");
            }
        }
    }

    [Fact]
    public void Both_languages_have_the_same_texts_and_every_measure_is_in_the_catalogue()
    {
        Assert.Equal(Texts("sv").Keys.Order(StringComparer.Ordinal), Texts("en").Keys.Order(StringComparer.Ordinal));
        var measures = typeof(Measures).GetFields().Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal);
        Assert.Equal(measures, Catalogue.All.Select(d => d.Id).Order(StringComparer.Ordinal));
        Assert.All(Catalogue.All, d => Assert.All((BothLanguages[])[d.Name, d.Question, d.Formula, d.Caveats], t => Assert.True(t.Sv.Length > 0 && t.En.Length > 0)));
    }

    private static IEnumerable<string> Offenders(string text) =>
        Forbidden.Where(word => System.Text.RegularExpressions.Regex.IsMatch(text, $@"\b{word}", System.Text.RegularExpressions.RegexOptions.IgnoreCase));

    private static Dictionary<string, string> Texts(string language)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"texts/{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
