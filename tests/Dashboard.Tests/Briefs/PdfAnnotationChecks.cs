using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Links: each area part of a Link, described, printed, on its page and leading somewhere.</summary>
internal static class PdfAnnotationChecks
{
    public static void Check(PdfReader reader, List<string> faults)
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
                if (reader.Name(annotation, "Subtype") != "Link")
                {
                    faults.Add("28-006 there is something else than links");
                }

                if (owner.Count != 1 || owner[0].Type != "Link")
                {
                    faults.Add("28-011 a link's area is not part of a Link");
                }

                Area(reader, reader.Pages[i], annotation, faults);
            }
        }

        if (reader.Elements.Any(element => element.Type == "Link" && (!element.Kids.OfType<ClaimedObject>().Any() || !element.Kids.OfType<Claim>().Any())))
        {
            faults.Add("28-011 a Link has no area or no words");
        }
    }

    private static void Area(PdfReader reader, UglyToad.PdfPig.Content.Page page, DictionaryToken? annotation, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(reader.String(annotation, "Contents")))
        {
            faults.Add("28-012 a link's area has no description");
        }

        if (((reader.Number(annotation, "F") ?? 0) & 0b100111) != 4)
        {
            faults.Add("A 6.3.2 an annotation would not be printed or not be seen");
        }

        var rectangle = reader.Array(annotation, "Rect").OfType<NumericToken>().Select(number => number.Double).ToList();
        if (rectangle.Count != 4 || rectangle[0] < 0 || rectangle[1] < 0 || rectangle[2] > page.Width || rectangle[3] > page.Height)
        {
            faults.Add("annotation a link's area is not on its page");
        }

        var action = reader.Dictionary(annotation, "A");
        var destination = reader.Array(annotation, "Dest");
        var leads = action is null
            ? destination.Count > 0 && destination[0] is IndirectReferenceToken target && reader.PageReferences.Contains(target.Data)
            : reader.Name(action, "S") == "URI" && Uri.TryCreate(reader.String(action, "URI"), UriKind.Absolute, out _);
        if (!leads)
        {
            faults.Add("A 6.5.1 a link leads nowhere, or does something else than lead");
        }
    }
}
