using Digilo.Analytics.Indicators;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>A cell that sentences rest on, as the list below them prints it.</summary>
/// <param name="Measure">Id of the measure, also its place on the method page.</param>
/// <param name="Name">Name of the measure.</param>
/// <param name="Part">Which group and column of it; empty for the one number of the group that the page is about.</param>
/// <param name="Value">The number, class or mark in words.</param>
/// <param name="Basis">n and N; empty if there are none to show.</param>
public sealed record SaidCell(string Measure, string Name, string Part, string Value, string Basis);

/// <summary>What the rules say of a group of persons, where its page shows it.</summary>
public static class Said
{
    // Columns that hold the mark of a test and no number.
    private static readonly string[] Marks = ["secured", "certain", "conclusion", "flag"];

    /// <summary>What is said of some measures, in the order given; those without a word are left out.</summary>
    public static IReadOnlyList<MeasureSentences> Of(ShownGroup group, Say say, params IEnumerable<string> measures) =>
    [
        .. measures.Select(m => new MeasureSentences(m, Sentences.Of(
                group.Snapshot, m, group.Organisation.Code, group.WaveOf(m), say.Language, group.Level, group.Code)))
            .Where(m => m.Sentences.Any(s => s.Kind != SentenceKind.Wave)),
    ];

    /// <summary>Everything that is said, by group of the catalogue, but for measures that the page tells of elsewhere.</summary>
    public static IReadOnlyList<SentenceGroup> All(ShownGroup group, Say say, IReadOnlyCollection<string> elsewhere) =>
    [
        .. Sentences.All(group.Snapshot, group.Organisation.Code, group.Wave.Wave, say.Language, group.Level, group.Code)
            .Select(g => g with { Measures = [.. g.Measures.Where(m => !elsewhere.Contains(m.Measure))] })
            .Where(g => g.Measures.Count > 0),
    ];

    /// <summary>The cells that sentences rest on, each once, in the order in which they are cited.</summary>
    public static IReadOnlyList<SaidCell> Cells(IEnumerable<MeasureSentences> said, ShownGroup group, Say say) =>
        [.. said.SelectMany(m => m.Sentences).SelectMany(s => s.Cells).Distinct().Select(a => Cell(a, group, say)).OfType<SaidCell>()];

    private static SaidCell? Cell(CellAddress address, ShownGroup group, Say say)
    {
        if (group.Snapshot.Find(address.Table) is not { } table || table.RowOf(address.Code, address.Category) is not (>= 0 and var row)
            || table.Find(row, address.Column) is not { } cell)
        {
            return null;
        }

        var measure = address.Table.Measure;
        var isMark = Marks.Contains(address.Column) || measure == Measures.Profile;
        return new SaidCell(
            measure,
            Catalogue.Find(measure)?.Name.In(say.Language) ?? measure,
            string.Join(" · ", new[]
            {
                address.Code != group.Code || address.Category.Length > 0 ? say.Name(table.Rows[row].Name) : "",
                address.Table.Wave.Length > 0 && address.Table.Wave != group.Wave.Wave ? NameOfWave(address.Table.Wave, group, say) : "",
                Column(address, group, say),
            }.Where(t => t.Length > 0)),
            isMark && cell.HasValue ? say[cell.Estimate == 0 ? "said.mark.no" : "said.mark.yes"] : say.Cells.Value(cell, measure, address.Column),
            say.Cells.Basis(cell));
    }

    private static string NameOfWave(string wave, ShownGroup group, Say say) =>
        group.Organisation.Waves.FirstOrDefault(w => w.Wave == wave) is { } found ? say.Name(found.Name) : wave;

    private static string Column(CellAddress address, ShownGroup group, Say say)
    {
        const string Theme = "theme:";
        var (measure, column, framework) = (address.Table.Measure, address.Column, group.Snapshot.Framework);
        return (measure, column) switch
        {
            (_, PublishedTable.All) => "",
            (Measures.Distribution, _) => NameOf(address.Table.Item) + ", "
                + (char.IsAsciiDigit(column[0]) ? say.With("column.DIST.level", column) : say["column.DIST." + column]),
            (Measures.TargetAreas, _) => group.Organisation.TargetAreas?.Areas.FirstOrDefault(a => a.Id == column)?.Name.In(say.Language) ?? column,
            _ when column.StartsWith(Theme, StringComparison.Ordinal) => column[Theme.Length..],
            _ when framework.Find(column) is not null => NameOf(column),
            _ => say.Or("column." + column, column),
        };

        string NameOf(string competence) => framework.Find(competence) is { } found ? $"{competence} {say.Name(found.Name)}" : competence;
    }
}
