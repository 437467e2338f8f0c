using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Sources.Json;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

public class XapiTests
{
    private const string Verbs = "http://adlnet.gov/expapi/verbs/";

    /// <summary>Text and expectation are made together: whatever the layout and the order of voiding, each statement gives its row.</summary>
    [Fact]
    public void Every_statement_comes_back_whatever_its_layout_unless_it_is_voided()
    {
        var statement = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 100_000], Gen.Int[-12, 14], Gen.String[Gen.Char["abåäö \"\\/{}[],:→"], 0, 30], Gen.Bool);
        Gen.Select(statement.Array[0, 25], Gen.Int[0, 5], Gen.Bool, Gen.Int[0, 3]).Sample(
            (made, layout, indented, padding) =>
            {
                var texts = new List<string>();
                var expected = new List<string>();
                for (var i = 0; i < made.Length; i++)
                {
                    var (who, verb, seconds, offset, name, isVoided) = made[i];
                    var id = new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString();
                    var utc = new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds * 300.0);
                    var stamp = new DateTimeOffset(utc).ToOffset(TimeSpan.FromHours(offset)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
                    object actor = who switch
                    {
                        0 => new { mbox = $"mailto:p{i}@exempel.se" },
                        1 => new { account = new { name = $"p{i}", homePage = "https://lms.exempel.se" } },
                        2 => new { mbox_sha1sum = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes($"p{i}"))) },
                        _ => new { objectType = "Group", member = new[] { new { mbox = $"mailto:a{i}@exempel.se" }, new { mbox = $"mailto:b{i}@exempel.se" } } },
                    };
                    var verbId = Verbs + verb switch { 0 => "completed", 1 => "registered", _ => "experienced" };
                    texts.Add(JsonSerializer.Serialize(
                        new { id, actor, verb = new { id = verbId }, @object = new { id = "https://lms.exempel.se/k1", definition = new { name = new Dictionary<string, string> { ["en-GB"] = "x", ["sv"] = name } } }, timestamp = stamp },
                        new JsonSerializerOptions { WriteIndented = indented }));
                    if (isVoided)
                    {
                        // Before, behind or right beside what it takes back.
                        texts.Insert(i * 7 % (texts.Count + 1), $$$"""{"actor":{"mbox":"mailto:admin@exempel.se"},"verb":{"id":"{{{Verbs}}}voided"},"object":{"objectType":"StatementRef","id":"{{{id.ToUpperInvariant()}}}"}}""");
                        continue;
                    }

                    var local = TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
                    foreach (var person in (string[])(who == 3 ? [$"a{i}@exempel.se", $"b{i}@exempel.se"] : who == 0 ? [$"p{i}@exempel.se"] : [""]))
                    {
                        expected.Add($"{id}|{person}|{verbId}|{name}|{local}");
                    }
                }

                var pad = new string(' ', padding * 30_000);
                var text = layout switch
                {
                    0 => "[" + string.Join("," + pad, texts) + "]",
                    1 => "{\"statements\":[" + string.Join(',', texts) + pad + "],\"more\":\"/xapi/statements?x={}\"}",
                    2 => "{\"more\":\"\",\"extra\":{\"statements\":[1,[2]]},\"statements\":[" + string.Join(',', texts) + "]}" + pad + "\n",
                    3 => "\uFEFF[" + string.Join(",\r\n", texts) + "]" + pad,
                    _ when texts.Count == 0 => "{\"statements\":[]}",
                    4 => string.Join(indented ? "\n\n" : "\n", texts),
                    _ => string.Join("\n", texts.Chunk(3).Select(c => "{\"statements\":[" + string.Join(',', c) + "]}")),
                };
                using var house = new TestHouse();
                var path = house.Write("a.json", text, layout == 2 ? Encoding.Unicode : null);
                if (layout == 2)
                {
                    File.WriteAllBytes(path, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);
                }

                using var source = Open(path, format: "xapi");
                var rows = new List<string>();
                while (source.Read())
                {
                    rows.Add($"{Of(source, "statement.id")}|{Of(source, "actor.mbox")}|{Of(source, "verb")}|{Of(source, "object.name")}|{Of(source, "timestamp")}");
                }

                Assert.Equal(expected.Select(e => e.Replace("\0", "", StringComparison.Ordinal)), rows);
            },
            iter: 150);
    }

    [Theory]
    [InlineData("2023-10-02T14:05:10Z", "2023-10-02 16:05:10")]
    [InlineData("2023-10-02T14:05:10.123456789+02:00", "2023-10-02 14:05:10")]
    [InlineData("2023-10-02T14:05:10+0200", "2023-10-02 14:05:10")]
    [InlineData("2023-12-31T23:30:00-00:30", "2024-01-01 01:00:00")]
    [InlineData("2023-10-02T23:30:00Z", "2023-10-03 01:30:00")]
    [InlineData("2023-10-02T14:05:10", "2023-10-02 16:05:10")]
    [InlineData("2023-10-02", "2023-10-02 02:00:00")]
    [InlineData("3/4/2023", null)]
    [InlineData("i går", null)]
    [InlineData("2023-13-02T14:05:10Z", null)]
    public void A_moment_is_that_of_the_clock_on_the_wall(string text, string? expected) => Assert.Equal(expected, IsoTime.ToLocal(text));

    [Theory]
    [InlineData("PT1H30M", "1.5")]
    [InlineData("PT1H0M0S", "1")]
    [InlineData("P1DT2H", "26")]
    [InlineData("PT90.5S", "0.0251")]
    [InlineData("PT0,5H", "0.5")]
    [InlineData("P1W", "168")]
    [InlineData("P1M", null)]
    [InlineData("P1Y", null)]
    [InlineData("PT", null)]
    [InlineData("P", null)]
    [InlineData("1:30", null)]
    public void A_duration_is_hours(string text, string? expected) => Assert.Equal(expected, IsoTime.ToHours(text));

    [Fact]
    public void Events_of_a_person_and_course_become_a_registration_and_a_completion()
    {
        using var house = new TestHouse();
        string S(string who, string verb, string day, string course = "https://lms.exempel.se/k1", string more = "") =>
            $$$"""{"actor":{"mbox":"mailto:{{{who}}}@exempel.se"},"verb":{"id":"{{{verb}}}"},"object":{"id":"{{{course}}}"},"timestamp":"{{{day}}}T10:00:00Z"{{{more}}}}""";
        var text = "[" + string.Join(',', [
            S("a", Verbs + "completed", "2023-03-05", more: ",\"result\":{\"duration\":\"PT2H\"}"), S("A", Verbs + "registered", "2023-03-01"), S("a", Verbs + "registered", "2023-03-04"),
            S("a", Verbs + "passed", "2023-03-03", more: ",\"result\":{\"duration\":\"PT1H\"}"), S("a", Verbs + "experienced", "2023-03-02"),
            S("b", "https://w3id.org/xapi/adl/verbs/abandoned", "2023-03-06"), S("b", Verbs + "completed", "2023-03-09"), S("b", "https://w3id.org/xapi/adl/verbs/abandoned", "2023-03-01"),
            S("b", Verbs + "registered", "2023-03-01", "https://lms.exempel.se/k2")]) + "]";
        var result = house.Import(house.Write("statements.json", text), asOf: "2023-09-30");
        Assert.Equal(("xapi-training", 9L, 4L, 0L), (result.Header.Profile, result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal((1L, 4L), (Count(Rules.RowLeftOut), Count(Rules.EventMerged)));
        Assert.Equal(
            [
                ("https://lms.exempel.se/k1", TrainingStatus.Completed, null, new DateOnly(2023, 3, 5), 200),
                ("https://lms.exempel.se/k1", TrainingStatus.Enrolled, new DateOnly(2023, 3, 1), null, 0),
                ("https://lms.exempel.se/k1", TrainingStatus.Completed, null, new DateOnly(2023, 3, 9), 0),
                ("https://lms.exempel.se/k2", TrainingStatus.Enrolled, (DateOnly?)new DateOnly(2023, 3, 1), (DateOnly?)null, 0),
            ],
            house.Store.Committed[0].Training.Select(t => (t.Course, t.Status, t.Enrolled, t.Finished == new DateOnly(2023, 3, 3) ? new DateOnly(2023, 3, 5) : t.Finished, t.Hours)));
        Assert.Equal(new DateOnly(2023, 3, 3), house.Store.Committed[0].Training[0].Finished);

        long Count(string rule) => result.Findings.Where(f => f.Rule == rule).Sum(f => f.Count);
    }

    [Fact]
    public void Events_are_merged_across_parts_and_never_across_people()
    {
        using var house = new TestHouse(options: o => o with { BatchRows = 3 });
        var text = string.Join("\n", Enumerable.Range(0, 40).Select(i =>
            $$$"""{"actor":{"account":{"name":"u{{{i % 10}}}","homePage":"https://x"}},"verb":{"id":"{{{Verbs}}}completed"},"object":{"id":"https://k{{{i % 2}}}"},"timestamp":"2023-03-{{{40 - i:00}}}T10:00:00Z"}""".Replace("2023-03-4", "2023-04-1", StringComparison.Ordinal).Replace("2023-03-3", "2023-04-0", StringComparison.Ordinal)));
        var result = house.Import(house.Write("a.jsonl", text.Replace("04-00", "04-20", StringComparison.Ordinal)), asOf: "2023-09-30");
        var training = house.Store.Committed[0].Training;
        Assert.Equal((40L, 10L), (result.RowsIn, result.RowsStored));
        Assert.Equal(10, training.Select(t => Convert.ToHexString(t.Person!)).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 10).Select(d => new DateOnly(2023, 3, d)).Order(), training.Select(t => t.Finished!.Value).Order());
    }

    [Fact]
    public void Statements_of_every_odd_kind_are_told_and_none_is_lost()
    {
        using var house = new TestHouse();
        var text = $$$"""
            [
              {"id":"1","actor":{"mbox":"mailto:a@exempel.se"},"verb":{"id":"{{{Verbs}}}completed"},"object":{"objectType":"StatementRef","id":"8f87ccde-bb56-4c2e-ab83-44982ef22df0"},"timestamp":"2023-03-01T00:00:00Z"},
              {"id":"2","actor":{"mbox":"mailto:a@exempel.se"},"verb":{"id":"{{{Verbs}}}completed"},"object":{"objectType":"SubStatement","actor":{},"verb":{},"object":{}},"timestamp":"2023-03-01T00:00:00Z"},
              {"id":"3","actor":{"objectType":"Group","name":"Lag"},"verb":{"id":"{{{Verbs}}}completed"},"object":{"id":"k"}},
              {"actor":{"mbox":"mailto:a@exempel.se"}},
              17, null, [1,2], "text",
              {"id":"5","actor":{},"verb":{"id":"{{{Verbs}}}completed"},"object":{"id":"k"},"timestamp":"2023-03-01T00:00:00Z"},
              {"id":"6","actor":{"mbox":"mailto:a@exempel.se"},"verb":{"id":"{{{Verbs}}}completed"},"object":{"id":"k"},"timestamp":"igår","result":{"duration":"P1M"}},
              {"id":"7","actor":{"mbox":"mailto:a@exempel.se"},"verb":{"id":"{{{Verbs}}}completed"},"object":{"id":"k"},"stored":"2023-03-01T00:00:00Z"},
              {"id":"8","actor":{"mbox":"mailto:a@exempel.se"},"verb":{"id":"{{{Verbs}}}voided"},"object":{"objectType":"StatementRef","id":"9"}},
              {"id":"9","actor":{"mbox":"mailto:a@exempel.se"},"verb":{"id":"{{{Verbs}}}voided"},"object":{"objectType":"StatementRef","id":"7x"}},
              {"id":"7x","actor":{"mbox":"mailto:a@exempel.se"},"verb":{"id":"{{{Verbs}}}completed"},"object":{"id":"k2"},"timestamp":"2023-03-01T00:00:00Z"}
            ]
            """;
        var result = house.Import(house.Write("a.json", text), asOf: "2023-09-30");
        Assert.Equal((11L, 1L, 10L), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal([(3, 1L), (4, 5L)], result.Findings.Where(f => f.Rule is Rules.StatementGroup or Rules.StatementInvalid).GroupBy(f => f.Rule).Select(g => (g.First().Line, g.Sum(f => f.Count))).Order());
        Assert.Equal((1L, 2L, 1L), (Count(Rules.StatementsVoided), Count(Rules.StatementsVoiding), Count(Rules.DurationUnread)));
        Assert.Equal(new DateOnly(2023, 3, 1), house.Store.Committed[0].Training[0].Finished);
        Assert.Contains("\\u0022igår\\u0022", house.Unseal(house.VaultFiles("quarantine")[0]).Replace("ig\\u00E5r", "igår", StringComparison.Ordinal), StringComparison.Ordinal);

        long Count(string rule) => result.Findings.Where(f => f.Rule == rule).Sum(f => f.Count);
    }

    [Fact]
    public void A_statement_without_an_id_has_a_key_that_stays()
    {
        using var house = new TestHouse();
        const string One = """{"actor":{"mbox":"mailto:a@exempel.se"},"verb":{"id":"v"},"object":{"id":"k"}}""";
        using var first = Open(house.Write("a.json", $"[{One}]"));
        using var second = Open(house.Write("b.json", $"{{\"statements\":[{One},{One.Replace("\"k\"", "\"l\"", StringComparison.Ordinal)}]}}"));
        Assert.True(first.Read() && second.Read());
        Assert.Equal(Of(first, "statement.id"), Of(second, "statement.id"));
        Assert.True(second.Read());
        Assert.NotEqual(Of(first, "statement.id"), Of(second, "statement.id"));
    }

    [Fact]
    public void The_register_knows_a_hashed_address()
    {
        using var house = new TestHouse();
        house.ImportText(
            "anstnr;epost;personnummer;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg;utskick;skyddad\n"
            + "1;Anna@exempel.se;;1;0100;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;ja;eget;;nej\n");
        var hash = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes("mailto:anna@exempel.se")));
        house.Import(
            house.Write("a.json", $$$"""[{"actor":{"mbox_sha1sum":"{{{hash}}}"},"verb":{"id":"{{{Verbs}}}completed"},"object":{"id":"k"},"timestamp":"2023-03-01T00:00:00Z"}]"""), asOf: "2023-09-30");
        var register = house.Store.Committed[0].Employments[0];
        Assert.Equal(register.Aliases[Array.IndexOf(register.Kinds, "mboxSha1")], house.Store.Committed[1].Training[0].Person);
    }

    [Theory]
    [InlineData("[{\"actor\":1,\"verb\":", Rules.JsonBroken)]
    [InlineData("[{\"actor\":1,\"verb\":2}", Rules.JsonBroken)]
    [InlineData("[{\"actor\":1,\"verb\":2}]]", Rules.JsonBroken)]
    [InlineData("{\"statements\":[{\"actor\":1},", Rules.JsonBroken)]
    [InlineData("{\"statements\":[],\"more\":", Rules.JsonBroken)]
    [InlineData("[{\"actor\":1,\"verb\":2} {\"x\":1}]", Rules.JsonBroken)]
    [InlineData("{\"statements\":[]}", Rules.NoRows)]
    public void Broken_json_is_refused(string text, string rule)
    {
        using var house = new TestHouse();
        Assert.Equal(rule, house.Import(house.Write("a.json", text), "xapi-training", asOf: "2023-09-30").Faults.First().Rule);
    }

    [Fact]
    public void Deep_and_endless_json_is_refused_within_bounds()
    {
        using var house = new TestHouse(options: o => o with { Limits = o.Limits with { MaxRowBytes = 1 << 16 } });
        string[] hostile =
        [
            "[{\"actor\":1,\"verb\":" + string.Concat(Enumerable.Repeat("[", 50_000)),
            "[{\"actor\":1,\"verb\":\"" + new string('x', 3_000_000) + "\"}]",
            "{\"actor\":1,\"verb\":\"" + new string('x', 3_000_000) + "\"}",
            "{\"statements\":[{\"actor\":1}" + new string(' ', 3_000_000) + "]}",
            "{\"verb\":{\"actor\":[" + string.Join(',', Enumerable.Repeat("{}", 1_000_000)) + "]}}",
        ];
        Assert.All(hostile, text => Assert.Contains(
            house.Import(house.Write("a.json", text), "xapi-training", asOf: "2023-09-30").Faults.First().Rule, (string[])[Rules.JsonTooDeep, Rules.RowTooLong, Rules.FormatWrong]));
    }

    private static string Of(ITableSource source, string heading) =>
        Encoding.UTF8.GetString(source.Cell(source.Headings.ToList().IndexOf(heading)));

    private static ITableSource Open(string path, string format = "") =>
        SourceFormats.Open(new SourceRequest(
            FileFacts.Read(path, SourceLimits.Default), FileLayout.Found with { Format = format }, SourceLimits.Default, NoReport.Instance, Path.GetFileName(path)));
}
