using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>The header, the catalogue, and what must not be in the file at all.</summary>
internal static partial class PdfDocumentChecks
{
    public static void Check(byte[] pdf, PdfReader reader, List<string> faults)
    {
        var head = Encoding.Latin1.GetString(pdf.AsSpan(0, Math.Min(20, pdf.Length)));
        if (!Header().IsMatch(head))
        {
            faults.Add("A 6.1.2 the header is not a version and four bytes above 127");
        }

        var marks = reader.Dictionary(reader.Catalog, "MarkInfo");
        if (reader.Get(marks, "Marked") is not BooleanToken { Data: true })
        {
            faults.Add("06-001 the document is not marked as tagged");
        }

        if (reader.Get(marks, "Suspects") is BooleanToken { Data: true })
        {
            faults.Add("01-007 the tagging is suspect");
        }

        if (reader.Get(reader.Dictionary(reader.Catalog, "ViewerPreferences"), "DisplayDocTitle") is not BooleanToken { Data: true })
        {
            faults.Add("07-001 the title is not shown");
        }

        var language = reader.String(reader.Catalog, "Lang");
        if (string.IsNullOrEmpty(language))
        {
            faults.Add("11-006 the document has no language");
        }
        else if (!Language().IsMatch(language))
        {
            faults.Add("UA 7.2-29 the document's language is no language");
        }

        if (reader.Root is null)
        {
            faults.Add("01-005 there is no structure tree");
        }

        var intents = reader.Array(reader.Catalog, "OutputIntents").Select(reader.Resolve).OfType<DictionaryToken>().ToList();
        if (intents.Count != 1 || reader.Name(intents[0], "S") != "GTS_PDFA1" || reader.Get(intents[0], "DestOutputProfile") is not StreamToken profile
            || !Encoding.ASCII.GetString(reader.Decode(profile)).Contains("RGB XYZ", StringComparison.Ordinal) || reader.Number(profile.StreamDictionary, "N") != 3)
        {
            faults.Add("A 6.2.3 there is no RGB output intent");
        }

        if (reader.Document.Structure.Trailer is { } trailer && (trailer.Identifier is null || trailer.Identifier.Count != 2))
        {
            faults.Add("A 6.1.3 the trailer has no identifier");
        }

        if (!reader.Document.TryGetBookmarks(out var bookmarks) || bookmarks.GetNodes().All(node => string.IsNullOrWhiteSpace(node.Title)))
        {
            faults.Add("outline there are no bookmarks");
        }

        // Forms and their scripts, layers, attached files, things that happen by themselves, passwords.
        foreach (var key in (string[])["AcroForm", "OCProperties", "AA", "OpenAction", "Perms", "Requirements", "Collection", "Names"])
        {
            if (reader.Get(reader.Catalog, key) is not null)
            {
                faults.Add($"A 6.1 the catalogue has {key}");
            }
        }

        if (reader.Document.IsEncrypted)
        {
            faults.Add("26-001 the document is encrypted");
        }
    }

    [GeneratedRegex(@"^%PDF-1\.[0-7]\n%[\x80-\xFF]{4}\n")]
    private static partial Regex Header();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z]{2})?$")]
    private static partial Regex Language();
}
