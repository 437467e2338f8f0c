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
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["completed"] = Complete, ["complete"] = Complete, ["done"] = Complete, ["slutförd"] = Complete, ["slutfört"] = Complete, ["fullföljd"] = Complete, ["fullført"] = Complete,
        ["fuldført"] = Complete, ["gennemført"] = Complete, ["abgeschlossen"] = Complete,
        ["not completed"] = Incomplete, ["not complete"] = Incomplete, ["incomplete"] = Incomplete, ["ej slutförd"] = Incomplete, ["inte slutförd"] = Incomplete,
        ["ej slutfört"] = Incomplete, ["inte slutfört"] = Incomplete, ["inte fullföljd"] = Incomplete, ["ej fullföljd"] = Incomplete, ["ikke fullført"] = Incomplete,
        ["ikke fuldført"] = Incomplete, ["ikke gennemført"] = Incomplete, ["nicht abgeschlossen"] = Incomplete,
        ["completed (achieved pass grade)"] = Passed, ["slutförd (uppnått godkänt betyg)"] = Passed, ["slutfört (uppnått godkänt betyg)"] = Passed,
        ["slutförd (godkänt resultat)"] = Passed, ["fullført (oppnådd bestått-karakter)"] = Passed, ["fullført (oppnådde bestått karakter)"] = Passed,
        ["abgeschlossen (anforderung erfüllt)"] = Passed,
        ["completed (did not achieve pass grade)"] = Failed, ["slutförd (inte uppnått godkänt betyg)"] = Failed, ["slutfört (inte uppnått godkänt betyg)"] = Failed,
        ["slutförd (uppnådde inte godkänt resultat)"] = Failed, ["slutfört (ej uppnått godkänt betyg)"] = Failed, ["abgeschlossen (anforderung nicht erfüllt)"] = Failed,
    };

    /// <summary>The code of a cell, or its words without what is in brackets.</summary>
    public static byte[] Of(ReadOnlySpan<byte> cell, Dictionary<string, byte[]> remembered)
    {
        var text = Encoding.UTF8.GetString(cell);
        if (remembered.TryGetValue(text, out var known))
        {
            return known;
        }

        var folded = Cells.Fold(text);
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        var plain = bracket > 0 ? text[..bracket].TrimEnd() : text;
        var code = Encoding.UTF8.GetBytes(Words.TryGetValue(folded, out var whole) ? whole : Words.GetValueOrDefault(Cells.Fold(plain), plain));
        if (remembered.Count < MaxRemembered)
        {
            remembered.Add(text, code);
        }

        return code;
    }

    /// <summary>True if a state that is known stands in a text as a cell of its own.</summary>
    public static bool IsIn(string text) => Words.Keys.Any(w => text.Contains('"' + w + '"', StringComparison.OrdinalIgnoreCase) || text.Contains('"' + w + " (", StringComparison.OrdinalIgnoreCase));

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
