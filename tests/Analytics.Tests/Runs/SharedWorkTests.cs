using System.Diagnostics;
using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Tests.Runs;

public class SpeedTests
{
    /// <summary>The mark is 2 s on two quiet cores; the limit leaves room for a loaded machine and a build without optimisation.</summary>
    [Fact]
    public void Refresh_of_100_000_respondents_and_21_competences_stays_near_the_mark()
    {
        var world = new LargeWorld(100_000, 1500, 12, 40);
        var configuration = new World { MergeBelow = 10 }.Configuration;
        var first = RefreshOnce(world, configuration);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var publisher = RefreshOnce(world, configuration);
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms, {used.TotalMilliseconds:F0} ms of processor time");

        // Two runs share out the work between threads differently and come to the same bytes.
        Assert.Equal(first.CurrentId(), publisher.CurrentId());
        Assert.True(watch.ElapsedMilliseconds < 60_000, $"{watch.ElapsedMilliseconds} ms");
    }

    private static FakePublisher RefreshOnce(LargeWorld world, Model.Configuration configuration)
    {
        var publisher = new FakePublisher();
        new Refresh(world, publisher, true).Run(configuration, new DateOnly(2024, 1, 1), DateTime.UnixEpoch);
        return publisher;
    }
}
