using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using CsvHelper;
using Microsoft.Data.Sqlite;

namespace Digilo.Analytics.Benchmarks;

/// <summary>A benchmark and the time it must stay under.</summary>
/// <param name="Name">On the command line.</param>
/// <param name="Class">The class.</param>
/// <param name="What">In words.</param>
/// <param name="Mark">Milliseconds.</param>
/// <param name="Runs">Measured runs.</param>
/// <param name="WarmUp">Runs before them that do not count.</param>
internal sealed record Benchmarked(string Name, Type Class, string What, double Mark, int Runs, int WarmUp)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmarked> All { get; } =
    [
        new("import", typeof(ImportBenchmark), "100,000 respondents × 21 items imported, SQLite", 3000, 10, 2),
        new("refresh", typeof(RefreshBenchmark), "computed, released and published, SQLite", 2000, 10, 2),
        new("page", typeof(PageBenchmark), "overview page, warm", 20, 300, 50),
    ];
}

/// <summary>The result as a page of Markdown: machine and versions first, then the numbers.</summary>
internal static class Report
{
    /// <summary>Writes it.</summary>
    public static string Of(IReadOnlyList<(Benchmarked Benchmark, BenchmarkReport Report)> results, double? loadBefore)
    {
        var text = new StringBuilder();
        Line(text, "# Benchmark results");
        Line(text, "");
        Line(text, $"Written by `dotnet run -c Release --project tests/Benchmarks`; what is measured stands in `tests/Benchmarks/README.md`.");
        Line(text, "");
        Line(text, "| | |");
        Line(text, "|---|---|");
        Line(text, $"| Date | {DateTime.UtcNow:yyyy-MM-dd} |");
        Line(text, $"| Commit | {Machine.Commit} |");
        Line(text, $"| Processor | {Machine.Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture} |");
        Line(text, $"| Memory | {Machine.MemoryGigabytes:0} GB |");
        Line(text, $"| System | {RuntimeInformation.OSDescription} |");
        Line(text, $"| Runtime | {RuntimeInformation.FrameworkDescription}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} collector |");
        Line(text, $"| Libraries | Microsoft.Data.Sqlite {Machine.Version(typeof(SqliteConnection))} (SQLite {SqliteVersion()}), CsvHelper {Machine.Version(typeof(CsvReader))}, BenchmarkDotNet {Machine.Version(typeof(BenchmarkAttribute))} |");
        Line(text, $"| Load of the machine | {(loadBefore is { } load ? string.Create(CultureInfo.InvariantCulture, $"{load:0.0} before, {Machine.Load:0.0} after (processes waiting or running, one minute)") : "not told by the system")} |");
        Line(text, $"| Set | {LargeSet.Respondents:N0} respondents × {LargeSet.ItemCount}, {LargeSet.Employments:N0} employments, {LargeSet.TrainingRecords:N0} training records, {LargeSet.Units} units in {LargeSet.Departments} departments; survey file {SurveyMegabytes():0.0} MB |");
        Line(text, "");
        Line(text, "| | mark | min | median | max | runs | first, cold | |");
        Line(text, "|---|--:|--:|--:|--:|--:|--:|---|");
        foreach (var (benchmark, report) in results)
        {
            var times = Times(report, IterationStage.Result).Order().ToList();
            var cold = Times(report, IterationStage.Jitting).FirstOrDefault();
            var met = Median(times) < benchmark.Mark ? "met" : "**missed**";
            Line(text, $"| {benchmark.What} | {Time(benchmark.Mark)} | {Time(times[0])} | **{Time(Median(times))}** | {Time(times[^1])} | {times.Count} | {Time(cold)} | {met} |");
        }

        Line(text, "");
        foreach (var (benchmark, report) in results.Where(r => r.Benchmark.Class == typeof(ImportBenchmark)))
        {
            var median = Median(Times(report, IterationStage.Result).Order().ToList());
            Line(text, $"- import: {LargeSet.Respondents / median * 1000:N0} rows/s, {LargeSet.Respondents * (double)LargeSet.ItemCount / median / 1000:0.0} million answers/s at the median.");
        }

        foreach (var group in Bench.Notes.GroupBy(n => n.Key.Benchmark))
        {
            Line(text, $"- {group.Key}: {string.Join("; ", group.Select(n => Told(n.Key.Name, n.Value)))}.");
        }

        return text.ToString();
    }

    private static IEnumerable<double> Times(BenchmarkReport report, IterationStage stage) => report.AllMeasurements
        .Where(m => m.IterationMode == IterationMode.Workload && m.IterationStage == stage)
        .Select(m => m.GetAverageTime().ToUnit(Perfolizer.Horology.TimeUnit.Millisecond));

    private static string Told(string name, List<double> values)
    {
        var sorted = values.Order().ToList();
        var median = Median(sorted);
        return sorted[0].Equals(sorted[^1])
            ? string.Create(CultureInfo.InvariantCulture, $"{name} {median:0}")
            : string.Create(CultureInfo.InvariantCulture, $"{name} {median:0} ({sorted[0]:0}–{sorted[^1]:0})");
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Time(double milliseconds) => milliseconds >= 100
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:N0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");

    private static double SurveyMegabytes() => new FileInfo(Bench.Set.File(Model.DeliveryKind.Survey)).Length / 1e6;

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
