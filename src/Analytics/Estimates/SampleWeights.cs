using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Estimates;

/// <summary>What became of one margin.</summary>
/// <param name="Variable">Its variable.</param>
/// <param name="Plan">As planned.</param>
/// <param name="Decision">What was decided; null when it was left out before that.</param>
/// <param name="Note">"used", "dropped_device", "dropped_device_category", "refused", "not_asked", "more_respondents_than_persons".</param>
internal sealed record MarginRecord(SampleVariable Variable, MarginPlan Plan, MarginDecision? Decision, string Note);

/// <summary>One way of weighting and designing the sample.</summary>
/// <param name="Weighting">Name in the column of that name.</param>
/// <param name="Suffix">What the estimator's name ends with.</param>
/// <param name="Weights">One a respondent.</param>
/// <param name="Calibration">How the weights came about, or null.</param>
/// <param name="Psu">Clusters; empty for none.</param>
/// <param name="Population">N for the finite-population correction; empty for none.</param>
internal sealed record SampleDesign(
    string Weighting, string Suffix, double[] Weights, Calibration? Calibration, int[] Psu, long[] Population)
{
    /// <summary>For the estimators.</summary>
    public SurveyDesign Survey => new() { Calibration = Calibration, Psu = Psu, PopulationPsus = Population };

    /// <summary>Without the correction.</summary>
    public SurveyDesign Infinite => new() { Calibration = Calibration, Psu = Psu };
}

/// <summary>
/// The weights of one organisation and wave (method §3.3): start N/n, raked to role, gender, age and device, and post-stratified by role.
/// </summary>
internal sealed class SampleWeights
{
    /// <summary>Every respondent counts as one.</summary>
    public const string None = "none";

    /// <summary>N/n.</summary>
    public const string Design = "design";

    /// <summary>Raked.</summary>
    public const string RakedName = "raked";

    /// <summary>Post-stratified by role.</summary>
    public const string PostStratified = "poststratified";

    /// <summary>Refusal: the margins cannot be met within <see cref="WeightingSettings.MaxRatio"/>.</summary>
    public const string OutOfBounds = "out_of_bounds";

    private static readonly string[] MarginNames = ["role", "gender", "age", "device"];

    private SampleWeights(
        double[] start, IReadOnlyList<MarginRecord> margins, IReadOnlyList<RakingMargin> used, RakingResult? raking, string refusal,
        IReadOnlyList<SampleDesign> designs)
    {
        (Start, Margins, Used, Raking, Refusal, Designs) = (start, margins, used, raking, refusal, designs);
        Raked = designs.FirstOrDefault(d => d is { Weighting: RakedName, Suffix: "" });
    }

    /// <summary>N/n.</summary>
    public double[] Start { get; }

    /// <summary>Every margin and what became of it.</summary>
    public IReadOnlyList<MarginRecord> Margins { get; }

    /// <summary>Those raked to.</summary>
    public IReadOnlyList<RakingMargin> Used { get; }

    /// <summary>How the raking ended; null when refused.</summary>
    public RakingResult? Raking { get; }

    /// <summary>Why there are no raked weights, or empty.</summary>
    public string Refusal { get; }

    /// <summary>All designs, the unweighted ones first.</summary>
    public IReadOnlyList<SampleDesign> Designs { get; }

    /// <summary>The raked design, or null.</summary>
    public SampleDesign? Raked { get; }

    /// <summary>
    /// Weighs one organisation's sample for its estimates; where the wave is raked as one they have no raked weights, for the errors would be
    /// of other organisations' respondents too, who are not in the sample.
    /// </summary>
    public static SampleWeights OfOrganisation(WaveFrame frame)
    {
        var made = Of(frame);
        return frame.Settings.Scope == WeightingScope.Organisation
            ? made
            : new SampleWeights(made.Start, made.Margins, [], null, "scope_wave", [.. made.Designs.Where(d => d.Weighting != RakedName)]);
    }

    /// <summary>Weighs a sample.</summary>
    public static SampleWeights Of(WaveFrame frame)
    {
        var n = frame.Count;
        long[] population = [frame.PopulationSize];
        var ones = Filled(n, 1);
        var start = Filled(n, (double)frame.PopulationSize / n);
        var designs = new List<SampleDesign>
        {
            new(None, "_domain", ones, null, [], population),
            new(None, "_cluster", ones, null, frame.Unit, []),
        };
        if (frame.PopulationSize < n)
        {
            return new SampleWeights(start, [], [], null, "more_respondents_than_persons", [.. designs.Select(d => d with { Population = [] })]);
        }

        var margins = MarginNames.Select(name => Decide(frame, frame.Variable(name))).ToArray();
        var role = margins[0];
        if (role.Note == "used")
        {
            var stratum = Mapped(role);
            var weights = PostStratification.Weights(start, stratum, role.Decision!.Totals);
            var calibration = Calibration.Of(start, [stratum]);
            designs.Add(new(PostStratified, "", weights, calibration, [], population));
            designs.Add(new(PostStratified, "_cluster", weights, calibration, frame.Unit, []));
        }

        var fault = margins.FirstOrDefault(m => m.Note is "refused" or "more_respondents_than_persons");
        if (fault is not null)
        {
            return new SampleWeights(start, margins, [], null, fault.Note, designs);
        }

        RakingMargin[] used = [.. margins.Where(m => m.Note == "used").Select(m => new RakingMargin(Mapped(m), m.Decision!.Totals))];
        var raking = Compute.Raking.Rake(start, used, Bounds(frame.Settings));
        if (!raking.Converged)
        {
            return new SampleWeights(start, margins, used, raking, frame.Settings.MaxRatio is null ? "not_converged" : OutOfBounds, designs);
        }

        var raked = Calibration.Of(start, [.. used.Select(m => m.Category)]);
        designs.Add(new(RakedName, "", raking.Weights, raked, [], population));
        designs.Add(new(RakedName, "_cluster", raking.Weights, raked, frame.Unit, []));
        return new SampleWeights(start, margins, used, raking, "", designs);
    }

    /// <summary>Bounds of the g-weights, or null: a weight is at most so many times N/n, and at least its inverse.</summary>
    public static (double Lower, double Upper)? Bounds(WeightingSettings settings) => settings.MaxRatio is { } ratio ? (1 / ratio, ratio) : null;

    /// <summary>
    /// The category that each is to be merged with: what the configuration names for the variable, or else the younger neighbour of an age
    /// band (the youngest: the older), "unknown" for another gender, and for "unknown" the category with most persons. Roles have none.
    /// </summary>
    public static int[] Neighbour(WaveFrame frame, SampleVariable variable)
    {
        var last = variable.Codes.Length - 1;
        var counts = new long[variable.Codes.Length];
        foreach (var c in variable.OfPerson)
        {
            counts[c]++;
        }

        var neighbour = new int[variable.Codes.Length];
        Array.Fill(neighbour, -1);
        neighbour[last] = last == 0 ? -1 : Enumerable.Range(0, last).MaxBy(c => counts[c]);
        if (frame.Settings.Neighbours.TryGetValue(variable.Name, out var named))
        {
            for (var c = 0; c < neighbour.Length; c++)
            {
                neighbour[c] = Named(named, variable.Codes, variable.Codes[c]) is >= 0 and var into ? into : neighbour[c];
            }
        }
        else if (variable.Name == "age")
        {
            for (var c = 0; c < last; c++)
            {
                neighbour[c] = c > 0 ? c - 1 : last > 1 ? 1 : -1;
            }
        }
        else if (variable.Name == "gender")
        {
            var other = Array.IndexOf(variable.Codes, "annat");
            neighbour[other] = last;
        }

        return neighbour;
    }

    /// <summary>The category's neighbour; one that nobody here has passes on to its own. −1 = none is named, or they name one another.</summary>
    private static int Named(IReadOnlyDictionary<string, string> named, string[] codes, string code)
    {
        var into = code;
        for (var step = 0; step <= named.Count && named.TryGetValue(into, out var next); step++)
        {
            into = next;
            if (into != code && Array.IndexOf(codes, into) is >= 0 and var found)
            {
                return found;
            }
        }

        return -1;
    }

    private static MarginRecord Decide(WaveFrame frame, SampleVariable variable)
    {
        var (respondents, persons) = (new long[variable.Codes.Length], new long[variable.Codes.Length]);
        foreach (var c in variable.OfRespondent)
        {
            respondents[c]++;
        }

        foreach (var c in variable.OfPerson)
        {
            persons[c]++;
        }

        var without = variable.Name == "device" ? Array.IndexOf(variable.Codes, "inget") : -1;
        var plan = new MarginPlan(variable.Name, variable.Codes, respondents, persons, Neighbour(frame, variable), without);
        if (!frame.Linked && respondents[..^1].Sum() == 0)
        {
            return new MarginRecord(variable, plan, null, "not_asked");
        }

        if (respondents.Zip(persons).Any(p => p.First > p.Second))
        {
            return new MarginRecord(variable, plan, null, "more_respondents_than_persons");
        }

        var decision = MarginCollapse.Decide(plan);
        return new MarginRecord(variable, plan, decision, decision.Outcome switch
        {
            MarginOutcome.Used => "used",
            MarginOutcome.DroppedTooFewWithoutDevice => "dropped_device",
            MarginOutcome.DroppedTooFewInCategory => "dropped_device_category",
            _ => "refused",
        });
    }

    private static int[] Mapped(MarginRecord margin) => [.. margin.Variable.OfRespondent.Select(c => margin.Decision!.Into[c])];

    private static double[] Filled(int n, double value)
    {
        var all = new double[n];
        Array.Fill(all, value);
        return all;
    }
}
