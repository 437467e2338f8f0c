using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>How many published cells of one kind of group hold what. Cells are counted, never people: a reader can count them too.</summary>
/// <param name="Level">"whole", "divided", "departments" or "units".</param>
/// <param name="Values">Numbers.</param>
/// <param name="Classes">Classes in place of a number.</param>
/// <param name="Hidden">Hidden to protect individuals.</param>
/// <param name="NotApplicable">Without a source, or not applicable.</param>
internal sealed record ProtectionAccount(string Level, long Values, long Classes, long Hidden, long NotApplicable)
{
    /// <summary>The account of an organisation: a wave's tables and the facts at the data date.</summary>
    public static IReadOnlyList<ProtectionAccount> Of(Snapshot snapshot, string organisation, string wave) =>
    [
        .. snapshot.TablesOf(organisation).Where(t => t.Key.Wave == wave || t.Key.Wave.Length == 0)
            .GroupBy(t => LevelOf(t.Key)).OrderBy(g => Array.IndexOf(Levels, g.Key)).Select(g => Count(g.Key, g)),
    ];

    private static readonly string[] Levels = ["whole", "divided", "departments", "units"];

    private static string LevelOf(TableKey key) => key.Level switch
    {
        ScopeLevel.Organisation => key.Breakdown == Breakdown.None ? "whole" : "divided",
        ScopeLevel.Department => "departments",
        _ => "units",
    };

    private static ProtectionAccount Count(string level, IEnumerable<PublishedTable> tables)
    {
        var counts = new long[4];
        foreach (var table in tables)
        {
            for (var row = 0; row < table.Rows.Count; row++)
            {
                for (var column = 0; column < table.Columns.Count; column++)
                {
                    counts[(int)table[row, column].State]++;
                }
            }
        }

        return new ProtectionAccount(level, counts[0], counts[1], counts[2], counts[3]);
    }
}
