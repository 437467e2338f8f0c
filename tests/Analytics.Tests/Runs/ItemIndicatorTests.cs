using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>Items beside the competences, by hand.</summary>
public class ItemIndicatorTests
{
    private static readonly InstrumentItem[] Others =
    [
        Item("A3", ItemScale.YesNo), Item("D1.1", ItemScale.Agree), Item("D1.2", ItemScale.Agree), Item("D1.3", ItemScale.Agree),
        .. Enumerable.Range(1, 9).Select(i => Item("HME." + i, ItemScale.Agree)), Item("L2.1", ItemScale.Agree),
    ];

    /// <summary>Domain §4.2: item means 4.2, 3.9, 3.8 | 4.3, 4.4, 4.1 | 4.0, 3.6, 4.3.</summary>
    private static readonly double[] Engagement = [4.2, 3.9, 3.8, 4.3, 4.4, 4.1, 4.0, 3.6, 4.3];

    private static InstrumentItem Item(string code, ItemScale scale) => new(code, code, CompetenceDimension.None, ItemEvidence.Self, scale);

    /// <summary>Two departments of two units with ten answers each; of ten, answer i to an item of mean m is m's whole part or one more.</summary>
    private static World Ten(Func<int, string, byte?> other, int units = 2)
    {
        var world = new World { Items = [.. World.Ids.Select(InstrumentItem.Plain), .. Others] };
        foreach (var d in new[] { "A", "B" })
        {
            world.AddDepartment(d, [.. Enumerable.Range(1, units).Select(u => (d + u, 12, 10, (byte)4))]);
        }

        for (var i = 0; i < world.Answers.Count; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = [.. World.All(4), .. Others.Select(o => other(i, o.Code) ?? AnswerCode.Skipped)] };
        }

        return world;
    }

    private static byte? Standard(int i, string code) => code switch
    {
        "A3" => i % 2 == 0 ? (byte)1 : (byte)0,
        "D1.1" => (byte)(2 + (i % 3)),
        "D1.2" => i % 5 == 4 ? null : (byte)(1 + (i % 5)),
        "D1.3" => 3,
        "L2.1" => (byte)(i % 10 == 0 ? 4 : 2),
        _ => Of(Engagement[code[^1] - '1'], i % 10),
    };

    private static byte Of(double mean, int i)
    {
        var whole = (int)mean;
        return (byte)(whole + (i < Math.Round((mean - whole) * 10) ? 1 : 0));
    }

    [Fact]
    public void Engagement_gives_the_published_indices_in_whole_numbers()
    {
        var world = Ten(Standard);
        world.Refresh();

        // domain §4.2: 74.17 | 81.67 | 74.17, total 76.67.
        Assert.Equal(74, world.Cell("HME", World.Code, "motivation").Estimate);
        Assert.Equal(82, world.Cell("HME", World.Code, "ledarskap").Estimate);
        Assert.Equal(77, world.Cell("HME", World.Code).Estimate);
        Assert.Equal((80.0, 40), (world.Cell("HME", World.Code, "HME.1").Estimate!.Value, world.Cell("HME", World.Code, "HME.1").Respondents!.Value));
    }

    [Fact]
    [Trait("rule", "managers")]
    public void Leadership_and_what_gives_it_are_no_columns_of_units()
    {
        var world = Ten(Standard);
        world.Refresh();
        var units = world.Table("HME", ScopeLevel.Unit);
        Assert.Equal(["HME.1", "HME.2", "HME.3", "HME.7", "HME.8", "HME.9", "motivation", "styrning"], units.Columns);
        Assert.Null(world.Snapshot.Find(new TableKey("L2", World.Code, World.WaveCode, ScopeLevel.Unit)));
        Assert.Null(world.Snapshot.Find(new TableKey("L4", World.Code, World.WaveCode, ScopeLevel.Unit)));
        Assert.Contains("ledarskap", world.Table("HME", ScopeLevel.Department).Columns);
    }

    [Fact]
    [Trait("rule", "engagement")]
    public void Engagement_of_fewer_than_ten_is_hidden_and_the_index_with_it()
    {
        // In A1 one leaves HME.1 empty: nine are fewer than ten, and a sibling goes with it.
        var world = Ten((i, code) => i == 3 && code == "HME.1" ? null : Standard(i, code));
        world.Refresh();
        Assert.Equal(CellState.Hidden, world.Cell("HME", "A1", "HME.1").State);
        Assert.Equal(CellState.Hidden, world.Cell("HME", "A1", "motivation").State);
        Assert.Equal(CellState.Hidden, world.Cell("HME", "A2", "HME.1").State);
        Assert.Equal(CellState.Value, world.Cell("HME", "A1", "HME.2").State);
    }

    [Fact]
    public void Index_of_three_items_is_the_mean_of_their_indices_whoever_answered_which()
    {
        var world = Ten(Standard);
        world.Refresh();

        // D1.1: 2, 3, 4 in turn over 40: mean 119/40, index 49.375; D1.2: 1–4 in turn over 32: 2.5, 37.5; D1.3: 3, 50. Mean 45.625.
        Assert.Equal(49, world.Cell("D1", World.Code, "D1.1").Estimate);
        Assert.Equal((38.0, 32), (world.Cell("D1", World.Code, "D1.2").Estimate!.Value, world.Cell("D1", World.Code, "D1.2").Respondents!.Value));
        Assert.Equal((46.0, 32), (world.Cell("D1", World.Code).Estimate!.Value, world.Cell("D1", World.Code).Respondents!.Value));

        // Everybody said 3: no interval, which would tell it.
        Assert.Null(world.Cell("D1", World.Code, "D1.3").IntervalWithoutFpc);
    }

    [Fact]
    public void Yes_and_no_is_a_share_and_its_ends_are_classes()
    {
        var world = Ten((i, code) => code == "A3" ? (byte)(i < 20 ? i % 2 : 0) : Standard(i, code));
        world.Refresh();
        Assert.Equal((0.25, 40), (world.Cell("A3", World.Code).Estimate!.Value, world.Cell("A3", World.Code).Respondents!.Value));
        Assert.Equal(ClassKind.AtMost, world.Cell("A3", "B1").ClassKind);
    }

    [Fact]
    public void What_was_not_asked_says_so_and_is_never_zero()
    {
        var world = Ten(Standard);
        world.Items = [.. World.Ids.Select(InstrumentItem.Plain)];
        world.Refresh();
        Assert.Equal(
            ["no_A3", "no_D1", "no_D2", "no_L2", "no_HME", "no_E4", "no_L2"],
            ((string[])["A3", "D1", "D2", "L2", "HME", "E4", "L4"]).Select(m => world.Cell(m, World.Code).Reason));
        Assert.Equal("no_answer_channel", world.Cell("V5", World.Code, "paper").Reason);
    }

    [Fact]
    [Trait("rule", "managers")]
    public void Perception_gap_is_the_mean_of_the_units_differences_from_five_units()
    {
        // Five units a department; the first of ten leads and says 4 (75), nine say 2 (25): 50 in every unit.
        var world = Ten(Standard, units: 5);
        world.Managers.UnionWith(world.Answers.Where((_, i) => i % 10 == 0).Select(a => a.Person));
        world.Refresh();
        Assert.Equal((50.0, 100), (world.Cell("L4", World.Code).Estimate!.Value, world.Cell("L4", World.Code).Respondents!.Value));
        Assert.Equal(50, world.Cell("L4", "A").Estimate);

        var few = Ten(Standard, units: 4);
        few.Managers.UnionWith(few.Answers.Where((_, i) => i % 10 == 0).Select(a => a.Person));
        few.Refresh();
        Assert.Equal(50, few.Cell("L4", World.Code).Estimate);
        Assert.NotEqual(CellState.Value, few.Cell("L4", "A").State);
    }

    [Fact]
    public void Ways_of_answering_leave_nothing_to_subtract()
    {
        // Of 40: 30 own, 8 paper, 2 kiosk. One class alone would follow from the others: a second one takes cover with it.
        var world = Ten(Standard);
        for (var i = 0; i < 40; i++)
        {
            world.Answers[i] = world.Answers[i] with { Channel = i % 20 == 0 ? AnswerChannel.Kiosk : i % 5 == 1 ? AnswerChannel.Paper : AnswerChannel.OwnDevice };
        }

        world.Refresh();
        var table = world.Table("V5", ScopeLevel.Organisation);
        var exact = Enumerable.Range(0, table.Columns.Count).Where(c => table[0, c].State == CellState.Value).ToArray();
        Assert.True(exact.Length <= 3, string.Join(' ', exact.Select(c => table.Columns[c])));
        Assert.NotEqual(CellState.Value, table.Find(0, "kiosk")!.State);
    }
}
