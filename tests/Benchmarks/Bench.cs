using Digilo.Analytics.Model;

namespace Digilo.Analytics.Benchmarks;

/// <summary>What the benchmarks of one process share: the files and the store made from them.</summary>
internal static class Bench
{
    /// <summary>A temporary folder outside the tree; the program deletes it at its end.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("digilo-benchmark-").FullName;

    /// <summary>What the imports before the survey took, once each and cold, in milliseconds.</summary>
    public static List<(DeliveryKind Kind, double Time)> Preparing { get; } = [];

    private static readonly Lazy<LargeSet> Files = new(() => LargeSet.Write(Path.Combine(Folder, "files")));

    private static readonly Lazy<LargeStore> Stored = new(
        () => LargeStore.Create(Path.Combine(Folder, "base"), Files.Value.Configuration, Files.Value.Before, (kind, time) => Preparing.Add((kind, time.TotalMilliseconds))));

    private static int _copies;

    /// <summary>The files.</summary>
    public static LargeSet Set => Files.Value;

    /// <summary>A store of its own with everything but the survey.</summary>
    public static LargeStore NewStore() => Stored.Value.CopyTo(NewFolder());

    /// <summary>A store of its own with the survey too.</summary>
    public static LargeStore NewStoreWithSurvey()
    {
        var store = NewStore();
        LargeStore.Check(Set.Survey, store.Import(Set.Survey));
        return store;
    }

    /// <summary>The path of a folder that does not exist yet.</summary>
    public static string NewFolder() => Path.Combine(Folder, FormattableString.Invariant($"copy{_copies++}"));

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
