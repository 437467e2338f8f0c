using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages.Import;

/// <summary>The upload form as it was sent: text, whatever it is.</summary>
public sealed record UploadInput
{
    /// <summary>Names of the form's fields; the file's own is <see cref="File"/>.</summary>
    internal const string File = "fil", OrganisationField = "organisation", ProfileField = "profil", WaveField = "matning", DayField = "dag", ModeField = "satt", CorrectsField = "rattar";

    /// <summary>Code of the organisation.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Name of the profile; empty = recognised.</summary>
    public string Profile { get; init; } = "";

    /// <summary>Wave code; empty = as the profile says.</summary>
    public string Wave { get; init; } = "";

    /// <summary>The day, yyyy-MM-dd; empty = as the file's name says.</summary>
    public string Day { get; init; } = "";

    /// <summary>"", "full" or "increment".</summary>
    public string Mode { get; init; } = "";

    /// <summary>Number of the delivery that is corrected.</summary>
    public string Corrects { get; init; } = "";

    /// <summary>What was chosen earlier, to be chosen again.</summary>
    public static UploadInput Of(UploadForm form) => new()
    {
        Organisation = form.Organisation,
        Profile = form.Profile,
        Wave = form.Wave,
        Day = form.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        Mode = form.Mode?.ToString().ToLowerInvariant() ?? "",
        Corrects = form.Corrects?.ToString(CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>The fields of a form, by name.</summary>
    internal static UploadInput From(Func<string, string?> field) => new()
    {
        Organisation = field(OrganisationField)?.Trim() ?? "",
        Profile = field(ProfileField)?.Trim() ?? "",
        Wave = field(WaveField)?.Trim() ?? "",
        Day = field(DayField)?.Trim() ?? "",
        Mode = field(ModeField)?.Trim() ?? "",
        Corrects = field(CorrectsField)?.Trim() ?? "",
    };

    /// <summary>What was chosen, and what is wrong with it: the field's name with the code of a sentence.</summary>
    internal (UploadForm Form, List<UploadError> Errors) Read(UploadChoices choices)
    {
        var errors = new List<UploadError>();
        Expect(Organisation.Length > 0 || choices.Organisations.Count == 1, OrganisationField, "upload.error.organisation");
        Expect(Organisation.Length == 0 || Has(choices.Organisations, Organisation), OrganisationField, "upload.error.organisation");
        Expect(Profile.Length == 0 || Has(choices.Profiles, Profile), ProfileField, "upload.error.profile");
        Expect(Wave.Length == 0 || Has(choices.Waves, Wave), WaveField, "upload.error.wave");
        var day = default(DateOnly);
        Expect(Day.Length == 0 || DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day), DayField, "upload.error.day");
        Expect(Mode is "" or "full" or "increment", ModeField, "upload.error.mode");
        var corrects = 0L;
        Expect(
            Corrects.Length == 0 || (long.TryParse(Corrects, NumberStyles.None, CultureInfo.InvariantCulture, out corrects) && corrects > 0),
            CorrectsField,
            "upload.error.corrects");
        return (
            new UploadForm(
                Organisation,
                Profile,
                Wave,
                day == default ? null : day,
                Mode switch { "full" => DeliveryMode.Full, "increment" => DeliveryMode.Increment, _ => null },
                corrects == 0 ? null : corrects),
            errors);

        void Expect(bool holds, string field, string code)
        {
            if (!holds && errors.TrueForAll(e => e.Field != field))
            {
                errors.Add(new UploadError(field, new Message(code)));
            }
        }
    }

    private static bool Has(IReadOnlyList<UploadChoice> choices, string code) => choices.Any(c => c.Code == code);
}

/// <summary>What is wrong with a field of the upload form.</summary>
/// <param name="Field">Its name; the link in the summary leads there.</param>
/// <param name="Text">In words.</param>
public sealed record UploadError(string Field, Message Text);

/// <summary>A form that was not taken: its page is shown again with this.</summary>
/// <param name="Input">What was chosen, or null if the form was not read; a file has to be chosen again.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record UploadProblem(UploadInput? Input, IReadOnlyList<UploadError> Errors);
