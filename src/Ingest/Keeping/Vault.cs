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

    /// <summary>Archives a file unless its content is there already.</summary>
    public void Archive(FileFacts facts, OrganisationKeys keys)
    {
        using var archiving = Begin(facts, keys);
        archiving.Keep();
    }

    /// <summary>Begins to archive a file in step with other work on it; nothing is left of it unless it is kept.</summary>
    public Archiving Begin(FileFacts facts, OrganisationKeys keys) => new(facts, keys, ArchivePath(keys.Organisation, facts.ContentHash));

    /// <summary>A file on its way into the archive.</summary>
    /// <remarks>The content is checked again while it is read: what is archived is what was hashed, or nothing is.</remarks>
    internal sealed class Archiving : IDisposable
    {
        private const int Piece = 1 << 18;

        /// <summary>So far ahead of the rest, that the disk has its time before the end.</summary>
        private const double Ahead = 1.5;

        private readonly FileFacts _facts;
        private readonly string _path;
        private readonly FileStream? _source;
        private readonly Draft? _draft;
        private readonly ContentCheck _check = new();
        private readonly byte[] _buffer;
        private long _done;
        private Task? _ending;

        internal Archiving(FileFacts facts, OrganisationKeys keys, string path)
        {
            (_facts, _path) = (facts, path);
            _buffer = new byte[Math.Min(Piece, facts.Size)];
            if (File.Exists(path))
            {
                return;
            }

            _source = FileFacts.Open(facts.Path);
            try
            {
                _draft = new Draft(path, keys);
            }
            catch
            {
                _source.Dispose();
                throw;
            }
        }

        /// <summary>Goes on.</summary>
        /// <param name="share">How much of the file the rest of the work has done, 0 to 1.</param>
        /// <exception cref="FileFault">The file is not what was imported.</exception>
        public void Advance(double share)
        {
            while (_draft is not null && _ending is null && _done < _facts.Size * share * Ahead)
            {
                SealPiece(_draft);
            }
        }

        /// <summary>Makes it durable. Returns the path if it was written now, otherwise null.</summary>
        /// <exception cref="FileFault">The file is not what was imported.</exception>
        public string? Keep()
        {
            if (_draft is null)
            {
                return null;
            }

            while (_ending is null)
            {
                SealPiece(_draft);
            }

            _ending.GetAwaiter().GetResult();
            _draft.Keep();
            return _path;
        }

        public void Dispose()
        {
            if (_ending is not null)
            {
                ((IAsyncResult)_ending).AsyncWaitHandle.WaitOne();
            }

            try
            {
                _draft?.Dispose();
            }
            finally
            {
                _source?.Dispose();
                CryptographicOperations.ZeroMemory(_buffer);
            }
        }

        private void SealPiece(Draft draft)
        {
            var read = _source!.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false);
            _check.Add(_buffer.AsSpan(0, read));
            draft.Stream.Write(_buffer.AsSpan(0, read));
            _done += read;
            if (_done > _facts.Size)
            {
                // It grows, and need never end.
                throw new FileFault(Validation.Rules.FileChanged);
            }

            if (read == _buffer.Length)
            {
                return;
            }

            _ending = _check.Value == _facts.Check
                ? Task.Run(draft.End)
                : throw new FileFault(Validation.Rules.FileChanged);
        }
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

        /// <summary>Writes what is left to the disk; <see cref="Keep"/> then only gives it its name.</summary>
        public void End() => _writer.End();

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
            if (_kept)
            {
                return;
            }

            try
            {
                _writer.Dispose();
            }
            catch (IOException)
            {
                // A full disk does not take what was left to write either: why the draft is given up has been told.
            }
            finally
            {
                File.Delete(_part);
            }
        }
    }
}
