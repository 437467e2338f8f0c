using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Desk;

/// <summary>A configuration file is wrong; the message names the file, the place, what was found and what was expected.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>With its message.</summary>
    public ConfigurationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>With a code for the text files and the same sentence in English for logs.</summary>
    public ConfigurationException(Message text, string message, Exception? inner = null)
        : base(message, inner) => Text = text;

    /// <summary>For people, in their language (<c>configuration.…</c>): file, place, found, expected; <see cref="Message.None"/> if there is none.</summary>
    public Message Text { get; } = Model.Message.None;
}

/// <summary>Reads the reviewed configuration: organisations.json, waves.json, programmes.json, settings.json.</summary>
public static class ConfigurationFiles
{
    /// <summary>The employers and their target areas.</summary>
    public const string Organisations = "organisations.json";

    /// <summary>The measurements; an empty list is a configuration that only waits for its first wave.</summary>
    public const string Waves = "waves.json";

    /// <summary>The training programmes; may be an empty list.</summary>
    public const string Programmes = "programmes.json";

    /// <summary>Age bands, floor, mandatory competences, protection, release and retention.</summary>
    public const string Settings = "settings.json";

    // No byte of a file is thrown away, a byte order mark excepted: JSON forbids it and Windows editors write it.
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The files in the order of the hash: by name.</summary>
    public static IReadOnlyList<string> Names { get; } = [Organisations, Programmes, Settings, Waves];

    /// <summary>Reads and checks the folder's files as one.</summary>
    /// <exception cref="ConfigurationException">A file is missing or wrong.</exception>
    public static Configuration Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var bytes = Names.ToDictionary(name => name, name => Bytes(folder, name), StringComparer.Ordinal);

        using var organisationsJson = Parse(Organisations, bytes[Organisations]);
        using var programmesJson = Parse(Programmes, bytes[Programmes]);
        using var settingsJson = Parse(Settings, bytes[Settings]);
        using var wavesJson = Parse(Waves, bytes[Waves]);

        var organisations = OrganisationSection.Read(new JsonPlace(Organisations, "$", organisationsJson.RootElement));
        var codes = organisations.Select(o => o.Code).ToHashSet(StringComparer.Ordinal);
        var programmes = ProgrammeSection.Read(new JsonPlace(Programmes, "$", programmesJson.RootElement));
        var settings = SettingsSection.Read(new JsonPlace(Settings, "$", settingsJson.RootElement), codes);
        var waves = WaveSection.Read(new JsonPlace(Waves, "$", wavesJson.RootElement), codes);

        return new Configuration(
            organisations, waves, programmes, settings.AgeBands, settings.Floor, settings.Mandatory, settings.Disclosure,
            settings.AutomaticRelease, Hash(bytes))
        {
            Quality = settings.Quality,
            Weighting = settings.Weighting,
            Retention = settings.Retention,
        };
    }

    /// <summary>
    /// The SHA-256 of the list of the files' SHA-256, as <c>sha256sum organisations.json programmes.json settings.json waves.json |
    /// sha256sum</c> prints it, so that anybody can check a ledger by hand.
    /// </summary>
    private static string Hash(Dictionary<string, byte[]> bytes)
    {
        var list = new StringBuilder();
        foreach (var name in Names)
        {
            list.Append(Convert.ToHexStringLower(SHA256.HashData(bytes[name]))).Append("  ").Append(name).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(list.ToString())));
    }

    private static byte[] Bytes(string folder, string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, name));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ConfigurationFault.Exception("configuration.missing-file", [name, folder], e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ConfigurationFault.Exception("configuration.unreadable-file", [name, folder], e);
        }
    }

    private static JsonDocument Parse(string name, byte[] bytes)
    {
        var text = bytes.AsMemory();
        if (text.Span.StartsWith(ByteOrderMark))
        {
            text = text[ByteOrderMark.Length..];
        }

        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            var position = (e.BytePositionInLine ?? 0) + 1;
            throw ConfigurationFault.Exception("configuration.not-json", [name, ConfigurationFault.Number(line), ConfigurationFault.Number(position)], e);
        }
    }
}
