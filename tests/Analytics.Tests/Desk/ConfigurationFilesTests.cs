using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Tests.Desk;

public sealed class ConfigurationFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digilo-configuration-").FullName;

    public ConfigurationFilesTests()
    {
        foreach (var name in ConfigurationFiles.Names)
        {
            File.Copy(Path.Combine(RepositoryFolder(), "config", name), Path.Combine(_folder, name));
        }

        Write(ConfigurationFiles.Waves, WavesText);
    }

    private const string WavesText = """
        {
          "waves": [
            {
              "code": "2023-10",
              "name": { "sv": "Hösten 2023", "en": "Autumn 2023" },
              "opens": "2023-10-02",
              "closes": "2023-10-22",
              "referenceDate": "2023-10-01",
              "linked": true,
              "organisations": ["2284", "2480"],
              "consentToConsortium": ["2284"]
            },
            {
              "code": "2021-02",
              "name": { "sv": "Februari 2021", "en": "February 2021" },
              "opens": "2021-02-01",
              "closes": "2021-02-21",
              "referenceDate": "2021-02-01",
              "linked": false,
              "organisations": ["0024"],
              "consentToConsortium": []
            }
          ]
        }
        """;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_starting_configuration_of_the_repository_is_read_and_holds_no_waves()
    {
        var configuration = ConfigurationFiles.Read(Path.Combine(RepositoryFolder(), "config"));

        Assert.Equal(["0024", "2284", "2480", "2482", "2581"], configuration.Organisations.Select(o => o.Code));
        Assert.Equal(OrganisationKind.Region, configuration.FindOrganisation("0024")!.Kind);
        Assert.Empty(configuration.Waves);
        Assert.Equal(["digilej", "digilo"], configuration.Programmes.Select(p => p.Code));
        Assert.Equal(new DateOnly(2023, 2, 28), configuration.Programmes[1].To);
        Assert.Equal(2, configuration.Floor);
        Assert.Equal(CompetenceFramework.DigComp22.Mandatory, configuration.Mandatory);
        Assert.Equal(new DisclosureSettings(5, 10, 50), configuration.Disclosure);
        Assert.True(configuration.AutomaticRelease);
        Assert.All(configuration.Retention, rule => Assert.Null(rule.Decision));
    }

    [Fact]
    public void Örnsköldsviks_five_target_areas_are_there_and_nobody_has_decided_the_mapping()
    {
        var areas = ConfigurationFiles.Read(_folder).FindOrganisation("2284")!.TargetAreas!;

        Assert.Equal("", areas.DecidedBy);
        Assert.Equal(["trygghet", "kommunikation", "hallbarhet", "innovation", "ledarskap"], areas.Areas.Select(a => a.Id));
        Assert.Equal(["4.1", "4.2", "4.3"], areas.Areas[0].Competences);
        Assert.Equal(["L1", "L2", "L3", "L4"], areas.Areas[4].Indicators);
    }

    [Fact]
    public void Waves_come_in_the_order_of_their_reference_dates()
    {
        var waves = ConfigurationFiles.Read(_folder).Waves;

        Assert.Equal(["2021-02", "2023-10"], waves.Select(w => w.Code));
        Assert.False(waves[0].Linked);
        Assert.Equal(new DateOnly(2023, 10, 22), waves[1].Closes);
        Assert.Equal(["2284"], waves[1].ConsentToConsortium);
    }

    [Theory]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void The_result_does_not_depend_on_the_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(new DateOnly(2021, 2, 1), ConfigurationFiles.Read(_folder).Waves[0].Opens);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_retention_rule_carries_its_decision_when_there_is_one()
    {
        Replace(
            ConfigurationFiles.Settings,
            "\"months\": 6\n",
            "\"months\": 6, \"decision\": { \"reference\": \"Dnr 2024-17\", \"date\": \"2024-03-05\" }\n");

        var rule = ConfigurationFiles.Read(_folder).Retention.Single(r => r.Subject == RetentionSubject.Quarantine);

        Assert.Equal(new RetentionDecision("Dnr 2024-17", new DateOnly(2024, 3, 5)), rule.Decision);
    }

    [Fact]
    public void An_organisation_decides_for_itself_and_the_common_rule_holds_for_the_others()
    {
        Replace(
            ConfigurationFiles.Settings,
            "  \"retention\": [",
            "  \"retention\": [ { \"subject\": \"answers\", \"organisation\": \"2284\", \"months\": 36, \"decision\": { \"reference\": \"KS 2026/417\", \"date\": \"2026-03-02\" } },");
        var rules = ConfigurationFiles.Read(_folder).Retention;
        Assert.Equal((36, "KS 2026/417"), (RetentionRule.Of(rules, "2284", RetentionSubject.Answers)!.Months, RetentionRule.Of(rules, "2284", RetentionSubject.Answers)!.Decision!.Reference));
        Assert.Equal((60, null), (RetentionRule.Of(rules, "2480", RetentionSubject.Answers)!.Months, RetentionRule.Of(rules, "2480", RetentionSubject.Answers)!.Decision));
        Assert.Equal("", RetentionRule.Of(rules, "2284", RetentionSubject.Training)!.Organisation);
    }

    [Theory]
    [InlineData("\"openWaveMinimum\": 50,\n    \"auditGroups\": 900", 900)]
    [InlineData("\"openWaveMinimum\": 50", 500)]
    public void How_many_groups_are_audited_together_may_be_raised_or_left_out(string written, int expected)
    {
        Replace(ConfigurationFiles.Settings, "\"openWaveMinimum\": 50,\n    \"auditGroups\": 500", written);
        Assert.Equal(expected, ConfigurationFiles.Read(_folder).Disclosure.AuditGroups);
    }

    [Fact]
    public void A_wave_is_external_only_if_it_says_so_and_its_threshold_is_then_ten_at_least()
    {
        Assert.All(ConfigurationFiles.Read(_folder).Waves, w => Assert.False(w.External));
        Replace(ConfigurationFiles.Waves, "\"linked\": true,", "\"linked\": true, \"external\": true,");
        var configuration = ConfigurationFiles.Read(_folder);
        Assert.Equal(["2023-10"], configuration.Waves.Where(w => w.External).Select(w => w.Code));
        Assert.Equal([5, 10], configuration.Waves.Select(w => configuration.Disclosure.For(w).Threshold));
        Assert.Equal(12, (configuration.Disclosure with { Threshold = 12 }).For(configuration.Waves[1]).Threshold);
    }

    [Fact]
    public void What_is_left_out_is_written_out_and_everything_else_is_counted()
    {
        Assert.Equal(QualityPolicy.CountAll, ConfigurationFiles.Read(_folder).Quality);
        Replace(ConfigurationFiles.Settings, "\"outsideWave\": \"count\"", "\"outsideWave\": \"exclude\"");
        Replace(ConfigurationFiles.Settings, "    \"straightLining\": \"count\",\n", "");
        Replace(ConfigurationFiles.Settings, "\"registerDiffers\": \"count\"", "\"registerDiffers\": \"exclude\"");
        Assert.Equal(QualityFlags.BeforeWave | QualityFlags.AfterWave | QualityFlags.RegisterDiffers, ConfigurationFiles.Read(_folder).Quality.Excluded);
    }

    [Fact]
    public void Weighting_is_each_organisations_own_and_without_bounds_unless_told()
    {
        var before = ConfigurationFiles.Read(_folder).Weighting;
        Assert.Equal((WeightingScope.Organisation, null), (before.Scope, before.MaxRatio));
        Replace(ConfigurationFiles.Settings, "\"floor\": 2,", "\"floor\": 2, \"weighting\": { \"scope\": \"wave\", \"maxRatio\": 2.5 },");
        var after = ConfigurationFiles.Read(_folder).Weighting;
        Assert.Equal((WeightingScope.Wave, 2.5, 0), (after.Scope, after.MaxRatio!.Value, after.Neighbours.Count));
    }

    [Fact]
    public void Settings_from_before_the_quality_policy_count_everything()
    {
        var text = File.ReadAllText(Path.Combine(_folder, ConfigurationFiles.Settings));
        var from = text.IndexOf("  \"quality\"", StringComparison.Ordinal);
        Write(ConfigurationFiles.Settings, text.Remove(from, text.IndexOf("  \"retention\"", StringComparison.Ordinal) - from));
        Assert.Equal(QualityPolicy.CountAll, ConfigurationFiles.Read(_folder).Quality);
    }

    [Theory]
    // File, old text, new text, code, what the message must name.
    [InlineData("settings.json", "\"threshold\": 5", "\"threshold\": 2", "configuration.value", "$.disclosure.threshold|2|3–50")]
    [InlineData("settings.json", "\"threshold\": 5", "\"threshold\": 51", "configuration.value", "$.disclosure.threshold|51|3–50")]
    [InlineData("settings.json", "\"threshold\": 5", "\"threshold\": 5.5", "configuration.value", "5.5|3–50")]
    [InlineData("settings.json", "\"threshold\": 5", "\"threshold\": \"5\"", "configuration.type", "$.disclosure.threshold|string|integer")]
    [InlineData("settings.json", "\"openWaveMinimum\": 50", "\"openWaveMinimum\": 20", "configuration.value", "$.disclosure.openWaveMinimum|20|50–1000")]
    [InlineData("settings.json", "\"auditGroups\": 500", "\"auditGroups\": 119", "configuration.value", "$.disclosure.auditGroups|119|120–5000")]
    [InlineData("settings.json", "\"floor\": 2", "\"floor\": 9", "configuration.value", "$.floor|9|1–8")]
    [InlineData("settings.json", "\"floor\": 2", "\"floor\": 0", "configuration.value", "$.floor|0|1–8")]
    [InlineData("settings.json", "\"tooFast\": \"count\"", "\"tooFast\": \"drop\"", "configuration.value", "$.quality.tooFast|drop|count, exclude")]
    [InlineData("settings.json", "\"tooFast\"", "\"toofast\"", "configuration.unknown-property", "$.quality|toofast|straightLining, tooFast")]
    [InlineData("settings.json", "\"floor\": 2,", "\"floor\": 2, \"weighting\": { \"scope\": \"land\" },", "configuration.value", "$.weighting.scope|land|organisation, wave")]
    [InlineData("settings.json", "\"floor\": 2,", "\"floor\": 2, \"weighting\": { \"maxRatio\": 1 },", "configuration.value", "$.weighting.maxRatio|1|1.1–1000")]
    [InlineData("settings.json", "\"floor\": 2,", "\"floor\": 2, \"weighting\": { \"maxRatio\": \"3\" },", "configuration.type", "$.weighting.maxRatio|string|number")]
    [InlineData("settings.json", "\"floor\": 2,", "", "configuration.missing-property", "$|floor")]
    [InlineData("settings.json", "\"floor\": 2", "\"flor\": 2", "configuration.unknown-property", "$|flor|floor, mandatory")]
    [InlineData("settings.json", "\"floor\": 2", "\"floor\": 2, \"floor\": 3", "configuration.doubled-property", "$|floor")]
    [InlineData("settings.json", "\"5.1\"", "\"5.9\"", "configuration.unknown-code", "$.mandatory[4]|5.9|5.1, 5.2")]
    [InlineData("settings.json", "\"5.1\"", "\"4.2\"", "configuration.twice", "$.mandatory[4]|4.2")]
    [InlineData("settings.json", "\"auto\"", "\"automatisk\"", "configuration.value", "$.release|automatisk|auto, manual")]
    [InlineData("settings.json", "\"from\": 30,", "\"from\": 31,", "configuration.conflict", "$.ageBands[1].from|31|30")]
    [InlineData("settings.json", "\"from\": 30,", "\"from\": 29,", "configuration.conflict", "$.ageBands[1].from|29|30")]
    [InlineData("settings.json", "\"from\": 0,", "\"from\": 18,", "configuration.conflict", "$.ageBands[0].from|18|0")]
    [InlineData("settings.json", "\"to\": 120", "\"to\": 70", "configuration.conflict", "$.ageBands[4]|70|120")]
    [InlineData("settings.json", "\"training\"", "\"registers\"", "configuration.twice", "$.retention[3].subject|registers")]
    [InlineData("settings.json", "\"subject\": \"answers\",", "\"subject\": \"answers\", \"organisation\": \"9999\",", "configuration.unknown-code", "$.retention[0].organisation|9999|0024, 2284")]
    [InlineData("settings.json", "\"subject\": \"logs\",", "\"subject\": \"logs\", \"organisation\": \"2284\",", "configuration.conflict", "2284|logs")]
    [InlineData("waves.json", "\"linked\": true,", "\"linked\": true, \"external\": \"ja\",", "configuration.type", "$.waves[0].external|string|boolean")]
    [InlineData("waves.json", "\"2021-02\",", "\"2023-10\",", "configuration.twice", "$.waves[1].code|2023-10")]
    [InlineData("waves.json", "\"2023-10-22\"", "\"2023-10-01\"", "configuration.conflict", "$.waves[0].closes|2023-10-01|≥ 2023-10-02")]
    [InlineData("waves.json", "\"2023-10-01\"", "\"2023-11-01\"", "configuration.conflict", "$.waves[0].referenceDate|2023-11-01|≤ 2023-10-22")]
    [InlineData("waves.json", "\"2023-10-22\"", "\"2023-02-30\"", "configuration.value", "$.waves[0].closes|2023-02-30|yyyy-MM-dd")]
    [InlineData("waves.json", "[\"2284\", \"2480\"]", "[\"2284\", \"9999\"]", "configuration.unknown-code", "$.waves[0].organisations[1]|9999|0024, 2284")]
    [InlineData("waves.json", "\": [\"2284\"]", "\": [\"2581\"]", "configuration.unknown-code", "$.waves[0].consentToConsortium[0]|2581|2284, 2480")]
    [InlineData("waves.json", "\"linked\": true", "\"linked\": \"ja\"", "configuration.type", "$.waves[0].linked|string|boolean")]
    [InlineData("organisations.json", "\"0024\"", "\"24\"", "configuration.value", "$.organisations[0].code|24|^[0-9]{4}$")]
    [InlineData("organisations.json", "\"0024\"", "24", "configuration.type", "$.organisations[0].code|number|string")]
    [InlineData("organisations.json", "\"0024\"", "\"2284\"", "configuration.twice", "$.organisations[1].code|2284")]
    [InlineData("organisations.json", "\"4.4\"", "\"4.7\"", "configuration.unknown-code", "$.organisations[1].targetAreas.areas[2].competences[0]|4.7")]
    [InlineData("programmes.json", "\"2023-02-28\"", "\"2021-02-28\"", "configuration.conflict", "$.programmes[1].to|2021-02-28|≥ 2021-03-01")]
    [InlineData("programmes.json", "\"digilej\",", "\"digilo\",", "configuration.twice", "$.programmes[1].code|digilo")]
    [InlineData("programmes.json", "\"programmes\": [", "\"programmes\": [,", "configuration.not-json", "3")]
    public void A_fault_names_the_file_the_place_what_was_found_and_what_was_expected(
        string file, string old, string @new, string code, string named)
    {
        Replace(file, old, @new);

        var fault = Assert.Throws<ConfigurationException>(() => ConfigurationFiles.Read(_folder));

        Assert.Equal(code, fault.Text.Code);
        Assert.Equal(file, fault.Text.Arguments[0]);
        Assert.StartsWith(file, fault.Message, StringComparison.Ordinal);
        foreach (var part in named.Split('|'))
        {
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("organisations.json")]
    [InlineData("waves.json")]
    [InlineData("programmes.json")]
    [InlineData("settings.json")]
    public void A_missing_file_is_named(string file)
    {
        File.Delete(Path.Combine(_folder, file));

        var fault = Assert.Throws<ConfigurationException>(() => ConfigurationFiles.Read(_folder));

        Assert.Equal("configuration.missing-file", fault.Text.Code);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_and_a_missing_folder_are_faults_too()
    {
        Write(ConfigurationFiles.Settings, "");
        Assert.Equal(
            "configuration.not-json", Assert.Throws<ConfigurationException>(() => ConfigurationFiles.Read(_folder)).Text.Code);
        Assert.Equal(
            "configuration.missing-file",
            Assert.Throws<ConfigurationException>(() => ConfigurationFiles.Read(Path.Combine(_folder, "none"))).Text.Code);
    }

    [Fact]
    public void A_byte_order_mark_is_accepted_and_counts_in_the_hash()
    {
        var before = ConfigurationFiles.Read(_folder).Hash;
        File.WriteAllText(Path.Combine(_folder, ConfigurationFiles.Waves), WavesText, new UTF8Encoding(true));

        Assert.NotEqual(before, ConfigurationFiles.Read(_folder).Hash);
    }

    [Fact]
    public void The_hash_is_that_of_sha256sum_over_its_own_list()
    {
        var list = string.Concat(((string[])["organisations.json", "programmes.json", "settings.json", "waves.json"]).Select(
            name => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, name)))) + "  " + name + "\n"));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list))), ConfigurationFiles.Read(_folder).Hash);
    }

    [Fact]
    public void The_hash_can_be_checked_by_hand_where_sha256sum_exists()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/sha256sum"), "sha256sum is not on this machine");
        using var shell = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", "sha256sum organisations.json programmes.json settings.json waves.json | sha256sum"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        })!;

        Assert.StartsWith(ConfigurationFiles.Read(_folder).Hash, shell.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_has_a_text_in_both_languages_with_the_same_arguments()
    {
        var sv = Texts("sv");
        var en = Texts("en");
        Assert.Equal(sv.Keys.Order(StringComparer.Ordinal), en.Keys.Order(StringComparer.Ordinal));
        foreach (var code in sv.Keys.Where(k => k.StartsWith("configuration.", StringComparison.Ordinal)))
        {
            for (var i = 0; i < 5; i++)
            {
                var argument = "{" + i.ToString(CultureInfo.InvariantCulture) + "}";
                Assert.Equal(sv[code].Contains(argument, StringComparison.Ordinal), en[code].Contains(argument, StringComparison.Ordinal));
            }
        }
    }

    private static Dictionary<string, string> Texts(string language)
    {
        using var stream = typeof(ConfigurationFiles).Assembly.GetManifestResourceStream($"texts/{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Digilo.Analytics.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }

        return folder.FullName;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private void Replace(string name, string old, string @new)
    {
        var text = File.ReadAllText(Path.Combine(_folder, name));
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The sample {name} has no {old}.");
        Write(name, string.Concat(text.AsSpan(0, at), @new, text.AsSpan(at + old.Length)));
    }
}
