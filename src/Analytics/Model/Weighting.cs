namespace Digilo.Analytics.Model;

/// <summary>How figures are weighted (method §3.3).</summary>
/// <param name="Neighbours">
/// By variable (<c>role</c>, <c>gender</c>, <c>age</c>, <c>form</c>) and category: the category that a small one is merged with. A variable
/// that is not named has the built-in neighbours.
/// </param>
public sealed record WeightingSettings(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Neighbours)
{
    /// <summary>The built-in neighbours alone.</summary>
    public static WeightingSettings BuiltIn { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());
}
