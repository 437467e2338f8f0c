using System.Net;
using Digilo.Analytics.Dashboard.Alerts;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Tests.Mail;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Microsoft.AspNetCore.TestHost;

namespace Digilo.Analytics.Dashboard.Tests.Alerts;

/// <summary>Each rule from the beginning to the end, in a real store: nothing while all is well, then one alert, told by mail once and on the runs page, then none.</summary>
public sealed class AlertLifeTests : IDisposable
{
    private const string Org = MailNode.Org, Wave = SampleSnapshot.Latest;

    // Of a store with real data: the standard profiles say how often a source is expected.
    private readonly MailNode _node = new(synthetic: false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateOnly Today => DateOnly.FromDateTime(_node.Utc);

    public void Dispose() => _node.Dispose();

    [Theory]
    [InlineData("floor-share-rose", "/o/2284?vag=2023-10#forandring")]
    [InlineData("low-voice", "/o/2284?vag=2023-10#fler-V")]
    [InlineData("old-plan", "/o/2284#fler-T")]
    [InlineData("no-good-night", "/korningar")]
    [InlineData("old-source", "/import#i-kraft")]
    public async Task It_is_raised_told_once_by_mail_and_on_the_page_and_goes_when_it_no_longer_holds(string rule, string path)
    {
        // Two years old on the day after; of the other rules two days may pass.
        Plan(rule == "old-plan" ? "2024-11-26" : "2026-01-01");
        _node.Publish(Snapshot());
        _node.Night(RunOutcome.Good);
        var reader = _node.Subscribe(SubscriptionRhythm.Alert);
        var stranger = _node.Subscribe(SubscriptionRhythm.Alert, reader: "annan@exempel.se");
        _node.Store.Subscriptions.Stop(stranger.Id, "natt", _node.Utc);
        _node.Round();
        Assert.Empty(_node.Store.Alerts.Open());

        Begin(rule);
        Assert.Equal(1, _node.Round()!.Sent);
        var open = Assert.Single(_node.Store.Alerts.Open());
        Assert.Equal(rule, open.Key.Rule);
        Assert.Equal(0, _node.Round()!.Sent);

        var told = AlertWords.Tell(open, _node.Store.Snapshots.Current(), "sv");
        Assert.Equal(path, told.Path);
        var mail = Assert.Single(_node.Smtp.Seen);
        Assert.Equal(MailNode.Reader, mail.To.ToString());
        Assert.Contains(told.Text, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://digilo.exempel.se" + path, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"href=\"{path}\">{told.Text}</a>", await PageAsync(), StringComparison.Ordinal);

        End(rule);
        _node.Round();
        Assert.Empty(_node.Store.Alerts.Open());
        Assert.Equal(_node.Utc, Assert.Single(_node.Store.Alerts.After(0)).Cleared);
        Assert.DoesNotContain(told.Text, await PageAsync(), StringComparison.Ordinal);
        Assert.Single(_node.Smtp.Seen);
        Assert.Single(_node.Store.Sendings.Of(reader.Id));
        Assert.Empty(_node.Store.Sendings.Of(stranger.Id));
    }

    private void Begin(string rule)
    {
        _node.Clock.Advance(TimeSpan.FromMinutes(10));
        switch (rule)
        {
            case "floor-share-rose":
                _node.Publish(Snapshot(Tested(Measures.BelowFloorChangeWeighted, 0.06, 1)));
                break;
            case "low-voice":
                _node.Publish(Snapshot(Voice(0.49)));
                break;
            case "old-plan":
                _node.Clock.Advance(TimeSpan.FromDays(1));
                break;
            case "no-good-night":
                _node.Clock.Advance(TimeSpan.FromHours(48));
                break;
            default:
                _node.Publish(Snapshot(registerAsOf: Today.AddDays(-32)));
                break;
        }
    }

    private void End(string rule)
    {
        _node.Clock.Advance(TimeSpan.FromMinutes(10));
        switch (rule)
        {
            // More of them, but no more than chance explains.
            case "floor-share-rose":
                _node.Publish(Snapshot(Tested(Measures.BelowFloorChangeWeighted, 0.06, 0)));
                break;
            case "low-voice":
                _node.Publish(Snapshot(Voice(0.5)));
                break;
            case "old-plan":
                Plan("2026-11-25");
                break;
            case "no-good-night":
                _node.Night(RunOutcome.Good);
                break;
            default:
                _node.Publish(Snapshot(registerAsOf: Today.AddDays(-31)));
                break;
        }
    }

    private async Task<string> PageAsync()
    {
        var host = new SampleHost { Snapshot = _node.Store.Snapshots.Current() };
        host.Mail.Alerts.Clear();
        host.Mail.Alerts.AddRange(_node.Store.Alerts.Open());
        await using var app = host.Build(b => b.WebHost.UseTestServer());
        await app.StartAsync(Cancellation);
        using var client = app.GetTestClient();
        return WebUtility.HtmlDecode(await client.GetStringAsync("/korningar", Cancellation));
    }

    /// <summary>A delivery with one plan, adopted on a day; the one before is replaced.</summary>
    private void Plan(string adopted)
    {
        var path = _node.In("planer.csv");
        File.WriteAllText(path, $"plan;namn;verksamhet;antagen;uppfoljd;atgarder_forvantade;atgarder_gjorda\nP1;Digital hemtjänst;Hemtjänst;{adopted};;;\n");
        var result = Importing.Importer(_node.Store, _node.Context).Import(
            new ImportRequest(path, "cli", "standard-plans", Org, null, Today), _node.Context.ReadConfiguration());
        Assert.Equal(1L, result.RowsStored);
    }

    /// <summary>The sample of real data with all its sources as of today, or the register as of another day, and tables in place of its own.</summary>
    private Snapshot Snapshot(PublishedTable? table = null, DateOnly? registerAsOf = null)
    {
        var of = SampleSnapshot.Build(synthetic: false);
        return new Snapshot(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(_node.Utc.Ticks))),
            of.DataDate, of.MethodVersion, of.Synthetic, of.Threshold, of.Floor, of.Framework,
            [.. of.Organisations.Select(o => o with { Sources = [.. o.Sources.Select(s => s with { AsOf = s.Kind == DeliveryKind.Register ? registerAsOf ?? Today : Today })] })],
            [.. of.Tables.Where(t => t.Key != table?.Key), .. table is null ? [] : (PublishedTable[])[table]]);
    }

    private static PublishedTable Tested(string measure, double change, double secured) => new(
        new TableKey(measure, Org, Wave, ScopeLevel.Organisation), new(2023, 10, 1), [new PublishedRow(Org, "", new(Org, Org))], [PublishedTable.All, "secured"],
        [
            new(CellState.Value, estimate: change, decimals: 2, respondents: 498, population: 824, intervalWithoutFpc: new("t", change - 0.03, change + 0.03)),
            new(CellState.Value, estimate: secured, respondents: 498),
        ]);

    private static PublishedTable Voice(double share) => new(
        new TableKey(Measures.Voice, Org, Wave, ScopeLevel.Organisation, Breakdown.Operation), new(2023, 10, 1),
        [new PublishedRow(Org, "lokalvard", new("Lokalvård", "Cleaning"))], [PublishedTable.All], [new(CellState.Value, estimate: share, respondents: 200, population: 400)]);
}
