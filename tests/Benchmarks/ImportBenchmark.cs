using BenchmarkDotNet.Attributes;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// One survey file of 100,000 respondents into a store that has the units and the register: detection, parsing, checks,
/// pseudonyms, links to persons, packed answers, ledger and encrypted archive, to the commit.
/// </summary>
[BenchmarkCategory("import")]
public class ImportBenchmark
{
    private LargeStore _store = null!;
    private ImportResult _result = null!;
    private long _allocated;

    /// <summary>A store that has not seen the file.</summary>
    [IterationSetup]
    public void Before()
    {
        _store = Bench.NewStore();
        Machine.ForgetPeak();
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        Bench.Note(nameof(ImportBenchmark), "resident memory before, MB", Machine.ResidentMegabytes);
    }

    /// <summary>The file goes in.</summary>
    [Benchmark]
    public long Import()
    {
        _result = _store.Import(DeliveryKind.Survey);
        return _result.RowsStored;
    }

    /// <summary>Every row is in, or the run does not count.</summary>
    [IterationCleanup]
    public void After()
    {
        Bench.Note(nameof(ImportBenchmark), "peak memory, MB", Machine.PeakMegabytes);
        Bench.Note(nameof(ImportBenchmark), "allocated, MB", (GC.GetTotalAllocatedBytes(precise: true) - _allocated) / 1e6);
        LargeStore.Check(DeliveryKind.Survey, _result);
        _store.Dispose();
        Directory.Delete(_store.Folder, recursive: true);
    }
}
