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
    public void Never_smaller_than_given_never_over_one_and_in_the_same_order() =>
        Gen.Double[0, 1].Array[0, 30].Sample(p =>
        {
            var a = MultipleTesting.BenjaminiHochberg(p);
            return Enumerable.Range(0, p.Length).All(i => a[i] >= p[i] && a[i] <= 1
                && Enumerable.Range(0, p.Length).All(j => p[i] > p[j] || a[i] <= a[j]));
        });
}
