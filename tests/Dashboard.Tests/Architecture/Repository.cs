using System.Diagnostics;

namespace Digilo.Analytics.Dashboard.Tests.Architecture;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Digilo.Analytics.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Tracked and new files that git does not ignore, as paths relative to <see cref="Root"/>; those deleted are left out.</summary>
    public static IReadOnlyList<string> Files()
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. files.Distinct().Where(f => File.Exists(Path.Combine(Root, f)))];
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Digilo.Analytics.sln")))
            {
                return folder.FullName;
            }
        }

        // The tests may be built to a folder outside the tree; then they are started from inside it.
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Digilo.Analytics.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Start the tests inside the repository.");
    }
}
