using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Model;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Digilo.Analytics.Dashboard.Pages.Rights;

/// <summary>What the forms of the page for personal data post to. The id comes in the body alone and leaves with the answer.</summary>
internal static class PersonEndpoints
{
    /// <summary>The page.</summary>
    public const string Page = "/personuppgifter";

    /// <summary>The forms, as the last part of their addresses.</summary>
    public const string Report = "rapport", Erase = "radera", Approve = "godkann";

    private const long MostBytes = 1 << 16;

    /// <summary>Maps the posts.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        // Before the pages of the same addresses, which answer the other methods.
        app.MapPost(Page + "/" + Report, ReportAsync).WithOrder(-1);
        app.MapPost(Page + "/" + Erase, EraseAsync).WithOrder(-1);
        app.MapPost(Page + "/" + Approve, ApproveAsync).WithOrder(-1);
    }

    private static async Task<IResult> ReportAsync(HttpContext context, IPersonDesk desk, IAntiforgery antiforgery)
    {
        if (await ReadAsync(context, antiforgery).ConfigureAwait(false) is not { } fields)
        {
            return NotOurs(context, Report);
        }

        var input = PersonInput.From(name => fields[name]);
        var id = Id(fields);
        if (Missing(desk, input, id, reference: false) is { Count: > 0 } errors)
        {
            return Show(context, new PersonShown(Report, input, errors), StatusCodes.Status400BadRequest);
        }

        var language = LanguagePath.LanguageOf(context);
        var outcome = await Task.Run(() => desk.Report(input.ToForm(id), ReportFormat.Html, language)).ConfigureAwait(false);
        return outcome.Document is { } document
            ? Results.File(document, "text/html; charset=utf-8", language == "en" ? "report.html" : "registerutdrag.html")
            : outcome.Problem.Code == "person.protected.asked"
                ? Show(context, new PersonShown(Report, input, []) { Done = outcome.Problem }, StatusCodes.Status200OK)
                : Show(context, new PersonShown(Report, input, [Told(outcome.Problem, Report)]), StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> EraseAsync(HttpContext context, IPersonDesk desk, IAntiforgery antiforgery)
    {
        if (await ReadAsync(context, antiforgery).ConfigureAwait(false) is not { } fields)
        {
            return NotOurs(context, Erase);
        }

        var input = PersonInput.From(name => fields[name]);
        var id = Id(fields);
        var dryRun = fields[PersonInput.DoField] != "radera";
        var errors = Missing(desk, input, id, reference: true);
        if (!dryRun && fields[PersonInput.ConfirmField] != "1")
        {
            errors.Add(new UploadError(Name(PersonInput.ConfirmField, Erase), new Message("person.error.confirm")));
        }

        if (errors.Count > 0)
        {
            return Show(context, new PersonShown(Erase, input, errors), StatusCodes.Status400BadRequest);
        }

        var outcome = await Task.Run(() => desk.Erase(input.ToForm(id), dryRun)).ConfigureAwait(false);
        return outcome.Erased is { } erased
            ? Show(context, new PersonShown(Erase, input, []) { Erased = erased, DryRun = dryRun }, StatusCodes.Status200OK)
            : Show(context, new PersonShown(Erase, input, [Told(outcome.Problem, Erase)]), StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> ApproveAsync(HttpContext context, IPersonDesk desk, IAntiforgery antiforgery)
    {
        if (await ReadAsync(context, antiforgery).ConfigureAwait(false) is not { } fields)
        {
            return NotOurs(context, Approve);
        }

        var input = PersonInput.From(name => fields[name]);
        var problem = input.Number is { } number ? desk.Approve(number, input.By) : new Message("person.error.request");
        return problem.Code.Length == 0
            ? Show(context, new PersonShown(Approve, input, []) { Done = new Message("person.approved", input.Request) }, StatusCodes.Status200OK)
            : Show(
                context,
                new PersonShown(Approve, input, [new UploadError(Name(problem.Code == "person.problem.by" ? PersonInput.ByField : PersonInput.RequestField, Approve), problem)]),
                StatusCodes.Status400BadRequest);
    }

    /// <summary>The id of a field: each form has its own.</summary>
    internal static string Name(string field, string form) => field + "-" + form;

    /// <summary>The fields, if the form is ours; null otherwise.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (context.Request.ContentLength is null or > MostBytes || !context.Request.HasFormContentType
            || !await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            return null;
        }

        return await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static string Id(IFormCollection fields) => fields[PersonInput.IdField].ToString().Trim();

    private static List<UploadError> Missing(IPersonDesk desk, PersonInput input, string id, bool reference)
    {
        var form = reference ? Erase : Report;
        var errors = new List<UploadError>();
        Expect(desk.Choices().Organisations.Any(o => o.Code == input.Organisation), PersonInput.OrganisationField, "upload.error.organisation");
        Expect(id.Length is > 0 and <= 254, PersonInput.IdField, "person.error.id");
        Expect(!reference || input.Reference.Length > 0, PersonInput.ReferenceField, "person.problem.reference");
        Expect(input.Number is null or > 0, PersonInput.RequestField, "person.error.request");
        return errors;

        void Expect(bool holds, string field, string code)
        {
            if (!holds)
            {
                errors.Add(new UploadError(Name(field, form), new Message(code)));
            }
        }
    }

    private static UploadError Told(Message problem, string form) => new(
        Name(
            problem.Code switch
            {
                "person.problem.reference" => PersonInput.ReferenceField,
                "person.problem.by" => PersonInput.ByField,
                "person.problem.request" => PersonInput.RequestField,
                "person.problem.kind" => PersonInput.KindField,
                _ => PersonInput.IdField,
            },
            form),
        problem);

    private static RazorComponentResult<App> Show(HttpContext context, PersonShown shown, int status)
    {
        context.Items[typeof(PersonShown)] = shown;
        return new RazorComponentResult<App> { StatusCode = status };
    }

    /// <summary>A form without our token, or with one that is too old: nothing is done.</summary>
    private static RazorComponentResult<App> NotOurs(HttpContext context, string form) => Show(
        context, new PersonShown(form, new PersonInput(), [new UploadError("innehall", new Message("upload.fault." + UploadFault.Token))]), StatusCodes.Status400BadRequest);
}
