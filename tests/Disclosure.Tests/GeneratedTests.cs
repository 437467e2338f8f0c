using Digilo.Analytics.Disclosure.Tests.Attack;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>Generated organisations, attacked.</summary>
public class GeneratedTests
{
    [Fact]
    public void Explore()
    {
        var from = int.Parse(Environment.GetEnvironmentVariable("FROM") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var count = int.Parse(Environment.GetEnvironmentVariable("COUNT") ?? "20", System.Globalization.CultureInfo.InvariantCulture);
        File.WriteAllText("/tmp/explore.txt", "");
        for (var seed = from; seed < from + count; seed++)
        {
            var world = Worlds.Make(seed);
            var cpu = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
            var clock = System.Diagnostics.Stopwatch.StartNew();
            world.Refresh();
            var refresh = clock.ElapsedMilliseconds;
            string text;
            try
            {
                var leaks = WorldAttack.Leaks(world);
                text = string.Join("", leaks.Select(l => "\n    " + l + (Environment.GetEnvironmentVariable("WHY") is { } w && l.ToString().Contains(w, StringComparison.Ordinal) ? string.Join("", l.Because().Select(b => "\n        < " + b)) : "")));
            }
            catch (Exception e)
            {
                text = "\n    !! " + e.GetType().Name + " " + e.Message + (e is ContradictionException || e is Xunit.Sdk.XunitException ? "" : e.StackTrace);
            }

            File.AppendAllText("/tmp/explore.txt", $"seed {seed}: {world.Register.Count} persons, {world.Answers.Count} answers, refresh {refresh} ms, attack {clock.ElapsedMilliseconds - refresh} ms, cpu {(System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds:0} ms{text}\n");
        }

    }
}
