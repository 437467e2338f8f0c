namespace Digilo.Analytics.Compute;

/// <summary>
/// Compensated summation (Neumaier 1974): the error does not grow with the number of terms, so a figure over 100,000 respondents
/// is as exact as one over ten. Rows come in a fixed order, so the same store gives the same bits.
/// </summary>
internal static class Summation
{
    /// <summary>Sum of the values; 0 for none. NaN and infinities pass through as in ordinary addition.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = default(NeumaierSum);
        foreach (var value in values)
        {
            sum.Add(value);
        }

        return sum.Value;
    }
}

/// <summary>A running Neumaier sum; <c>default</c> is zero.</summary>
internal struct NeumaierSum
{
    private double _sum;
    private double _lost;

    /// <summary>The sum so far, the lost low-order part added back.</summary>
    public readonly double Value => double.IsFinite(_sum) ? _sum + _lost : _sum;

    /// <summary>Adds one term.</summary>
    public void Add(double term)
    {
        var next = _sum + term;
        _lost += Math.Abs(_sum) >= Math.Abs(term) ? (_sum - next) + term : (term - next) + _sum;
        _sum = next;
    }
}
