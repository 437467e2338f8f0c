namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>A course of the set. Hours are in halves.</summary>
internal sealed record DemoCourse(
    string Code, string Name, string Programme, string Theme, string Competences, int HalfHours, int? CompletionHalfHours, bool Digital)
{
    /// <summary>Competence ids.</summary>
    public IReadOnlyList<string> CompetenceIds { get; } = Competences.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The courses: the two programmes', some local digital ones, and a few that are not digital.</summary>
internal static class DemoCourses
{
    /// <summary>Programme code of Digilo.</summary>
    public const string Digilo = "digilo";

    /// <summary>Programme code of Digilej.</summary>
    public const string Digilej = "digilej";

    /// <summary>A course that appears in training records and in no course file.</summary>
    public const string Undelivered = "EXT-900";

    /// <summary>All courses, by code.</summary>
    public static IReadOnlyList<DemoCourse> All { get; } =
    [
        new("ALM-401", "Hjärt-lungräddning", "", "Säkerhet på arbetsplatsen", "", 6, null, false),
        new("ALM-402", "Brandskydd", "", "Säkerhet på arbetsplatsen", "", 5, null, false),
        new("ALM-403", "Ergonomi och lyftteknik", "", "Arbetsmiljö", "", 6, null, false),
        new("DLJ-201", "Digilej: Leda digital förändring", Digilej, "Ledarskap", "5.2 5.3", 32, 24, true),
        new("DLJ-202", "Digilej: Chefen som digital förebild", Digilej, "Ledarskap", "2.1 2.4 2.5", 24, 18, true),
        new("DLJ-203", "Digilej: Informationssäkerhet för chefer", Digilej, "Digital trygghet", "4.1 4.2", 12, 9, true),
        new("DLO-101", "Digilo: Söka och värdera information", Digilo, "Information", "1.1 1.2 1.3", 12, 9, true),
        new("DLO-102", "Digilo: Samarbete i digitala verktyg", Digilo, "Digital kommunikation", "2.1 2.2 2.4", 16, 12, true),
        new("DLO-103", "Digilo: Skapa och dela innehåll", Digilo, "Digital kommunikation", "2.2 3.1 3.2", 16, 12, true),
        new("DLO-104", "Digilo: Trygg och säker på nätet", Digilo, "Digital trygghet", "2.6 4.1 4.2", 12, 9, true),
        new("DLO-105", "Digilo: Lösa vardagens it-problem", Digilo, "Innovation", "5.1 5.2", 13, 9, true),
        new("DLO-106", "Digilo: Stödfunktionen som förändringskraft", Digilo, "Innovation", "5.2 5.3 5.4", 24, 18, true),
        new("LOK-301", "Säker inloggning och e-legitimation", "", "Digital trygghet", "2.6 4.2", 3, null, true),
        new("LOK-302", "Verksamhetssystem, grundkurs", "", "Verktyg", "1.3 5.1", 8, null, true),
        new("LOK-303", "Dataskydd i praktiken", "", "Digital trygghet", "4.2", 4, null, true),
    ];

    /// <summary>The courses of a programme; an empty programme gives the digital ones outside programmes.</summary>
    public static IReadOnlyList<DemoCourse> Of(string programme) => [.. All.Where(c => c.Programme == programme && c.Digital)];

    /// <summary>The courses that are not digital.</summary>
    public static IReadOnlyList<DemoCourse> NotDigital { get; } = [.. All.Where(c => !c.Digital)];
}
