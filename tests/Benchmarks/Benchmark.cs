using System.Diagnostics;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// One thing that is measured: a warm-up that does not count, then single runs, each prepared and checked outside the time.
/// </summary>
internal abstract class Benchmark
{
    /// <summary>All of them, in the order of the chain.</summary>
    public static IReadOnlyList<Func<Benchmark>> All { get; } = [() => new ImportBenchmark(), () => new WideBenchmark(), () => new WeightedBenchmark(), () => new RefreshBenchmark(), () => new TwoWavesBenchmark(), () => new DisclosureBenchmark(), () => new PageBenchmark(), () => new BriefsBenchmark()];

    /// <summary>On the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured, in words.</summary>
    public abstract string What { get; }

    /// <summary>Milliseconds that the median must stay under.</summary>
    public abstract double Mark { get; }

    /// <summary>What it is measured with.</summary>
    public virtual string Data => LargeSet.Described;

    /// <summary>Runs that do not count.</summary>
    public abstract int WarmUp { get; }

    /// <summary>Runs that count.</summary>
    public abstract int Runs { get; }

    /// <summary>Milliseconds of the runs that count, in order of time.</summary>
    public List<double> Times { get; } = [];

    /// <summary>Numbers noticed beside the times, one for each run that counts.</summary>
    public Dictionary<string, List<double>> Notes { get; } = [];

    /// <summary>The time of the last run where a part of it does not count; null = all of it counts.</summary>
    protected virtual TimeSpan? Own => null;

    /// <summary>Does all runs. An exception ends the program: a failed run has no time.</summary>
    public void Measure()
    {
        Prepare();
        for (var run = -WarmUp; run < Runs; run++)
        {
            Before();
            Machine.Settle();
            var (resident, allocated) = (Machine.ResidentMegabytes, GC.GetTotalAllocatedBytes(precise: true));
            var processor = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            Run();
            watch.Stop();
            processor = Environment.CpuUsage.TotalTime - processor;
            if (run >= 0)
            {
                Times.Add((Own ?? watch.Elapsed).TotalMilliseconds);
                // What the run costs even on a machine that others use; more than the time where two cores work.
                Note("processor time, ms", processor.TotalMilliseconds);
                Note("peak memory, MB", Machine.PeakMegabytes);
                Note("of it before, MB", resident);
                Note("allocated, MB", (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6);
            }

            After();
        }

        Times.Sort();
        Close();
    }

    /// <summary>Once, before the first run.</summary>
    protected abstract void Prepare();

    /// <summary>Before each run.</summary>
    protected virtual void Before()
    {
    }

    /// <summary>What the time is taken of.</summary>
    protected abstract void Run();

    /// <summary>After each run: checks that it did its work.</summary>
    protected virtual void After()
    {
    }

    /// <summary>Once, after the last run.</summary>
    protected virtual void Close()
    {
    }

    /// <summary>Remembers a number.</summary>
    protected void Note(string name, double value)
    {
        if (!Notes.TryGetValue(name, out var values))
        {
            Notes[name] = values = [];
        }

        values.Add(value);
    }
}
