using System.Numerics;
using System.Runtime.CompilerServices;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// Distances of rows from one of their ends, which may not become negative, with their multipliers (the primal-dual method; Wright,
/// Primal-Dual Interior-Point Methods, SIAM 1997). As many at once as the processor takes; what is left over at the end weighs nothing.
/// </summary>
internal sealed class Distances
{
    /// <summary>Compiled well before the first call, as in <see cref="Dense"/>.</summary>
    private const MethodImplOptions AtOnce = MethodImplOptions.AggressiveOptimization;

    private readonly double _sign;
    private readonly double[] _signs, _to, _distance, _multiplier, _aim, _over;

    /// <param name="to">By row, how far the end is from the truth.</param>
    /// <param name="sign">1 where a row may not become less, −1 where it may not become more.</param>
    public Distances(double[] to, double sign)
    {
        (Count, _sign) = (to.Length, sign);
        var length = Dense.Stride(Count);
        (_signs, _to, _distance) = (new double[length], new double[length], new double[length]);
        (_multiplier, _aim, _over) = (new double[length], new double[length], new double[length]);
        Array.Fill(_signs, sign, 0, Count);
        Array.Fill(_to, 1);
        Array.Fill(_distance, 1);
        to.CopyTo(_to, 0);
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>The multiplier of a row.</summary>
    public double MultiplierOf(int row) => _multiplier[row];

    /// <summary>Starts with distances and multipliers that are too large where the truth lies at an end.</summary>
    public void Begin() => Set(r => Math.Max(1, _to[r]));

    /// <summary>Distances are what they are where the rows have some values, and multipliers what they are at the centre.</summary>
    public void Settle(double[] value) => Set(r => Math.Max(Space.Slack / 10, (_sign * value[r]) + _to[r]));

    private void Set(Func<int, double> distance)
    {
        for (var r = 0; r < Count; r++)
        {
            _distance[r] = distance(r);
            _multiplier[r] = 1 / _distance[r];
        }
    }

    /// <summary>Adds the weights of a step, and aims at what each distance times its multiplier is to become.</summary>
    [MethodImpl(AtOnce)]
    public void WeighByMultipliers(double target, double[] weights)
    {
        var (one, aim) = (Vector<double>.One, new Vector<double>(target * _sign));
        for (var i = 0; i < _to.Length; i += Vector<double>.Count)
        {
            var over = one / At(_distance, i);
            Put(_over, i, over);
            Put(_aim, i, aim * At(_signs, i));
            Put(weights, i, At(weights, i) + (At(_multiplier, i) * over));
        }
    }

    /// <summary>Adds the weights of a step from one possibility to another: by the distances themselves.</summary>
    [MethodImpl(AtOnce)]
    public void WeighByDistance(double[] weights)
    {
        for (var i = 0; i < _to.Length; i += Vector<double>.Count)
        {
            var over = At(_signs, i) / At(_distance, i);
            Put(weights, i, At(weights, i) + (over * over));
        }
    }

    /// <summary>Adds how much each row is to be pulled, for the distances to be what they should, and the products what is aimed at.</summary>
    [MethodImpl(AtOnce)]
    public void AddPull(double[] value, double[] pull)
    {
        for (var i = 0; i < _to.Length; i += Vector<double>.Count)
        {
            var (sign, over) = (At(_signs, i), At(_over, i));
            var off = (sign * At(value, i)) + At(_to, i) - At(_distance, i);
            Put(pull, i, At(pull, i) + (sign * over * (At(_aim, i) - (At(_multiplier, i) * off))));
        }
    }

    /// <summary>What changes of distances and multipliers together will do to their products is taken off what is aimed at (Mehrotra 1992).</summary>
    [MethodImpl(AtOnce)]
    public void Correct(double target, double[] value, double[] along)
    {
        var aim = new Vector<double>(target * _sign);
        for (var i = 0; i < _to.Length; i += Vector<double>.Count)
        {
            var (change, multiplier) = Changes(i, value, along);
            Put(_aim, i, (aim * At(_signs, i)) - (change * multiplier));
        }
    }

    /// <summary>What distances times multipliers sum to.</summary>
    public double Products => Dense.Product(_distance, _multiplier);

    /// <summary>What distances times multipliers would sum to after a step.</summary>
    [MethodImpl(AtOnce)]
    public double ProductsAfter(double primal, double dual, double[] value, double[] along)
    {
        var sum = Vector<double>.Zero;
        var (p, d) = (new Vector<double>(primal), new Vector<double>(dual));
        for (var i = 0; i < _to.Length; i += Vector<double>.Count)
        {
            var (change, multiplier) = Changes(i, value, along);
            sum += (At(_distance, i) + (p * change)) * (At(_multiplier, i) + (d * multiplier));
        }

        return Vector.Sum(sum);
    }

    /// <summary>The longest steps of distances and multipliers that keep them positive, if they are shorter.</summary>
    [MethodImpl(AtOnce)]
    public void Longest(double[] value, double[] along, ref double primal, ref double dual)
    {
        var (p, d) = (Vector<double>.Zero, Vector<double>.Zero);
        for (var i = 0; i < Count; i += Vector<double>.Count)
        {
            var (change, multiplier) = Changes(i, value, along);
            p = Vector.Max(p, -change * At(_over, i));
            d = Vector.Max(d, Vector.ConditionalSelect(Vector.LessThan(multiplier, Vector<double>.Zero), -multiplier / At(_multiplier, i), Vector<double>.Zero));
        }

        (primal, dual) = (Math.Min(primal, 1 / Greatest(p)), Math.Min(dual, 1 / Greatest(d)));
    }

    /// <summary>Takes a step.</summary>
    [MethodImpl(AtOnce)]
    public void Step(double primal, double dual, double[] value, double[] along)
    {
        var (p, d) = (new Vector<double>(primal), new Vector<double>(dual));
        for (var i = 0; i < _to.Length; i += Vector<double>.Count)
        {
            var (change, multiplier) = Changes(i, value, along);
            Put(_multiplier, i, At(_multiplier, i) + (d * multiplier));
            Put(_distance, i, At(_distance, i) + (p * change));
        }
    }

    /// <summary>How far the distances are from what they should be, and how far distance times multiplier is from 1.</summary>
    public void Measure(double[] value, ref double worst, ref double off)
    {
        for (var r = 0; r < Count; r++)
        {
            worst = Math.Max(worst, Math.Abs((_sign * value[r]) + _to[r] - _distance[r]));
            off = Math.Max(off, Math.Abs((_distance[r] * _multiplier[r]) - 1));
        }
    }

    /// <summary>How long a step may be, forth and back, until a distance is nothing, if that is shorter.</summary>
    [MethodImpl(AtOnce)]
    public void Reach(double[] along, ref double forth, ref double back)
    {
        var (f, b) = (Vector<double>.Zero, Vector<double>.Zero);
        for (var i = 0; i < _to.Length; i += Vector<double>.Count)
        {
            var share = At(_signs, i) * At(along, i) / At(_distance, i);
            (f, b) = (Vector.Max(f, -share), Vector.Max(b, share));
        }

        (forth, back) = (Math.Min(forth, 1 / Greatest(f)), Math.Min(back, 1 / Greatest(b)));
    }

    /// <summary>What a step along a direction does to distances and multipliers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector<double> Distance, Vector<double> Multiplier) Changes(int i, double[] value, double[] along)
    {
        var (over, multiplier) = (At(_over, i), At(_multiplier, i));
        var change = (At(_signs, i) * (At(along, i) + At(value, i))) + At(_to, i) - At(_distance, i);
        return (change, (At(_aim, i) * over) - multiplier - (multiplier * over * change));
    }

    private static double Greatest(Vector<double> of)
    {
        var greatest = 0.0;
        for (var i = 0; i < Vector<double>.Count; i++)
        {
            greatest = Math.Max(greatest, of[i]);
        }

        return greatest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> At(double[] of, int i) => new(of.AsSpan(i, Vector<double>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double[] to, int i, Vector<double> what) => what.CopyTo(to.AsSpan(i, Vector<double>.Count));
}
