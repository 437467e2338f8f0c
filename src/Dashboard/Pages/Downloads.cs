using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Microsoft.AspNetCore.Mvc;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Files that pages offer: charts, briefs and import reports.</summary>
internal static class Downloads
{
    private static readonly Dictionary<string, ChartKind> Kinds = new(StringComparer.Ordinal)
    {
        ["fordelning"] = ChartKind.Distribution,
        ["gap"] = ChartKind.Gap,
        ["under-lagstanivan"] = ChartKind.TrendBelowFloor,
        ["niva"] = ChartKind.TrendIndex,
        ["svarsandel"] = ChartKind.TrendVoice,
        ["varmekarta"] = ChartKind.Heat,
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/diagram/{kind}/{organisation}.svg", Chart);
        app.MapGet("/brev/{id:long}.pdf", Brief);
        app.MapGet("/import/{id:long}/rapport.csv", ReportCsv);
        app.MapGet("/import/{id:long}/rapport.json", ReportJson);
    }

    /// <summary>The address of a chart's file, below the language's root.</summary>
    public static string ChartPath(ChartKind kind, string organisation, string wave, ScopeLevel level, string code)
    {
        var group = level switch
        {
            ScopeLevel.Department => "&f=" + Uri.EscapeDataString(code),
            ScopeLevel.Unit => "&e=" + Uri.EscapeDataString(code),
            _ => "",
        };
        return $"/diagram/{Kinds.First(k => k.Value == kind).Key}/{Uri.EscapeDataString(organisation)}.svg?vag={Uri.EscapeDataString(wave)}{group}";
    }

    private static IResult Chart(
        string kind, string organisation, [FromQuery(Name = "vag")] string? wave, string? f, string? e,
        HttpContext context, ISnapshotReader reader, ChartBook charts)
    {
        if (!Kinds.TryGetValue(kind, out var which) || reader.Current() is not { } snapshot
            || snapshot.FindOrganisation(organisation) is not { } found || PageData.ChooseWave(found, wave) is not { State: WaveState.Released } chosen)
        {
            return Results.NotFound();
        }

        var (level, code) = e is not null ? (ScopeLevel.Unit, e) : f is not null ? (ScopeLevel.Department, f) : (ScopeLevel.Organisation, organisation);
        var chart = charts.Get(which, new ChartRequest(
            snapshot, organisation, chosen.Wave, level, code, LanguagePath.LanguageOf(context), ChartPalette.Standalone));
        return chart is null
            ? Results.NotFound()
            : Results.File(Encoding.UTF8.GetBytes(chart.Svg), "image/svg+xml", $"digilo-{kind}-{code}-{chosen.Wave}-{snapshot.ShortId}.svg");
    }

    private static IResult Brief(long id, IBriefArchive briefs, ISnapshotReader reader)
    {
        var record = reader.Current()?.Organisations.SelectMany(o => briefs.List(o.Code)).FirstOrDefault(b => b.Id == id);
        return record is not null && briefs.Read(id) is { } bytes
            ? Results.File(bytes, "application/pdf", $"digilo-{record.Kind}-{record.Organisation}-{Format.IsoDate(record.DataDate)}-{record.Language}.pdf")
            : Results.NotFound();
    }

    private static IResult ReportCsv(long id, HttpContext context, IImportLedger ledger)
    {
        if (ledger.Find(id) is not { } entry)
        {
            return Results.NotFound();
        }

        var language = LanguagePath.LanguageOf(context);
        var texts = TextCatalogue.Default;
        var csv = new StringBuilder("\uFEFF");
        csv.AppendLine("line;column;severity;rule;text;found;expected;count");
        foreach (var finding in ledger.Findings(id))
        {
            csv.AppendJoin(';', new[]
            {
                finding.Line.ToString(CultureInfo.InvariantCulture), Import.FindingText.Words(finding.Column, language), finding.Severity.ToString().ToLowerInvariant(), finding.Rule,
                Import.FindingText.Sentence(texts, language, finding), Import.FindingText.Words(finding.Found, language),
                Import.FindingText.Words(finding.Expected, language), finding.Count.ToString(CultureInfo.InvariantCulture),
            }.Select(Quote)).AppendLine();
        }

        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", FormattableString.Invariant($"import-{entry.Id}.csv"));
    }

    private static IResult ReportJson(long id, HttpContext context, IImportLedger ledger) => ledger.Find(id) is { } entry
        ? Results.Json(new { entry.Id, entry.Header, entry.Status, entry.RowsIn, entry.RowsStored, entry.RowsQuarantined, entry.Replaces, entry.ReplacedBy, Findings = InWords(ledger.Findings(id), LanguagePath.LanguageOf(context)) }, Json)
        : Results.NotFound();

    private static IEnumerable<object> InWords(IReadOnlyList<Finding> findings, string language) => findings.Select(f => new
    {
        f.Rule,
        f.Severity,
        f.Line,
        Column = Import.FindingText.Words(f.Column, language),
        Found = Import.FindingText.Words(f.Found, language),
        Expected = Import.FindingText.Words(f.Expected, language),
        f.Count,
        Text = Import.FindingText.Sentence(TextCatalogue.Default, language, f),
    });

    // A spreadsheet must not read a delivered value as a formula.
    private static string Quote(string value)
    {
        var safe = value.Length > 0 && value[0] is ('=' or '+' or '-' or '@') ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
