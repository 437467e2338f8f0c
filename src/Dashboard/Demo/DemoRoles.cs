namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>A role in the synthetic set.</summary>
/// <param name="Code">Key of the requirements.</param>
/// <param name="Name">Swedish name.</param>
/// <param name="Aid">Six digits of AID's form; only 207008 and 207023 are real labels, the rest are made up.</param>
/// <param name="Level">Mean level of the role's people before item difficulty.</param>
/// <param name="Required">Mean required level.</param>
/// <param name="Women">Share of women.</param>
/// <param name="Own">Share with a digital tool of their own.</param>
/// <param name="Shared">Share with a shared tool; the rest have none.</param>
/// <param name="Hourly">Share of hourly staff.</param>
/// <param name="Digilo">True if Digilo was for the role: administrative and support staff.</param>
internal sealed record DemoRole(
    string Code, string Name, string Aid, double Level, double Required, double Women, double Own, double Shared, double Hourly, bool Digilo);

/// <summary>The roles.</summary>
internal static class DemoRoles
{
    /// <summary>Managers carry this role and an AID responsibility letter.</summary>
    public static readonly DemoRole Manager = new("CHEF", "Chef", "101090", 4.6, 4.8, 0.66, 0.99, 0.01, 0, false);
    public static readonly DemoRole Administrator = new("ADM", "Administratör", "152090", 4.3, 4.2, 0.84, 0.97, 0.03, 0.01, true);
    public static readonly DemoRole Officer = new("HANDL", "Handläggare", "151090", 4.7, 4.5, 0.68, 0.98, 0.02, 0, true);
    public static readonly DemoRole Technician = new("IT", "It-tekniker och it-stöd", "151091", 5.9, 5.6, 0.31, 0.99, 0.01, 0, true);
    public static readonly DemoRole SocialWorker = new("SOC", "Socialsekreterare", "301090", 4.3, 4.2, 0.82, 0.97, 0.03, 0, false);
    public static readonly DemoRole Librarian = new("BIB", "Bibliotekarie", "351091", 4.8, 4.7, 0.74, 0.95, 0.05, 0.02, false);
    public static readonly DemoRole Teacher = new("LARARE", "Lärare", "401090", 4.5, 4.5, 0.72, 0.96, 0.04, 0.03, false);
    public static readonly DemoRole PreschoolTeacher = new("FSKLAR", "Förskollärare", "402090", 3.9, 3.7, 0.95, 0.32, 0.60, 0.02, false);
    public static readonly DemoRole ChildCarer = new("BARNSK", "Barnskötare", "403090", 3.2, 3.1, 0.90, 0.08, 0.58, 0.14, false);
    public static readonly DemoRole AssistantNurse = new("USK", "Undersköterska", "207008", 3.1, 3.1, 0.89, 0.14, 0.58, 0.08, false);
    public static readonly DemoRole CareAssistant = new("VBITR", "Vårdbiträde", "207023", 2.6, 2.7, 0.82, 0.04, 0.42, 0.28, false);
    public static readonly DemoRole SupportAssistant = new("STODASS", "Stödassistent", "207090", 3.0, 3.0, 0.74, 0.08, 0.62, 0.14, false);
    public static readonly DemoRole Nurse = new("SSK", "Sjuksköterska", "206090", 4.1, 4.2, 0.86, 0.52, 0.47, 0.03, false);
    public static readonly DemoRole Doctor = new("LAKARE", "Läkare", "201090", 4.4, 4.3, 0.50, 0.93, 0.07, 0.02, false);
    public static readonly DemoRole MedicalSecretary = new("MEDSEK", "Medicinsk sekreterare", "152091", 4.4, 4.3, 0.96, 0.96, 0.04, 0.01, true);
    public static readonly DemoRole Dentist = new("TANDL", "Tandläkare", "205090", 4.2, 4.1, 0.58, 0.88, 0.12, 0, false);
    public static readonly DemoRole DentalNurse = new("TANDSK", "Tandsköterska", "205091", 3.5, 3.5, 0.96, 0.25, 0.70, 0.02, false);
    public static readonly DemoRole Cleaner = new("LOKALV", "Lokalvårdare", "501090", 2.2, 2.4, 0.83, 0.02, 0.16, 0.06, true);
    public static readonly DemoRole Catering = new("MALTID", "Måltidspersonal", "502090", 2.4, 2.5, 0.86, 0.05, 0.22, 0.05, true);
    public static readonly DemoRole Caretaker = new("DRIFT", "Vaktmästare och drifttekniker", "503090", 3.0, 3.0, 0.08, 0.34, 0.36, 0.02, true);

    /// <summary>All roles in the order of the requirements file.</summary>
    public static IReadOnlyList<DemoRole> All { get; } =
    [
        Manager, Administrator, Officer, Technician, SocialWorker, Librarian, Teacher, PreschoolTeacher, ChildCarer, AssistantNurse,
        CareAssistant, SupportAssistant, Nurse, Doctor, MedicalSecretary, Dentist, DentalNurse, Cleaner, Catering, Caretaker,
    ];

    /// <summary>Each role and the one most like it that a small one is merged with; a ring, so that there is always one more.</summary>
    public static IEnumerable<(DemoRole Role, DemoRole Neighbour)> Neighbours => Ring.Zip([.. Ring[1..], Ring[0]]);

    private static readonly DemoRole[] Ring =
    [
        Manager, Officer, Administrator, MedicalSecretary, Technician, Caretaker, Cleaner, Catering, CareAssistant, AssistantNurse,
        SupportAssistant, DentalNurse, Nurse, Doctor, Dentist, SocialWorker, Librarian, Teacher, PreschoolTeacher, ChildCarer,
    ];

    /// <summary>
    /// How much harder (negative) or easier each competence is than the mean, in levels. The keys are the whole of DigComp 2.2.
    /// </summary>
    public static double Ease(string competence) => competence switch
    {
        "1.1" => 0.7,
        "1.2" => 0.1,
        "1.3" => 0.2,
        "2.1" => 0.8,
        "2.2" => 0.5,
        "2.3" => 0.2,
        "2.4" => 0.2,
        "2.5" => 0.5,
        "2.6" => 0.1,
        "3.1" => 0.0,
        "3.2" => -0.3,
        "3.3" => -0.6,
        "3.4" => -1.6,
        "4.1" => 0.0,
        "4.2" => 0.3,
        "4.3" => 0.2,
        "4.4" => -0.4,
        "5.1" => -0.1,
        "5.2" => -0.3,
        "5.3" => -0.4,
        "5.4" => -0.1,
        _ => throw new ArgumentOutOfRangeException(nameof(competence), competence, "Not a competence of DigComp 2.2."),
    };

    /// <summary>The required level of a role in a competence, 1–8; in the mandatory ones never under the floor 2.</summary>
    public static int Required(DemoRole role, string competence, bool mandatory) => Required(role.Required, competence, mandatory);

    /// <summary>The required level of those who have no role.</summary>
    public static int RequiredOfOthers(string competence, bool mandatory) => Required(3, competence, mandatory);

    private static int Required(double mean, string competence, bool mandatory)
    {
        var level = (int)Math.Floor(mean + (0.6 * Ease(competence)) + 0.5);
        return Math.Clamp(level, mandatory ? 2 : 1, 8);
    }
}
