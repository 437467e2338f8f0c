using System.Text;
using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>Headings that systems are known to use for what our standard profiles call by one name. Compared without case, accents, spaces and signs.</summary>
internal static class HeadingWords
{
    private static readonly Dictionary<(string Target, string IdKind), string[]> More = new()
    {
        [(Targets.RowKey, "")] = ["id", "response id", "respondentid", "svars-id", "svar-id", "svarsnummer", "löpnummer", "löpnr", "antwort id"],
        [(Targets.Id, "anstnr")] = ["anst.nr", "anställningsnummer", "anställningsnr", "personalnummer", "employee number", "employee id"],
        [(Targets.Id, "epost")] = ["e-post", "e-postadress", "email", "e-mail", "email address", "mejl", "mail"],
        [(Targets.Id, "anvandarnamn")] = ["användarnamn", "username", "user name", "inloggningsnamn", "login"],
        [(Targets.Id, "personnummer")] = ["personnr", "persnr", "pnr"],
        [("submitted", "")] = ["inskickad", "inskickat", "submitted", "date submitted", "submitdate", "completion time", "slutförandetid", "tidstämpel", "timestamp", "enddate", "end date", "svarsdatum"],
        [("started", "")] = ["start time", "starttid", "startdate", "start date", "date started", "påbörjad"],
        [("duration", "")] = ["interviewtime", "svarstid", "duration (in seconds)"],
        [("unit", "")] = ["enhetskod", "organisationsenhet", "orgenhet", "unit", "unit code", "arbetsplats"],
        [("role", "")] = ["befattning", "befattningskod", "yrkesroll", "role", "yrke"],
        [("gender", "")] = ["gender", "sex"],
        [("birthYear", "")] = ["birth year", "year of birth", "födelse år"],
        [("course", "")] = ["kurskod", "course", "course code", "utbildning"],
        [("enrolled", "")] = ["anmälningsdatum", "enrolled", "anmäld datum"],
        [("finished", "")] = ["avslutad datum", "slutdatum", "slutfört datum", "completed", "completion date", "genomförd"],
        [("hours", "")] = ["antal timmar", "hours", "tid (timmar)"],
        [("from", "")] = ["from", "giltig från", "gäller från", "fr o m", "fom", "startdatum", "valid from"],
        [("to", "")] = ["tom", "t o m", "giltig till", "gäller till", "slutdatum", "valid to"],
        [("parent", "")] = ["överordnad enhet", "parent", "parent unit"],
        [("competence", "")] = ["competence", "kompetens-id"],
        [("level", "")] = ["level", "krav", "kravnivå"],
        [("mandatory", "")] = ["mandatory", "obligatoriskt"],
        [("degree", "")] = ["tjänstgöringsgrad", "sysselsättning %"],
        [("name", "")] = ["name", "benämning"],
    };

    /// <summary>The words of a standard profile's column.</summary>
    public static IEnumerable<string> Of(ProfileColumn column) =>
        column.Headings.Concat(More.GetValueOrDefault((column.Target, column.IdKind), [])).Select(Squash).Distinct(StringComparer.Ordinal);

    /// <summary>Words for a target that a standard profile may not map.</summary>
    public static IEnumerable<string> Of(string target) => More.GetValueOrDefault((target, ""), []).Select(Squash);

    /// <summary>Letters and digits only, small, without accents.</summary>
    public static string Squash(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in Cells.Fold(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }
}
