using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>What a command has at hand: settings, paths, texts, the clock, where to write.</summary>
internal sealed class CommandContext
{
    private Workspace? _workspace;

    /// <summary>From the settings.</summary>
    public CommandContext(SiteOptions options, TextWriter output, TextWriter error, TimeProvider clock)
    {
        Options = options;
        Out = output;
        Error = error;
        Clock = clock;
    }

    /// <summary>Settings.</summary>
    public SiteOptions Options { get; }

    /// <summary>Paths.</summary>
    public Workspace Workspace => _workspace ??= new Workspace(Options);

    /// <summary>Standard output.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Now, UTC.</summary>
    public DateTime UtcNow => Clock.GetUtcNow().UtcDateTime;

    /// <summary>The calendar day in Sweden.</summary>
    public DateOnly Today => SwedishTime.Today(Clock);

    /// <summary>True when a person watches: progress bars are worth drawing.</summary>
    public bool IsTerminal => ReferenceEquals(Out, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>A text in the user's language.</summary>
    public string Text(string code, params string[] arguments) => TextCatalogue.Default.Get(Options.Language, code, arguments);

    /// <summary>A text in the user's language.</summary>
    public string Text(Message message) => TextCatalogue.Default.Get(Options.Language, message);

    /// <summary>Writes a line.</summary>
    public void Say(string code, params string[] arguments) => Out.WriteLine(Text(code, arguments));

    /// <summary>The same context with other settings.</summary>
    public CommandContext With(SiteOptions options) => new(options, Out, Error, Clock);

    /// <summary>Opens the store; with the settings for unrounded figures a synthetic one only.</summary>
    public Store OpenStore()
    {
        try
        {
            var store = Store.Open(Workspace.Store);
            if (Options.Unrounded && !store.Synthetic)
            {
                store.Dispose();
                throw new CommandFailure(ExitCodes.Environment, "cli.error.unsafeStore");
            }

            return store;
        }
        catch (StoreException e) when (Workspace.Store.Provider == StoreProvider.Sqlite && e is { Text.Code: "store.missing", InnerException: not null })
        {
            // The engine says of every file that it cannot open that it is not there.
            throw StorePath.WhyNotOpened(Workspace.Store.ConnectionString) ?? (Exception)e;
        }
    }

    /// <summary>
    /// Opens the store for work that a first day begins with (import, serve): the embedded store is made if it is not there, a server's
    /// is made by <c>migrate</c> alone. Read the configuration first, so that a wrong folder does not get an empty store.
    /// </summary>
    public Store OpenOrCreateStore()
    {
        if (Workspace.Store.Provider == StoreProvider.Sqlite && !File.Exists(Workspace.Store.ConnectionString))
        {
            MigrateStore(synthetic: false);
            Say("cli.store.created", Workspace.Shown(Workspace.Store.ConnectionString));
        }

        return OpenStore();
    }

    /// <summary>Creates or upgrades the store; the embedded one's folder is made if need be. Returns the changes applied.</summary>
    public IReadOnlyList<string> MigrateStore(bool synthetic)
    {
        var store = Workspace.Store;
        if (store.Provider == StoreProvider.Sqlite && Path.GetDirectoryName(store.ConnectionString) is { Length: > 0 } folder)
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception e) when (e is UnauthorizedAccessException || e is IOException io && !Failures.IsDiskFull(io))
            {
                throw StorePath.WhyNotMade(store.ConnectionString);
            }
        }

        try
        {
            return Store.Migrate(store, synthetic, UtcNow);
        }
        catch (StoreException e) when (store.Provider == StoreProvider.Sqlite && e.Text.Code == "store.readonly")
        {
            throw StorePath.WhyNotMade(store.ConnectionString);
        }
    }

    /// <summary>The organisations' keys: files, or settings.</summary>
    public KeyRing KeyRing() => new(Workspace.Keys, Clock, organisation => Options.Keys.GetValueOrDefault(organisation));

    /// <summary>Reads the configuration, with the setting that overrides how waves are released.</summary>
    public Configuration ReadConfiguration() => ReadConfiguration(Workspace, Options);

    /// <summary>Reads the configuration, with the setting that overrides how waves are released.</summary>
    public static Configuration ReadConfiguration(Workspace workspace, SiteOptions options)
    {
        if (!Directory.Exists(workspace.Config))
        {
            throw new CommandFailure(ExitCodes.Environment, "cli.error.configFolder", Workspace.Shown(workspace.Config));
        }

        var configuration = ConfigurationFiles.Read(workspace.Config);
        return options.Release.Length == 0 ? configuration : configuration with { AutomaticRelease = options.Release == "auto" };
    }

    /// <summary>Writes in the audit log what a command has done.</summary>
    public void Audit(Store store, string action, string organisation, string reference, Message what) =>
        store.Audit.Add(new AuditEvent(UtcNow, Actor.Account, action, organisation, reference, what));

    /// <summary>Takes the write lease for a command, waiting as long as the settings say; says so when it has to wait.</summary>
    public IDisposable TakeWriteLease(Store store, string command)
    {
        if (store.Leases.Holder(WriteLease.Name) is { } holder)
        {
            Say("cli.waiting", holder);
        }

        return store.Leases.Take(WriteLease.Name, WriteLease.HolderOf(command), TimeSpan.FromSeconds(Options.LeaseWaitSeconds));
    }
}
