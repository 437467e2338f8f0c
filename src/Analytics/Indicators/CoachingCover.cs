using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Indicators;

/// <summary>L3: share of everybody who is in a documented pair of manager and employee; by direction and theme for the organisation.</summary>
public static class CoachingCover
{
    /// <summary>Columns beside "all": coached by a manager, coached by an employee, number of pairs; themes are "theme:CODE".</summary>
    internal const string ByManager = "by-manager", ByEmployee = "by-employee", Pairs = "pairs", Theme = "theme:";

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("L3", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(
        Definition,
        TablePlan.DepartmentUp with { Has = (column, groups) => column == PublishedTable.All || groups == TableGroups.Organisation },
        Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var (coaching, missing) = (sources.Coaching.Value, sources.Coaching.Missing);
        bool[] none = new bool[people.Account.Length];
        RawColumn Column(string code, bool[]? persons) => new(code, "N", missing, people.Grouping.Facts(null, persons ?? none));
        return new RawFigures(Definition.Id, "", FigureKind.Fact,
        [
            Column(PublishedTable.All, coaching?.InPair),
            Column(ByManager, coaching?.ByManager),
            Column(ByEmployee, coaching?.ByEmployee),
            new RawColumn(Pairs, "N", missing, [new(people.Population[0], 0, coaching?.Pairs ?? 0, 0, 0, 0)]) { Kind = FigureKind.Things },
            .. coaching?.Themes.Select((t, i) => Column(Code(t.Theme, i), t.InPair)) ?? [],
        ]);
    }

    /// <summary>A column's code has at most 60 characters; a longer theme is cut and told apart by its number.</summary>
    private static string Code(string theme, int number) =>
        Theme + (theme.Length <= 50 ? theme : theme[..46] + "#" + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
