using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class SkillsLadderTests
{
    [Fact]
    public void Area_scores_agree_with_R()
    {
        var r = Reference.Named("parts.csv");
        var flat = r["sat answers"].Select(x => (byte)x).ToArray();
        var columns = flat.Chunk(flat.Length / 5).ToArray();
        foreach (var (expected, actual) in r["sat"].Zip(SkillsLadder.AreaScores(columns, [0, 1, 2, 3, 4])))
        {
            Reference.Close(expected, actual, 1e-14);
        }
    }

    [Theory]
    [InlineData(0, "Low")]
    [InlineData(29, "Low")]
    [InlineData(29.99, "Low")]
    [InlineData(30, "Foundation")]
    [InlineData(47.9, "Foundation")]
    [InlineData(48, "Intermediate")]
    [InlineData(80.9, "Intermediate")]
    [InlineData(81, "Advanced")]
    [InlineData(100, "Advanced")]
    public void Bands_of_annex_8(double score, string band) => Assert.Equal(band, SkillsLadder.Band(score).ToString());

    [Theory]
    [InlineData("None", 29, 29, 29, 29, 29)]
    [InlineData("None", 100, 29, 29, 29, 29)]
    [InlineData("Limited", 100, 30, 29, 29, 29)]
    [InlineData("Narrow", 100, 30, 30, 29, 29)]
    [InlineData("Low", 100, 100, 100, 100, 29)]
    [InlineData("Basic", 100, 100, 100, 100, 47)]
    [InlineData("Basic", 30, 30, 30, 30, 30)]
    [InlineData("AboveBasic", 48, 48, 48, 48, 48)]
    [InlineData("AboveBasic", 100, 81, 80, 48, 48)]
    public void Rungs_of_the_ladder(string rung, double a, double b, double c, double d, double e) =>
        Assert.Equal(rung, ((SkillsRung)SkillsLadder.Persons([[a], [b], [c], [d], [e]])[0]).ToString());

    [Fact]
    public void A_missing_area_is_a_missing_rung_not_a_low_one()
    {
        Assert.Equal([SkillsLadder.Missing], SkillsLadder.Persons([[90], [90], [double.NaN], [90], [90]]));
        Assert.Empty(SkillsLadder.Persons([[], [], [], [], []]));
        Assert.Equal([100, double.NaN], SkillsLadder.AreaScores([[3, 251], [252, 3], [3, 253]], [0, 1, 2]));
        Assert.Equal([double.NaN], SkillsLadder.AreaScores([[3]], []));
        Assert.Empty(SkillsLadder.AreaScores([], []));
        Assert.Throws<ArgumentException>(() => SkillsLadder.Persons([[1], [1], [1], [1]]));
        Assert.Throws<ArgumentException>(() => SkillsLadder.Persons([[1], [1], [1], [1], [1, 2]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SkillsLadder.Persons([[1], [1], [1], [1], [101]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SkillsLadder.Band(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => SkillsLadder.AreaScores([[1]], [0], 0));
        Assert.Throws<ArgumentException>(() => SkillsLadder.AreaScores([[1], [1, 2]], [0, 1]));
    }

    [Fact]
    public void More_in_any_area_never_takes_anybody_down_and_the_order_of_areas_does_not_matter() =>
        Gen.Select(Gen.Double[0, 100].Array[5], Gen.Int[0, 4], Gen.Double[0, 30]).Sample((scores, area, more) =>
        {
            var raised = scores.ToArray();
            raised[area] = Math.Min(100, raised[area] + more);
            byte Rung(IEnumerable<double> s) => SkillsLadder.Persons([.. s.Select(x => new[] { x })])[0];
            return Rung(raised) >= Rung(scores) && Rung(scores.Reverse()) == Rung(scores);
        });
}
