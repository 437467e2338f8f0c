using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>An item beside the competences, with the respondents' answers.</summary>
/// <param name="Code">Its code, as docs/profiles.md lists them.</param>
/// <param name="Scale">What its numbers mean.</param>
/// <param name="Answers">One a respondent: a number on the scale or an <see cref="AnswerCode"/>.</param>
internal sealed record AskedItem(string Code, ItemScale Scale, byte[] Answers);

/// <summary>What a wave's answers tell beside the competences: other items, who answered, and the wave before.</summary>
internal sealed class PreparedAnswers
{
    private readonly Lazy<(RawFigure[] Ratio, RawFigure[] Flag)> _disparity;

    private readonly Lazy<int[]> _rowBefore;
    private readonly Lazy<bool> _weightsTell, _weightsTellRespondents, _weightsTellKnown;

    public PreparedAnswers()
    {
        _disparity = new(() => GroupDisparity.Figures(this));
        _rowBefore = new(() => TwoWaves.EarlierRow(this, Earlier!.Answers));
        _weightsTell = new(() => PublicWeights.TellFloor(this));
        _weightsTellRespondents = new(() => PublicWeights.TellRespondents(this));
        _weightsTellKnown = new(() => PublicWeights.TellKnown(this));
    }

    public required PreparedPopulation People { get; init; }

    public required PreparedWave Wave { get; init; }

    /// <summary>The fewest respondents of a published group, frozen with the wave.</summary>
    public required int Threshold { get; init; }

    /// <summary>True if respondents are persons of the register.</summary>
    public required bool Linked { get; init; }

    /// <summary>The wave's reference date.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Departments: the groups 1 … of the tree.</summary>
    public required int Departments { get; init; }

    /// <summary>Per group a name that is the same in every wave.</summary>
    public required string[] GroupNames { get; init; }

    /// <summary>From a unit's code to its department's, as frozen.</summary>
    public required IReadOnlyDictionary<string, string> DepartmentOfUnit { get; init; }

    /// <summary>Per respondent: index in the population, −1 in an anonymous wave.</summary>
    public required int[] Person { get; init; }

    /// <summary>Per person of the population: the surrogate that is the same in every wave.</summary>
    public required long[] Surrogate { get; init; }

    /// <summary>Per person of the population: AID responsibility A, B or C.</summary>
    public required bool[] Manager { get; init; }

    /// <summary>
    /// Per person of the population: day number of the first completed digital training up to the reference date, 0 = none; null if no
    /// training is delivered.
    /// </summary>
    public required int[]? FirstTrained { get; init; }

    /// <summary>Per respondent: <see cref="AnswerChannel"/>.</summary>
    public required byte[] Channel { get; init; }

    /// <summary>The organisation's target areas, or null.</summary>
    public required TargetAreas? Areas { get; init; }

    /// <summary>Items beside the competences, by code.</summary>
    public required IReadOnlyDictionary<string, AskedItem> Items { get; init; }

    /// <summary>The wave before, if the organisation has released one.</summary>
    public EarlierWave? Earlier { get; init; }

    /// <summary>Per respondent the row of the same person in the wave before, −1 for who did not answer it; only where there is one.</summary>
    public int[] RowBefore => _rowBefore.Value;

    /// <summary>Per respondent: the index, NaN = missing.</summary>
    public double[] Index => Wave.Index;

    /// <summary>Per respondent: below the floor or not.</summary>
    public FloorColumns Floors => Wave.Floors;

    /// <summary>F1 of every group against the rest, made once for F6 and X1.</summary>
    public (RawFigure[] Ratio, RawFigure[] Flag) Disparity => _disparity.Value;

    /// <summary>The reason why there is no F1, or empty.</summary>
    public string WithoutFloor => BelowFloor.Missing(Wave);

    /// <summary>True if how unequal the weights are would tell how many have answered in some small group.</summary>
    public bool WeightsTellRespondents => _weightsTellRespondents.Value;

    /// <summary>True if the errors of weighted F1 would tell how many have answered in some small group, or how many of it have a known F1.</summary>
    public bool FloorErrorsTell => WeightsTellRespondents || _weightsTellKnown.Value;

    /// <summary>The reason why there is no weighted F1, or empty.</summary>
    public string WithoutWeightedFloor =>
        WithoutFloor.Length > 0 ? WithoutFloor : Wave.Weights is null ? Wave.WeightsMissing : _weightsTell.Value ? "weights_tell" : "";
}

/// <summary>The wave before: its answers, and where this wave's groups are found in it.</summary>
/// <param name="Answers">Its answers.</param>
/// <param name="GroupOf">
/// Per group of this wave the group of the same name there; −1 if there is none, or if units have moved between departments so that the
/// two are not the same (method §4.8).
/// </param>
/// <param name="AsReleased">True if its answers are those that were released: otherwise only the same persons can be compared.</param>
internal sealed record EarlierWave(PreparedAnswers Answers, int[] GroupOf, bool AsReleased);
