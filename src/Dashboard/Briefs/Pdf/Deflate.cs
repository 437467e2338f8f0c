using System.Buffers;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>
/// Deflate compression (RFC 1950, 1951) of our own, because the runtime's gives other bytes with another version or
/// another processor, and the same brief must give the same file everywhere. It is simple rather than strong: one block,
/// one pair of Huffman codes made for it.
/// </summary>
internal static class Deflate
{
    private const int Window = 32 * 1024;
    private const int MinMatch = 3;
    private const int MaxMatch = 258;
    private const int MaxChain = 48;
    private const int EndOfBlock = 256;

    private static readonly int[] LengthBase =
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static readonly int[] LengthExtra =
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly int[] DistanceBase =
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    private static readonly int[] DistanceExtra =
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private static readonly int[] CodeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private static readonly byte[] LengthBuckets = Buckets(LengthBase, MaxMatch);

    private static readonly byte[] DistanceBuckets = Buckets(DistanceBase, Window);

    /// <summary>Compresses with the zlib header and check sum that FlateDecode expects.</summary>
    public static byte[] Zlib(ReadOnlySpan<byte> data)
    {
        var bits = new BitWriter((data.Length / 3) + 512);
        bits.Write(0x78, 8);
        bits.Write(0x9C, 8);
        var tokens = ArrayPool<int>.Shared.Rent(data.Length);
        try
        {
            WriteBlock(bits, tokens.AsSpan(0, FindMatches(data, tokens)));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tokens);
        }

        bits.Align();
        var (a, b) = Adler(data);
        foreach (var value in (int[])[(int)(b >> 8), (int)b & 255, (int)(a >> 8), (int)a & 255])
        {
            bits.Write(value, 8);
        }

        return bits.ToArray();
    }

    /// <summary>The two sums of the check, taken modulo only as often as 32 bits ask for.</summary>
    private static (uint A, uint B) Adler(ReadOnlySpan<byte> data)
    {
        const int Most = 5552;
        uint a = 1, b = 0;
        for (var from = 0; from < data.Length; from += Most)
        {
            foreach (var value in data.Slice(from, Math.Min(Most, data.Length - from)))
            {
                a += value;
                b += a;
            }

            (a, b) = (a % 65521, b % 65521);
        }

        return (a, b);
    }

    /// <summary>Literals as 0–255; a match as length shifted over distance.</summary>
    /// <param name="data">What is compressed.</param>
    /// <param name="tokens">Where they go; as long as the data is enough.</param>
    /// <returns>How many there are.</returns>
    private static int FindMatches(ReadOnlySpan<byte> data, int[] tokens)
    {
        // Lent: arrays of this size are dear to make and to collect, and a brief has dozens of streams.
        var head = ArrayPool<int>.Shared.Rent(1 << 15);
        var previous = ArrayPool<int>.Shared.Rent(data.Length);
        try
        {
            head.AsSpan(0, 1 << 15).Fill(-1);
            var count = 0;
            for (var position = 0; position < data.Length;)
            {
                var (length, distance) = position + MinMatch <= data.Length ? Longest(data, position, head, previous) : (0, 0);
                var step = length >= MinMatch ? length : 1;
                tokens[count++] = step > 1 ? (length << 16) | distance : data[position];
                for (var end = position + step; position < end; position++)
                {
                    if (position + MinMatch <= data.Length)
                    {
                        var hash = Hash(data, position);
                        previous[position] = head[hash];
                        head[hash] = position;
                    }
                }
            }

            return count;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(head);
            ArrayPool<int>.Shared.Return(previous);
        }
    }

    /// <summary>The longest earlier stretch that goes on as the data do; of several the nearest.</summary>
    private static (int Length, int Distance) Longest(ReadOnlySpan<byte> data, int position, int[] head, int[] previous)
    {
        int bestLength = 0, bestDistance = 0;
        var limit = Math.Min(MaxMatch, data.Length - position);
        var here = data.Slice(position, limit);
        var candidate = head[Hash(data, position)];
        for (var chain = 0; candidate >= 0 && position - candidate <= Window && chain < MaxChain; chain++)
        {
            // A longer one goes on with the next byte too: most are told by that alone.
            if (data[candidate + bestLength] == here[bestLength])
            {
                var length = data.Slice(candidate, limit).CommonPrefixLength(here);
                if (length > bestLength)
                {
                    (bestLength, bestDistance) = (length, position - candidate);
                    if (length == limit)
                    {
                        break;
                    }
                }
            }

            candidate = previous[candidate];
        }

        return (bestLength, bestDistance);
    }

    private static int Hash(ReadOnlySpan<byte> data, int at) =>
        (int)((((uint)data[at] << 16) | ((uint)data[at + 1] << 8) | data[at + 2]) * 2654435761u >> 17);

    private static void WriteBlock(BitWriter bits, ReadOnlySpan<int> tokens)
    {
        var literalCount = new int[286];
        var distanceCount = new int[30];
        literalCount[EndOfBlock] = 1;
        foreach (var token in tokens)
        {
            if (token < 65536)
            {
                literalCount[token]++;
            }
            else
            {
                literalCount[257 + LengthBuckets[token >> 16]]++;
                distanceCount[DistanceBuckets[token & 0xFFFF]]++;
            }
        }

        // A decoder wants at least one distance code, and a code of one symbol still takes one bit.
        distanceCount[0] = Math.Max(distanceCount[0], 1);
        distanceCount[1] = Math.Max(distanceCount[1], 1);
        var literals = HuffmanCode.Build(literalCount, 15);
        var distances = HuffmanCode.Build(distanceCount, 15);
        bits.Write(1, 1);
        bits.Write(2, 2);
        WriteCodes(bits, literals, distances);
        foreach (var token in tokens)
        {
            if (token < 65536)
            {
                literals.Write(bits, token);
                continue;
            }

            var (length, distance) = (token >> 16, token & 0xFFFF);
            int bucket = LengthBuckets[length];
            literals.Write(bits, 257 + bucket);
            bits.Write(length - LengthBase[bucket], LengthExtra[bucket]);
            bucket = DistanceBuckets[distance];
            distances.Write(bits, bucket);
            bits.Write(distance - DistanceBase[bucket], DistanceExtra[bucket]);
        }

        literals.Write(bits, EndOfBlock);
    }

    /// <summary>For each value the last base that is not above it; for those below the first base, none that is used.</summary>
    private static byte[] Buckets(int[] bases, int most)
    {
        var buckets = new byte[most + 1];
        for (var (value, bucket) = (bases[0], 0); value <= most; value++)
        {
            bucket += bucket + 1 < bases.Length && bases[bucket + 1] <= value ? 1 : 0;
            buckets[value] = (byte)bucket;
        }

        return buckets;
    }

    /// <summary>The code lengths themselves, run-length coded and packed with a third code.</summary>
    private static void WriteCodes(BitWriter bits, HuffmanCode literals, HuffmanCode distances)
    {
        int[] lengths = [.. literals.Lengths, .. distances.Lengths];
        var symbols = new List<(int Symbol, int Extra, int ExtraBits)>();
        for (var i = 0; i < lengths.Length;)
        {
            var run = 1;
            while (i + run < lengths.Length && lengths[i + run] == lengths[i])
            {
                run++;
            }

            if (lengths[i] == 0 && run >= 3)
            {
                run = Math.Min(run, 138);
                symbols.Add(run <= 10 ? (17, run - 3, 3) : (18, run - 11, 7));
            }
            else if (run >= 4)
            {
                run = Math.Min(run, 7);
                symbols.Add((lengths[i], 0, 0));
                symbols.Add((16, run - 4, 2));
            }
            else
            {
                run = 1;
                symbols.Add((lengths[i], 0, 0));
            }

            i += run;
        }

        var counts = new int[19];
        foreach (var (symbol, _, _) in symbols)
        {
            counts[symbol]++;
        }

        var code = HuffmanCode.Build(counts, 7);
        bits.Write(literals.Lengths.Length - 257, 5);
        bits.Write(distances.Lengths.Length - 1, 5);
        bits.Write(19 - 4, 4);
        foreach (var symbol in CodeLengthOrder)
        {
            bits.Write(code.Lengths[symbol], 3);
        }

        foreach (var (symbol, extra, extraBits) in symbols)
        {
            code.Write(bits, symbol);
            bits.Write(extra, extraBits);
        }
    }

    private sealed class HuffmanCode(int[] lengths, int[] codes)
    {
        public int[] Lengths { get; } = lengths;

        public static HuffmanCode Build(int[] counts, int maxLength)
        {
            var lengths = CodeLengths(counts);
            while (lengths.Max() > maxLength)
            {
                // Flatter counts give a flatter tree; a few rounds are enough, and the order of symbols is kept.
                counts = [.. counts.Select(count => count == 0 ? 0 : (count >> 2) + 1)];
                lengths = CodeLengths(counts);
            }

            var codes = new int[lengths.Length];
            var next = 0;
            for (var length = 1; length <= maxLength; length++, next <<= 1)
            {
                for (var symbol = 0; symbol < lengths.Length; symbol++)
                {
                    if (lengths[symbol] == length)
                    {
                        codes[symbol] = Reverse(next++, length);
                    }
                }
            }

            return new HuffmanCode(lengths, codes);
        }

        public void Write(BitWriter bits, int symbol) => bits.Write(codes[symbol], Lengths[symbol]);

        private static int[] CodeLengths(int[] counts)
        {
            // Symbols first, then the nodes that join two; each knows the node above it.
            var above = new int[2 * counts.Length];
            var queue = new PriorityQueue<int, (long Count, int Order)>();
            var order = 0;
            for (var symbol = 0; symbol < counts.Length; symbol++)
            {
                if (counts[symbol] > 0)
                {
                    queue.Enqueue(symbol, (counts[symbol], order++));
                }
            }

            var lengths = new int[counts.Length];
            if (queue.Count == 1)
            {
                lengths[queue.Dequeue()] = 1;
                return lengths;
            }

            var node = counts.Length;
            while (queue.TryDequeue(out var first, out var a) && queue.TryDequeue(out var second, out var b))
            {
                (above[first], above[second]) = (node, node);
                queue.Enqueue(node++, (a.Count + b.Count, order++));
                if (queue.Count == 1)
                {
                    break;
                }
            }

            for (var symbol = 0; symbol < counts.Length; symbol++)
            {
                for (var at = above[symbol]; counts[symbol] > 0 && at > 0; at = above[at])
                {
                    lengths[symbol]++;
                }
            }

            return lengths;
        }

        private static int Reverse(int code, int length)
        {
            var reversed = 0;
            for (var i = 0; i < length; i++)
            {
                reversed |= ((code >> i) & 1) << (length - 1 - i);
            }

            return reversed;
        }
    }

    private sealed class BitWriter(int expected)
    {
        private byte[] bytes = new byte[expected];
        private int length;
        private ulong pending;
        private int count;

        public void Write(int value, int bits)
        {
            pending |= (ulong)(uint)value << count;
            for (count += bits; count >= 8; count -= 8, pending >>= 8)
            {
                if (length == bytes.Length)
                {
                    Array.Resize(ref bytes, 2 * length);
                }

                bytes[length++] = (byte)pending;
            }
        }

        public void Align() => Write(0, (8 - count) % 8);

        public byte[] ToArray() => bytes[..length];
    }
}
