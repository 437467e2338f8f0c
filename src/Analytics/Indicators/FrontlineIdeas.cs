using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Indicators;

/// <summary>D3: ideas of twelve months per 100 persons; the share from people who are no managers; the share that something was done about.</summary>
public static class FrontlineIdeas
{
    /// <summary>Columns beside "all".</summary>
    internal const string Frontline = "frontline", Acted = "acted";

    /// <summary>How far back ideas count.</summary>
    internal const int Months = 12;

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("D3", MeasureClass.Participation, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(Definition, TablePlan.OrganisationOnly, Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var (ideas, missing) = (sources.Ideas.Value, sources.Ideas.Missing);
        var persons = people.Population[0];
        var (count, known) = (ideas?.Count ?? 0, ideas?.Known ?? 0);
        string Of(long n, string reason) => missing.Length > 0 ? missing : n == 0 ? reason : "";

        // A few ideas are somebody's: fewer than the threshold are hidden. None at all is told.
        return new RawFigures(Definition.Id, "", FigureKind.FactStatistic,
        [
            new RawColumn(
                PublishedTable.All, count == 0 ? "N" : "fact:ideas", missing,
                [RawFigure.Number(count == 0 ? persons : count, persons == 0 ? 0 : 100.0 * count / persons)]),
            new RawColumn(
                Frontline, "fact:ideas-known", Of(known, count == 0 ? "no_ideas_in_period" : "ideas_unknown"),
                [new(known, ideas?.Frontline ?? 0, 0, 0, 0, 0)]) { Kind = FigureKind.Part },
            new RawColumn(
                Acted, "fact:ideas", Of(count, "no_ideas_in_period"), [new(count, ideas?.Acted ?? 0, 0, 0, 0, 0)]) { Kind = FigureKind.Fact },
        ])
        {
            Scale = new FigureScale(0, double.PositiveInfinity, 0, 1, FineDecimals: false),
        };
    }
}
