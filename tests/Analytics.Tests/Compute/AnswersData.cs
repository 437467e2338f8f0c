namespace Digilo.Analytics.Tests.Compute;

/// <summary>The synthetic answers that R drew (compute-answers.csv): 300 respondents, 21 items.</summary>
internal static class AnswersData
{
    private static readonly double[][] Rows = Reference.Rows("compute-answers.csv");

    public static readonly int[] Unit = [.. Rows.Select(r => (int)r[0])];
    public static readonly int[] Role = [.. Rows.Select(r => (int)r[1])];
    public static readonly byte[] Importance = [.. Rows.Select(r => (byte)r[2])];
    public static readonly byte[][] Columns = [.. Enumerable.Range(0, 21).Select(j => Rows.Select(r => (byte)r[3 + j]).ToArray())];

    public const int Units = 8;

    /// <summary>−2 in the reference files means everybody, those without a unit too.</summary>
    public static int[] GroupFor(int unit) => [.. Unit.Select(u => unit == -2 || u == unit ? 0 : -1)];
}
