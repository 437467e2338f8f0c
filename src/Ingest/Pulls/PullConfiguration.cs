using System.Globalization;
using System.Text.Json;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;
using JsonPlace = Digilo.Analytics.Ingest.Mapping.JsonPlace;

namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>Reads <c>pulls.json</c>, which need not be there: the remote sources, without their passwords.</summary>
public static class PullConfiguration
{
    /// <summary>Name of the file, beside the other configuration.</summary>
    public const string FileName = "pulls.json";

    private const int MaxBytes = 1 << 20, MaxName = 60;

    /// <summary>The sources in the order of the file; none if there is no file.</summary>
    /// <param name="folder">The configuration's folder.</param>
    /// <param name="configuration">Organisations and waves.</param>
    /// <param name="profiles">Mapping profiles.</param>
    /// <exception cref="ConfigurationException">The file is wrong.</exception>
    public static IReadOnlyList<PullSource> Read(string folder, Configuration configuration, ProfileCatalogue profiles)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new ConfigurationException($"{FileName}: found more than 1 MB, expected a list of sources.");
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            var text = bytes.AsMemory(bytes.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? 3 : 0);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            var root = new JsonPlace(FileName, "$", document.RootElement);
            root.Only("$schema", "pulls");
            var sources = new List<PullSource>();
            foreach (var place in root.Get("pulls").Items())
            {
                var source = One(place, configuration, profiles);
                Check(place, source, sources, profiles);
                sources.Add(source);
            }

            return sources;
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"{FileName}: not JSON: {e.Message}", e);
        }
    }

    private static PullSource One(JsonPlace place, Configuration configuration, ProfileCatalogue profiles)
    {
        place.Only("name", "kind", "url", "organisation", "profile", "wave", "enabled", "settings");
        var name = place.Get("name").Code(MaxName);
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw place.Get("name").Wrong("letters a–z, digits, - and _");
        }

        var kind = place.Get("kind").Choice([.. PullKinds.All.Select(k => (k.Kind, k))]);
        var organisation = place.Get("organisation");
        var profile = place.Get("profile");
        var wave = place.Find("wave");
        if (configuration.FindOrganisation(organisation.Text()) is null)
        {
            throw organisation.Wrong(string.Join(" | ", configuration.Organisations.Select(o => o.Code)));
        }

        if (profiles.Find(profile.Text()) is null)
        {
            throw profile.Wrong("the name of a profile: " + string.Join(" | ", profiles.Profiles.Select(p => p.Name)));
        }

        if (wave is { } w && configuration.FindWave(w.Text()) is null)
        {
            throw w.Wrong("the code of a wave: " + string.Join(" | ", configuration.Waves.Select(x => x.Code)));
        }

        return new PullSource(
            name, kind.Kind, Url(place.Get("url")), organisation.Text(), profile.Text(), wave?.Text(), place.Find("enabled")?.Flag() ?? true, Settings(place, kind));
    }

    private static Uri Url(JsonPlace place)
    {
        if (!Uri.TryCreate(place.Text(), UriKind.Absolute, out var url) || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw place.Wrong("an address such as https://enkat.example.se, without ? and #");
        }

        return PullHttp.IsAllowed(url) ? url : throw place.Wrong("https (http to this machine alone), and no user or password in the address");
    }

    private static Dictionary<string, string> Settings(JsonPlace place, IPull kind)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (place.Find("settings") is { } all)
        {
            all.Only([.. kind.Settings.Select(s => s.Name)]);
            foreach (var (name, value) in all.Properties())
            {
                var text = value.Element.ValueKind == JsonValueKind.Number && value.Element.TryGetInt64(out var number)
                    ? number.ToString(CultureInfo.InvariantCulture)
                    : value.Text();
                var setting = kind.Settings.First(s => s.Name == name);
                settings[name] = setting.IsValid(text) ? text : throw value.Wrong(setting.Expected);
            }
        }

        return kind.Settings.FirstOrDefault(s => s.Needed && !settings.ContainsKey(s.Name)) is { } missing
            ? throw (place.Find("settings") ?? place).Wrong($"the setting '{missing.Name}': {missing.Expected}")
            : settings;
    }

    /// <summary>Names are unique, and no two sources replace each other's answers.</summary>
    private static void Check(JsonPlace place, PullSource source, List<PullSource> before, ProfileCatalogue profiles)
    {
        if (before.Exists(b => b.Name.Equals(source.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw place.Get("name").Wrong("a name of its own");
        }

        string Place(PullSource s) => $"{s.Organisation}\n{profiles.Find(s.Profile)?.Source}\n{profiles.Find(s.Profile)?.Kind}\n{s.Wave}";
        if (source.Enabled && before.Exists(b => b.Enabled && Place(b) == Place(source)))
        {
            throw place.Get("profile").Wrong("a profile with a source of its own: a full delivery replaces what came from the same organisation, source and wave");
        }
    }
}
