using System.Collections.Concurrent;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A few heavy pieces of work on all processors: whoever is done takes the next one. <see cref="Parallel.For(int, int, Action{int})"/> hands
/// out ever longer ranges, of which the last leaves the others waiting.
/// </summary>
internal static class SideBySide
{
    /// <summary>Does each piece once, in no order; with none it does nothing. Returns when all are done.</summary>
    /// <param name="count">How many.</param>
    /// <param name="piece">The work, given its number from 0; it writes where no other piece does.</param>
    /// <exception cref="AggregateException">What the pieces threw.</exception>
    public static void Each(int count, Action<int> piece) =>
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering), piece);
}
