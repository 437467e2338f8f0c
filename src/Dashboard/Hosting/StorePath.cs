namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>Why the embedded store's file cannot be opened or made, in words that name the path to mend.</summary>
internal static class StorePath
{
    /// <summary>Why a file cannot be opened; null if it is simply not there.</summary>
    public static CommandFailure? WhyNotOpened(string path) =>
        FileInTheWay(path) is { } file ? IsFile(file, path)
        : File.Exists(path) || !CanList(ExistingFolder(path)) ? Fail("cli.error.store.denied", path, ExistingFolder(path))
        : null;

    /// <summary>Why a file cannot be made.</summary>
    public static CommandFailure WhyNotMade(string path) =>
        FileInTheWay(path) is { } file ? IsFile(file, path)
        : Fail(File.Exists(path) ? "cli.error.store.denied" : "cli.error.store.create", path, ExistingFolder(path));

    private static CommandFailure IsFile(string file, string path) => Fail("cli.error.store.isFile", path, file);

    private static CommandFailure Fail(string code, string path, string place) =>
        new(ExitCodes.Environment, code, Workspace.Shown(path), Workspace.Shown(place));

    // A file where a folder of the path should be.
    private static string? FileInTheWay(string path) => Above(path).FirstOrDefault(File.Exists);

    private static string ExistingFolder(string path) => Above(path).FirstOrDefault(Directory.Exists) ?? path;

    private static IEnumerable<string> Above(string path)
    {
        for (var at = Path.GetDirectoryName(path); at is { Length: > 0 }; at = Path.GetDirectoryName(at))
        {
            yield return at;
        }
    }

    private static bool CanList(string folder)
    {
        try
        {
            using var entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
            entries.MoveNext();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
