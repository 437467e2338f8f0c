using static Digilo.Analytics.Dashboard.Demo.DemoRoles;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>What stands out about a synthetic unit.</summary>
internal enum DemoTrait
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Almost nobody answers.</summary>
    Silent,
    /// <summary>Three to eight persons.</summary>
    Small,
}

/// <summary>A kind of unit: its operation and the mix of its roles.</summary>
internal sealed record DemoUnitKind(string Operation, params (DemoRole Role, double Weight)[] Roles);

/// <summary>A unit of the set.</summary>
/// <param name="Code">Code now.</param>
/// <param name="Name">Name now.</param>
/// <param name="Size">Persons in the first wave.</param>
/// <param name="Kind">Operation and roles.</param>
/// <param name="Trait">What stands out.</param>
/// <param name="OldCode">Code before <see cref="DemoStructure.Renamed"/>, or null if it always had its code.</param>
/// <param name="OldName">Name before.</param>
internal sealed record DemoUnit(
    string Code, string Name, int Size, DemoUnitKind Kind, DemoTrait Trait, string? OldCode = null, string? OldName = null)
{
    /// <summary>The code on a day.</summary>
    public string CodeOn(DateOnly day) => OldCode is not null && day < DemoStructure.Renamed ? OldCode : Code;
}

/// <summary>A department (förvaltning).</summary>
internal sealed record DemoDepartment(string Code, string Name, IReadOnlyList<DemoUnit> Units);

/// <summary>An organisation of the set.</summary>
/// <param name="Code">Municipality or region code.</param>
/// <param name="Mail">Host name under example.org.</param>
/// <param name="Encoding">How its systems write files.</param>
/// <param name="Digilo">Participants of Digilo.</param>
/// <param name="Departments">In order.</param>
internal sealed record DemoOrganisation(string Code, string Mail, DemoEncoding Encoding, int Digilo, IReadOnlyList<DemoDepartment> Departments)
{
    /// <summary>All units in order.</summary>
    public IEnumerable<DemoUnit> Units => Departments.SelectMany(d => d.Units);
}

/// <summary>
/// Departments and units. The organisations exist; every unit here is made up, under names that any municipality could have.
/// </summary>
internal static class DemoStructure
{
    /// <summary>The day on which the one renamed unit got its new code and name.</summary>
    public static readonly DateOnly Renamed = new(2022, 7, 1);

    /// <summary>First day of every other unit.</summary>
    public static readonly DateOnly Beginning = new(2019, 1, 1);

    private static readonly DemoUnitKind Office = new("Ledning och administration", (Officer, 52), (Administrator, 46), (Technician, 2));
    private static readonly DemoUnitKind Support = new("It och digitalisering", (Technician, 58), (Officer, 27), (Administrator, 15));
    private static readonly DemoUnitKind Preschool = new("Förskola", (PreschoolTeacher, 46), (ChildCarer, 51), (Administrator, 3));
    private static readonly DemoUnitKind School = new("Grundskola", (Teacher, 72), (ChildCarer, 21), (Administrator, 5), (Caretaker, 2));
    private static readonly DemoUnitKind UpperSchool = new("Gymnasieskola", (Teacher, 82), (Administrator, 11), (Caretaker, 7));
    private static readonly DemoUnitKind HomeCare = new("Äldreomsorg", (AssistantNurse, 58), (CareAssistant, 37), (Administrator, 5));
    private static readonly DemoUnitKind CareHome = new("Äldreomsorg", (AssistantNurse, 66), (CareAssistant, 26), (Nurse, 6), (Administrator, 2));
    private static readonly DemoUnitKind Disability = new("Funktionsstöd", (SupportAssistant, 86), (CareAssistant, 11), (Administrator, 3));
    private static readonly DemoUnitKind Social = new("Individ- och familjeomsorg", (SocialWorker, 76), (Administrator, 14), (Officer, 10));
    private static readonly DemoUnitKind Cleaning = new("Lokalvård", (Cleaner, 96), (Administrator, 4));
    private static readonly DemoUnitKind Meals = new("Måltid", (DemoRoles.Catering, 95), (Administrator, 5));
    private static readonly DemoUnitKind Facilities = new("Teknik och fastighet", (Caretaker, 82), (Officer, 13), (Administrator, 5));
    private static readonly DemoUnitKind Culture = new("Kultur och fritid", (Librarian, 70), (Administrator, 30));
    private static readonly DemoUnitKind Ward = new("Sjukhusvård", (Nurse, 47), (AssistantNurse, 33), (Doctor, 12), (MedicalSecretary, 8));
    private static readonly DemoUnitKind HealthCentre = new("Primärvård", (Nurse, 40), (Doctor, 21), (AssistantNurse, 22), (MedicalSecretary, 17));
    private static readonly DemoUnitKind Dental = new("Tandvård", (DentalNurse, 58), (Dentist, 34), (Administrator, 8));

    /// <summary>The five organisations, ordered by code.</summary>
    public static IReadOnlyList<DemoOrganisation> Organisations { get; } =
    [
        new("0024", "region.example.org", DemoEncoding.Utf8, 70,
        [
            Department("R1", "Regionledningskontoret",
                ("Regionkansli", 44, Office, DemoTrait.None), ("E-hälsa och it", 46, Support, DemoTrait.None),
                ("HR och lön", 40, Office, DemoTrait.None), ("Upphandling", 7, Office, DemoTrait.Small)),
            Department("R2", "Hälso- och sjukvårdsförvaltningen",
                ("Medicinavdelningar", 92, Ward, DemoTrait.None), ("Kirurgavdelningar", 84, Ward, DemoTrait.None),
                ("Akutmottagning", 66, Ward, DemoTrait.None), ("Hälsocentraler inland", 72, HealthCentre, DemoTrait.None),
                ("Hälsocentraler kust", 68, HealthCentre, DemoTrait.None)),
            Department("R3", "Tandvårdsförvaltningen",
                ("Folktandvård kust", 42, Dental, DemoTrait.None), ("Folktandvård inland", 27, Dental, DemoTrait.Silent)),
            Department("R4", "Regionservice",
                ("Städ och vårdnära service", 62, Cleaning, DemoTrait.None), ("Måltider", 50, Meals, DemoTrait.None)),
        ]),
        new("2284", "ornskoldsvik.example.org", DemoEncoding.Utf8, 100,
        [
            Department("10", "Kommunledningsförvaltningen",
                ("Kansli och kommunikation", 34, Office, DemoTrait.None), ("Digitalisering och it", 30, Support, DemoTrait.None),
                ("Ekonomi- och personalservice", 36, Office, DemoTrait.None)),
            Department("20", "Bildningsförvaltningen",
                ("Förskolor", 58, Preschool, DemoTrait.None), ("Grundskolor", 52, School, DemoTrait.None), ("Bibliotek", 8, Culture, DemoTrait.Small)),
            Department("30", "Välfärdsförvaltningen",
                ("Hemtjänst", 66, HomeCare, DemoTrait.None), ("Särskilda boenden", 70, CareHome, DemoTrait.None),
                ("Individ- och familjeomsorg", 32, Social, DemoTrait.None)),
            Department("40", "Samhällsbyggnadsförvaltningen",
                ("Bygg- och miljöhandläggning", 26, Office, DemoTrait.None), ("Lokalvård", 44, Cleaning, DemoTrait.None),
                ("Drift och park", 24, Facilities, DemoTrait.Silent)),
        ]),
        new("2480", "umea.example.org", DemoEncoding.Utf8WithMark, 120,
        [
            Department("10", "Stadsledningskontoret",
                ("Kansli och utredning", 42, Office, DemoTrait.None), ("Digitalisering och it", 38, Support, DemoTrait.None),
                ("HR och lön", 36, Office, DemoTrait.None)),
            Department("20", "Utbildningsförvaltningen",
                ("Förskolor centrum", 70, Preschool, DemoTrait.None), ("Förskolor väst", 60, Preschool, DemoTrait.None),
                ("Grundskolor öst", 85, School, DemoTrait.None)),
            Department("30", "Äldreomsorgsförvaltningen",
                ("Hemtjänst norr", 90, HomeCare, DemoTrait.None), ("Vård- och omsorgsboenden öst", 95, CareHome, DemoTrait.None),
                ("Vård- och omsorgsboenden väst", 80, CareHome, DemoTrait.None), ("Bemanning", 7, Office, DemoTrait.Small)),
            Department("40", "Serviceförvaltningen",
                ("Lokalvård", 65, Cleaning, DemoTrait.None), ("Måltidsservice", 58, Meals, DemoTrait.None),
                ("Fastighetsdrift", 44, Facilities, DemoTrait.None), ("Gator och parker", 24, Facilities, DemoTrait.Silent)),
            Department("50", "Kultur- och fritidsförvaltningen", ("Stadsdelsbibliotek", 6, Culture, DemoTrait.Small)),
        ]),
        new("2482", "skelleftea.example.org", DemoEncoding.Windows1252, 110,
        [
            Department("11", "Kommunledningskontoret",
                ("Kansli – administration", 40, Office, DemoTrait.None), ("Ekonomi och upphandling", 28, Office, DemoTrait.None)),
            Rename(Department("12", "Förvaltningen för digital service", ("Digital utveckling och it", 30, Support, DemoTrait.None)),
                "1209", "It-avdelningen"),
            Department("13", "Barn- och utbildningsförvaltningen",
                ("Förskolor landsbygd", 55, Preschool, DemoTrait.None), ("Grundskolor norr", 78, School, DemoTrait.None),
                ("Gymnasieskola", 62, UpperSchool, DemoTrait.None), ("Elevhälsans stab", 8, Office, DemoTrait.Small)),
            Department("14", "Socialförvaltningen",
                ("Hemtjänst tätort", 82, HomeCare, DemoTrait.None), ("Särskilda boenden söder", 88, CareHome, DemoTrait.None),
                ("Stöd och service", 70, Disability, DemoTrait.None), ("Myndighetsutövning", 34, Social, DemoTrait.None)),
            Department("15", "Support- och lokalförvaltningen",
                ("Lokalvård", 52, Cleaning, DemoTrait.None), ("Kost och måltid", 48, Meals, DemoTrait.None),
                ("Fastighetsskötsel", 25, Facilities, DemoTrait.Silent)),
        ]),
        new("2581", "pitea.example.org", DemoEncoding.Utf8, 50,
        [
            Department("01", "Kommunledningsförvaltningen",
                ("Kansli och it", 40, Support, DemoTrait.None), ("Personal och ekonomi", 26, Office, DemoTrait.None)),
            Department("02", "Utbildningsförvaltningen", ("Förskolor", 54, Preschool, DemoTrait.None), ("Grundskolor", 62, School, DemoTrait.None)),
            Department("03", "Socialförvaltningen",
                ("Äldreomsorg", 84, CareHome, DemoTrait.None), ("Gruppbostäder", 22, Disability, DemoTrait.Silent)),
            Department("04", "Fastighets- och serviceförvaltningen",
                ("Lokalvård", 26, Cleaning, DemoTrait.None), ("Vaktmästeri", 6, Facilities, DemoTrait.Small)),
        ]),
    ];

    private static DemoDepartment Department(string code, string name, params (string Name, int Size, DemoUnitKind Kind, DemoTrait Trait)[] units) =>
        new(code, name, [.. units.Select((unit, i) => new DemoUnit(code + DemoText.TwoDigits(i + 1), unit.Name, unit.Size, unit.Kind, unit.Trait))]);

    /// <summary>The department's first unit had another code and name before <see cref="Renamed"/>.</summary>
    private static DemoDepartment Rename(DemoDepartment department, string oldCode, string oldName) =>
        department with { Units = [department.Units[0] with { OldCode = oldCode, OldName = oldName }, .. department.Units.Skip(1)] };
}
