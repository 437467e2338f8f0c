using System.Collections.Concurrent;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// The audit before publishing (method §4.6): everything published of each competence with F1 beside it, then of F1 and its competences,
/// then every other answer, then, of a small organisation, the competences jointly, read together over all tables and all releases of the wave.
/// </summary>
internal sealed class ReleaseAudit
{
    /// <summary>How many numbers <see cref="JointProgram"/> may have, and how many cells are taken back at most for what it finds.</summary>
    private const int Together = 1500, Few = 3;

    private readonly IPrintedFigures _printed;
    private readonly RawRelease _raw;
    private readonly int _threshold;
    private readonly CompetenceView[] _views;
    private readonly ConcurrentDictionary<string, (LevelFact[][] Facts, LevelProgram Program)> _alone = new(StringComparer.Ordinal);

    /// <summary>Null where F1 is not made.</summary>
    private readonly FloorView? _floor;

    private ReleaseAudit(IPrintedFigures printed, RawRelease raw, int threshold)
    {
        (_printed, _raw, _threshold) = (printed, raw, threshold);
        _views = [.. raw.Levels.Keys.Select(item => new CompetenceView(printed, raw, item, threshold))];
        _floor = FloorView.Of(printed, raw, _views, threshold);
    }

    /// <summary>Proves every protected figure of a release and takes back what tells one.</summary>
    /// <param name="printed">What is about to be published.</param>
    /// <param name="raw">The truth.</param>
    /// <param name="threshold">Fewest persons.</param>
    public static AuditReport Run(IPrintedFigures printed, RawRelease raw, int threshold) => new ReleaseAudit(printed, raw, threshold).Run();

    private AuditReport Run()
    {
        // Side by side each competence takes back its own cells only, and reads F1 as it stands before any of them does: so none depends
        // on how far the others have come.
        var beside = Beside();
        var reports = new AuditReport[_views.Length];
        var ofFloor = _views.Select(v => beside.ContainsKey(v.Item) ? TargetsOfFloor(v) : []).ToArray();
        SideBySide.Each(_views.Length, i => reports[i] = OfCompetence(_views[i], () => beside.GetValueOrDefault(_views[i].Item), ofFloor[i]));
        for (var i = 0; i < _views.Length; i++)
        {
            if (reports[i].Told.Count > 0)
            {
                // What the competence's own cells cannot keep, F1, the index, the areas and the others must.
                var again = WithAll(_views[i], Targets(_views[i]));
                reports[i] = again with { Withheld = reports[i].Withheld + again.Withheld };
            }
        }

        var report = reports.Aggregate(AuditReport.Nothing, (sum, r) => sum + r) + OfFloor();
        for (var i = 0; i < _views.Length; i++)
        {
            var open = ofFloor[i].Where(t => !t.Proved).Select(t => t.Group).ToHashSet();
            if (open.Count > 0)
            {
                // And F1 where a competence's levels tell it.
                report += WithAll(_views[i], [.. TargetsOfFloor(_views[i]).Where(t => open.Contains(t.Group))]) with { Checked = 0 };
            }
        }

        return report + OfAnswers() + Jointly();
    }

    /// <summary>
    /// Once more, with all levels of the competences in one program: a small organisation's, where a few persons' answers to one are told by
    /// their answers to others; all competences, or else the mandatory ones. In a large one that takes too long, and sums of many leave more
    /// open.
    /// </summary>
    private AuditReport Jointly()
    {
        if (_floor is not { Mandatory.Count: > 0 } floor)
        {
            return AuditReport.Nothing;
        }

        CompetenceView[] mandatory = [.. floor.Mandatory.Select(m => m.View)];
        var views = new[] { _views, mandatory }.FirstOrDefault(v => JointProgram.NumbersOf(floor.ItemGroups, v.Length) <= Together);
        if (views is null)
        {
            return AuditReport.Nothing;
        }

        AnswerView[] means =
        [
            .. AnswerView.Of(_printed, _raw, _views, _threshold)
                .Where(a => a.Competences.Count > 0 && a.Competences.All(views.Contains) && a.Size.Count >= floor.Groups),
        ];
        AuditTarget[] targets =
        [
            .. floor.OwnTargets,
            .. views.SelectMany(Targets),

            // How few have a mean, and have answered enough for one, its own program keeps open; here that would take back thirty cells for little.
            .. means.SelectMany(m => Enumerable.Range(0, floor.Groups).SelectMany(m.Targets)).Where(t => t.Form.Quantity != LevelQuantity.Persons),
        ];
        SideBySide.Each(views.Length, i => Alone(views[i]).Tighten());
        var report = new FigureAudit(_printed, () => new JointProgram(floor, views, means, _raw.System.Lines, Alone), targets, Importance, [], sideBySide: 2, Few).Run();

        // Each has been asked already; where nothing was found here, or no few cells mend it, what was found there stands.
        return report with { Checked = 0, Untested = 0, Told = [] };
    }

    /// <summary>A competence's program with nothing beside it, the one before where its cells are as they were.</summary>
    private LevelProgram Alone(CompetenceView view)
    {
        LevelFact[][] facts = [.. Enumerable.Range(0, view.Counts.Groups).Select(g => view.Facts(g).ToArray())];
        if (!_alone.TryGetValue(view.Item, out var known) || !known.Facts.Zip(facts).All(f => f.First.SequenceEqual(f.Second)))
        {
            var program = new LevelProgram(view, g => facts[g], _raw.System.Lines, beside: null);
            _alone[view.Item] = known = (facts, program);
        }

        return known.Program;
    }

    /// <summary>Every answer beside the competences and F1, by itself; what its own cells cannot keep, the competences' must.</summary>
    private AuditReport OfAnswers()
    {
        AnswerView[] views = [.. AnswerView.Of(_printed, _raw, _views, _threshold)];
        var reports = new AuditReport[views.Length];
        SideBySide.Each(views.Length, i => reports[i] = OfAnswer(views[i], c => views[i].IsOwn(c) ? Importance(c) : double.PositiveInfinity));
        for (var i = 0; i < views.Length; i++)
        {
            if (reports[i].Told.Count > 0)
            {
                var again = OfAnswer(views[i], Importance);
                reports[i] = again with { Withheld = reports[i].Withheld + again.Withheld };
            }
        }

        return reports.Aggregate(AuditReport.Nothing, (sum, r) => sum + r);
    }

    private AuditReport OfAnswer(AnswerView view, Func<Printed, double> importance) => new FigureAudit(
        _printed, () => new AnswerProgram(view, _raw.System.Lines), [.. Enumerable.Range(0, view.Size.Count).SelectMany(view.Targets)], importance, []).Run();

    private IReadOnlyDictionary<string, FloorBeside> Beside() => _floor?.Beside() ?? new Dictionary<string, FloorBeside>();

    private static AuditTarget[] Targets(CompetenceView view) => [.. Enumerable.Range(0, view.Counts.Groups).SelectMany(view.Targets)];

    /// <summary>What may not be told of F1 in the groups that have answered a competence.</summary>
    private AuditTarget[] TargetsOfFloor(CompetenceView view) => [.. _floor!.OwnTargets.Where(t => t.Group < view.Counts.Groups && view.Size[t.Group] > 0)];

    /// <summary>A competence, which takes back its own cells.</summary>
    private AuditReport OfCompetence(CompetenceView view, Func<FloorBeside?> beside, AuditTarget[] ofFloor) => new FigureAudit(
        _printed,
        () => Program(view, beside()),
        Targets(view),
        c => view.IsOwn(c) ? Importance(c) : double.PositiveInfinity,
        ofFloor).Run();

    /// <summary>A competence and what stands beside it, of whose cells any may be taken back.</summary>
    private AuditReport WithAll(CompetenceView view, AuditTarget[] targets) =>
        new FigureAudit(_printed, () => Program(view, Beside().GetValueOrDefault(view.Item)), targets, Importance, []).Run();

    private LevelProgram Program(CompetenceView view, FloorBeside? beside) => new(view, g => [.. view.Facts(g)], _raw.System.Lines, beside);

    private AuditReport OfFloor() => _floor is { } floor
        ? new FigureAudit(_printed, () => new FloorProgram(floor, _raw.System.Lines), [.. floor.Targets], Importance, [], sideBySide: 2).Run()
        : AuditReport.Nothing;

    /// <summary>
    /// Scores and gaps are missed less than counts, counts less than means, F1 most; what is said of many more than what is said of few.
    /// </summary>
    private double Importance(Printed cell)
    {
        var persons = (double)_raw.Population[cell.Group] / Math.Max(1, _raw.Population[0]);
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
}
