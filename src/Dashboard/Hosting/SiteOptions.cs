using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>
/// Every setting of the program with its default. Sources, later ones winning: <c>digilo.json</c> where the user stands,
/// environment variables with the prefix <c>DIGILO__</c>, options on the command line.
/// </summary>
internal sealed record SiteOptions
{
    /// <summary>Address of <c>serve</c> when nothing else is said: loopback only.</summary>
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>Prefix of the environment variables.</summary>
    public const string EnvironmentPrefix = "DIGILO__";

    /// <summary>Name of the optional settings file in the working directory.</summary>
    public const string FileName = "digilo.json";

    /// <summary>The renderer of briefs that every build has.</summary>
    public const string OwnRenderer = "Pdf";

    /// <summary>The licences that QuestPDF is run under.</summary>
    public const string QuestPdfLicences = "Evaluation | Community | Professional | Enterprise";

    private const int MostMegabytes = 1_048_576;

    /// <summary>Database engine.</summary>
    public StoreProvider Provider { get; init; } = StoreProvider.Sqlite;

    /// <summary>Connection string, or the path of the SQLite file; empty = <c>store/digilo.db</c> under the data folder.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Folder of the store, keys, inbox, archive and quarantine.</summary>
    public string DataPath { get; init; } = "data";

    /// <summary>True if <see cref="DataPath"/> was said by somebody and is not the default.</summary>
    public bool DataPathGiven { get; init; }

    /// <summary>Folder of the reviewed configuration.</summary>
    public string ConfigPath { get; init; } = "config";

    /// <summary>True if <see cref="ConfigPath"/> was said by somebody and is not the default.</summary>
    public bool ConfigPathGiven { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>Language of messages: "sv" or "en".</summary>
    public string Language { get; init; } = TextCatalogue.Swedish;

    /// <summary>"auto", "manual", or empty = as settings.json says.</summary>
    public string Release { get; init; } = "";

    /// <summary>
    /// True: <c>export</c> writes every estimate undisclosed and unrounded, for method validation. Set by two settings together,
    /// <c>Disclosure:Unsafe</c> and <c>Publishing:Rounding</c>; only a synthetic store is opened with it.
    /// </summary>
    public bool Unrounded { get; init; }

    /// <summary>Who turns briefs into files: <see cref="OwnRenderer"/> or "QuestPdf", which a build may lack.</summary>
    public string BriefRenderer { get; init; } = OwnRenderer;

    /// <summary>The QuestPDF licence that the operator holds, one of <see cref="QuestPdfLicences"/>; empty = nobody has said.</summary>
    public string QuestPdfLicence { get; init; } = "";

    /// <summary>True shows Hangfire's dashboard at /jobs to requests from this machine; closed otherwise.</summary>
    public bool JobsDashboard { get; init; }

    /// <summary>False: no nightly schedule and no catch-up; the chain runs only when started by hand.</summary>
    public bool Schedule { get; init; } = true;

    /// <summary>"web", "worker" or "both".</summary>
    public string Role { get; init; } = "both";

    /// <summary>Seconds that a writer waits for another writer.</summary>
    public int LeaseWaitSeconds { get; init; } = 30;

    /// <summary>Largest file that the upload page takes, in megabytes.</summary>
    public int UploadMaxMegabytes { get; init; } = 512;

    /// <summary>Largest file that is imported, in megabytes.</summary>
    public int MaxFileMegabytes { get; init; } = 16_384;

    /// <summary>Most bytes that a packed file (zip, xlsx) may unfold to, in megabytes.</summary>
    public int MaxUnpackedMegabytes { get; init; } = 2048;

    /// <summary>Longest row of a file, in kilobytes.</summary>
    public int MaxRowKilobytes { get; init; } = 1024;

    /// <summary>Most columns of a file.</summary>
    public int MaxColumns { get; init; } = 4096;

    /// <summary>Examples kept of each rule in a report; counts are always exact.</summary>
    public int ExamplesPerRule { get; init; } = 20;

    /// <summary>True prints stack traces to standard error, for the one who mends the program.</summary>
    public bool Debug { get; init; }

    /// <summary>Crash tests only: the process kills itself when the nightly chain reaches this point.</summary>
    public string KillAfter { get; init; } = "";

    /// <summary>
    /// Keys of organisations that keep their secrets in a vault: code → the key file as base64. Not an option of the command line,
    /// where others see it.
    /// </summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// User and password of remote sources by name (<c>Pulls:NAME:User</c>, <c>Pulls:NAME:Password</c>). Not options of the command
    /// line, and never part of the reviewed configuration.
    /// </summary>
    public IReadOnlyDictionary<string, PullSecret> PullSecrets { get; init; } = new Dictionary<string, PullSecret>();

    /// <summary>Largest answer of a remote source, in megabytes.</summary>
    public int PullMaxMegabytes { get; init; } = 512;

    /// <summary>Longest time for one answer of a remote source, in seconds.</summary>
    public int PullTimeoutSeconds { get; init; } = 300;

    /// <summary>Mail. Not options of the command line but for <c>Site:PublicUrl</c>; passwords come from settings or files.</summary>
    public MailOptions Mail { get; init; } = new();

    /// <summary>Hours without a good night after which figures are stale.</summary>
    public int StaleAfterHours { get; init; } = 48;

    /// <summary>True if this node serves pages.</summary>
    public bool IsWeb => Role != "worker";

    /// <summary>True if this node works: schedule and jobs.</summary>
    public bool IsWorker => Role != "web";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="CommandFailure">A value is not one of those allowed; the message names the key and what was expected.</exception>
    public static SiteOptions Read(IConfiguration configuration)
    {
        var defaults = new SiteOptions();
        return new SiteOptions
        {
            Provider = OneOf(configuration, "Storage:Provider", "sqlite", "sqlite", "sqlserver") == "sqlserver" ? StoreProvider.SqlServer : StoreProvider.Sqlite,
            ConnectionString = configuration["Storage:ConnectionString"] ?? "",
            DataPath = NonEmpty(configuration["Data:Path"], defaults.DataPath),
            DataPathGiven = !string.IsNullOrEmpty(configuration["Data:Path"]),
            ConfigPath = NonEmpty(configuration["Config:Path"], defaults.ConfigPath),
            ConfigPathGiven = !string.IsNullOrEmpty(configuration["Config:Path"]),
            Urls = Addresses(NonEmpty(configuration["urls"], DefaultUrls)),
            Language = OneOf(configuration, "Site:Language", MachineLanguage(), TextCatalogue.Swedish, TextCatalogue.English),
            Release = OneOf(configuration, "Publishing:Release", "", "auto", "manual"),
            Unrounded = ReadUnrounded(configuration),
            BriefRenderer = OneOf(configuration, "Briefs:Renderer", OwnRenderer, OwnRenderer, "QuestPdf"),
            QuestPdfLicence = OneOf(configuration, "Briefs:QuestPdfLicence", "", QuestPdfLicences.Split(" | ")),
            JobsDashboard = OneOf(configuration, "Jobs:Dashboard", "false", "true", "false") == "true",
            Schedule = OneOf(configuration, "Jobs:Schedule", "true", "true", "false") == "true",
            Role = OneOf(configuration, "Node:Role", defaults.Role, "web", "worker", "both"),
            LeaseWaitSeconds = Whole(configuration, "Storage:LeaseWaitSeconds", defaults.LeaseWaitSeconds, 0, 3600),
            UploadMaxMegabytes = Whole(configuration, "Ingest:UploadMaxMegabytes", defaults.UploadMaxMegabytes, 1, MostMegabytes),
            MaxFileMegabytes = Whole(configuration, "Ingest:MaxFileMegabytes", defaults.MaxFileMegabytes, 1, MostMegabytes),
            MaxUnpackedMegabytes = Whole(configuration, "Ingest:MaxUnpackedMegabytes", defaults.MaxUnpackedMegabytes, 1, MostMegabytes),
            // A row is held in memory, and no array is longer than two gigabytes.
            MaxRowKilobytes = Whole(configuration, "Ingest:MaxRowKilobytes", defaults.MaxRowKilobytes, 1, 1_048_576),
            MaxColumns = Whole(configuration, "Ingest:MaxColumns", defaults.MaxColumns, 1, 100_000),
            ExamplesPerRule = Whole(configuration, "Ingest:ExamplesPerRule", defaults.ExamplesPerRule, 0, 1000),
            Debug = OneOf(configuration, "Site:Debug", "false", "true", "false") == "true",
            KillAfter = configuration["Test:KillAfter"] ?? "",
            Mail = MailSettings.Read(configuration),
            StaleAfterHours = Whole(configuration, "Pages:StaleAfterHours", defaults.StaleAfterHours, 1, 100_000),
            PullMaxMegabytes = Whole(configuration, "Ingest:PullMaxMegabytes", defaults.PullMaxMegabytes, 1, MostMegabytes),
            PullTimeoutSeconds = Whole(configuration, "Ingest:PullTimeoutSeconds", defaults.PullTimeoutSeconds, 1, 3600),
            PullSecrets = configuration.GetSection("Pulls").GetChildren()
                .ToDictionary(p => p.Key, p => new PullSecret(p["User"] ?? "", p["Password"] ?? ""), StringComparer.OrdinalIgnoreCase),
            Keys = configuration.GetSection("Keys").GetChildren().Where(k => k.Value is not null).ToDictionary(k => k.Key, k => k.Value!, StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>Adds the sources that lie outside the command line.</summary>
    public static IConfigurationBuilder AddSources(IConfigurationBuilder builder) => builder
        .AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), FileName), optional: true, reloadOnChange: false)
        .AddEnvironmentVariables(EnvironmentPrefix);

    /// <summary>English on a machine that says so, otherwise Swedish.</summary>
    public static string MachineLanguage()
    {
        var said = NonEmpty(Environment.GetEnvironmentVariable("LC_ALL"), Environment.GetEnvironmentVariable("LANG") ?? "");
        return said.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? TextCatalogue.English : TextCatalogue.Swedish;
    }

    private static bool ReadUnrounded(IConfiguration configuration)
    {
        var unsafeDisclosure = OneOf(configuration, "Disclosure:Unsafe", "false", "true", "false") == "true";
        var unrounded = OneOf(configuration, "Publishing:Rounding", "standard", "standard", "none") == "none";
        return unsafeDisclosure == unrounded
            ? unrounded
            : throw new CommandFailure(
                ExitCodes.Usage,
                "cli.error.unsafeBoth",
                unsafeDisclosure ? "Disclosure:Unsafe=true" : "Publishing:Rounding=none",
                unsafeDisclosure ? "Publishing:Rounding=none" : "Disclosure:Unsafe=true");
    }

    internal static string NonEmpty(string? value, string otherwise) => string.IsNullOrWhiteSpace(value) ? otherwise : value;

    private static string Addresses(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                var address = Microsoft.AspNetCore.Http.BindingAddress.Parse(url);
                if (address.Scheme is "http" or "https" && address.Host.Length > 0 && address.Port is >= 0 and <= 65535)
                {
                    continue;
                }
            }
            catch (FormatException)
            {
                // Told below, as any other address that nobody can listen on.
            }

            throw new CommandFailure(ExitCodes.Usage, "cli.error.urls", url, DefaultUrls);
        }

        return urls;
    }

    internal static string OneOf(IConfiguration configuration, string key, string otherwise, params string[] allowed)
    {
        var value = configuration[key];
        if (string.IsNullOrWhiteSpace(value))
        {
            return otherwise;
        }

        return allowed.FirstOrDefault(a => a.Equals(value.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", key, value, string.Join(" | ", allowed));
    }

    internal static int Whole(IConfiguration configuration, string key, int otherwise, int least, int most)
    {
        var value = configuration[key];
        if (string.IsNullOrWhiteSpace(value))
        {
            return otherwise;
        }

        return int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new CommandFailure(
                ExitCodes.Usage, "cli.error.setting", key, value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{least}–{most}"));
    }
}
