using System.Security.Cryptography;
using System.Text.Json;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Ingest;

namespace Digilo.Analytics.Dashboard.Jobs.Uploads;

/// <summary>
/// The folder where an uploaded file waits for a person's yes: readable by the program's account alone, for at most a day. A
/// random id names the file; what the sender called it stands in a small file beside it and is never a path.
/// </summary>
internal sealed class Staging
{
    /// <summary>An unconfirmed file goes after this time.</summary>
    public static readonly TimeSpan Keeps = TimeSpan.FromHours(24);

    /// <summary>So many files wait at most: whoever reaches the page must not fill the disk with forgotten ones.</summary>
    public const int MostFiles = 50;

    private const string Whole = ".data", Part = ".part", About = ".json";
    private const int IdBytes = 16, BufferBytes = 1 << 17, MaxAboutBytes = 1 << 16;

    // What the store and the archive need beside the file is never taken by it.
    private const long Reserve = 64L << 20;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Func<string, FileStreamOptions, Stream> _open;

    /// <summary>For a folder, which need not exist yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="clock">Decides when a file is too old.</param>
    /// <param name="open">Opens files for writing; another one for tests of a full disk.</param>
    public Staging(string folder, TimeProvider clock, Func<string, FileStreamOptions, Stream>? open = null)
    {
        _folder = folder;
        _clock = clock;
        _open = open ?? ((path, options) => new FileStream(path, options));
    }

    private DateTime UtcNow => _clock.GetUtcNow().UtcDateTime;

    /// <summary>Where the bytes of a kept file are.</summary>
    public string PathOf(string id) => Path.Combine(_folder, Checked(id) + Whole);

    /// <summary>Writes a file as it comes.</summary>
    /// <param name="fileName">As the sender calls it.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="announced">Bytes that the sender says will come, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UploadException">It was not taken; nothing is left.</exception>
    public async Task<StagedFile> WriteAsync(string fileName, Stream content, long limit, long? announced, CancellationToken cancellation)
    {
        Prepare();
        if (Directory.EnumerateFiles(_folder).Count(f => f.EndsWith(Whole, StringComparison.Ordinal) || f.EndsWith(Part, StringComparison.Ordinal)) >= MostFiles)
        {
            throw new UploadException(UploadFault.TooMany);
        }

        if (announced is { } coming && coming + Reserve > Guard(() => new DriveInfo(Path.GetFullPath(_folder)).AvailableFreeSpace))
        {
            throw new UploadException(UploadFault.DiskFull);
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var part = Path.Combine(_folder, id + Part);
        var kept = false;
        try
        {
            var size = await CopyAsync(content, part, limit, cancellation).ConfigureAwait(false);
            kept = size > 0;
            return kept
                ? new StagedFile(id, Importer.CleanName(fileName), size, UtcNow, new UploadForm("", "", "", null, null, null))
                : throw new UploadException(UploadFault.Empty);
        }
        finally
        {
            if (!kept)
            {
                File.Delete(part);
            }
        }
    }

    /// <summary>Keeps what was written, with what is to be known about it; also when that changes.</summary>
    public void Keep(StagedFile file)
    {
        try
        {
            var about = Path.Combine(_folder, Checked(file.Id) + About);
            using (var stream = _open(about + Part, Options()))
            {
                JsonSerializer.Serialize(stream, file);
            }

            File.Move(about + Part, about, overwrite: true);
            var part = Path.Combine(_folder, file.Id + Part);
            if (File.Exists(part))
            {
                File.Move(part, PathOf(file.Id));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }
    }

    /// <summary>The kept file with an id; null for an id that is none, is unknown or is too old.</summary>
    public StagedFile? Find(string id)
    {
        if (!IsId(id) || !File.Exists(PathOf(id)))
        {
            return null;
        }

        return Told(id) is { } file && file.Id == id && UtcNow - file.Received < Keeps ? file : null;
    }

    /// <summary>Removes everything of an id; one that is none or unknown does nothing.</summary>
    public void Remove(string id)
    {
        if (IsId(id) && Directory.Exists(_folder))
        {
            foreach (var ending in (string[])[Whole, Part, About, About + Part])
            {
                File.Delete(Path.Combine(_folder, id + ending));
            }
        }
    }

    /// <summary>Removes what is too old, and what a crash left; returns how many files a person had not confirmed.</summary>
    /// <param name="busy">Ids that are being read just now.</param>
    public int Purge(Func<string, bool> busy)
    {
        if (!Directory.Exists(_folder))
        {
            return 0;
        }

        var gone = 0;
        foreach (var group in new DirectoryInfo(_folder).EnumerateFiles().GroupBy(f => f.Name.Split('.')[0], StringComparer.Ordinal).ToList())
        {
            // What is kept is as old as it says; what is being written, or was left by a crash, as its last byte.
            var since = Told(group.Key)?.Received ?? group.Max(f => f.LastWriteTimeUtc);
            if (!IsId(group.Key) || busy(group.Key) || UtcNow - since < Keeps)
            {
                continue;
            }

            gone += group.Any(f => f.Name.EndsWith(Whole, StringComparison.Ordinal)) ? 1 : 0;
            Remove(group.Key);
        }

        return gone;
    }

    /// <summary>True for what this gives out: 32 hexadecimal digits. Nothing else ever becomes part of a path.</summary>
    internal static bool IsId(string id) => id.Length == 2 * IdBytes && id.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static string Checked(string id) => IsId(id) ? id : throw new ArgumentException("Not an id of a staged file.", nameof(id));

    /// <summary>What stands beside a file. Without it a file cannot be imported; it goes with its age.</summary>
    private StagedFile? Told(string id)
    {
        try
        {
            var about = new FileInfo(Path.Combine(_folder, id + About));
            return about is { Exists: true, Length: <= MaxAboutBytes } ? JsonSerializer.Deserialize<StagedFile>(File.ReadAllBytes(about.FullName)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private async Task<long> CopyAsync(Stream content, string path, long limit, CancellationToken cancellation)
    {
        Stream? file = null;
        var buffer = new byte[BufferBytes];
        try
        {
            file = Guard(() => _open(path, Options()));
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                size += read;
                if (size > limit)
                {
                    throw new UploadException(UploadFault.TooLarge);
                }

                await GuardAsync(() => file.WriteAsync(buffer.AsMemory(0, read), cancellation)).ConfigureAwait(false);
            }

            await GuardAsync(() => new ValueTask(file.FlushAsync(cancellation))).ConfigureAwait(false);
            return size;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
            if (file is not null)
            {
                await GuardAsync(file.DisposeAsync).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Owner-only, also if somebody made the folder otherwise.</summary>
    private void Prepare() => Guard(() =>
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(_folder);
        }

        var made = Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_folder, OwnerOnly | UnixFileMode.UserExecute);
        return made;
    });

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    // Only what our own disk says becomes a refusal; what the sender's line says is for the caller.
    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }
    }

    private static async ValueTask GuardAsync(Func<ValueTask> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }
    }

    private static UploadException Refused(Exception e) =>
        new(e is IOException io && Failures.IsDiskFull(io) ? UploadFault.DiskFull : UploadFault.NoAccess, e);
}
