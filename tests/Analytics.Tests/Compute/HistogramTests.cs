using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class HistogramTests
{
    private static readonly Gen<byte> Answer = Gen.OneOf(Gen.Byte[0, 8], Gen.Byte[251, 254]);
    private static readonly Gen<(byte Answer, int Group)[]> Wave = Gen.Select(Answer, Gen.Int[-1, 4]).Array[0, 200];

    [Fact]
    public void Sums_agree_with_R_per_unit()
    {
        foreach (var r in Reference.Rows("compute-moments.csv"))
        {
            var column = AnswersData.Columns[(int)r[0] - 1];
            var unit = (int)r[1];
            var counts = unit == -2
                ? Histogram.Count(column)
                : Histogram.Of(Histogram.Count(column, AnswersData.Unit, AnswersData.Units), unit).ToArray();
            Assert.Equal(new IntegerSums((long)r[2], (long)r[4], (long)r[5]), Histogram.Sums(counts));
        }
    }

    [Fact]
    public void Each_code_has_its_own_slot_and_none_counts_as_answered()
    {
        byte[] column = [0, 8, 8, 251, 252, 252, 253, 253, 253, 254];
        var counts = Histogram.Count(column);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 3, 1], counts);
        Assert.Equal(3, Histogram.Answered(counts));
        Assert.Equal(1, Histogram.Missing(counts, 251));
        Assert.Equal(2, Histogram.Missing(counts, 252));
        Assert.Equal(3, Histogram.Missing(counts, 253));
        Assert.Equal(1, Histogram.Missing(counts, 254));
        Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.Missing(counts, 250));
        Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.Missing(counts, 255));
    }

    [Fact]
    public void Below_is_strict()
    {
        var counts = Histogram.Count([0, 1, 2, 2, 3, 252]);
        Assert.Equal(0, Histogram.Below(counts, 0));
        Assert.Equal(2, Histogram.Below(counts, 2));
        Assert.Equal(5, Histogram.Below(counts, 9));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(250)]
    [InlineData(255)]
    public void A_byte_that_is_neither_level_nor_code_is_refused(byte damaged)
    {
        Assert.Throws<ArgumentException>(() => Histogram.Count([1, damaged]));
        Assert.Throws<ArgumentException>(() => Histogram.Count([1, damaged], [0, 0], 1));
    }

    [Fact]
    public void Lengths_and_groups_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Histogram.Count([1, 2], [0], 1));
        Assert.Throws<IndexOutOfRangeException>(() => Histogram.Count([1], [1], 1));
        Assert.Throws<IndexOutOfRangeException>(() => Histogram.Count([1], [-2], 1));
    }

    [Fact]
    public void Empty_input_and_empty_groups_give_zeros()
    {
        Assert.Equal(new long[Histogram.Slots], Histogram.Count([]));
        Assert.Empty(Histogram.Count([], [], 0));
        Assert.Equal(new long[3 * Histogram.Slots], Histogram.Count([5], [-1], 3));
    }

    [Fact]
    public void Order_of_respondents_does_not_matter() =>
        Wave.SelectMany(w => Gen.Shuffle(w.ToArray()).Select(s => (w, s))).Sample((w, s) => Count(w).SequenceEqual(Count(s)));

    [Fact]
    public void Groups_and_those_without_one_sum_to_the_whole() =>
        Wave.Sample(w =>
        {
            var grouped = Count(w);
            var whole = Histogram.Count(w.Select(x => x.Answer).ToArray());
            var without = Histogram.Count(w.Where(x => x.Group < 0).Select(x => x.Answer).ToArray());
            return Enumerable.Range(0, Histogram.Slots).All(s =>
                without[s] + Enumerable.Range(0, 5).Sum(g => grouped[(g * Histogram.Slots) + s]) == whole[s]);
        });

    [Fact]
    public void Sums_are_additive_and_the_rest_is_whole_less_part() =>
        Wave.Sample(w =>
        {
            var whole = Histogram.Sums(Histogram.Count(w.Select(x => x.Answer).ToArray()));
            var part = Histogram.Sums(Histogram.Count(w.Where(x => x.Group == 1).Select(x => x.Answer).ToArray()));
            var rest = Histogram.Sums(Histogram.Count(w.Where(x => x.Group != 1).Select(x => x.Answer).ToArray()));
            return part + rest == whole && whole - part == rest;
        });

    private static long[] Count((byte Answer, int Group)[] wave) =>
        Histogram.Count(wave.Select(x => x.Answer).ToArray(), wave.Select(x => x.Group).ToArray(), 5);
}
