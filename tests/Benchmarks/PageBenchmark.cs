using BenchmarkDotNet.Attributes;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Model;
using Microsoft.AspNetCore.Builder;

namespace Digilo.Analytics.Benchmarks;

/// <summary>The overview of the organisation, fetched over loopback from the host that <c>digilo serve</c> runs, warm.</summary>
[BenchmarkCategory("page")]
public class PageBenchmark
{
    private LargeStore _store = null!;
    private WebApplication _host = null!;
    private HttpClient _client = null!;

    /// <summary>A published snapshot and a host over it.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _store = Bench.NewStore();
        LargeStore.Check(DeliveryKind.Survey, _store.Import(DeliveryKind.Survey));
        _store.Refresh();
        _host = WebNode.Build(_store.Context, _store.Store);
        _host.StartAsync().GetAwaiter().GetResult();
        _client = new HttpClient { BaseAddress = new Uri(_host.Urls.First()) };
        using var answer = _client.GetAsync(Address).GetAwaiter().GetResult();
        var page = answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync().GetAwaiter().GetResult();
        if (!page.Contains("Provkommunen", StringComparison.Ordinal) || !page.Contains("<svg", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The page is not the overview with its charts.");
        }

        Bench.Note(nameof(PageBenchmark), "page, kB", page.Length / 1e3);
    }

    /// <summary>The page to its last byte.</summary>
    [Benchmark]
    public async Task<int> Overview() => (await _client.GetByteArrayAsync(Address).ConfigureAwait(false)).Length;

    /// <summary>Stops the host.</summary>
    [GlobalCleanup]
    public void Close()
    {
        _client.Dispose();
        _host.StopAsync().GetAwaiter().GetResult();
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _store.Dispose();
    }

    private static Uri Address => new("/o/" + LargeSet.Organisation, UriKind.Relative);
}
