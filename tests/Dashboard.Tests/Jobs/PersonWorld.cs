using System.Globalization;
using System.Text;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Jobs.Rights;
using Digilo.Analytics.Dashboard.Pages.Rights;
using Digilo.Analytics.Dashboard.Tests.Architecture;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

/// <summary>A store with twelve invented persons, of whom two have data of every kind, and one of them rows that were held back.</summary>
internal sealed class PersonWorld : IDisposable
{
    public const string Org = "2284", Anna = "A-4711", AnnaMail = "anna.berg@exempel.se", Bo = "B-0815", Protected = "S-0001", InWave = "2023-10";

    private readonly TemporaryFolder _folder = new();
    private Store? _store;
    private int _files;

    public PersonWorld()
    {
        Context = new CommandContext(
            new SiteOptions { DataPath = In("data"), DataPathGiven = true, LeaseWaitSeconds = 1 }, TextWriter.Null, TextWriter.Null, Clock);
        TemporaryFolder.Copy(Path.Combine(Repository.Root, "config"), In("data", "config"));
        File.WriteAllText(In("data", "config", "waves.json"), """
            { "waves": [
              { "code": "2023-10", "name": { "sv": "Hösten 2023", "en": "Autumn 2023" }, "opens": "2023-10-01", "closes": "2023-10-31", "referenceDate": "2023-10-01",
                "linked": true, "organisations": ["2284"], "consentToConsortium": ["2284"] },
              { "code": "2023-11", "name": { "sv": "Anonym", "en": "Anonymous" }, "opens": "2023-11-01", "closes": "2023-11-30", "referenceDate": "2023-11-01",
                "linked": false, "organisations": ["2284"], "consentToConsortium": ["2284"] } ] }
            """);
        Directory.CreateDirectory(In("data", "config", "profiles"));
        File.WriteAllText(In("data", "config", "profiles", "enkat.json"), """
            {
              "extends": "standard-survey", "name": "enkat", "version": "1", "synthetic": false, "mode": "increment", "wave": { "by": "command" }, "fingerprint": ["svarsid", "Egna ord"],
              "columns": [
                { "heading": "epost", "to": "id", "idKind": "epost", "normalise": "lower" },
                { "heading": "Egna ord", "to": "freeText", "keep": true }
              ]
            }
            """);
        Context.MigrateStore(synthetic: false);
        Deliver();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2024, 1, 15, 8, 0, 0, TimeSpan.Zero));

    public CommandContext Context { get; }

    public Store Store => _store ??= Context.OpenStore();

    public PersonDesk Desk => new(Store, Context);

    public string Folder => In();

    public string In(params string[] parts) => _folder.In(parts);

    public void Close()
    {
        _store?.Dispose();
        _store = null;
    }

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    public static PersonForm Form(string id, string kind = "", string reference = "KS 2024/7", bool objects = false, string by = "Cia", long? request = null) =>
        new(Org, id, kind, reference, by, request, objects);

    public string Report(string id)
    {
        var outcome = Desk.Report(Form(id), ReportFormat.Text, "sv");
        return outcome.Document is { } document ? Encoding.UTF8.GetString(document) : throw new InvalidOperationException(outcome.Problem.Code);
    }

    /// <summary>The report about Bo without what changes by itself: when it was made, earlier ones, and files that went with somebody else's rows.</summary>
    public string ReportOfBo()
    {
        var lines = Report(Bo).Split('\n').ToList();
        lines.RemoveAll(l => l.StartsWith("Framtagen", StringComparison.Ordinal));
        return string.Join('\n', lines.Take(lines.IndexOf("Arkiverade filer")));
    }

    public ImportResult Import(string profile, string text, string? asOf = null, string? wave = null, string? name = null)
    {
        var path = In("in", name ?? $"fil{++_files}.csv");
        Directory.CreateDirectory(In("in"));
        File.WriteAllText(path, text);
        return Importing.Importer(Store, Context).Import(
            new ImportRequest(
                path, "cli", profile, Org, wave, asOf is null ? null : DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            Context.ReadConfiguration());
    }

    public RefreshResult Refresh(Dictionary<string, string>? reopen = null) =>
        new Refresh(Store).Run(Context.ReadConfiguration(), Context.Today, Context.UtcNow, reopen);

    /// <summary>Pseudonyms of an id under the organisation's key.</summary>
    public byte[][] Pseudonyms(params string[] ids) => [.. ids.SelectMany(id => PersonIds.Columns(
        Context.KeyRing().Open(Org, () => true), Importing.Profiles(Context.Workspace), id, null, Context.Today)).Select(c => c[0].ToArray())];

    /// <summary>Files under the data folder, keys and configuration left out, that hold some bytes.</summary>
    public IReadOnlyList<string> FilesWith(byte[] bytes)
    {
        Close();
        return [.. Directory.GetFiles(In("data"), "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/config/", StringComparison.Ordinal) && !f.Contains("/keys/", StringComparison.Ordinal))
            .Where(f => File.ReadAllBytes(f).AsSpan().IndexOf(bytes) >= 0).Select(f => Path.GetRelativePath(In("data"), f))];
    }

    private static string Employment(string id, string mail, string unit, int year, string isProtected = "nej") =>
        $"{id};{mail};1;{unit};USK;207008;2018;;tillsvidare;75,50;2018-03-15;;nej;;{year};kvinna;ja;ja;eget;skickad;{isProtected}\n";

    public static string Register(params string[] rows) =>
        "anstnr;epost;anstallning;enhet;roll;aid;aid_version;aid_ansvar;anstallningsform;sysselsattningsgrad;fran;till;franvarande_heltid;"
        + "timmar_senaste_3_man;fodelsear;kon;konto;kanal;digitalt_verktyg;utskick;skyddad\n" + string.Concat(rows);

    public static string Everybody() => Register(
    [
        Employment(Anna, AnnaMail, "4110", 1964), Employment(Bo, "bo@exempel.se", "4120", 1971), Employment(Protected, "", "", 0, "ja"),
        .. Enumerable.Range(1, 9).Select(i => Employment("P-" + i, "", "4110", 1980 + i)),
    ]);

    private void Deliver()
    {
        Import("standard-units", Pages.UploadHost.Units);
        Import("standard-courses", "kurs;namn;program;tema;kompetenser;timmar;timmar_for_slutford;digital\nK1;Säkra lösenord;;;;3;;ja\n");
        Import("standard-register", Everybody(), "2023-09-30", name: "register.csv");
        Import("standard-access", $"anstnr;utrustning;konto;digitalt_verktyg;delas_av;inloggning;kanal;annat_svarssatt\n{Anna};PC-17;ja;delat;7;ja;ja;ja\n{Bo};PC-18;ja;eget;;ja;ja;\n", "2023-09-30");
        Import(
            "enkat",
            "svarsid;anstnr;epost;inlamnad;enhet;Egna ord;1.1;1.2;2.1\n"
            + $"S1;;{AnnaMail};2023-10-02 14:05:00;4110;Jag behöver en större skärm;3;vet ej;7\nS2;{Bo};;2023-10-03 09:00:00;4120;Inget;4;5;6\n"
            + string.Concat(Enumerable.Range(1, 9).Select(i => $"S{i + 2};P-{i};;2023-10-04;4110;;{i % 8};4;5\n")),
            wave: InWave, name: "enkat.csv");
        Import("standard-training", $"anstnr;kurs;anmald;avslutad;status;timmar\n{Anna};K1;2023-03-01;2023-04-02;slutford;7,5\n{Bo};K1;2023-03-01;2023-04-02;slutford;7,5\n", "2023-10-31");
        Import("standard-attendance", $"anstnr;kurs;datum;timmar;narvarande\n{Anna};K1;2023-03-15;2,5;ja\n{Bo};K1;2023-03-15;2,5;nej\n", "2023-10-31");
        Import("standard-coaching", $"chef_anstnr;medarbetare_anstnr;tema;fran;till;riktning\nP-2;{Anna};Digitala möten;2023-02-01;;bada\n{Bo};P-1;Digitala möten;2023-02-01;;bada\n", "2023-10-31");
        Import("standard-ideas", $"ide;datum;anstnr;enhet;status;tema;malomrade\nI-77;2023-05-05;{Anna};4110;mottagen;Schema;\nI-78;2023-05-06;{Bo};4120;mottagen;Schema;\n", "2023-10-31");

        // A row of Anna's that was held back, in a file of which the database knows Bo alone.
        Import(
            "standard-training", $"anstnr;kurs;anmald;avslutad;status;timmar\n{Anna};K2;2023-06-01;2023-06-02;kanske;7,5\n{Bo};K2;2023-06-01;2023-06-02;kanske;1\n{Bo};K2;2023-06-03;2023-06-04;slutford;1\n",
            "2023-10-31", name: "held.csv");
    }
}
