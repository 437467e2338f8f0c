using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>The R-indicator with and without device, and by operation (method §3.8).</summary>
internal static class RepresentativenessRows
{
    /// <summary>Adds the organisation's.</summary>
    public static void Add(RowList rows, WaveSample sample)
    {
        // Where nobody said it, an anonymous wave was not asked.
        SampleVariable[] variables =
            [.. sample.Variables.Where(v => sample.Linked || v.OfRespondent.Any(c => c < v.Codes.Length - 1))];
        Model(rows, sample, "with_device", variables);
        Model(rows, sample, "without_device", [.. variables.Where(v => v.Name != "device")]);
        if (sample.Linked || sample.Operation.OfRespondent.Any(c => c < sample.Operation.Codes.Length - 1))
        {
            Model(rows, sample, "operation", [sample.Operation]);
        }
    }

    private static void Model(RowList rows, WaveSample sample, string name, SampleVariable[] variables)
    {
        var row = RowList.Template(sample, sample.Groups[0]) with { Measure = "V3", Part = name, Respondents = sample.Count };
        if (AnsweredOf(sample, variables) is not { } answered)
        {
            rows.Add(row with { Estimator = "refused", Estimate = sample.PopulationSize, Note = "more_respondents_than_persons" });
            return;
        }

        var e = Representativeness.Of(
            answered, [.. variables.Select(v => new ResponseVariable(v.Name, v.Codes, v.OfPerson, SampleWeights.Neighbour(sample.Frame, v)))]);
        if (e.Refusal != RepresentativenessRefusal.None)
        {
            var why = e.Refusal switch
            {
                RepresentativenessRefusal.TooFewPersons => "too_few_persons",
                RepresentativenessRefusal.NoNeighbour => "no_neighbour",
                _ => "not_converged",
            };
            rows.Add(row with { Estimator = "refused", Estimate = e.Persons, Note = e.At.Length == 0 ? why : why + ":" + e.At });
            return;
        }

        rows.Add(row with { Estimator = "r_indicator", Estimate = e.RIndicator });
        rows.Add(row with { Estimator = "s_rho", Estimate = e.Deviation });
        rows.Add(row with { Estimator = "cv_rho", Estimate = e.Variation });
        foreach (var partial in e.Partials)
        {
            var note = string.Join(',', partial.Merges.Select(m => m.From + ">" + m.Into));
            var of = row with { Breakdown = partial.Name, Note = note.Length == 0 ? "" : "merged:" + note };
            rows.Add(of with { Estimator = "partial", Estimate = partial.Partial });
            foreach (var category in partial.Categories)
            {
                var here = of with { Category = category.Code, Population = category.Persons, Note = "" };
                rows.Add(here with { Estimator = "partial", Estimate = category.Partial });
                rows.Add(here with { Estimator = "mean_propensity", Estimate = category.MeanPropensity });
            }
        }
    }

    /// <summary>
    /// Who answered. In an anonymous wave it is known by cell alone (method §1.6), which is all that the model asks: in each cell as many
    /// persons as answers; null where there are more of these.
    /// </summary>
    private static bool[]? AnsweredOf(WaveSample sample, SampleVariable[] variables)
    {
        if (sample.Linked)
        {
            return FactRows.Answered(sample);
        }

        // Persons first, so that cells are numbered by them.
        var persons = sample.PopulationSize;
        var cells = CategoryCells.Find(
            [.. variables.Select(v => v.OfPerson.Concat(v.OfRespondent).ToArray())], persons + sample.Count);
        var left = new long[cells.Keys.Length];
        foreach (var cell in cells.Of.Skip(persons))
        {
            left[cell]++;
        }

        var answered = new bool[persons];
        for (var i = 0; i < persons; i++)
        {
            answered[i] = left[cells.Of[i]]-- > 0;
        }

        return Array.TrueForAll(left, l => l <= 0) ? answered : null;
    }
}
