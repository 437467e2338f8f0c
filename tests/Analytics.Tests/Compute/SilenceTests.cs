using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class SilenceTests
{
    [Fact]
    public void Bounds_by_hand()
    {
        Assert.Equal(new SilenceBounds(0.12, 0.52), Silence.AllSilent(12, 60, 100));
        Assert.Equal(new SilenceBounds(0.2, 0.2), Silence.AllSilent(20, 100, 100));

        // A fifth of 80 reached are below: 16 of 100, and 20 who could not be reached.
        Assert.Equal(new SilenceBounds(0.16, 0.36), Silence.Unreachable(0.2, 100, 20));
        Assert.Equal(new SilenceBounds(0.2, 0.2), Silence.Unreachable(0.2, 100, 0));
        Assert.Equal(new SilenceBounds(0, 1), Silence.Unreachable(double.NaN, 100, 100));
    }

    [Fact]
    public void Nobody_and_nobody_who_answered()
    {
        Assert.Equal(double.NaN, Silence.AllSilent(0, 0, 0).NoneBelow);
        Assert.Equal(new SilenceBounds(0, 1), Silence.AllSilent(0, 0, 10));
        Assert.Equal(double.NaN, Silence.Unreachable(0.2, 0, 0).AllBelow);
        Assert.Equal(double.NaN, Silence.Unreachable(double.NaN, 10, 3).NoneBelow);
        Assert.Throws<ArgumentOutOfRangeException>(() => Silence.AllSilent(5, 4, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Silence.AllSilent(5, 11, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Silence.Unreachable(0.2, 10, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => Silence.Unreachable(1.2, 10, 1));
    }

    [Fact]
    public void The_bounds_hold_every_truth_and_are_as_wide_as_the_silence() =>
        Gen.Long[1, 500].SelectMany(n => Gen.Select(Gen.Long[0, n], Gen.Const(n))).SelectMany(
            x => Gen.Select(Gen.Long[0, x.Item1], Gen.Const(x.Item1), Gen.Const(x.Item2), Gen.Double[0, 1])).Sample((below, known, n, part) =>
        {
            var b = Silence.AllSilent(below, known, n);
            var truth = (below + (part * (n - known))) / n;
            var u = Silence.Unreachable(known == 0 ? 0 : (double)below / known, n, n - known);
            return b.NoneBelow <= truth + 1e-12 && truth <= b.AllBelow + 1e-12
                && Math.Abs(b.AllBelow - b.NoneBelow - ((double)(n - known) / n)) < 1e-12
                && Math.Abs(u.NoneBelow - b.NoneBelow) < 1e-12 && Math.Abs(u.AllBelow - b.AllBelow) < 1e-12;
        });
}
