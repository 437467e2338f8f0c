using Digilo.Analytics.Compute;
using Digilo.Analytics.Estimates;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <content>The weights of a wave's respondents (method §3.3), made from the frozen register: the same at every release.</content>
internal sealed partial class Cohort
{
    /// <summary>All the wave's organisations as one, asked for where weights are made of them; null: the organisation is weighted by itself.</summary>
    public Func<JointFrame>? Joint { get; init; }

    /// <summary>How answers are weighted: as frozen, or in a wave frozen before that was decided as configured.</summary>
    private WeightingSettings Weighting => _structure.Weighting ?? _configuration.Weighting;

    /// <summary>What the organisation's weights are made of.</summary>
    public WaveFrame Frame() => new(
        _linked, Chosen.Length, Persons, new int[Chosen.Length], [.. VariableNames.Select((name, b) => Variable(name, b, _linked))], Weighting);

    /// <summary>Per respondent the person's surrogate, 0 where answers are not linked.</summary>
    public long[] Surrogates() => Array.ConvertAll(Chosen, c => _linked ? Responses!.Person[c.Row] : 0);

    private (PreparedWeights? Weights, string Missing) Weigh()
    {
        if (Chosen.Length == 0)
        {
            return (null, "no_weights");
        }

        var joint = Weighting.Scope == WeightingScope.Wave ? Joint?.Invoke() : null;
        var frame = joint is null ? Frame() : joint.Frame with { Settings = Weighting };
        var made = SampleWeights.Of(frame);
        if (made.Raked is not { Calibration: { } calibration } raked)
        {
            return (null, made.Refusal switch
            {
                "more_respondents_than_persons" => "no_weights_answers",
                SampleWeights.OutOfBounds => "no_weights_bounds",
                _ => "no_weights",
            });
        }

        var (start, count) = joint?.PartOf(_organisation.Code) ?? (0, frame.Count);
        var whole = CellWeighting.Of(raked.Weights, calibration);
        return (new PreparedWeights
        {
            Raked = joint is null ? whole : whole.Part(start, count, joint.Persons),
            Respondents = frame.Count,
            Population = frame.PopulationSize,
            Margins = [.. made.Margins.Where(m => m.Note == "used").Select(m => m.Variable.Name)],
            WithoutEach =
            [
                .. MarginEffects.WithoutEach(made.Start, made.Used, SampleWeights.Bounds(frame.Settings))
                    .Select(r => r.Converged ? r.Weights[start..(start + count)] : null),
            ],
        }, "");
    }
}
