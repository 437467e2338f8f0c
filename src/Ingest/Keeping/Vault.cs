using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Sources;

namespace Digilo.Analytics.Ingest.Keeping;

/// <summary>
/// Where delivered files and held-back rows are kept, encrypted with the organisation's own key: <c>archive/ORG/HASH.sealed</c> and
/// <c>quarantine/ORG/HASH-ID.sealed</c>. HASH is the content hash that the ledger has; ID tells apart deliveries of one content.
/// </summary>
internal sealed class Vault(string folder)
{
    private const string Ending = ".sealed";

    private const string ArchiveFolder = "archive", QuarantineFolder = "quarantine";

    private readonly string _folder = Path.GetFullPath(folder);

    public string ArchivePath(string organisation, string contentHash) =>
        Path.Combine(_folder, ArchiveFolder, organisation, contentHash + Ending);

    /// <summary>Every sealed file of a kind, of all organisations; links are not followed, unfinished drafts are included.</summary>
    public IReadOnlyList<FileInfo> Files(bool archive)
    {
        var directory = new DirectoryInfo(Path.Combine(_folder, archive ? ArchiveFolder : QuarantineFolder));
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, AttributesToSkip = FileAttributes.ReparsePoint };
        return directory.Exists
            ? [.. directory.EnumerateFiles("*", options)
                .Where(f => f.Name.EndsWith(Ending, StringComparison.Ordinal) || f.Name.EndsWith(Ending + Draft.Ending, StringComparison.Ordinal))
                .OrderBy(f => f.FullName, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Where the held-back rows of a delivery are.</summary>
    public string QuarantinePath(string organisation, string contentHash, string profile, string version, string wave)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{profile}\n{version}\n{wave}")))[..12];
        return Path.Combine(_folder, QuarantineFolder, organisation, contentHash + "-" + id + Ending);
    }

    /// <summary>Archives a file unless its content is there already. Returns the path if it was written now, otherwise null.</summary>
    /// <remarks>The content is hashed again while it is read: what is archived is what was imported, or nothing is.</remarks>
    public string? Archive(FileFacts facts, OrganisationKeys keys)
    {
        var path = ArchivePath(keys.Organisation, facts.ContentHash);
        if (File.Exists(path))
        {
            return null;
        }

        using var draft = new Draft(path, keys);
        using var source = FileFacts.Open(facts.Path);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        int read;
        while ((read = source.Read(buffer)) > 0)
        {
            sha.AppendData(buffer, 0, read);
            draft.Stream.Write(buffer.AsSpan(0, read));
        }

        CryptographicOperations.ZeroMemory(buffer);
        if (Convert.ToHexStringLower(sha.GetHashAndReset()) != facts.ContentHash)
        {
            throw new FileFault(Validation.Rules.FileChanged);
        }

        draft.Keep();
        return path;
    }

    /// <summary>A sealed file in the making: nothing of it is left unless it is kept.</summary>
    internal sealed class Draft : IDisposable
    {
        /// <summary>Added to the name until the file is whole.</summary>
        public const string Ending = ".part";

        private readonly string _path;
        private readonly string _part;
        private readonly SealedWriter _writer;
        private bool _kept;

        public Draft(string path, OrganisationKeys keys)
        {
            _path = path;
            _part = path + Ending;
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            var directory = Path.GetDirectoryName(path) ?? throw new ArgumentException("A path with a folder.", nameof(path));
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            _writer = new SealedWriter(new FileStream(_part, options), keys.Archive);
        }

        public Stream Stream => _writer;

        /// <summary>Makes it durable under its own name.</summary>
        public void Keep()
        {
            _writer.End();
            _writer.Dispose();
            File.Move(_part, _path, overwrite: true);
            _kept = true;
        }

        public void Dispose()
        {
            if (!_kept)
            {
                _writer.Dispose();
                File.Delete(_part);
            }
        }
    }
}
