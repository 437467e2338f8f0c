using System.Globalization;
using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Runs;

public class RefreshTests
{
    /// <summary>Two departments of two units each, 20 persons a unit, 15 of them answering at the level given.</summary>
    private static World Four()
    {
        var world = new World();
        world.AddDepartment("A", ("A1", 20, 15, 3), ("A2", 20, 15, 5));
        world.AddDepartment("B", ("B1", 20, 15, 4), ("B2", 20, 15, 1));
        foreach (var id in World.Ids)
        {
            world.Requirements.Add(new RequirementRow("adm", "Administratör", id, 4, id is "1.1"));
        }

        return world;
    }

    [Fact]
    public void Closed_wave_is_released_with_figures_that_can_be_worked_by_hand()
    {
        // In 1.2 of each department's 30 fifteen are at 3, eight at 4 and seven at 5: in 1.1 nobody of a department need be at the requirement.
        var (world, other) = (Four(), Array.IndexOf([.. World.Ids], "1.2"));
        for (var i = 0; i < 60; i++)
        {
            var levels = world.Answers[i].Levels.ToArray();
            levels[other] = (byte)((i % 30) switch { var k when k % 2 == 0 => 3, < 16 => 4, _ => 5 });
            world.Answers[i] = world.Answers[i] with { Levels = levels };
        }

        var result = world.Refresh();

        Assert.Equal(["2284 2023-10"], result.Released);
        var voice = world.Cell(Measures.Voice, World.Code);
        Assert.Equal((0.75, 60, 80), (voice.Estimate!.Value, voice.Respondents!.Value, voice.Population!.Value));

        // (15·3 + 15·5 + 15·4 + 15·1)/60 = 195/60 = 3.25
        Assert.Equal(3.25, world.Cell(Measures.Level, World.Code, "1.1").Estimate);

        // 1.2: (30·3 + 16·4 + 14·5)/60 = 3.733; the index (20·3.25 + 3.733)/21 = 3.273
        Assert.Equal(3.27, world.Cell(Measures.Level, World.Code, PublishedTable.Index).Estimate!.Value, 0.005);

        // Gap = 4 − 3.25; below the requirement: A1 and B2 = 30 of 60; below the floor 2: B2 = 15 of 60.
        Assert.Equal(0.75, world.Cell(Measures.Gap, World.Code, "1.1").Estimate);
        Assert.Equal(0.5, world.Cell(Measures.BelowRequirement, World.Code, "1.1").Estimate);
        Assert.Equal(0.25, world.Cell(Measures.BelowFloor, World.Code).Estimate);

        // RDS = 100·(14 − 30)/60 = −26.7; MWDS = 0.75·4 = 3.
        Assert.Equal(-27, world.Cell(Measures.Rds, World.Code, "1.2").Estimate!.Value, 0.5);
        Assert.Equal(3, world.Cell(Measures.Mwds, World.Code, "1.1").Estimate);
    }

    /// <summary>
    /// One of 60 who answered has no role: the gap of the other 59 beside the level of all would tell of that one, so the whole's is hidden.
    /// A requirement for all others makes them one base again, with the numbers of the test above.
    /// </summary>
    [Fact]
    public void One_without_a_role_hides_the_gap_of_the_whole_until_all_others_have_a_requirement()
    {
        World Refreshed(bool others)
        {
            var world = Four();
            world.Register[0] = world.Register[0] with { Role = "" };
            world.Requirements.AddRange(others ? World.Ids.Select(id => new RequirementRow(RequirementRow.Others, "Alla andra", id, 4, id is "1.1")) : []);
            world.Refresh();
            return world;
        }

        foreach (var measure in (string[])[Measures.Gap, Measures.BelowRequirement])
        {
            Assert.Equal(CellState.Hidden, Refreshed(others: false).Cell(measure, World.Code, "1.1").State);
        }

        var whole = Refreshed(others: true);
        Assert.Equal(0.75, whole.Cell(Measures.Gap, World.Code, "1.1").Estimate);
        Assert.Equal(0.5, whole.Cell(Measures.BelowRequirement, World.Code, "1.1").Estimate);
    }

    /// <summary>What a role requires itself wins over what all others require, whatever order the rows stand in; the others' holds elsewhere.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Requirement_of_all_others_gives_way_to_a_roles_own(bool first)
    {
        RequirementRow own = new("adm", "Administratör", "1.1", 6, false), others = new(RequirementRow.Others, "Alla andra", "1.1", 3, true),
            more = others with { Competence = "2.1", Level = 2 };
        var made = RoleRequirements.Of(CompetenceFramework.DigComp22, ["adm", "lok"], first ? [others, more, own] : [own, others, more], ["3.1"]);
        var (i, j) = (Array.IndexOf([.. World.Ids], "1.1"), Array.IndexOf([.. World.Ids], "2.1"));
        Assert.Equal([6, 3, 3], made.Required[i]);
        Assert.Equal([2, 2, 2], made.Required[j]);
        Assert.Equal([false, true, true], made.Mandatory.Select(m => m[i]));
    }

    [Fact]
    [Trait("rule", "ends")]
    public void Share_at_the_end_is_a_class_and_mean_near_the_lowest_level_too()
    {
        // Where all of a unit answer alike, the means and the whole organisation's distribution tell each of them.
        var alike = Four();
        alike.Refresh();
        Assert.Equal(CellState.Hidden, alike.Cell(Measures.BelowFloor, "A2").State);

        var world = Four();
        for (var i = 0; i < 45; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = [.. world.Answers[i].Levels.Select(_ => (byte)(2 + (i % 6)))] };
        }

        world.Refresh();

        // B2: 15 of 15 at level 1, all below the floor; A2: nobody.
        var all = world.Cell(Measures.BelowFloor, "B2");
        Assert.Equal((CellState.Class, ClassKind.AtLeast, 11), (all.State, all.ClassKind, all.ClassCount));
        var none = world.Cell(Measures.BelowFloor, "A2");
        Assert.Equal((CellState.Class, ClassKind.AtMost, 4), (none.State, none.ClassKind, none.ClassCount));
        Assert.Equal(ClassKind.NearLowest, world.Cell(Measures.Level, "B2", "1.1").ClassKind);
        Assert.Equal(3.0, alike.Cell(Measures.Level, "A1", "1.1").Estimate);
    }

    [Fact]
    [Trait("rule", "rounding")]
    public void Interval_agrees_with_the_closed_form_and_is_rounded_outward()
    {
        var world = Four();
        world.Refresh();
        var cell = world.Cell(Measures.BelowFloor, World.Code);

        // R: prop.test(15, 60, correct = FALSE)$conf.int = 0.1577 0.3723 → outward 15 % and 38 %.
        Assert.Equal(new PublishedInterval("wilson", 0.15, 0.38), cell.IntervalWithoutFpc);
        Assert.Equal("wilson_fpc", cell.Interval!.Method);
        Assert.InRange(cell.Interval.Low, 0.15, 0.25);
        Assert.InRange(cell.Interval.High, 0.25, 0.38);
    }

    [Fact]
    public void Facts_at_the_data_date_count_the_persons_that_a_wave_on_the_same_register_counts()
    {
        // One person leaves between the register and the training delivery: two populations would differ by that one.
        var world = Four();
        world.Register[3] = world.Register[3] with { To = World.Reference.AddDays(10), Account = YesNo.No };
        world.Courses.Add(new CourseRow("k", "Kurs", "", "", [], null, null, true));
        world.TrainingAsOf = World.Reference.AddDays(30);
        world.Training.AddRange(Enumerable.Range(20, 10).Select(p => ((long)p, "k", World.Reference.AddDays(20), 1, TrainingStatus.Completed)));
        world.Refresh();

        Assert.Equal(World.Reference.AddDays(30), world.Snapshot.DataDate);
        Assert.Equal(world.Cell(Measures.Population, World.Code), world.Cell(Measures.Population, World.Code, wave: ""));
        Assert.Equal(world.Cell(Measures.Access, World.Code), world.Cell(Measures.Access, World.Code, wave: ""));

        // The window of training ends at its own data date: 10 of 80 then, nobody at the reference date.
        Assert.Equal(0.13, world.Cell(Measures.Reach, World.Code, wave: "").Estimate);
        Assert.Equal(0, world.Cell(Measures.Reach, World.Code).Estimate);
    }

    [Fact]
    public void Delivery_that_describes_nobody_does_not_move_the_data_date()
    {
        var world = Four();
        world.UnitsAsOf = World.Reference.AddYears(2);
        world.Refresh();
        Assert.Equal(World.Reference, world.Snapshot.DataDate);
    }

    [Fact]
    [Trait("rule", "participation")]
    public void Group_where_everybody_answered_tells_it_by_no_other_figure()
    {
        var world = Four();
        world.AddDepartment("C", ("C1", 12, 12, 4), ("C2", 20, 15, 3));
        world.Refresh();

        var voice = world.Cell(Measures.Voice, "C1");
        Assert.Equal((ClassKind.AtLeast, 8), (voice.ClassKind, voice.ClassCount));
        var level = world.Cell(Measures.Level, "C1", "1.1");
        Assert.Equal((4.0, null, null), (level.Estimate, level.Respondents, level.Interval));
        Assert.Equal(CellState.Hidden, world.Cell(Measures.BelowFloor, "C1").State);
        Assert.Equal(15, world.Cell(Measures.Level, "C2", "1.1").Respondents);
    }

    [Fact]
    public void Withdrawn_publication_does_not_return_by_itself()
    {
        var world = Four();
        var first = world.Refresh();
        for (var i = 0; i < 10; i++)
        {
            world.Register[i] = world.Register[i] with { Account = YesNo.No };
        }

        var second = world.Refresh();
        Assert.NotEqual(first.SnapshotId, second.SnapshotId);
        Assert.Equal(first.SnapshotId, world.Publisher.Withdraw("wrong file", default));

        var night = world.Refresh();
        Assert.Equal((first.SnapshotId, false), (night.SnapshotId, night.Changed));
        Assert.Equal("waiting.withdrawn", Assert.Single(night.Waiting).Code);
        Assert.Equal(first.SnapshotId, world.Publisher.CurrentId());

        // Other data, another publication.
        for (var i = 10; i < 20; i++)
        {
            world.Register[i] = world.Register[i] with { Account = YesNo.No };
        }

        Assert.True(world.Refresh().Changed);
    }

    [Fact]
    public void Night_that_changes_nothing_makes_no_new_snapshot()
    {
        var world = Four();
        var first = world.Refresh();
        var second = world.Refresh();
        Assert.True(first.Changed);
        Assert.False(second.Changed);
        Assert.Equal(first.SnapshotId, second.SnapshotId);
        Assert.Empty(second.Released);
        Assert.Equal(1, world.Publisher.Publications);
    }

    [Fact]
    [Trait("rule", "once")]
    public void Released_tables_are_carried_forward_and_newer_answers_wait()
    {
        var world = Four();
        world.Refresh();
        var before = world.Cell(Measures.Voice, World.Code);
        world.Answers.Add(new Answer(16, 5000, World.All(8)));
        world.StampText = "b";

        var result = world.Refresh();

        Assert.Equal(before, world.Cell(Measures.Voice, World.Code));
        Assert.Single(result.Waiting);
        Assert.True(world.Snapshot.FindOrganisation(World.Code)!.Waves[0].ReleaseWaits);
    }

    [Fact]
    public void Newer_data_of_another_kind_does_not_make_a_wave_wait()
    {
        var world = Four();
        world.Refresh();
        world.StampText = "b";
        Assert.Empty(world.Refresh().Waiting);
        Assert.False(world.Snapshot.FindOrganisation(World.Code)!.Waves[0].ReleaseWaits);
    }

    [Fact]
    [Trait("rule", "later")]
    public void Reopening_waits_while_a_published_group_differs_by_fewer_than_the_threshold()
    {
        var world = Four();
        world.Refresh();
        var before = world.Cell(Measures.Voice, World.Code);
        world.Answers.Add(new Answer(16, 5000, World.All(8)));
        world.StampText = "b";

        var result = world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "late answers" });

        Assert.Empty(result.Released);
        Assert.Equal("waiting.differs", Assert.Single(result.Waiting).Code);
        Assert.Equal(before, world.Cell(Measures.Voice, World.Code));
        Assert.True(world.Snapshot.FindOrganisation(World.Code)!.Waves[0].ReleaseWaits);
    }

    [Fact]
    public void Reopening_counts_a_person_who_answered_again_once()
    {
        var world = Four();
        world.Refresh();

        // Three persons of A1 answer again under new keys: three leave and three come, but only three differ.
        foreach (var person in (long[])[1, 2, 3])
        {
            world.Answers.Add(new Answer(person, 7000 + person, World.All(8)) { Submitted = 1 });
        }

        world.StampText = "b";
        var result = world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "again" });
        Assert.Empty(result.Released);
        Assert.Single(result.Waiting);
    }

    [Fact]
    [Trait("rule", "later")]
    public void Reopening_releases_when_every_published_group_differs_by_enough()
    {
        var world = Four();
        world.Refresh();

        // Persons 16–20 of A1 did not answer: all five do now.
        for (var person = 16; person <= 20; person++)
        {
            world.Answers.Add(new Answer(person, 5000 + person, World.All(8)));
        }

        world.StampText = "b";
        var result = world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "late answers" });
        Assert.Equal(["2284 2023-10"], result.Released);
        Assert.Equal(2, world.Snapshot.FindOrganisation(World.Code)!.Waves[0].Release);
        Assert.Equal(65, world.Cell(Measures.Voice, World.Code).Respondents);
    }

    [Fact]
    [Trait("rule", "audit")]
    public void Reopening_is_refused_where_an_earlier_release_tells_what_must_stay_unknown_and_the_run_says_how_many()
    {
        var world = Four();
        foreach (var answer in world.Answers.Where(a => a.Person is 1 or 2 or 3))
        {
            answer.Levels[0] = 1;
        }

        world.Refresh();
        var key = new TableKey(Measures.BelowFloorByCompetence, World.Code, World.WaveCode, ScopeLevel.Unit, Breakdown.None, "");
        Assert.NotEqual(CellState.Value, world.Table(key.Measure, key.Level).Find("A1", "1.1")!.State);
        var again = new Dictionary<string, string> { [World.WaveCode] = "again" };

        // As it was printed nothing stands against printing it again.
        Assert.Equal(["2284 2023-10"], world.Refresh(reopen: again).Released);

        // 3 of the 15 in A1 are below the floor: a release that printed 20 % has told it.
        world.Publisher.Reprint(key, "A1", "1.1", c => Rounding.PlainShare(3, 15, 15, c.Population, 0));
        var result = world.Refresh(reopen: again);

        Assert.Empty(result.Released);
        var waiting = Assert.Single(result.Waiting);
        Assert.Equal(("waiting.told", "2284", "2023-10"), (waiting.Code, waiting.Arguments[0], waiting.Arguments[1]));
        Assert.InRange(int.Parse(waiting.Arguments[2], CultureInfo.InvariantCulture), 1, 5);
        var wave = world.Snapshot.FindOrganisation(World.Code)!.Waves[0];
        Assert.Equal((WaveState.Released, 2, true), (wave.State, wave.Release, wave.ReleaseWaits));
    }

    [Fact]
    public void Withdrawn_release_does_not_come_back_by_itself()
    {
        var world = Four();
        world.Refresh(new DateOnly(2023, 9, 1));
        world.Refresh();
        Assert.NotNull(new Digilo.Analytics.Runs.Refresh(world, world.Publisher, true).Withdraw("fel fil", DateTime.UnixEpoch));
        var result = world.Refresh();
        Assert.Empty(result.Released);
        Assert.Equal(WaveState.Closed, world.Snapshot.FindOrganisation(World.Code)!.Waves[0].State);
    }

    [Fact]
    public void Manual_release_waits_until_it_is_asked_for()
    {
        var world = Four();
        world.Automatic = false;
        Assert.Empty(world.Refresh().Released);
        Assert.Single(world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "granskad" }).Released);
    }

    [Fact]
    [Trait("rule", "open")]
    public void Open_wave_publishes_participation_in_whole_per_cent_for_large_groups_alone()
    {
        var world = Four();
        var result = world.Refresh(new DateOnly(2023, 10, 10));
        Assert.Empty(result.Released);
        Assert.All(world.Snapshot.Tables.Where(t => t.Key.Wave.Length > 0), t => Assert.Equal(Measures.Voice, t.Key.Measure));
        var all = world.Cell(Measures.Voice, World.Code);
        Assert.Equal((0.75, 0, null), (all.Estimate!.Value, all.Decimals, all.Respondents));
        Assert.Equal(CellState.Hidden, world.Cell(Measures.Voice, "A").State); // 40 persons
    }

    [Fact]
    public void Planned_wave_has_no_tables_and_is_not_frozen()
    {
        var world = Four();
        world.Refresh(new DateOnly(2023, 9, 1));
        Assert.DoesNotContain(world.Snapshot.Tables, t => t.Key.Wave.Length > 0);
        Assert.DoesNotContain(world.Publisher.Freezes, f => f.Wave == World.WaveCode);
    }

    [Fact]
    public void Structure_is_frozen_at_first_sight_and_later_changes_of_units_do_not_touch_it()
    {
        var world = Four();
        world.Refresh(new DateOnly(2023, 10, 10));
        world.Units[1] = world.Units[1] with { Name = "Nytt namn" };
        world.Refresh();
        Assert.Contains(world.Snapshot.FindOrganisation(World.Code)!.Waves[0].Scopes, s => s.Name == "Enhet A1");
    }

    [Fact]
    public void Bytes_do_not_depend_on_the_order_of_rows()
    {
        var world = Four();
        world.Refresh();
        var shuffled = Four();
        shuffled.Register.Reverse();
        shuffled.Answers.Reverse();
        shuffled.Refresh();
        Assert.Equal(world.Publisher.CurrentId(), shuffled.Publisher.CurrentId());
    }

    [Fact]
    public void Bytes_read_back_are_the_same_snapshot()
    {
        var world = Four();
        world.Refresh();
        var content = world.Publisher.ReadContent(world.Publisher.CurrentId()!)!;
        var snapshot = SnapshotFormat.Read(content);
        Assert.Equal(content, SnapshotFormat.Write(snapshot));
        Assert.Equal(SnapshotFormat.IdOf(content), snapshot.Id);
        Assert.Throws<InvalidDataException>(() => SnapshotFormat.Read(content[..^7]));
        Assert.Throws<InvalidDataException>(() => SnapshotFormat.Read([1, 2, 3, 4]));
    }
}
