using CsCheck;
using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Tests.Indicators.Vectors;

/// <summary>What holds for every measure whatever the data, proved on the published vectors.</summary>
public class VectorIdentityTests
{
    // Numbers of things, verdicts that more persons make certain, and figures with n − 1 in them.
    private static readonly HashSet<string> GrowWithPersons =
    [
        "N all", "L3 pairs", "A4 flag", "A4 flagged", "V4 all", "V4 silent", "F6 flag", "X1 access", "X1 reach", "X1 floor", "X1 voice",
        "V3 all", "V3 cv", "V3 without_device", "CF1 secured", "CLEVEL secured", "E1 g", "E1 participants_g", "E2 certain", "E3 conclusion",
    ];

    // Their role of three is merged with another, and one of six would not be.
    private static readonly HashSet<string> MergedWhenFew = ["F1W", "F1M", "LEVELW"];

    public static TheoryData<string> Measures => [.. Catalogue.All.Select(d => d.Id)];

    public static TheoryData<string> NotMerged => [.. Catalogue.All.Select(d => d.Id).Where(id => !MergedWhenFew.Contains(id))];

    /// <summary>Rows are read in the order of the files: another order gives the same figures, whoever comes first.</summary>
    [Theory]
    [MemberData(nameof(Measures))]
    public void Order_of_rows_does_not_matter(string id)
    {
        var folder = VectorFolder.Of(id);
        Gen.Int.Sample(
            seed =>
            {
                var at = folder.Cases[(seed & int.MaxValue) % folder.Cases.Count];
                var run = VectorRun.Of(at.With(table => table.Shuffled(new Random(seed))));
                foreach (var expected in folder.Expected.Where(e => e.Case == at.Code))
                {
                    Assert.Null(run.Differs(id, expected, folder.Tolerance));
                }
            },
            iter: 5);
    }

    /// <summary>Means, shares, quantiles, ratios and inequality are about the distribution: everybody twice gives the same, of twice as many.</summary>
    [Theory]
    [MemberData(nameof(NotMerged))]
    public void Everybody_twice_gives_the_same_figures_of_twice_as_many(string id)
    {
        var folder = VectorFolder.Of(id);
        foreach (var at in folder.Cases)
        {
            var run = VectorRun.Of(at.With(table => table.Twice()));
            foreach (var expected in folder.Expected.Where(e => e.Case == at.Code && e.Values["value"] is not null && !GrowWithPersons.Contains($"{id} {e.Column}")))
            {
                var made = run.Find(id, expected);
                Assert.True(made is not null, $"{id} {expected}");
                Assert.Equal(2 * expected.Values["n"] ?? double.NaN, made.Values["n"]);
                Assert.Equal(expected.Values["value"]!.Value, made.Values["value"], Math.Max(1e-12, folder.Tolerance * Math.Abs(expected.Values["value"]!.Value)));
            }
        }
    }

    /// <summary>Counts of persons: departments and those in none are the organisation, units their department, categories whoever has any.</summary>
    [Theory]
    [InlineData("A1")]
    [InlineData("A2")]
    [InlineData("R1")]
    [InlineData("R3")]
    [InlineData("L1")]
    [InlineData("V1")]
    [InlineData("V2")]
    [InlineData("V5")]
    [InlineData("F1")]
    [InlineData("F1C")]
    [InlineData("BELOW")]
    [InlineData("DIST")]
    [InlineData("A3")]
    public void Parts_sum_to_the_whole(string id)
    {
        var folder = VectorFolder.Of(id);

        // Of an anonymous wave the register tells the groups and the answers who is in them: they need not lie alike.
        Assert.All(folder.Cases.Where(c => c.Linked), at => Assert.Empty(VectorRun.Of(at).Unsummed(id)));

        // The checker sees a part that is missing.
        var all = VectorRun.Of(folder.Cases[0]);
        Assert.NotEmpty(all.Unsummed(id, without: 1));
    }
}
