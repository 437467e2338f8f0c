using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// Counts of answers per group: the workhorse. One group takes <see cref="Slots"/> consecutive longs: levels 0–8, then not shown (251),
/// skipped (252), don't know (253), not in the instrument (254). Whatever is integer in the data is then exact, and the order of the
/// respondents cannot matter. R: <c>table(factor(y, levels), group)</c>.
/// </summary>
internal static class Histogram
{
    /// <summary>Longs per group: nine levels and four codes for a missing answer.</summary>
    public const int Slots = Answers.LevelCount + Answers.MissingCodeCount;

    private const int Damaged = Slots;
    private const int Stride = 16;

    private static readonly byte[] SlotOfByte = MakeSlots();

    /// <summary>
    /// Counts one item over groups in one pass.
    /// </summary>
    /// <param name="column">The item's answers, one byte a respondent.</param>
    /// <param name="groupOfRespondent">The respondent's group, 0 … groupCount − 1, or −1 for none; as long as the column.</param>
    /// <param name="groupCount">How many groups there are; a group without respondents keeps zeros.</param>
    /// <returns>groupCount × <see cref="Slots"/> counts, group after group.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a counted byte is neither a level nor a code.</exception>
    /// <exception cref="IndexOutOfRangeException">A group number is outside −1 … groupCount − 1.</exception>
    public static long[] Count(ReadOnlySpan<byte> column, ReadOnlySpan<int> groupOfRespondent, int groupCount)
    {
        RequireSameLength(column.Length, groupOfRespondent.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(groupCount);

        // Row 0 takes those without a group, so the loop has no branch; the stride of 16 makes the index a shift.
        var counts = new long[(groupCount + 1) * Stride];
        var slots = SlotOfByte;
        for (var i = 0; i < column.Length; i++)
        {
            counts[((groupOfRespondent[i] + 1) * Stride) + slots[column[i]]]++;
        }

        var result = new long[groupCount * Slots];
        for (var group = 0; group < groupCount; group++)
        {
            var row = counts.AsSpan((group + 1) * Stride, Stride);
            RequireUndamaged(row[Damaged]);
            row[..Slots].CopyTo(result.AsSpan(group * Slots));
        }

        return result;
    }

    /// <summary>Counts one item over all respondents as one group: <see cref="Slots"/> counts, zeros for an empty column.</summary>
    /// <exception cref="ArgumentException">A byte is neither a level nor a code.</exception>
    public static long[] Count(ReadOnlySpan<byte> column)
    {
        Span<long> counts = stackalloc long[Stride];
        counts.Clear();
        var slots = SlotOfByte;
        foreach (var answer in column)
        {
            counts[slots[answer]]++;
        }

        RequireUndamaged(counts[Damaged]);
        return counts[..Slots].ToArray();
    }

    /// <summary>One group's counts out of a flat result of <see cref="Count(ReadOnlySpan{byte}, ReadOnlySpan{int}, int)"/>.</summary>
    public static ReadOnlySpan<long> Of(ReadOnlySpan<long> counts, int group) => counts.Slice(group * Slots, Slots);

    /// <summary>How many answered with a level; 0 for an empty group.</summary>
    public static long Answered(ReadOnlySpan<long> group) => Sums(group).N;

    /// <summary>How many carry one of the codes 251–254.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is none of them.</exception>
    public static long Missing(ReadOnlySpan<long> group, byte code)
    {
        if (!Answers.IsMissing(code))
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "Not a code for a missing answer.");
        }

        return group[Answers.LevelCount + code - Answers.FirstMissingCode];
    }

    /// <summary>How many answered with a level strictly under <paramref name="level"/> (method §2.1: below floor is strict).</summary>
    public static long Below(ReadOnlySpan<long> group, int level)
    {
        long below = 0;
        for (var l = 0; l < Math.Min(level, Answers.LevelCount); l++)
        {
            below += group[l];
        }

        return below;
    }

    /// <summary>Exact n, sum and sum of squares of the levels; zeros when nobody answered.</summary>
    public static IntegerSums Sums(ReadOnlySpan<long> group)
    {
        long n = 0, sum = 0, squares = 0;
        for (var level = 0; level < Answers.LevelCount; level++)
        {
            n += group[level];
            sum += level * group[level];
            squares += level * level * group[level];
        }

        return new IntegerSums(n, sum, squares);
    }

    internal static void RequireSameLength(int a, int b)
    {
        if (a != b)
        {
            throw new ArgumentException($"Columns of one wave have one length; got {a} and {b}.");
        }
    }

    private static void RequireUndamaged(long damaged)
    {
        if (damaged > 0)
        {
            throw new ArgumentException($"{damaged} answers are neither a level (0–8) nor a code (251–254).");
        }
    }

    private static byte[] MakeSlots()
    {
        var slots = new byte[256];
        for (var b = 0; b < slots.Length; b++)
        {
            var code = (byte)b;
            slots[b] = (byte)(Answers.IsLevel(code) ? b
                : Answers.IsMissing(code) ? Answers.LevelCount + b - Answers.FirstMissingCode
                : Damaged);
        }

        return slots;
    }
}

/// <summary>
/// n, Σx and Σx² of integer values: everything a mean, a variance and a t interval need, exact, and additive over disjoint groups.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IntegerSums(long N, long Sum, long SumOfSquares)
{
    /// <summary>Σx / n; NaN when n = 0. R: <c>mean</c>.</summary>
    public double Mean => N == 0 ? double.NaN : (double)Sum / N;

    /// <summary>The variance with n − 1, from integers before any rounding, so never negative; NaN when n &lt; 2. R: <c>var</c>.</summary>
    public double Variance => N < 2 ? double.NaN : (double)(((Int128)N * SumOfSquares) - ((Int128)Sum * Sum)) / ((double)N * (N - 1));

    /// <summary>The sums of two disjoint groups together.</summary>
    public static IntegerSums operator +(IntegerSums a, IntegerSums b) =>
        new(a.N + b.N, a.Sum + b.Sum, a.SumOfSquares + b.SumOfSquares);

    /// <summary>The sums of what is left when a part is taken out, e.g. the rest to compare a group with (method §3.4).</summary>
    public static IntegerSums operator -(IntegerSums whole, IntegerSums part) =>
        new(whole.N - part.N, whole.Sum - part.Sum, whole.SumOfSquares - part.SumOfSquares);
}
