using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace Digilo.Analytics.Dashboard.Pages.Parts;

/// <summary><see cref="HeatTable"/> rendered once for a snapshot, wave, group and language: it has thousands of cells.</summary>
public sealed class KeptHeatTable : ComponentBase
{
    private string _html = "";

    /// <summary>The group whose units are shown.</summary>
    [Parameter, EditorRequired]
    public ShownGroup Group { get; set; } = null!;

    [Inject]
    private RenderedParts Kept { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => _html = await Kept.GetAsync(
        Group.Snapshot.Id,
        string.Join('\n', nameof(HeatTable), Say.Language, Say.Href(""), Group.Organisation.Code, Group.Wave.Wave, Group.Level.ToString(), Group.Code),
        RenderAsync);

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddMarkupContent(0, _html);
    }

    private async Task<string> RenderAsync()
    {
        await using var renderer = new HtmlRenderer(Services, Loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(HeatTable.Group)] = Group });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<HeatTable>(parameters)).ToHtmlString());
    }
}
