using BenchmarkDotNet.Attributes;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// The night after the wave closed: columns read, everything computed, disclosure control, release, snapshot and its rows
/// written, pointer flipped.
/// </summary>
[BenchmarkCategory("refresh")]
public class RefreshBenchmark
{
    private LargeStore _imported = null!;
    private LargeStore _store = null!;
    private RefreshResult _result = null!;
    private long _allocated;

    /// <summary>The store with the survey.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _imported = Bench.NewStore();
        LargeStore.Check(DeliveryKind.Survey, _imported.Import(DeliveryKind.Survey));
    }

    /// <summary>A store whose wave is not released.</summary>
    [IterationSetup]
    public void Before()
    {
        _store = _imported.CopyTo(Path.Combine(Bench.Folder, "refresh"));
        Machine.ForgetPeak();
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        Bench.Note(nameof(RefreshBenchmark), "resident memory before, MB", Machine.ResidentMegabytes);
    }

    /// <summary>Computed and published.</summary>
    [Benchmark]
    public int Refresh()
    {
        _result = _store.Refresh();
        return _result.Tables;
    }

    /// <summary>The wave is released and published, or the run does not count.</summary>
    [IterationCleanup]
    public void After()
    {
        Bench.Note(nameof(RefreshBenchmark), "peak memory, MB", Machine.PeakMegabytes);
        Bench.Note(nameof(RefreshBenchmark), "allocated, MB", (GC.GetTotalAllocatedBytes(precise: true) - _allocated) / 1e6);
        if (!_result.Changed || _result.Released.Count != 1 || _store.Store.Snapshots.Current()?.Id != _result.SnapshotId)
        {
            throw new InvalidOperationException("The wave was not released: " + string.Join("; ", _result.Waiting));
        }

        Bench.Note(nameof(RefreshBenchmark), "published tables", _result.Tables);
        _store.Dispose();
        Directory.Delete(_store.Folder, recursive: true);
    }

    /// <summary>Closes the store.</summary>
    [GlobalCleanup]
    public void Close() => _imported.Dispose();
}
