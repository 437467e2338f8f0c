using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class DriversTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Named("drivers.csv");
    private static readonly double[][] Persons = Reference.Rows("drivers-persons.csv");
    private static readonly byte[] State = [.. Persons.Select(p => (byte)p[0])];
    private static readonly int[] Category = [.. Persons.Select(p => (int)p[1])];
    private static readonly int[] Cell = [.. Persons.Select(p => (int)p[4])];
    private static readonly double[] Weights = [.. Persons.Select(p => p[5])];
    private static readonly long[] Register = [.. R["register"].Select(n => (long)n)];

    private static readonly Gen<(bool Below, int Category, int Cell)[]> Answered =
        Gen.Select(Gen.Bool, Gen.Int[0, 1], Gen.Int[0, 1]).Array[120, 200];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Standardised_differences_agree_with_survey(bool weighted)
    {
        var estimates = StandardisedDifference.Compute(State, Category, 5, 0, Cell, Register, weighted ? Weights : []);
        for (var k = 1; k <= 4; k++)
        {
            var e = estimates[k];
            double[] actual =
            [
                e.N, e.Share, e.Standardised, e.Difference, e.StandardError, e.DegreesOfFreedom, e.Interval.Low, e.Interval.High, e.PValue, e.Coverage,
            ];
            var expected = R[$"difference {k} {(weighted ? "weighted" : "plain")}"];
            Assert.Equal(expected.Length == 2 ? DifferenceStatus.TooFew : DifferenceStatus.Estimated, e.Status);
            foreach (var (figure, own) in expected.Zip(actual))
            {
                Reference.Close(figure, own, 1e-10, $"category {k}");
            }
        }

        Assert.Equal((DifferenceStatus.Reference, double.NaN), (estimates[0].Status, estimates[0].Difference));
        Assert.Equal(double.NaN, estimates[4].Difference);
    }

    [Fact]
    public void Nothing_in_common_and_no_variance_are_told()
    {
        // Twenty of each, in cells of their own; then all alike in one cell.
        byte[] state = [.. Enumerable.Range(0, 40).Select(i => (byte)(i % 2))];
        int[] category = [.. Enumerable.Range(0, 40).Select(i => i / 20)];
        Assert.Equal(DifferenceStatus.NoCommonCell, StandardisedDifference.Compute(state, category, 2, 0, category, [10, 10])[1].Status);
        Assert.Equal(DifferenceStatus.NoCommonCell, StandardisedDifference.Compute(state, category, 2, 0, new int[40], [0])[1].Status);
        var flat = StandardisedDifference.Compute(new byte[40], category, 2, 0, new int[40], [100])[1];
        Assert.Equal((DifferenceStatus.Estimated, 0.0, 0.0, Interval.None, double.NaN), (flat.Status, flat.Difference, flat.StandardError, flat.Interval, flat.PValue));
        var nobody = StandardisedDifference.Compute([], [], 2, 0, [], [5]);
        Assert.Equal((DifferenceStatus.TooFew, 0L, double.NaN), (nobody[1].Status, nobody[1].N, nobody[1].Share));
        var missing = StandardisedDifference.Compute([.. state.Select(_ => Floor.Missing)], category, 2, 0, new int[40], [5]);
        Assert.Equal((DifferenceStatus.TooFew, 0L), (missing[1].Status, missing[1].N));
        var weightless = StandardisedDifference.Compute(state, category, 2, 0, new int[40], [5], [.. state.Select((_, i) => i == 39 ? 0.0 : 1)]);
        Assert.Equal((DifferenceStatus.TooFew, 19L), (weightless[1].Status, weightless[1].N));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => StandardisedDifference.Compute([0], [0, 0], 1, 0, [0], [1]));
        Assert.Throws<ArgumentException>(() => StandardisedDifference.Compute([0], [0], 1, 0, [], [1]));
        Assert.Throws<ArgumentException>(() => StandardisedDifference.Compute([0], [0], 1, 0, [0], [1], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardisedDifference.Compute([0], [0], 1, 1, [0], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardisedDifference.Compute([0], [0], 1, 0, [0], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardisedDifference.Compute([0], [0], 1, 0, [0], [1], default, 1));
        Assert.Throws<ArgumentException>(() => DriverModel.Fit([0], [new DriverFactor([], 2, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DriverModel.Fit([0], [new DriverFactor([2], 2, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DriverModel.Fit([0], [new DriverFactor([0], 2, 2)]));
    }

    [Fact]
    public void In_one_cell_it_is_the_plain_difference_and_exchanged_it_changes_sign() =>
        Answered.Sample(a =>
        {
            var (state, category) = (a.Select(x => x.Below ? Floor.Below : Floor.NotBelow).ToArray(), a.Select(x => x.Category).ToArray());
            var one = StandardisedDifference.Compute(state, category, 2, 0, new int[a.Length], [7])[1];
            int[] cells = [.. a.Select(x => x.Cell)];
            var there = StandardisedDifference.Compute(state, category, 2, 0, cells, [300, 500])[1];
            var back = StandardisedDifference.Compute([.. state.Reverse()], [.. category.Reverse()], 2, 1, [.. cells.Reverse()], [300, 500])[0];
            var shares = Enumerable.Range(0, 2).Select(c => a.Where(x => x.Category == c).Average(x => x.Below ? 1.0 : 0)).ToArray();
            return Math.Abs(one.Difference - (shares[1] - shares[0])) < 1e-12 && Math.Abs(one.Standardised - one.Share) < 1e-12
                && Math.Abs(there.Difference + back.Difference) < 1e-12 && Math.Abs(there.StandardError - back.StandardError) < 1e-12;
        });

    [Fact]
    public void Weights_on_another_scale_change_nothing() =>
        Gen.Double[0.1, 100].Sample(scale =>
        {
            var a = StandardisedDifference.Compute(State, Category, 5, 0, Cell, Register, Weights)[2];
            var b = StandardisedDifference.Compute(State, Category, 5, 0, Cell, Register, [.. Weights.Select(w => w * scale)])[2];
            return Math.Abs(a.Difference - b.Difference) < 1e-12 && Math.Abs(a.StandardError - b.StandardError) < 1e-12;
        });

    [Fact]
    public void The_joint_model_agrees_with_glm_and_its_inflation_with_cars_vif()
    {
        // The script leaves category 4 out; so do we, as not known.
        var fit = DriverModel.Fit(State, Factors());
        Assert.Equal((DriverStatus.Fitted, 6, true), (fit.Status, fit.Parameters, fit.MayBeShown));
        Assert.Equal((R["model"][0], R["model"][1]), ((double)fit.N, (double)fit.Below));
        Same("coefficients", fit.Terms.Select(t => t.Coefficient));
        Same("errors", fit.Terms.Select(t => t.StandardError));
        Same("odds", fit.Terms.Select(t => t.OddsRatio));
        Same("low", fit.Terms.Select(t => t.OddsRatioInterval.Low));
        Same("high", fit.Terms.Select(t => t.OddsRatioInterval.High));
        Same("p", fit.Terms.Select(t => t.PValue));
        Same("inflation", fit.Inflation);
        Assert.Equal([(0, 1), (0, 2), (0, 3), (1, 1), (2, 0), (2, 2)], fit.Terms.Select(t => (t.Factor, t.Category)));
    }

    [Fact]
    public void Two_factors_of_two_have_the_ordinary_VIF()
    {
        int[] known = [.. Category.Select(c => c is >= 0 and < 4 ? 0 : -1)];
        var device = Persons.Select((p, i) => known[i] < 0 ? -1 : (int)p[2]).ToArray();
        var form = Persons.Select(p => p[3] == 0 ? 1 : 0).ToArray();
        var fit = DriverModel.Fit(State, [new DriverFactor(device, 2, 0), new DriverFactor(form, 2, 0)]);
        Assert.All(fit.Inflation, v => Reference.Close(R["two"][0], v, 1e-9));
        Assert.Equal([1.0], DriverModel.Fit(State, [new DriverFactor(device, 2, 0)]).Inflation);
    }

    [Fact]
    public void Too_few_alike_and_empty_are_told()
    {
        // Nine of thirty below: one parameter needs ten.
        byte[] state = [.. Enumerable.Range(0, 30).Select(i => (byte)(i < 9 ? 1 : 0))];
        int[] f = [.. Enumerable.Range(0, 30).Select(i => i % 2)];
        var few = DriverModel.Fit(state, [new DriverFactor(f, 2, 0)]);
        Assert.Equal((DriverStatus.TooFew, 30L, 9L, false), (few.Status, few.N, few.Below, few.MayBeShown));
        Assert.Empty(few.Terms);
        byte[] ten = [.. Enumerable.Range(0, 30).Select(i => (byte)(i < 10 ? 1 : 0))];
        Assert.Equal(DriverStatus.Fitted, DriverModel.Fit(ten, [new DriverFactor(f, 2, 0)]).Status);
        Assert.Equal(DriverStatus.TooFew, DriverModel.Fit([.. ten.Select(s => (byte)(1 - s)), 1], [new DriverFactor([.. f, 0], 3, 0)]).Status);

        byte[] many = [.. Enumerable.Range(0, 100).Select(i => (byte)(i / 2 % 2))];
        int[] g = [.. Enumerable.Range(0, 100).Select(i => i % 2)], split = [.. many.Select(s => (int)s)];
        Assert.Equal(DriverStatus.RankDeficient, DriverModel.Fit(many, [new DriverFactor(g, 2, 0), new DriverFactor(g, 2, 0)]).Status);
        Assert.Equal(DriverStatus.RankDeficient, DriverModel.Fit(many, [new DriverFactor(g, 3, 0)]).Status);
        Assert.Equal(DriverStatus.RankDeficient, DriverModel.Fit(many, []).Status);
        Assert.Equal(DriverStatus.Separated, DriverModel.Fit(many, [new DriverFactor(split, 2, 0)]).Status);
        Assert.Equal((DriverStatus.TooFew, 0L), (DriverModel.Fit([], [new DriverFactor([], 2, 0)]).Status, DriverModel.Fit([], [new DriverFactor([], 2, 0)]).N));
    }

    [Fact]
    public void Factors_that_say_nearly_the_same_are_not_shown()
    {
        byte[] state = [.. Enumerable.Range(0, 400).Select(i => (byte)(i / 2 % 2))];
        int[] f = [.. Enumerable.Range(0, 400).Select(i => i % 2)], g = [.. f.Select((c, i) => i % 40 < 2 ? 1 - c : c)];
        var fit = DriverModel.Fit(state, [new DriverFactor(f, 2, 0), new DriverFactor(g, 2, 0)]);
        Assert.Equal((DriverStatus.Fitted, false), (fit.Status, fit.MayBeShown));
        Assert.All(fit.Inflation, v => Assert.InRange(v, 5.0001, 6));
    }

    [Fact]
    public void The_order_of_respondents_cannot_matter()
    {
        var (once, back) = (DriverModel.Fit(State, Factors()), DriverModel.Fit([.. State.Reverse()], [.. Factors().Select(f => f with { Category = [.. f.Category.Reverse()] })]));
        Assert.Equal(once.Terms, back.Terms);
        Assert.Equal(once.Inflation, back.Inflation);
    }

    private static DriverFactor[] Factors() =>
    [
        new([.. Category.Select(c => c == 4 ? -1 : c)], 4, 0),
        new([.. Persons.Select(p => (int)p[2])], 2, 0),
        new([.. Persons.Select(p => (int)p[3])], 3, 1),
    ];

    private static void Same(string name, IEnumerable<double> actual)
    {
        var figures = actual.ToArray();
        Assert.Equal(R[name].Length, figures.Length);
        for (var k = 0; k < figures.Length; k++)
        {
            Reference.Close(R[name][k], figures[k], 1e-9, $"{name} {k}");
        }
    }
}
