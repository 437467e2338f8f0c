using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// The audit before publishing (method §4.6): everything published of each competence, then of F1 and its competences, read together over
/// all tables and all releases of the wave.
/// </summary>
internal static class ReleaseAudit
{
    /// <summary>Proves every protected figure of a release and takes back what tells one.</summary>
    /// <param name="printed">What is about to be published.</param>
    /// <param name="raw">The truth.</param>
    /// <param name="threshold">Fewest persons.</param>
    public static AuditReport Run(IPrintedFigures printed, RawRelease raw, int threshold)
    {
        var views = raw.Levels.Keys.Select(item => new CompetenceView(printed, raw, item, threshold)).ToArray();
        var floor = FloorView.Of(printed, raw, views, threshold);

        // F1 as it stands before any of them takes anything back: so none depends on how far the others have come.
        var beside = floor?.Beside(traced: false);
        var reports = new AuditReport[views.Length];
        Parallel.For(0, views.Length, i => reports[i] = Of(printed, raw, views[i], () => beside?.GetValueOrDefault(views[i].Item)));
        for (var i = 0; i < views.Length; i++)
        {
            if (reports[i].Told.Count > 0 && beside?.ContainsKey(views[i].Item) == true)
            {
                // What the competence's own cells cannot keep, F1 and the others must.
                var again = Of(printed, raw, views[i], () => floor!.Beside(traced: true)[views[i].Item]);
                reports[i] = again with { Withheld = reports[i].Withheld + again.Withheld };
            }
        }

        return reports.Aggregate(AuditReport.Nothing, (sum, r) => sum + r) + (floor is null ? AuditReport.Nothing : OfFloor(printed, raw, floor));
    }

    private static AuditReport Of(IPrintedFigures printed, RawRelease raw, CompetenceView view, Func<FloorBeside?> beside) => new FigureAudit(
        printed,
        () => new LevelProgram(view, g => [.. view.Facts(g)], raw.System.Lines, beside()),
        [.. Enumerable.Range(0, view.Counts.Groups).SelectMany(view.Targets)],
        c => Importance(raw, c)).Run();

    /// <summary>
    /// Scores and gaps are missed less than counts, counts less than means, F1 most; what is said of many more than what is said of few.
    /// </summary>
    private static double Importance(RawRelease raw, Printed cell)
    {
        var persons = (double)raw.Population[cell.Group] / Math.Max(1, raw.Population[0]);
        return persons + cell.Figures.Measure switch
        {
            Measures.Rds => 0,
            Measures.Gap => 1,
            Measures.Distribution or Measures.FloorDepth => 2,
            Measures.BelowRequirement => 3,
            Measures.BelowFloorByCompetence => 4,
            Measures.BelowFloor => 6,
            _ => 5,
        };
    }

    private static AuditReport OfFloor(IPrintedFigures printed, RawRelease raw, FloorView view) =>
        new FigureAudit(printed, () => new FloorProgram(view, raw.System.Lines), [.. view.Targets], c => Importance(raw, c), sideBySide: 2).Run();
}
