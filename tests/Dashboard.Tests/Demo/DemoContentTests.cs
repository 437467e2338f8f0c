using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Demo;

/// <summary>What is in the set: sizes, references, silence, training and its trace in the answers.</summary>
public sealed class DemoContentTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private static readonly string[] Items = [.. CompetenceFramework.DigComp22.Competences.Select(c => c.Id)];

    [Fact]
    public void About_three_thousand_persons_are_in_service_at_every_wave_in_proportion_to_the_employers()
    {
        foreach (var (wave, _) in DemoFixture.Waves)
        {
            var sizes = DemoFixture.Organisations.Select(o => demo.InService(o, wave).Count).ToArray();
            Assert.InRange(sizes.Sum(), 2900, 3050);
            Assert.InRange(sizes[2], 770, 810);
            Assert.InRange(sizes[4], 305, 325);
        }
    }

    [Fact]
    public void About_sixty_units_lie_under_departments_and_carry_an_operation()
    {
        var units = DemoFixture.Organisations.SelectMany(o => demo.Rows(o, DeliveryKind.Units).Select(r => (Organisation: o, Row: r))).ToList();
        var leaves = units.Where(u => u.Row["niva"] == "enhet").ToList();

        Assert.InRange(leaves.Count(u => u.Row["till"].Length == 0), 58, 64);
        Assert.All(leaves, u => Assert.NotEqual("", u.Row["verksamhet"]));
        Assert.All(leaves, u => Assert.Contains(
            units, d => d.Organisation == u.Organisation && d.Row["kod"] == u.Row["overordnad"] && d.Row["niva"] == "forvaltning"));
        Assert.Contains(leaves, u => u.Row["kod"].StartsWith('0'));
    }

    [Fact]
    public void One_unit_was_renamed_between_waves_and_the_registers_follow()
    {
        var renamed = DemoFixture.Organisations.SelectMany(o => demo.Rows(o, DeliveryKind.Units)).Where(r => r["foregangare"].Length > 0).ToList();

        var now = Assert.Single(renamed);
        Assert.Equal("1209", now["foregangare"]);
        Assert.Contains(demo.InService("2482", "2022-04").Values, r => r["enhet"] == "1209");
        Assert.DoesNotContain(demo.InService("2482", "2023-10").Values, r => r["enhet"] == "1209");
        Assert.Contains(demo.InService("2482", "2023-10").Values, r => r["enhet"] == now["kod"]);
    }

    [Fact]
    public void Every_unit_role_and_course_that_is_named_exists_except_the_stray_course()
    {
        foreach (var organisation in DemoFixture.Organisations)
        {
            var units = demo.Rows(organisation, DeliveryKind.Units);
            var roles = demo.Rows(organisation, DeliveryKind.Requirements).GroupBy(r => r["roll"]).ToDictionary(g => g.Key, g => g.Select(r => r["kompetens"]).ToList());
            var courses = demo.Rows(organisation, DeliveryKind.Courses).Select(r => r["kurs"]).ToHashSet(StringComparer.Ordinal);
            Assert.All(roles.Values, competences => Assert.Equal(Items, competences));
            foreach (var (wave, day) in DemoFixture.Waves)
            {
                var valid = units.Where(u => string.CompareOrdinal(u["fran"], day) <= 0 && (u["till"].Length == 0 || string.CompareOrdinal(u["till"], day) >= 0))
                    .Select(u => u["kod"]).ToHashSet(StringComparer.Ordinal);
                Assert.All(demo.Rows(organisation, DeliveryKind.Register, wave), r =>
                {
                    Assert.True(valid.Contains(r["enhet"]) || (r["skyddad"] == "ja" && r["enhet"].Length == 0));
                    Assert.True(roles.ContainsKey(r["roll"]) || (r["skyddad"] == "ja" && r["roll"].Length == 0));
                });
                Assert.All(demo.Rows(organisation, DeliveryKind.Survey, wave), r => Assert.True(r["enhet"].Length == 0 || valid.Contains(r["enhet"])));
            }

            var strays = demo.Rows(organisation, DeliveryKind.Training).Where(r => !courses.Contains(r["kurs"])).ToList();
            Assert.Equal(4, strays.Count);
            Assert.All(strays, r => Assert.Equal("EXT-900", r["kurs"]));
        }
    }

    [Fact]
    public void Answers_and_training_belong_to_persons_of_a_register_except_two_strays_each()
    {
        foreach (var organisation in DemoFixture.Organisations)
        {
            foreach (var (wave, _) in DemoFixture.Waves)
            {
                var there = demo.InService(organisation, wave);
                var answers = demo.Rows(organisation, DeliveryKind.Survey, wave);
                Assert.Equal(2, answers.Count(r => !there.ContainsKey(r["anstnr"])));
                Assert.Equal(2, answers.GroupBy(r => r["anstnr"]).Count(g => g.Count() > 1));
                Assert.Equal(answers.Count, answers.Select(r => r["svarsid"]).Distinct().Count());
            }

            Assert.Equal(2, demo.Rows(organisation, DeliveryKind.Training).Count(r => string.CompareOrdinal(r["anstnr"][9..], "90000") > 0));
            var keys = demo.Rows(organisation, DeliveryKind.Training).Select(r => (r["anstnr"], r["kurs"], r["anmald"])).ToList();
            Assert.Equal(keys.Count, keys.Distinct().Count());
        }
    }

    [Fact]
    public void Exactly_a_hundred_in_Örnsköldsvik_took_part_in_Digilo_within_the_programmes_time_and_only_managers_in_Digilej()
    {
        var training = demo.Rows("2284", DeliveryKind.Training);
        var digilo = training.Where(r => r["kurs"].StartsWith("DLO-", StringComparison.Ordinal)).ToList();
        Assert.Equal(100, digilo.Select(r => r["anstnr"]).Distinct().Count());

        var roles = DemoFixture.Waves.SelectMany(w => demo.Rows("2284", DeliveryKind.Register, w.Code))
            .DistinctBy(r => r["anstnr"]).ToDictionary(r => r["anstnr"], r => r, StringComparer.Ordinal);
        string[] target = ["ADM", "HANDL", "IT", "LOKALV", "MALTID", "DRIFT"];
        Assert.All(digilo, r =>
        {
            Assert.InRange(r["anmald"], "2021-03-01", "2023-02-28");
            Assert.InRange(r["avslutad"].Length == 0 ? r["anmald"] : r["avslutad"], r["anmald"], "2023-02-28");
            Assert.Contains(roles[r["anstnr"]]["roll"], target);
        });
        Assert.All(training.Where(r => r["kurs"].StartsWith("DLJ-", StringComparison.Ordinal)), r =>
        {
            Assert.InRange(r["anmald"], "2021-11-01", "2023-04-30");
            Assert.Equal("CHEF", roles[r["anstnr"]]["roll"]);
            Assert.NotEqual("", roles[r["anstnr"]]["aid_ansvar"]);
        });
        Assert.Contains(digilo, r => r["status"] == "avbruten");
        Assert.Contains(digilo, r => r["status"] == "anmald");
        Assert.InRange(training.Count(r => r["kurs"].StartsWith("ALM-", StringComparison.Ordinal)), 1, 12);
    }

    [Fact]
    public void Completed_courses_have_the_hours_of_their_rule_and_broken_off_ones_have_not()
    {
        foreach (var organisation in DemoFixture.Organisations)
        {
            var rules = demo.Rows(organisation, DeliveryKind.Courses).ToDictionary(
                r => r["kurs"], r => Number(r["fullfoljd_vid_timmar"].Length > 0 ? r["fullfoljd_vid_timmar"] : r["timmar"]), StringComparer.Ordinal);
            foreach (var row in demo.Rows(organisation, DeliveryKind.Training).Where(r => rules.ContainsKey(r["kurs"]) && r["status"] != "anmald"))
            {
                Assert.Equal(row["status"] == "slutford", Number(row["timmar"]) >= rules[row["kurs"]]);
            }
        }
    }

    [Fact]
    public void Those_without_a_tool_answer_far_more_rarely()
    {
        var own = Rates().Where(p => p.Device == "eget").ToList();
        var none = Rates().Where(p => p.Device == "inget").ToList();

        Assert.InRange((double)none.Count / Rates().Count, 0.12, 0.25);
        Assert.True(none.Average(p => p.Answered) < 0.25 * own.Average(p => p.Answered));

        List<(string Device, double Answered)> Rates()
        {
            var list = new List<(string, double)>();
            foreach (var organisation in DemoFixture.Organisations)
            {
                foreach (var (wave, _) in DemoFixture.Waves)
                {
                    var answered = Respondents(organisation, wave);
                    list.AddRange(demo.InService(organisation, wave).Values.Select(p => (p["digitalt_verktyg"], answered.Contains(p["anstnr"]) ? 1.0 : 0.0)));
                }
            }

            return list;
        }
    }

    [Fact]
    public void Every_organisation_has_a_small_unit_and_a_silent_one_in_every_wave()
    {
        foreach (var organisation in DemoFixture.Organisations)
        {
            foreach (var (wave, _) in DemoFixture.Waves)
            {
                var answered = Respondents(organisation, wave);
                var units = demo.InService(organisation, wave).Values.Where(p => p["enhet"].Length > 0).GroupBy(p => p["enhet"]).ToList();
                Assert.Contains(units, u => u.Count() is >= 3 and <= 8);
                Assert.Contains(units, u => u.Count() >= 15 && u.Count(p => answered.Contains(p["anstnr"])) < 0.15 * u.Count());
            }
        }
    }

    [Fact]
    public void The_register_holds_leave_hourly_staff_second_employments_protected_identities_and_ended_rows()
    {
        foreach (var organisation in DemoFixture.Organisations)
        {
            foreach (var (wave, day) in DemoFixture.Waves)
            {
                var rows = demo.Rows(organisation, DeliveryKind.Register, wave);
                Assert.Contains(rows, r => r["franvarande_heltid"] == "ja");
                Assert.Contains(rows, r => r["anstallningsform"] == "timavlonad" && r["timmar_senaste_3_man"] == "nej");
                Assert.Contains(rows, r => r["anstallning"] == "2");
                Assert.All(rows.Where(r => r["anstallning"] == "2"), r => Assert.Contains(rows, o => o["anstnr"] == r["anstnr"] && o["anstallning"] == "1"));
                Assert.InRange(rows.Count(r => r["skyddad"] == "ja"), 1, 4);
                Assert.All(rows, r => Assert.True(string.CompareOrdinal(r["fran"], day) <= 0));
                Assert.Equal(rows.Count, rows.Select(r => (r["anstnr"], r["anstallning"])).Distinct().Count());
            }

            var first = demo.InService(organisation, "2021-02").Keys.ToHashSet(StringComparer.Ordinal);
            var last = demo.InService(organisation, "2023-10").Keys.ToHashSet(StringComparer.Ordinal);
            Assert.InRange((double)first.Count(last.Contains) / first.Count, 0.55, 0.9);
            Assert.True(last.Count(id => !first.Contains(id)) > 0.1 * last.Count);
        }
    }

    [Fact]
    public void Every_way_of_not_answering_occurs()
    {
        var cells = demo.Files.Where(f => f.Kind == DeliveryKind.Survey).SelectMany(demo.Rows).SelectMany(r => Items.Select(i => r[i])).GroupBy(v => v)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

        Assert.All((string[])["", "vet ej", "ej visad", "1", "8"], v => Assert.True(cells[v] > 50, v));
        Assert.Contains(demo.Files.Where(f => f.Kind == DeliveryKind.Survey).SelectMany(demo.Rows), r => r["slutford"] == "nej");
    }

    [Fact]
    public void Training_leaves_a_modest_trace_in_the_answers_of_those_who_completed_it()
    {
        var trained = new List<double>();
        var others = new List<double>();
        foreach (var organisation in DemoFixture.Organisations)
        {
            var completed = demo.Rows(organisation, DeliveryKind.Training)
                .Where(r => r["kurs"].StartsWith("DLO-", StringComparison.Ordinal) && r["status"] == "slutford").Select(r => r["anstnr"]).ToHashSet(StringComparer.Ordinal);
            var target = demo.InService(organisation, "2021-02").Values.Where(p => p["roll"] is "ADM" or "HANDL" or "IT").Select(p => p["anstnr"]).ToHashSet(StringComparer.Ordinal);
            var before = Means(organisation, "2021-02");
            foreach (var (id, after) in Means(organisation, "2023-10").Where(m => target.Contains(m.Key) && before.ContainsKey(m.Key)))
            {
                (completed.Contains(id) ? trained : others).Add(after - before[id]);
            }
        }

        Assert.True(trained.Count > 60);
        Assert.True(others.Count > 40);
        Assert.InRange(trained.Average() - others.Average(), 0.12, 0.6);
        Assert.InRange(others.Average(), -0.1, 0.3);
    }

    private HashSet<string> Respondents(string organisation, string wave) =>
        demo.Rows(organisation, DeliveryKind.Survey, wave).Select(r => r["anstnr"]).ToHashSet(StringComparer.Ordinal);

    private Dictionary<string, double> Means(string organisation, string wave) =>
        demo.Rows(organisation, DeliveryKind.Survey, wave)
            .Select(r => (Id: r["anstnr"], Levels: Items.Select(i => r[i]).Where(v => v.Length == 1).Select(Number).ToList()))
            .Where(r => r.Levels.Count >= 11).GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.Last().Levels.Average(), StringComparer.Ordinal);

    private static double Number(string text) => double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);
}
