namespace Digilo.Analytics.Benchmarks;

/// <summary>SplitMix64: the same numbers on every runtime, which System.Random does not promise.</summary>
internal struct Sequence(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15;

    public int Next(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (int)Math.BigMul(z, (ulong)bound, out _);
    }
}
