using System.Text;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using NJsonSchema;

namespace Digilo.Analytics.Ingest.Tests;

public class ProfileTests
{
    private const string Own = """
        { "extends": "standard-survey", "name": "kommunens-enkat", "version": "3", "synthetic": false, "source": "enkatverktyg",
          "file": { "pattern": "results-survey*.csv" }, "wave": { "by": "fixed", "code": "2023-10" }, "dates": ["dd.MM.yyyy HH:mm"],
          "levels": { "Nybörjare": 1, "Van": 4, "Expert": 8, "Kan inte": 0 }, "missing": { "": "skipped", "N/A": "notShown", "Vet ej": "dontKnow" },
          "fingerprint": ["Response ID"],
          "columns": [ { "heading": ["Response ID", "id. Response ID"], "to": "rowKey", "required": "value" },
                       { "heading": "Date submitted", "to": "submitted", "missing": ["01.01.1980 00:00"] } ],
          "items": { "ids": ["1.1", "1.2"], "heading": "Q[{id}]" } }
        """;

    [Fact]
    public async Task Built_in_profiles_follow_the_published_schema_and_a_wrong_one_does_not()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Root(), "config", "schemas", "profile.schema.json"), TestContext.Current.CancellationToken);
        var files = Directory.GetFiles(Path.Combine(Root(), "src", "Ingest", "Mapping", "Profiles"), "*.json");
        Assert.Equal(ProfileCatalogue.BuiltIn.Profiles.Count, files.Length);
        foreach (var file in files)
        {
            Assert.Empty(schema.Validate(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
        }

        Assert.Empty(schema.Validate(Own));
        Assert.NotEmpty(schema.Validate(Own.Replace("\"version\": \"3\",", "", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(Own.Replace("\"rowKey\"", "\"name-of-person\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(Own.Replace("\"Expert\": 8", "\"Expert\": 9", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_target_of_the_program_is_in_the_schema_and_the_other_way_round()
    {
        using var schema = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "config", "schemas", "profile.schema.json")));
        var published = schema.RootElement.GetProperty("definitions").GetProperty("column").GetProperty("properties").GetProperty("to").GetProperty("enum")
            .EnumerateArray().Select(e => e.GetString()!).Order(StringComparer.Ordinal);
        Assert.Equal(Enum.GetValues<DeliveryKind>().SelectMany(Targets.Of).Select(t => t.Name).Distinct().Order(StringComparer.Ordinal), published);
    }

    [Fact]
    public void A_profile_of_ones_own_maps_labels_missing_texts_and_headings()
    {
        using var house = new TestHouse(Catalogue(Own));
        var result = house.Import(house.Write(
            "results-survey123.csv",
            "  RESPONSE  id ;anstnr;Date submitted;Q[1.1];Q[1.2];ip\n7;1;02.10.2023 14:05;  nyBörjare;Expert;10.0.0.1\n8;1;01.01.1980 00:00;Kan inte;N/A;\n"));
        Assert.Equal((DeliveryStatus.InForce, "kommunens-enkat", "enkatverktyg", "2023-10"), (result.Status, result.Header.Profile, result.Header.Source, result.Header.Wave));
        var rows = house.Store.Committed[0].Answers;
        Assert.Equal([1, 8], rows[0].Answers);
        Assert.Equal([0, AnswerCode.NotShown], rows[1].Answers);
        Assert.Null(rows[1].Submitted);
        Assert.Equal("ip", Assert.Single(result.Findings, f => f.Rule == Rules.ColumnUnread).Column);
        Assert.Equal(Rules.WaveConflict, house.Import(house.Write("results-survey9.csv", "Response ID;Q[1.1]\n1;Van\n"), wave: "2021-02").Faults.First().Rule);
    }

    [Theory]
    [InlineData("\"version\": \"3\"", "\"version\": 3", "own.json: $.version: found 3, expected a text")]
    [InlineData("\"synthetic\": false,", "", "own.json: $: found no 'synthetic', expected it")]
    [InlineData("\"Expert\": 8", "\"Expert\": 9", "own.json: $.levels.Expert: found 9, expected a level 0–8")]
    [InlineData("\"to\": \"rowKey\"", "\"to\": \"namn\"", "own.json: $.columns[30].to: found \"namn\", expected rowKey | id")]
    [InlineData("\"by\": \"fixed\"", "\"by\": \"guess\"", "own.json: $.wave.by: found \"guess\", expected command | date | fixed")]
    [InlineData("\"N/A\": \"notShown\"", "\"N/A\": \"null\"", "own.json: $.missing.N/A: found \"null\", expected notShown | skipped | dontKnow")]
    [InlineData("\"source\":", "\"sorce\":", "own.json: $: found the unknown property 'sorce', expected one of:")]
    [InlineData("\"standard-survey\"", "\"standard-enkat\"", "own.json: $.extends: found \"standard-enkat\", expected the name of a built-in profile")]
    [InlineData("Q[{id}]", "Q", "own.json: $.items.heading: found \"Q\", expected a text with {id}")]
    [InlineData("{ \"extends\"", "\"extends\"", "own.json: not JSON")]
    [InlineData("kommunens-enkat", "standard-survey", "own.json: $.name: found \"standard-survey\", which another profile has")]
    [InlineData("\"ids\": [\"1.1\", \"1.2\"]", "\"ids\": [\"1.1\", \"1.1\"]", "own.json: $.columns: found the heading \"Q[1.1]\" twice")]
    [InlineData("\"pattern\"", "\"format\": \"pdf\", \"pattern\"", "own.json: $.file.format: found \"pdf\", expected ")]
    [InlineData("\"synthetic\"", "\"draft\": true, \"synthetic\"", "own.json: $.draft: found true, expected the line removed")]
    public void A_wrong_profile_is_refused_with_file_place_found_and_expected(string part, string wrong, string message)
    {
        var e = Assert.Throws<ConfigurationException>(() => Catalogue(Own.Replace(part, wrong, StringComparison.Ordinal)));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    /// <summary>One profile with everything a column may say; the cells and what becomes of them are side by side.</summary>
    [Fact]
    public void Constants_options_reversed_items_any_other_text_and_one_heading_for_two_targets_are_read()
    {
        const string Profile = """
            { "extends": "standard-survey", "name": "blandat", "version": "1", "synthetic": false, "fingerprint": ["id"],
              "columns": [ { "heading": "id", "to": "rowKey", "required": "value" },
                           { "heading": "klar", "to": "submitted" },
                           { "heading": "klar", "to": "complete", "codes": { "": "no", "*": "yes" } },
                           { "constant": "papper", "to": "channel", "codes": { "papper": "paper" } },
                           { "heading": "påstående", "to": "item", "item": "2.1", "reversed": true, "codes": { "Instämmer": 4, "Delvis": 2, "Inte": 1, "Kan inte": 0 } },
                           { "heading": "verktyg", "to": "item", "item": "2.2", "option": "Dator", "split": ", ", "codes": { "0": 0, "1": 1 } },
                           { "heading": "verktyg", "to": "item", "item": "2.3", "option": "Dator, delad", "split": ", ", "codes": { "0": 0, "1": 1 } } ] }
            """;
        using var house = new TestHouse(Catalogue(Profile));
        var result = house.ImportText(
            "id;anstnr;klar;påstående;verktyg\n1;1;2023-10-02;Instämmer;Mobil, Dator, delad\n2;2;;Inte;Dator , Annat\n3;3;2023-10-03;kan inte;\n", "blandat");
        Assert.Equal((DeliveryStatus.InForce, 3), (result.Status, result.RowsStored));
        var rows = house.Store.Committed[0].Answers;
        Assert.Equal([[1, 0, 1], [4, 1, 0], [0, AnswerCode.Skipped, AnswerCode.Skipped]], rows.Select(r => r.Answers[^3..]));
        Assert.Equal([true, false, true], rows.Select(r => r.Complete));
        Assert.All(rows, r => Assert.Equal(AnswerChannel.Paper, r.Channel));
    }

    /// <summary>What the profile leaves out is counted and is neither stored nor held back: the sum is right.</summary>
    [Fact]
    public void Rows_that_the_profile_leaves_out_are_counted()
    {
        const string Profile = """
            { "extends": "standard-training", "name": "bara-klara", "version": "1", "synthetic": false, "fingerprint": ["kurs"],
              "codes": { "status": { "klar": "completed", "*": "skip" } } }
            """;
        using var house = new TestHouse(Catalogue(Profile));
        var result = house.ImportText("anstnr;kurs;status;timmar\n1;K;klar;2\n2;K;sedd;1\n3;K;klar;fel\n4;;öppnad;1\n", "bara-klara");
        Assert.Equal((4, 1, 1, 2), (result.RowsIn, result.RowsStored, result.RowsQuarantined, result.RowsLeftOut));
        Assert.Equal(2, Assert.Single(result.Findings, f => f.Rule == Rules.RowLeftOut).Count);
    }

    [Fact]
    public void Two_profiles_that_fit_are_for_a_person_to_decide_and_a_pattern_decides_between_the_rest()
    {
        var twin = Own.Replace("kommunens-enkat", "tvilling", StringComparison.Ordinal);
        using var house = new TestHouse(Catalogue(Own, twin));
        const string Text = "Response ID;anstnr;Q[1.1]\n1;1;Van\n";
        var ambiguous = house.Import(house.Write("results-survey1.csv", Text));
        Assert.Equal((Rules.ProfileAmbiguous, "kommunens-enkat, tvilling"), (ambiguous.Faults.First().Rule, ambiguous.Faults.First().Found));
        Assert.Equal(Rules.ProfileNotRecognised, house.Import(house.Write("other.csv", Text)).Faults.First().Rule);
        Assert.Equal("tvilling", house.Import(house.Write("other.csv", Text), profile: "tvilling").Header.Profile);
        Assert.Equal(Rules.ProfileUnknown, house.Import(house.Write("other.csv", Text), profile: "nej").Faults.First().Rule);
    }

    [Fact]
    public void Synthetic_and_real_never_meet()
    {
        using var real = new TestHouse();
        using var synthetic = new TestHouse(options: o => o with { Synthetic = true });
        const string Text = "svarsid;anstnr;inlamnad;1.1\n1;1;2023-10-02;4\n";
        Assert.Equal(Rules.ProfileSynthetic, real.ImportText(Text, "demo-survey").Faults.First().Rule);
        Assert.Equal(Rules.ProfileNotSynthetic, synthetic.ImportText(Text, "standard-survey").Faults.First().Rule);
        Assert.Equal("demo-survey", synthetic.ImportText(Text).Header.Profile);
        Assert.Equal("standard-survey", real.ImportText(Text).Header.Profile);
    }

    [Fact]
    public void Missing_and_doubled_headings_refuse_the_file_by_name()
    {
        using var house = new TestHouse();
        var missing = house.ImportText("anstnr;kurs;status\n1;K;slutford\n").Faults.First();
        Assert.Equal((Rules.HeadingMissing, "timmar", 1), (missing.Rule, missing.Column, missing.Line));
        var doubled = house.ImportText("anstnr;kurs;status;timmar;Timmar \n1;K;slutford;1;1\n").Faults.First();
        Assert.Equal((Rules.HeadingDoubled, "timmar", "2"), (doubled.Rule, doubled.Column, doubled.Found));
        Assert.Equal(Rules.ItemsMissing, house.ImportText("svarsid;anstnr\n1;1\n").Faults.First().Rule);
    }

    [Fact]
    public void Templates_carry_the_documented_headings_and_their_examples_are_never_stored()
    {
        using var house = new TestHouse();
        var documented = File.ReadAllText(Path.Combine(Root(), "docs", "deliver.md"));
        foreach (var kind in Enum.GetValues<DeliveryKind>())
        {
            using var stream = new MemoryStream();
            Templates.Write(kind, stream);
            var path = house.WriteBytes(kind + "_2023-09-30.csv", stream.ToArray());
            var headings = Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').Split("\r\n")[0].Split(';');
            Assert.All(
                headings.Where(h => kind != DeliveryKind.Survey || !char.IsAsciiDigit(h[^1])), h => Assert.Contains($"`{h}`", documented, StringComparison.Ordinal));
            Assert.Equal(ProfileCatalogue.BuiltIn.Standard(kind), house.Importer.Recognise(path));
            var result = house.Import(path, wave: kind == DeliveryKind.Survey ? "2023-10" : null);
            Assert.Equal(Rules.NothingStored, result.Faults.First().Rule);
            Assert.All(result.Findings.Where(f => f.Severity == FindingSeverity.Row), f => Assert.Equal(Rules.ExampleRow, f.Rule));
        }
    }

    public static string Root([System.Runtime.CompilerServices.CallerFilePath] string path = "") => FindRoot(path);

    private static string FindRoot(string path)
    {
        // Deterministic builds map source paths away; the tree is then found from where the tests run.
        foreach (var start in (string?[])[Path.GetDirectoryName(path), AppContext.BaseDirectory, Directory.GetCurrentDirectory()])
        {
            for (var d = start is { Length: > 0 } && Directory.Exists(start) ? new DirectoryInfo(start) : null; d is not null; d = d.Parent)
            {
                if (File.Exists(Path.Combine(d.FullName, "Digilo.Analytics.sln")))
                {
                    return d.FullName;
                }
            }
        }

        throw new InvalidOperationException("The tree is not here.");
    }

    public static ProfileCatalogue Catalogue(params string[] profiles)
    {
        var folder = Directory.CreateTempSubdirectory("profiles");
        try
        {
            for (var i = 0; i < profiles.Length; i++)
            {
                File.WriteAllText(Path.Combine(folder.FullName, i == 0 ? "own.json" : $"own{i}.json"), profiles[i]);
            }

            return ProfileCatalogue.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
