using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Tests.Desk;

public class FrameworkStoreTests
{
    private static readonly CompetenceFramework BuiltIn = CompetenceFramework.DigComp22;

    [Fact]
    public void The_same_competence_ids_in_any_order_and_with_anything_beside_them_keep_waves_comparable()
    {
        var rows = BuiltIn.Competences.Reverse().Select(c => Row(c.Id, FrameworkEntry.Competence, "", en: "New " + c.Id)).Append(Row("CS1.1.01", FrameworkEntry.Statement, "1.1")).ToList();
        var same = FrameworkStore.Build("digcomp", "3.0", rows, BuiltIn);
        Assert.True(same.SameIds);
        Assert.Equal(BuiltIn.Areas.Select(a => a.Id), same.Areas.Select(a => a.Id));
        Assert.Equal(BuiltIn.Competences.Select(c => c.Id), same.Areas.SelectMany(a => a.Competences).Select(c => c.Id));
        Assert.False(FrameworkStore.Build("digcomp", "3.0", rows[1..], BuiltIn).SameIds);
        Assert.False(FrameworkStore.Build("digcomp", "3.0", [.. rows, Row("5.5", FrameworkEntry.Competence, "5")], BuiltIn).SameIds);
    }

    [Fact]
    public void A_missing_Swedish_name_is_the_built_in_one_of_the_same_id_and_marked_so()
    {
        var framework = FrameworkStore.Build(
            "digcomp",
            "3.0",
            [
                Row("1", FrameworkEntry.Area, "", "Söka information", "Information search"), Row("1.1", FrameworkEntry.Competence, "1", "", "Browsing"),
                Row("1.9", FrameworkEntry.Competence, "1", "", "Something new"), Row("2.1", FrameworkEntry.Competence, "2"),
            ],
            BuiltIn);
        Assert.Equal((new BothLanguages("Söka information", "Information search"), NameOrigin.Delivered), (framework.Areas[0].Name.Text, framework.Areas[0].Name.Sv));
        var competences = framework.Areas[0].Competences;
        Assert.Equal(new DeliveredName(new(BuiltIn.Find("1.1")!.Name.Sv, "Browsing"), NameOrigin.BuiltIn, NameOrigin.Delivered), competences[0].Name);
        Assert.Equal(new DeliveredName(new("Something new", "Something new"), NameOrigin.OtherLanguage, NameOrigin.Delivered), competences[1].Name);

        // An area that was not delivered, and a competence without any name.
        Assert.Equal(new DeliveredName(BuiltIn.Areas[1].Name, NameOrigin.BuiltIn, NameOrigin.BuiltIn), framework.Areas[1].Name);
        Assert.Equal(BuiltIn.Find("2.1")!.Name, framework.Areas[1].Competences[0].Name.Text);
    }

    [Fact]
    public void Statements_and_outcomes_are_counted_under_their_competence_even_through_each_other()
    {
        var framework = FrameworkStore.Build(
            "f",
            "1",
            [
                Row("1.2", FrameworkEntry.Competence, "1"), Row("1.10", FrameworkEntry.Competence, "1"), Row("CS1", FrameworkEntry.Statement, "1.2"),
                Row("LO1", FrameworkEntry.Outcome, "CS1"), Row("LO2", FrameworkEntry.Outcome, "1.2"), Row("LO3", FrameworkEntry.Outcome, "nowhere"),
                Row("LO4", FrameworkEntry.Outcome, "LO5"), Row("LO5", FrameworkEntry.Outcome, "LO4"),
            ],
            BuiltIn);
        Assert.Equal([("1.2", 1, 2), ("1.10", 0, 0)], framework.Areas[0].Competences.Select(c => (c.Id, c.Statements, c.Outcomes)));
    }

    [Fact]
    public void A_band_is_a_range_of_levels_and_never_a_level_of_its_own()
    {
        FrameworkRow Level(string id, int from, int to, string name) => Row(id, FrameworkEntry.Level, "", name) with { LevelFrom = from, LevelTo = to };
        var rows = new List<FrameworkRow> { Level("M", 3, 4, "Medel"), Level("B", 1, 2, "Bas"), Level("1", 1, 1, "Ett") };
        Assert.Equal([("Bas", 1, 2), ("Medel", 3, 4)], Bands(rows));
        Assert.Equal([("Ett", 1, 1)], Bands(rows[2..]));
        Assert.Empty(Bands([Row("x", FrameworkEntry.Level, "")]));

        static IEnumerable<(string, int, int)> Bands(IReadOnlyList<FrameworkRow> rows) =>
            FrameworkStore.Build("f", "1", rows, BuiltIn).Bands.Select(b => (b.Name.Sv, b.From, b.To));
    }

    private static FrameworkRow Row(string id, FrameworkEntry entry, string parent, string sv = "", string en = "") =>
        new("f", "1", id, entry, parent, sv, en, 0, 0, CompetenceDimension.None);
}
