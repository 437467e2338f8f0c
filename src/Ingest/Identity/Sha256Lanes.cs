using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// SHA-256's compression of eight blocks at a time (FIPS 180-4), for HMACs of many short texts under one key: what the platform offers
/// makes one at a time and sets up the key anew for each. Used only where the processor has registers of 256 bits; held to the
/// platform's own results by a test.
/// </summary>
internal static class Sha256Lanes
{
    /// <summary>Blocks of one call.</summary>
    public const int Lanes = 8;

    /// <summary>Bytes of a block.</summary>
    public const int Block = 64;

    /// <summary>Words of a state.</summary>
    public const int Words = 8;

    private static readonly uint[] Start =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static readonly uint[] K =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>True if it is worth using here.</summary>
    public static bool IsFast => Vector256.IsHardwareAccelerated;

    /// <summary>The state after a key's block, the same in every lane.</summary>
    /// <param name="secret">At most 64 bytes.</param>
    /// <param name="pad">0x36 or 0x5c.</param>
    /// <param name="state">Eight vectors.</param>
    public static void Begin(ReadOnlySpan<byte> secret, byte pad, Span<Vector256<uint>> state)
    {
        Span<byte> key = stackalloc byte[Block];
        secret.CopyTo(key);
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[16];
        for (var i = 0; i < Block; i++)
        {
            key[i] ^= pad;
        }

        for (var t = 0; t < 16; t++)
        {
            words[t] = Vector256.Create(BinaryPrimitives.ReadUInt32BigEndian(key[(t * 4)..]));
        }

        for (var i = 0; i < Words; i++)
        {
            state[i] = Vector256.Create(Start[i]);
        }

        Compress(state, words);
        key.Clear();
        words.Clear();
    }

    /// <summary>HMACs of eight messages of one block each.</summary>
    /// <param name="inner">State after the key with 0x36.</param>
    /// <param name="outer">State after the key with 0x5c.</param>
    /// <param name="blocks">Eight blocks, padded: message, 0x80, zeros, and its length with the key's block in bits.</param>
    /// <param name="hmacs">Eight times 32 bytes.</param>
    public static void Hmac(ReadOnlySpan<Vector256<uint>> inner, ReadOnlySpan<Vector256<uint>> outer, ReadOnlySpan<byte> blocks, Span<byte> hmacs)
    {
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[16];
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Words];
        for (var t = 0; t < 16; t++)
        {
            words[t] = Vector256.Create(
                Word(blocks, 0, t), Word(blocks, 1, t), Word(blocks, 2, t), Word(blocks, 3, t),
                Word(blocks, 4, t), Word(blocks, 5, t), Word(blocks, 6, t), Word(blocks, 7, t));
        }

        inner.CopyTo(state);
        Compress(state, words);

        // The outer message is the inner hash, 32 bytes after the key's block.
        state.CopyTo(words);
        words[8] = Vector256.Create(0x80000000u);
        words[9..15].Clear();
        words[15] = Vector256.Create((Block + 32) * 8u);
        outer.CopyTo(state);
        Compress(state, words);
        for (var w = 0; w < Words; w++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(hmacs[(lane * 32 + w * 4)..], state[w][lane]);
            }
        }
    }

    private static uint Word(ReadOnlySpan<byte> blocks, int lane, int t) => BinaryPrimitives.ReadUInt32BigEndian(blocks[(lane * Block + t * 4)..]);

    private static void Compress(Span<Vector256<uint>> state, Span<Vector256<uint>> w)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var t = 0; t < 64; t++)
        {
            var at = t & 15;
            if (t >= 16)
            {
                var (w15, w2) = (w[(t - 15) & 15], w[(t - 2) & 15]);
                w[at] += (Right(w15, 7) ^ Right(w15, 18) ^ (w15 >>> 3)) + w[(t - 7) & 15] + (Right(w2, 17) ^ Right(w2, 19) ^ (w2 >>> 10));
            }

            var t1 = h + (Right(e, 6) ^ Right(e, 11) ^ Right(e, 25)) + (g ^ (e & (f ^ g))) + Vector256.Create(K[t]) + w[at];
            var t2 = (Right(a, 2) ^ Right(a, 13) ^ Right(a, 22)) + ((a & b) | (c & (a | b)));
            (h, g, f, e) = (g, f, e, d + t1);
            (d, c, b, a) = (c, b, a, t1 + t2);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Right(Vector256<uint> value, [ConstantExpected] byte bits) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, bits) : (value >>> bits) | (value << (32 - bits));
}
