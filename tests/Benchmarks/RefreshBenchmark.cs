using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// The night after the wave closed: columns read, everything computed, disclosure control, release, snapshot and its rows
/// written, pointer flipped.
/// </summary>
internal sealed class RefreshBenchmark : Benchmark
{
    private LargeStore? _imported, _store;
    private RefreshResult? _result;

    public override string Name => "refresh";

    public override string What => "the same computed, released and published, SQLite";

    public override double Mark => 2000;

    public override int WarmUp => 2;

    public override int Runs => 10;

    protected override void Prepare() => _imported = Bench.NewStoreWithSurvey();

    /// <summary>A store whose wave is not released.</summary>
    protected override void Before() => _store = _imported!.CopyTo(Bench.NewFolder());

    protected override void Run() => _result = _store!.Refresh();

    protected override void After()
    {
        if (!_result!.Changed || _result.Released.Count != 1 || _store!.Store.Snapshots.Current()?.Id != _result.SnapshotId)
        {
            throw new InvalidOperationException("The wave was not released: " + string.Join("; ", _result.Waiting.Select(w => w.Code)));
        }

        Notes["published tables"] = [_result.Tables];
        _store.Dispose();
        Directory.Delete(_store.Folder, recursive: true);
    }

    protected override void Close()
    {
        // Where the time goes, in runs of their own: the ones above are not touched by the taking of it.
        for (var i = 0; i < 3; i++)
        {
            using var store = _imported!.CopyTo(Bench.NewFolder());
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var (reading, writing) = store.RefreshInParts();
            Note("reading columns, ms", reading);
            Note("computing and packing, ms", watch.Elapsed.TotalMilliseconds - reading - writing);
            Note("writing snapshot and rows, ms", writing);
        }

        _imported!.Dispose();
    }
}
