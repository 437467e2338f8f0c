using System.Diagnostics;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// One survey file of 100,000 respondents into a store that has the units and the register: detection, parsing, checks,
/// pseudonyms, links to persons, packed answers, ledger and encrypted archive, to the commit.
/// </summary>
internal sealed class ImportBenchmark : Benchmark
{
    private LargeStore? _store;
    private ImportResult? _result;

    public override string Name => "import";

    public override string What => "100,000 respondents × 21 items imported, SQLite";

    public override double Mark => 3000;

    public override int WarmUp => 2;

    public override int Runs => 10;

    protected override void Prepare()
    {
        // What a person waits for who types the command: start of the program included, nothing warm.
        for (var i = 0; i < 3; i++)
        {
            var store = Bench.NewStore();
            store.Dispose();
            Note("as a command of its own, cold, ms", Command(store));
            Directory.Delete(store.Folder, recursive: true);
        }
    }

    protected override void Before() => _store = Bench.NewStore();

    protected override void Run() => _result = _store!.Import(Bench.Set.Survey);

    protected override void After()
    {
        LargeStore.Check(Bench.Set.Survey, _result!);
        _store!.Dispose();
        Directory.Delete(_store.Folder, recursive: true);
    }

    private static double Command(LargeStore store)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "digilo.exe" : "digilo");
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Bench.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            [
                "import", Bench.Set.File(DeliveryKind.Survey), "--profile", "standard-survey", "--organisation", LargeSet.Organisation,
                "--wave", LargeSet.Wave, "--Data:Path", store.Folder, "--Config:Path", store.Options.ConfigPath,
            ])
        {
            start.ArgumentList.Add(argument);
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        watch.Stop();
        return process.ExitCode == 0
            ? watch.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException(FormattableString.Invariant($"digilo import ended with {process.ExitCode}. {output}{error.Result}"));
    }
}
