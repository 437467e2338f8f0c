using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>The weights of a wave (method §3.3) and how they came about.</summary>
internal sealed class PreparedWeights
{
    /// <summary>Raked to the register.</summary>
    public required CellWeighting Raked { get; init; }

    /// <summary>Respondents that they were made for: the wave's organisations together where they are raked together.</summary>
    public required long Respondents { get; init; }

    /// <summary>Persons of those respondents' registers, for the finite-population correction.</summary>
    public required long Population { get; init; }

    /// <summary>Names of the margins that are used, in their order: "role", "gender", "age", "device".</summary>
    public required IReadOnlyList<string> Margins { get; init; }

    /// <summary>Weights raked to all margins but one, in the order of <see cref="Margins"/>; null where such a raking does not settle.</summary>
    public required IReadOnlyList<double[]?> WithoutEach { get; init; }

    /// <summary>Fewest effective respondents of a weighted figure (method §4.5).</summary>
    public const double LeastEffective = Model.DisclosurePolicy.LeastEffective;
}
