using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>A data folder, a fake store and a clock for one test.</summary>
internal sealed class TestHouse : IDisposable
{
    public const string Org = "2284";

    public TestHouse(ProfileCatalogue? profiles = null, Func<ImportOptions, ImportOptions>? options = null)
    {
        Folder = Directory.CreateTempSubdirectory("ingest").FullName;
        Keys = new KeyRing(Path.Combine(Folder, "keys"), Time);
        var settings = new ImportOptions(Path.Combine(Folder, "vault"));
        Options = options is null ? settings : options(settings);
        Importer = new Importer(Store, Store, Store, Keys, profiles ?? ProfileCatalogue.BuiltIn, Time, Options);
    }

    public string Folder { get; }

    public FakeStore Store { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2023, 12, 1, 3, 30, 0, TimeSpan.Zero));

    public KeyRing Keys { get; }

    public ImportOptions Options { get; }

    public Importer Importer { get; }

    public Configuration Configuration { get; set; } = Configured();

    public static Wave Wave(string code, string opens, string closes, bool linked = true) => new(
        code, new BothLanguages(code, code), DateOnly.ParseExact(opens, "yyyy-MM-dd"), DateOnly.ParseExact(closes, "yyyy-MM-dd"),
        DateOnly.ParseExact(opens, "yyyy-MM-dd"), linked, [Org], []);

    public static Configuration Configured(params Wave[] waves) => new(
        [
            new Organisation(Org, new BothLanguages("Örnsköldsviks kommun", "Örnsköldsvik"), "Örnsköldsvik", OrganisationKind.Municipality, null),
            new Organisation("2480", new BothLanguages("Umeå kommun", "Umeå"), "Umeå", OrganisationKind.Municipality, null),
        ],
        waves.Length > 0 ? waves : [Wave("2021-02", "2021-02-01", "2021-02-28"), Wave("2023-10", "2023-10-01", "2023-10-31"), Wave("2023-11", "2023-11-15", "2023-11-30", linked: false)],
        [new TrainingProgramme("digilo", new BothLanguages("Digilo", "Digilo"), new DateOnly(2021, 3, 1), new DateOnly(2023, 2, 28), new BothLanguages("a", "b"))],
        [], 2, [], new DisclosureSettings(5, 10, 50), true, "hash-1");

    public string Write(string name, string text, Encoding? encoding = null) => WriteBytes(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public string WriteBytes(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, "in", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public ImportResult Import(string path, string? profile = null, string? wave = null, string? asOf = null, bool dryRun = false, string? organisation = Org, long? corrects = null) =>
        Importer.Import(
            new ImportRequest(
                path, "cli", profile, organisation, wave, asOf is null ? null : DateOnly.ParseExact(asOf, "yyyy-MM-dd"), DryRun: dryRun, Corrects: corrects), Configuration);

    public ImportResult ImportText(string text, string? profile = null, string? wave = null, string? asOf = "2023-09-30", string name = "fil.csv") =>
        Import(Write(name, text), profile, wave, asOf);

    public string Unseal(string path)
    {
        using var source = File.OpenRead(path);
        using var target = new MemoryStream();
        SealedFile.Unseal(source, Keys.Open(Org, () => true).Archive, target);
        return Encoding.UTF8.GetString(target.ToArray());
    }

    public string[] VaultFiles(string kind)
    {
        var folder = Path.Combine(Options.VaultFolder, kind);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
