using System.Security.Cryptography;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Keeping;

/// <summary>What was found of a person in sealed files, and taken out of them.</summary>
/// <param name="Archived">Deliveries whose archived file holds, or held, a row of the person.</param>
/// <param name="Held">The person's rows in the quarantine.</param>
/// <param name="Files">Archived files, each once however many deliveries it was.</param>
/// <param name="Unsearched">Sealed files that could not be searched: no profile reads them, or they do not open.</param>
public sealed record PersonRows(IReadOnlyList<LedgerEntry> Archived, IReadOnlyList<HeldLine> Held, long Files, long Unsearched);

/// <summary>
/// A person's rows in the sealed files of one organisation (method §1.10). An archived file is one encrypted whole, in a format of its
/// own: one that holds a row of the person is removed whole, and the ledger keeps its name, size and hash. Rows that were held back are
/// taken out one by one, and the others stay.
/// </summary>
/// <remarks>
/// A file is opened only if the database does not tell that the person is in it: held-back rows, rows left out, and rows that a
/// retention rule has destroyed are in no table. It is unsealed to a file that the program's account alone may read, for as long as it
/// is searched.
/// </remarks>
public sealed class PersonFiles
{
    private readonly Vault _vault;
    private readonly IImportLedger _ledger;
    private readonly ProfileCatalogue _profiles;
    private readonly OrganisationKeys _keys;
    private readonly SourceLimits _limits;
    private readonly string _work;
    private readonly DateOnly _today;

    /// <summary>For an organisation.</summary>
    /// <param name="vaultFolder">The folder that holds <c>archive/</c> and <c>quarantine/</c>.</param>
    /// <param name="ledger">Which file came as what.</param>
    /// <param name="profiles">How files are read.</param>
    /// <param name="keys">The organisation's.</param>
    /// <param name="limits">Bounds on what a file may ask of memory and disk.</param>
    /// <param name="workFolder">Where a file is unsealed while it is searched; whatever a crash left there is removed.</param>
    /// <param name="today">Tells the century of a year of two digits.</param>
    public PersonFiles(
        string vaultFolder, IImportLedger ledger, ProfileCatalogue profiles, OrganisationKeys keys, SourceLimits limits, string workFolder, DateOnly today)
    {
        _vault = new Vault(vaultFolder);
        (_ledger, _profiles, _keys, _limits, _work, _today) = (ledger, profiles, keys, limits, workFolder, today);
    }

    /// <summary>Removes what a search that was killed left unsealed.</summary>
    public static void Clean(string workFolder)
    {
        if (Directory.Exists(workFolder))
        {
            Directory.Delete(workFolder, recursive: true);
        }
    }

    /// <summary>Finds the person's rows; nothing is changed.</summary>
    /// <param name="mark">Recognises the person.</param>
    /// <param name="known">Deliveries of which the database has a row of the person.</param>
    public PersonRows Find(PersonMark mark, IReadOnlyList<long> known) => Search(mark, known, remove: false);

    /// <summary>Finds the person's rows and removes them. Repeating it does no harm.</summary>
    public PersonRows Remove(PersonMark mark, IReadOnlyList<long> known) => Search(mark, known, remove: true);

    private PersonRows Search(PersonMark mark, IReadOnlyList<long> known, bool remove)
    {
        Clean(_work);
        var deliveries = _ledger.Of(_keys.Organisation);
        var archived = new List<LedgerEntry>();
        long files = 0, unsearched = 0;
        foreach (var path in PathsOf(archive: true))
        {
            var own = deliveries.Where(d => _vault.ArchivePath(_keys.Organisation, d.Header.ContentHash) == path).ToList();
            var has = own.Exists(d => known.Contains(d.Id)) ? true : Holds(path, own, mark);
            unsearched += has is null ? 1 : 0;
            if (has == true)
            {
                archived.AddRange(own);
                files++;
                if (remove)
                {
                    File.Delete(path);
                }
            }
        }

        var held = new List<HeldLine>();
        foreach (var path in PathsOf(archive: false))
        {
            var own = deliveries.Where(d => _vault.QuarantinePath(
                _keys.Organisation, d.Header.ContentHash, d.Header.Profile, d.Header.ProfileVersion, d.Header.Wave) == path).ToList();
            var rows = new HeldRows(_keys, own.Select(d => _profiles.Find(d.Header.Profile)).OfType<Profile>().FirstOrDefault(), _profiles, _today);
            if (rows.Search(path, mark, remove) is { } lines)
            {
                held.AddRange(own.SelectMany(d => lines.Select(line => new HeldLine(d.Id, line))));
            }
            else
            {
                unsearched++;
            }
        }

        // What was removed before a crash is told again, so that the ledger comes to know it.
        archived.AddRange(deliveries.Where(d => known.Contains(d.Id) && !archived.Contains(d)
            && !File.Exists(_vault.ArchivePath(_keys.Organisation, d.Header.ContentHash))));
        return new PersonRows(archived, held, files, unsearched);
    }

    private IEnumerable<string> PathsOf(bool archive) => _vault.Files(archive)
        .Where(f => f.Directory?.Name == _keys.Organisation && !f.Name.EndsWith(Vault.Draft.Ending, StringComparison.Ordinal)).Select(f => f.FullName);

    /// <summary>Whether an archived file has a row of the person; null if nothing can read it.</summary>
    private bool? Holds(string path, List<LedgerEntry> own, PersonMark mark)
    {
        var named = own.Select(d => _profiles.Find(d.Header.Profile)).OfType<Profile>().Distinct().ToList();

        // What a crash left before its delivery was in the ledger may be anything.
        var tried = named.Count > 0 ? named : _profiles.Profiles;
        if (own.Count > 0 && named.Count > 0 && named.TrueForAll(p => p.Columns.All(c => c.IdKind.Length == 0)))
        {
            return false;
        }

        var plain = Path.Combine(_work, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        try
        {
            Unseal(path, plain);
            var facts = FileFacts.Read(plain, _limits);
            bool? found = null;
            foreach (var profile in tried.Where(p => p.Columns.Any(c => c.IdKind.Length > 0)))
            {
                found = Holds(facts, profile, mark) switch
                {
                    true => true,
                    false => found ?? false,
                    null => found,
                };
                if (found == true)
                {
                    break;
                }
            }

            return found;
        }
        catch (Exception e) when (e is InvalidDataException or FileFault)
        {
            return null;
        }
        finally
        {
            File.Delete(plain);
        }
    }

    private bool? Holds(FileFacts facts, Profile profile, PersonMark mark)
    {
        try
        {
            using var source = SourceFormats.Open(new SourceRequest(facts, profile.Layout, _limits, Silent.Instance, ""));
            using var ids = new PersonCells(_keys, Binding.Create(profile, source).Columns.Where(c => c.Column.IdKind.Length > 0), mark, _today);
            while (source.Read())
            {
                if (ids.IsIn(source))
                {
                    return true;
                }
            }

            return false;
        }
        catch (FileFault)
        {
            return null;
        }
    }

    private void Unseal(string path, string plain)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_work);
        }
        else
        {
            Directory.CreateDirectory(_work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var sealedFile = File.OpenRead(path);
        using var target = new FileStream(plain, options);
        SealedFile.Unseal(sealedFile, _keys.Archive, target);
    }

    /// <summary>What a format cannot read was told when the file came.</summary>
    private sealed class Silent : ISourceReport
    {
        public static Silent Instance { get; } = new();

        public void Broken(BrokenRow row)
        {
        }

        public void Note(string rule, int line, string column, string found, long count)
        {
        }
    }
}
