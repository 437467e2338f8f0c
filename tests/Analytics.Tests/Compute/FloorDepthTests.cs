using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class FloorDepthTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Named("parts.csv");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Weighted_depth_of_the_index_and_its_parts_agree_with_R(int alpha)
    {
        var index = Reference.Rows("compute-persons.csv").Select(r => r[3]).ToArray();
        var parts = FloorDepth.ByGroup(FloorDepth.Persons(index, 3.5, alpha), R["person weights"], AnswersData.Unit, AnswersData.Units);
        foreach (var (expected, part) in R[$"depth parts {alpha}"].Zip(parts))
        {
            Reference.Close(expected, part.Contribution, 1e-12);
            Reference.Close(part.Contribution, part.Share * part.Value, 1e-12);
        }

        Reference.Close(R[$"depth {alpha}"][1], parts.Sum(p => p.Contribution), 1e-12);
        Assert.Equal(1, parts.Sum(p => p.Share), 12);
    }

    [Fact]
    public void Published_S25_and_the_error_of_a_mean()
    {
        double[] x = [1, 2, 2, 3, 4, 5];
        Assert.Equal([1.0, 1, 1, 0, 0, 0], FloorDepth.Persons(x, 3, 0));
        Assert.Equal(0.2222, Moments.Mean(FloorDepth.Persons(x, 3, 1)).Mean, 4);
        Assert.Equal(0.1111, Moments.Mean(FloorDepth.Persons(x, 3, 2)).Mean, 4);
    }

    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, false)]
    [InlineData(3, 1, true)]
    [InlineData(8, 2, true)]
    public void Depth_is_shown_from_floor_3(int floor, int alpha, bool shown) => Assert.Equal(shown, FloorDepth.MayBeShown(floor, alpha));

    [Fact]
    public void Missing_is_nobody_and_an_empty_group_adds_nothing()
    {
        Assert.Equal([double.NaN, 0, 0.5], FloorDepth.Persons([double.NaN, 4, 2], 4, 1));
        var parts = FloorDepth.ByGroup([double.NaN, 0.5, 1], [], [0, 1, -1], 3);
        Assert.Equal(
            [new FloorDepthPart(0, 0, double.NaN, 0), new FloorDepthPart(1, 1, 0.5, 0.5), new FloorDepthPart(0, 0, double.NaN, 0)], parts);
        Assert.Equal(double.NaN, FloorDepth.ByGroup([1], [0], [0], 1)[0].Contribution);
        Assert.Empty(FloorDepth.ByGroup([], [], [], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FloorDepth.Persons([1], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FloorDepth.Persons([1], 3, 3));
        Assert.Throws<ArgumentException>(() => FloorDepth.ByGroup([1], [], [0, 0], 1));
        Assert.Throws<ArgumentException>(() => FloorDepth.ByGroup([1], [-1], [0], 1));
    }

    [Fact]
    public void Levels_give_what_their_histogram_gives() =>
        Gen.Select(Gen.Byte[0, 8].Array[1, 50], Gen.Int[1, 8], Gen.Int[0, 2]).Sample((x, z, alpha) =>
            Math.Abs(Moments.Mean(FloorDepth.Persons([.. x.Select(v => (double)v)], z, alpha)).Mean - Floor.Fgt(Histogram.Count(x), z, alpha)) < 1e-12);
}
