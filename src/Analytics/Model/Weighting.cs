namespace Digilo.Analytics.Model;

/// <summary>Whose margins the answers are raked to.</summary>
public enum WeightingScope
{
    /// <summary>Each organisation's own.</summary>
    Organisation,
    /// <summary>Those of all the wave's organisations together.</summary>
    Wave,
}

/// <summary>How figures are weighted (method §3.3); frozen with a wave.</summary>
/// <param name="Neighbours">
/// By variable (<c>role</c>, <c>gender</c>, <c>age</c>, <c>form</c>) and category: the category that a small one is merged with. A variable
/// that is not named has the built-in neighbours.
/// </param>
public sealed record WeightingSettings(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Neighbours)
{
    /// <summary>The built-in neighbours alone.</summary>
    public static WeightingSettings BuiltIn { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());

    /// <summary>Whose margins.</summary>
    public WeightingScope Scope { get; init; }

    /// <summary>
    /// A weight may be at most so many times the equal weight N/n, and at least its inverse; over 1, null = any. Where the margins cannot be
    /// met so, there are no weights.
    /// </summary>
    public double? MaxRatio { get; init; }
}
