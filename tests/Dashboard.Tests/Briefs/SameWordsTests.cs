using System.Net;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Pages.Parts;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>One composition, three renderings: PDF, page and text hold the same words and numbers in the same order.</summary>
public partial class SameWordsTests(Commands.DemoFixture demo)
{
    public static TheoryData<string, string, string, string> Names => new()
    {
        { BriefKinds.Leadership, "2284", "", "sv" }, { BriefKinds.Leadership, "0024", "", "en" }, { BriefKinds.Analysis, "2480", "", "sv" }, { BriefKinds.Analysis, "2581", "", "en" },
        { BriefKinds.Unit, "2284", "4001", "sv" }, { BriefKinds.Unit, "2284", "2001", "en" }, { BriefKinds.Consortium, "", "", "sv" }, { BriefKinds.Consortium, "", "", "en" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_three_renderings_say_the_same(string kind, string organisation, string unit, string language)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var request = new BriefRequest(store.Snapshots.Current()!, new BriefName(kind, organisation, unit, language));
        var brief = BriefBook.Compose(request)!;
        var onPage = BriefBook.Compose(request with { Palette = ChartPalette.Page })!;
        var pieces = BriefPieces.Of(brief);
        Assert.Equal(pieces.Select(p => p.Text), BriefPieces.Of(onPage).Select(p => p.Text));

        var pdf = Pdf(brief);
        var html = await HtmlAsync(onPage, language);
        foreach (var (rendering, text) in ((string, string)[])[("text", BriefText.Of(brief)), ("PDF", pdf), ("page", html)])
        {
            Assert.True(Missing(pieces, text) is not { } missing, $"{rendering}: “{Missing(pieces, text)}” is not there, or not in its place.");
        }

        // And nothing more: every number of the other two stands in the text.
        var known = Numbers(BriefText.Of(brief)).ToHashSet();
        Assert.Empty(Numbers(html).Where(n => !known.Contains(n)).Distinct());
        Assert.Empty(Numbers(pdf).Where(n => !known.Contains(n) && n.Length > 2).Distinct());
    }

    [Fact]
    public async Task A_word_too_few_or_in_another_place_is_seen()
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var brief = BriefBook.Compose(new BriefRequest(store.Snapshots.Current()!, new BriefName(BriefKinds.Leadership, "2284", "", "sv")))!;
        var pieces = BriefPieces.Of(brief);
        var text = BriefText.Of(brief);
        Assert.Null(Missing(pieces, text));
        Assert.NotNull(Missing(pieces, text.Replace("77,1", "77,2", StringComparison.Ordinal)));
        Assert.NotNull(Missing([.. pieces.Reverse()], text));
    }

    /// <summary>The first piece that is not found after the one before it, or null.</summary>
    private static string? Missing(IReadOnlyList<BriefPiece> pieces, string rendering)
    {
        var text = Bare(rendering);
        var (at, together, from) = (0, 0, 0);
        foreach (var piece in pieces)
        {
            var words = Bare(piece.Text);

            // The parts of a card stand in the order that suits the rendering.
            if (piece.Together == 0 || piece.Together != together)
            {
                (from, together) = (at, piece.Together);
            }

            var found = text.IndexOf(words, from, StringComparison.Ordinal);
            if (found < 0)
            {
                return piece.Text;
            }

            at = piece.Together == 0 ? found + words.Length : Math.Max(at, found);
        }

        return null;
    }

    // Lines are broken, hyphenated and indented as each rendering needs; key figures' sentences are joined by full stops.
    private static string Bare(string text) => Space().Replace(text.Replace("\u00AD", "", StringComparison.Ordinal), "");

    private static IEnumerable<string> Numbers(string text) => Number().Matches(text.Replace("\u00AD", "", StringComparison.Ordinal)).Select(m => m.Value);

    private static string Pdf(Brief brief)
    {
        using var reader = new PdfReader(BriefMaker.Render(brief, new PdfBriefRenderer()).Pdf);

        // Cells of a table stand side by side without a space; what is drawn in a chart is the other two's drawing.
        return string.Join('\n', reader.Elements.Where(e => !e.Children.Any() && e.Type != "Figure").Select(reader.Text));
    }

    private static async Task<string> HtmlAsync(Brief brief, string language)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TextCatalogue.Default);
        services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>();
        services.AddSingleton(new Say(TextCatalogue.Default, language));
        services.AddSingleton(new PageData(new NoReader()));
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, provider.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<BriefView>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(BriefView.Brief)] = brief }))).ToHtmlString());
        return WebUtility.HtmlDecode(Tag().Replace(Drawing().Replace(html, " "), " "));
    }

    private sealed class NoReader : Analytics.Snapshots.ISnapshotReader
    {
        public Analytics.Snapshots.Snapshot? Current() => null;

        public DateTime? PublishedAt() => null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"<svg\b.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\d+([.,]\d+)?")]
    private static partial Regex Number();
}
