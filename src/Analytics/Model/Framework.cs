using System.Text.Json;

namespace Digilo.Analytics.Model;

/// <summary>A text in the two languages of the product.</summary>
/// <param name="Sv">Swedish.</param>
/// <param name="En">English.</param>
public sealed record BothLanguages(string Sv, string En)
{
    /// <summary>The text in a language: "en" gives English, everything else Swedish.</summary>
    public string In(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : Sv;
}

/// <summary>One competence of a framework.</summary>
/// <param name="Id">Stable id such as "1.1".</param>
/// <param name="Name">Name.</param>
public sealed record Competence(string Id, BothLanguages Name)
{
    /// <summary>The id of the area: what stands before the dot.</summary>
    public string AreaId => Id[..Id.IndexOf('.', StringComparison.Ordinal)];
}

/// <summary>One area of a framework with its competences in order.</summary>
/// <param name="Id">Stable id such as "1".</param>
/// <param name="Name">Name.</param>
/// <param name="Competences">In the framework's order; never empty.</param>
public sealed record CompetenceArea(string Id, BothLanguages Name, IReadOnlyList<Competence> Competences);

/// <summary>A named band of levels, e.g. Foundation 1–2.</summary>
/// <param name="Name">Name.</param>
/// <param name="From">Lowest level, inclusive.</param>
/// <param name="To">Highest level, inclusive.</param>
public sealed record LevelBand(BothLanguages Name, int From, int To);

/// <summary>
/// A competence framework as data (DigComp 2.2 is built in): areas, competences, level bands, and the default
/// mandatory competences and floor that an organisation may override in its configuration.
/// </summary>
/// <param name="Id">Framework family, e.g. "digcomp". Competence ids are comparable within a family.</param>
/// <param name="Version">e.g. "2.2".</param>
/// <param name="Name">Name.</param>
/// <param name="Source">Where the texts come from, for the method page.</param>
/// <param name="Areas">In order.</param>
/// <param name="Bands">Bands that cover the levels 1–8.</param>
/// <param name="Mandatory">Default mandatory competences (method §2.3).</param>
/// <param name="Floor">Default floor, a level; below is strictly lower (method §2.1).</param>
public sealed record CompetenceFramework(
    string Id,
    string Version,
    BothLanguages Name,
    string Source,
    IReadOnlyList<CompetenceArea> Areas,
    IReadOnlyList<LevelBand> Bands,
    IReadOnlyList<string> Mandatory,
    int Floor)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All competences in order.</summary>
    public IReadOnlyList<Competence> Competences { get; } = [.. Areas.SelectMany(a => a.Competences)];

    /// <summary>The framework that ships with the program.</summary>
    public static CompetenceFramework DigComp22 { get; } = BuiltIn("digcomp-2.2");

    /// <summary>The competence with an id, or null if the framework has none.</summary>
    public Competence? Find(string id) => Competences.FirstOrDefault(c => c.Id == id);

    /// <summary>Reads a framework from JSON.</summary>
    /// <exception cref="JsonException">The text is not a framework; the message names the place.</exception>
    public static CompetenceFramework Parse(Stream json) =>
        JsonSerializer.Deserialize<CompetenceFramework>(json, Json) ?? throw new JsonException("The framework file is empty.");

    private static CompetenceFramework BuiltIn(string name)
    {
        using var stream = typeof(CompetenceFramework).Assembly.GetManifestResourceStream($"frameworks/{name}.json")
            ?? throw new InvalidOperationException($"The framework {name} is missing from the program.");
        return Parse(stream);
    }
}
