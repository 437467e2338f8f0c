using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Commands;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// The batch of a night after which every brief is another: the step that the job runs, from the published snapshot to the archive, over an
/// organisation of the demo's five for each of three hundred.
/// </summary>
internal sealed class BriefsBenchmark : Benchmark
{
    private const int Full = 300;
    private const string Quarter = "peak memory above the start with a quarter of the organisations, MB", Whole = "peak memory above the start, MB";

    private static readonly DateTime Utc = new(2026, 11, 1, 2, 30, 0, DateTimeKind.Utc);

    private readonly int _organisations;
    private Snapshot? _demo;
    private Snapshot? _snapshot;
    private Store? _store;
    private string _folder = "";
    private StepResult? _result;

    /// <summary>With all organisations, or with fewer to look where the time goes: the mark is then a part of the whole one.</summary>
    /// <param name="organisations">At least four.</param>
    public BriefsBenchmark(int organisations = Full) => _organisations = organisations;

    public override string Name => "briefs";

    public override string What => FormattableString.Invariant($"leadership and analysis briefs of {_organisations} organisations in two languages composed, rendered and archived, SQLite");

    public override double Mark => 60_000.0 * _organisations / Full;

    public override int WarmUp => 1;

    public override int Runs => 3;

    public override string Data => FormattableString.Invariant($"the demo's five organisations over and over: {_organisations} organisations, {_organisations * 4} briefs and the consortium's two");

    protected override void Prepare()
    {
        var folder = Bench.NewFolder();
        if (Cli.RunAsync(["demo", "--no-serve", "--Data:Path", folder], TextWriter.Null, TextWriter.Null, TimeProvider.System).GetAwaiter().GetResult() != 0)
        {
            throw new InvalidOperationException("The demo could not be made.");
        }

        using var store = Store.Open(new StoreOptions(StoreProvider.Sqlite, Path.Combine(folder, "store", "digilo.db")));
        _demo = store.Snapshots.Current()!;
        _snapshot = Repeated(_demo, _organisations);
    }

    protected override void Before()
    {
        _folder = Bench.NewFolder();
        Directory.CreateDirectory(_folder);
        var place = new StoreOptions(StoreProvider.Sqlite, Path.Combine(_folder, "digilo.db"));
        Store.Migrate(place, synthetic: true, Utc);
        _store = Store.Open(place);
    }

    protected override void Run() => _result = new BriefsStep(new Reader(_snapshot!), _store!.Briefs, new PdfBriefRenderer())
        .Run(new ChainState(null!, new DateOnly(2026, 11, 1), Utc, null, Checkpoint.None));

    protected override void After()
    {
        var made = _result is { Outcome: RunOutcome.Good } ? _result.Count : 0;
        var all = BriefBook.OfTheNight(_snapshot!).Count;
        if (made != all)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"briefs: {made} of {all} made, {_result?.Message.Code}."));
        }

        _store!.Dispose();
        if (Times.Count > 0 && _snapshot!.Organisations.Count == _organisations)
        {
            Note(Whole, Notes["peak memory, MB"][^1] - Notes["of it before, MB"][^1]);
            Note("archive, MB", new FileInfo(Path.Combine(_folder, "digilo.db")).Length / 1e6);
        }

        Directory.Delete(_folder, recursive: true);
    }

    protected override void Close()
    {
        _snapshot = Repeated(_demo!, _organisations / 4);
        Before();
        Machine.Settle();
        var before = Machine.ResidentMegabytes;
        Run();
        Note(Quarter, Machine.PeakMegabytes - before);
        After();
    }

    /// <summary>The organisations again and again under other codes.</summary>
    private static Snapshot Repeated(Snapshot of, int count)
    {
        var organisations = new List<PublishedOrganisation>();
        var tables = new List<PublishedTable>();
        var byOrganisation = of.Tables.ToLookup(t => t.Key.Organisation, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var about = of.Organisations[i % of.Organisations.Count];
            var code = FormattableString.Invariant($"k{i:000}");
            organisations.Add(about with { Code = code, Name = new($"{about.Name.Sv} {i}", $"{about.Name.En} {i}") });
            tables.AddRange(byOrganisation[about.Code].Select(t => new PublishedTable(
                t.Key with { Organisation = code }, t.AsOf, [.. t.Rows.Select(r => r.Code == about.Code ? r with { Code = code } : r)], t.Columns,
                [.. Enumerable.Range(0, t.Rows.Count).SelectMany(r => Enumerable.Range(0, t.Columns.Count).Select(c => t[r, c]))])));
        }

        return new Snapshot(of.Id, of.DataDate, of.MethodVersion, of.Synthetic, of.Threshold, of.Floor, of.Framework, organisations, tables);
    }

    private sealed class Reader(Snapshot snapshot) : ISnapshotReader
    {
        public Snapshot? Current() => snapshot;

        public DateTime? PublishedAt() => Utc;
    }
}
