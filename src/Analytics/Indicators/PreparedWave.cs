using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>The register's population in columns, ready for facts. One row a person (main employment, method §1.2).</summary>
internal sealed class PreparedPopulation
{
    public required Grouping Grouping { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] Account { get; init; }

    /// <summary><see cref="DeviceAccess"/>.</summary>
    public required byte[] Device { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] Channel { get; init; }

    /// <summary>Could not be reached: nothing was sent, or it came back; where that is not told, no working channel.</summary>
    public required bool[] Unreachable { get; init; }

    /// <summary>False if the register tells of nobody whether they could be reached.</summary>
    public required bool TellsReach { get; init; }

    /// <summary>Completed a digital training in the 24 months that end at the day of the figures; null if no training is delivered.</summary>
    public required bool[]? Trained { get; init; }

    /// <summary>Persons per group.</summary>
    public required long[] Population { get; init; }
}

/// <summary>A wave's respondents in columns. One row a respondent (method §1.7), in the order of the delivery.</summary>
internal sealed class PreparedWave
{
    private readonly Lazy<UpperDivision[]> _divisions;
    private readonly Lazy<FloorColumns> _floor;
    private readonly Lazy<double[]> _index;
    private readonly Lazy<CellSums[]> _floorSums, _indexSums;
    private readonly Lazy<CellWeighting> _unweighted, _plain;

    public PreparedWave()
    {
        _divisions = new(() => UpperDivision.Of(Grouping!, Weighting));
        _floorSums = new(() => [.. Divisions.Select(d => CellSums.Of(Floors.State, d.Cells))]);
        _indexSums = new(() => [.. Divisions.Select(d => CellSums.Of(Index, d.Cells))]);
        _unweighted = new(() => CellWeighting.Unweighted(Role!.Length));
        _plain = new(() => Weighting.Plain());
        _floor = new(() => Compute.Floor.Persons(
            Answers!, Mandatory!, [.. Mandatory!.Select(m => Enumerable.Repeat((byte)Floor, m.Length).ToArray())], Role!));
        _index = new(() => CompetenceIndex.Compute(Answers!, AskedItems));
    }

    public required CompetenceFramework Framework { get; init; }

    public required int Floor { get; init; }

    public required Grouping Grouping { get; init; }

    /// <summary>Persons in the register per group.</summary>
    public required long[] Population { get; init; }

    /// <summary>Respondents per group.</summary>
    public required long[] Respondents { get; init; }

    /// <summary>[competence][respondent], in the framework's order.</summary>
    public required byte[][] Answers { get; init; }

    /// <summary>Per competence: in this wave's instrument.</summary>
    public required bool[] Asked { get; init; }

    /// <summary>As <see cref="Answers"/>, or null if importance was not asked.</summary>
    public required byte[][]? Importance { get; init; }

    /// <summary>Per respondent: index of the role; the last index is "no role".</summary>
    public required int[] Role { get; init; }

    /// <summary>[competence][role]: required level, <see cref="NoRequirement"/> = none.</summary>
    public required byte[][] Required { get; init; }

    /// <summary>[role][competence]: the floor applies.</summary>
    public required bool[][] Mandatory { get; init; }

    /// <summary>A role that requires nothing in a competence.</summary>
    public const byte NoRequirement = byte.MaxValue;

    /// <summary>The weights; null where they were refused, for the reason in <see cref="WeightsMissing"/>.</summary>
    public PreparedWeights? Weights { get; init; }

    /// <summary>Reason code for the lack of weights.</summary>
    public string WeightsMissing { get; init; } = "no_weights";

    /// <summary>Per competence: exact counts, made once and read by every indicator.</summary>
    public required ItemTally[] Items { get; init; }

    /// <summary>Competences in this wave's instrument.</summary>
    public int[] AskedItems => [.. Enumerable.Range(0, Asked.Length).Where(i => Asked[i])];

    /// <summary>Per respondent: the index, NaN = missing.</summary>
    public double[] Index => _index.Value;

    /// <summary>Per respondent: below the floor or not.</summary>
    public FloorColumns Floors => _floor.Value;

    /// <summary>The organisation, its departments, and its categories of each attribute.</summary>
    public UpperDivision[] Divisions => _divisions.Value;

    /// <summary>F1 by division; the codes of <see cref="Floors"/> are 0, 1 and none, which is how sums read them.</summary>
    public CellSums[] FloorSums => _floorSums.Value;

    /// <summary>The index by division.</summary>
    public CellSums[] IndexSums => _indexSums.Value;

    /// <summary>The wave's weights, or where there are none everybody as one.</summary>
    public CellWeighting Weighting => Weights?.Raked ?? _unweighted.Value;

    /// <summary>Everybody as one, over the same cells.</summary>
    public CellWeighting Plain => _plain.Value;
}

/// <summary>Exact counts of one competence over the item groups.</summary>
/// <param name="Levels">Per group <see cref="Histogram.Slots"/> counts.</param>
/// <param name="Gaps">Per group: the complete pairs of level and requirement.</param>
/// <param name="Between">Per group: pairs at or above the floor and below the requirement.</param>
/// <param name="OneRequirement">Per group: the level that is required of everybody with a pair, −1 where it differs or nobody has one.</param>
/// <param name="Importance">Per group: sums over those with importance too; null if not asked.</param>
/// <param name="Pairs">Per group <see cref="Compute.Gaps.Cells"/> joint counts of level and requirement.</param>
internal sealed record ItemTally(long[] Levels, GapSummary[] Gaps, long[] Between, int[] OneRequirement, ImportanceSums[]? Importance, long[] Pairs)
{
    /// <summary>Counts one competence.</summary>
    public static ItemTally Count(
        Grouping grouping, byte[] answers, byte[]? importance, int[] role, byte[] required, int floor)
    {
        var levels = new long[grouping.ItemGroups * Histogram.Slots];
        var joint = new long[grouping.ItemGroups * Compute.Gaps.Cells];
        var sums = importance is null ? null : new long[grouping.ItemGroups * 4];
        foreach (var p in grouping.ItemPartitions)
        {
            Histogram.Count(answers, p.Rows, p.Count).CopyTo(levels, p.Offset * Histogram.Slots);
            Compute.Gaps.Count(answers, role, required, p.Rows, p.Count).CopyTo(joint, p.Offset * Compute.Gaps.Cells);
            if (sums is not null)
            {
                var weighted = Compute.Gaps.SumImportance(answers, importance, role, required, p.Rows, p.Count);
                for (var g = 0; g < p.Count; g++)
                {
                    var at = (p.Offset + g) * 4;
                    (sums[at], sums[at + 1], sums[at + 2], sums[at + 3]) =
                        (weighted[g].N, weighted[g].SumLevel, weighted[g].SumRequirement, weighted[g].SumImportance);
                }
            }
        }

        grouping.SumUp(levels, Histogram.Slots);
        grouping.SumUp(joint, Compute.Gaps.Cells);
        var gaps = new GapSummary[grouping.ItemGroups];
        var between = new long[grouping.ItemGroups];
        var one = new int[grouping.ItemGroups];
        for (var g = 0; g < gaps.Length; g++)
        {
            var pairs = Compute.Gaps.Of(joint, g);
            gaps[g] = Compute.Gaps.Summarise(pairs);
            one[g] = Compute.Gaps.OneRequirement(pairs);
            for (var l = floor; l < Compute.Answers.LevelCount; l++)
            {
                for (var q = l + 1; q < Compute.Answers.LevelCount; q++)
                {
                    between[g] += pairs[(l * Compute.Answers.LevelCount) + q];
                }
            }
        }

        if (sums is null)
        {
            return new ItemTally(levels, gaps, between, one, null, joint);
        }

        grouping.SumUp(sums, 4);
        var byImportance = new ImportanceSums[grouping.ItemGroups];
        for (var g = 0; g < byImportance.Length; g++)
        {
            byImportance[g] = new ImportanceSums(sums[g * 4], sums[(g * 4) + 1], sums[(g * 4) + 2], sums[(g * 4) + 3]);
        }

        return new ItemTally(levels, gaps, between, one, byImportance, joint);
    }
}
