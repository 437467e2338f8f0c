using System.Globalization;
using System.Text;
using Digilo.Analytics.Dashboard.Demo;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Demo;

/// <summary>The demo set written once for all tests of a class, with a reader as plain as can be.</summary>
public sealed class DemoFixture : IDisposable
{
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> _rows = new(StringComparer.Ordinal);

    static DemoFixture() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public DemoFixture() => Files = DemoSet.Write(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("digilo-demo-").FullName;

    public IReadOnlyList<DemoFile> Files { get; }

    public static IReadOnlyList<string> Organisations { get; } = ["0024", "2284", "2480", "2482", "2581"];

    public static IReadOnlyList<(string Code, string Day)> Waves { get; } =
        [("2021-02", "2021-02-01"), ("2022-04", "2022-04-01"), ("2023-10", "2023-10-01")];

    public static string Repository { get; } = FindRepository();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public byte[] Bytes(DemoFile file) => File.ReadAllBytes(Path.Combine(Folder, file.Path));

    /// <summary>The text as the organisation's system wrote it.</summary>
    public string Text(DemoFile file)
    {
        var bytes = Bytes(file);
        var encoding = file.Organisation == "2482" ? Encoding.GetEncoding(1252) : new UTF8Encoding(false, true);
        return encoding.GetString(bytes).TrimStart('\uFEFF');
    }

    public string[] Headings(DemoFile file) => Text(file).Split("\r\n")[0].Split(';');

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(DemoFile file)
    {
        if (!_rows.TryGetValue(file.Path, out var rows))
        {
            var lines = Text(file).Split("\r\n");
            var headings = lines[0].Split(';');
            rows = [.. lines[1..^1].Select(line => (IReadOnlyDictionary<string, string>)headings.Zip(line.Split(';')).ToDictionary(StringComparer.Ordinal))];
            _rows.Add(file.Path, rows);
        }

        return rows;
    }

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string organisation, DeliveryKind kind, string wave = "") =>
        Rows(Files.Single(f => f.Organisation == organisation && f.Kind == kind
            && (wave.Length == 0 || f.Wave == wave || (f.Kind == DeliveryKind.Register && f.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == Waves.Single(w => w.Code == wave).Day))));

    /// <summary>The main employment of everybody in service on a wave's day.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> InService(string organisation, string wave)
    {
        var day = Waves.Single(w => w.Code == wave).Day;
        return Rows(organisation, DeliveryKind.Register, wave)
            .Where(r => r["anstallning"] == "1" && (r["till"].Length == 0 || string.CompareOrdinal(r["till"], day) >= 0))
            .ToDictionary(r => r["anstnr"], StringComparer.Ordinal);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Digilo.Analytics.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }

        return folder.FullName;
    }
}
