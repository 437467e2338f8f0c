using System.Globalization;
using Digilo.Analytics.Dashboard.Alerts;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Alerts;

/// <summary>Alerts rest on what is published and on records: never on a number that no test stands behind.</summary>
public class AlertRulesTests
{
    private const string Org = "2284", Before = "2022-04", Wave = "2023-10", Department = "40";

    private static readonly DateTime Utc = new(2026, 11, 25, 2, 40, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1.0, null, true)]
    [InlineData(0.0, null, false)]
    [InlineData(-1.0, null, false)]
    [InlineData(null, null, false)]

    // The weighted change is the headline: where it is published, it decides.
    [InlineData(1.0, 0.0, false)]
    [InlineData(0.0, 1.0, true)]
    [InlineData(1.0, 1.0, true)]
    public void The_floor_share_has_risen_when_the_published_test_says_so(double? unweighted, double? weighted, bool raised)
    {
        var snapshot = Snapshot(
            Change(Measures.BelowFloorChange, ScopeLevel.Organisation, Org, 0.21, unweighted), Change(Measures.BelowFloorChangeWeighted, ScopeLevel.Organisation, Org, 0.21, weighted));
        var found = new FloorShareRose().Find(Input(snapshot)).ToList();
        Assert.Equal(raised, found.Count == 1);
        Assert.All(found, f => Assert.Equal(new AlertKey("floor-share-rose", Org, Wave, "organisation", Org), f.Key));
    }

    [Fact]
    public void A_department_is_told_by_name_with_the_published_sentence_and_a_unit_never()
    {
        var snapshot = Snapshot(
            Change(Measures.BelowFloorChange, ScopeLevel.Department, Department, 0.08, 1), Change(Measures.BelowFloorChange, ScopeLevel.Unit, "4110", 0.3, 1));
        var found = Assert.Single(AlertRules.Look(Input(snapshot)));
        var told = AlertWords.Tell(new AlertRecord(1, found.Key, found.Name, "", Utc, null), snapshot, "sv");
        Assert.Equal("Örnsköldsviks kommun, Välfärdsförvaltningen: andelen under lägstanivån har ökat mer än slumpen förklarar, Hösten 2023.", told.Text);
        Assert.Equal("/o/2284/f/40?vag=2023-10#forandring", told.Path);
        Assert.Contains("8", Assert.Single(told.Figures), StringComparison.Ordinal);
        Assert.StartsWith("Örnsköldsvik Municipality, Välfärdsförvaltningen:", AlertWords.Tell(new AlertRecord(1, found.Key, found.Name, "", Utc, null), snapshot, "en").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_latest_released_wave_is_looked_at()
    {
        var old = new PublishedTable(
            new TableKey(Measures.BelowFloorChange, Org, Before, ScopeLevel.Organisation), new(2022, 4, 1), [Row(Org)], ["all", "secured"], [Value(0.1), Value(1)]);
        Assert.Empty(new FloorShareRose().Find(Input(Snapshot(old))));
    }

    [Theory]
    [InlineData(0.49, true)]
    [InlineData(0.50, false)]
    [InlineData(0.0, true)]
    [InlineData(null, false)]
    public void Fewer_than_half_is_what_is_printed_as_less_than_half(double? share, bool raised) =>
        Assert.Equal(raised, new LowVoice().Find(Input(Snapshot(Voice(share is { } s ? Value(s) : new(CellState.Hidden, "few_respondents"))))).Any());

    [Theory]
    [InlineData(4, 20, true)]
    [InlineData(4, 8, false)]
    public void A_class_counts_when_all_of_it_is_less_than_half(int most, int persons, bool raised)
    {
        var found = new LowVoice().Find(Input(Snapshot(Voice(new(CellState.Class, population: persons, classKind: ClassKind.AtMost, classCount: most))))).ToList();
        Assert.Equal(raised, found.Count == 1);
        Assert.All(found, f => Assert.Equal(("operation", "lokalvard", "Lokalvård"), (f.Key.Scope, f.Key.Code, f.Name)));
        Assert.Empty(new LowVoice().Find(Input(Snapshot(Voice(new(CellState.Class, population: persons, classKind: ClassKind.AtLeast, classCount: 1))))));
    }

    [Fact]
    public void An_operation_is_told_in_the_readers_language_and_by_the_name_that_was_stored_when_it_is_not_published_any_more()
    {
        var snapshot = Snapshot(Voice(Value(0.4)));
        var found = Assert.Single(new LowVoice().Find(Input(snapshot)));
        var alert = new AlertRecord(1, found.Key, found.Name, "", Utc, null);
        Assert.Contains("Lokalvård", AlertWords.Tell(alert, snapshot, "sv").Text, StringComparison.Ordinal);
        Assert.Contains("Cleaning", AlertWords.Tell(alert, snapshot, "en").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lokalvård", AlertWords.Tell(alert, snapshot, "en").Text, StringComparison.Ordinal);
        Assert.Contains("Lokalvård", AlertWords.Tell(alert, Snapshot(), "en").Text, StringComparison.Ordinal);
        Assert.Contains("Lokalvård", AlertWords.Tell(alert, null, "en").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void While_a_wave_is_open_nobody_is_called_silent()
    {
        var open = new PublishedTable(
            new TableKey(Measures.Voice, Org, "2026-10", ScopeLevel.Organisation, Breakdown.Operation), new(2026, 10, 1),
            [new PublishedRow(Org, "lokalvard", new("Lokalvård", "Cleaning"))], [PublishedTable.All], [Value(0.1)]);
        Assert.Empty(new LowVoice().Find(Input(Snapshot(open))));
    }

    [Theory]
    [InlineData("2024-11-25", null, true)]
    [InlineData("2024-11-26", null, false)]
    [InlineData(null, null, false)]
    [InlineData("2027-01-01", null, false)]

    // A newer plan of the same operation is the one that counts.
    [InlineData("2020-01-01", "2026-01-01", false)]
    [InlineData("2020-01-01", "2024-01-01", true)]
    public void A_plan_is_old_when_it_was_adopted_two_years_ago(string? adopted, string? newer, bool raised)
    {
        var plans = new[] { (Code: "P1", Day: adopted), (Code: "P2", Day: newer) }.Where(p => p.Code == "P1" || p.Day is not null)
            .Select(p => new PlanRow(p.Code, "Plan för hemtjänsten", "Hemtjänst", "", Day(p.Day), null, null, null, null, null, [])).ToList();
        var found = new OldPlan().Find(Input(Snapshot()) with { Plans = o => o == Org ? plans : [] }).ToList();
        Assert.Equal(raised, found.Count == 1);
        Assert.All(found, f => Assert.Equal((newer is null ? "P1" : "P2", "Plan för hemtjänsten"), (f.Key.Code, f.Name)));
    }

    [Theory]
    [InlineData(48, null, false)]
    [InlineData(49, null, true)]
    [InlineData(49, 3, false)]
    [InlineData(null, 50, true)]
    [InlineData(null, null, false)]
    public void Figures_are_stale_after_two_days_without_a_good_night(int? nightHoursAgo, int? publishedHoursAgo, bool raised) => Assert.Equal(
        raised,
        new NoGoodNight().Find(Input(null) with { LastGoodNight = Utc.AddHours(-nightHoursAgo ?? 0).IfGiven(nightHoursAgo), Published = Utc.AddHours(-publishedHoursAgo ?? 0).IfGiven(publishedHoursAgo) }).Any());

    [Theory]
    [InlineData(31, true)]
    [InlineData(2000, false)]
    public void A_source_is_old_when_its_profile_expected_a_newer_one(int days, bool raised)
    {
        var input = Input(SampleSnapshot.Build()) with { ExpectedEveryDays = new Dictionary<DeliveryKind, int> { [DeliveryKind.Register] = days } };
        var found = new OldSource().Find(input).ToList();
        Assert.Equal(raised, found.Count == 1);
        Assert.All(found, f => Assert.Equal(
            "Örnsköldsviks kommun: en källa är äldre än väntat (Personalregister).", AlertWords.Tell(new AlertRecord(1, f.Key, "", "", Utc, null), input.Snapshot, "sv").Text));
    }

    [Fact]
    public void Every_rule_has_words_in_both_languages_and_a_page()
    {
        Assert.Equal(AlertRules.All.Count, AlertRules.All.Select(r => r.Name).Distinct().Count());
        foreach (var rule in AlertRules.All)
        {
            Assert.StartsWith("/", rule.PathOf(new AlertKey(rule.Name, Org, Wave, "", "x")), StringComparison.Ordinal);
            Assert.All((string[])["sv", "en"], l => Assert.Contains("alert." + rule.Name, TextCatalogue.Default.Codes(l)));
        }

        Assert.Equal("en-regel-som-fanns", AlertWords.Tell(new AlertRecord(1, new AlertKey("en-regel-som-fanns", Org, "", "", ""), "", "", Utc, null), null, "sv").Text);
    }

    private static AlertInput Input(Snapshot? snapshot) =>
        new(snapshot, _ => [], null, null, new Dictionary<DeliveryKind, int>(), 48, new DateOnly(2026, 11, 25), Utc);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static PublishedCell Value(double number) => new(CellState.Value, estimate: number, respondents: 200, population: 400);

    private static PublishedRow Row(string code) => new(code, "", new(code, code));

    private static PublishedTable Change(string measure, ScopeLevel level, string code, double change, double? secured) => new(
        new TableKey(measure, Org, Wave, level), new(2023, 10, 1), [Row(code)], [PublishedTable.All, "secured"],
        [Value(change), secured is { } s ? Value(s) : new PublishedCell(CellState.NotApplicable, "few_respondents")]);

    private static PublishedTable Voice(PublishedCell cell) => new(
        new TableKey(Measures.Voice, Org, Wave, ScopeLevel.Organisation, Breakdown.Operation), new(2023, 10, 1),
        [new PublishedRow(Org, "lokalvard", new("Lokalvård", "Cleaning"))], [PublishedTable.All], [cell]);

    /// <summary>The sample's organisations and waves, with these tables and no others.</summary>
    private static Snapshot Snapshot(params PublishedTable[] tables)
    {
        var sample = SampleSnapshot.Build();
        return new Snapshot(
            sample.Id, sample.DataDate, sample.MethodVersion, true, sample.Threshold, sample.Floor, sample.Framework,
            [.. sample.Organisations.Select(o => new PublishedOrganisation(o.Code, o.Name, o.ShortName, o.DataDate, o.Waves, [], o.TargetAreas))], tables);
    }
}

internal static class Given
{
    /// <summary>The instant, or null if the number that made it was not given.</summary>
    public static DateTime? IfGiven(this DateTime instant, int? given) => given is null ? null : instant;
}
