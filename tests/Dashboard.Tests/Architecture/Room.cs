namespace Digilo.Analytics.Dashboard.Tests.Architecture;

/// <summary>One room of the house: a namespace, the rooms it may use, and what of the outside it may not.</summary>
internal sealed record Room(string Namespace, string[] MayUse, string[] MustNotUse)
{
    private const string Root = "Digilo.Analytics.";

    // What makes a figure depend on the machine or the moment.
    private static readonly string[] Clock =
        ["System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today", "System.DateTimeOffset::get_Now",
         "System.DateTimeOffset::get_UtcNow", "System.TimeProvider", "System.Environment::get_TickCount", "System.Environment::get_MachineName"];

    private static readonly string[] Chance = ["System.Random", "System.Guid::NewGuid", "System.Security.Cryptography.RandomNumberGenerator"];
    private static readonly string[] Culture = ["System.Globalization.CultureInfo::get_CurrentCulture", "System.Globalization.CultureInfo::get_CurrentUICulture"];
    private static readonly string[] Databases = ["Dapper", "Microsoft.Data", "System.Data", "Hangfire"];
    private static readonly string[] Files = ["System.IO.File", "System.IO.Directory", "System.Net"];
    private static readonly string[] Web = ["Microsoft.AspNetCore"];

    // The door through which the import pages have things done, and the words it speaks.
    private static readonly string[] ImportDesk =
        [.. new[] { "IImportDesk", "UploadChoices", "UploadChoice", "UploadForm", "StagedFile", "UploadStage", "UploadState", "UploadFault", "UploadException" }
            .Select(t => Root + "Dashboard.Pages.Import." + t)];

    // The same for personal data, and what every page tells the audit log.
    private static readonly string[] PersonDesk =
        [.. new[] { "Rights.IPersonDesk", "Rights.PersonChoices", "Rights.PersonForm", "Rights.PersonOutcome", "IAuditTrail" }.Select(t => Root + "Dashboard.Pages." + t)];

    // The same for subscriptions.
    private static readonly string[] SubscriptionDesk =
        [.. new[] { "ISubscriptionDesk", "SubscriptionChoices", "SubscriptionAct", "IMailStarter" }.Select(t => Root + "Dashboard.Pages.Mail." + t)];

    /// <summary>The rooms, in the order of the data's way. A room's own namespace is always allowed.</summary>
    public static IReadOnlyList<Room> All { get; } =
    [
        Analytics("Model", [], [.. Databases, .. Files, .. Web, .. Clock, .. Chance, .. Culture]),
        Analytics("Compute", ["Model"], [.. Databases, .. Files, .. Web, .. Clock, .. Chance, .. Culture]),
        Analytics("Indicators", ["Model", "Compute"], [.. Databases, .. Files, .. Web, .. Clock, .. Chance, .. Culture]),
        Analytics("Estimates", ["Model", "Compute", "Indicators"], [.. Databases, .. Files, .. Web, .. Clock, .. Chance, .. Culture]),
        Analytics("Disclosure", ["Model", "Compute", "Indicators", "Snapshots"], [.. Databases, .. Files, .. Web, .. Clock, .. Chance, .. Culture]),
        Analytics("Snapshots", ["Model"], [.. Databases, .. Files, .. Web, .. Clock, .. Chance, .. Culture]),
        Analytics("Interpretation", ["Model", "Indicators", "Snapshots"], [.. Databases, .. Files, .. Web, .. Clock, .. Chance, .. Culture]),
        Analytics("Desk", ["Model", "Storage"], [.. Web, .. Culture, "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.TimeProvider::get_System"]),
        Analytics("Storage", ["Model", "Snapshots", "Desk"], ["Hangfire", .. Web, .. Culture]),
        Analytics("Runs", ["Model", "Compute", "Indicators", "Disclosure", "Snapshots", "Storage", "Desk", "Interpretation", "Estimates"], ["Hangfire", .. Web, .. Clock, .. Chance, .. Culture]),
        Analytics("Rights", ["Model", "Storage", "Desk", "Runs"], ["Hangfire", .. Web, .. Clock, .. Chance, .. Culture]),
        new(Root + "Ingest", [Root + "Model", Root + "Desk", Root + "Storage.IFactStore", Root + "Storage.IDeliverySession", Root + "Storage.DeliveryOutcome", Root + "Storage.StoreException"], [.. Databases, .. Web, .. Culture]),
        Face("Charts"),
        Face("Briefs"),
        // The only face that sees undisclosed estimates, which MethodValidation gives of a synthetic store alone.
        Face("Export", Root + "Estimates"),
        Face("Api"),
        Face("Alerts"),
        Face("Pages.Import", Root + "Ingest"),
        Face("Pages", Root + "Dashboard.Alerts"),
        // Time is passed in as a clock; addresses and passwords stay here.
        Dashboard(
            "Mail",
            [Root + "Model", Root + "Desk", Root + "Snapshots", Root + "Storage.StoreException", Root + "Dashboard.Texts", Root + "Dashboard.Alerts"],
            [.. Databases, .. Web, .. Culture, "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.TimeProvider::get_System"]),
        Dashboard("Texts", [Root + "Model", Root + "Snapshots", Root + "Ingest.IngestAssembly"], [.. Databases, .. Culture]),
        Dashboard("Jobs", [Root + "Model", Root + "Ingest", Root + "Runs", Root + "Rights", Root + "Desk", Root + "Snapshots", Root + "Storage", Root + "Interpretation", Root + "Dashboard.Briefs", Root + "Dashboard.Charts", Root + "Dashboard.Texts", Root + "Dashboard.Mail", Root + "Dashboard.Hosting", Root + "Dashboard.Pages.IRunStarter", Root + "Dashboard.Alerts", Root + "Dashboard.Pages.BriefAddress", .. ImportDesk, .. PersonDesk, .. SubscriptionDesk], ["Dapper", "Microsoft.Data", "System.Data"]),
        Dashboard("Demo", [Root + "Model", Root + "Desk", Root + "Ingest"], [.. Databases, .. Clock, .. Chance, .. Culture]),
        Dashboard("Commands", [Root], ["Dapper", "Microsoft.Data", "System.Data"]),
        Dashboard("Hosting", [Root], ["Dapper", "Microsoft.Data", "System.Data"]),
    ];

    /// <summary>The room that a type lives in: the longest namespace that fits, or null.</summary>
    public static Room? Of(string typeName) =>
        All.Where(r => Within(typeName, r.Namespace)).OrderByDescending(r => r.Namespace.Length).FirstOrDefault();

    /// <summary>Why this room may not use a type or member, or null if it may.</summary>
    /// <param name="type">Full name of the type.</param>
    /// <param name="member">"Type::member", or empty.</param>
    public string? Refusal(string type, string member)
    {
        if (Within(type, Root.TrimEnd('.')) && !Within(type, Namespace) && !MayUse.Any(m => m == Root || Within(type, m)))
        {
            return "is outside the rooms it may use";
        }

        return MustNotUse.FirstOrDefault(f => f.Contains("::", StringComparison.Ordinal) ? member == f : Within(type, f)) is { } rule
            ? $"is forbidden by '{rule}'"
            : null;
    }

    private static bool Within(string type, string place) =>
        type == place || type.StartsWith(place + ".", StringComparison.Ordinal) || type.StartsWith(place + "/", StringComparison.Ordinal)
        || type.StartsWith(place + "`", StringComparison.Ordinal);

    private static Room Analytics(string name, string[] mayUse, string[] mustNotUse) =>
        new(Root + name, [.. mayUse.Select(m => Root + m)], mustNotUse);

    private static Room Dashboard(string name, string[] mayUse, string[] mustNotUse) => new(Root + "Dashboard." + name, mayUse, mustNotUse);

    // Charts, briefs, pages, api and export: published figures, sentences and desk records only.
    private static Room Face(string name, params string[] more) =>
        new(
            Root + "Dashboard." + name,
            [Root + "Model", Root + "Snapshots", Root + "Interpretation", Root + "Indicators", Root + "Desk", Root + "Dashboard.Texts", Root + "Dashboard.Charts", Root + "Dashboard.Briefs", Root + "Dashboard.Pages", Root + "Dashboard.Export", .. more],
            [.. Databases, .. Culture]);
}
