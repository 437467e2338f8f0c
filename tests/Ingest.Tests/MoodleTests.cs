using System.Text;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>Moodle's exports, written here the way the reports write them.</summary>
public class MoodleTests
{
    private static readonly string[] Identity = ["ID number", "Email address"];

    [Theory]
    [InlineData(false, "Completed", "Not completed", "Completed (achieved pass grade)", "Completed (did not achieve pass grade)", "Completed (set by Åsa Å)", "Not completed (set by Åsa Å)")]
    [InlineData(true, "Slutförd", "Ej slutförd", "Slutförd (uppnått godkänt betyg)", "Slutförd (inte uppnått godkänt betyg)", "Slutförd (satt av Åsa Å)", "Ej slutförd (satt av Åsa Å)")]
    [InlineData(true, "Slutfört", "Inte slutförd", "Slutfört (uppnått godkänt betyg)", "Slutfört (inte uppnått godkänt betyg)", "Slutfört (satt av Åsa Å)", "Inte slutförd (satt av Åsa Å)")]
    public void Activities_become_one_row_a_person_and_activity_in_both_variants(bool excel, string done, string not, string passed, string failed, string set, string unset)
    {
        using var house = new TestHouse();
        var bytes = Report(
            excel, ["Säker på \"nätet\"", "Prov", "Etikett"], ["2023-05-01 00:00:00", "", ""],
            ("Ann Ek", "0042", "ann@exempel.se", [(done, "2023-03-24 20:52:05"), (failed, "2023-03-25 08:00:00"), (not, "")]),
            ("Bo Ask", "0043", "bo@exempel.se", [(set, "2023-03-24 20:52:05"), (passed, "2023-03-25 08:00:00"), (unset, "2023-03-26 08:00:00")]));
        var path = house.WriteBytes("progress.intro-1 (2).csv", bytes);
        using (var source = Open(path))
        {
            Assert.Equal(["name", "ID number", "Email address", "activity", "activity.code", "state", "completed", "expected", "course"], source.Headings);
            Assert.True(source.Read());
            Assert.Equal(
                ["Ann Ek", "0042", "ann@exempel.se", "Säker på 'nätet'", "Säker på 'nätet'", "completed", "2023-03-24 20:52:05", "2023-05-01 00:00:00", "intro-1"],
                Cells(source));
        }

        var result = house.Import(path, asOf: "2023-09-30");
        Assert.Equal(("moodle-activities-training", 6L, 6L), (result.Header.Profile, result.RowsIn, result.RowsStored));
        var training = house.Store.Committed[0].Training;
        Assert.Equal(
            [TrainingStatus.Completed, TrainingStatus.Enrolled, TrainingStatus.Enrolled, TrainingStatus.Completed, TrainingStatus.Completed, TrainingStatus.Enrolled], training.Select(t => t.Status));
        Assert.Equal(new DateOnly(2023, 3, 24), training[0].Finished);
        Assert.Null(training[5].Finished);
        Assert.Equal(["Säker på 'nätet'", "Prov", "Etikett"], training.Take(3).Select(t => t.Course));
        var report = ImportReport.Of(result, "sv").ToJson() + string.Concat(house.VaultFiles("quarantine").Select(house.Unseal));
        Assert.DoesNotContain("Åsa", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann Ek", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_nobody_listed_holds_its_row_back_without_the_name_in_its_brackets()
    {
        using var house = new TestHouse();
        var result = house.Import(
            house.WriteBytes("progress.x.csv", Report(false, ["A"], [""], ("Ann", "1", "a@b.se", [("Lokið (sett af Jón)", "2023-03-24 20:52:05")]), ("Cy", "3", "c@b.se", [("Completed (nobody knows how)", "2023-03-24 20:52:05")]), ("Bo", "2", "b@b.se", [("Completed", "2023-03-24 20:52:05")]))),
            asOf: "2023-09-30");
        Assert.Equal((3L, 1L, 2L), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal([(2, "state", "Lokið (…)"), (3, "state", "Completed (…)")], result.Findings.Where(f => f.Rule == Rules.CodeUnknown).Select(f => (f.Line, f.Column, f.Found)));
    }

    [Fact]
    public void A_long_name_of_an_activity_has_a_short_code_that_stays()
    {
        var name = "Modul 3: Informationssäkerhet och hantering av personuppgifter i vardagen (obligatorisk)";
        var code = ShortCode.Of(name);
        Assert.Equal(64, code.Length);
        Assert.StartsWith("Modul 3: Informationssäkerhet och hantering av personup", code, StringComparison.Ordinal);
        Assert.Equal(code, ShortCode.Of("  " + name.Replace(" ", "\u00A0 ", StringComparison.Ordinal).Normalize(NormalizationForm.FormD)));
        Assert.NotEqual(code, ShortCode.Of(name + "!"));
        Assert.Equal("Kort", ShortCode.Of("Kort"));
    }

    [Fact]
    public void Two_activities_of_one_name_stay_two()
    {
        using var house = new TestHouse();
        var result = house.Import(
            house.WriteBytes("progress.x.csv", Report(false, ["Prov", "Prov"], ["", ""], ("Ann", "1", "a@b.se", [("Completed", "2023-03-24 20:52:05"), ("Not completed", "")]))), asOf: "2023-09-30");
        Assert.Equal(0, result.RowsQuarantined);
        Assert.Equal(["Prov", "Prov (2)"], house.Store.Committed[0].Training.Select(t => t.Course));
    }

    [Fact]
    public void A_row_with_other_cells_than_headings_is_held_back_whole()
    {
        using var house = new TestHouse();
        var text = Encoding.UTF8.GetString(Report(false, ["A", "B"], ["", ""], ("Ann", "1", "a@b.se", [("Completed", "2023-03-24 20:52:05"), ("Not completed", "")])))
            + "\"Bo\",\"2\",\"b@b.se\",\"Completed\"\n\n\"Cy\",\"3\",\"c@b.se\",\"Completed\",\"2023-03-24 20:52:05\",\"Not completed\",\"\",\"\"\n";
        var result = house.Import(house.Write("progress.x.csv", text), asOf: "2023-09-30");
        Assert.Equal((5L, 4L, 1L), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal((3, "7"), (result.Findings.Single(f => f.Rule == Rules.CellCount).Line, result.Findings.Single(f => f.Rule == Rules.CellCount).Expected));
        Assert.Contains("Bo", house.Unseal(Assert.Single(house.VaultFiles("quarantine"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(";a;b;\n1;2;3;\n")]
    [InlineData(",a,b\n0,1,2\n")]
    public void A_table_with_an_unnamed_column_is_no_report(string text)
    {
        using var house = new TestHouse();
        using var source = Open(house.Write("a.csv", text));
        Assert.Equal("a", source.Headings[1]);
        Assert.IsType<DelimitedSource>(source);
    }

    [Fact]
    public void A_course_report_tells_who_has_completed_the_course_of_its_name()
    {
        using var house = new TestHouse();
        var path = house.Write(
            "completion-intro.csv",
            "ID,Name,\"Email address\",Quiz,\"Quiz - Completion date\",\"Self completion\",\"Course complete\"\n"
            + "7,\"Ann Ek\",ann@exempel.se,Completed,\"2023-03-24, 20:52\",,\"2023-03-24, 20:52\"\n8,\"Bo Ask\",bo@exempel.se,\"Not completed\",,,\n");
        var result = house.Import(path, asOf: "2023-09-30");
        Assert.Equal(("moodle-course-training", 2L), (result.Header.Profile, result.RowsStored));
        var training = house.Store.Committed[0].Training;
        Assert.Equal([("intro", TrainingStatus.Completed), ("intro", TrainingStatus.Enrolled)], training.Select(t => (t.Course, t.Status)));
        Assert.Equal(new DateOnly(2023, 3, 24), training[0].Finished);
    }

    [Fact]
    public void A_sites_own_way_of_dates_must_be_said_and_an_order_that_does_not_show_is_told()
    {
        using var house = new TestHouse();
        const string Head = "ID,Name,\"Email address\",\"Course complete\"\n";
        var refused = house.Import(house.Write("completion-x.csv", Head + "7,A,a@b.se,\"3/04/23, 20:52\"\n"), asOf: "2023-09-30");
        Assert.Contains(refused.Findings, f => f.Rule == Rules.DateInvalid && f.Found == "3/04/23, 20:52");
        Assert.Contains(refused.Findings, f => f.Rule == Rules.DateOrderUnclear);
    }

    [Fact]
    public void A_framework_is_read_by_the_order_of_its_columns()
    {
        using var house = new TestHouse();
        var path = house.Write(
            "ramverk.csv",
            "\"Parent id number\",\"Id number\",Shortname,Description,\"Description format\",\"Scale values\",\"Scale configuration\",\"Rule type (optional)\",\"Rule outcome (optional)\",\"Rule config (optional)\",\"Cross referenced competency id numbers\",\"Exported id (optional)\",\"Is framework\",Taxonomy\n"
            + ",DK,\"Digital kompetens\",\"<p>Vår <b>egen</b><br>ram &amp; mål</p>\",1,\"Inte än,Klarar,Säker\",\"[{\"\"scaleid\"\":\"\"2\"\"},{\"\"id\"\":2,\"\"scaledefault\"\":1,\"\"proficient\"\":1},{\"\"id\"\":3,\"\"proficient\"\":1}]\",,,,,,1,\"competency,competency,competency,outcome\"\n"
            + "1,1.1,\"Söka\",\"<p>Rad ett\nrad två</p>\",1,,,,0,null,\"1.2,A%2CB\",2,,\n"
            + ",1,\"Information\",,1,,,,0,null,,1,,\n"
            + "1.1,1.1.a,\"Kan söka\",,1,,,,0,null,,3,,\n"
            + "1.1.a,1.1.a.i,\"Utfall\",,1,,,,0,null,,4,,\n"
            + ",2,\"Ensam\",,1,,,,0,null,,5,,\n");
        using (var source = Open(path))
        {
            var rows = new List<string[]>();
            var lines = new List<int>();
            while (source.Read())
            {
                rows.Add(Cells(source));
                lines.Add(source.Line);
            }

            Assert.Equal([("1.1", "competence", "1"), ("1", "area", ""), ("1.1.a", "statement", "1.1"), ("1.1.a.i", "outcome", "1.1.a"), ("2", "competence", "")], rows.Select(r => (r[2], r[3], r[4])));
            Assert.Equal(["DK", "Digital kompetens", "1.1", "competence", "1", "Söka", "Rad ett rad två", "", "", "1.2 A,B", "Inte än,Klarar,Säker", "Klarar, Säker"], rows[0]);
            Assert.Equal([3, 5, 6, 7, 8], lines);
        }

        var result = house.Import(path);
        Assert.Equal(("moodle-competencies-framework", 5L), (result.Header.Profile, result.RowsStored));
    }

    [Theory]
    [InlineData("", Rules.FrameworkMissing)]
    [InlineData("x,x,x,x,1,,\"[[[[[[[[[[[[[[[[\",,,,,,1,\n", Rules.NoRows)]
    public void A_framework_without_its_own_row_or_entries_is_refused(string row, string rule)
    {
        using var house = new TestHouse();
        var text = "a,b,c,d,e,f,g,h,i,j,k,l,Is framework,Taxonomies\n" + (row.Length == 0 ? "p,1,Namn,,1,,,,,,,,,\n" : row);
        Assert.Equal(rule, house.Import(house.Write("a.csv", text), "moodle-competencies-framework").Faults.First().Rule);
    }

    /// <summary>As report/progress/index.php writes it: the heading begins with the separator, inner quotes become apostrophes.</summary>
    private static byte[] Report(bool excel, string[] activities, string[] expected, params (string Name, string Id, string Email, (string State, string Date)[] States)[] people)
    {
        var separator = excel ? "\t" : ",";
        string Quote(string text) => "\"" + text.Replace('"', '\'') + "\"";
        var text = new StringBuilder();
        foreach (var field in Identity)
        {
            text.Append(separator).Append(Quote(field));
        }

        for (var i = 0; i < activities.Length; i++)
        {
            text.Append(separator).Append(Quote(activities[i])).Append(separator).Append(Quote(expected[i]));
        }

        text.Append('\n');
        foreach (var (name, id, email, states) in people)
        {
            text.Append(string.Join(separator, new[] { name, id, email }.Concat(states.SelectMany(s => new[] { s.State, s.Date })).Select(Quote))).Append('\n');
        }

        return excel ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ToString())] : Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string[] Cells(ITableSource source) => [.. Enumerable.Range(0, source.CellCount).Select(i => Encoding.UTF8.GetString(source.Cell(i)))];

    private static ITableSource Open(string path) =>
        SourceFormats.Open(new SourceRequest(FileFacts.Read(path, SourceLimits.Default), FileLayout.Found, SourceLimits.Default, NoReport.Instance, Path.GetFileName(path)));
}
