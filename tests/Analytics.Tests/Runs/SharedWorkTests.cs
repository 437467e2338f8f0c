using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Tests.Runs;

public class SharedWorkTests
{
    [Fact]
    public void Two_runs_share_the_work_out_differently_and_come_to_the_same_bytes()
    {
        // So many that the threads share them; how long it takes is a benchmark's.
        var world = new LargeWorld(30_000, 600, 12, 40);

        Assert.Equal(RefreshOnce(world).SnapshotId, RefreshOnce(world).SnapshotId);
    }

    /// <summary>
    /// Among so many the audit's sums hold no nearer than they can be worked out: asked for as nearly as among few, no possibility was found
    /// at all, and the wave was refused.
    /// </summary>
    [Fact]
    public void A_wave_of_a_hundred_thousand_is_audited_together_and_released()
    {
        var result = RefreshOnce(new LargeWorld(100_000, 400, 20, 5));

        Assert.Empty(result.Waiting);
        Assert.True(Assert.Single(result.Audits).Together);
    }

    private static RefreshResult RefreshOnce(LargeWorld world) =>
        new Refresh(world, new FakePublisher(), true).Run(new World { MergeBelow = 10 }.Configuration, new DateOnly(2024, 1, 1), DateTime.UnixEpoch);
}
