using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Tests.Disclosure;

/// <summary>A whole snapshot of 3,000 persons in 60 units of very different size, 65 % answering, looked at cell by cell.</summary>
public class PublishedCellsTests
{
    private static readonly Snapshot Snapshot = Build();

    private static Snapshot Build()
    {
        var publisher = new FakePublisher();
        new Refresh(new LargeWorld(3000, 60, 8, 12, seed: 7, answeringPercent: 65), publisher, true)
            .Run(new World { MergeBelow = 10 }.Configuration, new DateOnly(2024, 1, 1), DateTime.UnixEpoch);
        return SnapshotFormat.Read(publisher.ReadContent(publisher.CurrentId()!)!);
    }

    private static IEnumerable<(TableKey Key, PublishedCell Cell)> Cells() =>
        from t in Snapshot.Tables from r in Enumerable.Range(0, t.Rows.Count) from c in Enumerable.Range(0, t.Columns.Count) select (t.Key, t[r, c]);

    [Fact]
    [Trait("rule", "groups")]
    public void No_cell_rests_on_fewer_than_the_threshold() =>
        Assert.All(Cells(), x => Assert.True((x.Cell.Respondents ?? 5) >= 5 && (x.Cell.Population ?? 5) >= 5, x.Key.ToString()));

    [Fact]
    public void Exact_share_of_answers_has_a_large_count_and_complement()
    {
        string[] shares = [Measures.BelowFloor, Measures.BelowFloorByCompetence, Measures.BelowRequirement, Measures.Distribution];
        Assert.All(Cells().Where(x => shares.Contains(x.Key.Measure) && x.Cell.HasValue), x =>
        {
            var (n, p) = (x.Cell.Respondents!.Value, x.Cell.Estimate!.Value);
            var half = 0.5 * Math.Pow(10, -2 - x.Cell.Decimals);
            Assert.True(n * (p + half) >= 5 && n * (1 - p + half) >= 5, x.Key.ToString());
        });
    }

    [Fact]
    [Trait("rule", "spread")]
    public void Small_groups_have_no_interval_and_error_only_from_twenty() =>
        Assert.All(Cells(), x =>
        {
            var n = x.Cell.Respondents ?? int.MaxValue;
            Assert.True(x.Cell.Interval is null || n >= 10, x.Key.ToString());
            Assert.True(x.Cell.StandardError is null || n >= 20, x.Key.ToString());
            Assert.True(x.Cell.Interval is not { } i || (i.Low <= x.Cell.Estimate && x.Cell.Estimate <= i.High), x.Key.ToString());
        });

    [Fact]
    [Trait("rule", "groups")]
    public void Group_hidden_in_participation_is_hidden_in_every_answer_table()
    {
        var answers = new[] { Measures.Level, Measures.BelowFloor, Measures.BelowFloorByCompetence, Measures.BelowRequirement, Measures.Gap, Measures.Distribution };
        foreach (var voice in Snapshot.Tables.Where(t => t.Key.Measure == Measures.Voice))
        {
            var hidden = Enumerable.Range(0, voice.Rows.Count).Where(r => voice[r, 0].State == CellState.Hidden).Select(r => (voice.Rows[r].Code, voice.Rows[r].Category)).ToHashSet();
            foreach (var table in Snapshot.Tables.Where(t => answers.Contains(t.Key.Measure) && t.Key.Level == voice.Key.Level && t.Key.Breakdown == voice.Key.Breakdown))
            {
                for (var r = 0; r < table.Rows.Count; r++)
                {
                    for (var c = 0; hidden.Contains((table.Rows[r].Code, table.Rows[r].Category)) && c < table.Columns.Count; c++)
                    {
                        Assert.True(table[r, c].State is CellState.Hidden or CellState.NotApplicable, table.Key.ToString());
                    }
                }
            }
        }
    }

    /// <summary>Four protected persons answered: they have no role, so the pairs are 1–4 fewer than the answers (method §4.5).</summary>
    [Fact]
    [Trait("rule", "base")]
    public void Gap_whose_base_differs_from_the_answers_by_a_few_is_withheld() =>
        Assert.All(
            Cells().Where(x => x.Key.Measure == Measures.Gap && x.Key.Level == ScopeLevel.Organisation),
            x => Assert.Equal(CellState.Hidden, x.Cell.State));

    [Fact]
    public void Protection_leaves_most_of_the_organisations_tables_standing()
    {
        foreach (var group in Cells().Where(x => x.Key.Wave.Length > 0).GroupBy(x => (x.Key.Measure, x.Key.Level, x.Key.Breakdown)))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{group.Key.Measure,-6} {group.Key.Level,-13} {group.Key.Breakdown,-8} {group.Count(x => x.Cell.State == CellState.Hidden)} hidden of {group.Count()}");
        }

        var organisation = Cells().Where(x => x.Key.Level == ScopeLevel.Organisation && x.Key.Breakdown == Breakdown.None && x.Key.Measure is Measures.Level or Measures.BelowFloor).ToArray();
        Assert.DoesNotContain(organisation, x => x.Key.Level == ScopeLevel.Organisation && x.Key.Breakdown == Breakdown.None && x.Cell.State == CellState.Hidden);
    }
}
