using System.Globalization;

namespace Digilo.Analytics.Tests.Compute;

/// <summary>The figures that R wrote into tests/Reference (see the README there).</summary>
internal static class Reference
{
    /// <summary>The folder that holds Digilo.Analytics.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static readonly Dictionary<string, double[]> Scalars = Named("compute-scalars.csv");

    public static readonly Dictionary<string, double[]> Weighted = Named("weighted.csv");

    /// <summary>All rows of a file with a header, as numbers.</summary>
    public static double[][] Rows(string file) =>
        File.ReadLines(PathOf(file)).Skip(1).Select(line => line.Split(';').Select(Number).ToArray()).ToArray();

    /// <summary>Closed forms agree with R to 1e-8 relative (method §3.1); NaN and infinities must be the same.</summary>
    public static void Close(double expected, double actual, double tolerance = 1e-8, string what = "")
    {
        var equal = double.IsFinite(expected)
            ? Math.Abs(actual - expected) <= tolerance * Math.Max(Math.Abs(expected), 1e-300) || actual == expected
            : expected.Equals(actual);
        Assert.True(equal, string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, got {actual:R}"));
    }

    public static Dictionary<string, double[]> Named(string file) => File.ReadLines(PathOf(file))
        .Select(line => line.Split(';')).ToDictionary(f => f[0], f => f[1..].Select(Number).ToArray(), StringComparer.Ordinal);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string PathOf(string file) => Path.Combine(Root, "tests", "Reference", file);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Digilo.Analytics.sln")))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException("No folder above the test holds Digilo.Analytics.sln.");
    }
}
