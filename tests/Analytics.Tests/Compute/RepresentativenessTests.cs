using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class RepresentativenessTests
{
    // Iterated: 1e-6 (method §3.1). Measured is far closer.
    private const double Tolerance = 1e-9;

    private static readonly Dictionary<string, double[]> R = EstimationData.R;
    private static readonly bool[] Answered = EstimationData.Waves[0].Answered;

    [Theory]
    [InlineData("all", "role gender age org device")]
    [InlineData("nodevice", "role gender age org")]
    [InlineData("operation", "op")]
    public void Indicator_and_partials_agree_with_R(string model, string names)
    {
        var e = Representativeness.Of(Answered, [.. names.Split(' ').Select(Variable)]);
        Assert.Equal((RepresentativenessRefusal.None, 1500L, Answered.LongCount(a => a)), (e.Refusal, e.Persons, e.Respondents));
        Reference.Close(R[$"R {model}"][0], e.RIndicator, Tolerance);
        Reference.Close(R[$"R {model}"][1], e.Deviation, Tolerance);
        Reference.Close(R[$"R {model}"][2], e.Variation, Tolerance);
        foreach (var variable in e.Partials)
        {
            var r = R[$"R {model} {variable.Name}"];
            Reference.Close(r[0], variable.Partial, Tolerance, variable.Name);
            Assert.Equal(r.Length - 1, variable.Categories.Count);
            Assert.Empty(variable.Merges);
            for (var c = 0; c < variable.Categories.Count; c++)
            {
                // Near 0 a partial is the difference of two means: judge it on their scale.
                Assert.Equal(r[c + 1], variable.Categories[c].Partial, 1e-11);
            }
        }
    }

    [Fact]
    public void The_logistic_model_agrees_with_R()
    {
        var cells = CategoryCells.Find(EstimationData.Margins, EstimationData.Persons);
        var (trials, successes) = (new double[cells.Keys.Length], new double[cells.Keys.Length]);
        for (var i = 0; i < EstimationData.Persons; i++)
        {
            trials[cells.Of[i]]++;
            successes[cells.Of[i]] += Answered[i] ? 1 : 0;
        }

        var (design, columns) = CategoryCells.IndependentMainEffects(cells.Keys, trials);
        var fit = LogisticRegression.Fit(design, columns, successes, trials);
        Assert.Equal(LogisticStatus.Converged, fit.Status);
        foreach (var (expected, actual) in R["glm coef"].Zip(fit.Coefficients))
        {
            Reference.Close(expected, actual, Tolerance);
        }

        foreach (var (expected, person) in R["glm fitted"].Zip([0, 499, 1499]))
        {
            Reference.Close(expected, fit.Fitted[cells.Of[person]], Tolerance);
        }
    }

    [Fact]
    public void Published_S26_half_at_80_and_half_at_40_per_cent()
    {
        // 0.6 with N; S has N − 1 (method §3.1), so 1 − 0.4·√(N/(N − 1)).
        const int N = 10_000;
        int[] half = [.. Enumerable.Range(0, N).Select(i => i % 2)];
        bool[] answered = [.. Enumerable.Range(0, N).Select(i => i / 2 % 10 < (i % 2 == 0 ? 8 : 4))];
        var e = Representativeness.Of(answered, [new("half", ["a", "b"], half, [-1, -1])]);
        Assert.Equal(0.6, e.RIndicator, 4);
        Reference.Close(1 - (0.4 * Math.Sqrt(N / (N - 1.0))), e.RIndicator, 1e-12);
        Assert.Equal(0.2, e.Partials[0].Partial, 12);
        Assert.Equal(Math.Sqrt(0.5) * 0.2, e.Partials[0].Categories[0].Partial, 12);
        Assert.Equal(-Math.Sqrt(0.5) * 0.2, e.Partials[0].Categories[1].Partial, 12);
    }

    [Fact]
    public void Categories_where_all_or_none_answered_are_merged_with_their_neighbour_and_reported()
    {
        var (answered, category) = Groups((150, 80), (40, 0), (60, 60), (0, 0));
        var e = Representativeness.Of(answered, [new("age", ["a", "b", "c", "d"], category, [-1, 0, 1, -1])]);
        Assert.Equal(RepresentativenessRefusal.None, e.Refusal);
        Assert.Equal([new CategoryMerge("b", "a", 0, 40), new CategoryMerge("c", "a", 60, 60)], e.Partials[0].Merges);
        Assert.Equal(1, e.RIndicator, 12);
        Assert.Equal([new CategoryPartial("a", 250, 140.0 / 250, 0)], e.Partials[0].Categories.Select(
            c => c with { Partial = Math.Round(c.Partial, 12), MeanPropensity = Math.Round(c.MeanPropensity, 14) }));

        var refused = Representativeness.Of(answered, [new("age", ["a", "b", "c", "d"], category, [-1, -1, 1, -1])]);
        Assert.Equal((RepresentativenessRefusal.NoNeighbour, "age: b"), (refused.Refusal, refused.At));
        Assert.Equal(double.NaN, refused.RIndicator);
    }

    [Fact]
    public void Under_200_persons_there_is_none_and_all_or_nobody_is_even()
    {
        var (few, category) = Groups((100, 50), (99, 20));
        Assert.Equal(RepresentativenessRefusal.TooFewPersons, Representativeness.Of(few, [new("g", ["a", "b"], category, [-1, -1])]).Refusal);
        Assert.Equal(RepresentativenessRefusal.TooFewPersons, Representativeness.Of([], []).Refusal);
        var (all, both) = Groups((150, 150), (50, 50));
        var e = Representativeness.Of(all, [new("g", ["a", "b"], both, [-1, -1])]);
        Assert.Equal((1.0, 0.0, 0.0, 0.0), (e.RIndicator, e.Deviation, e.Variation, e.Partials[0].Partial));
        var (nobody, neither) = Groups((150, 0), (50, 0));
        var none = Representativeness.Of(nobody, [new("g", ["a", "b"], neither, [-1, -1])]);
        Assert.Equal((1.0, double.NaN), (none.RIndicator, none.Variation));
        Assert.Equal(1, Representativeness.Of(few.Concat(few).ToArray(), []).RIndicator, 14);
        Assert.Throws<ArgumentException>(() => Representativeness.Of(few, [new("g", ["a"], [0], [-1])]));
    }

    [Fact]
    public void Variables_that_together_tell_who_answered_are_refused()
    {
        // No category has 0 or 100 %, but with t1 side 1 always answers and side 0 never, and no cell speaks against it: the
        // coefficients run away (R: glm warns of fitted probabilities of 0 or 1).
        int[] third = [.. Enumerable.Range(0, 240).Select(i => i % 3)], side = [.. Enumerable.Range(0, 240).Select(i => i / 3 % 2)];
        bool[] answered = [.. Enumerable.Range(0, 240).Select(i => (third[i], side[i]) switch
        {
            (1, var s) => s == 1,
            (2, var s) => s == 1 || i < 100,
            (_, var s) => s == 1 && i < 100,
        })];
        var e = Representativeness.Of(answered, [new("t", ["0", "1", "2"], third, [-1, -1, -1]), new("s", ["0", "1"], side, [-1, -1])]);
        Assert.Equal((RepresentativenessRefusal.NotConverged, double.NaN), (e.Refusal, e.RIndicator));
    }

    [Fact]
    public void A_variable_that_follows_from_another_adds_nothing()
    {
        // R: its coefficients are NA, the fitted values are those without it.
        var (role, age) = (Variable("role"), Variable("age"));
        var coarse = new ResponseVariable("coarse", ["0", "1"], [.. age.Category.Select(a => a == 0 ? 0 : 1)], [-1, -1]);
        var e = Representativeness.Of(Answered, [role, age]);
        foreach (var variables in new ResponseVariable[][] { [role, age, coarse], [coarse, role, age], [age, role, age] })
        {
            var more = Representativeness.Of(Answered, variables);
            Assert.Equal(RepresentativenessRefusal.None, more.Refusal);
            Reference.Close(e.RIndicator, more.RIndicator, 1e-12);
            Reference.Close(e.Partials[1].Partial, more.Partials.First(p => p.Name == "age").Partial, 1e-11);
        }
    }

    [Fact]
    public void Order_does_not_matter_and_one_variable_alone_explains_what_all_explain() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Bool).Array[200, 400].Sample(s =>
        {
            RepresentativenessEstimate Of((int A, int B, bool Answered)[] t) => Representativeness.Of(
                [.. t.Select(x => x.Answered)],
                [new("a", ["0", "1", "2"], [.. t.Select(x => x.A)], [1, 0, 1]), new("b", ["0", "1"], [.. t.Select(x => x.B)], [1, 0])]);
            var e = Of(s);
            var reversed = Of([.. s.Reverse()]);

            // S² with N is at least any variable's between variance.
            return e.Refusal != RepresentativenessRefusal.None || (
                Math.Abs(e.RIndicator - reversed.RIndicator) < 1e-11
                && e.Partials.All(p => p.Partial <= (e.Deviation * Math.Sqrt((s.Length - 1.0) / s.Length)) + 1e-9));
        });

    private static ResponseVariable Variable(string name)
    {
        var category = name switch
        {
            "role" => EstimationData.Role,
            "gender" => EstimationData.Gender,
            "age" => EstimationData.Age,
            "device" => EstimationData.Device,
            "org" => EstimationData.Org,
            _ => EstimationData.Operation,
        };
        string[] codes = [.. Enumerable.Range(0, category.Max() + 1).Select(c => $"{name}{c}")];
        return new ResponseVariable(name, codes, category, [.. codes.Select(_ => -1)]);
    }

    private static (bool[] Answered, int[] Category) Groups(params (int Persons, int Answered)[] groups) => (
        [.. groups.SelectMany(g => Enumerable.Range(0, g.Persons).Select(i => i < g.Answered))],
        [.. groups.SelectMany((g, c) => Enumerable.Repeat(c, g.Persons))]);
}
