using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class MultipleTestingTests
{
    [Fact]
    public void Published_S21_of_Benjamini_and_Hochberg_1995_rejects_four()
    {
        var adjusted = MultipleTesting.BenjaminiHochberg(Reference.Scalars["bh p"]);
        Assert.Equal(4, adjusted.Count(p => p <= 0.05));
        Assert.Equal([.0015, .0030, .0095, .03562, .06030, .06386], adjusted.Take(6).Select(p => Math.Round(p, 5)));
    }

    [Theory]
    [InlineData("bh")]
    [InlineData("bh ties")]
    public void Agrees_with_R(string name)
    {
        var adjusted = MultipleTesting.BenjaminiHochberg(Reference.Scalars[name + " p"]);
        foreach (var (expected, actual) in Reference.Scalars[name + " adj"].Zip(adjusted))
        {
            Reference.Close(expected, actual, 1e-14);
        }
    }

    [Fact]
    public void A_test_that_could_not_be_made_is_no_test()
    {
        Assert.Empty(MultipleTesting.BenjaminiHochberg([]));
        Assert.Equal([0.02, double.NaN, 0.5], MultipleTesting.BenjaminiHochberg([0.01, double.NaN, 0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.BenjaminiHochberg([1.5]));
    }

    [Fact]
    public void Families_are_adjusted_each_by_itself_as_in_R()
    {
        var r = Reference.Named("effects.csv");
        var tests = MultipleTesting.Families(r["family p"], [.. r["family of"].Select(f => (int)f)]);
        foreach (var (expected, test) in r["family adj"].Zip(tests))
        {
            Reference.Close(expected, test.AdjustedP, 1e-14);
            Assert.Equal(expected <= 0.05, test.Secured);
        }

        Assert.Contains(tests, t => t.Secured);
    }

    [Fact]
    public void A_test_without_a_family_is_neither_adjusted_nor_secured()
    {
        Assert.Equal(
            [new FamilyTest(double.NaN, false), new FamilyTest(0.02, true), new FamilyTest(double.NaN, false)],
            MultipleTesting.Families([0.001, 0.02, double.NaN], [-1, 0, 0]));
        Assert.Equal([new FamilyTest(0.02, false)], MultipleTesting.Families([0.02], [0], 0.01));
        Assert.Empty(MultipleTesting.Families([], []));
        Assert.Throws<ArgumentException>(() => MultipleTesting.Families([0.1], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Families([0.1], [0], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Families([1.1], [0]));
    }

    [Fact]
    public void One_family_is_Benjamini_and_Hochberg() =>
        Gen.Double[0, 1].Array[0, 30].Sample(p =>
            MultipleTesting.Families(p, new int[p.Length]).Select(t => t.AdjustedP).SequenceEqual(MultipleTesting.BenjaminiHochberg(p)));

    [Fact]
    public void Never_smaller_than_given_never_over_one_and_in_the_same_order() =>
        Gen.Double[0, 1].Array[0, 30].Sample(p =>
        {
            var a = MultipleTesting.BenjaminiHochberg(p);
            return Enumerable.Range(0, p.Length).All(i => a[i] >= p[i] && a[i] <= 1
                && Enumerable.Range(0, p.Length).All(j => p[i] > p[j] || a[i] <= a[j]));
        });
}
