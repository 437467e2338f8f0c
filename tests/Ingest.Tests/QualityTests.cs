using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>What is noticed about answers at the door, and what an item is.</summary>
public class QualityTests
{
    private const string Timed = """
        { "extends": "standard-survey", "name": "tid", "version": "1", "synthetic": false, "fingerprint": ["svarsid", "start"],
          "columns": [ { "heading": "start", "to": "started" }, { "heading": "sekunder", "to": "duration" } ] }
        """;

    private static readonly string Items = string.Join(';', CompetenceFramework.DigComp22.Competences.Select(c => c.Id));

    [Fact]
    public void Ten_equal_levels_are_straight_and_nine_or_one_other_are_not()
    {
        using var house = new TestHouse();
        var result = house.ImportText($"svarsid;anstnr;inlamnad;{Items}\n" + Row("a", Levels(10, '4')) + Row("b", Levels(9, '4')) + Row("c", Levels(10, '4') + ";5") + Row("d", "vet ej;" + Levels(20, '0')));
        Assert.Equal([QualityFlags.StraightLining, QualityFlags.None, QualityFlags.None, QualityFlags.StraightLining], Flags(house));
        Assert.Equal([2, 5], result.Findings.Where(f => f.Rule == Rules.StraightLining).Select(f => f.Line));
        Assert.All(result.Findings, f => Assert.Equal(FindingSeverity.Note, f.Severity));

        static string Levels(int count, char level) => string.Join(';', Enumerable.Repeat(level, count));
        static string Row(string id, string cells) => $"{id};{id};2023-10-02;{cells}{new string(';', 21 - cells.Split(';').Length)}\n";
    }

    [Fact]
    public void Less_than_two_seconds_an_item_is_too_fast_where_the_time_is_known()
    {
        using var house = new TestHouse(ProfileTests.Catalogue(Timed));
        const string Head = "svarsid;anstnr;start;inlamnad;sekunder;1.1;1.2\n";
        house.ImportText(
            Head
            + "a;1;2023-10-02 10:00:00;2023-10-02 10:00:03;;4;5\nb;2;2023-10-02 10:00:00;2023-10-02 10:00:04;;4;5\nc;3;2023-10-02 10:00:00;2023-10-02 10:00:03;;4;\n"
            + "d;4;2023-10-02 10:00:00;2023-10-02 10:00:00;;4;5\ne;5;;2023-10-02 10:00:00;;4;5\nf;6;2023-10-02 10:00:00;2023-10-02 11:00:00;3,99;4;5\n"
            + "g;7;2023-10-02 10:00:00;2023-10-02 10:00:01;4,00;4;5\nh;8;2023-10-02 10:00:09;2023-10-02 10:00:00;0;4;5\ni;9;2023-10-02 10:00:00;2023-10-02 10:00:01;;;\n",
            "tid");
        Assert.Equal([true, false, false, false, false, true, false, false, false], Flags(house).Select(f => f.HasFlag(QualityFlags.TooFast)));
    }

    [Fact]
    public void A_person_who_comes_again_in_a_linked_wave_is_doubled_and_the_first_row_is_not()
    {
        using var house = new TestHouse();
        var result = house.ImportText("svarsid;anstnr;inlamnad;1.1\na;1;2023-10-02;4\nb;2;2023-10-02;4\nc;1;2023-10-03;5\nd;;2023-10-03;5\ne;;2023-10-03;5\n");
        Assert.Equal([false, false, true, false, false], Flags(house).Select(f => f.HasFlag(QualityFlags.Duplicate)));
        Assert.Equal((Rules.RespondentDoubled, 4), result.Findings.Where(f => f.Rule == Rules.RespondentDoubled).Select(f => (f.Rule, f.Line)).Single());
    }

    [Fact]
    public void A_staff_number_and_a_user_name_of_the_same_letters_are_two_persons()
    {
        using var house = new TestHouse(ProfileTests.Catalogue("""
            {
              "extends": "standard-survey", "name": "tva", "version": "1", "synthetic": false, "fingerprint": ["svarsid", "login"],
              "columns": [{ "heading": "login", "to": "id", "idKind": "anvandarnamn", "normalise": "text" }]
            }
            """));
        house.ImportText("svarsid;anstnr;login;inlamnad;1.1\na;100;;2023-10-02;4\nb;;100;2023-10-02;4\nc;;100;2023-10-02;4\n", "tva");
        Assert.Equal([false, false, true], Flags(house).Select(f => f.HasFlag(QualityFlags.Duplicate)));
    }

    [Fact]
    public void In_an_anonymous_wave_the_same_content_at_the_same_moment_is_doubled_but_not_on_the_same_day()
    {
        using var house = new TestHouse();
        house.ImportText(
            "svarsid;inlamnad;enhet;1.1;1.2\na;2023-11-16 10:00:01;E1;4;5\nb;2023-11-16 10:00:01;E1;4;5\nc;2023-11-16 10:00:01;E1;4;6\nd;2023-11-16 10:00:02;E1;4;5\n"
            + "e;2023-11-16 10:00:01;E2;4;5\nf;2023-11-17;E1;4;5\ng;2023-11-17;E1;4;5\nh;;E1;4;5\ni;;E1;4;5\n",
            wave: "2023-11");
        Assert.Equal([false, true, false, false, false, false, false, false, false], Flags(house).Select(f => f.HasFlag(QualityFlags.Duplicate)));
    }

    [Fact]
    public void Days_outside_the_wave_unknown_and_closed_units_and_roles_without_requirements_are_flags()
    {
        using var house = new TestHouse();
        house.Store.KnownUnits.Add(new UnitRow("E1", "E", "", UnitLevel.Unit, "", new DateOnly(2020, 1, 1), null, []));
        house.Store.KnownUnits.Add(new UnitRow("E2", "E", "", UnitLevel.Unit, "", new DateOnly(2020, 1, 1), new DateOnly(2022, 1, 1), []));
        house.Store.KnownRoles.Add("usk");
        house.ImportText("svarsid;anstnr;inlamnad;enhet;roll;1.1\na;1;2023-10-02;E1;usk;4\nb;2;2023-09-30;E1;;4\nc;3;2023-11-01;;usk;4\nd;4;2023-10-02;E2;kock;4\ne;5;2023-10-02;E9;;4\n", wave: "2023-10");
        Assert.Equal(
            [
                QualityFlags.None, QualityFlags.BeforeWave, QualityFlags.AfterWave, QualityFlags.UnitClosed | QualityFlags.RoleWithoutRequirement, QualityFlags.UnitUnknown,
            ],
            Flags(house));
    }

    [Fact]
    public void No_role_is_without_requirements_where_all_others_have_them()
    {
        using var house = new TestHouse();
        house.Store.KnownRoles.UnionWith(["usk", RequirementRow.Others]);
        var result = house.ImportText("svarsid;anstnr;inlamnad;roll;1.1\na;1;2023-10-02;kock;4\n", wave: "2023-10");
        Assert.Equal([QualityFlags.None], Flags(house));
        Assert.DoesNotContain(result.Findings, f => f.Rule == Rules.RoleUnknown);
    }

    [Fact]
    public void What_only_the_store_can_tell_is_counted_in_the_report()
    {
        using var house = new TestHouse();
        house.Store.Disagreements = 7;
        var result = house.ImportText("svarsid;anstnr;inlamnad;1.1\na;1;2023-10-02;4\n");
        Assert.Equal(7, Assert.Single(result.Findings, f => f.Rule == Rules.RegisterDiffers).Count);
        Assert.Equal(house.Store.FindingsOf[1], result.Findings);
        Assert.Contains("7", IngestTexts.Sentence(result.Findings.Single(f => f.Rule == Rules.RegisterDiffers), "sv"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_says_what_it_measures_and_its_numbers_stay_on_its_scale()
    {
        using var house = new TestHouse(ProfileTests.Catalogue("""
            { "name": "prov", "version": "1", "kind": "survey", "synthetic": false, "description": { "sv": "a", "en": "a" }, "wave": { "by": "command" },
              "levels": { "Nybörjare": 1, "Expert": 8 }, "missing": { "": "skipped", "vet ej": "dontKnow" },
              "columns": [
                { "heading": "id", "to": "rowKey" }, { "heading": "nr", "to": "id", "idKind": "anstnr" }, { "heading": "1.1", "to": "item", "item": "1.1" },
                { "heading": "test", "to": "item", "item": "t1", "competence": "1.1", "evidence": "test", "scale": "score" },
                { "heading": "tvärtom", "to": "item", "item": "k2", "competence": "1.2", "dimension": "attitude", "scale": "agree", "reversed": true },
                { "heading": "ord", "to": "item", "item": "k3", "scale": "sat", "codes": { "inte alls": 0, "lär andra": 3 } } ],
              "items": { "ids": ["2.1", "2.2"], "heading": "S{id}", "competence": "{id}", "dimension": "skill", "scale": "sat" } }
            """));
        var result = house.ImportText(
            "id;nr;1.1;test;tvärtom;ord;S2.1;S2.2\na;1;Expert;87,5;5;Lär  andra;3;vet ej\nb;2;Nybörjare;0;1;;0;\nc;3;4;100;1;;;\nd;4;;101;1;;;\ne;5;;1;0;;;\nf;6;;1;1;;4;\n", "prov", "2023-10");
        Assert.Equal(
            [
                InstrumentItem.Plain("1.1"), new("t1", "1.1", CompetenceDimension.None, ItemEvidence.Test, ItemScale.Score),
                new("k2", "1.2", CompetenceDimension.Attitude, ItemEvidence.Self, ItemScale.Agree), new("k3", "k3", CompetenceDimension.None, ItemEvidence.Self, ItemScale.Sat),
                new("2.1", "2.1", CompetenceDimension.Skill, ItemEvidence.Self, ItemScale.Sat), new("2.2", "2.2", CompetenceDimension.Skill, ItemEvidence.Self, ItemScale.Sat),
            ],
            house.Store.Committed[0].Header.Items);
        Assert.Equal([[8, 88, 1, 3, 3, AnswerCode.DontKnow], [1, 0, 5, AnswerCode.Skipped, 0, AnswerCode.Skipped]], house.Store.Committed[0].Answers.Select(a => a.Answers));
        Assert.Equal(
            [("1.1", "4"), ("test", "101"), ("tvärtom", "0"), ("S2.1", "4")], result.Findings.Where(f => f.Rule == Rules.LevelInvalid).Select(f => (f.Column, f.Found)));
        Assert.Equal("0–100", result.Findings.First(f => f.Column == "test").Expected);
    }

    [Theory]
    [InlineData("\"to\": \"rowKey\"", "\"to\": \"rowKey\", \"scale\": \"sat\"", "$.columns[0].scale: found \"sat\", expected no scale for 'rowKey'")]
    [InlineData("\"item\": \"1.1\"", "\"item\": \"1.1\", \"dimension\": \"will\"", "$.columns[1].dimension: found \"will\", expected none | knowledge | skill | attitude")]
    [InlineData("\"item\": \"1.1\"", "\"item\": \"1.1\", \"scale\": \"sat\", \"codes\": { \"a\": 4 }", "$.columns[1].codes.a: found 4, expected a number 0–3")]
    [InlineData("\"item\": \"1.1\"", "\"item\": \"1.1\", \"scale\": \"agree\", \"codes\": { \"a\": 0 }", "$.columns[1].codes.a: found 0, expected a number 1–5")]
    public void A_wrong_item_is_refused_with_place_found_and_expected(string part, string wrong, string message)
    {
        const string Text = """
            { "name": "prov", "version": "1", "kind": "survey", "synthetic": false, "description": { "sv": "a", "en": "a" },
              "columns": [ { "heading": "id", "to": "rowKey" }, { "heading": "1.1", "to": "item", "item": "1.1" } ] }
            """;
        Assert.NotEmpty(ProfileTests.Catalogue(Text).Profiles);
        var e = Assert.Throws<ConfigurationException>(() => ProfileTests.Catalogue(Text.Replace(part, wrong, StringComparison.Ordinal)));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<QualityFlags> Flags(TestHouse house) => house.Store.Committed[0].Answers.Select(a => a.Flags);
}
