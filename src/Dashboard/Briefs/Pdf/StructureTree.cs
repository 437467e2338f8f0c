using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>What an assistive reader meets: an element of the document's logical structure, its content in reading order.</summary>
/// <param name="type">A standard structure type, such as "P" or "TH".</param>
internal sealed class StructureElement(string type)
{
    private readonly List<object> kids = [];

    /// <summary>The standard structure type.</summary>
    public string Type { get; } = type;

    /// <summary>What is read instead of the content: for figures.</summary>
    public string? Alternative { get; init; }

    /// <summary>The identifier a Note must have.</summary>
    public string? Id { get; init; }

    /// <summary>Attributes as PDF dictionaries, such as a heading cell's scope.</summary>
    public List<string> Attributes { get; } = [];

    /// <summary>Elements, marked content and annotations, in reading order.</summary>
    public IReadOnlyList<object> Kids => kids;

    /// <summary>True when nothing was drawn for it. A table's cells are never empty in this sense: each keeps its place.</summary>
    public bool IsEmpty => Type is not ("TH" or "TD") && kids.All(kid => kid is StructureElement { IsEmpty: true });

    /// <summary>Adds an element inside this one.</summary>
    public StructureElement Add(StructureElement child)
    {
        kids.Add(child);
        return child;
    }

    /// <summary>Adds an element inside this one.</summary>
    public StructureElement Add(string childType) => Add(new StructureElement(childType));

    /// <summary>Adds a stretch of a page's content.</summary>
    public void AddContent(PageCanvas page, int mark) => kids.Add(new MarkedContent(page, mark));

    /// <summary>Adds a link's annotation.</summary>
    public void AddAnnotation(Annotation annotation) => kids.Add(annotation);
}

/// <summary>A stretch of a page's content.</summary>
internal sealed record MarkedContent(PageCanvas Page, int Mark);

/// <summary>A link's active area.</summary>
internal sealed class Annotation(PageCanvas page, string rectangle, LinkTarget target)
{
    /// <summary>The page it lies on.</summary>
    public PageCanvas Page { get; } = page;

    /// <summary>Its object, known when it is written.</summary>
    public int ObjectNumber { get; private set; }

    /// <summary>Writes the annotation, which points back to its place in the parent tree.</summary>
    public int Write(PdfObjects objects, int structParent) => ObjectNumber = objects.Add(
        $"<</Type /Annot /Subtype /Link /Rect [{rectangle}] /Border [0 0 0] /F 4 /Contents {PdfSyntax.Text(target.Contents)} "
        + $"/StructParent {PdfSyntax.Number(structParent)} {target.Action}>>");
}

/// <summary>Writes the structure tree and the tree that leads from content back to it.</summary>
internal static class StructureTree
{
    /// <summary>Writes all of it and returns the root's number.</summary>
    /// <param name="objects">Where to.</param>
    /// <param name="document">The element that holds everything.</param>
    /// <param name="pages">The pages, whose places in the parent tree are their indexes; annotations follow.</param>
    public static int Write(PdfObjects objects, StructureElement document, IReadOnlyList<PageCanvas> pages)
    {
        var root = objects.Reserve();
        var owners = pages.ToDictionary(page => page, _ => new SortedDictionary<int, int>());
        var annotationOwners = new Dictionary<Annotation, int>();
        var ids = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var documentNumber = WriteElement(document, root);

        var parents = new StringBuilder();
        for (var i = 0; i < pages.Count; i++)
        {
            var list = objects.Add("[" + string.Join(' ', owners[pages[i]].Values.Select(PdfSyntax.Reference)) + "]");
            parents.Append(PdfSyntax.Number(i)).Append(' ').Append(PdfSyntax.Reference(list)).Append(' ');
        }

        var next = pages.Count;
        foreach (var annotation in pages.SelectMany(page => page.Annotations))
        {
            parents.Append(PdfSyntax.Number(next++)).Append(' ').Append(PdfSyntax.Reference(annotationOwners[annotation])).Append(' ');
        }

        var parentTree = objects.Add($"<</Nums [{parents.ToString().TrimEnd()}]>>");
        var idTree = ids.Count == 0
            ? ""
            : $" /IDTree <</Names [{string.Join(' ', ids.Select(id => PdfSyntax.Ascii(id.Key) + " " + PdfSyntax.Reference(id.Value)))}]>>";
        objects.Set(
            root,
            $"<</Type /StructTreeRoot /K [{PdfSyntax.Reference(documentNumber)}] /ParentTree {PdfSyntax.Reference(parentTree)} "
            + $"/ParentTreeNextKey {PdfSyntax.Number(next)}{idTree}>>");
        return root;

        int WriteElement(StructureElement element, int parent)
        {
            var number = objects.Reserve();
            var kids = new List<string>();
            foreach (var kid in element.Kids)
            {
                switch (kid)
                {
                    case StructureElement { IsEmpty: true }:
                        break;
                    case StructureElement child:
                        kids.Add(PdfSyntax.Reference(WriteElement(child, number)));
                        break;
                    case MarkedContent content:
                        owners[content.Page][content.Mark] = number;
                        kids.Add($"<</Type /MCR /Pg {PdfSyntax.Reference(content.Page.ObjectNumber)} /MCID {PdfSyntax.Number(content.Mark)}>>");
                        break;
                    case Annotation annotation:
                        annotationOwners[annotation] = number;
                        kids.Add(
                            $"<</Type /OBJR /Pg {PdfSyntax.Reference(annotation.Page.ObjectNumber)} /Obj {PdfSyntax.Reference(annotation.ObjectNumber)}>>");
                        break;
                }
            }

            if (element.Id is not null)
            {
                ids.Add(element.Id, number);
            }

            objects.Set(
                number,
                $"<</Type /StructElem /S /{element.Type} /P {PdfSyntax.Reference(parent)}"
                + (element.Id is null ? "" : " /ID " + PdfSyntax.Ascii(element.Id))
                + (element.Alternative is null ? "" : " /Alt " + PdfSyntax.Text(element.Alternative))
                + (element.Attributes.Count == 0 ? "" : $" /A [{string.Join(' ', element.Attributes)}]")
                + $" /K [{string.Join(' ', kids)}]>>");
            return number;
        }
    }
}
