using Digilo.Analytics.Compute;
using Digilo.Analytics.Estimates;
using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Runs;

/// <content>The weights of a wave's respondents (method §3.3), made from the frozen register: the same at every release.</content>
internal sealed partial class Cohort
{
    private (PreparedWeights? Weights, string Missing) Weigh()
    {
        var frame = new WaveFrame(
            _linked,
            Chosen.Length,
            Persons,
            new int[Chosen.Length],
            [.. VariableNames.Select((name, b) => Variable(name, b, _linked))],
            _configuration.Weighting.Neighbours);
        if (frame.Count == 0)
        {
            return (null, "no_weights");
        }

        var made = SampleWeights.Of(frame);
        if (made.Raked is not { Calibration: { } calibration } raked)
        {
            return (null, made.Refusal == "more_respondents_than_persons" ? "no_weights_answers" : "no_weights");
        }

        return (new PreparedWeights
        {
            Raked = CellWeighting.Of(raked.Weights, calibration),
            Population = Persons,
            Margins = [.. made.Margins.Where(m => m.Note == "used").Select(m => m.Variable.Name)],
            WithoutEach = [.. MarginEffects.WithoutEach(made.Start, made.Used).Select(r => r.Converged ? r.Weights : null)],
        }, "");
    }
}
