using Digilo.Analytics.Model;

namespace Digilo.Analytics.Tests.Runs;

public class InstrumentTests
{
    private static readonly InstrumentItem[] Others =
    [
        new("T1.1", "1.1", CompetenceDimension.None, ItemEvidence.Test, ItemScale.Level),
        new("K1.1", "1.1", CompetenceDimension.Knowledge, ItemEvidence.Self, ItemScale.Level),
        new("S1.1", "1.1", CompetenceDimension.None, ItemEvidence.Self, ItemScale.Sat),
        new("P1.1", "1.1", CompetenceDimension.None, ItemEvidence.Self, ItemScale.Score),
        new("D1", "D1", CompetenceDimension.Attitude, ItemEvidence.Self, ItemScale.Agree),

        // The same code as the competence's own item, and yet another item.
        new("1.1", "1.1", CompetenceDimension.None, ItemEvidence.Test, ItemScale.Level),
    ];

    [Fact]
    public void Tests_sides_and_other_scales_of_a_competence_change_no_published_number()
    {
        var plain = Sample(World.Ids.Select(InstrumentItem.Plain), []);
        plain.Refresh();

        // Beside the levels, before and after them, and once answered where the level was not.
        var mixed = Sample([.. Others[..3], .. World.Ids.Select(InstrumentItem.Plain), .. Others[3..]], [1, 2, 3]);
        mixed.Refresh();
        Assert.Equal(plain.Snapshot.Id, mixed.Snapshot.Id);

        // The checker can fail: the same bytes as a level of the competence do change the figures.
        var wrong = Sample([InstrumentItem.Plain("1.1"), .. World.Ids.Skip(1).Select(InstrumentItem.Plain)], [], firstLevel: 8);
        wrong.Refresh();
        Assert.NotEqual(plain.Snapshot.Id, wrong.Snapshot.Id);
    }

    [Fact]
    public void Whoever_answered_only_a_test_is_no_respondent()
    {
        var world = Sample([.. World.Ids.Select(InstrumentItem.Plain), Others[0]], []);
        world.Answers[0] = world.Answers[0] with { Levels = [.. Enumerable.Repeat(AnswerCode.Skipped, World.Ids.Count), 5] };
        world.Refresh();
        Assert.Equal(59, world.Cell(Snapshots.Measures.Voice, World.Code).Respondents);
    }

    [Fact]
    public void The_level_of_a_competence_is_found_by_its_competence_and_rather_by_its_own_code()
    {
        var own = InstrumentItem.Plain("1.1");
        var named = own with { Code = "Q7" };
        Assert.Equal(-1, InstrumentItem.IndexOfLevel(Others, "1.1"));
        Assert.Equal(0, InstrumentItem.IndexOfLevel([named, .. Others], "1.1"));
        Assert.Equal(1, InstrumentItem.IndexOfLevel([named, own], "1.1"));
        Assert.Equal(0, InstrumentItem.IndexOfLevel([named, named with { Code = "Q8" }], "1.1"));
        Assert.Equal(-1, InstrumentItem.IndexOfLevel([own with { Competence = "1.2" }], "1.1"));
    }

    /// <summary>Sixty who answer level 3 in everything, and what stands in the other items in turn.</summary>
    private static World Sample(IEnumerable<InstrumentItem> items, byte[] others, byte firstLevel = 3)
    {
        var all = items.ToArray();
        var world = new World { Items = all };
        world.AddDepartment("A", ("A1", 40, 30, 3), ("A2", 40, 30, 3));
        for (var i = 0; i < world.Answers.Count; i++)
        {
            var place = i;
            world.Answers[i] = world.Answers[i] with
            {
                Levels = [.. all.Select((item, n) => item.IsPlain ? n == 0 ? firstLevel : (byte)3 : others.Length == 0 ? (byte)1 : item.Scale == ItemScale.Score ? (byte)(place + 20) : others[(place + n) % others.Length])],
            };
        }

        return world;
    }
}
