using Digilo.Analytics.Dashboard.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Digilo.Analytics.Benchmarks;

/// <summary>The overview of the organisation, fetched over loopback to its last byte from the host that <c>digilo serve</c> runs, warm.</summary>
internal sealed class PageBenchmark : Benchmark
{
    private static readonly HttpClient Client = new();

    private LargeStore? _store;
    private WebApplication? _host;
    private Uri? _address;
    private string _page = "";

    public override string Name => "page";

    public override string What => "overview page of the same snapshot, warm";

    public override double Mark => 20;

    public override int WarmUp => 50;

    public override int Runs => 300;

    protected override void Prepare()
    {
        _store = Bench.NewStoreWithSurvey();
        _store.Refresh();
        _host = WebNode.Build(_store.Context, _store.Store);
        _host.StartAsync().GetAwaiter().GetResult();
        _address = new Uri(new Uri(_host.Urls.First()), "/o/" + LargeSet.Organisation);
    }

    // Throws for anything but success.
    protected override void Run() => _page = Client.GetStringAsync(_address).GetAwaiter().GetResult();

    protected override void After()
    {
        if (!_page.Contains("Provkommunen", StringComparison.Ordinal) || !_page.Contains("<svg", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The page is not the overview with its charts.");
        }

        Notes["page, thousand characters"] = [_page.Length / 1e3];
    }

    protected override void Close()
    {
        _host!.StopAsync().GetAwaiter().GetResult();
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _store!.Dispose();
    }
}
