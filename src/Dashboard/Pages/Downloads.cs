using System.Text;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Microsoft.AspNetCore.Mvc;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Files that pages offer: charts and briefs.</summary>
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

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/diagram/{kind}/{organisation}.svg", Chart);
        app.MapGet("/brev/{id:long}.pdf", Brief);
        app.MapGet("/besked/{organisation}/{wave}.txt", NoticeText);
        app.MapGet("/brev/enhet/{organisation}/{unit}.pdf", UnitBrief);
    }

    /// <summary>The address of a notice to respondents as text, below the language's root.</summary>
    public static string NoticePath(string organisation, string wave) => $"/besked/{Uri.EscapeDataString(organisation)}/{Uri.EscapeDataString(wave)}.txt";

    private static IResult NoticeText(string organisation, string wave, HttpContext context, INotices notices, IAuditTrail trail)
    {
        if (notices.Find(organisation, wave) is not { } facts)
        {
            return Results.NotFound();
        }

        var language = LanguagePath.LanguageOf(context);
        var file = $"digilo-besked-{organisation}-{wave}-{language}.txt";
        trail.Record(AuditActions.Download, organisation, new Message("audit.download", file));
        return Results.File(Encoding.UTF8.GetBytes(RespondentNotice.Of(facts, language).ToString()), "text/plain; charset=utf-8", file);
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
        HttpContext context, ISnapshotReader reader, ChartBook charts, IAuditTrail trail)
    {
        if (!Kinds.TryGetValue(kind, out var which) || reader.Current() is not { } snapshot
            || snapshot.FindOrganisation(organisation) is not { } found || PageData.ChooseWave(found, wave) is not { State: WaveState.Released } chosen)
        {
            return Results.NotFound();
        }

        var (level, code) = e is not null ? (ScopeLevel.Unit, e) : f is not null ? (ScopeLevel.Department, f) : (ScopeLevel.Organisation, organisation);
        var chart = charts.Get(which, new ChartRequest(
            snapshot, organisation, chosen.Wave, level, code, LanguagePath.LanguageOf(context), ChartPalette.Standalone));
        if (chart is null)
        {
            return Results.NotFound();
        }

        var file = $"digilo-{kind}-{code}-{chosen.Wave}-{snapshot.ShortId}.svg";
        trail.Record(AuditActions.Download, organisation, new Message("audit.download", file));
        return Results.File(Encoding.UTF8.GetBytes(chart.Svg), "image/svg+xml", file);
    }

    private static IResult Brief(long id, IBriefArchive briefs, ISnapshotReader reader, IAuditTrail trail)
    {
        // Of an organisation that is no longer published nothing is shown.
        if (briefs.Find(id) is not { } record || (record.Organisation.Length > 0 && reader.Current()?.FindOrganisation(record.Organisation) is null)
            || briefs.Read(id) is not { } bytes)
        {
            return Results.NotFound();
        }

        var file = BriefFiles.Name(record.Name, record.DataDate, "pdf");
        trail.Record(AuditActions.Download, record.Organisation, new Message("audit.download", file));
        return Results.File(bytes, "application/pdf", file);
    }

    /// <summary>Made when it is asked for, and kept by its content.</summary>
    private static IResult UnitBrief(
        string organisation, string unit, HttpContext context, ISnapshotReader reader, BriefMaker maker, IAuditTrail trail, TimeProvider clock)
    {
        var name = new BriefName(BriefKinds.Unit, organisation, unit, LanguagePath.LanguageOf(context));
        if (reader.Current() is not { } snapshot || maker.File(snapshot, name, clock.GetUtcNow().UtcDateTime) is not { } made)
        {
            return Results.NotFound();
        }

        var file = BriefFiles.Name(name, made.DataDate, "pdf");
        trail.Record(AuditActions.Download, organisation, new Message("audit.download", file));
        return Results.File(made.Pdf, "application/pdf", file);
    }
}
