using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// One test of a family: its adjusted p-value (NaN if it could not be made), and whether the result is "säkerställd": adjusted p ≤ q.
/// The interval beside it stays unadjusted (method §3.4).
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FamilyTest(double AdjustedP, bool Secured);

/// <summary>Adjustment of p-values for many tests at once (method §3.4).</summary>
internal static class MultipleTesting
{
    /// <summary>
    /// Benjamini and Hochberg's adjusted p-values, in the order given; the false discovery rate is held at q by rejecting those ≤ q.
    /// NaN (a test that could not be made) stays NaN and does not count as a test. None: empty. R: <c>p.adjust(p, "BH")</c>; domain S21.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A p-value outside [0, 1].</exception>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p)
    {
        var values = p.ToArray();
        var order = Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i])).OrderByDescending(i => values[i]).ToArray();
        var adjusted = new double[values.Length];
        Array.Fill(adjusted, double.NaN);
        var smallest = 1.0;
        for (var k = 0; k < order.Length; k++)
        {
            var value = values[order[k]];
            IncompleteBeta.RequireProbability(value);
            smallest = Math.Min(smallest, (double)order.Length / (order.Length - k) * value);
            adjusted[order[k]] = smallest;
        }

        return adjusted;
    }

    /// <summary>The false discovery rate that the method holds (§3.4).</summary>
    public const double DefaultRate = 0.05;

    /// <summary>
    /// Adjusts each family by itself. Which tests belong together is the caller's to say: organisation × wave pair × measure × breakdown
    /// (method §3.4). The tests of one family need not stand together; a family of one keeps its p. A NaN is no test and is never secured.
    /// R: <c>ave(p, family, FUN = function(x) p.adjust(x, "BH"))</c>.
    /// </summary>
    /// <param name="p">Two-sided p-values, NaN = could not be made.</param>
    /// <param name="familyOfTest">The family of each, any numbers; −1 = no family: neither adjusted nor secured.</param>
    /// <param name="rate">q, in (0, 1).</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A p-value outside [0, 1], or q outside (0, 1).</exception>
    public static FamilyTest[] Families(ReadOnlySpan<double> p, ReadOnlySpan<int> familyOfTest, double rate = DefaultRate)
    {
        Histogram.RequireSameLength(p.Length, familyOfTest.Length);
        if (!(rate > 0 && rate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "Lies strictly between 0 and 1.");
        }

        var tests = new FamilyTest[p.Length];
        Array.Fill(tests, new FamilyTest(double.NaN, false));
        var members = new Dictionary<int, List<int>>();
        for (var i = 0; i < p.Length; i++)
        {
            if (familyOfTest[i] != -1)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(members, familyOfTest[i], out _) ??= []).Add(i);
            }
        }

        foreach (var family in members.Values)
        {
            var own = new double[family.Count];
            for (var k = 0; k < own.Length; k++)
            {
                own[k] = p[family[k]];
            }

            var adjusted = BenjaminiHochberg(own);
            for (var k = 0; k < own.Length; k++)
            {
                tests[family[k]] = new FamilyTest(adjusted[k], adjusted[k] <= rate);
            }
        }

        return tests;
    }
}
