using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Interpretation;

public partial class RulesTests
{
    private static readonly string[] Languages = ["sv", "en"];

    private static readonly (ScopeLevel Level, string Code)[] Scopes =
    [
        (ScopeLevel.Organisation, MadeSnapshot.Organisation), (ScopeLevel.Department, "10"), (ScopeLevel.Department, MadeSnapshot.Department),
        (ScopeLevel.Unit, MadeSnapshot.Unit),
    ];

    // Claims of a cause, a ranking, a comparison that the instrument does not allow, and the wrong reason for what is hidden.
    private static readonly string[] Forbidden =
        ["effekt", "lett till", "ledde till", "tack vare", "gav", "eftersom", "beror på", "orsak", "effect", "led to", "thanks to", "caused", "because", "due to", "65[,.]8", "rankning", "ranking", "för få svar", "too few answers"];

    [Fact]
    public void Every_measure_of_the_catalogue_has_a_rule_and_no_rule_is_of_another()
    {
        var rules = Rules.Groups.SelectMany(g => g.Rules).Select(r => r.Measure).Order(StringComparer.Ordinal);
        Assert.Equal(Catalogue.All.Select(d => d.Id).Order(StringComparer.Ordinal), rules);
        Assert.Throws<KeyNotFoundException>(() => Sentences.Of(Snapshots("value"), "F4", MadeSnapshot.Organisation, MadeSnapshot.Wave, "sv"));
    }

    [Fact]
    public void Every_state_of_every_measure_has_a_well_made_sentence_that_can_be_traced()
    {
        foreach (var state in MadeCells.States)
        {
            var snapshot = Snapshots(state);
            foreach (var definition in Catalogue.All)
            {
                foreach (var language in Languages)
                {
                    var said = Scopes.SelectMany(s => Say(snapshot, definition.Id, language, s.Level, s.Code)).ToList();
                    Assert.True(Say(snapshot, definition.Id, language).Count > 0, $"{definition.Id} is silent in state {state}");
                    Assert.All(said, s => Check(snapshot, definition.Id + " " + state, s, language));
                }
            }
        }
    }

    [Fact]
    public void Cells_of_mixed_states_give_traced_sentences() =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                var snapshot = MadeSnapshot.Build((measure, wave, level, row, column, holds) =>
                {
                    var number = Hash($"{seed}|{measure}|{wave}|{level}|{row}|{column}");
                    return MadeCells.Of(MadeCells.States[number % MadeCells.States.Count], holds, number % 97);
                });
                foreach (var language in Languages)
                {
                    foreach (var (level, code) in Scopes)
                    {
                        foreach (var wave in (string[])["", MadeSnapshot.Before, MadeSnapshot.Wave])
                        {
                            foreach (var definition in Catalogue.All)
                            {
                                Assert.All(
                                    Sentences.Of(snapshot, definition.Id, MadeSnapshot.Organisation, wave, language, level, code),
                                    s => Check(snapshot, $"{definition.Id} {seed}", s, language));
                            }
                        }
                    }
                }
            },
            iter: 4,
            threads: 1);

    [Fact]
    public void The_checks_find_a_wrong_number_a_lost_cell_and_a_forbidden_word()
    {
        var snapshot = Snapshots("value");
        var right = Say(snapshot, Measures.BelowFloor, "sv")[0];
        Assert.Empty(Untraced(snapshot, right, "sv"));
        var n = Regex.Match(right.Text, @"1\u00A0\d{3}").Value;
        Assert.Equal(["1\u00A0999"], Untraced(snapshot, right with { Text = right.Text.Replace(n, "1\u00A0999", StringComparison.Ordinal) }, "sv"));
        Assert.NotEmpty(Untraced(snapshot, right with { Cells = [] }, "sv"));
        Assert.NotEmpty(Untraced(snapshot, right with { Cells = [right.Cells[0] with { Code = "9999" }] }, "sv"));
        Assert.NotEmpty(Offenders("Utbildningen gav högre nivå"));
        Assert.NotEmpty(Offenders("Jämfört med SE 65,8 %"));
        Assert.Empty(Offenders("De uppgav sin avgift"));
    }

    [Fact]
    public void Hidden_is_said_with_one_mark_and_nothing_of_the_figure()
    {
        var snapshot = Snapshots("hidden");
        foreach (var definition in Catalogue.All)
        {
            Assert.All(Say(snapshot, definition.Id, "sv"), s =>
            {
                Assert.Equal(SentenceKind.Hidden, s.Kind);
                Assert.Contains("dold för att skydda enskilda", s.Text, StringComparison.Ordinal);
            });
            Assert.All(Say(snapshot, definition.Id, "en"), s => Assert.Contains("hidden to protect individuals", s.Text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_measure_without_its_source_names_what_would_bring_it()
    {
        var snapshot = Snapshots("without source");
        foreach (var definition in Catalogue.All.Where(d => d.Id != Measures.Profile))
        {
            Assert.All(Say(snapshot, definition.Id, "sv"), s => Assert.Contains("nkätfilen saknar någon av de nio frågorna", s.Text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_missing_table_is_said_for_the_organisation_and_nothing_below_it()
    {
        var snapshot = MadeSnapshot.Build((_, _, _, _, _, _) => null);
        foreach (var definition in Catalogue.All)
        {
            Assert.Equal(SentenceKind.Missing, Assert.Single(Say(snapshot, definition.Id, "sv")).Kind);
            Assert.Empty(Say(snapshot, definition.Id, "sv", ScopeLevel.Unit, MadeSnapshot.Unit));
        }
    }

    [Theory]
    [InlineData(WaveState.Planned, "öppnar 1\u00A0oktober 2023")]
    [InlineData(WaveState.Open, "pågår till och med 31\u00A0oktober 2023")]
    [InlineData(WaveState.Closed, "är stängd")]
    public void A_wave_that_is_not_released_has_its_state_and_facts_alone(WaveState state, string words)
    {
        var snapshot = MadeSnapshot.Build((m, w, _, _, c, h) => w.Length == 0 || (m == Measures.Voice && state == WaveState.Open) ? MadeCells.Of("value", h, c.Length) : null, state);
        Assert.Contains(words, Assert.Single(Say(snapshot, Measures.BelowFloor, "sv")).Text, StringComparison.Ordinal);
        Assert.Contains(words, Assert.Single(Sentences.Conclusion(snapshot, MadeSnapshot.Organisation, MadeSnapshot.Wave, "sv")).Text, StringComparison.Ordinal);
        var all = Sentences.All(snapshot, MadeSnapshot.Organisation, MadeSnapshot.Wave, "sv").SelectMany(g => g.Measures).ToList();
        Assert.Equal(state == WaveState.Open, all.Exists(m => m.Measure == Measures.Voice));
        Assert.Contains(all, m => m.Measure == Measures.Access);
        Assert.DoesNotContain(all, m => m.Measure == Measures.BelowFloor);
        Assert.All(all.SelectMany(m => m.Sentences), s => Check(snapshot, state.ToString(), s, "sv"));
    }

    [Fact]
    public void All_goes_through_the_groups_and_the_catalogue_in_order()
    {
        var all = Sentences.All(Snapshots("value"), MadeSnapshot.Organisation, MadeSnapshot.Wave, "en");
        Assert.Equal(
            ["access", "reach", "floor", "competence", "voice", "leadership", "dialogue", "change", "plans", "profile"], all.Select(g => g.Code));
        Assert.Equal(Catalogue.All.Count, all.Sum(g => g.Measures.Count));
        var order = Catalogue.All.Select(d => d.Id).ToList();
        Assert.All(all, g => Assert.Equal(g.Measures.OrderBy(m => order.IndexOf(m.Measure)), g.Measures));
        Assert.All(all.SelectMany(g => g.Measures.Select(m => (g, m))), p => Assert.Equal(p.g.Code, Sentences.GroupOf(p.m.Measure)));
        Assert.Empty(Sentences.All(Snapshots("value"), "9999", MadeSnapshot.Wave, "sv"));
    }

    [Fact]
    public void Up_is_never_told_without_down_and_net()
    {
        foreach (var lost in (string[])["up", "down", "net"])
        {
            var snapshot = MadeSnapshot.Build((m, _, _, _, c, h) => MadeCells.Of(m == Measures.OverTheFloor && c == lost ? "hidden" : "value", h, 3));
            Assert.Equal(SentenceKind.Hidden, Assert.Single(Say(snapshot, Measures.OverTheFloor, "sv")).Kind);
        }
    }

    [Fact]
    public void A_comparison_of_few_units_is_a_description_only()
    {
        var snapshot = MadeSnapshot.Build((m, _, _, _, c, h) =>
            m == Measures.AgainstNotYet && c == "conclusion" ? new PublishedCell(CellState.NotApplicable, "few_clusters") : MadeCells.Of("value", h, 3));
        var said = Say(snapshot, Measures.AgainstNotYet, "sv");
        Assert.Contains("bara en beskrivning", said[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("säkerställd", said[0].Text, StringComparison.Ordinal);
        Assert.Contains("går det inte att pröva", said[1].Text, StringComparison.Ordinal);
        Assert.All(said, s => Check(snapshot, "few units", s, "sv"));
    }

    [Theory]
    [InlineData(Measures.BelowFloorChange, "secured")]
    [InlineData(Measures.BelowFloorChangeWeighted, "secured")]
    [InlineData(Measures.LevelChange, "secured")]
    [InlineData(Measures.LevelChangeWeighted, "secured")]
    [InlineData(Measures.OverTheFloor, "certain")]
    public void A_change_is_certain_only_by_its_adjusted_test(string measure, string column)
    {
        foreach (var (estimate, words) in ((double?, string)[])[(0, "; förändringen är inte säkerställd."), (1, "; förändringen är säkerställd."), (null, "")])
        {
            var snapshot = MadeSnapshot.Build((m, _, _, _, c, h) => m != measure || c != column ? MadeCells.Of("value", h, 3)
                : estimate is null ? new PublishedCell(CellState.Hidden, "protected")
                : new PublishedCell(CellState.Value, estimate: estimate, respondents: 40));
            foreach (var (level, code) in Scopes.Where(s => s.Level != ScopeLevel.Unit))
            {
                var said = Say(snapshot, measure, "sv", level, code)[0].Text;
                Assert.EndsWith(words, said, StringComparison.Ordinal);
                Assert.Equal(estimate is not null, said.Contains("säkerställd", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(true, true, "Vägt till alla medarbetare är")]
    [InlineData(false, true, "Vägt till alla medarbetare som har digitalt verktyg är")]
    [InlineData(true, false, "Vägt till alla medarbetare som har digitalt verktyg är")]
    public void A_weighted_change_names_whom_either_wave_could_be_weighted_to(bool deviceBefore, bool deviceNow, string words)
    {
        var snapshot = MadeSnapshot.Build((m, w, _, _, c, h) =>
            m == Measures.MarginEffects && c == "device" && !(w == MadeSnapshot.Before ? deviceBefore : deviceNow)
                ? new PublishedCell(CellState.NotApplicable, "margin_not_used")
                : MadeCells.Of("value", h, 3));
        Assert.StartsWith(words, Say(snapshot, Measures.BelowFloorChangeWeighted, "sv")[0].Text, StringComparison.Ordinal);
        Assert.StartsWith(words, Say(snapshot, Measures.LevelChangeWeighted, "sv")[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, -1, 2.1, 2.4, true)]
    [InlineData(-1, null, 2.1, 2.4, true)]
    [InlineData(-1, 0, 2.1, 2.4, false)]
    [InlineData(-1, 1, 2.1, 2.4, false)]
    [InlineData(0, -1, 2.1, 2.4, false)]
    [InlineData(1, -1, 2.1, 2.4, false)]
    [InlineData(-1, -1, 2.4, 2.1, false)]
    public void The_lowest_level_has_been_raised_only_when_the_change_of_F1_passes_its_test(int secured, int? weighted, double before, double now, bool raised)
    {
        var snapshot = MadeSnapshot.Build((m, w, _, _, c, h) => (m, c) switch
        {
            (Measures.BelowFloorChange, "secured") => new PublishedCell(CellState.Value, estimate: secured, respondents: 40),
            (Measures.BelowFloorChangeWeighted, "secured") => weighted is null
                ? new PublishedCell(CellState.NotApplicable, "too_few")
                : new PublishedCell(CellState.Value, estimate: weighted, respondents: 40),
            (Measures.FloorLevel, _) => new PublishedCell(CellState.Value, estimate: w == MadeSnapshot.Before ? before : now, decimals: 1, respondents: 40),
            _ => MadeCells.Of("value", h, 3),
        });
        Assert.Equal(raised, Say(snapshot, Measures.FloorLevel, "sv").Any(s => s.Text.Contains("ägsta nivån har höjts", StringComparison.Ordinal)));
    }

    [Fact]
    public void That_no_operation_differs_is_said_only_when_all_are_seen()
    {
        Snapshot Profile(string state) => MadeSnapshot.Build((m, _, _, row, _, h) =>
            m == Measures.Profile ? row == "stad" ? MadeCells.Of(state, h, 0) : MadeCells.Of("nothing", h, 0) : MadeCells.Of("value", h, 3));
        Assert.Contains("ingen verksamhet skiljer sig säkert", Say(Profile("nothing"), Measures.Profile, "sv")[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("skiljer sig", Say(Profile("hidden"), Measures.Profile, "sv")[0].Text, StringComparison.Ordinal);
        Assert.Contains("lägst är Städ med", Say(Profile("value"), Measures.Profile, "sv")[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_stand_in_alphabetical_order()
    {
        var text = Say(Snapshots("value"), Measures.Disparity, "sv")[0].Text;
        Assert.Contains("Hemtjänst 24 och Städ", text, StringComparison.Ordinal);
    }

    /// <summary>Every sentence is whole, has its words, cites what it quotes and claims nothing that it may not.</summary>
    private static void Check(Snapshot snapshot, string where, Sentence sentence, string language)
    {
        var (text, untraced) = (sentence.Text, Untraced(snapshot, sentence, language));
        Assert.True(untraced.Count == 0, $"{where}: {text} — {string.Join("; ", untraced)}");
        Assert.True(!Offenders(text).Any(), $"{where}: {text}");
        Assert.True(text[^1] is '.' or '…' && !char.IsLower(text[0]), $"{where}: {text}");
        Assert.False(Broken().IsMatch(text), $"{where}: {text}");
        Assert.True(sentence.Kind is SentenceKind.Missing or SentenceKind.Wave || sentence.Cells.Count > 0, $"{where}: {text}");
        Assert.Equal(sentence.Cells.Distinct(), sentence.Cells);
    }

    private static IReadOnlyList<string> Untraced(Snapshot snapshot, Sentence sentence, string language) =>
        TraceChecker.Untraced(snapshot, snapshot.Organisations[0], sentence, language, Reasons(language));

    private static IReadOnlyList<Sentence> Say(
        Snapshot snapshot, string measure, string language, ScopeLevel level = ScopeLevel.Organisation, string code = MadeSnapshot.Organisation) =>
        Sentences.Of(snapshot, measure, MadeSnapshot.Organisation, MadeSnapshot.Wave, language, level, code);

    private static Snapshot Snapshots(string state) =>
        MadeSnapshot.Build((measure, _, _, row, column, holds) => MadeCells.Of(state, holds, Hash($"{measure}|{row}|{column}") % 97));

    private static IEnumerable<string> Offenders(string text) =>
        Forbidden.Where(word => Regex.IsMatch(text, $@"\b{word}", RegexOptions.IgnoreCase));

    internal static IReadOnlyList<string> Reasons(string language)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"texts/{language}.json")!;
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.Where(t => t.Key.StartsWith("reason.", StringComparison.Ordinal)).Select(t => t.Value)];
    }

    private static int Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)((hash ^ (hash >> 15)) & 0x7fffffff);
    }

    [GeneratedRegex(@"[{}]|  |\s[,.;:)]|,,|\.\.|\(\)")]
    private static partial Regex Broken();
}
