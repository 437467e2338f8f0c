using System.Globalization;
using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Tests.Indicators.Vectors;

/// <summary>
/// Every published test vector (docs/method/vectors) through the real computation. The expected figures come from tests/Reference/vectors.R,
/// which works from the same files and knows nothing of our code, and from arithmetic written out beside them.
/// </summary>
public class VectorTests
{
    public static TheoryData<string> Measures => [.. Catalogue.All.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Measures))]
    public void Figures_are_those_of_the_published_vector(string id)
    {
        var folder = VectorFolder.Of(id);
        Assert.NotEmpty(folder.Expected);
        var offenders = Offenders(folder, folder.Expected);
        Assert.True(offenders.Count == 0, string.Join('\n', offenders));
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void Vector_is_of_the_definition_in_force(string id)
    {
        var (folder, definition) = (VectorFolder.Of(id), Catalogue.Find(id)!);
        Assert.Equal(id, folder.Id);
        Assert.True(definition.Version == folder.Version, $"{id} has version {definition.Version}, its vector {folder.Version}: a changed definition needs new expected figures.");
        Assert.Equal((definition.Name.Sv, definition.Name.En), folder.Text("name"));
        Assert.All((string[])["shows"], t => Assert.All((string[])[folder.Text(t).Sv, folder.Text(t).En], Assert.NotEmpty));
        Assert.All(folder.Cases, c => Assert.True(c.Shows is { Sv.Length: > 0, En.Length: > 0 }, $"{id} {c.Code}"));

        // Every case is expected something of, and every line belongs to one and says how its number is had.
        Assert.Equal(folder.Cases.Select(c => c.Code).Order(StringComparer.Ordinal), folder.Expected.Select(e => e.Case).Distinct().Order(StringComparer.Ordinal));
        Assert.All(folder.Expected, e => Assert.NotEmpty(e.How));
        Assert.Equal(folder.Expected.Count, folder.Expected.Select(e => (e.Case, e.Item, e.Scope, e.Code, e.Breakdown, e.Category, e.Column)).Distinct().Count());
    }

    [Fact]
    public void Every_folder_is_of_a_measure()
    {
        Assert.Equal(
            Catalogue.All.Select(d => d.Id).Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(VectorFolder.Root).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Wrong_number_reason_method_or_column_is_found()
    {
        var folder = VectorFolder.Of("F1W");
        var good = folder.Expected.First(e => e.Values["upper_fpc"] is not null);
        Assert.Empty(Offenders(folder, [good]));
        foreach (var name in ExpectedFigure.Numbers.Where(n => good.Values[n] is not null))
        {
            var values = new Dictionary<string, double?>(good.Values, StringComparer.Ordinal) { [name] = good.Values[name] * (1 + (1.5 * folder.Tolerance)) };
            Assert.Single(Offenders(folder, [good with { Values = values }]));
        }

        Assert.Single(Offenders(folder, [good with { Reason = "too_few" }]));
        Assert.Single(Offenders(folder, [good with { Method = "t" }]));
        Assert.Single(Offenders(folder, [good with { Column = "nothing" }]));
        Assert.Single(Offenders(folder, [good with { Code = "nowhere" }]));
    }

    private static List<string> Offenders(VectorFolder folder, IReadOnlyList<ExpectedFigure> expected)
    {
        var offenders = new List<string>();
        foreach (var at in folder.Cases.Where(c => expected.Any(e => e.Case == c.Code)))
        {
            var run = VectorRun.Of(at);
            foreach (var figure in expected.Where(e => e.Case == at.Code))
            {
                if (run.Differs(folder.Id, figure, folder.Tolerance) is { } difference)
                {
                    offenders.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{folder.Id} {figure.Case} {figure.Item} {figure.Code} {figure.Breakdown} {figure.Category} {figure.Column}: {difference}"));
                }
            }
        }

        return offenders;
    }
}
