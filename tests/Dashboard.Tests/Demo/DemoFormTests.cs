using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Demo;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Demo;

/// <summary>The files' form: bytes, encodings, headings, codes.</summary>
public sealed partial class DemoFormTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    /// <summary>Of the export files with the default seed. It changes only when they are meant to change.</summary>
    private const string PinnedHash = "b960e0a7f51efc506f3e4cc95b2e7428fb5bacdcd1339a17068acb079c0402e1";

    private static readonly Dictionary<string, string[]> Codes = new(StringComparer.Ordinal)
    {
        ["slutford"] = ["ja", "nej"],
        ["svarssatt"] = ["egen", "delad", "kiosk", "papper", "hjalp"],
        ["digitalt_verktyg"] = ["eget", "delat", "inget", ""],
        ["anstallningsform"] = ["tillsvidare", "visstid", "timavlonad"],
        ["kon"] = ["kvinna", "man", "annat", ""],
        ["konto"] = ["ja", "nej", ""],
        ["kanal"] = ["ja", "nej", ""],
        ["skyddad"] = ["ja", "nej"],
        ["franvarande_heltid"] = ["ja", "nej", ""],
        ["timmar_senaste_3_man"] = ["ja", "nej", ""],
        ["utskick"] = ["skickad", "ej_skickad", "studsade"],
        ["status"] = ["anmald", "slutford", "avbruten", "mottagen", "genomford", "avslagen"],
        ["riktning"] = ["chef_coachar", "medarbetare_coachar", "bada"],
        ["narvarande"] = ["ja", "nej"],
        ["inloggning"] = ["ja", "nej"],
        ["annat_svarssatt"] = ["ja", "nej", ""],
        ["ny_losning"] = ["ja", "nej"],
        ["digital"] = ["ja", "nej"],
        ["obligatorisk"] = ["ja", "nej"],
        ["niva"] = ["forvaltning", "enhet", "1", "2", "3", "4", "5", "6", "7", "8"],
        ["program"] = ["digilo", "digilej", ""],
        ["aid_ansvar"] = ["A", "B", "C", ""],
    };

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_every_machine_and_in_every_culture()
    {
        Assert.Equal(PinnedHash, Hash(demo.Folder));
        var before = CultureInfo.CurrentCulture;
        foreach (var culture in (string[])["sv-SE", "ar-SA", "tr-TR", "th-TH"])
        {
            var folder = Directory.CreateTempSubdirectory("digilo-demo-culture-").FullName;
            try
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                DemoSet.Write(folder);
                Assert.Equal(PinnedHash, Hash(folder));
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    [Fact]
    public void Another_seed_gives_other_answers_of_the_same_form()
    {
        var folder = Directory.CreateTempSubdirectory("digilo-demo-seed-").FullName;
        try
        {
            var files = DemoSet.Write(folder, seed: 7);
            Assert.Equal(demo.Files.Select(f => f.Path), files.Select(f => f.Path));
            Assert.NotEqual(PinnedHash, Hash(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Writing_again_touches_no_file_and_leaves_no_part_file()
    {
        var before = Times();
        var told = new List<string>();

        DemoSet.Write(demo.Folder, written: told.Add);

        Assert.Equal(before, Times());
        Assert.Equal(Everything(demo.Folder).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(told, p => p.EndsWith(".part", StringComparison.Ordinal));

        Dictionary<string, DateTime> Times() =>
            Everything(demo.Folder).ToDictionary(p => p, p => File.GetLastWriteTimeUtc(Path.Combine(demo.Folder, p)), StringComparer.Ordinal);
    }

    [Fact]
    public void The_files_come_in_the_order_of_import_with_everything_an_import_needs()
    {
        foreach (var organisation in DemoFixture.Organisations)
        {
            var files = demo.Files.Where(f => f.Organisation == organisation).ToList();
            Assert.Equal(
                [
                    DeliveryKind.Units, DeliveryKind.Requirements, DeliveryKind.Courses, DeliveryKind.Register, DeliveryKind.Register,
                    DeliveryKind.Register, DeliveryKind.Training, .. Others(organisation), DeliveryKind.Survey, DeliveryKind.Survey, DeliveryKind.Survey,
                ],
                files.Select(f => f.Kind));
            Assert.All(files, f => Assert.Equal("standard-" + f.Kind.ToString().ToLowerInvariant(), f.Profile));
            Assert.Equal(["2021-02", "2022-04", "2023-10"], files.Where(f => f.Kind == DeliveryKind.Survey).Select(f => f.Wave));
            Assert.All(files.Where(f => f.Kind != DeliveryKind.Survey), f => Assert.Equal("", f.Wave));
        }
    }

    /// <summary>What only some deliver; Piteå nothing of it.</summary>
    private static DeliveryKind[] Others(string organisation) => organisation switch
    {
        "2284" or "2480" =>
            [DeliveryKind.Access, DeliveryKind.Attendance, DeliveryKind.Coaching, DeliveryKind.Plans, DeliveryKind.PlanActions, DeliveryKind.Ideas],
        "0024" => [DeliveryKind.Access, DeliveryKind.Attendance, DeliveryKind.Coaching, DeliveryKind.Plans],
        "2482" => [DeliveryKind.Plans, DeliveryKind.PlanActions, DeliveryKind.Ideas],
        _ => [],
    };

    [Fact]
    public void The_headings_are_those_of_the_delivery_document_in_its_order()
    {
        var document = DeliverDocument.Read(File.ReadAllText(Path.Combine(DemoFixture.Repository, "docs", "deliver.md")));
        foreach (var file in demo.Files)
        {
            var columns = document[file.Profile];
            var headings = demo.Headings(file);
            Assert.Equal(columns.Select(c => c.Name).Where(headings.Contains), headings);
            Assert.All(columns.Where(c => c.Need is 'M' or 'C'), c => Assert.Contains(c.Name, headings));
            foreach (var row in demo.Rows(file))
            {
                // The document itself lets a protected identity's unit be empty.
                Assert.All(
                    columns.Where(c => c.Need == 'M' && !(c.Name == "enhet" && row["skyddad"] == "ja")), c => Assert.NotEqual("", row[c.Name]));
            }
        }
    }

    /// <summary>Every built-in profile reads what the document says, and the document leaves none out.</summary>
    [Fact]
    public void The_delivery_document_and_the_profiles_name_the_same_columns_and_needs()
    {
        var document = DeliverDocument.Read(File.ReadAllText(Path.Combine(DemoFixture.Repository, "docs", "deliver.md")));
        foreach (var kind in Enum.GetValues<DeliveryKind>())
        {
            var profile = ProfileCatalogue.BuiltIn.Standard(kind);
            Assert.True(document.ContainsKey(profile.Name), profile.Name);
            if (kind is DeliveryKind.Survey or DeliveryKind.Register or DeliveryKind.Training or DeliveryKind.Courses or DeliveryKind.Units or DeliveryKind.Requirements)
            {
                // Here the document knows more than a profile can say (what a linked wave needs, which columns a wave's items are).
                Assert.Equal(profile.Columns.Select(c => c.Headings[0]).Order(StringComparer.Ordinal), document[profile.Name].Select(c => c.Name).Order(StringComparer.Ordinal));
                continue;
            }

            Assert.Equal(profile.Columns.Select(c => (c.Headings[0], c.Presence)), document[profile.Name].Select(c => (c.Name, Presence(c.Need))));
        }

        static Presence Presence(char need) => need switch { 'M' => Ingest.Mapping.Presence.Value, 'C' => Ingest.Mapping.Presence.Column, _ => Ingest.Mapping.Presence.Optional };
    }

    [Fact]
    public void The_heading_check_sees_a_document_that_promises_something_else()
    {
        var document = DeliverDocument.Read("# x\n\n## standard-units – enheter\n`kod` M · `benamning` M · `niva` M `forvaltning`, `enhet`\n");

        Assert.Equal(["kod", "benamning", "niva"], document["standard-units"].Select(c => c.Name));
        Assert.NotEqual(document["standard-units"].Select(c => c.Name), demo.Headings(demo.Files[0]).Take(3));
    }

    [Fact]
    public void Importance_is_asked_in_the_last_wave_only()
    {
        foreach (var file in demo.Files.Where(f => f.Kind == DeliveryKind.Survey))
        {
            Assert.Equal(file.Wave == "2023-10" ? 21 : 0, demo.Headings(file).Count(h => h.StartsWith("vikt ", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Codes_dates_and_numbers_are_written_as_documented_but_for_three_rows()
    {
        var wrong = new List<string>();
        foreach (var file in demo.Files)
        {
            foreach (var row in demo.Rows(file))
            {
                wrong.AddRange(row.Where(cell => !Right(cell.Key, cell.Value)).Select(cell => $"{file.Path} {cell.Key} {cell.Value}"));
            }
        }

        Assert.Equal(
            [
                "files/2581/enkat-2022-04.csv 2.3 9", "files/2581/enkat-2022-04.csv inlamnad 2022-04-31 09:15", "files/2581/enkat-2022-04.csv 4.2 fem",
            ],
            wrong);
    }

    [Fact]
    public void The_organisations_write_in_different_encodings()
    {
        var strict = new UTF8Encoding(false, true);
        foreach (var file in demo.Files)
        {
            var bytes = demo.Bytes(file);
            var text = demo.Text(file);
            Assert.Equal(file.Organisation == "2480", bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
            if (file.Kind is DeliveryKind.Units or DeliveryKind.Requirements or DeliveryKind.Courses)
            {
                Assert.Contains(text, c => "åäöÅÄÖ".Contains(c, StringComparison.Ordinal));
                if (file.Organisation == "2482")
                {
                    Assert.Throws<DecoderFallbackException>(() => strict.GetString(bytes));
                }
            }

            if (file.Organisation != "2482")
            {
                strict.GetString(bytes);
            }

            Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
        }

        // 0x96 is the en dash of Windows-1252 and a control character in Latin-1.
        Assert.Contains((byte)0x96, demo.Bytes(demo.Files.Single(f => f.Path == "files/2482/enheter.csv")));
    }

    [Fact]
    public void Nothing_looks_like_a_real_address_or_a_personnummer()
    {
        foreach (var path in Everything(demo.Folder).Where(p => p.StartsWith("files/", StringComparison.Ordinal)))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(demo.Folder, path)));
            Assert.All(Mail().Matches(text), m => Assert.EndsWith(".example.org", m.Value, StringComparison.Ordinal));
            Assert.DoesNotMatch(Personnummer(), text);
        }
    }

    [Theory]
    [InlineData("anna@kommun.se", true)]
    [InlineData("syn00001@umea.example.org", false)]
    public void The_address_check_sees_a_real_address(string text, bool bad) =>
        Assert.Equal(bad, Mail().Matches(text).Any(m => !m.Value.EndsWith(".example.org", StringComparison.Ordinal)));

    [Theory]
    [InlineData("640823-3234")]
    [InlineData("196408233234")]
    [InlineData("19640823-3234")]
    public void The_personnummer_check_sees_one(string text) => Assert.Matches(Personnummer(), "a;" + text + ";b");

    [Fact]
    public void The_configuration_is_read_and_is_the_starting_configuration_with_three_linked_waves()
    {
        var configuration = ConfigurationFiles.Read(Path.Combine(demo.Folder, DemoSet.ConfigurationFolder));

        Assert.Equal(["2021-02", "2022-04", "2023-10"], configuration.Waves.Select(w => w.Code));
        Assert.All(configuration.Waves, w =>
        {
            Assert.True(w.Linked);
            Assert.Equal(DemoFixture.Organisations, w.Organisations);
            Assert.InRange(w.Closes.DayNumber - w.Opens.DayNumber, 18, 22);
        });
        Assert.Equal(Original("organisations.json"), File.ReadAllText(Path.Combine(demo.Folder, "config", "organisations.json")));

        // Who is whose neighbour is in the set's own role codes too: every role names one, and following them leads round all.
        var neighbours = configuration.Weighting.Neighbours["role"];
        Assert.Equal(20, neighbours.Count);
        Assert.Equal(20, Enumerable.Range(0, 20).Aggregate(new List<string> { "ADM" }, (met, _) => [.. met, neighbours[met[^1]]]).Distinct().Count());
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(demo.Folder, "config", "settings.json")))!;
        settings.AsObject().Remove("weighting");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Original("settings.json")), settings));

        // Digilo's target group is in the set's own role codes; otherwise the programmes are those of the starting configuration.
        var programmes = JsonNode.Parse(File.ReadAllText(Path.Combine(demo.Folder, "config", "programmes.json")))!;
        Assert.Equal(["ADM", "HANDL", "IT", "MEDSEK", "LOKALV", "MALTID", "DRIFT"], configuration.Programmes[1].Target!.Roles);
        Assert.Equal(["A", "B", "C"], configuration.Programmes[0].Target!.Responsibility);
        programmes["programmes"]![1]!.AsObject().Remove("target");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Original("programmes.json")), programmes));

        static string Original(string name) => File.ReadAllText(Path.Combine(DemoFixture.Repository, "config", name)).ReplaceLineEndings("\n");
    }

    [Fact]
    public void The_readme_says_synthetic_and_the_seed_and_names_every_file()
    {
        var text = File.ReadAllText(Path.Combine(demo.Folder, "files", "LÄS-MIG.txt"));

        Assert.StartsWith("SYNTETISKA UPPGIFTER", text, StringComparison.Ordinal);
        Assert.Contains("20260101", text, StringComparison.Ordinal);
        Assert.All(demo.Files, f => Assert.Contains(f.Path[(f.Path.LastIndexOf('/') + 1)..], text, StringComparison.Ordinal));
    }

    private static bool Right(string column, string value)
    {
        if (Codes.TryGetValue(column, out var codes))
        {
            return codes.Contains(value, StringComparer.Ordinal);
        }

        if (CompetenceFramework.DigComp22.Find(column) is not null)
        {
            return value is "" or "vet ej" or "ej visad" || (value.Length == 1 && value[0] is >= '1' and <= '8');
        }

        return column switch
        {
            "inlamnad" => DateTime.TryParseExact(value, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "fran" or "till" or "anmald" or "avslutad" =>
                value.Length == 0 || DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "sysselsattningsgrad" => Degree().IsMatch(value),
            "timmar" => Hours().IsMatch(value),
            "fodelsear" => value.Length == 0 || (value.Length == 4 && value[..2] is "19" or "20"),
            _ when column.StartsWith("vikt ", StringComparison.Ordinal) => value.Length == 0 || (value.Length == 1 && value[0] is >= '1' and <= '5'),
            _ => true,
        };
    }

    private static IEnumerable<string> Everything(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(folder, p).Replace('\\', '/'));

    private static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Everything(folder).Where(p => p.StartsWith("files/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path + "\n"));
            hash.AppendData(File.ReadAllBytes(Path.Combine(folder, path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [GeneratedRegex("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+")]
    private static partial Regex Mail();

    [GeneratedRegex("(?<![0-9-])([0-9]{6}|[0-9]{8})[-+]?[0-9T][0-9A-Za-z][0-9]{2}(?![0-9-])")]
    private static partial Regex Personnummer();

    [GeneratedRegex("^[0-9]{1,3},[0-9]{2}$")]
    private static partial Regex Degree();

    [GeneratedRegex("^[0-9]{1,2}(,5)?$")]
    private static partial Regex Hours();
}
