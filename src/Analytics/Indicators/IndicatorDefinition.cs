using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>What a measure tells about, which decides its protection (method §4.2).</summary>
public enum MeasureClass
{
    /// <summary>What people answered.</summary>
    Answer,
    /// <summary>What the employer provides, from the register.</summary>
    Fact,
    /// <summary>Who answered.</summary>
    Participation,
}

/// <summary>Which way is better.</summary>
public enum Direction
{
    /// <summary>No direction.</summary>
    None,
    /// <summary>Higher is better.</summary>
    Higher,
    /// <summary>Lower is better.</summary>
    Lower,
}

/// <summary>One measure of the catalogue, as the method page shows it.</summary>
/// <param name="Id">Id, as in the names of published tables.</param>
/// <param name="Name">Name.</param>
/// <param name="Question">The leadership's question that it answers.</param>
/// <param name="Class">What it tells about.</param>
/// <param name="Formula">Formula in words and symbols.</param>
/// <param name="Data">Data needed.</param>
/// <param name="Denominator">Whom it is a share or mean of.</param>
/// <param name="Unit">Unit of the figure.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Version">Version of the definition.</param>
/// <param name="Caveats">What it does not say.</param>
public sealed record IndicatorDefinition(
    string Id,
    BothLanguages Name,
    BothLanguages Question,
    MeasureClass Class,
    BothLanguages Formula,
    BothLanguages Data,
    BothLanguages Denominator,
    BothLanguages Unit,
    Direction Direction,
    string Version,
    BothLanguages Caveats)
{
    internal static IndicatorDefinition FromTexts(string id, MeasureClass measureClass, Direction direction, string version = "1.0") =>
        new(
            id,
            Words.Both($"indicator.{id}.name"),
            Words.Both($"indicator.{id}.question"),
            measureClass,
            Words.Both($"indicator.{id}.formula"),
            Words.Both($"indicator.{id}.data"),
            Words.Both($"indicator.{id}.denominator"),
            Words.Both($"indicator.{id}.unit"),
            direction,
            version,
            Words.Both($"indicator.{id}.caveats"));
}
