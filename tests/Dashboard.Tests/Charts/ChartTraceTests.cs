using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Interpretation;

namespace Digilo.Analytics.Dashboard.Tests.Charts;

/// <summary>
/// Every chart of the published demo, of every group and wave: a number of a row of its data table is printed by the row's own cells, and
/// one of its title by the cells of the group. What is hidden or a class has none to print.
/// </summary>
public partial class ChartTraceTests(Commands.DemoFixture demo)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_number_of_every_chart_is_found_in_its_cells(string language)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var (charts, unreadable, faults) = (0, 0, new List<string>());
        foreach (var (organisation, wave) in snapshot.Organisations.SelectMany(o => o.Waves.Select(w => (o, w))))
        {
            foreach (var (level, code) in wave.Scopes.Select(s => (s.Level, s.Code)).Prepend((ScopeLevel.Organisation, organisation.Code)))
            {
                foreach (var kind in Enum.GetValues<ChartKind>())
                {
                    var request = new ChartRequest(snapshot, organisation.Code, wave.Wave, level, code, language, ChartPalette.Standalone);
                    if (ChartBook.Draw(kind, request) is { } chart)
                    {
                        charts++;
                        unreadable += Rows(request, chart).SelectMany(r => r.Cells).Select(a => Cell(snapshot, a)).Count(c => c is { HasValue: false });
                        faults.AddRange(Untraced(request, chart).Select(f => $"{organisation.Code} {wave.Wave} {code} {kind}: {f}"));
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, faults.Count + " faults: " + string.Join(Environment.NewLine, faults.Take(20)));
        Assert.True(charts > 1000 && unreadable > 1000, $"Only {charts} charts and {unreadable} cells without a number.");
    }

    /// <summary>The checker itself: a mark for a hidden cell, and a class, become numbers.</summary>
    [Theory]
    [InlineData(CellState.Hidden)]
    [InlineData(CellState.Class)]
    public async Task The_checker_finds_a_number_where_there_is_none(CellState state)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var table = snapshot.Find(new TableKey(Measures.BelowFloor, "2284", "2023-10", ScopeLevel.Unit))!;
        var unit = table.Rows.First(r => table.Find(r.Code, PublishedTable.All)!.State == state).Code;
        var request = new ChartRequest(snapshot, "2284", "2023-10", ScopeLevel.Unit, unit, "sv", ChartPalette.Standalone);
        var chart = ChartBook.Draw(ChartKind.TrendBelowFloor, request)!;
        Assert.Empty(Untraced(request, chart));
        var row = Rows(request, chart).First(r => Cell(snapshot, r.Cells[0])?.State == state).Row;
        var told = row with { Cells = ["31 %", .. row.Cells.Skip(1)] };
        Assert.NotEmpty(Untraced(request, chart with { Data = chart.Data with { Rows = [.. chart.Data.Rows.Select(r => r == row ? told : r)] } }));
        Assert.NotEmpty(Untraced(request, chart with { Summary = "31 %" }));
    }

    private static IEnumerable<string> Untraced(ChartRequest request, Chart chart)
    {
        var organisation = request.Snapshot.FindOrganisation(request.Organisation)!;
        string[] names =
        [
            .. Reasons(request.Language), .. organisation.Waves.Select(w => w.Name.In(request.Language)), organisation.Name.In(request.Language),
            .. request.Snapshot.Framework.Competences.Select(c => $"{c.Id} {c.Name.In(request.Language)}"),
        ];
        IReadOnlyList<string> Of(string text, IReadOnlyList<CellAddress> cells) =>
            TraceChecker.Untraced(request.Snapshot, organisation, new Sentence(text, cells), request.Language, names);
        foreach (var (row, cells) in Rows(request, chart))
        {
            foreach (var fault in row.Cells.SelectMany(c => Of(c, cells)))
            {
                yield return $"{fault} in {row.Heading}";
            }
        }

        // A title names the floor besides; a summary counts rows and tells the scale.
        string[] plain = [$"{request.Snapshot.Floor}"];
        foreach (var fault in Of(chart.Title, [.. TitleCells(request, chart.Kind)]).Except(plain))
        {
            yield return $"{fault} in “{chart.Title}”";
        }

        string[] known = ["95", "1", "4", "8", $"{chart.Data.Rows.Count}"];
        foreach (var fault in Of(ScaleText().Replace(chart.Summary, ""), []).Except(known))
        {
            yield return $"{fault} in “{chart.Summary}”";
        }
    }

    /// <summary>A chart's rows with the cells that each is made from.</summary>
    private static IEnumerable<(ChartDataRow Row, IReadOnlyList<CellAddress> Cells)> Rows(ChartRequest request, Chart chart)
    {
        var (snapshot, wave) = (request.Snapshot, request.Snapshot.FindOrganisation(request.Organisation)!.Waves.Single(w => w.Wave == request.Wave));
        foreach (var row in chart.Data.Rows)
        {
            var competence = snapshot.Framework.Competences.FirstOrDefault(c => row.Heading.Contains(c.Name.In(request.Language), StringComparison.Ordinal))?.Id ?? "";
            IEnumerable<CellAddress> cells = chart.Kind switch
            {
                ChartKind.Heat => wave.Scopes.Where(s => s.Level == ScopeLevel.Unit && s.Name == row.Heading)
                    .SelectMany(s => All(request, request.Wave, ScopeLevel.Unit, s.Code, Measures.Level)),
                ChartKind.Distribution => All(request, request.Wave, request.Level, request.Code, Measures.Distribution, competence),
                ChartKind.Gap => ((string[])[Measures.Level, Measures.Gap]).SelectMany(m => All(request, request.Wave, request.Level, request.Code, m)).Where(c => c.Column == competence),
                _ => Trend(request, chart.Kind, snapshot.FindOrganisation(request.Organisation)!.Waves.Where(w => w.Name.In(request.Language) == row.Heading)),
            };
            yield return (row, [.. cells]);
        }
    }

    private static IEnumerable<CellAddress> TitleCells(ChartRequest request, ChartKind kind) => kind switch
    {
        ChartKind.Distribution => All(request, request.Wave, request.Level, request.Code, Measures.BelowFloorByCompetence),
        ChartKind.Gap => All(request, request.Wave, request.Level, request.Code, Measures.Gap),
        ChartKind.Heat => [],
        _ => Trend(request, kind, request.Snapshot.FindOrganisation(request.Organisation)!.Waves),
    };

    private static IEnumerable<CellAddress> Trend(ChartRequest request, ChartKind kind, IEnumerable<PublishedWave> waves)
    {
        var (measure, column) = kind switch
        {
            ChartKind.TrendBelowFloor => (Measures.BelowFloor, PublishedTable.All),
            ChartKind.TrendIndex => (Measures.Level, PublishedTable.Index),
            _ => (Measures.Voice, PublishedTable.All),
        };
        return waves.SelectMany(w => All(request, w.Wave, request.Level, request.Code, measure)).Where(c => c.Column == column);
    }

    private static IEnumerable<CellAddress> All(ChartRequest request, string wave, ScopeLevel level, string code, string measure, string item = "") =>
        request.Snapshot.Find(new TableKey(measure, request.Organisation, wave, level, Breakdown.None, item)) is { } table && table.RowOf(code) >= 0
            ? table.Columns.Select(c => new CellAddress(table.Key, code, "", c))
            : [];

    private static PublishedCell? Cell(Snapshot snapshot, CellAddress a) => snapshot.Find(a.Table)?.Find(a.Code, a.Column, a.Category);

    private static IEnumerable<string> Reasons(string language)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"texts/{language}.json")!;
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.Where(t => t.Key.StartsWith("reason.", StringComparison.Ordinal)).Select(t => t.Value)];
    }

    [GeneratedRegex("1[–-]8")]
    private static partial Regex ScaleText();
}
