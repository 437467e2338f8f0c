using System.Diagnostics;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// A data folder with a SQLite store, made by the program's own doors. Every measured run gets a copy of its own, because an
/// import or a release cannot be done twice in one store.
/// </summary>
internal sealed class LargeStore : IDisposable
{
    private readonly CommandContext _context;

    private LargeStore(string folder, string configuration)
    {
        Folder = folder;
        Options = new SiteOptions
        {
            DataPath = folder,
            DataPathGiven = true,
            ConfigPath = configuration,
            ConfigPathGiven = true,
            Urls = "http://127.0.0.1:0",
            Schedule = false,
        };
        _context = new CommandContext(Options, TextWriter.Null, TextWriter.Null, Clock);
        Configuration = ConfigurationFiles.Read(configuration);
        Directory.CreateDirectory(Path.GetDirectoryName(_context.Workspace.Store.ConnectionString)!);
    }

    /// <summary>The clock of everything that is measured: it stands still on the day after the wave.</summary>
    public static TimeProvider Clock { get; } = new StoppedClock();

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Settings of a service over this store.</summary>
    public SiteOptions Options { get; }

    /// <summary>What a command over this store has at hand.</summary>
    public CommandContext Context => _context;

    /// <summary>The configuration.</summary>
    public Configuration Configuration { get; }

    /// <summary>The open store.</summary>
    public Store Store { get; private set; } = null!;

    /// <summary>A new store with some files.</summary>
    /// <param name="folder">An empty or missing folder.</param>
    /// <param name="configuration">Folder of the configuration files.</param>
    /// <param name="files">The files in the order of their import.</param>
    /// <param name="told">Told what each import took; null = nobody asks.</param>
    public static LargeStore Create(string folder, string configuration, IEnumerable<MadeFile> files, Action<DeliveryKind, TimeSpan>? told = null)
    {
        var made = new LargeStore(folder, configuration);
        Store.Migrate(made._context.Workspace.Store, synthetic: false, Clock.GetUtcNow().UtcDateTime);
        made.Open();
        foreach (var file in files)
        {
            var watch = Stopwatch.StartNew();
            var result = made.Import(file);
            told?.Invoke(file.Kind, watch.Elapsed);
            Check(file, result);
        }

        return made;
    }

    /// <summary>The same store in another folder.</summary>
    public LargeStore CopyTo(string folder)
    {
        // Closed, so that what is in the write-ahead log is in the file.
        Store.Dispose();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        Open();
        var copy = new LargeStore(folder, Options.ConfigPath);
        copy.Open();
        return copy;
    }

    /// <summary>Imports a file as the command line does.</summary>
    public ImportResult Import(MadeFile file)
    {
        var importer = new Importer(
            Store.Facts,
            Store.Structure,
            Store.Ledger,
            new KeyRing(_context.Workspace.Keys, Clock),
            ProfileCatalogue.BuiltIn,
            Clock,
            new ImportOptions(_context.Workspace.Data));
        using (Store.Leases.Take(WriteLease.Name, "benchmark", TimeSpan.Zero))
        {
            return importer.Import(
                new ImportRequest(file.Path, "cli", Organisation: LargeSet.Organisation, Wave: file.Wave, AsOf: file.AsOf),
                Configuration);
        }
    }

    /// <summary>Computes and publishes.</summary>
    public RefreshResult Refresh() => Refresh(new Refresh(Store));

    /// <summary>Computes and publishes, and tells the milliseconds of reading and of writing.</summary>
    public (double Reading, double Writing) RefreshInParts()
    {
        var (columns, publisher) = (new TimedColumns(Store.Columns), new TimedPublisher(Store.Publisher));
        Refresh(new Refresh(columns, publisher, Store.Synthetic));
        return (columns.Watch.Elapsed.TotalMilliseconds, publisher.Watch.Elapsed.TotalMilliseconds);
    }

    private RefreshResult Refresh(Refresh refresh)
    {
        using (Store.Leases.Take(WriteLease.Name, "benchmark", TimeSpan.Zero))
        {
            return refresh.Run(Configuration, LargeSet.Today, Clock.GetUtcNow().UtcDateTime);
        }
    }

    /// <summary>Refuses a result in which a row is missing: a fast import of half a file is no import.</summary>
    public static void Check(MadeFile file, ImportResult result)
    {
        if (result.Status != DeliveryStatus.InForce || result.RowsStored != file.Rows || result.RowsQuarantined != 0)
        {
            var rules = string.Join(", ", result.Findings.Select(f => f.Rule).Distinct().Take(5));
            throw new InvalidOperationException(
                FormattableString.Invariant($"{file.Kind}: {result.Status}, {result.RowsStored} of {file.Rows} rows stored, {result.RowsQuarantined} held back. {rules}"));
        }
    }

    /// <summary>Closes the store; the folder stays.</summary>
    public void Dispose() => Store.Dispose();

    private void Open() => Store = Store.Open(_context.Workspace.Store);

    private sealed class StoppedClock : TimeProvider
    {
        private static readonly DateTimeOffset Noon = new(LargeSet.Today.ToDateTime(new TimeOnly(11, 0)), TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
