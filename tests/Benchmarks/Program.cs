using System.Globalization;
using Digilo.Analytics.Benchmarks;

const string Usage = "dotnet run -c Release --project tests/Benchmarks -- import|wide|weighted|refresh|waves|disclosure|page|briefs [ORGANISATIONS]|all [--out FILE.md]";

var chosen = Benchmark.All.Select(make => make()).Where(b => args.Length > 0 && (args[0] == "all" || args[0] == b.Name)).ToList();
if (args is ["briefs", var number, ..] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var organisations) && organisations >= 4)
{
    (chosen, args) = ([new BriefsBenchmark(organisations)], [args[0], .. args[2..]]);
}

if (chosen.Count == 0 || args.Length is not (1 or 3) || (args.Length == 3 && args[1] != "--out"))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

#if DEBUG
Console.Error.WriteLine("These numbers would be of unoptimised code: build with -c Release.");
return 2;
#else
var load = Machine.Load;
try
{
    foreach (var benchmark in chosen)
    {
        Console.Error.WriteLine(FormattableString.Invariant($"{benchmark.Name}: {benchmark.WarmUp} + {benchmark.Runs} runs"));
        benchmark.Measure();
    }

    var text = Report.Of(chosen, load);
    Console.Write(text);
    if (args.Length == 3)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[2]))!);
        File.WriteAllText(args[2], text);
    }

    return 0;
}
catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
finally
{
    Bench.Clean();
}
#endif
