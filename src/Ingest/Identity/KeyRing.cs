using System.Security.Cryptography;
using System.Text.Json;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// The key files, one per organisation, in a folder that only the owner may read. A key is made once, when the store has
/// nothing of the organisation yet; a key that is missing later is never silently replaced, because every person would then
/// become a new one.
/// </summary>
public sealed class KeyRing
{
    private const int SecretBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersMask =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private readonly TimeProvider _time;

    /// <summary>For a folder, which need not exist yet.</summary>
    public KeyRing(string folder, TimeProvider time)
    {
        Folder = folder;
        _time = time;
    }

    /// <summary>Where the key files are.</summary>
    public string Folder { get; }

    /// <summary>The file of an organisation.</summary>
    public string PathOf(string organisation) => Path.Combine(Folder, organisation + ".keys.json");

    /// <summary>True if the organisation has a key file.</summary>
    public bool Exists(string organisation) => File.Exists(PathOf(organisation));

    /// <summary>Reads the organisation's keys, or makes them.</summary>
    /// <param name="organisation">Code.</param>
    /// <param name="storeHasData">Asked only if the file is missing: true refuses, false makes a new key.</param>
    /// <exception cref="IngestException">
    /// <c>ingest.error.keys-missing</c>, <c>ingest.error.keys-open</c> (others may read it) or <c>ingest.error.keys-damaged</c>.
    /// </exception>
    public OrganisationKeys Open(string organisation, Func<bool> storeHasData)
    {
        if (organisation.Length is 0 or > 32 || !organisation.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException("An organisation's code has letters, digits, - and _ only.", nameof(organisation));
        }

        var path = PathOf(organisation);
        if (!File.Exists(path))
        {
            if (storeHasData())
            {
                throw new IngestException(
                    new Message("ingest.error.keys-missing", organisation, path),
                    $"The key file of organisation {organisation} is missing, and the store already has its deliveries: {path}");
            }

            Create(organisation, path);
        }

        return Read(organisation, path);
    }

    /// <summary>Keys that live in memory only, for a dry run before the first delivery.</summary>
    internal static OrganisationKeys Temporary(string organisation) => new(
        organisation,
        "temporary",
        RandomNumberGenerator.GetBytes(SecretBytes),
        RandomNumberGenerator.GetBytes(SecretBytes),
        RandomNumberGenerator.GetBytes(SecretBytes));

    private void Create(string organisation, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var file = new KeyFile(
            1,
            organisation,
            IdOf(secret),
            [new KeyEntry(IdOf(secret), DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime), Convert.ToBase64String(secret))],
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)));

        // Written aside and moved, so that a crash leaves either no key or a whole one.
        var part = path + ".part";
        File.Delete(part);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(part, options))
        {
            JsonSerializer.Serialize(stream, file, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: false);
    }

    private static OrganisationKeys Read(string organisation, string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMask) != 0)
        {
            throw new IngestException(
                new Message("ingest.error.keys-open", path), $"Others than the owner may read the key file {path}. Give it mode 0600.");
        }

        try
        {
            using var stream = File.OpenRead(path);
            var file = JsonSerializer.Deserialize<KeyFile>(stream, Json);
            var entry = file?.Keys.FirstOrDefault(k => k.Id == file.Current);
            if (file is not null && entry is not null && file.Organisation == organisation
                && Secret(entry.Secret) is { } alias && IdOf(alias) == entry.Id
                && Secret(file.RowKeys) is { } rows && Secret(file.Archive) is { } archive)
            {
                return new OrganisationKeys(organisation, entry.Id, alias, rows, archive);
            }
        }
        catch (JsonException)
        {
            // Told below, without the parser's message: it may quote the secret.
        }

        throw new IngestException(
            new Message("ingest.error.keys-damaged", organisation, path), $"The key file of organisation {organisation} is damaged: {path}");
    }

    private static byte[]? Secret(string base64)
    {
        var bytes = new byte[SecretBytes];
        return Convert.TryFromBase64String(base64, bytes, out var n) && n == SecretBytes ? bytes : null;
    }

    /// <summary>A key's id follows from the key, so that a swapped secret is noticed.</summary>
    private static string IdOf(byte[] secret) =>
        "k" + Convert.ToHexStringLower(SHA256.HashData([.. "digilo key id"u8, .. secret]))[..12];

    private sealed record KeyEntry(string Id, DateOnly Created, string Secret);

    private sealed record KeyFile(int Version, string Organisation, string Current, IReadOnlyList<KeyEntry> Keys, string RowKeys, string Archive);
}
