using System.Text;
using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// How far an activity has come, from the words of Moodle's language packs to four codes. Words that are not known stay, so that they
/// are told as an unknown code; what stands in brackets behind a word may name a person ("set by …") and goes.
/// </summary>
internal static class MoodleState
{
    public const string Complete = "completed", Passed = "completed-pass", Failed = "completed-fail", Incomplete = "incomplete";

    private const int MaxRemembered = 512;

    // English, Swedish (two generations), Norwegian, Danish, German; folded.
    private static readonly Dictionary<string, string> Words = Of(
        (Complete,
        [
            "completed", "complete", "done", "slutförd", "slutfört", "fullföljd", "fullført", "fuldført", "gennemført", "abgeschlossen",
        ]),
        (Incomplete,
        [
            "not completed", "not complete", "incomplete", "ej slutförd", "inte slutförd", "ej slutfört", "inte slutfört", "inte fullföljd",
            "ej fullföljd", "ikke fullført", "ikke fuldført", "ikke gennemført", "nicht abgeschlossen",
        ]),
        (Passed,
        [
            "completed (achieved pass grade)", "slutförd (uppnått godkänt betyg)", "slutfört (uppnått godkänt betyg)", "slutförd (godkänt resultat)",
            "fullført (oppnådd bestått-karakter)", "fullført (oppnådde bestått karakter)", "abgeschlossen (anforderung erfüllt)",
        ]),
        (Failed,
        [
            "completed (did not achieve pass grade)", "slutförd (inte uppnått godkänt betyg)", "slutfört (inte uppnått godkänt betyg)",
            "slutförd (uppnådde inte godkänt resultat)", "slutfört (ej uppnått godkänt betyg)", "abgeschlossen (anforderung nicht erfüllt)",
        ]));

    private static readonly string[] SetBy = ["set by ", "satt av ", "angivet av ", "angitt av ", "sat af ", "angivet af ", "gesetzt von ", "festgelegt von ", "eingestellt von "];

    /// <summary>The code of a cell, or its words without what is in brackets.</summary>
    public static byte[] Of(ReadOnlySpan<byte> cell, Dictionary<string, byte[]> remembered)
    {
        var text = Encoding.UTF8.GetString(cell);
        if (remembered.TryGetValue(text, out var known))
        {
            return known;
        }

        var code = Encoding.UTF8.GetBytes(Code(text));
        if (remembered.Count < MaxRemembered)
        {
            remembered.Add(text, code);
        }

        return code;
    }

    private static Dictionary<string, string> Of(params ReadOnlySpan<(string Code, string[] Words)> codes)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, of) in codes)
        {
            foreach (var word in of)
            {
                words.Add(word, code);
            }
        }

        return words;
    }

    /// <summary>True if a state that is known stands in a text as a cell of its own.</summary>
    public static bool IsIn(string text) =>
        Words.Keys.Any(w => text.Contains('"' + w + '"', StringComparison.OrdinalIgnoreCase) || text.Contains('"' + w + " (", StringComparison.OrdinalIgnoreCase));

    private static string Code(string text)
    {
        if (Words.TryGetValue(Cells.Fold(text), out var whole))
        {
            return whole;
        }

        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        if (bracket < 1)
        {
            return text;
        }

        // In brackets stands who set the state, or how a test went: only the first leaves the state what it is.
        var plain = text[..bracket].TrimEnd();
        var isSetBy = SetBy.Any(s => Cells.Fold(text[(bracket + 1)..]).StartsWith(s, StringComparison.Ordinal));
        return isSetBy && Words.TryGetValue(Cells.Fold(plain), out var code) ? code : plain + " (…)";
    }

    /// <summary>The course's short name from the name of an export, e.g. <c>progress.intro-1.csv</c>; empty if the name is another.</summary>
    public static string CourseOf(string fileName, string prefix)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        name = name[prefix.Length..];

        // A browser counts what it saves twice.
        var again = name.LastIndexOf(" (", StringComparison.Ordinal);
        return again > 0 && name[^1] == ')' && name[(again + 2)..^1].All(char.IsAsciiDigit) ? name[..again] : name;
    }
}
