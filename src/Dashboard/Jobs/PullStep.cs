using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Fetches from every remote source that is switched on; one that fails stops neither the others nor the night.</summary>
internal sealed class PullStep : IChainStep
{
    private readonly Func<Configuration, IReadOnlyList<PullSource>> _sources;
    private readonly Func<PullSource, Configuration, PullOutcome> _pull;

    /// <summary>With what reads the list of sources and what fetches one of them.</summary>
    public PullStep(Func<Configuration, IReadOnlyList<PullSource>> sources, Func<PullSource, Configuration, PullOutcome> pull)
    {
        _sources = sources;
        _pull = pull;
    }

    /// <inheritdoc/>
    public string Name => "pull";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        var sources = _sources(state.Configuration).Where(s => s.Enabled).ToList();
        if (sources.Count == 0)
        {
            return new StepResult(RunOutcome.Good, 0, new Message("run.pull.none"));
        }

        var outcomes = sources.ConvertAll(source => Pull(source, state));
        var stored = outcomes.Sum(o => o.Result?.RowsStored ?? 0);
        var tally = ImportTally.Of([.. outcomes.Select(o => o.Result).OfType<ImportResult>()]);
        var failed = outcomes.Where(o => o.Status == PullStatus.Failed).Select(o => o.Name).ToList();
        var counts = new[]
        {
            Text(sources.Count), Text(tally.RowsIn), Text(tally.RowsStored), Text(tally.RowsQuarantined), Text(tally.Refused), Text(tally.Waiting), string.Join(", ", failed),
        };
        if (failed.Count > 0)
        {
            // One source: what is wrong with it in its own words.
            return new StepResult(
                RunOutcome.GoodWithRemarks, stored, failed.Count == 1 && sources.Count == 1 ? outcomes[0].Text : new Message("run.pull.failed", counts));
        }

        return tally.RowsQuarantined > 0 || tally.Refused > 0 || tally.Waiting > 0
            ? new StepResult(RunOutcome.GoodWithRemarks, stored, new Message("run.pull.remarks", counts))
            : new StepResult(RunOutcome.Good, stored, new Message("run.pull.done", counts));
    }

    private PullOutcome Pull(PullSource source, ChainState state)
    {
        try
        {
            return _pull(source, state.Configuration);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new PullOutcome(source.Name, PullStatus.Failed, null, Failures.Explain(e).Text);
        }
        finally
        {
            state.Checkpoint.Reached("pull:" + source.Name);
        }
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
