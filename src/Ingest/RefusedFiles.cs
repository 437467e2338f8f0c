using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Digilo.Analytics.Ingest;

/// <summary>
/// Remembers which files of the inbox were refused, so that the same unchanged file is not read and recorded every night. A
/// change of the file, of a profile or of the configuration makes it worth another try; so does deleting <c>.refused.json</c>.
/// </summary>
internal sealed class RefusedFiles
{
    private const string FileName = ".refused.json";

    private readonly string _path;
    private readonly string _stamp;
    private readonly Dictionary<string, string> _entries;

    private RefusedFiles(string path, string stamp, Dictionary<string, string> entries)
    {
        _path = path;
        _stamp = stamp;
        _entries = entries;
    }

    /// <param name="folder">The inbox.</param>
    /// <param name="stamp">Changes with configuration and profiles.</param>
    public static RefusedFiles Load(string folder, string stamp)
    {
        var path = Path.Combine(folder, FileName);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (File.Exists(path))
            {
                entries = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path)) ?? entries;
            }
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // A damaged memory costs one more try of each file, nothing else.
            entries = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        return new RefusedFiles(path, stamp, entries);
    }

    public bool Has(string name, FileInfo info) => _entries.TryGetValue(Key(name), out var value) && value == Value(info);

    public void Add(string name, FileInfo info) => _entries[Key(name)] = Value(info);

    /// <summary>Keeps only what is still in the inbox.</summary>
    public void Save(IEnumerable<string> names)
    {
        var present = names.Select(Key).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _entries.Keys.Where(k => !present.Contains(k)).ToList())
        {
            _entries.Remove(gone);
        }

        try
        {
            if (_entries.Count == 0)
            {
                if (File.Exists(_path))
                {
                    File.Delete(_path);
                }

                return;
            }

            File.WriteAllBytes(_path + ".part", JsonSerializer.SerializeToUtf8Bytes(_entries));
            File.Move(_path + ".part", _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An inbox that cannot be written to: its refused files are tried again next time, and each try is in the ledger.
            _entries.Clear();
        }
    }

    /// <summary>A hash, because a file's name may itself hold personal data.</summary>
    private static string Key(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private string Value(FileInfo info) => FormattableString.Invariant($"{info.Length} {info.LastWriteTimeUtc.Ticks} {_stamp}");
}
