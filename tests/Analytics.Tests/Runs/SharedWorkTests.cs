using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Tests.Runs;

public class SharedWorkTests
{
    [Fact]
    public void Two_runs_share_the_work_out_differently_and_come_to_the_same_bytes()
    {
        // So many that the threads share them; how long it takes is a benchmark's.
        var world = new LargeWorld(30_000, 600, 12, 40);
        var configuration = new World { MergeBelow = 10 }.Configuration;

        Assert.Equal(RefreshOnce(world, configuration).CurrentId(), RefreshOnce(world, configuration).CurrentId());
    }

    private static FakePublisher RefreshOnce(LargeWorld world, Model.Configuration configuration)
    {
        var publisher = new FakePublisher();
        new Refresh(world, publisher, true).Run(configuration, new DateOnly(2024, 1, 1), DateTime.UnixEpoch);
        return publisher;
    }
}
