using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;
using Microsoft.Data.Sqlite;

namespace Digilo.Analytics.Benchmarks;

/// <summary>The result as a page of Markdown: machine and versions first, then the numbers.</summary>
internal static class Report
{
    /// <summary>Writes it.</summary>
    /// <param name="benchmarks">What was measured.</param>
    /// <param name="loadBefore">Load of the machine before the first run.</param>
    public static string Of(IReadOnlyList<Benchmark> benchmarks, double? loadBefore)
    {
        var text = new StringBuilder();
        Line(text, $"# Benchmark results");
        Line(text, $"");
        Line(text, $"Written by `dotnet run -c Release --project tests/Benchmarks -- {(benchmarks.Count == Benchmark.All.Count ? "all" : benchmarks[0].Name)}`.");
        Line(text, $"What is measured stands in `tests/Benchmarks/README.md`.");
        Line(text, $"");
        Line(text, $"| | |");
        Line(text, $"|---|---|");
        Line(text, $"| Date | {DateTime.UtcNow:yyyy-MM-dd} |");
        Line(text, $"| Commit | {Machine.Commit} |");
        Line(text, $"| Processor | {Machine.Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture} |");
        Line(text, $"| Memory | {Machine.MemoryGigabytes:0} GB |");
        Line(text, $"| System | {RuntimeInformation.OSDescription} |");
        Line(text, $"| Runtime | {RuntimeInformation.FrameworkDescription} |");
        Line(text, $"| Libraries | Microsoft.Data.Sqlite {Machine.Version(typeof(SqliteConnection))} (SQLite {SqliteVersion()}), CsvHelper {Machine.Version(typeof(CsvReader))} |");
        Line(text, $"| Load of the machine | {Load(loadBefore)} |");
        foreach (var data in benchmarks.Select(b => b.Data).Distinct())
        {
            Line(text, $"| Data | {data} |");
        }

        Line(text, $"");
        Line(text, $"| | mark | min | median | max | runs | |");
        Line(text, $"|---|--:|--:|--:|--:|--:|---|");
        foreach (var benchmark in benchmarks)
        {
            var (times, median) = (benchmark.Times, Median(benchmark.Times));
            var met = median < benchmark.Mark ? "met" : "**missed**";
            Line(text, $"| {benchmark.What} | {Time(benchmark.Mark)} | {Time(times[0])} | **{Time(median)}** | {Time(times[^1])} | {times.Count} | {met} |");
        }

        Line(text, $"");
        Line(text, $"Beside the times (median, lowest–highest):");
        Line(text, $"");
        foreach (var benchmark in benchmarks)
        {
            if (benchmark is ImportBenchmark or WideBenchmark)
            {
                var (rows, answers) = benchmark is ImportBenchmark ? (LargeSet.Respondents, LargeSet.ItemCount) : (WideSet.Respondents, WideSet.Answers);
                var seconds = Median(benchmark.Times) / 1000;
                Line(text, $"- {benchmark.Name}: {rows / seconds:N0} rows/s, {rows / seconds * answers / 1e6:0.0} million answers/s");
            }

            Line(text, $"- {benchmark.Name}: {string.Join("; ", benchmark.Notes.Select(n => Told(n.Key, n.Value)))}");
        }

        if (Bench.Preparing.Count > 0)
        {
            Line(text, $"- before them, once each and cold: {string.Join("; ", Bench.Preparing.Select(p => FormattableString.Invariant($"{p.Kind} {p.Time:N0} ms")))}");
        }

        return text.ToString();
    }

    private static string Load(double? before) => before is { } load
        ? string.Create(CultureInfo.InvariantCulture, $"{load:0.0} before, {Machine.Load:0.0} after (processes that want to run, mean of one minute)")
        : "not told by the system";

    private static string Told(string name, List<double> values)
    {
        var sorted = values.Order().ToList();
        var median = string.Create(CultureInfo.InvariantCulture, $"{name} {Median(sorted):N0}");
        return sorted.Count == 1 ? median : string.Create(CultureInfo.InvariantCulture, $"{median} ({sorted[0]:N0}–{sorted[^1]:N0})");
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Time(double milliseconds) => milliseconds >= 100
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:N0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
