using Digilo.Analytics.Model;

namespace Digilo.Analytics.Benchmarks;

/// <summary>A file that is imported.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Rows">Rows below the headings.</param>
/// <param name="Wave">Of a survey; otherwise null.</param>
/// <param name="AsOf">The day that it describes; null for a survey.</param>
internal sealed record MadeFile(DeliveryKind Kind, string Path, int Rows, string? Wave, DateOnly? AsOf);
