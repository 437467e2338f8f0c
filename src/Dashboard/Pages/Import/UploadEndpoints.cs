using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Model;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Digilo.Analytics.Dashboard.Pages.Import;

/// <summary>What the forms of upload and preview post to. Their answers are pages, or ways to them.</summary>
internal static class UploadEndpoints
{
    /// <summary>The upload page.</summary>
    public const string Upload = "/import/ladda-upp";

    /// <summary>The preview of a staged file, before its id.</summary>
    public const string Preview = "/import/forhandsgranska/";

    /// <summary>How long a page waits for a dry run or an import before it says how far it has come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // How long the rest of a file that is not taken is let through, so that the browser comes to read why.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    /// <summary>Maps the posts; a preview's id is anything at all until the desk has looked at it.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        // Before the pages of the same addresses, which answer the other methods.
        app.MapPost(Upload, ReceiveAsync).WithOrder(-1);
        app.MapPost(Preview + "{id}/andra", ChangeAsync).WithOrder(-1);
        app.MapPost(Preview + "{id}/las-in", ImportAsync).WithOrder(-1);
        app.MapPost(Preview + "{id}/kasta", DiscardAsync).WithOrder(-1);
    }

    /// <summary>The address of a preview, below the language's root.</summary>
    public static string PreviewOf(string id) => Preview + Uri.EscapeDataString(id);

    private static async Task<IResult> ReceiveAsync(HttpContext context, IImportDesk desk, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options)
    {
        // The server's own limit is for bodies that are held in memory; this one is counted while it passes.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        var choices = desk.Choices();
        var reader = new UploadReader(context, desk, antiforgery, options);
        var kept = false;
        try
        {
            await reader.ReadAsync(choices.MaxBytes).ConfigureAwait(false);
            var (form, errors) = reader.Input.Read(choices);
            if (choices.Problem.Code.Length > 0)
            {
                errors.Add(new UploadError(UploadInput.File, choices.Problem));
            }

            if (errors.Count > 0 || reader.File is not { } file)
            {
                return Again(context, reader.Input, StatusCodes.Status400BadRequest, errors);
            }

            desk.Keep(file, form);
            kept = true;
            return Results.Redirect(Href(context, PreviewOf(file.Id)));
        }
        catch (UploadException e)
        {
            if (e.Fault != UploadFault.CutOff)
            {
                await DrainAsync(context).ConfigureAwait(false);
            }

            var megabytes = Format.For(LanguagePath.LanguageOf(context)).Count(choices.MaxBytes >> 20);
            var message = new Message("upload.fault." + e.Fault, e.Fault == UploadFault.TooLarge ? [megabytes] : []);
            return Again(context, reader.Input, StatusOf(e.Fault), [new UploadError(UploadInput.File, message)]);
        }
        finally
        {
            if (!kept && reader.File is { } left)
            {
                desk.Discard(left.Id);
            }
        }
    }

    private static async Task<IResult> ImportAsync(string id, HttpContext context, IImportDesk desk, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            return NotOurs(context);
        }

        return await desk.ImportAsync(id, Patience).ConfigureAwait(false) is { Stage: UploadStage.Imported, Result: { } result }
            ? Results.Redirect(Href(context, FormattableString.Invariant($"/import/{result.DeliveryId}")))
            : Results.Redirect(Href(context, PreviewOf(id)));
    }

    private static async Task<IResult> DiscardAsync(string id, HttpContext context, IImportDesk desk, IAntiforgery antiforgery) =>
        !await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false) ? NotOurs(context)
        : desk.Discard(id) ? Results.Redirect(Href(context, "/import?kastad=1"))
        : Results.Redirect(Href(context, PreviewOf(id)));

    private static async Task<IResult> ChangeAsync(string id, HttpContext context, IImportDesk desk, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            return NotOurs(context);
        }

        var fields = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var input = UploadInput.From(name => fields[name]);
        var (form, errors) = input.Read(desk.Choices());
        if (errors.Count > 0)
        {
            return Again(context, input, StatusCodes.Status400BadRequest, errors);
        }

        desk.Change(id, form);
        return Results.Redirect(Href(context, PreviewOf(id)));
    }

    /// <summary>The page of the address again, with what was chosen and what is wrong.</summary>
    private static RazorComponentResult<App> Again(HttpContext context, UploadInput? input, int status, IReadOnlyList<UploadError> errors)
    {
        context.Items[typeof(UploadProblem)] = new UploadProblem(input, errors);
        return new RazorComponentResult<App> { StatusCode = status };
    }

    /// <summary>A form without our token, or with one that is too old: nothing is done.</summary>
    private static RazorComponentResult<App> NotOurs(HttpContext context) =>
        Again(context, null, StatusCodes.Status400BadRequest, [new UploadError("innehall", new Message("upload.fault." + UploadFault.Token))]);

    private static int StatusOf(UploadFault fault) => fault switch
    {
        UploadFault.TooLarge => StatusCodes.Status413PayloadTooLarge,
        UploadFault.DiskFull => StatusCodes.Status507InsufficientStorage,
        UploadFault.NoAccess => StatusCodes.Status500InternalServerError,
        UploadFault.TooMany => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    private static async Task DrainAsync(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Drain);
        try
        {
            var buffer = new byte[1 << 16];
            while (await context.Request.Body.ReadAsync(buffer, patience.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The sender has gone, or sends for ever: then the line is closed, and there is nobody to read the page.
            return;
        }
    }

    private static string Href(HttpContext context, string path) => context.Request.PathBase + path;
}
