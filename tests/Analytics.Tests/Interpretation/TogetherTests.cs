using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Interpretation;

/// <summary>Organisations side by side: only those that agreed, counted and never ranked.</summary>
public class TogetherTests
{
    [Fact]
    public void One_alone_has_nothing_to_stand_beside()
    {
        var snapshot = HandMade.Snapshot();
        Assert.Equal(MadeSnapshot.Wave, Together.WaveOf(snapshot));
        Assert.Single(Together.Agreed(snapshot, MadeSnapshot.Wave, "sv"));
        Assert.Equal(1, Together.Released(snapshot, MadeSnapshot.Wave));
        Assert.Empty(Together.Sentences(snapshot, MadeSnapshot.Wave, "sv"));
    }

    [Fact]
    public void Certain_changes_are_counted_over_those_that_agreed()
    {
        // One fell, one did not certainly change, one rose but did not agree.
        var snapshot = Three((-1, true), (0, true), (1, false));
        Assert.Equal(["A", "B"], Together.Agreed(snapshot, MadeSnapshot.Wave, "sv").Select(o => o.Code));
        Assert.Equal(3, Together.Released(snapshot, MadeSnapshot.Wave));
        Assert.Equal(
            "Av 2 organisationer vars förändring har prövats har andelen som skattar sig under lägstanivån säkert sjunkit i 1 och säkert stigit i 0.",
            Together.Sentences(snapshot, MadeSnapshot.Wave, "sv")[0].Text);
        Assert.Equal(["A", "B"], Together.Sentences(snapshot, MadeSnapshot.Wave, "sv")[0].Cells.Select(c => c.Code));
    }

    [Fact]
    public void That_none_changed_is_said_in_words() => Assert.Equal(
        "Ingen av de 2 organisationer vars förändring har prövats har en säkerställd förändring av andelen som skattar sig under lägstanivån.",
        Together.Sentences(Three((0, true), (0, true), (1, false)), MadeSnapshot.Wave, "sv")[0].Text);

    [Fact]
    public void Nobody_who_agreed_means_no_wave() => Assert.Null(Together.WaveOf(Three((0, false), (0, false), (0, false))));

    private static Snapshot Three(params (int Test, bool Agrees)[] organisations)
    {
        var of = HandMade.Snapshot();
        var wave = of.Organisations[0].Waves[^1];
        var about = organisations.Select((o, i) => of.Organisations[0] with
        {
            Code = ((char)('A' + i)).ToString(),
            Name = new("Kommun " + (char)('A' + i), "Municipality " + (char)('A' + i)),
            Waves = [wave with { ConsentToConsortium = o.Agrees }],
        }).ToList();
        var tables = about.Select((o, i) => new PublishedTable(
            new TableKey(Measures.BelowFloorChange, o.Code, wave.Wave, ScopeLevel.Organisation), wave.ReferenceDate, [new(o.Code, "", o.Name)], ["all", "secured"],
            [new(CellState.Value, estimate: -0.02, respondents: 100), new(CellState.Value, estimate: organisations[i].Test)])).ToList();
        return new Snapshot(of.Id, of.DataDate, of.MethodVersion, true, 5, 2, of.Framework, about, tables);
    }
}
