using System.Diagnostics;
using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// A wide survey file into an empty store: detection, parsing, mapping, checks, pseudonyms of persons and rows, packed answers, ledger
/// and encrypted archive, to the commit; beside each run, DuckDB loads the same file into a table of its own.
/// </summary>
internal sealed class WideBenchmark : Benchmark
{
    private const string DuckDb = "DuckDB loads the same file, ms", Many = "peak memory with 2,400,000 respondents, MB";

    private readonly string _folder = Bench.NewFolder();
    private string _data = "";
    private Store? _store;
    private ImportResult? _result;
    private string _version = "";

    public override string Name => "wide";

    public override string What => "586,000 respondents × 42 answers and 12 other columns imported, SQLite";

    /// <summary>A third of what DuckDB takes in the same run.</summary>
    public override double Mark => Notes[DuckDb].Order().ElementAt(Notes[DuckDb].Count / 2) / 3;

    public override int WarmUp => 3;

    public override int Runs => 5;

    public override string Data => FormattableString.Invariant(
        $"{WideSet.Respondents:N0} respondents × {WideSet.Answers} answers and {WideSet.Others} other columns ({new FileInfo(FileOf(WideSet.Respondents)).Length / 1e6:0} MB); DuckDB {_version} (CREATE TABLE … AS SELECT * FROM read_csv(…))");

    protected override void Prepare()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "profiles"));
        File.WriteAllText(Path.Combine(_folder, "profiles", "bred-enkat.json"), WideSet.Profile);
        WideSet.Write(FileOf(WideSet.Respondents), WideSet.Respondents);
        LoadWithDuckDb();
        Notes.Remove(DuckDb);
    }

    protected override void Before()
    {
        _data = Bench.NewFolder();
        var place = new StoreOptions(StoreProvider.Sqlite, Path.Combine(_data, "digilo.db"));
        Directory.CreateDirectory(_data);
        Store.Migrate(place, synthetic: false, LargeStore.Clock.GetUtcNow().UtcDateTime);
        _store = Store.Open(place);
    }

    protected override void Run() => _result = Import(WideSet.Respondents);

    protected override void After()
    {
        Check(WideSet.Respondents);
        if (Times.Count > 0)
        {
            LoadWithDuckDb();
        }
    }

    protected override void Close()
    {
        File.Delete(FileOf(WideSet.Respondents));
        WideSet.Write(FileOf(WideSet.ManyRespondents), WideSet.ManyRespondents);
        Before();
        Machine.Settle();
        _result = Import(WideSet.ManyRespondents);
        Note(Many, Machine.PeakMegabytes);
        Check(WideSet.ManyRespondents);
        WideSet.Write(FileOf(WideSet.Respondents), WideSet.Respondents);
    }

    private ImportResult Import(int rows)
    {
        var importer = new Importer(
            _store!.Facts, _store.Structure, _store.Ledger, new KeyRing(Path.Combine(_data, "keys"), LargeStore.Clock),
            ProfileCatalogue.Load(Path.Combine(_folder, "profiles")), LargeStore.Clock, new ImportOptions(_data));
        using (_store.Leases.Take(WriteLease.Name, "benchmark", TimeSpan.Zero))
        {
            return importer.Import(
                new ImportRequest(FileOf(rows), "cli", "bred-enkat", LargeSet.Organisation, LargeSet.Wave), ConfigurationFiles.Read(Bench.Set.Configuration));
        }
    }

    private void Check(int rows)
    {
        if (_result is not { Status: DeliveryStatus.InForce, RowsQuarantined: 0 } || _result.RowsStored != rows || _result.Outcome?.Unlinked != rows)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"wide: {_result?.Status}, {_result?.RowsStored} of {rows} rows stored."));
        }

        _store!.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private string FileOf(int rows) => Path.Combine(_folder, FormattableString.Invariant($"bred-{rows}.csv"));

    /// <summary>In a process of its own, which is built when it is first needed; what it prints is the time of the statement alone.</summary>
    private void LoadWithDuckDb()
    {
        var target = Path.Combine(_folder, "peer.duckdb");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Machine.Repository };
        foreach (var argument in (string[])
            ["run", "-c", "Release", "--project", "tests/Benchmarks.DuckDb", "--", FileOf(WideSet.Respondents), target])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        File.Delete(target);
        File.Delete(target + ".wal");
        var words = text.Trim().Split('\n')[^1].Split(' ');
        if (process.ExitCode != 0 || words.Length != 4 || words[1] != WideSet.Respondents.ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException("DuckDB did not load the file: " + text);
        }

        if (words[2] != (WideSet.Answers + WideSet.Others).ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException("DuckDB found other columns: " + text);
        }

        Note(DuckDb, double.Parse(words[0], CultureInfo.InvariantCulture));
        _version = words[3];
    }
}
