using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Storage;

[assembly: AssemblyFixture(typeof(DemoFixture))]

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>The demo in a folder of its own, for all tests that only read it.</summary>
public sealed class DemoFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<MadeDemo>> _made;

    public DemoFixture() => _made = new(BringAsync);

    /// <summary>Where a user would stand.</summary>
    internal string Folder => _folder.Path;

    /// <summary>The demo's data folder.</summary>
    internal string Data => _folder.In("data", "demo");

    /// <summary>Brings the demo if no test has yet; returns what the process that made it said.</summary>
    internal async Task<ProcessResult> MadeAsync() => (await _made.Value).Said;

    /// <summary>Puts a copy where a test may change it.</summary>
    internal async Task CopyAsync(string to)
    {
        var made = await _made.Value;
        Assert.True(made.Said.ExitCode == 0, made.Said.All);
        TemporaryFolder.Copy(made.Data, to);
    }

    /// <summary>The demo's store.</summary>
    internal Store Open() => Store.Open(new StoreOptions(StoreProvider.Sqlite, Path.Combine(Data, "store", "digilo.db")));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private async Task<MadeDemo> BringAsync()
    {
        var made = await MadeDemo.GetAsync();
        if (made.Data.Length > 0)
        {
            TemporaryFolder.Copy(made.Data, Data);
        }

        return made;
    }
}
