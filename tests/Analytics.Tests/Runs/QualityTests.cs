using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Runs;

public class QualityTests
{
    /// <summary>Two units of 40 of whom 30 answer; the first 20 of the first unit at level 1 and flagged.</summary>
    private static World Flagged(QualityFlags flags, int count = 20)
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 40, 30, 4), ("A2", 40, 30, 4));
        for (var i = 0; i < count; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = World.All(1), Flags = flags };
        }

        return world;
    }

    [Fact]
    public void Flags_are_counted_and_change_nothing_unless_the_policy_excludes_them()
    {
        var plain = Flagged(QualityFlags.None);
        plain.Refresh();
        var counted = Flagged(QualityFlags.StraightLining | QualityFlags.TooFast);
        Assert.Empty(counted.Refresh().Excluded);
        Assert.Equal(plain.Snapshot.Id, counted.Snapshot.Id);
        Assert.Empty(counted.Snapshot.Organisations[0].Waves[0].Excluded);

        var other = Flagged(QualityFlags.StraightLining | QualityFlags.TooFast);
        other.Quality = new QualityPolicy(QualityFlags.Duplicate | QualityFlags.BeforeWave | QualityFlags.AfterWave);
        Assert.Empty(other.Refresh().Excluded);
        Assert.Equal(60, other.Cell(Measures.Voice, World.Code).Respondents);
    }

    [Fact]
    public void An_excluded_answer_is_in_no_figure_of_the_wave_and_is_told()
    {
        var world = Flagged(QualityFlags.StraightLining | QualityFlags.AfterWave);
        world.Answers[40] = world.Answers[40] with { Flags = QualityFlags.TooFast };
        world.Quality = new QualityPolicy(QualityFlags.StraightLining | QualityFlags.TooFast);
        var result = world.Refresh();
        Assert.Equal(["2284 2023-10 (21)"], result.Excluded);
        Assert.Equal((39, 80), (world.Cell(Measures.Voice, World.Code).Respondents!.Value, world.Cell(Measures.Voice, World.Code).Population!.Value));
        Assert.Equal(4, world.Cell(Measures.Level, World.Code, "1.1").Estimate);
        Assert.Equal(39, world.Cell(Measures.Level, World.Code, "1.1").Respondents);
        Assert.Equal([new("straightLining", 20), new("tooFast", PublishedExclusion.Few)], world.Snapshot.Organisations[0].Waves[0].Excluded);
        Assert.Equal(21, world.Snapshot.Organisations[0].Sources.Single(s => s.Kind == DeliveryKind.Survey).Excluded);
    }

    [Theory]
    [InlineData(1, "2284 2023-10 (≤ 4)", 4)]
    [InlineData(4, "2284 2023-10 (≤ 4)", 4)]
    [InlineData(5, "2284 2023-10 (5)", 5)]
    public void One_to_four_answers_left_out_are_told_as_one_class_everywhere(int count, string told, long published)
    {
        var world = Flagged(QualityFlags.TooFast, count);
        world.Quality = new QualityPolicy(QualityFlags.TooFast);
        Assert.Equal([told], world.Refresh().Excluded);
        Assert.Equal([new("tooFast", published)], world.Snapshot.Organisations[0].Waves[0].Excluded);
        Assert.Equal(published, world.Snapshot.Organisations[0].Sources.Single(s => s.Kind == DeliveryKind.Survey).Excluded);
    }

    [Fact]
    public void The_policy_is_frozen_when_the_wave_opens_and_a_release_stays_as_it_is()
    {
        var world = Flagged(QualityFlags.TooFast);
        world.Refresh(new DateOnly(2023, 10, 15));
        world.Quality = new QualityPolicy(QualityFlags.TooFast);
        Assert.Empty(world.Refresh().Excluded);
        Assert.Equal(60, world.Cell(Measures.Voice, World.Code).Respondents);

        var frozen = Flagged(QualityFlags.TooFast);
        frozen.Quality = new QualityPolicy(QualityFlags.TooFast);
        Assert.Equal(["2284 2023-10 (20)"], frozen.Refresh(new DateOnly(2023, 10, 15)).Excluded);
        frozen.Quality = QualityPolicy.CountAll;
        Assert.Equal(["2284 2023-10 (20)"], frozen.Refresh().Excluded);
        Assert.Equal(40, frozen.Cell(Measures.Voice, World.Code).Respondents);

        // Carried forward: the release itself remembers.
        var again = frozen.Refresh(new DateOnly(2024, 2, 1));
        Assert.Equal(["2284 2023-10 (20)"], again.Excluded);
        Assert.Empty(again.Waiting);
        Assert.Equal([new("tooFast", 20)], frozen.Snapshot.Organisations[0].Waves[0].Excluded);
    }

    [Fact]
    public void One_answer_a_person_counts_in_a_linked_wave_whatever_came_first_and_doubles_are_left_out_of_an_anonymous_one()
    {
        var linked = Flagged(QualityFlags.None, 0);
        linked.Answers[0] = linked.Answers[0] with { Complete = false, Levels = World.All(1) };
        linked.Answers.Add(new Answer(1, 5000, World.All(4)) { Flags = QualityFlags.Duplicate });
        linked.Quality = new QualityPolicy(QualityFlags.Duplicate);
        Assert.Empty(linked.Refresh().Excluded);
        Assert.Equal((60, 4), (linked.Cell(Measures.Voice, World.Code).Respondents!.Value, linked.Cell(Measures.Level, World.Code, "1.1").Estimate!.Value));

        var anonymous = Flagged(QualityFlags.None, 0);
        anonymous.Linked = false;
        anonymous.Answers.AddRange(Enumerable.Range(0, 6).Select(i => new Answer(0, 6000 + i, World.All(1)) { Flags = QualityFlags.Duplicate }));
        anonymous.Quality = new QualityPolicy(QualityFlags.Duplicate);
        Assert.Equal(["2284 2023-10 (6)"], anonymous.Refresh().Excluded);
        Assert.Equal(60, anonymous.Cell(Measures.Voice, World.Code).Respondents);
    }

    [Fact]
    public void An_answer_of_nobody_in_the_register_is_outside_and_not_excluded()
    {
        var world = Flagged(QualityFlags.None, 0);
        world.Answers.AddRange(Enumerable.Range(0, 6).Select(i => new Answer(0, 6000 + i, World.All(1)) { Flags = QualityFlags.TooFast }));
        world.Quality = new QualityPolicy(QualityFlags.TooFast);
        Assert.Empty(world.Refresh().Excluded);
        Assert.Equal(6, world.Snapshot.Organisations[0].Sources.Single(s => s.Kind == DeliveryKind.Survey).Excluded);
    }

    [Fact]
    public void A_structure_frozen_before_there_was_a_policy_excludes_nothing()
    {
        var world = Flagged(QualityFlags.None);
        world.Quality = new QualityPolicy(QualityFlags.TooFast);
        world.Refresh();
        var pack = world.Publisher.Freezes[0].Content;
        Assert.Equal(QualityFlags.TooFast, FrozenStructure.Unpack(pack).Excluded);

        // The first version: its number, a day, three settings and then no policy.
        var now = new PackedWriter();
        now.Int(5);
        now.Day(World.Reference);
        now.Int(5);
        now.Int(1);
        now.Int(50);
        var at = now.ToArray().Length;
        Assert.True(pack.AsSpan().StartsWith(now.ToArray()));
        var after = at + Int(DisclosurePolicy.DefaultAuditGroups).Length;
        byte[] before = [.. Int(1), .. pack[Int(5).Length..at], .. pack[(after + Int((int)QualityFlags.TooFast).Length)..]];
        var old = FrozenStructure.Unpack(before);
        var unaudited = new DisclosureSettings(5, 1, 50) { AuditGroups = DisclosurePolicy.LeastAuditGroups };
        Assert.Equal((QualityFlags.None, World.Reference, unaudited), (old.Excluded, old.AsOf, old.Settings));
        Assert.Equal(FrozenStructure.Unpack(pack).Scopes.Select(s => s.Code), old.Scopes.Select(s => s.Code));

        // The fourth: no number of groups that are audited together.
        var fourth = FrozenStructure.Unpack([.. Int(4), .. pack[Int(5).Length..at], .. pack[after..]]);
        Assert.Equal((QualityFlags.TooFast, unaudited), (fourth.Excluded, fourth.Settings));
        Assert.Equal(900, FrozenStructure.Unpack((fourth with { Settings = fourth.Settings with { AuditGroups = 900 } }).Pack()).Settings.AuditGroups);

        static byte[] Int(int value)
        {
            var w = new PackedWriter();
            w.Int(value);
            return w.ToArray();
        }
    }
}
