using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Storage;

[assembly: AssemblyFixture(typeof(DemoFixture))]

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>The demo, made once by a real process for all tests that only read it.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _gate = new(1);
    private ProcessResult? _made;

    /// <summary>Where a user would stand.</summary>
    internal string Folder => _folder.Path;

    /// <summary>The demo's data folder.</summary>
    internal string Data => _folder.In("data", "demo");

    /// <summary>A copy that no test opens, for tests that change a copy of their own.</summary>
    internal string Pristine => _folder.In("pristine");

    /// <summary>Makes the demo if no test has yet; returns what the process said.</summary>
    internal async Task<ProcessResult> MadeAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_made is null)
            {
                _made = await DigiloProcess.RunAsync(_folder.Path, ["demo", "--no-serve"]);
                // Before any test opens the store: its journal files come and go while it is open.
                TemporaryFolder.Copy(Data, Pristine);
            }

            return _made;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The demo's store.</summary>
    internal Store Open() => Store.Open(new StoreOptions(StoreProvider.Sqlite, Path.Combine(Data, "store", "digilo.db")));

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }
}
