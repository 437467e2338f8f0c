using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Digilo.Analytics.Benchmarks;
using Perfolizer.Mathematics.OutlierDetection;

const string Usage = "dotnet run -c Release --project tests/Benchmarks -- import|refresh|page|all [--out FILE.md]";

var chosen = Benchmarked.All.Where(b => args.Length > 0 && (args[0] == "all" || args[0] == b.Name)).ToList();
if (chosen.Count == 0 || args.Length is not (1 or 3) || (args.Length == 3 && args[1] != "--out"))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

#if DEBUG
Console.Error.WriteLine("These numbers would be of unoptimised code: build with -c Release.");
return 2;
#else
var load = Machine.Load;
try
{
    var results = new List<(Benchmarked, BenchmarkReport)>();
    foreach (var benchmark in chosen)
    {
        Console.Error.WriteLine(FormattableString.Invariant($"{benchmark.Name}: {benchmark.WarmUp} + {benchmark.Runs} runs"));
        var summary = BenchmarkRunner.Run(benchmark.Class, Settings(benchmark));
        var report = summary.Reports.FirstOrDefault();
        if (summary.HasCriticalValidationErrors || report is not { Success: true })
        {
            Console.Error.WriteLine(((AccumulationLogger)summary.BenchmarksCases[0].Config.GetLoggers().First()).GetLog());
            return 1;
        }

        results.Add((benchmark, report));
    }

    var text = Report.Of(results, load);
    Console.Write(text);
    if (args.Length == 3)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[2]))!);
        File.WriteAllText(args[2], text);
    }

    return 0;
}
finally
{
    Bench.Clean();
}

// In this process, one call a run: the store is as warm and the memory as honest as in the program itself.
static IConfig Settings(Benchmarked benchmark) => ManualConfig.CreateEmpty()
    .AddJob(Job.Default
        .WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromHours(1), logOutput: false))
        .WithStrategy(RunStrategy.Monitoring)
        .WithWarmupCount(benchmark.WarmUp)
        .WithIterationCount(benchmark.Runs)
        .WithInvocationCount(1)
        .WithUnrollFactor(1)
        .WithOutlierMode(OutlierMode.DontRemove))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(new AccumulationLogger())
    .WithArtifactsPath(Path.Combine(Bench.Folder, "benchmarkdotnet"));
#endif
