using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>RDS: ranked discrepancy score per competence, −100 … 100 (method §2.4).</summary>
public static class RankedDiscrepancy
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("RDS", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfWave(Definition, TablePlan.DepartmentUp, wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave) => new(
        Definition.Id,
        "",
        FigureKind.Net,
        [
            .. Columns.PerItem(wave, "pair", Columns.WithoutRequirements(wave), (tally, g) =>
                new RawFigure(tally.Gaps[g].N, 0, tally.Gaps[g].Rds, 0, tally.Gaps[g].Above, tally.Gaps[g].Below)).Select(Protected),
        ]);

    /// <summary>Beside the share below the requirement the score tells how many lie above and at it, here and wherever sums give it.</summary>
    private static RawColumn Protected(RawColumn column) => column with
    {
        Parts =
        [
            [.. column.Groups.Select(f => f.Above)],
            [.. column.Groups.Select(f => f.Below)],
            [.. column.Groups.Select(f => f.Respondents - f.Above - f.Below)],
        ],
    };
}
