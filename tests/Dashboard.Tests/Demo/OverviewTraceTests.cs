using System.Globalization;
using Digilo.Analytics.Dashboard.Tests.Architecture;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Demo;

/// <summary>
/// Every organisation-level number of the published demo against R, which reads the same export files and knows nothing of the program:
/// tests/Reference/demo_overview.R. What is published as a class or hidden has no number to compare; how many have is asserted too.
/// </summary>
public class OverviewTraceTests(Commands.DemoFixture demo)
{
    private static readonly string[] Shares =
    [
        Measures.Voice, Measures.Access, Measures.Reach, Measures.BelowFloor, Measures.BelowRequirement, Measures.DeviceClass, Measures.CouldAnswer,
        Measures.Completion, Measures.ManagersTrained,
    ];

    [Fact]
    public async Task EveryPublishedNumber_IsTheOneThatRFinds_InTheSameFiles()
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var faults = new List<string>();
        var compared = 0;

        foreach (var row in Reference())
        {
            var key = new TableKey(row["measure"], row["organisation"], row["wave"], ScopeLevel.Organisation);
            if (snapshot.Find(key)?.Find(row["organisation"], row["item"]) is not { } cell)
            {
                faults.Add($"{key} {row["item"]}: not published");
                continue;
            }

            if (cell.State != CellState.Value)
            {
                continue;
            }

            compared++;
            faults.AddRange(Faults(cell, row).Select(f => $"{key.Organisation} {key.Wave} {key.Measure} {row["item"]}: {f}"));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(30)));
        Assert.InRange(compared, 1_600, 1_900);
    }

    [Fact]
    public void Comparison_SeesAWrongNumber_AndAWrongBase()
    {
        var row = new Dictionary<string, string> { ["measure"] = "F1", ["n"] = "186", ["N"] = "471", ["estimate"] = "0.0699", ["lo"] = "NA", ["hi"] = "NA" };

        Assert.Empty(Faults(new PublishedCell(CellState.Value, estimate: 0.07, decimals: 0, respondents: 186, population: 471), row));
        Assert.Single(Faults(new PublishedCell(CellState.Value, estimate: 0.08, decimals: 0, respondents: 186, population: 471), row));
        Assert.Single(Faults(new PublishedCell(CellState.Value, estimate: 0.07, decimals: 0, respondents: 187, population: 471), row));
        Assert.Single(Faults(new PublishedCell(CellState.Value, estimate: 0.07, decimals: 0, respondents: 186, population: 470), row));
    }

    private static IEnumerable<string> Faults(PublishedCell cell, Dictionary<string, string> row)
    {
        var share = Shares.Contains(row["measure"]);
        var unit = Math.Pow(10, -(cell.Decimals + (share ? 2 : 0)));
        if (Math.Abs(cell.Estimate!.Value - Number(row["estimate"])) > (0.5 * unit) + 1e-9)
        {
            yield return $"{cell.Estimate} against R's {row["estimate"]}";
        }

        if (cell.Respondents is { } n && n != (int)Number(row["n"]))
        {
            yield return $"n {n} against {row["n"]}";
        }

        if (cell.Population is { } persons && persons != (int)Number(row["N"]))
        {
            yield return $"N {persons} against {row["N"]}";
        }

        if (cell.Interval is { } interval && row["lo"] != "NA")
        {
            // Shares: outward to a whole 1/N and then to the printed unit; means: to the printed unit.
            var slack = unit + (share ? 1 / Number(row["N"]) : 0);
            if (Math.Abs(interval.Low - Number(row["lo"])) > slack || Math.Abs(interval.High - Number(row["hi"])) > slack)
            {
                yield return $"[{interval.Low}, {interval.High}] against [{row["lo"]}, {row["hi"]}]";
            }
        }
    }

    private static IEnumerable<Dictionary<string, string>> Reference()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Reference", "demo_overview.csv"));
        var headings = lines[0].Split(',');
        return lines.Skip(1).Select(l => headings.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
