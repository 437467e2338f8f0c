using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>The share below the floor in a group over that of all others, as its line prints it.</summary>
/// <param name="Division">What divides the persons: "department", "role" …; its name is the text "column.DIVISION".</param>
/// <param name="Name">Name of the group.</param>
/// <param name="Ratio">The cell.</param>
/// <param name="Interval">Its interval; empty if none.</param>
/// <param name="Flag">Whether the published test finds that the group stands out, or the mark in its place.</param>
/// <param name="Answers">n; empty if not told.</param>
public sealed record ShownDifference(string Division, string Name, PublishedCell Ratio, string Interval, string Flag, string Answers)
{
    private static readonly (string Code, ScopeLevel Level, Breakdown Breakdown)[] Divisions =
    [
        ("operation", ScopeLevel.Organisation, Breakdown.Operation), ("department", ScopeLevel.Department, Breakdown.None),
        ("role", ScopeLevel.Organisation, Breakdown.Role), ("gender", ScopeLevel.Organisation, Breakdown.Gender),
        ("age", ScopeLevel.Organisation, Breakdown.AgeBand), ("form", ScopeLevel.Organisation, Breakdown.Form),
        ("device", ScopeLevel.Organisation, Breakdown.Device),
    ];

    /// <summary>
    /// Every group of an organisation, division by division, in the published order, which is no ranking; of a department its own line.
    /// Weighted where the reader chose it. None where none is published.
    /// </summary>
    public static IReadOnlyList<ShownDifference> Of(ShownGroup group, Say say)
    {
        var measure = group.Chosen(Measures.Disparity);
        return
        [
            .. Divisions.SelectMany(d => group.Snapshot.Find(new TableKey(measure, group.Organisation.Code, group.Wave.Wave, d.Level, d.Breakdown)) is { } table
                ? table.Rows.Select((row, r) => (row, r)).Where(x => group.Level == ScopeLevel.Organisation || (d.Code == "department" && x.row.Code == group.Code))
                    .Select(x => Make(d.Code, say.Name(x.row.Name), table.Find(x.r, PublishedTable.All)!, table.Find(x.r, "flag"), measure, say))
                : []),
        ];
    }

    private static ShownDifference Make(string division, string name, PublishedCell ratio, PublishedCell? flag, string measure, Say say) => new(
        division,
        name,
        ratio,
        say.Cells.IntervalOfDifference(ratio, measure),
        flag switch
        {
            { HasValue: true, Estimate: > 0 } => say["difference.higher"],
            { HasValue: true, Estimate: < 0 } => say["difference.lower"],
            { HasValue: true } => say["difference.none"],
            _ => say.Cells.Value(flag, measure),
        },
        ratio.HasValue ? say.Cells.Respondents(ratio) : "");
}
