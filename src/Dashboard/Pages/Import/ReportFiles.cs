using System.Text;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages.Import;

/// <summary>The report on a delivery as files: the same report as the page's and the command line's.</summary>
internal static class ReportFiles
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/import/{id:long}/rapport.csv", (long id, HttpContext context, IImportLedger ledger, IAuditTrail trail) =>
            File(id, context, ledger, trail, report => report.ToCsv(), "text/csv; charset=utf-8", "csv"));
        app.MapGet("/import/{id:long}/rapport.json", (long id, HttpContext context, IImportLedger ledger, IAuditTrail trail) =>
            File(id, context, ledger, trail, report => report.ToJson(), "application/json; charset=utf-8", "json"));
    }

    private static IResult File(long id, HttpContext context, IImportLedger ledger, IAuditTrail trail, Func<ImportReport, string> write, string type, string ending)
    {
        if (ledger.Find(id) is not { } entry)
        {
            return Results.NotFound();
        }

        var report = ImportReport.Of(entry, ledger.Findings(id), LanguagePath.LanguageOf(context));
        var file = FormattableString.Invariant($"import-{entry.Id}.{ending}");
        trail.Record(AuditActions.Download, entry.Header.Organisation, new Message("audit.download", file));
        return Results.File(Encoding.UTF8.GetBytes(write(report)), type, file);
    }
}
