namespace Digilo.Analytics.Benchmarks;

/// <summary>What the benchmarks of one process share: the files, the store made from them, and what was noticed beside the times.</summary>
internal static class Bench
{
    /// <summary>A temporary folder outside the tree; the program deletes it at its end.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("digilo-benchmark-").FullName;

    private static readonly Lazy<LargeSet> Files = new(() => LargeSet.Write(Path.Combine(Folder, "files")));

    private static readonly Lazy<LargeStore> Stored = new(
        () => LargeStore.Create(Path.Combine(Folder, "base"), Files.Value, (kind, time) => Note("Preparing", $"import of {kind}", time.TotalMilliseconds)));

    private static int _copies;

    /// <summary>The files.</summary>
    public static LargeSet Set => Files.Value;

    /// <summary>Numbers noticed beside the times, by benchmark and name, one for each run.</summary>
    public static Dictionary<(string Benchmark, string Name), List<double>> Notes { get; } = [];

    /// <summary>A store of its own with everything but the survey.</summary>
    public static LargeStore NewStore() => Stored.Value.CopyTo(Path.Combine(Folder, $"copy{_copies++}"));

    /// <summary>Remembers a number.</summary>
    public static void Note(string benchmark, string name, double value)
    {
        if (!Notes.TryGetValue((benchmark, name), out var values))
        {
            Notes[(benchmark, name)] = values = [];
        }

        values.Add(value);
    }

    /// <summary>Deletes the folder.</summary>
    public static void Clean()
    {
        if (Stored.IsValueCreated)
        {
            Stored.Value.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
