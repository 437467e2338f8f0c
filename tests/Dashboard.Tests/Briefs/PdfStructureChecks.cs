using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>The tree that an assistive reader walks, and the way back to it from the content.</summary>
internal static class PdfStructureChecks
{
    private static readonly HashSet<string> Standard = new(StringComparer.Ordinal)
    {
        "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
        "Caption", "Figure", "Note", "Link", "Span", "TOC", "TOCI", "Reference",
    };

    public static void Check(PdfReader reader, List<string> faults)
    {
        if (reader.Root is not null && (reader.Root.Children.Count() != 1 || reader.Root.Children.First().Type != "Document"))
        {
            faults.Add("structure the root holds something else than one Document");
        }

        if (reader.Get(reader.Root?.Dictionary, "RoleMap") is not null)
        {
            faults.Add("02-001 types are mapped, though all should be standard");
        }

        foreach (var element in reader.Elements)
        {
            Element(reader, element, faults);
        }

        Headings(reader, faults);
        Notes(reader, faults);
        Contents(reader, faults);
        ParentTree(reader, faults);
    }

    private static void Element(PdfReader reader, Node element, List<string> faults)
    {
        if (!Standard.Contains(element.Type))
        {
            faults.Add($"02-001 the type '{element.Type}' is not standard");
        }

        if (element.Kids.Count == 0 && element.Type is not ("TH" or "TD"))
        {
            faults.Add($"09-001 a {element.Type} holds nothing");
        }

        foreach (var child in element.Children)
        {
            if (child.Dictionary.Data.GetValueOrDefault("P") is not IndirectReferenceToken parent || !parent.Data.Equals(element.Reference))
            {
                faults.Add($"UA 7.1-12 a {child.Type} does not name its parent");
            }
        }

        if (element.Children.ToList().FindIndex(child => child.Type == "Caption") > 0 && element.Type != "Div")
        {
            faults.Add("09-004 a caption is not the first of its element");
        }

        if (element.Type == "Figure")
        {
            Figure(reader, element, faults);
        }
    }

    private static void Figure(PdfReader reader, Node element, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(reader.String(element.Dictionary, "Alt")))
        {
            faults.Add("13-004 a figure has no alternative text");
        }

        var box = reader.Attributes(element).Where(attribute => reader.Name(attribute, "O") == "Layout")
            .Select(attribute => reader.Array(attribute, "BBox").OfType<NumericToken>().Select(number => number.Double).ToList()).FirstOrDefault();
        if (box is not { Count: 4 })
        {
            faults.Add("figure a figure has no bounding box");
        }
        else if (box[0] < 0 || box[1] < 0 || box[0] >= box[2] || box[1] >= box[3])
        {
            faults.Add("figure a figure's bounding box is no box");
        }
    }

    private static void Headings(PdfReader reader, List<string> faults)
    {
        var levels = reader.Elements.Where(element => element.Type is "H1" or "H2" or "H3" or "H4" or "H5" or "H6").Select(element => element.Type[1] - '0').ToList();
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

        if (reader.Elements.Any(element => element.Type == "H"))
        {
            faults.Add("14-007 a heading has no level");
        }
    }

    private static void Notes(PdfReader reader, List<string> faults)
    {
        var notes = reader.Elements.Where(element => element.Type == "Note").Select(note => reader.String(note.Dictionary, "ID")).ToList();
        if (notes.Any(string.IsNullOrEmpty))
        {
            faults.Add("19-003 a note has no identifier");
        }

        if (notes.Distinct().Count() != notes.Count)
        {
            faults.Add("19-004 two notes have one identifier");
        }
    }

    private static void Contents(PdfReader reader, List<string> faults)
    {
        foreach (var element in reader.Elements)
        {
            var kinds = element.Children.Select(child => child.Type).ToList();
            var wrong = element.Type switch
            {
                "TOC" => kinds.Count == 0 || kinds.Except(["TOC", "TOCI", "Caption"]).Any(),
                "TOCI" => kinds.Except(["Lbl", "Reference", "NonStruct", "P", "TOC"]).Any() || !kinds.Contains("Reference"),
                _ => kinds.Contains("TOCI") || (kinds.Contains("TOC") && element.Type is not ("Document" or "Part" or "Sect" or "Div")),
            };
            if (wrong)
            {
                faults.Add($"09-006 the contents list around a {element.Type} is broken");
            }
        }
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
}
