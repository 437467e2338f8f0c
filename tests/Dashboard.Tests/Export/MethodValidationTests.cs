using System.Globalization;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Dashboard.Tests.Architecture;
using Digilo.Analytics.Dashboard.Tests.Commands;

namespace Digilo.Analytics.Dashboard.Tests.Export;

/// <summary>
/// The unrounded export from end to end: the files of tests/Reference/validation go in through the real program, and what comes out is
/// laid beside what R made of the same files (validation.R, validation_edges.R).
/// </summary>
public sealed class MethodValidationTests(MethodValidationTests.Exported exported) : IClassFixture<MethodValidationTests.Exported>, IDisposable
{
    private static readonly string Reference = Path.Combine(Repository.Root, "tests", "Reference");
    private static readonly string[] Unrounded = ["--Disclosure:Unsafe", "true", "--Publishing:Rounding", "none"];

    private static readonly string[] Names =
    [
        "measure", "organisation", "wave", "wave_before", "scope", "code", "breakdown", "category", "item", "part", "weighting", "estimator", "ci_method",
    ];

    private static readonly string[] Numbers =
        ["estimate", "se", "se_fpc", "df", "ci_lo", "ci_hi", "n", "N", "n_eff", "statistic", "p", "p_adjusted"];

    // What R or we iterate for: raked weights, logistic regression, factor model (method §3.1); the noncentral t has no more digits in R.
    private static readonly HashSet<string> Iterated = ["omega", "odds_ratio", "r_indicator", "s_rho", "cv_rho", "partial"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_family_is_what_R_makes_of_the_same_files()
    {
        var rows = Rows(await exported.MadeAsync());
        var lines = await File.ReadAllLinesAsync(Path.Combine(Reference, "validation.csv"), TestContext.Current.CancellationToken);
        var edges = await File.ReadAllLinesAsync(Path.Combine(Reference, "validation-edges.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(lines[0], edges[0]);
        var (offenders, compared) = Compare([.. lines, .. edges[1..]], rows);
        Assert.True(offenders.Count == 0, $"{offenders.Count} offender(s):\n{string.Join('\n', offenders.Take(40))}");
        string[] families = ["A1", "DIST", "DRIVER", "E1", "E2", "E3", "F1", "F2", "F3", "GAP", "LEVEL", "MWDS", "PANEL", "PRIORITY", "R5", "RDS", "RELIABILITY", "V3", "WEIGHTING"];
        Assert.All(families, f => Assert.True(compared.GetValueOrDefault(f) >= 4, f));

        // The checker sees a figure that is off in the ninth digit, and a row that is not there.
        var at = Array.FindIndex(lines, l => l.StartsWith("LEVEL;2284;2022-04;;organisation;2284;;;index;;none;mean;t;", StringComparison.Ordinal));
        var cells = lines[at].Split(';');
        cells[13] = (double.Parse(cells[13], CultureInfo.InvariantCulture) * 1.00000003).ToString("R", CultureInfo.InvariantCulture);
        Assert.Single(Compare([lines[0], string.Join(';', cells)], rows).Offenders);
        Assert.Single(Compare([lines[0], lines[at].Replace(";mean;", ";median;", StringComparison.Ordinal)], rows).Offenders);
    }

    [Fact]
    public async Task The_edges_hold_and_the_whole_is_the_sum_of_its_parts()
    {
        var folder = await exported.MadeAsync();
        var rows = Rows(folder);
        double? At(string key, string name) => rows.TryGetValue(key, out var row) ? row[name] : null;

        // 2581: n = N (error 0 with the correction), zero variance, nobody answered 5.4, a role of three refuses the weighting.
        Assert.Equal(0, At("LEVEL;2581;2022-04;;organisation;2581;;;index;;none;mean;t_fpc", "se_fpc"));
        Assert.Equal(0, At("LEVEL;2581;2022-04;;organisation;2581;;;1.2;;none;mean;t", "se"));
        Assert.DoesNotContain(rows.Keys, k => k.StartsWith("LEVEL;2581;2022-04;;organisation;2581;;;5.4", StringComparison.Ordinal));
        Assert.DoesNotContain(rows.Keys, k => k.Contains(";2581;", StringComparison.Ordinal) && k.Contains(";raked;mean", StringComparison.Ordinal));
        Assert.Contains("\"note\":\"refused:here\"", await File.ReadAllTextAsync(folder.In("out", "WEIGHTING.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // 2505 is anonymous, and ten answers come from those without a tool: the margin is dropped, and nobody is followed.
        var weighting = await File.ReadAllTextAsync(folder.In("out", "WEIGHTING.json"), TestContext.Current.CancellationToken);
        Assert.Contains(weighting.Split('\n'), l => l.Contains("\"2505\"", StringComparison.Ordinal) && l.Contains("\"note\":\"dropped_device:here\"", StringComparison.Ordinal));
        Assert.DoesNotContain(rows.Keys, k => k.Contains(";2505;", StringComparison.Ordinal) && k.Contains("unreachable_", StringComparison.Ordinal));

        // One unit: no clustered error. One wave: no change.
        Assert.DoesNotContain(rows, r => r.Key.Contains(";2581;", StringComparison.Ordinal) && r.Key.Contains("_cluster", StringComparison.Ordinal) && r.Value["se"] is not null);
        Assert.DoesNotContain(rows.Keys, k => k.Contains(";2581;", StringComparison.Ordinal) && k.Contains("_change", StringComparison.Ordinal));

        // The whole is the sum of its parts: totals of the index by role, raked.
        double Total(string category) => At($"LEVEL;2284;2022-04;;organisation;2284;{category};index;;raked;total;t", "estimate")!.Value;
        Assert.Equal(Total(";"), Total("role;ADM") + Total("role;KOCK") + Total("role;USK"), 6);
    }

    [Fact]
    public async Task Both_settings_are_needed_and_a_synthetic_store()
    {
        var folder = _folder.In("real");
        var migrated = await RunAsync(_folder, ["migrate", "--Data:Path", folder, .. Configuration]);
        Assert.True(migrated.ExitCode == 0, migrated.All);
        string[] export = ["export", "--table", "all", "--format", "json", "--out", _folder.In("out"), "--Data:Path", folder, .. Configuration];

        var real = await RunAsync(_folder, [.. export, .. Unrounded]);
        var unsafeAlone = await RunAsync(_folder, [.. export, "--Disclosure:Unsafe", "true"]);
        var roundingAlone = await RunAsync(_folder, [.. export, "--Publishing:Rounding", "none"]);

        Assert.Equal(5, real.ExitCode);
        Assert.Contains("syntetiska data", real.All.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(2, unsafeAlone.ExitCode);
        Assert.Contains("Publishing:Rounding=none", unsafeAlone.All, StringComparison.Ordinal);
        Assert.Equal(2, roundingAlone.ExitCode);
        Assert.Contains("Disclosure:Unsafe=true", roundingAlone.All, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.In("out")));
    }

    [Fact]
    public async Task The_same_bytes_however_many_threads_and_csv_holds_the_same_numbers()
    {
        await ImportAsync(_folder, "2581");
        Assert.Equal(0, (await ExportAsync(_folder, "json")).ExitCode);
        var first = await File.ReadAllBytesAsync(_folder.In("out", "LEVEL.json"), TestContext.Current.CancellationToken);
        var rows = Rows(_folder);

        Assert.Equal(0, (await ExportAsync(_folder, "json", ("DOTNET_PROCESSOR_COUNT", "1"))).ExitCode);
        Assert.Equal(first, await File.ReadAllBytesAsync(_folder.In("out", "LEVEL.json"), TestContext.Current.CancellationToken));
        Assert.Equal(0, (await ExportAsync(_folder, "csv")).ExitCode);
        var csv = await File.ReadAllLinesAsync(_folder.In("out", "LEVEL.csv"), TestContext.Current.CancellationToken);
        var heading = csv[0].TrimStart('\uFEFF').Split(';');
        var at = Array.IndexOf(heading, "estimate");
        Assert.All(csv[1..], line =>
        {
            var cells = line.Split(';');
            var key = string.Join(';', Names.Select(n => cells[Array.IndexOf(heading, n)].TrimStart('\'')));
            Assert.Equal(rows[key]["estimate"], double.Parse(cells[at].Replace(',', '.'), CultureInfo.InvariantCulture));
        });
    }

    private static (List<string> Offenders, Dictionary<string, int> Compared) Compare(
        string[] lines, Dictionary<string, Dictionary<string, double?>> rows)
    {
        var heading = lines[0].Split(';');
        var offenders = new List<string>();
        var compared = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines[1..])
        {
            var expected = heading.Zip(line.Split(';')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
            var key = string.Join(';', Names.Select(n => expected[n]));
            if (!rows.TryGetValue(key, out var row))
            {
                offenders.Add("no row: " + key);
                continue;
            }

            var iterated = expected["weighting"] == "raked" || Iterated.Contains(expected["estimator"]) || expected["ci_method"] == "noncentral_t";
            foreach (var name in Numbers.Where(n => expected[n] != "NA"))
            {
                var e = double.Parse(expected[name], CultureInfo.InvariantCulture);
                compared[expected["measure"]] = compared.GetValueOrDefault(expected["measure"]) + 1;

                // A difference that cancels, or a total of nothing, is held to the rounding of its terms.
                if (row[name] is not { } a || Math.Abs(a - e) > Math.Max((iterated ? 1e-6 : 1e-8) * Math.Abs(e), 1e-12))
                {
                    offenders.Add($"{key} {name}: R {e:R}, we {row[name]:R}");
                }
            }
        }

        return (offenders, compared);
    }

    private static string[] Configuration => ["--Config:Path", Path.Combine(Reference, "validation", "config")];

    private static string[] Where(TemporaryFolder folder) => ["--Data:Path", folder.In("data"), .. Configuration];

    private static async Task ImportAsync(TemporaryFolder folder, string only = "")
    {
        Assert.Equal(0, (await RunAsync(folder, ["migrate", "--synthetic", .. Where(folder)])).ExitCode);
        (string File, string Profile, string Organisation, string AsOf, string Wave)[] files =
        [
            ("enheter-2284.csv", "units", "2284", "2022-05-01", ""),
            ("enheter-2581.csv", "units", "2581", "2022-05-01", ""),
            ("enheter-2505.csv", "units", "2505", "2022-05-01", ""),
            ("rollkrav.csv", "requirements", "2284", "2022-05-01", ""),
            ("rollkrav.csv", "requirements", "2581", "2022-05-01", ""),
            ("rollkrav.csv", "requirements", "2505", "2022-05-01", ""),
            ("kurser.csv", "courses", "2284", "2022-05-01", ""),
            ("kurser.csv", "courses", "2505", "2022-05-01", ""),
            ("register-2284-2021-02-01.csv", "register", "2284", "2021-02-01", ""),
            ("register-2284-2022-04-01.csv", "register", "2284", "2022-04-01", ""),
            ("register-2581-2022-04-01.csv", "register", "2581", "2022-04-01", ""),
            ("register-2505-2022-05-01.csv", "register", "2505", "2022-05-01", ""),
            ("utbildning-2505.csv", "training", "2505", "2022-06-30", ""),
            ("utbildning-2284.csv", "training", "2284", "2022-06-30", ""),
            ("enkat-2284-2021-02.csv", "survey", "2284", "2021-02-10", "2021-02"),
            ("enkat-2284-2022-04.csv", "survey", "2284", "2022-04-10", "2022-04"),
            ("enkat-2581-2022-04.csv", "survey", "2581", "2022-04-10", "2022-04"),
            ("enkat-2505-2022-05.csv", "survey", "2505", "2022-05-10", "2022-05"),
        ];
        foreach (var (file, profile, organisation, asOf, wave) in files.Where(f => only.Length == 0 || f.Organisation == only))
        {
            string[] named = wave.Length == 0 ? [] : ["--wave", wave];
            var result = await RunAsync(
                folder,
                ["import", Path.Combine(Reference, "validation", file), "--profile", "demo-" + profile, "--organisation", organisation, "--as-of", asOf, .. named, .. Where(folder)]);
            Assert.True(result.ExitCode == 0, result.All);
        }
    }

    private static Task<ProcessResult> ExportAsync(TemporaryFolder folder, string format, params (string, string)[] environment) => RunAsync(
        folder, ["export", "--table", "all", "--format", format, "--out", folder.In("out"), .. Where(folder), .. Unrounded], environment);

    private static Task<ProcessResult> RunAsync(TemporaryFolder folder, string[] arguments, params (string, string)[] environment) =>
        DigiloProcess.RunAsync(folder.Path, arguments, environment);

    /// <summary>Every row by what names it; a name that comes twice is a failure.</summary>
    private static Dictionary<string, Dictionary<string, double?>> Rows(TemporaryFolder folder)
    {
        var rows = new Dictionary<string, Dictionary<string, double?>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder.In("out"), "*.json").Where(f => !f.EndsWith("metadata.json", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file, Encoding.UTF8));
            foreach (var row in json.RootElement.EnumerateArray())
            {
                rows.Add(
                    string.Join(';', Names.Select(n => row.GetProperty(n).GetString())),
                    Numbers.ToDictionary(n => n, n => row.GetProperty(n).ValueKind == JsonValueKind.Null ? (double?)null : row.GetProperty(n).GetDouble(), StringComparer.Ordinal));
            }
        }

        return rows;
    }

    /// <summary>All the files, in and out again, once for the tests that only read what came.</summary>
    public sealed class Exported : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly Lazy<Task> _made;

        public Exported() => _made = new Lazy<Task>(async () =>
        {
            await ImportAsync(_folder);
            var export = await ExportAsync(_folder, "json");
            Assert.True(export.ExitCode == 0, export.All);
        });

        internal async Task<TemporaryFolder> MadeAsync()
        {
            await _made.Value;
            return _folder;
        }

        public void Dispose() => _folder.Dispose();
    }
}
