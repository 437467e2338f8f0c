using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Model;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

public class PullStepTests
{
    private static readonly Configuration Settings = new([], [], [], [], 2, [], new DisclosureSettings(5, 10, 50), true, "hash");

    [Fact]
    public void A_source_that_fails_stops_neither_the_others_nor_the_night()
    {
        var asked = new List<string>();
        var log = new MemoryRunLog();
        var step = new PullStep(
            _ => [Source("a"), Source("b"), Source("c"), Source("av", enabled: false)],
            (source, _) =>
            {
                asked.Add(source.Name);
                return source.Name switch
                {
                    "a" => throw new InvalidOperationException("secret detail"),
                    "b" => new PullOutcome("b", PullStatus.Failed, null, new Message("ingest.pull.unreachable", "b.example.se")),
                    _ => new PullOutcome("c", PullStatus.Nothing, null, Message.None),
                };
            });
        var refresh = FakeStep.Good("refresh");
        var result = Chain(log, step, refresh).Run("nightly", "schedule");
        Assert.Equal(["a", "b", "c"], asked);
        Assert.Equal((RunOutcome.GoodWithRemarks, 1), (result.Outcome, refresh.Times));
        var told = Message.FromJson(log.Steps(1)[0].Message);
        Assert.Equal(("run.pull.failed", "a, b"), (told.Code, told.Arguments[^1]));
        Assert.DoesNotContain("secret", log.Steps(1)[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_sources_that_cannot_be_read_fails_the_step_alone()
    {
        var log = new MemoryRunLog();
        var refresh = FakeStep.Good("refresh");
        Chain(log, new PullStep(_ => throw new ConfigurationException("pulls.json: $.pulls[0].url: found …"), (_, _) => throw new InvalidOperationException()), refresh).Run("nightly", "schedule");
        Assert.Equal((RunOutcome.Failed, 1), (log.Steps(1)[0].Outcome, refresh.Times));
    }

    [Fact]
    public void One_source_alone_is_told_in_its_own_words_and_none_is_no_fault()
    {
        var log = new MemoryRunLog();
        Chain(log, new PullStep(_ => [Source("a")], (_, _) => new PullOutcome("a", PullStatus.Failed, null, new Message("ingest.pull.ls.login", "x")))).Run("nightly", "schedule");
        Assert.Equal("ingest.pull.ls.login", Message.FromJson(log.Steps(1)[0].Message).Code);
        Chain(log, new PullStep(_ => [], (_, _) => throw new InvalidOperationException())).Run("nightly", "schedule");
        Assert.Equal((RunOutcome.Good, "run.pull.none"), (log.Steps(2)[0].Outcome, Message.FromJson(log.Steps(2)[0].Message).Code));
    }

    private static Chain Chain(MemoryRunLog log, params IChainStep[] steps) => new(
        new MemoryLeases(), log, new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 30, 0, TimeSpan.Zero)), Checkpoint.None, () => Settings, steps, TimeSpan.Zero);

    private static PullSource Source(string name, bool enabled = true) => new(
        name, "limesurvey", new Uri("https://x.example.se"), "2284", "limesurvey-survey", null, enabled, new Dictionary<string, string>());
}
