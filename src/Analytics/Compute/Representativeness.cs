using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>A variable of the response model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Codes">Codes of its categories.</param>
/// <param name="Category">Each person's category, 0, 1, ….</param>
/// <param name="Neighbour">The category named to merge each with, −1 for none.</param>
internal sealed record ResponseVariable(string Name, string[] Codes, int[] Category, int[] Neighbour);

/// <summary>Why there is no R-indicator.</summary>
internal enum RepresentativenessRefusal
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>Under 200 persons.</summary>
    TooFewPersons,

    /// <summary>A category where all or none answered has no named neighbour left.</summary>
    NoNeighbour,

    /// <summary>Variables together tell who answered, so the model has no finite solution.</summary>
    NotConverged,
}

/// <summary>One category's unconditional partial R-indicator.</summary>
/// <param name="Code">The category's code; of merged ones that of the category they were merged into.</param>
/// <param name="Persons">Persons in it.</param>
/// <param name="MeanPropensity">Their mean propensity, 0–1.</param>
/// <param name="Partial">√(N_k/N)·(ρ̄_k − ρ̄): under 0 answers less than its share.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CategoryPartial(string Code, long Persons, double MeanPropensity, double Partial);

/// <summary>One variable's unconditional partial R-indicator √(Σ_k N_k/N·(ρ̄_k − ρ̄)²), its categories' and the merges made.</summary>
internal sealed record VariablePartial(
    string Name, double Partial, IReadOnlyList<CategoryPartial> Categories, IReadOnlyList<CategoryMerge> Merges);

/// <summary>How evenly the population answered.</summary>
/// <param name="Refusal">Why not, if not; the figures are then NaN.</param>
/// <param name="At">Name of the variable (and code of the category) at fault, or empty.</param>
/// <param name="Persons">N.</param>
/// <param name="Respondents">Those who answered.</param>
/// <param name="RIndicator">1 − 2·S; 1 = everybody equally likely to answer.</param>
/// <param name="Deviation">S(ρ̂) with N − 1.</param>
/// <param name="Variation">CV: S over the mean propensity.</param>
/// <param name="Partials">One a variable.</param>
internal sealed record RepresentativenessEstimate(
    RepresentativenessRefusal Refusal,
    string At,
    long Persons,
    long Respondents,
    double RIndicator,
    double Deviation,
    double Variation,
    IReadOnlyList<VariablePartial> Partials);

/// <summary>The R-indicator of response and its unconditional partials (Schouten, Cobben and Bethlehem 2009; method §3.8).</summary>
internal static class Representativeness
{
    /// <summary>Fewer persons than this: none.</summary>
    public const long LeastPersons = 200;

    /// <summary>
    /// ρ̂ from main effects of the variables over the whole register. R: <c>rho &lt;- fitted(glm(answered ~ a + b + …, binomial))</c>,
    /// <c>1 - 2 * sd(rho)</c>, <c>sd(rho) / mean(rho)</c>, and for a variable
    /// <c>sqrt(sum(N_k / N * (tapply(rho, a, mean) - mean(rho))^2))</c>.
    /// A category where all or none answered is merged with its named neighbour first, and reported. All or nobody answered: nothing to
    /// model, R is 1 and every partial 0 (CV 0, or NaN for nobody). With and without device is two calls; "by operation" is the partial
    /// of a call with operation alone.
    /// </summary>
    /// <param name="answered">One a person of the register.</param>
    /// <param name="variables">Never unit. None: R is 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static RepresentativenessEstimate Of(ReadOnlySpan<bool> answered, IReadOnlyList<ResponseVariable> variables)
    {
        var persons = answered.Length;
        long respondents = 0;
        foreach (var a in answered)
        {
            respondents += a ? 1 : 0;
        }

        foreach (var variable in variables)
        {
            Histogram.RequireSameLength(variable.Category.Length, persons);
            Histogram.RequireSameLength(variable.Neighbour.Length, variable.Codes.Length);
        }

        if (persons < LeastPersons)
        {
            return Refused(RepresentativenessRefusal.TooFewPersons, "", persons, respondents);
        }

        var constant = respondents == 0 || respondents == persons;
        var merged = new List<int[]>();
        var merges = new List<IReadOnlyList<CategoryMerge>>();
        foreach (var variable in variables)
        {
            var n = new long[variable.Codes.Length];
            var population = new long[variable.Codes.Length];
            for (var i = 0; i < persons; i++)
            {
                population[variable.Category[i]]++;
                n[variable.Category[i]] += answered[i] ? 1 : 0;
            }

            var result = CategoryMerging.Merge(
                variable.Codes, n, population, variable.Neighbour, (x, all) => !constant && all > 0 && (x == 0 || x == all));
            if (result.Refused >= 0)
            {
                return Refused(
                    RepresentativenessRefusal.NoNeighbour, $"{variable.Name}: {variable.Codes[result.Refused]}", persons, respondents);
            }

            merged.Add([.. variable.Category.Select(c => result.Root[c])]);
            merges.Add(result.Merges);
        }

        var cells = CategoryCells.Find(merged, persons);
        var trials = new double[cells.Keys.Length];
        var successes = new double[cells.Keys.Length];
        for (var i = 0; i < persons; i++)
        {
            trials[cells.Of[i]]++;
            successes[cells.Of[i]] += answered[i] ? 1 : 0;
        }

        double[] rho;
        if (constant)
        {
            rho = new double[trials.Length];
            Array.Fill(rho, respondents == 0 ? 0 : 1);
        }
        else
        {
            var (design, columns) = CategoryCells.IndependentMainEffects(cells.Keys, trials);
            var fit = LogisticRegression.Fit(design, columns, successes, trials);
            if (fit.Status != LogisticStatus.Converged)
            {
                return Refused(RepresentativenessRefusal.NotConverged, "", persons, respondents);
            }

            rho = fit.Fitted;
        }

        var mean = MeanOf(rho, trials, _ => true).Mean;
        var squares = default(NeumaierSum);
        for (var c = 0; c < rho.Length; c++)
        {
            squares.Add(trials[c] * (rho[c] - mean) * (rho[c] - mean));
        }

        var deviation = Math.Sqrt(squares.Value / (persons - 1));
        var partials = variables.Select((v, k) => PartialOf(v, k, merges[k], cells, rho, trials, mean, persons)).ToArray();
        return new RepresentativenessEstimate(
            RepresentativenessRefusal.None, "", persons, respondents, 1 - (2 * deviation), deviation, deviation / mean, partials);
    }

    private static VariablePartial PartialOf(
        ResponseVariable variable,
        int k,
        IReadOnlyList<CategoryMerge> merges,
        CategoryCells cells,
        double[] rho,
        double[] trials,
        double mean,
        long persons)
    {
        var categories = new List<CategoryPartial>();
        var squares = default(NeumaierSum);
        for (var category = 0; category < variable.Codes.Length; category++)
        {
            var here = MeanOf(rho, trials, c => cells.Keys[c][k] == category);
            if (here.Persons > 0)
            {
                var partial = Math.Sqrt((double)here.Persons / persons) * (here.Mean - mean);
                squares.Add(partial * partial);
                categories.Add(new CategoryPartial(variable.Codes[category], here.Persons, here.Mean, partial));
            }
        }

        return new VariablePartial(variable.Name, Math.Sqrt(squares.Value), categories, merges);
    }

    private static (long Persons, double Mean) MeanOf(double[] rho, double[] trials, Func<int, bool> which)
    {
        long n = 0;
        var sum = default(NeumaierSum);
        for (var c = 0; c < rho.Length; c++)
        {
            if (which(c))
            {
                n += (long)trials[c];
                sum.Add(trials[c] * rho[c]);
            }
        }

        return (n, sum.Value / n);
    }

    private static RepresentativenessEstimate Refused(RepresentativenessRefusal why, string at, long persons, long respondents) =>
        new(why, at, persons, respondents, double.NaN, double.NaN, double.NaN, []);
}
