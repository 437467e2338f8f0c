using System.Diagnostics;
using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// A first night over two closed waves: both computed, the change between them too, disclosure control, releases, snapshot and its rows,
/// the pointer flipped. Beside it the same of a quarter of the persons: cost grows no faster than they do.
/// </summary>
internal sealed class TwoWavesBenchmark : Benchmark
{
    private const int Part = 4, RunsOfPart = 3;

    private TwoWaveSet? _set;
    private LargeStore? _imported, _part, _store;
    private RefreshResult? _result;

    public override string Name => "waves";

    public override string What => "two waves of 100,000 respondents computed, released and published, SQLite";

    public override double Mark => 5000;

    public override int WarmUp => 1;

    public override int Runs => 5;

    public override string Data => _set!.Described;

    protected override void Prepare()
    {
        _set = TwoWaveSet.Write(Bench.NewFolder(), 1);
        _imported = LargeStore.Create(Bench.NewFolder(), _set.Configuration, _set.Files);
        var part = TwoWaveSet.Write(Bench.NewFolder(), Part);
        _part = LargeStore.Create(Bench.NewFolder(), part.Configuration, part.Files);
    }

    protected override void Before() => _store = _imported!.CopyTo(Bench.NewFolder());

    protected override void Run() => _result = _store!.Refresh();

    protected override void After()
    {
        Check(_store!, _result!);
        Notes["published tables"] = [_result!.Tables];
        Remove(_store!);
    }

    protected override void Close()
    {
        for (var i = 0; i <= RunsOfPart; i++)
        {
            var store = _part!.CopyTo(Bench.NewFolder());
            Machine.Settle();
            var watch = Stopwatch.StartNew();
            var result = store.Refresh();
            if (i > 0)
            {
                Note("a quarter of the persons, ms", watch.Elapsed.TotalMilliseconds);
            }

            Check(store, result);
            Remove(store);
        }

        using (var store = _imported!.CopyTo(Bench.NewFolder()))
        {
            var watch = Stopwatch.StartNew();
            var (reading, writing) = store.RefreshInParts();
            Note("reading columns, ms", reading);
            Note("computing and packing, ms", watch.Elapsed.TotalMilliseconds - reading - writing);
            Note("writing snapshot and rows, ms", writing);
        }

        _imported.Dispose();
        _part!.Dispose();
    }

    private static void Check(LargeStore store, RefreshResult result)
    {
        if (!result.Changed || result.Released.Count != 2 || store.Store.Snapshots.Current()?.Id != result.SnapshotId)
        {
            throw new InvalidOperationException("The waves were not released: " + string.Join("; ", result.Waiting.Select(w => w.Code)));
        }
    }

    private static void Remove(LargeStore store)
    {
        store.Dispose();
        Directory.Delete(store.Folder, recursive: true);
    }
}
