using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Tests.Disclosure;

/// <summary>
/// The policy as code (method §4): every rule is named, says what it says in both languages with the settings that hold, acts somewhere, and
/// has a test that carries its name (<c>[Trait("rule", "…")]</c>).
/// </summary>
public partial class PolicyTests
{
    private static readonly Assembly Program = typeof(DisclosureRules).Assembly;

    private static Dictionary<string, string> Words(string language)
    {
        using var stream = Program.GetManifestResourceStream($"texts/{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    private static DisclosurePolicy Policy(int threshold = 5, int mergeBelow = 10) => new(new DisclosureSettings(threshold, mergeBelow, 50));

    [Fact]
    public void Every_rule_acts_in_types_that_are_there() =>
        Assert.All(DisclosureRules.All, rule =>
        {
            Assert.NotEmpty(rule.ActsIn);
            Assert.All(rule.ActsIn, name => Assert.NotNull(Program.GetType("Digilo.Analytics." + name)));
        });

    [Fact]
    public void Every_rule_has_a_test_of_its_own()
    {
        var tested = typeof(PolicyTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes<TraitAttribute>()).Where(t => t.Name == "rule").Select(t => t.Value).ToHashSet();
        Assert.Empty(DisclosureRules.All.Select(r => r.Code).Except(tested));
        Assert.Empty(tested.Except(DisclosureRules.All.Select(r => r.Code)));
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public void Every_rule_says_its_numbers_and_no_others(string language)
    {
        var words = Words(language);
        Assert.All(DisclosureRules.All, rule =>
        {
            Assert.NotEqual("", words[rule.Title.Code]);
            var text = rule.Text(Policy());
            var placeholders = Placeholder().Matches(words[text.Code]).Select(m => m.Groups[1].Value).Distinct().Order();
            Assert.Equal(Enumerable.Range(0, text.Arguments.Length).Select(i => $"{i}"), placeholders);
            if (rule.IsInNotice)
            {
                var notice = rule.Notice(Policy());
                Assert.All(Placeholder().Matches(words[notice.Code]), m => Assert.True(int.Parse(m.Groups[1].Value, null) < notice.Arguments.Length));
            }
        });
        var known = DisclosureRules.All.SelectMany(r => new[] { "title", "text", "notice", "off" }.Select(p => $"protection.{r.Code}.{p}")).ToHashSet();
        Assert.Empty(words.Keys.Where(k => k.StartsWith("protection.", StringComparison.Ordinal)).Except(known));
    }

    [Fact]
    public void Texts_follow_the_settings()
    {
        Assert.Equal(["5"], DisclosureRules.Of("groups").Text(Policy()).Arguments);
        Assert.Equal(["10"], DisclosureRules.Of("groups").Text(Policy(10)).Arguments);

        // Of 18 persons: at most 4, at least 14; of 38: at most 9, at least 29.
        Assert.Equal(["5", "4", "18", "14", "7"], DisclosureRules.Of("counts").Text(Policy()).Arguments);
        Assert.Equal(["10", "9", "38", "29", "7"], DisclosureRules.Of("counts").Text(Policy(10)).Arguments);
        Assert.Equal(["4", "3", "14", "11", "7"], DisclosureRules.Of("counts").Text(Policy(3)).Arguments);
        Assert.Equal("protection.merging.text", DisclosureRules.Of("merging").Text(Policy(5, 12)).Code);
        Assert.Equal(("protection.merging.off", true), (DisclosureRules.Of("merging").Text(Policy(5, 0)).Code, Words("sv").ContainsKey("protection.merging.off")));
        Assert.Same(Message.None, DisclosureRules.Of("rounding").Notice(Policy()));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void A_difference_tells_of_few_unless_it_is_none_or_enough(long difference, bool tells) =>
        Assert.Equal(tells, Policy().TellsOfFew(difference));

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_is_published_with_a_threshold_under_three_from_wherever_it_came(int threshold)
    {
        var world = new World { Threshold = threshold };
        world.AddDepartment("A", ("A1", 20, 15, 3), ("A2", 20, 15, 5));
        Assert.Throws<InvalidOperationException>(() => world.Refresh());
        Assert.Null(world.Publisher.CurrentId());
        Assert.Throws<InvalidOperationException>(() => world.Refresh(new DateOnly(2023, 10, 10)));
    }

    /// <summary>Nobody of A1 answered, and nobody has a tool: the answers are hidden, the fact is told.</summary>
    [Fact]
    [Trait("rule", "facts")]
    [Trait("rule", "classes")]
    public void What_the_employer_provides_is_told_by_N_where_nobody_answered()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 20, 0, 3), ("A2", 20, 15, 5), ("A3", 20, 15, 4));
        for (var i = 0; i < 20; i++)
        {
            world.Register[i] = world.Register[i] with { Device = DeviceAccess.None };
        }

        world.Refresh();
        Assert.Equal((CellState.Value, 0.0, 20), (world.Cell(Measures.Access, "A1").State, world.Cell(Measures.Access, "A1").Estimate!.Value, world.Cell(Measures.Access, "A1").Population!.Value));
        Assert.Equal((CellState.Value, 1.0), (world.Cell(Measures.Access, "A2").State, world.Cell(Measures.Access, "A2").Estimate!.Value));
        Assert.All([Measures.Voice, Measures.BelowFloor], m => Assert.Equal(CellState.Hidden, world.Cell(m, "A1").State));
        Assert.Equal(
            [MeasureClass.Fact, MeasureClass.Participation, MeasureClass.Answer],
            new[] { Measures.Access, Measures.Voice, Measures.BelowFloor }.Select(m => Catalogue.Find(m)!.Class));
    }

    [Fact]
    [Trait("rule", "tables")]
    public void Units_are_never_divided_and_departments_by_one_attribute_at_a_time()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 40, 30, 3), ("A2", 40, 30, 5));
        world.AddDepartment("B", ("B1", 40, 30, 3), ("B2", 40, 30, 5));
        world.Refresh();
        Assert.All(world.Snapshot.Tables.Where(t => t.Key.Level == ScopeLevel.Unit), t => Assert.Equal(Breakdown.None, t.Key.Breakdown));
        Assert.DoesNotContain(world.Snapshot.Tables, t => t.Key is { Level: ScopeLevel.Department, Breakdown: Breakdown.Operation });
        Assert.All(
            world.Snapshot.Tables.Where(t => t.Key is { Measure: Measures.Distribution, Level: not ScopeLevel.Organisation }),
            t => Assert.DoesNotContain(t.Columns, c => char.IsAsciiDigit(c[0])));
    }

    [Fact]
    [Trait("rule", "consent")]
    public void Consent_is_that_of_the_release_and_a_later_no_acts_from_the_next_wave()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 20, 15, 3), ("A2", 20, 15, 5));
        world.Refresh();
        Assert.True(world.Snapshot.FindOrganisation(World.Code)!.Waves[^1].ConsentToConsortium);
        world.Consent = [];
        Assert.False(world.Refresh().Changed);
        Assert.True(world.Snapshot.FindOrganisation(World.Code)!.Waves[^1].ConsentToConsortium);

        // Nor does a second release of the same wave ask again.
        world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "rättning" });
        Assert.True(world.Snapshot.FindOrganisation(World.Code)!.Waves[^1].ConsentToConsortium);

        var without = new World { Consent = [] };
        without.AddDepartment("A", ("A1", 20, 15, 3), ("A2", 20, 15, 5));
        without.Refresh();
        Assert.False(without.Snapshot.FindOrganisation(World.Code)!.Waves[^1].ConsentToConsortium);
        without.Consent = [World.Code];
        without.Refresh();
        Assert.False(without.Snapshot.FindOrganisation(World.Code)!.Waves[^1].ConsentToConsortium);
    }

    /// <summary>B1 has 8 respondents: shown with five, hidden with ten, and with it a sibling so that both are not told by B.</summary>
    [Fact]
    [Trait("rule", "external")]
    public void A_wave_marked_external_is_decided_with_ten_whatever_the_settings_say()
    {
        World Made(bool external)
        {
            var world = new World { External = external };
            world.AddDepartment("A", ("A1", 40, 30, 3), ("A2", 40, 30, 5));
            world.AddDepartment("B", ("B1", 20, 8, 3), ("B2", 40, 30, 5), ("B3", 40, 20, 5));
            world.Refresh();
            return world;
        }

        var inside = Made(external: false);
        Assert.Equal((8, false), (inside.Cell(Measures.Voice, "B1").Respondents, inside.Snapshot.FindOrganisation(World.Code)!.Waves[^1].Protection!.AllowExternal));

        var outside = Made(external: true);
        var wave = outside.Snapshot.FindOrganisation(World.Code)!.Waves[^1];
        Assert.Equal((10, 10), (wave.Protection!.Threshold, outside.Snapshot.FindOrganisation(World.Code)!.FactProtection!.Threshold));
        Assert.All(["B1", "B3"], unit => Assert.Equal(CellState.Hidden, outside.Cell(Measures.Voice, unit).State));
        Assert.Equal(CellState.Value, outside.Cell(Measures.Voice, "B2").State);
        foreach (var table in outside.Snapshot.Tables)
        {
            for (var i = 0; i < table.Rows.Count * table.Columns.Count; i++)
            {
                var cell = table[i / table.Columns.Count, i % table.Columns.Count];
                Assert.True((cell.Respondents ?? 10) >= 10 && (cell.Population ?? 10) >= 10 && (cell.ClassKind != ClassKind.AtMost || cell.ClassCount >= 9), table.Key.ToString());
            }
        }

        // Frozen: a mark that is set or taken away when it has opened changes nothing.
        outside.External = false;
        Assert.False(outside.Refresh().Changed);
    }

    [Fact]
    [Trait("rule", "readers")]
    public void There_is_one_set_of_figures_that_nobody_outside_can_make_or_change()
    {
        Assert.Empty(typeof(PublishedTable).GetConstructors());
        Assert.Empty(typeof(Snapshot).GetConstructors());
        Assert.Single(typeof(ISnapshotReader).GetMethods(), m => m.ReturnType == typeof(Snapshot));
    }

    [Fact]
    [Trait("rule", "text")]
    public void Free_text_is_no_column_that_a_figure_could_be_made_of()
    {
        Assert.DoesNotContain(typeof(IColumnReader).GetMethods(), m => m.Name.Contains("Text", StringComparison.Ordinal));
        Assert.DoesNotContain(typeof(ResponseColumns).GetProperties(), p => p.Name.Contains("Text", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Placeholder();
}
