using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Export;

/// <summary>
/// The demo's files, all of them, row by row beside the published cells: what is hidden has no number in any column, a class its own alone.
/// </summary>
public sealed partial class ExportedCellsTests(Commands.DemoFixture demo)
{
    /// <summary>Columns of a figure, empty where there is a class or nothing.</summary>
    private static readonly string[] OfAFigure =
        ["estimate", "decimals", "se", "se_fpc", "df", "ci_method", "ci_lo", "ci_hi", "ci_nofpc_method", "ci_nofpc_lo", "ci_nofpc_hi"];

    /// <summary>Columns of whom it is about, empty where there is nothing.</summary>
    private static readonly string[] OfABase = ["n", "N", "n_eff", "class", "class_count"];

    private static readonly HashSet<string> Read = [.. OfAFigure, .. OfABase, "organisation", "wave", "code"];

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task No_file_tells_a_number_of_a_hidden_cell_or_of_a_class(string name)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var folder = Directory.CreateTempSubdirectory("digilo-exported-").FullName;
        var (faults, without) = (new List<string>(), 0);
        try
        {
            TableExport.Write(snapshot, TableExport.Names(snapshot), name == "csv" ? ExportFormat.Csv : ExportFormat.Json, folder);
            foreach (var measure in snapshot.Tables.Select(t => t.Key.Measure).Distinct())
            {
                var file = Path.Combine(folder, measure + "." + name);
                var rows = name == "csv" ? Csv(file) : Json(file);
                var cells = Cells(snapshot, measure).ToList();
                Assert.Equal(cells.Count, rows.Count);
                foreach (var ((table, code, cell), row) in cells.Zip(rows))
                {
                    without += cell.HasValue ? 0 : 1;
                    Assert.Equal((table.Key.Organisation, table.Key.Wave, code), (row["organisation"], row["wave"], row["code"]));
                    faults.AddRange(Told(cell, row).Select(f => $"{table.Key} {code}: {f}"));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.True(faults.Count == 0, faults.Count + " faults: " + string.Join(Environment.NewLine, faults.Take(20)));
        Assert.True(without > 10_000, $"Only {without} cells without a number.");
    }

    /// <summary>The checker itself.</summary>
    [Theory]
    [InlineData(CellState.Hidden, "n")]
    [InlineData(CellState.Hidden, "ci_lo")]
    [InlineData(CellState.Class, "estimate")]
    [InlineData(CellState.Class, "se")]
    [InlineData(CellState.Class, "class_count")]
    public async Task A_number_where_there_is_none_is_found(CellState state, string column)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var row = TableExport.Rows(store.Snapshots.Current()!, Measures.BelowFloor).First(r => r.Cell.State == state);
        var values = ExportColumns.Names.Zip(ExportColumns.Values(row)).ToDictionary(p => p.First, p => TableExport.CsvText(p.Second));
        Assert.Empty(Told(row.Cell, values));
        values[column] = "3";
        Assert.NotEmpty(Told(row.Cell, values));
    }

    /// <summary>Columns that say more of a cell than it holds, with what they say.</summary>
    private static IEnumerable<string> Told(PublishedCell cell, Dictionary<string, string> row)
    {
        string[] empty = cell.State switch
        {
            CellState.Value => ["class", "class_count"],
            CellState.Class => OfAFigure,
            _ => [.. OfAFigure, .. OfABase],
        };
        var held = new Dictionary<string, int?> { ["n"] = cell.Respondents, ["N"] = cell.Population, ["class_count"] = cell.ClassCount };
        return empty.Where(c => row[c].Length > 0)
            .Concat(held.Where(h => row[h.Key] != $"{h.Value}").Select(h => h.Key))
            .Distinct().Select(c => $"{c} is {row[c]} of a cell that is {cell.State}");
    }

    private static IEnumerable<(PublishedTable Table, string Code, PublishedCell Cell)> Cells(Snapshot snapshot, string measure) =>
        from t in snapshot.Tables.Where(t => t.Key.Measure == measure)
        from r in Enumerable.Range(0, t.Rows.Count)
        from c in Enumerable.Range(0, t.Columns.Count)
        select (t, t.Rows[r].Code, t[r, c]);

    private static List<Dictionary<string, string>> Csv(string file)
    {
        var lines = File.ReadAllText(file, Encoding.UTF8).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(';');
        return [.. lines.Skip(1).Select(l => Row(names.Zip(Field().Matches(l).Select(m => m.Groups["q"].Success ? m.Groups["q"].Value : m.Groups["p"].Value))))];
    }

    private static List<Dictionary<string, string>> Json(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.EnumerateArray().Select(row => Row(row.EnumerateObject().Select(p => (p.Name, p.Value.ToString()))))];
    }

    private static Dictionary<string, string> Row(IEnumerable<(string Name, string Value)> values) =>
        values.Where(v => Read.Contains(v.Name)).ToDictionary(v => v.Name, v => v.Value);

    [GeneratedRegex("(?<=^|;)(?:\"(?<q>(?:[^\"]|\"\")*)\"|(?<p>[^;\"]*))(?=;|$)")]
    private static partial Regex Field();
}
