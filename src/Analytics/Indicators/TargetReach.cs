using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>R2: R1 among those whom a programme was for; one column a programme that has a target group in programmes.json.</summary>
public static class TargetReach
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("R2", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(Definition, TablePlan.DepartmentUp, Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var columns = new List<RawColumn>();
        for (var t = 0; t < sources.Targets.Count; t++)
        {
            var (programme, members) = sources.Targets[t];
            var missing = people.Trained is null ? "no_training"
                : !Array.Exists(members, m => m) ? "no_target_persons"
                : sources.Targets.Take(t).Any(other => TooAlike(people.Grouping, other.Members, members, sources.Threshold)) ? "target_overlap"
                : "";
            columns.Add(new RawColumn(
                programme, "fact:target:" + programme, missing, people.Grouping.Facts(members, people.Trained ?? new bool[members.Length])));
        }

        if (columns.Count == 0)
        {
            columns.Add(new RawColumn(Snapshots.PublishedTable.All, "N", "no_target", people.Grouping.Facts(null, new bool[people.Account.Length])));
        }

        return new RawFigures(Definition.Id, "", FigureKind.Fact, columns);
    }

    /// <summary>Two target groups that share persons and differ by a few in some group: the difference would be theirs (method §4.5).</summary>
    private static bool TooAlike(Grouping grouping, bool[] a, bool[] b, int threshold)
    {
        var both = grouping.Count([.. a.Select((x, i) => x && b[i])]);
        var onlyA = grouping.Count([.. a.Select((x, i) => x && !b[i])]);
        var onlyB = grouping.Count([.. a.Select((x, i) => !x && b[i])]);
        bool Few(long n) => n > 0 && n < threshold;
        return Enumerable.Range(0, grouping.DepartmentsUp()).Any(g => both[g] > 0 && (Few(onlyA[g]) || Few(onlyB[g])));
    }
}
