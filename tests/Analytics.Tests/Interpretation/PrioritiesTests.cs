using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Interpretation;

/// <summary>What to begin with: by a fixed rule, from published cells, each reason traced.</summary>
public class PrioritiesTests
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public void Reasons_are_traced_and_titles_hold_no_number(string language)
    {
        var snapshot = HandMade.Snapshot();
        var found = Priorities.Of(snapshot, MadeSnapshot.Organisation, MadeSnapshot.Wave, language, 10);
        Assert.NotEmpty(found);
        foreach (var priority in found)
        {
            Assert.NotEmpty(priority.Reasons);
            Assert.DoesNotContain(priority.Title, char.IsAsciiDigit);
            Assert.All(priority.Reasons, r => Assert.NotEmpty(r.Cells));
            Assert.All(priority.Reasons, r => Assert.Empty(TraceChecker.Untraced(snapshot, snapshot.Organisations[0], r, language, RulesTests.Reasons(language))));
        }
    }

    [Fact]
    public void What_shuts_out_comes_first_then_what_a_test_says_and_one_place_is_for_a_competence()
    {
        var snapshot = Made(flagged: 2, silent: 1, rising: 1, higher: 1, plans: 0.5, discrepancy: 1.2);
        Assert.Equal(["access", "voice", "competence"], Codes(snapshot));
        Assert.Equal(["access", "voice", "rising", "floor", "competence"], Codes(snapshot, 5));
        Assert.Equal(["competence"], Codes(snapshot, 1));
    }

    [Fact]
    public void Nothing_is_a_priority_without_a_test_or_a_fact_that_says_so() =>
        Assert.Empty(Codes(Made(flagged: 0, silent: 0, rising: 0, higher: 0, plans: 1, discrepancy: -0.5)));

    [Fact]
    public void A_fall_and_a_lower_group_are_none_and_competences_fill_the_places()
    {
        var snapshot = Made(flagged: 0, silent: 0, rising: -1, higher: -1, plans: 1, discrepancy: 1.2);
        Assert.Equal(["competence", "competence", "competence"], Codes(snapshot));
        var titles = Priorities.Of(snapshot, MadeSnapshot.Organisation, MadeSnapshot.Wave, "sv").Select(p => p.Title).ToList();
        Assert.Equal(3, titles.Distinct().Count());
    }

    [Fact]
    public void An_unknown_organisation_or_wave_has_none()
    {
        Assert.Empty(Priorities.Of(HandMade.Snapshot(), "9999", MadeSnapshot.Wave, "sv"));
        Assert.Empty(Priorities.Of(HandMade.Snapshot(), MadeSnapshot.Organisation, "1999", "sv"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Priorities.Of(HandMade.Snapshot(), MadeSnapshot.Organisation, MadeSnapshot.Wave, "sv", 0));
    }

    private static string[] Codes(Snapshot snapshot, int most = 3) =>
        [.. Priorities.Of(snapshot, MadeSnapshot.Organisation, MadeSnapshot.Wave, "sv", most).Select(p => p.Code)];

    /// <summary>Every cell of an ordinary size, but for those that decide.</summary>
    private static Snapshot Made(double flagged, double silent, double rising, double higher, double plans, double discrepancy) =>
        MadeSnapshot.Build((measure, wave, level, row, column, holds) => (measure, column) switch
        {
            (Measures.AccessGap, "flagged") => Number(flagged),
            (Measures.SilentOperations, "silent") => Number(silent),
            (Measures.SilentOperations, "operations") => Number(9),
            (Measures.BelowFloorChange or Measures.BelowFloorChangeWeighted, "secured") => Number(rising),
            (Measures.Disparity or Measures.DisparityWeighted, "flag") => Number(higher),
            (Measures.PlanCoverage, "operations") => Number(plans),
            (Measures.Mwds, _) => Number(discrepancy),
            (Measures.Targeting, _) => Number(1.4),
            _ => new PublishedCell(CellState.Value, estimate: holds is Holds.Share or Holds.Exact ? 0.4 : 1, decimals: 1, respondents: 200, population: 400),
        });

    private static PublishedCell Number(double value) => new(CellState.Value, estimate: value, decimals: 1, respondents: 200, population: 400);
}
