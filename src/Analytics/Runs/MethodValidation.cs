using Digilo.Analytics.Estimates;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Runs;

/// <summary>
/// Every estimate, undisclosed and unrounded, so that anybody can lay it beside another program's. A path of its own: it reads what is in
/// force and publishes, freezes and stores nothing.
/// </summary>
public static class MethodValidation
{
    /// <summary>
    /// All organisations and waves with answers, released or not, in the order of the configuration and of time.
    /// </summary>
    /// <exception cref="InvalidOperationException">The store is not synthetic: no figure of real persons leaves it this way.</exception>
    public static IReadOnlyList<EstimateRow> Estimates(Store store, Configuration configuration) =>
        store.Synthetic
            ? Estimates(store.Columns, store.Publisher, configuration)
            : throw new InvalidOperationException("Unrounded figures come from a synthetic store only.");

    internal static IReadOnlyList<EstimateRow> Estimates(IColumnReader columns, IPublisher publisher, Configuration configuration) =>
        [.. configuration.Organisations.SelectMany(o => WaveEstimates.Of(Samples(columns, publisher, configuration, o)))];

    /// <summary>One organisation's waves in order of time.</summary>
    internal static IReadOnlyList<WaveSample> Samples(
        IColumnReader columns, IPublisher publisher, Configuration configuration, Organisation organisation)
    {
        var units = columns.Units(organisation.Code);
        var training = new TrainingFacts(
            columns.Training(organisation.Code), columns.Attendance(organisation.Code), columns.Courses(organisation.Code));
        var samples = new List<WaveSample>();
        foreach (var wave in configuration.Waves
            .Where(w => w.Organisations.Contains(organisation.Code))
            .OrderBy(w => w.ReferenceDate)
            .ThenBy(w => w.Code, StringComparer.Ordinal))
        {
            if (WaveReading.Cohort(columns, publisher, configuration, organisation, wave) is { Chosen.Length: > 0 } cohort)
            {
                samples.Add(cohort.Sample(units, training, wave.Linked));
            }
        }

        return samples;
    }
}
