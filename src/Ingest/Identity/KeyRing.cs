using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// The keys of the organisations: one file each in a folder that only the owner may read, or the same content given as a setting,
/// for those who keep secrets in a vault. A key file is made once, when the store has nothing of the organisation yet; a key that
/// is missing later is never silently replaced, because every person would then become a new one.
/// </summary>
public sealed class KeyRing
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersMask =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly TimeProvider _time;
    private readonly Func<string, string?> _setting;

    /// <summary>For a folder, which need not exist yet.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="time">Dates new keys.</param>
    /// <param name="setting">
    /// From an organisation's code to the setting with its keys (a key file's JSON as base64), or null. A setting wins over a file,
    /// and nothing is then written.
    /// </param>
    public KeyRing(string folder, TimeProvider time, Func<string, string?>? setting = null)
    {
        Folder = folder;
        _time = time;
        _setting = setting ?? (_ => null);
    }

    /// <summary>Where the key files are.</summary>
    public string Folder { get; }

    /// <summary>The file of an organisation.</summary>
    public string PathOf(string organisation) => Path.Combine(Folder, organisation + ".keys.json");

    /// <summary>True if the organisation has keys.</summary>
    public bool Exists(string organisation) => IsConfigured(organisation) || File.Exists(PathOf(organisation));

    /// <summary>True if the organisation's keys come from a setting.</summary>
    public bool IsConfigured(string organisation) => !string.IsNullOrWhiteSpace(_setting(organisation));

    /// <summary>Reads the organisation's keys, or makes them.</summary>
    /// <param name="organisation">Code.</param>
    /// <param name="storeHasData">Asked only if there are no keys: true refuses, false makes them.</param>
    /// <exception cref="IngestException">
    /// <c>ingest.error.keys-missing</c>, <c>ingest.error.keys-open</c> (others may read the file), <c>ingest.error.keys-damaged</c>
    /// or <c>ingest.error.keys-setting</c> (the setting is none).
    /// </exception>
    public OrganisationKeys Open(string organisation, Func<bool> storeHasData)
    {
        CheckCode(organisation);
        if (Exists(organisation))
        {
            return Read(organisation).Open();
        }

        if (storeHasData())
        {
            throw Missing(organisation);
        }

        var file = KeyFile.Create(organisation, Today());
        Write(PathOf(organisation), file, replace: false);
        return file.Open();
    }

    /// <summary>The same keys with a secret for free text, which is made when it is first needed.</summary>
    /// <param name="keys">As read.</param>
    /// <param name="dryRun">True: a secret that lives in memory only, so that nothing changes.</param>
    /// <exception cref="IngestException"><c>ingest.error.keys-no-free-text</c>: the keys come from a setting that has none.</exception>
    internal OrganisationKeys WithFreeText(OrganisationKeys keys, bool dryRun)
    {
        if (keys.FreeText is not null)
        {
            return keys;
        }

        if (IsConfigured(keys.Organisation))
        {
            throw new IngestException(
                new Message("ingest.error.keys-no-free-text", keys.Organisation),
                $"The setting with the keys of organisation {keys.Organisation} has no secret for free text.");
        }

        return dryRun ? Read(keys.Organisation).WithFreeText().Open() : Change(keys.Organisation, file => file.WithFreeText());
    }

    /// <summary>Makes a new current key and keeps those before it, so that persons are recognised until their ids have come again.</summary>
    /// <exception cref="IngestException">As <see cref="Open"/>; <c>ingest.error.keys-configured</c>: the keys come from a setting.</exception>
    public OrganisationKeys Rotate(string organisation) => Change(organisation, file => file.Rotated(Today()));

    /// <summary>Destroys an older key.</summary>
    /// <param name="organisation">Code.</param>
    /// <param name="keyId">Its id.</param>
    /// <param name="remaining">Pseudonyms, and marks of erased persons, that the store still has under it.</param>
    /// <param name="abandon">True: destroys it although some remain. Those persons are new ones when their ids come again.</param>
    /// <exception cref="IngestException">
    /// As <see cref="Rotate"/>; <c>ingest.error.keys-unknown</c>: no older key has that id; <c>ingest.error.keys-in-use</c>: some remain.
    /// </exception>
    public OrganisationKeys Retire(string organisation, string keyId, long remaining, bool abandon)
    {
        CheckCode(organisation);
        var file = Read(organisation);
        if (file.Current == keyId || file.Keys.All(k => k.Id != keyId))
        {
            throw new IngestException(
                new Message("ingest.error.keys-unknown", organisation, keyId), $"Organisation {organisation} has no older key {keyId}.");
        }

        if (remaining > 0 && !abandon)
        {
            throw new IngestException(
                new Message("ingest.error.keys-in-use", organisation, keyId, Validation.Shape.Count(remaining)),
                $"{Validation.Shape.Count(remaining)} pseudonyms of organisation {organisation} remain under key {keyId}.");
        }

        return Change(organisation, f => f.Without(keyId, Today()));
    }

    /// <summary>Keys that live in memory only, for a dry run before the first delivery.</summary>
    internal static OrganisationKeys Temporary(string organisation) =>
        KeyFile.Create(organisation, DateOnly.MinValue).WithFreeText().Open();

    private OrganisationKeys Change(string organisation, Func<KeyFile, KeyFile> change)
    {
        CheckCode(organisation);
        if (IsConfigured(organisation))
        {
            throw new IngestException(
                new Message("ingest.error.keys-configured", organisation),
                $"The keys of organisation {organisation} come from a setting and are changed where that is kept.");
        }

        var changed = change(Read(organisation));
        Write(PathOf(organisation), changed, replace: true);
        return changed.Open();
    }

    private KeyFile Read(string organisation)
    {
        if (IsConfigured(organisation))
        {
            return ReadSetting(organisation);
        }

        var path = PathOf(organisation);
        if (!File.Exists(path))
        {
            throw Missing(organisation);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMask) != 0)
        {
            throw new IngestException(
                new Message("ingest.error.keys-open", path), $"Others than the owner may read the key file {path}. Give it mode 0600.");
        }

        return KeyFile.Parse(File.ReadAllBytes(path), organisation) ?? throw new IngestException(
            new Message("ingest.error.keys-damaged", organisation, path), $"The key file of organisation {organisation} is damaged: {path}");
    }

    private KeyFile ReadSetting(string organisation)
    {
        var text = _setting(organisation)!.Trim();
        var bytes = new byte[text.Length];
        return (Convert.TryFromBase64String(text, bytes, out var n) ? KeyFile.Parse(bytes.AsSpan(0, n), organisation) : null)
            ?? throw new IngestException(
                new Message("ingest.error.keys-setting", organisation),
                $"The setting Keys:{organisation} is not the base64 of the organisation's key file.");
    }

    private void Write(string path, KeyFile file, bool replace)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        // Written aside and moved, so that a crash leaves either the keys from before or the new ones, whole.
        var part = path + ".part";
        File.Delete(part);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(part, options))
        {
            stream.Write(file.ToJson());
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: replace);
    }

    private IngestException Missing(string organisation) => new(
        new Message("ingest.error.keys-missing", organisation, PathOf(organisation)),
        $"The key file of organisation {organisation} is missing, and the store already has its deliveries: {PathOf(organisation)}");

    private DateOnly Today() => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    private static void CheckCode(string organisation)
    {
        if (organisation.Length is 0 or > 32 || !organisation.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException("An organisation's code has letters, digits, - and _ only.", nameof(organisation));
        }
    }
}
