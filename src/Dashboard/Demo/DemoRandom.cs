namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>
/// SplitMix64: sixteen lines that give the same numbers on every machine and runtime for ever, which <see cref="Random"/> does
/// not promise. Only additions, multiplications and shifts are used: the mathematical library's last digit differs between
/// platforms.
/// </summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>An independent stream for a topic, so that a change in one file does not move the others.</summary>
    public static DemoRandom For(int seed, string topic)
    {
        // FNV-1a over the topic's characters.
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var character in topic)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return new DemoRandom(hash);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>In [0, 1).</summary>
    public double Share() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability.</summary>
    public bool Happens(double probability) => Share() < probability;

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int from, int to) => from + (int)(Bits() % (ulong)(to - from + 1));

    /// <summary>Nearly normal, mean 0 and standard deviation 1: the sum of twelve uniforms less six.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += Share();
        }

        return sum;
    }

    /// <summary>A day, both ends included.</summary>
    public DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(Between(0, to.DayNumber - from.DayNumber));

    /// <summary>An index with probabilities in proportion to the weights.</summary>
    public int Choose(params ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var point = Share() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            point -= weights[i];
            if (point < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>One of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> list) => list[Between(0, list.Count - 1)];

    /// <summary>Mixes a list in place.</summary>
    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Between(0, i);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
