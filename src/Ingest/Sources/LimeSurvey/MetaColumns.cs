using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>The columns that LimeSurvey itself adds to an export: their codes, and what it calls them in the languages we know.</summary>
internal static class MetaColumns
{
    public const string Id = "id", Submitted = "submitdate", Started = "startdate", Stamped = "datestamp", InterviewTime = "interviewtime";

    /// <summary>What an abbreviated heading is cut to; longer texts end in two dots.</summary>
    public const int AbbreviatedLength = 15;

    private static readonly Dictionary<string, string[]> Texts = new(StringComparer.Ordinal)
    {
        [Id] = ["Response ID", "Svars-ID", "Svars ID", "Antwort ID", "Antwort-ID"],
        [Submitted] =
            ["Date submitted", "Completed", "Datum skickat", "Datum inskickat", "Datum inlämnat", "Inskickad datum", "Inlämningsdatum", "Datum Abgeschickt", "Datum abgeschickt"],
        ["lastpage"] = ["Last page", "Last page seen", "Sista sida", "Sista sidan", "Senaste sida", "Senaste sidan", "Letzte Seite"],
        ["startlanguage"] = ["Start language", "Startspråk", "Start-Sprache", "Startsprache"],
        ["seed"] = ["Seed", "Slumpfrö", "Frö", "Zufallsstartwert", "Zufallsgeneratorstartwert"],
        ["token"] = ["Token", "Access code", "Behörighetskod", "Åtkomstkod", "Zugangsschlüssel", "Zugangscode"],
        [Started] = ["Date started", "Datum startat", "Datum påbörjat", "Startdatum", "Datum gestartet"],
        [Stamped] =
            ["Date last action", "Date stamp", "Datum senaste åtgärd", "Datum senaste aktivitet", "Datum för senaste åtgärd", "Datumstämpel", "Datum letzte Aktivität"],
        ["ipaddr"] = ["IP address", "IP-adress", "IP-Adresse"],
        ["refurl"] = ["Referrer URL", "Referring URL", "Hänvisande URL", "Hänvisande webbadress", "Weiterleitungs-URL", "Referrer-URL", "Verweis-URL"],
        [InterviewTime] = ["Total time", "Total tid", "Gesamtzeit", "Interview time"],
    };

    private static readonly Dictionary<string, string> ByText = Texts
        .SelectMany(p => p.Value.Select(t => (Text: Cells.Fold(t), Code: p.Key)))
        .DistinctBy(p => p.Text)
        .ToDictionary(p => p.Text, p => p.Code, StringComparer.Ordinal);

    /// <summary>Every code.</summary>
    public static IReadOnlyCollection<string> Codes => Texts.Keys;

    /// <summary>True for a code, as it is written.</summary>
    public static bool IsCode(string heading) => Texts.ContainsKey(heading);

    /// <summary>The code of a column by its text: full, with underscores for spaces, or cut; null if it is none of LimeSurvey's own.</summary>
    public static string? CodeOf(string heading)
    {
        var text = Cells.Fold(heading.Replace('_', ' '));
        if (ByText.TryGetValue(text, out var code))
        {
            return code;
        }

        var cut = text.TrimEnd('.', ' ');
        return cut.Length >= AbbreviatedLength - 2 && cut.Length < text.Length
            ? ByText.FirstOrDefault(p => p.Key.Length > cut.Length && p.Key.StartsWith(cut, StringComparison.Ordinal)).Value
            : null;
    }
}
