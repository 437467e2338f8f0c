using System.Globalization;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Digilo.Analytics.Dashboard.Pages.Mail;

/// <summary>What the forms for subscriptions post to, and the links in mails.</summary>
internal static class SubscriptionEndpoints
{
    /// <summary>The operator's page.</summary>
    public const string Page = "/prenumerationer";

    /// <summary>Its forms, as the last part of their addresses.</summary>
    public const string Add = "ny", Do = "gor", Decide = "beslut";

    /// <summary>Where links in mails lead; open to whoever has one, without a sign-in.</summary>
    public const string Links = "/prenumeration";

    /// <summary>The links, as the last part of their addresses, and the name of the secret.</summary>
    public const string Confirm = "bekrafta", End = "avsluta", Secret = "t";

    private const long MostBytes = 1 << 16;

    /// <summary>Maps the posts.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        // Before the pages of the same addresses, which answer the other methods.
        app.MapPost(Page + "/" + Add, AddAsync).WithOrder(-1);
        app.MapPost(Page + "/" + Do, DoAsync).WithOrder(-1);
        app.MapPost(Page + "/" + Decide, DecideAsync).WithOrder(-1);

        // Without a token of a form: the secret in the address is the right to do it, and a mail program that posts for its reader (RFC 8058) has no other.
        app.MapPost(Links + "/" + Confirm, (HttpContext context, ISubscriptionDesk desk) => Follow(context, desk, SubscriptionLink.Confirm)).WithOrder(-1);
        app.MapPost(Links + "/" + End, (HttpContext context, ISubscriptionDesk desk) => Follow(context, desk, SubscriptionLink.End)).WithOrder(-1);
    }

    private static async Task<IResult> AddAsync(HttpContext context, ISubscriptionDesk desk, IAntiforgery antiforgery)
    {
        if (await ReadAsync(context, antiforgery).ConfigureAwait(false) is not { } fields)
        {
            return NotOurs(context);
        }

        var input = SubscriptionInput.From(name => fields[name]);
        var problem = desk.Add(input.ToOrder());
        return problem.Code.Length == 0 ? Back(context, Add) : Show(context, input, new UploadError(FieldOf(problem, input), problem));
    }

    private static async Task<IResult> DoAsync(HttpContext context, ISubscriptionDesk desk, IAntiforgery antiforgery)
    {
        if (await ReadAsync(context, antiforgery).ConfigureAwait(false) is not { } fields
            || Enum.GetValues<SubscriptionAct>().Where(a => Name(a) == fields[SubscriptionInput.ActField]).ToList() is not [var act])
        {
            return NotOurs(context);
        }

        return Result(context, desk.Do(Number(fields), act), Name(act));
    }

    private static async Task<IResult> DecideAsync(HttpContext context, ISubscriptionDesk desk, IAntiforgery antiforgery) =>
        await ReadAsync(context, antiforgery).ConfigureAwait(false) is { } fields
            ? fields[SubscriptionInput.ActField] == "igen" ? Result(context, desk.Decide(Number(fields), again: true), "igen")
                : fields[SubscriptionInput.ActField] == "lat" ? Result(context, desk.Decide(Number(fields), again: false), "lat")
                : NotOurs(context)
            : NotOurs(context);

    private static RazorComponentResult<App> Follow(HttpContext context, ISubscriptionDesk desk, SubscriptionLink link)
    {
        var done = desk.Follow(context.Request.Query[Secret].ToString(), link);
        context.Items[typeof(LinkShown)] = new LinkShown(new Message($"subscription.link.{link}.{(done ? "done" : "void")}"), done);

        // A second click on the way out finds what it wanted done.
        return new RazorComponentResult<App> { StatusCode = done || link == SubscriptionLink.End ? StatusCodes.Status200OK : StatusCodes.Status404NotFound };
    }

    /// <summary>Name of an act in the forms.</summary>
    internal static string Name(SubscriptionAct act) => act switch { SubscriptionAct.End => "ta-bort", SubscriptionAct.AskAgain => "fraga", _ => "aterta" };

    private static async Task<IFormCollection?> ReadAsync(HttpContext context, IAntiforgery antiforgery) =>
        context.Request.ContentLength is null or > MostBytes || !context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false)
            ? null
            : await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);

    private static long Number(IFormCollection fields) =>
        long.TryParse(fields[SubscriptionInput.IdField], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static IResult Result(HttpContext context, Message problem, string done) =>
        problem.Code.Length == 0 ? Back(context, done) : Show(context, new SubscriptionInput(), new UploadError("lista", problem));

    private static RedirectHttpResult Back(HttpContext context, string done) => TypedResults.Redirect($"{context.Request.PathBase}{Page}?klart={done}");

    private static string FieldOf(Message problem, SubscriptionInput input) => problem.Code switch
    {
        "mail.problem.kind" => SubscriptionInput.KindField,
        "mail.problem.organisation" or "mail.problem.of-all" => SubscriptionInput.OrganisationField,
        "mail.problem.unit" or "mail.problem.no-unit" => SubscriptionInput.UnitField,
        "mail.problem.language" => SubscriptionInput.LanguageField,
        "mail.problem.day" => input.Rhythm == "weekly" ? SubscriptionInput.WeekdayField : input.Rhythm == "monthly" ? SubscriptionInput.MonthdayField : SubscriptionInput.RhythmField,
        _ => SubscriptionInput.AddressField,
    };

    private static RazorComponentResult<App> Show(HttpContext context, SubscriptionInput input, UploadError error)
    {
        context.Items[typeof(SubscriptionsShown)] = new SubscriptionsShown(input, [error]);
        return new RazorComponentResult<App> { StatusCode = StatusCodes.Status400BadRequest };
    }

    private static RazorComponentResult<App> NotOurs(HttpContext context) =>
        Show(context, new SubscriptionInput(), new UploadError("innehall", new Message("upload.fault." + UploadFault.Token)));
}
