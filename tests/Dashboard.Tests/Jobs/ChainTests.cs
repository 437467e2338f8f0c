using System.Runtime.CompilerServices;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

public class ChainTests
{
    private static readonly Configuration Settings =
        new([], [], [], [], 2, [], new DisclosureSettings(5, 10, 50), true, "hash");

    private readonly MemoryLeases _leases = new();
    private readonly MemoryRunLog _log = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 2, 30, 0, TimeSpan.Zero));

    private Chain Chain(params IChainStep[] steps) =>
        new(_leases, _log, _clock, Checkpoint.None, () => Settings, steps, TimeSpan.Zero);

    [Fact]
    public void Steps_run_in_order_under_the_lease_and_each_is_logged()
    {
        var holders = new List<string?>();
        var result = Chain(
            FakeStep.Good("inbox", _ => holders.Add(_leases.Held)),
            FakeStep.Good("refresh", state => state.SnapshotId = "abc")).Run("nightly", "schedule");

        Assert.Equal(RunOutcome.Good, result.Outcome);
        Assert.StartsWith("digilo nightly (process ", Assert.Single(holders), StringComparison.Ordinal);
        Assert.Null(_leases.Held);
        Assert.Equal(["inbox", "refresh"], _log.Steps(1).Select(s => s.Step));
        Assert.All(_log.Steps(1), s => Assert.Equal(RunOutcome.Good, s.Outcome));
        var run = Assert.Single(_log.Runs);
        Assert.Equal(("nightly", "schedule", RunOutcome.Good, "abc"), (run.Kind, run.Trigger, run.Outcome, run.SnapshotId));
    }

    [Fact]
    public void Every_step_has_a_name_in_both_languages()
    {
        // Names are constants: a step tells its own without what it works with.
        var steps = typeof(IChainStep).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IChainStep)))
            .Select(t => ((IChainStep)RuntimeHelpers.GetUninitializedObject(t)).Name).ToList();
        Assert.Contains("pull", steps);
        Assert.True(steps.Count >= 10, "the night's steps");
        Assert.All(steps.Concat(["plan", "send", "bounces"]), s => Assert.All((string[])["sv", "en"], l => Assert.Contains("step." + s, TextCatalogue.Default.Codes(l))));
    }

    [Fact]
    public void A_night_with_remarks_is_done_with_remarks_and_not_failed()
    {
        var result = Chain(
            new FakeStep("import", false, _ => new StepResult(RunOutcome.GoodWithRemarks, 3, new Message("run.import.remarks"))),
            FakeStep.Good("refresh")).Run("nightly", "schedule");

        Assert.Equal(RunOutcome.GoodWithRemarks, result.Outcome);
        Assert.Equal("run.import.remarks", result.Message.Code);
    }

    [Fact]
    public void A_step_that_throws_is_logged_as_failed_with_a_text_and_later_steps_still_run_if_they_can()
    {
        var refresh = FakeStep.Good("refresh");
        var result = Chain(
            new FakeStep("inbox", false, _ => throw new IOException("no such folder")),
            refresh).Run("nightly", "schedule");

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal(1, refresh.Times);
        Assert.Equal("cli.error.file", Message.FromJson(_log.Steps(1)[0].Message).Code);
    }

    [Fact]
    public void A_failed_refresh_stops_the_rest_so_that_no_brief_is_made_of_it()
    {
        var briefs = FakeStep.Good("briefs");
        var result = Chain(
            new FakeStep("refresh", true, _ => throw new InvalidOperationException("secret detail")),
            briefs).Run("nightly", "schedule");

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal(0, briefs.Times);
        Assert.DoesNotContain("secret", _log.Runs[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_held_lease_skips_the_run_and_names_the_holder()
    {
        _leases.Held = "digilo import (process 4711)";
        var step = FakeStep.Good("inbox");

        Assert.Throws<LeaseHeldException>(() => Chain(step).Run("nightly", "schedule"));

        Assert.Equal(0, step.Times);
        var run = Assert.Single(_log.Runs);
        Assert.Equal(RunOutcome.Skipped, run.Outcome);
        Assert.Contains("4711", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_died_is_marked_interrupted_by_the_next_one()
    {
        _log.Start("nightly", "schedule", _clock.GetUtcNow().UtcDateTime);

        Chain(FakeStep.Good("inbox")).Run("nightly", "catch-up");

        Assert.Equal([RunOutcome.Interrupted, RunOutcome.Good], _log.Runs.Select(r => r.Outcome));
    }

    [Fact]
    public void Configuration_that_cannot_be_read_fails_the_run_before_any_step()
    {
        var step = FakeStep.Good("inbox");
        var chain = new Chain(
            _leases, _log, _clock, Checkpoint.None, () => throw new CommandFailure(5, "cli.error.configFolder", "config"), [step], TimeSpan.Zero);

        var result = chain.Run("nightly", "schedule");

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal("cli.error.configFolder", result.Message.Code);
        Assert.Equal(0, step.Times);
        Assert.Null(_leases.Held);
    }

    [Fact]
    public void The_job_throws_when_the_night_failed_so_that_it_is_tried_again()
    {
        var queue = new MemoryQueue();
        var job = new NightlyJob(Chain(new FakeStep("refresh", true, _ => throw new InvalidOperationException())), queue);
        Assert.Throws<NightFailedException>(() => job.Run("schedule"));
        Assert.Equal("schedule", _log.Runs[0].Trigger);
    }

    [Fact]
    public void A_night_with_a_failed_step_queues_the_briefs_too_because_it_may_have_published()
    {
        var queue = new MemoryQueue();
        var job = new NightlyJob(Chain(new FakeStep("import", false, _ => throw new InvalidOperationException()), FakeStep.Good("publish")), queue);
        Assert.Throws<NightFailedException>(() => job.Run("schedule"));
        Assert.Equal(typeof(BriefsJob), Assert.Single(queue.Jobs).Type);
    }

    [Fact]
    public void A_good_night_queues_the_briefs_of_what_it_published()
    {
        var queue = new MemoryQueue();
        new NightlyJob(Chain(FakeStep.Good("publish")), queue).Run("hand");
        var briefs = Assert.Single(queue.Jobs);
        Assert.Equal((typeof(BriefsJob), "hand"), (briefs.Type, briefs.Args[0]));
    }

    [Fact]
    public void The_batch_of_briefs_throws_when_it_failed_so_that_it_is_tried_again()
    {
        var job = new BriefsJob(Chain(new FakeStep("briefs", false, _ => new StepResult(RunOutcome.Failed, 0, new Message("run.briefs.failed", "1", "x")))));
        Assert.Equal("The nightly chain failed (run.briefs.failed); see the runs page.", Assert.Throws<NightFailedException>(() => job.Run("schedule")).Message);
        Assert.Equal("briefs", _log.Runs[0].Kind);
    }

    [Fact]
    public void Catch_up_is_needed_after_a_crash_or_a_missed_night_only()
    {
        var now = new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
        RunRecord Run(string kind, DateTime started, RunOutcome outcome) => new(1, kind, "schedule", started, null, outcome, "", "");
        var good = Run("nightly", now.AddHours(-9), RunOutcome.Good);

        Assert.False(CatchUp.IsNeeded([], good, now));
        Assert.False(CatchUp.IsNeeded([Run("refresh", now, RunOutcome.Interrupted)], good, now));
        Assert.True(CatchUp.IsNeeded([Run("nightly", now, RunOutcome.Interrupted)], good, now));
        Assert.True(CatchUp.IsNeeded([], good with { Started = now.AddHours(-12) }, now));
        Assert.True(CatchUp.IsNeeded([], null, now));
    }
}
