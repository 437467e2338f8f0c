using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>Configuration keys as declared options, the same for every command: an undeclared one is a mistake and is said to be.</summary>
internal static class SettingOptions
{
    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option<string>> All { get; } =
    [
        Declare("--Storage:Provider", "sqlite|sqlserver"),
        Declare("--Storage:ConnectionString", "TEXT"),
        Declare("--Storage:LeaseWaitSeconds", "30"),
        Declare("--Data:Path", "./data"),
        Declare("--Config:Path", "./config"),
        Declare("--Ingest:UploadMaxMegabytes", "512"),
        Declare("--Ingest:MaxFileMegabytes", "16384"),
        Declare("--Ingest:MaxUnpackedMegabytes", "2048"),
        Declare("--Ingest:PullMaxMegabytes", "512"),
        Declare("--Ingest:PullTimeoutSeconds", "300"),
        Declare("--Ingest:MaxRowKilobytes", "1024"),
        Declare("--Ingest:MaxColumns", "4096"),
        Declare("--Ingest:ExamplesPerRule", "20"),
        Declare("--Site:Language", "sv|en"),
        Declare("--Site:Debug", "true|false"),
        Declare("--Site:PublicUrl", "https://…"),
        Declare("--Publishing:Release", "auto|manual"),
        Declare("--Publishing:Rounding", "standard|none"),
        Declare("--Disclosure:Unsafe", "true|false"),
        Declare("--Briefs:Renderer", "Pdf|QuestPdf"),
        Declare("--Briefs:QuestPdfLicence", "Evaluation|Community|Professional|Enterprise"),
        Declare("--Node:Role", "web|worker|both"),
        Declare("--Jobs:Schedule", "true|false"),
        Declare("--Jobs:Dashboard", "true|false"),
    ];

    /// <summary>Splits <c>--Key:Name=value</c>, which the parser would cut at the colon.</summary>
    public static string[] Normalise(string[] args)
    {
        var result = new List<string>(args.Length);
        foreach (var arg in args)
        {
            var option = All.FirstOrDefault(o => arg.StartsWith(o.Name + "=", StringComparison.OrdinalIgnoreCase));
            if (option is null)
            {
                // Keys are not case-sensitive in the other sources either.
                result.Add(All.FirstOrDefault(o => o.Name.Equals(arg, StringComparison.OrdinalIgnoreCase))?.Name ?? arg);
                continue;
            }

            result.Add(option.Name);
            result.Add(arg[(option.Name.Length + 1)..]);
        }

        return [.. result];
    }

    /// <summary>The language of help and of mistakes in the command line itself, known before it is parsed.</summary>
    public static string LanguageOf(string[] args)
    {
        var at = Array.IndexOf(args, "--Site:Language");
        var said = at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        try
        {
            said ??= Sources().Build()["Site:Language"];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // A broken digilo.json is reported when the command reads it.
            said = null;
        }

        return said?.ToLowerInvariant() switch
        {
            TextCatalogue.English => TextCatalogue.English,
            TextCatalogue.Swedish => TextCatalogue.Swedish,
            _ => SiteOptions.MachineLanguage(),
        };
    }

    /// <summary>The settings, all sources together.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="urls">Value of <c>--urls</c>, or null.</param>
    public static SiteOptions Read(ParseResult parsed, string? urls)
    {
        var said = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in All)
        {
            if (parsed.GetValue(option) is { } value)
            {
                said[option.Name[2..]] = value;
            }
        }

        if (urls is not null)
        {
            said["urls"] = urls;
        }

        try
        {
            return SiteOptions.Read(Sources().AddInMemoryCollection(said).Build());
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailure(ExitCodes.Environment, "cli.error.settingsFile", SiteOptions.FileName, e.InnerException?.Message ?? e.Message);
        }
    }

    private static IConfigurationBuilder Sources() => SiteOptions.AddSources(new ConfigurationBuilder());

    private static Option<string> Declare(string name, string helpName) => new(name) { HelpName = helpName, Recursive = true };
}
