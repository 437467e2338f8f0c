using System.Text;
using System.Xml.Linq;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>
/// The machine-checkable failure conditions of the Matterhorn Protocol (PDF/UA-1) that can apply to a brief, and the few of
/// PDF/A-2a beside them. A fault begins with the checkpoint's number where it has one.
/// </summary>
internal static class PdfChecker
{
    private static readonly HashSet<string> Painting = new(StringComparer.Ordinal)
    {
        "Tj", "TJ", "'", "\"", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "EI",
    };

    private static readonly HashSet<string> Standard = new(StringComparer.Ordinal)
    {
        "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
        "Caption", "Figure", "Note", "Link", "Span", "TOC", "TOCI", "Reference",
    };

    public static IReadOnlyList<string> Check(byte[] pdf)
    {
        using var reader = new PdfReader(pdf);
        var faults = new List<string>();
        Catalogue(reader, faults);
        Metadata(reader, faults);
        Content(reader, faults);
        Structure(reader, faults);
        Headings(reader, faults);
        Tables(reader, faults);
        Lists(reader, faults);
        Annotations(reader, faults);
        Fonts(reader, faults);
        return faults;
    }

    private static void Catalogue(PdfReader reader, List<string> faults)
    {
        if (reader.Get(reader.Dictionary(reader.Catalog, "MarkInfo"), "Marked") is not BooleanToken { Data: true })
        {
            faults.Add("06-001 the document is not marked as tagged");
        }

        if (reader.Get(reader.Dictionary(reader.Catalog, "ViewerPreferences"), "DisplayDocTitle") is not BooleanToken { Data: true })
        {
            faults.Add("07-001 the title is not shown");
        }

        if (string.IsNullOrEmpty(reader.String(reader.Catalog, "Lang")))
        {
            faults.Add("11-006 the document has no language");
        }

        if (reader.Root is null)
        {
            faults.Add("01-005 there is no structure tree");
        }

        var intent = reader.Array(reader.Catalog, "OutputIntents").Select(reader.Resolve).OfType<DictionaryToken>().FirstOrDefault();
        if (reader.Name(intent, "S") != "GTS_PDFA1" || reader.Get(intent, "DestOutputProfile") is not StreamToken profile
            || !Encoding.ASCII.GetString(Decode(reader, profile)).Contains("RGB XYZ", StringComparison.Ordinal))
        {
            faults.Add("PDF/A there is no RGB output intent");
        }

        if (reader.Document.Structure.Trailer is { } trailer && (trailer.Identifier is null || trailer.Identifier.Count != 2))
        {
            faults.Add("PDF/A the trailer has no identifier");
        }

        if (!reader.Document.TryGetBookmarks(out var bookmarks) || bookmarks.GetNodes().All(node => string.IsNullOrWhiteSpace(node.Title)))
        {
            faults.Add("outline there are no bookmarks");
        }
    }

    private static void Metadata(PdfReader reader, List<string> faults)
    {
        if (reader.Get(reader.Catalog, "Metadata") is not StreamToken stream)
        {
            faults.Add("06-001 there is no metadata stream");
            return;
        }

        XNamespace ua = "http://www.aiim.org/pdfua/ns/id/", a = "http://www.aiim.org/pdfa/ns/id/", dc = "http://purl.org/dc/elements/1.1/";
        XNamespace property = "http://www.aiim.org/pdfa/ns/property#", schema = "http://www.aiim.org/pdfa/ns/schema#";
        var xmp = XDocument.Parse(Encoding.UTF8.GetString(Decode(reader, stream)).TrimStart('\uFEFF'));
        string? Value(XName name) => xmp.Descendants(name).FirstOrDefault()?.Value.Trim();
        if (Value(ua + "part") != "1")
        {
            faults.Add("06-002 the metadata do not claim PDF/UA-1");
        }

        if (Value(a + "part") != "2" || Value(a + "conformance") != "A")
        {
            faults.Add("PDF/A the metadata do not claim PDF/A-2a");
        }

        if (Value(schema + "prefix") != "pdfuaid" || Value(property + "name") != "part")
        {
            faults.Add("PDF/A the metadata do not declare the PDF/UA schema");
        }

        if (string.IsNullOrWhiteSpace(Value(dc + "title")))
        {
            faults.Add("06-003 the metadata have no title");
        }
        else if (Value(dc + "title") != reader.Document.Information.Title)
        {
            faults.Add("PDF/A metadata and information dictionary differ in the title");
        }

        if (Value(dc + "language") != reader.String(reader.Catalog, "Lang"))
        {
            faults.Add("11-006 metadata and catalogue differ in the language");
        }
    }

    private static byte[] Decode(PdfReader reader, StreamToken stream) =>
        UglyToad.PdfPig.PdfExtensions.Decode(stream, reader.Document.Structure.FilterProvider, reader.Document.Structure.TokenScanner).ToArray();

    /// <summary>Every painting operator stands in a stretch that an element claims, or in an artifact.</summary>
    private static void Content(PdfReader reader, List<string> faults)
    {
        var claims = reader.Elements.SelectMany(element => element.Kids.OfType<Claim>()).ToList();
        if (claims.Count != claims.Distinct().Count())
        {
            faults.Add("01-005 content is claimed twice");
        }

        var claimed = claims.ToHashSet();
        for (var i = 0; i < reader.Pages.Count; i++)
        {
            var found = new HashSet<int>();
            var stack = new Stack<(bool Artifact, int? Mark)>();
            foreach (var operation in reader.Pages[i].Operations)
            {
                switch (operation)
                {
                    case BeginMarkedContent begin:
                        Open(begin.Name.Data, null);
                        break;
                    case BeginMarkedContentWithProperties begin:
                        Open(begin.Name.Data, reader.Number(begin.Properties, "MCID"));
                        break;
                    case EndMarkedContent when !stack.TryPop(out _):
                        faults.Add("syntax marked content ends that never began");
                        break;
                    default:
                        if (Painting.Contains(operation.Operator) && !stack.Any(open => open.Artifact || open.Mark is not null))
                        {
                            faults.Add($"01-005 page {i + 1}: {operation.Operator} is neither tagged nor an artifact");
                        }

                        break;
                }
            }

            if (stack.Count > 0)
            {
                faults.Add("syntax marked content never ends");
            }

            foreach (var mark in found.Where(mark => !claimed.Contains(new Claim(reader.PageReferences[i], mark))))
            {
                faults.Add($"01-005 page {i + 1}: marked content {mark} belongs to no element");
            }

            foreach (var claim in claims.Where(claim => claim.Page.Equals(reader.PageReferences[i]) && !found.Contains(claim.Mark)))
            {
                faults.Add($"structure page {i + 1}: an element claims content {claim.Mark} that is not there");
            }

            void Open(string tag, int? mark)
            {
                var artifact = tag == "Artifact";
                if (artifact && stack.Any(open => open.Mark is not null))
                {
                    faults.Add("01-003 an artifact inside tagged content");
                }

                if (mark is not null && stack.Any(open => open.Artifact))
                {
                    faults.Add("01-004 tagged content inside an artifact");
                }

                if (mark is { } number && !found.Add(number))
                {
                    faults.Add($"structure page {i + 1}: the number {number} is used twice");
                }

                stack.Push((artifact, mark));
            }
        }
    }

    private static void Structure(PdfReader reader, List<string> faults)
    {
        foreach (var element in reader.Elements)
        {
            if (!Standard.Contains(element.Type))
            {
                faults.Add($"02-001 the type '{element.Type}' is not standard");
            }

            if (element.Type == "Figure")
            {
                if (string.IsNullOrWhiteSpace(reader.String(element.Dictionary, "Alt")))
                {
                    faults.Add("13-004 a figure has no alternative text");
                }

                if (!reader.Attributes(element).Any(attribute => reader.Name(attribute, "O") == "Layout" && reader.Array(attribute, "BBox").Count == 4))
                {
                    faults.Add("figure a figure has no bounding box");
                }
            }
        }

        var notes = reader.Elements.Where(element => element.Type == "Note").Select(note => reader.String(note.Dictionary, "ID")).ToList();
        if (notes.Any(string.IsNullOrEmpty))
        {
            faults.Add("19-003 a note has no identifier");
        }

        if (notes.Distinct().Count() != notes.Count)
        {
            faults.Add("19-004 two notes have one identifier");
        }

        ParentTree(reader, faults);
    }

    /// <summary>The way back from content to its element leads to the same element.</summary>
    private static void ParentTree(PdfReader reader, List<string> faults)
    {
        var numbers = reader.Array(reader.Dictionary(reader.Root?.Dictionary, "ParentTree"), "Nums");
        var parents = new Dictionary<int, IToken>();
        for (var i = 0; i + 1 < numbers.Count; i += 2)
        {
            parents[((NumericToken)numbers[i]).Int] = numbers[i + 1];
        }

        foreach (var element in reader.Elements)
        {
            foreach (var kid in element.Kids)
            {
                var owner = kid switch
                {
                    Claim claim => Owner(reader.Pages[reader.PageReferences.ToList().IndexOf(claim.Page)].Dictionary, "StructParents", claim.Mark),
                    ClaimedObject claim => Owner(reader.Resolve(new IndirectReferenceToken(claim.Object)) as DictionaryToken, "StructParent", null),
                    _ => element.Reference,
                };
                if (owner is null || !owner.Value.Equals(element.Reference))
                {
                    faults.Add($"structure the parent tree does not lead back to a {element.Type}");
                }
            }
        }

        IndirectReference? Owner(DictionaryToken? holder, string key, int? index)
        {
            if (reader.Number(holder, key) is not { } number || !parents.TryGetValue(number, out var entry))
            {
                return null;
            }

            var token = index is null ? entry : (reader.Resolve(entry) as ArrayToken)?.Data.ElementAtOrDefault(index.Value);
            return (token as IndirectReferenceToken)?.Data;
        }
    }

    private static void Headings(PdfReader reader, List<string> faults)
    {
        var levels = reader.Elements.Where(element => element.Type is "H1" or "H2" or "H3" or "H4").Select(element => element.Type[1] - '0').ToList();
        if (levels.Count == 0 || levels[0] != 1)
        {
            faults.Add("14-002 the first heading is not of level 1");
        }

        for (var i = 1; i < levels.Count; i++)
        {
            if (levels[i] > levels[i - 1] + 1)
            {
                faults.Add("14-003 a heading level is skipped");
            }
        }
    }

    private static void Tables(PdfReader reader, List<string> faults)
    {
        foreach (var table in reader.Elements.Where(element => element.Type == "Table"))
        {
            var kinds = table.Children.Select(child => child.Type).ToList();
            if (kinds.Except(["Caption", "THead", "TBody", "TFoot", "TR"]).Any() || kinds.IndexOf("Caption") > 0)
            {
                faults.Add("09-004 a table holds something else than caption, head, body and rows");
            }

            var rows = table.Children.SelectMany(child => child.Type == "TR" ? [child] : child.Type == "Caption" ? [] : child.Children).ToList();
            if (rows.Any(row => row.Type != "TR") || rows.SelectMany(row => row.Children).Any(cell => cell.Type is not ("TH" or "TD")))
            {
                faults.Add("09-004 a table's rows or cells are of another type");
            }

            var widths = rows.Select(row => row.Children.Sum(cell => Span(cell, "ColSpan"))).Distinct().ToList();
            if (widths.Count != 1)
            {
                faults.Add("15-005 a table's rows are not of one width");
            }

            foreach (var heading in table.All.Where(element => element.Type == "TH"))
            {
                var scope = reader.Attributes(heading).Select(attribute => reader.Name(attribute, "Scope")).FirstOrDefault(name => name is not null);
                if (scope is not ("Row" or "Column" or "Both"))
                {
                    faults.Add("15-003 a table heading has no scope");
                }
            }

            if (!table.All.Any(element => element.Type == "TH"))
            {
                faults.Add("15-003 a table has no headings");
            }

            int Span(Node cell, string key) => reader.Attributes(cell).Select(attribute => reader.Number(attribute, key)).FirstOrDefault(value => value is not null) ?? 1;
        }

        foreach (var element in reader.Elements.Where(element => element.Type != "TR"))
        {
            if (element.Children.Any(child => child.Type is "TH" or "TD"))
            {
                faults.Add("09-004 a cell stands outside a row");
            }
        }
    }

    private static void Lists(PdfReader reader, List<string> faults)
    {
        foreach (var element in reader.Elements)
        {
            var kinds = element.Children.Select(child => child.Type).ToList();
            var wrong = element.Type switch
            {
                "L" => kinds.Count == 0 || kinds.Except(["LI", "Caption"]).Any(),
                "LI" => kinds.Except(["Lbl", "LBody"]).Any() || !kinds.Contains("LBody"),
                _ => kinds.Any(kind => kind is "LI" or "LBody") || (kinds.Contains("Lbl") && element.Type != "Note"),
            };
            if (wrong)
            {
                faults.Add($"09-005 the list structure around a {element.Type} is broken");
            }

            if (element.Type == "L" && element.All.Any(child => child.Type == "Lbl")
                && !reader.Attributes(element).Any(attribute => reader.Name(attribute, "ListNumbering") is not (null or "None")))
            {
                faults.Add("09-005 a list with labels does not say how they are made");
            }
        }
    }

    private static void Annotations(PdfReader reader, List<string> faults)
    {
        var claimed = reader.Elements.SelectMany(element => element.Kids.OfType<ClaimedObject>().Select(kid => (kid.Object, element.Type))).ToList();
        for (var i = 0; i < reader.Pages.Count; i++)
        {
            var page = reader.Pages[i].Dictionary;
            if (reader.Name(page, "Tabs") != "S")
            {
                faults.Add($"28-008 page {i + 1} is not stepped through in the structure's order");
            }

            foreach (var token in reader.Array(page, "Annots"))
            {
                var annotation = reader.Resolve(token) as DictionaryToken;
                var owner = claimed.Where(claim => token is IndirectReferenceToken reference && claim.Object.Equals(reference.Data)).ToList();
                if (owner.Count != 1 || owner[0].Type != "Link")
                {
                    faults.Add("28-011 a link's area is not part of a Link");
                }

                if (string.IsNullOrWhiteSpace(reader.String(annotation, "Contents")))
                {
                    faults.Add("28-012 a link's area has no description");
                }

                if (((reader.Number(annotation, "F") ?? 0) & 4) == 0)
                {
                    faults.Add("PDF/A an annotation would not be printed");
                }
            }
        }
    }

    private static void Fonts(PdfReader reader, List<string> faults)
    {
        foreach (var page in reader.Pages)
        {
            var fonts = reader.Dictionary(reader.Dictionary(page.Dictionary, "Resources"), "Font");
            foreach (var font in fonts?.Data.Values.Select(reader.Resolve).OfType<DictionaryToken>() ?? [])
            {
                var descendant = reader.Array(font, "DescendantFonts").Select(reader.Resolve).OfType<DictionaryToken>().FirstOrDefault();
                if (reader.Get(reader.Dictionary(descendant, "FontDescriptor"), "FontFile2") is not StreamToken)
                {
                    faults.Add("31-009 a font is not embedded");
                }

                if (reader.Get(font, "ToUnicode") is not StreamToken)
                {
                    faults.Add("31-027 a font does not tell its characters");
                }

                if (reader.Name(descendant, "CIDToGIDMap") != "Identity")
                {
                    faults.Add("31-006 a font does not map its characters to glyphs");
                }
            }

            if (page.Operations.OfType<ShowTextsWithPositioning>().Any(ShowsNothing))
            {
                faults.Add("31-030 text is drawn with the missing glyph");
            }

            if (page.Letters.Any(letter => letter.Value is "" or "\0"))
            {
                faults.Add("10-001 a glyph stands for no character");
            }
        }
    }

    private static bool ShowsNothing(ShowTextsWithPositioning operation) =>
        operation.Array.OfType<HexToken>().Any(hex => hex.Bytes.ToArray().Chunk(2).Any(pair => pair is [0, 0]));
}
