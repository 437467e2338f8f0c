using System.IO.Enumeration;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>The profiles that are known: those built in, and those of a folder.</summary>
public sealed class ProfileCatalogue
{
    private const string ResourcePrefix = "profiles/";
    private const int MaxProfileBytes = 4 << 20;

    private readonly SortedDictionary<string, Profile> _byName = new(StringComparer.Ordinal);

    private ProfileCatalogue(IEnumerable<Profile> profiles, string hash)
    {
        foreach (var profile in profiles)
        {
            _byName.Add(profile.Name, profile);
        }

        Hash = hash;
    }

    /// <summary>The built-in profiles alone.</summary>
    public static ProfileCatalogue BuiltIn { get; } = Load(null);

    /// <summary>All profiles by name.</summary>
    public IReadOnlyCollection<Profile> Profiles => _byName.Values;

    /// <summary>Changes whenever a profile does: SHA-256 over the texts, lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>The profile with a name, or null.</summary>
    public Profile? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The built-in profile of a kind, <c>standard-KIND</c>.</summary>
    public Profile Standard(DeliveryKind kind) => _byName[StandardName(kind)];

    /// <summary>The built-in profiles and the <c>*.json</c> files of a folder.</summary>
    /// <param name="folder">The folder; null or missing = none.</param>
    /// <exception cref="ConfigurationException">A profile is wrong, or two have the same name.</exception>
    public static ProfileCatalogue Load(string? folder)
    {
        var texts = new List<(string File, byte[] Json)>();
        var assembly = typeof(ProfileCatalogue).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            texts.Add((resource[ResourcePrefix.Length..], Resource(assembly, resource)));
        }

        var builtIn = texts.ToDictionary(t => Path.GetFileNameWithoutExtension(t.File), t => t.Json, StringComparer.Ordinal);
        if (folder is not null && Directory.Exists(folder))
        {
            foreach (var path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                if (new FileInfo(path).Length > MaxProfileBytes)
                {
                    throw new ConfigurationException($"{Path.GetFileName(path)}: found more than 4 MB, expected a mapping profile.");
                }

                texts.Add((Path.GetFileName(path), File.ReadAllBytes(path)));
            }
        }

        var profiles = new Dictionary<string, Profile>(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, json) in texts)
        {
            var profile = ProfileReader.Read(file, WithoutBom(json), name => builtIn.GetValueOrDefault(name));
            if (!profiles.TryAdd(profile.Name, profile))
            {
                throw new ConfigurationException($"{file}: $.name: found \"{profile.Name}\", which another profile has, expected a name of its own.");
            }

            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(SHA256.HashData(json));
        }

        return new ProfileCatalogue(profiles.Values, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>
    /// The profiles that a file may belong to: those whose file-name pattern it has and whose headings it carries; if there are
    /// none, those without a pattern whose headings it carries. More than one is for a person to decide.
    /// </summary>
    /// <param name="fileName">Name without folder.</param>
    /// <param name="headings">Every name of the file's columns when it is read in a layout; null if it cannot be.</param>
    /// <param name="synthetic">Profiles for invented data, or for real.</param>
    internal IReadOnlyList<Profile> Recognise(string fileName, Func<FileLayout, IReadOnlyCollection<string>?> headings, bool synthetic)
    {
        var names = new Dictionary<FileLayout, HashSet<string>?>();
        HashSet<string>? Names(FileLayout layout)
        {
            if (!names.TryGetValue(layout, out var folded))
            {
                names.Add(layout, folded = headings(layout)?.Select(Cells.Fold).ToHashSet(StringComparer.Ordinal));
            }

            return folded;
        }

        var carried = _byName.Values
            .Where(p => p.Synthetic == synthetic && p.Fingerprint.Count > 0
                && Names(p.Layout with { Pattern = "" }) is { } folded && p.Fingerprint.All(h => HasHeading(p, h, folded)))
            .ToList();
        var named = carried.Where(p => p.Layout.Pattern.Length > 0 && FileSystemName.MatchesSimpleExpression(p.Layout.Pattern, fileName)).ToList();
        return named.Count > 0 ? named : [.. carried.Where(p => p.Layout.Pattern.Length == 0)];
    }

    /// <summary>The heading itself, or another one that the profile knows for the same column.</summary>
    private static bool HasHeading(Profile profile, string heading, HashSet<string> folded)
    {
        var wanted = Cells.Fold(heading);
        return folded.Contains(wanted)
            || profile.Columns.Any(c => c.Headings.Any(h => Cells.Fold(h) == wanted) && c.Headings.Any(h => folded.Contains(Cells.Fold(h))));
    }

    private static string StandardName(DeliveryKind kind) => "standard-" + kind.ToString().ToLowerInvariant();

    private static byte[] Resource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The profile {name} is missing from the program.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static ReadOnlySpan<byte> WithoutBom(byte[] json) =>
        json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? json.AsSpan(3) : json;
}
