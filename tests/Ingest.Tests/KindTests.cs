using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>Attendance, coaching, plans, ideas, access lists and frameworks through the standard profiles.</summary>
public class KindTests
{
    [Fact]
    public void Attendance_has_a_day_hours_and_presence_and_needs_the_day_it_describes()
    {
        using var house = new TestHouse();
        const string Text = "anstnr;kurs;datum;timmar;narvarande\n1;K1;2023-09-12;2,5;ja\n1;K1;2023-09-19;2,5;nej\n1;K1;2023-09-19;2,5;ja\n2;K1;2023-09-12;25;ja\n;K1;2023-09-12;1;ja\n";
        Assert.Equal(Rules.AsOfMissing, house.ImportText(Text, asOf: null).Faults.First().Rule);
        var result = house.ImportText(Text);
        Assert.Equal((DeliveryKind.Attendance, 2L, 3L), (result.Header.Kind, result.RowsStored, result.RowsQuarantined));
        var rows = house.Store.Committed[0].Attendance;
        Assert.Equal([("K1", new DateOnly(2023, 9, 12), 250, YesNo.Yes), ("K1", new DateOnly(2023, 9, 19), 250, YesNo.No)], rows.Select(r => (r.Course, r.Day, r.Hours, r.Present)));
        Assert.Equal(rows[0].Person, rows[1].Person);
        Assert.Equal([Rules.RowDoubled, Rules.NumberInvalid, Rules.ValueMissing], result.Findings.Where(f => f.Severity == FindingSeverity.Row).Select(f => f.Rule));
    }

    [Fact]
    public void A_list_without_a_column_of_presence_names_those_who_came()
    {
        using var house = new TestHouse(ProfileTests.Catalogue("""
            { "name": "lista", "version": "1", "kind": "attendance", "synthetic": false, "description": { "sv": "a", "en": "a" },
              "columns": [ { "heading": "id", "to": "id", "idKind": "anstnr" }, { "constant": "K1", "to": "course" }, { "heading": "dag", "to": "date" } ] }
            """));
        var result = house.ImportText("id;dag\n1;2023-09-12\n2;\n", "lista");
        Assert.Equal(("K1", 0, YesNo.Yes), house.Store.Committed[0].Attendance.Select(a => (a.Course, a.Hours, a.Present)).Single());
        Assert.Equal((Rules.ValueMissing, "dag"), result.Findings.Where(f => f.Severity == FindingSeverity.Row).Select(f => (f.Rule, f.Column)).Single());
    }

    [Fact]
    public void A_pair_is_two_persons_and_coaches_both_ways_unless_told()
    {
        using var house = new TestHouse();
        var result = house.ImportText(
            "chef_anstnr;medarbetare_anstnr;tema;fran;till;riktning\n1;2;Möten;2022-01-01;;\n1;2;Säkerhet;;2022-05-01;medarbetare_coachar\n1;1;Möten;;;bada\n1;;Möten;;;\n1;2;Möten;2022-01-01;;bada\n3;2;;2022-06-01;2022-05-01;\n",
            asOf: null);
        Assert.Equal((2L, 4L, new DateOnly(2023, 12, 1)), (result.RowsStored, result.RowsQuarantined, result.Header.AsOf));
        var pairs = house.Store.Committed[0].Pairs;
        Assert.Equal([CoachingDirection.Both, CoachingDirection.EmployeeCoaches], pairs.Select(p => p.Direction));
        Assert.Equal((new DateOnly(2022, 1, 1), null, null, new DateOnly(2022, 5, 1)), (pairs[0].From, pairs[0].To, pairs[1].From, pairs[1].To));
        Assert.NotEqual(pairs[0].Manager, pairs[0].Employee);
        Assert.Equal(
            [Rules.PairOfOne, Rules.ValueMissing, Rules.RowDoubled, Rules.PeriodReversed], result.Findings.Where(f => f.Severity == FindingSeverity.Row).Select(f => f.Rule));
    }

    [Fact]
    public void A_plan_is_for_an_operation_or_a_unit_and_what_nobody_knows_is_noted()
    {
        using var house = new TestHouse();
        house.Configuration = house.Configuration with
        {
            Organisations = [house.Configuration.Organisations[0] with { TargetAreas = new TargetAreas("1", "", [new TargetArea("trygghet", new("a", "a"), [], [])]) }],
        };
        house.Store.KnownUnits.Add(new UnitRow("101", "E", "", UnitLevel.Unit, "Hemtjänst", new DateOnly(2020, 1, 1), null, []));
        var result = house.ImportText(
            "plan;namn;verksamhet;enhet;antagen;uppfoljd;atgarder_forvantade;atgarder_gjorda;timmar_frigjorda;nya_losningar;malomraden\n"
            + "P1;Digital hemtjänst;Hemtjänst;;2022-03-15;2023-03-20;8;6;1 420,5;2;trygghet innovation\nP2;;;101;;;;;;;\nP3;;Skola;;;;;;;;\nP4;;;;;;;;;;\nP5;;Hemtjänst;;2023-01-01;2022-01-01;;;;;\nP1;;Hemtjänst;;;;;;;;\n");
        Assert.Equal((3L, 3L), (result.RowsStored, result.RowsQuarantined));
        var plans = house.Store.Committed[0].Plans;
        Assert.Equal(["trygghet", "innovation"], plans[0].TargetAreas);
        Assert.Equal(
            new PlanRow("P1", "Digital hemtjänst", "Hemtjänst", "", new DateOnly(2022, 3, 15), new DateOnly(2023, 3, 20), 8, 6, 1420.5m, 2, []),
            plans[0] with { TargetAreas = [] });
        Assert.Equal(("P2", "101", null, null), (plans[1].Name, plans[1].Unit, plans[1].ActionsDue, plans[1].HoursFreed));
        Assert.Equal([Rules.TargetAreaUnknown, Rules.OperationUnknown], result.Findings.Where(f => f.Severity == FindingSeverity.Note).Select(f => f.Rule));
        Assert.Equal([Rules.ValueMissing, Rules.PeriodReversed, Rules.RowDoubled], result.Findings.Where(f => f.Severity == FindingSeverity.Row).Select(f => f.Rule));
    }

    [Fact]
    public void An_action_belongs_to_a_plan_and_is_done_on_a_day_or_not()
    {
        using var house = new TestHouse();
        house.Store.KnownPlans.Add("P1");
        var result = house.ImportText(
            "plan;atgard;namn;klar_senast;klar;timmar_frigjorda;ny_losning\nP1;A1;Lås;2022-12-31;2022-11-15;300;ja\nP1;A2;;;;;\nP9;A1;;;;;nej\nP1;A1;;;;;\n", asOf: null);
        Assert.Equal((3L, 1L), (result.RowsStored, result.RowsQuarantined));
        Assert.Equal(
            [
                new PlanActionRow("P1", "A1", "Lås", new DateOnly(2022, 12, 31), new DateOnly(2022, 11, 15), "", 300m, YesNo.Yes),
                new PlanActionRow("P1", "A2", "A2", null, null, "", null, YesNo.Unknown), new PlanActionRow("P9", "A1", "A1", null, null, "", null, YesNo.No),
            ],
            house.Store.Committed[0].PlanActions);
        Assert.Equal("P9", Assert.Single(result.Findings, f => f.Rule == Rules.PlanUnknown).Found);
    }

    [Fact]
    public void What_an_idea_says_is_never_read()
    {
        using var house = new TestHouse();
        var result = house.ImportText(
            "ide;datum;anstnr;enhet;status;idé i ord\nI1;2022-02-01;1;101;genomförd;Vi borde ringa 19640823-3234\nI2;2022-02-02;;;;x\nI1;2022-02-03;;;;x\nI3;2022-02-03;19800101TF29;101;mottagen;x\n", asOf: null);
        Assert.Equal((3L, 1L), (result.RowsStored, result.RowsQuarantined));
        var ideas = house.Store.Committed[0].Ideas;
        Assert.Equal([("I1", "101", IdeaStatus.Acted, true), ("I2", "", IdeaStatus.Unknown, false), ("I3", "", IdeaStatus.Received, false)], ideas.Select(i => (i.Code, i.Unit, i.Status, i.Person is not null)));
        Assert.Equal("idé i ord", Assert.Single(result.Findings, f => f.Rule == Rules.ColumnUnread).Column);
        Assert.Equal(1, Assert.Single(result.Findings, f => f.Rule == Rules.ProtectedIdentity).Count);
    }

    [Fact]
    public void Several_devices_of_a_person_are_several_rows_and_a_device_of_many_is_noted()
    {
        using var house = new TestHouse();
        const string Head = "anstnr;utrustning;konto;digitalt_verktyg;delas_av;inloggning\n";
        Assert.Equal(Rules.AsOfMissing, house.ImportText(Head + "1;PC;ja;eget;;ja\n", asOf: null).Faults.First().Rule);
        var result = house.ImportText(Head + "1;PC-ANNA;ja;eget;;ja\n1;PL1;;delat;6;\n2;PL1;nej;delat;5;nej\n2;PL1;ja;delat;5;\n3;;ja;;12;\n3;;;inget;;\n3;;ja;kanske;;\n");
        Assert.Equal((DeliveryKind.Access, 5L, 2L), (result.Header.Kind, result.RowsStored, result.RowsQuarantined));
        var rows = house.Store.Committed[0].Access;
        Assert.Equal([YesNo.Yes, YesNo.Unknown, YesNo.No, YesNo.Yes, YesNo.Unknown], rows.Select(r => r.Account));
        Assert.Equal([0, 6, 5, 12, 0], rows.Select(r => r.Sharers));
        Assert.Equal([1, 2], rows.Skip(3).Select(r => r.Asset));
        Assert.Equal(rows[1].Asset, rows[2].Asset);
        Assert.NotEqual(rows[0].Asset, rows[1].Asset);
        Assert.Equal([3, 6], result.Findings.Where(f => f.Rule == Rules.DeviceOfMany).Select(f => f.Line));
        Assert.Equal([Rules.RowDoubled, Rules.CodeUnknown], result.Findings.Where(f => f.Severity == FindingSeverity.Row).Select(f => f.Rule));
    }

    [Fact]
    public void A_framework_has_levels_and_bands_of_them_and_says_if_its_ids_are_not_the_built_in_ones()
    {
        using var house = new TestHouse();
        const string Head = "ramverk;version;id;slag;overordnad;namn;niva;dimension\n";
        var same = string.Concat(CompetenceFramework.DigComp22.Competences.Select(c => $"digcomp;3.0;{c.Id};kompetens;{c.AreaId};;;\n"));
        var comparable = house.ImportText(Head + same + "digcomp;3.0;LO1;läranderesultat;1.1;" + new string('å', 1500) + ";1–2;färdighet\ndigcomp;3.0;N1;niva;;Bas;1-2;\ndigcomp;3.0;N2;niva;;Nivå 3;3;\n", asOf: null);
        Assert.Equal((24L, 0L), (comparable.RowsStored, comparable.RowsQuarantined));
        Assert.Empty(comparable.Findings);
        Assert.Equal(
            [(FrameworkEntry.Outcome, 1, 2, CompetenceDimension.Skill), (FrameworkEntry.Level, 1, 2, CompetenceDimension.None), (FrameworkEntry.Level, 3, 3, CompetenceDimension.None)],
            house.Store.Committed[0].Framework.Skip(21).Select(f => (f.Entry, f.LevelFrom, f.LevelTo, f.Dimension)));

        var other = house.ImportText(Head + "annat;1;9.9;kompetens;9;x;;\nannat;1;N1;niva;;Bas;0;\nannat;1;N2;niva;;Bas;Bas;\nannat;1;N3;niva;;Bas;2-1;\nannat;1;N4;niva;;Bas;9;\nannat;1;9.9;kompetens;9;x;;\nannat;1;N5;steg;;;;\n", asOf: null);
        Assert.Equal((1L, 6L), (other.RowsStored, other.RowsQuarantined));
        Assert.Equal(
            [Rules.LevelInvalid, Rules.LevelInvalid, Rules.LevelInvalid, Rules.LevelInvalid, Rules.RowDoubled, Rules.CodeUnknown],
            other.Findings.Where(f => f.Severity == FindingSeverity.Row).Select(f => f.Rule));
        Assert.Equal("annat 1", Assert.Single(other.Findings, f => f.Rule == Rules.FrameworkIds).Found);
    }
}
