namespace Digilo.Analytics.Compute;

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
}
