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
        var requirements = columns.Requirements(organisation.Code);
        var training = new TrainingFacts(
            columns.Training(organisation.Code), columns.Attendance(organisation.Code), columns.Courses(organisation.Code));
        var samples = new List<WaveSample>();
        foreach (var wave in configuration.Waves
            .Where(w => w.Organisations.Contains(organisation.Code))
            .OrderBy(w => w.ReferenceDate)
            .ThenBy(w => w.Code, StringComparer.Ordinal))
        {
            var register = columns.Register(organisation.Code, wave.ReferenceDate);
            if (register.AsOf is null || register.Count == 0)
            {
                continue;
            }

            // As frozen when the wave opened, or as it would be frozen now.
            var structure = publisher.Freeze(organisation.Code, wave.Code) is { } freeze
                ? FrozenStructure.Unpack(freeze.Content)
                : FrozenStructure.Decide(
                    units, register, Population.Of(register, wave.ReferenceDate), wave.ReferenceDate, configuration.Disclosure) with
                {
                    Excluded = configuration.Quality.Excluded,
                };
            var cohort = Cohort.OfWave(
                organisation, wave, structure, register, columns.Responses(organisation.Code, wave.Code), requirements, configuration);
            if (cohort.Chosen.Length > 0)
            {
                samples.Add(cohort.Sample(units, training, wave.Linked));
            }
        }

        return samples;
    }
}
