using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>A leadership brief has five to seven key figures, whatever an organisation has delivered and however far its waves have come.</summary>
public class KeyFigureCountTests(Commands.DemoFixture demo)
{
    public static TheoryData<string> Odd => new("sample", "one wave", "no training", "no register", "one wave and no training", "no requirement shown", "nothing but participation", "no departments");

    [Theory]
    [MemberData(nameof(Odd))]
    public void There_are_five_to_seven_whatever_is_missing(string odd)
    {
        var snapshot = odd switch
        {
            "one wave" => OddSnapshots.OneWave(),
            "no training" => OddSnapshots.NoTraining(),
            "no register" => OddSnapshots.Without(SampleSnapshot.Build(), k => k.Wave.Length == 0),
            "one wave and no training" => OddSnapshots.Without(OddSnapshots.OneWave(), k => k.Measure == Measures.Reach),
            "no requirement shown" => OddSnapshots.Without(SampleSnapshot.Build(), k => k.Measure == Measures.BelowRequirement),
            "nothing but participation" => OddSnapshots.Without(SampleSnapshot.Build(), k => k.Measure != Measures.Voice),
            "no departments" => OddSnapshots.Without(SampleSnapshot.Build(), k => k.Level != ScopeLevel.Organisation),
            _ => SampleSnapshot.Build(),
        };

        // Every organisation of the sample with a released wave: one with all, two without a register of their own.
        Assert.Equal(3, Count(snapshot).Count);
        Assert.Equal(odd is "no requirement shown" or "nothing but participation" ? 5 : 6, Count(snapshot)[SampleSnapshot.Rich]);
    }

    [Fact]
    public async Task There_are_five_to_seven_of_every_organisation_of_the_demo_at_every_point_of_its_history()
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        Assert.Equal(5, Count(snapshot).Count);
        var briefs = 0;
        foreach (var organisation in snapshot.Organisations)
        {
            for (var count = 1; count <= organisation.Waves.Count; count++)
            {
                foreach (var last in Enum.GetValues<WaveState>())
                {
                    var then = OddSnapshots.FirstWaves(snapshot, organisation.Code, count, last);
                    var told = Count(then).ContainsKey(organisation.Code);
                    Assert.Equal(then.FindOrganisation(organisation.Code)!.Waves.Any(w => w.State == WaveState.Released), told);
                    var trained = OddSnapshots.Without(then, k => k.Organisation == organisation.Code && k.Measure == Measures.Reach);
                    Assert.Equal(told, Count(trained).ContainsKey(organisation.Code));
                    briefs += told ? 1 : 0;
                }
            }
        }

        Assert.True(briefs > 5 * 2, "more than one point of each history has a brief");
    }

    /// <summary>Key figures of each leadership brief, by organisation, the same in both languages; each is checked.</summary>
    private static Dictionary<string, int> Count(Snapshot snapshot)
    {
        var counts = new Dictionary<string, int>();
        foreach (var organisation in snapshot.Organisations.Where(BriefBook.HasSomethingToTell))
        {
            var both = ((string[])["sv", "en"])
                .Select(l => Assert.Single(BriefBook.Compose(new BriefRequest(snapshot, new BriefName(BriefKinds.Leadership, organisation.Code, "", l)))!.Blocks.OfType<KeyFigures>()).Items)
                .ToList();
            Assert.Equal(both[0].Select(f => f.Cells[0]), both[1].Select(f => f.Cells[0]));
            foreach (var figures in both)
            {
                Assert.InRange(figures.Count, 5, 7);
                Assert.Equal(figures.Count, figures.Select(f => f.Label).Distinct().Count());

                // Each says of how many, or why there is no number.
                Assert.All(figures, f => Assert.True(
                    f.Value.Any(char.IsAsciiDigit) ? f.Detail.Any(char.IsAsciiDigit) : f.Detail.Length > 0, $"{organisation.Code}: {f.Label}: {f.Value}: {f.Detail}"));
            }

            counts[organisation.Code] = both[0].Count;
        }

        return counts;
    }
}
