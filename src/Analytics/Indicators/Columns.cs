using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Builds the columns of raw figures.</summary>
internal static class Columns
{
    /// <summary>A measure with one column.</summary>
    public static RawFigures Single(string measure, FigureKind kind, string onBase, string missing, IEnumerable<RawFigure> groups) =>
        new(measure, "", kind, [new RawColumn("all", onBase, missing, [.. groups])]);

    /// <summary>One column per competence of the framework; those outside the wave's instrument say so.</summary>
    public static List<RawColumn> PerItem(PreparedWave wave, string onBase, string missing, Func<ItemTally, int, RawFigure> figure)
    {
        var columns = new List<RawColumn>();
        for (var item = 0; item < wave.Items.Length; item++)
        {
            var id = wave.Framework.Competences[item].Id;
            var tally = wave.Items[item];
            var groups = new RawFigure[wave.Grouping.ItemGroups];
            for (var g = 0; g < groups.Length; g++)
            {
                groups[g] = figure(tally, g);
            }

            columns.Add(new RawColumn(id, $"{onBase}:{id}", wave.Asked[item] ? missing : "not_asked", groups));
        }

        return columns;
    }

    /// <summary>The reason for columns that compare with requirements when there are none.</summary>
    public static string WithoutRequirements(PreparedWave wave) =>
        wave.Required.Any(r => r.Any(q => q != PreparedWave.NoRequirement)) ? "" : "no_requirements";
}
