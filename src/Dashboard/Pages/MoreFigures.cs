using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>One line of "more measures".</summary>
/// <param name="Measure">Id of the measure, also its place on the method page.</param>
/// <param name="Column">Column of its table.</param>
/// <param name="Name">What the number is, in words.</param>
/// <param name="Cell">The published cell, or null.</param>
/// <param name="Basis">What it rests on, in words; empty where the number says it itself.</param>
/// <param name="Reason">Why there is no number; empty if there is one.</param>
public sealed record MoreFigure(string Measure, string Column, string Name, PublishedCell? Cell, string Basis, string Reason);

/// <summary>The organisation's figures beside the key figures, in the groups of the catalogue. Whatever is published and has no other place.</summary>
/// <param name="Group">Letter of the catalogue: A, R, F, V, L, D, E, T.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Rows">Lines in the catalogue's order.</param>
/// <param name="Said">What the rules say of the group's measures, those of the key figures too.</param>
public sealed record MoreFigures(string Group, string Name, IReadOnlyList<MoreFigure> Rows, IReadOnlyList<MeasureSentences> Said)
{
    private const string Programmes = "*", Themes = "theme:";

    private static readonly (string Group, (string Measure, string[] Columns)[] Measures)[] Lines =
    [
        ("A",
        [
            (Measures.DeviceClass, ["eget", "delat", "inget", "okand"]), (Measures.AccessGap, ["flagged", "between"]),
            (Measures.TimeAndPlace, [PublishedTable.All]),
        ]),
        ("R",
        [
            (Measures.TargetReach, [Programmes]), (Measures.Completion, [PublishedTable.All]), (Measures.Targeting, [PublishedTable.All]),
            (Measures.HoursInequality, [PublishedTable.All, "between"]),
        ]),
        ("F",
        [
            (Measures.FloorDepth, [PublishedTable.All]), (Measures.FloorLevel, [PublishedTable.All]),
            (Measures.FloorBounds, ["silent_low", "silent_high", "unreachable_low", "unreachable_high"]),
        ]),
        ("V",
        [
            (Measures.CouldAnswer, [PublishedTable.All]), (Measures.Representativity, [PublishedTable.All]),
            (Measures.SilentOperations, ["silent", PublishedTable.All]),
            (Measures.AnswerChannel, ["own_device", "shared_device", "kiosk", "paper", "helped"]), (Measures.OtherWays, ["offered", "used"]),
        ]),
        ("L",
        [
            (Measures.ManagersTrained, [PublishedTable.All]), (Measures.Leadership, [PublishedTable.All]),
            (Measures.CoachingCover, [PublishedTable.All, "by-manager", "by-employee", "pairs", Themes]), (Measures.PerceptionGap, [PublishedTable.All]),
            (Measures.Engagement, [PublishedTable.All, "motivation", "ledarskap", "styrning"]),
        ]),
        ("D",
        [
            (Measures.SeenAndValued, [PublishedTable.All, "D1.1", "D1.2", "D1.3"]), (Measures.Dialogue, [PublishedTable.All]),
            (Measures.Ideas, [PublishedTable.All, "frontline", "acted"]),
        ]),
        ("E", [(Measures.Application, [PublishedTable.All])]),
        ("T", [(Measures.PlanCoverage, ["operations", PublishedTable.All]), (Measures.PlanProgress, [PublishedTable.All]), (Measures.PlanResults, ["hours", "solutions"])]),
    ];

    /// <summary>The figures of an organisation.</summary>
    public static IReadOnlyList<MoreFigures> Of(ShownGroup group, Say say)
    {
        var said = Pages.Said.All(group, say, Parts.GroupBody.Told).ToDictionary(g => g.Code, g => g.Measures, StringComparer.Ordinal);
        return
        [
            .. Lines.Select(l => new MoreFigures(
                l.Group,
                say[$"more.group.{l.Group}"],
                RowsOf(group, say, l.Group),
                said.GetValueOrDefault(Sentences.GroupOf(l.Measures[0].Measure)) ?? [])),
        ];
    }

    /// <summary>The lines of one group of the catalogue without what is said of them; none for a letter that has no lines.</summary>
    public static IReadOnlyList<MoreFigure> RowsOf(ShownGroup group, Say say, string letter) =>
    [
        .. Lines.Where(l => l.Group == letter).SelectMany(l => l.Measures)
            .SelectMany(m => Columns(group, m.Measure, m.Columns).Select(c => Line(group, say, m.Measure, c))),
    ];

    private static IEnumerable<string> Columns(ShownGroup group, string measure, string[] columns) =>
        columns.SelectMany(c => c switch
        {
            Programmes => group.FactColumns(measure),
            Themes => group.FactColumns(measure).Where(x => x.StartsWith(Themes, StringComparison.Ordinal)),
            _ => [c],
        });

    private static MoreFigure Line(ShownGroup group, Say say, string measure, string column)
    {
        var cell = group.At(measure, column);
        var reason = cell is { State: CellState.Value or CellState.Class } ? "" : say.Cells.Reason(cell);
        return new MoreFigure(measure, column, Title(say, measure, column), cell, reason.Length > 0 ? "" : Basis(group, say, measure, column, cell), reason);
    }

    private static string Title(Say say, string measure, string column) =>
        column.StartsWith(Themes, StringComparison.Ordinal) ? say.With("more.L3.theme", column[Themes.Length..])
        : measure == Measures.TargetReach && column != PublishedTable.All ? say.With("more.R2.programme", column)
        : say[$"more.{measure}.{column}"];

    /// <summary>What a measure's single number rests on, in words.</summary>
    internal static string BasisOf(ShownGroup group, Say say, string measure, PublishedCell cell) => Basis(group, say, measure, PublishedTable.All, cell);

    private static string Basis(ShownGroup group, Say say, string measure, string column, PublishedCell? cell) => (measure, column) switch
    {
        (Measures.AccessGap, "flagged") or (Measures.CoachingCover, "pairs") or (Measures.PlanResults, _) => "",
        (Measures.SilentOperations, "silent") when group.Survey(measure, "operations") is { Estimate: { } all } => say.With("more.basis.operations", say.F.Count((long)all)),
        (Measures.PlanCoverage, "operations") => "",
        (Measures.PlanProgress, _) when group.Fact(measure, "due") is { Estimate: { } due } => say.With("more.basis.actions", say.F.Count((long)due)),
        (Measures.Ideas, _) => cell?.Respondents is { } ideas ? say.With("more.basis.ideas", say.F.Count(ideas)) : "",
        (Measures.SilentOperations or Measures.PlanCoverage or Measures.HoursInequality or Measures.AccessGap, _) =>
            cell?.Population is { } persons ? say.With("more.basis.persons", say.F.Count(persons)) : "",
        _ => cell switch
        {
            { Respondents: { } n, Population: { } all } => say.With("more.basis.part", say.F.Count(n), say.F.Count(all)),
            { Population: { } all } => say.With("more.basis.persons", say.F.Count(all)),
            _ => "",
        },
    };
}
