using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>One bar of the democracy profile (X1), as it is printed.</summary>
/// <param name="Code">Which: access, reach, floor or voice.</param>
/// <param name="Measure">The measure that it is made of.</param>
/// <param name="Value">The share in words, or the mark in its place.</param>
/// <param name="Length">Length of the bar, 0–1; null where there is no number to draw.</param>
/// <param name="Basis">Whom it is of; empty if not shown.</param>
/// <param name="Interval">The interval in words; empty if none.</param>
/// <param name="Reason">Why there is no number; empty if there is one.</param>
/// <param name="Lowest">The operation (or department) that certainly lies lower than the rest, with its share, or that none does; empty if it cannot be told.</param>
public sealed record ProfileBar(string Code, string Measure, string Value, double? Length, string Basis, string Interval, string Reason, string Lowest)
{
    private static readonly (string Code, string Measure)[] Bars =
        [("access", Measures.Access), ("reach", Measures.Reach), ("floor", Measures.BelowFloor), ("voice", Measures.Voice)];

    /// <summary>The four bars of an organisation and wave, from published cells alone; there is no total.</summary>
    public static IReadOnlyList<ProfileBar> Of(ShownGroup group, Say say) => [.. Bars.Select(b => Make(group, say, b.Code, b.Measure))];

    private static ProfileBar Make(ShownGroup group, Say say, string code, string measure)
    {
        var cell = group.Survey(measure);
        var above = measure == Measures.BelowFloor;
        double? length = cell is { HasValue: true, Estimate: { } share } ? (above ? 1 - share : share) : null;
        var interval = cell is { HasValue: true, Interval: { } i }
            ? above ? say.F.ShareRange(1 - i.High, 1 - i.Low, cell.Decimals) : say.F.ShareRange(i.Low, i.High, cell.Decimals)
            : "";
        return new ProfileBar(
            code,
            measure,
            Text(cell, above, say),
            length,
            cell switch
            {
                { Respondents: { } n } when above => say.With("profile.basis.answered", say.F.Count(n)),
                { Population: { } all } => say.With("profile.basis.register", say.F.Count(all)),
                _ => "",
            },
            interval.Length == 0 ? "" : say.With("card.interval", interval),
            cell is { State: CellState.Value or CellState.Class } ? "" : say.Cells.Reason(cell),
            LowestOf(group, say, code, measure, above));
    }

    /// <summary>At or above the floor is what is left of the share below it; so is its class.</summary>
    private static string Text(PublishedCell? cell, bool above, Say say) => cell switch
    {
        { HasValue: true, Estimate: { } share } when above => say.F.Share(1 - share, cell.Decimals),
        { State: CellState.Class, ClassCount: { } count, Respondents: { } n } when above => say.With(
            cell.ClassKind == ClassKind.AtMost ? "cell.at_least" : "cell.at_most", say.F.Count(n - count), say.F.Count(n)),
        _ => say.Cells.Value(cell, above ? Measures.BelowFloor : Measures.Voice),
    };

    /// <summary>By operation; by department where no unit has an operation.</summary>
    private static string LowestOf(ShownGroup group, Say say, string code, string measure, bool above)
    {
        var key = new TableKey(
            Measures.Profile, group.Organisation.Code, group.Wave.Wave, ScopeLevel.Organisation, Breakdown.Operation);
        if (group.Snapshot.Find(key) is null)
        {
            key = key with { Level = ScopeLevel.Department, Breakdown = Breakdown.None };
        }

        if (group.Snapshot.Find(key) is not { } flags)
        {
            return "";
        }

        var shares = group.Snapshot.Find(key with { Measure = measure });
        for (var r = 0; r < flags.Rows.Count; r++)
        {
            if (flags.Find(r, code) is { HasValue: true, Estimate: 1 }
                && shares?.Find(flags.Rows[r].Code, PublishedTable.All, flags.Rows[r].Category) is { HasValue: true } share)
            {
                return say.With("profile.lowest", say.Name(flags.Rows[r].Name), Text(share, above, say));
            }
        }

        // That none differs can only be said when all are seen; those in no operation are compared with nobody.
        return Enumerable.Range(0, flags.Rows.Count).All(r => flags.Find(r, code) is { HasValue: true, Estimate: 0 } or { State: CellState.NotApplicable })
            ? say[key.Level == ScopeLevel.Department ? "profile.none.department" : "profile.none"]
            : "";
    }
}
