using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>One file of the demo set, as it is to be imported.</summary>
/// <param name="Path">Path from the folder that was written to, with forward slashes, e.g. "files/2284/enkat-2023-10.csv".</param>
/// <param name="Organisation">Code of the organisation.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Profile">Name of the built-in profile, e.g. "standard-survey".</param>
/// <param name="Wave">Wave code for survey answers, otherwise empty.</param>
/// <param name="AsOf">The day the content describes; for survey answers the wave's reference date.</param>
public sealed record DemoFile(string Path, string Organisation, DeliveryKind Kind, string Profile, string Wave, DateOnly AsOf);

/// <summary>
/// The synthetic demo set: five organisations, about sixty units, about three thousand persons, three waves and two programmes,
/// written as the files that a municipality would export (docs/deliver.md) with the configuration that goes with them.
/// Nobody in it exists. The same seed gives the same bytes on every machine.
/// </summary>
public static class DemoSet
{
    /// <summary>The seed of the set that the documentation and the tests speak of.</summary>
    public const int DefaultSeed = 20260101;

    /// <summary>Folder of the configuration inside the written folder.</summary>
    public const string ConfigurationFolder = "config";

    /// <summary>Folder of the export files inside the written folder; one folder an organisation.</summary>
    public const string FilesFolder = "files";

    /// <summary>
    /// Writes the set. A file that is there with the same bytes is left alone, so that a second call changes nothing.
    /// </summary>
    /// <param name="folder">Where; it is made if it is missing.</param>
    /// <param name="seed">Another seed gives another set of the same kind.</param>
    /// <param name="written">Called with the path of each file when it is in place, configuration and readme included; may be null.</param>
    /// <returns>The deliveries in the order in which they are to be imported.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be written.</exception>
    public static IReadOnlyList<DemoFile> Write(string folder, int seed = DefaultSeed, Action<string>? written = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        foreach (var (name, text) in DemoConfiguration.Files())
        {
            Put(folder, $"{ConfigurationFolder}/{name}", DemoText.Bytes(text, DemoEncoding.Utf8), written);
        }

        var files = new List<DemoFile>();
        foreach (var organisation in DemoStructure.Organisations)
        {
            WriteOrganisation(folder, organisation, seed, files, written);
        }

        Put(folder, $"{FilesFolder}/LÄS-MIG.txt", DemoText.Bytes(DemoReadMe.Text(seed, files), DemoEncoding.Utf8WithMark), written);
        return files;
    }

    private static void WriteOrganisation(string folder, DemoOrganisation organisation, int seed, List<DemoFile> files, Action<string>? written)
    {
        var people = DemoPeople.Make(organisation, seed);
        var training = DemoTraining.Make(organisation, people, seed);

        Add("enheter.csv", DeliveryKind.Units, "", DemoWaves.DataDate, DemoFiles.Units(organisation));
        Add("rollkrav.csv", DeliveryKind.Requirements, "", DemoStructure.Beginning, DemoFiles.Requirements(organisation));
        Add("kurser.csv", DeliveryKind.Courses, "", DemoWaves.DataDate, DemoFiles.Courses());
        for (var wave = 0; wave < DemoWaves.All.Count; wave++)
        {
            var day = DemoWaves.All[wave].ReferenceDate;
            Add($"personalregister-{DemoText.Date(day)}.csv", DeliveryKind.Register, "", day, DemoFiles.Register(organisation, people, wave, seed));
        }

        Add("utbildning.csv", DeliveryKind.Training, "", DemoWaves.DataDate, DemoFiles.Training(training));
        foreach (var (name, kind, asOf, table) in DemoOthers.Make(organisation, people, training, seed))
        {
            Add(name, kind, "", asOf, table);
        }

        for (var wave = 0; wave < DemoWaves.All.Count; wave++)
        {
            var about = DemoWaves.All[wave];
            Add($"enkat-{about.Code}.csv", DeliveryKind.Survey, about.Code, about.ReferenceDate, DemoSurvey.Make(organisation, people, training, wave, seed));
        }

        void Add(string name, DeliveryKind kind, string wave, DateOnly asOf, DemoTable table)
        {
            var path = $"{FilesFolder}/{organisation.Code}/{name}";
            Put(folder, path, DemoText.Bytes(table.Text, organisation.Encoding), written);
            files.Add(new DemoFile(path, organisation.Code, kind, Profile(kind), wave, asOf));
        }
    }

    private static string Profile(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Survey => "standard-survey",
        DeliveryKind.Register => "standard-register",
        DeliveryKind.Training => "standard-training",
        DeliveryKind.Courses => "standard-courses",
        DeliveryKind.Units => "standard-units",
        DeliveryKind.Access => "standard-access",
        DeliveryKind.Attendance => "standard-attendance",
        DeliveryKind.Coaching => "standard-coaching",
        DeliveryKind.Plans => "standard-plans",
        DeliveryKind.PlanActions => "standard-planactions",
        DeliveryKind.Ideas => "standard-ideas",
        _ => "standard-requirements",
    };

    private static void Put(string folder, string path, byte[] bytes, Action<string>? written)
    {
        var full = Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        if (!File.Exists(full) || !File.ReadAllBytes(full).AsSpan().SequenceEqual(bytes))
        {
            // Whole or not at all: a crash in the middle leaves no half file under the final name.
            var part = full + ".part";
            File.WriteAllBytes(part, bytes);
            File.Move(part, full, overwrite: true);
        }

        written?.Invoke(path);
    }
}
