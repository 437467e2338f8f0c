using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>Where everything lies. Paths are relative to where the user stands.</summary>
internal sealed class Workspace
{
    /// <summary>From the settings.</summary>
    public Workspace(SiteOptions options)
    {
        Data = Path.GetFullPath(options.DataPath);
        // A data folder that brings its own configuration (the demo's) is enough to name.
        var beside = Path.Combine(Data, "config");
        Config = !options.ConfigPathGiven && options.DataPathGiven && Directory.Exists(beside)
            ? beside
            : Path.GetFullPath(options.ConfigPath);
        Store = new StoreOptions(
            options.Provider,
            options.ConnectionString.Length > 0
                ? options.Provider == StoreProvider.Sqlite ? Path.GetFullPath(options.ConnectionString) : options.ConnectionString
                : options.Provider == StoreProvider.Sqlite
                    ? Path.Combine(Data, "store", "digilo.db")
                    : throw new CommandFailure(ExitCodes.Environment, "cli.error.connection"));
    }

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>The reviewed configuration.</summary>
    public string Config { get; }

    /// <summary>The store.</summary>
    public StoreOptions Store { get; }

    /// <summary>The organisations' secret keys.</summary>
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>Where deliveries are put: <c>inbox/ORGANISATION/PROFILE/</c>.</summary>
    public string Inbox => Path.Combine(Data, "inbox");

    /// <summary>Where what is fetched from remote sources lies until it is imported.</summary>
    public string Pulled => Path.Combine(Data, "pulled");

    /// <summary>Delivered files, encrypted.</summary>
    public string Archive => Path.Combine(Data, "archive");

    /// <summary>Rows held back, encrypted.</summary>
    public string Quarantine => Path.Combine(Data, "quarantine");

    /// <summary>Uploaded files that wait for a person's yes, readable by the program's account alone.</summary>
    public string Staging => Path.Combine(Data, "staging");

    /// <summary>Where a sealed file lies in plain while it is searched for a person; empty otherwise.</summary>
    public string Searching => Path.Combine(Data, "searching");

    /// <summary>The organisations' own mapping profiles, beside the configuration.</summary>
    public string Profiles => Path.Combine(Config, "profiles");

    /// <summary>A path as the user would write it: relative when it lies under where he stands.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
