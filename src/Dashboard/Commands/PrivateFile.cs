namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>Writes a file that the one who runs the program alone may read.</summary>
internal static class PrivateFile
{
    /// <summary>Whole or not at all.</summary>
    public static void Write(string path, byte[] content)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var unfinished = path + ".part";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(content);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
