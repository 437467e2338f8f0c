namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Where words lead to: an address, or a heading of the same brief.</summary>
internal sealed class LinkTarget
{
    private readonly Uri? address;
    private readonly HeadingPlace? heading;

    /// <summary>Words that lead to an absolute address.</summary>
    public LinkTarget(Uri address, string contents) => (this.address, Contents) = (address, contents);

    /// <summary>Words that lead to a heading.</summary>
    public LinkTarget(HeadingPlace heading, string contents) => (this.heading, Contents) = (heading, contents);

    /// <summary>Where the words lead, which a reader of annotations alone is told.</summary>
    public string Contents { get; }

    /// <summary>False where it is plain without a line that everything is a link: in a contents list.</summary>
    public bool Underlined { get; init; } = true;

    /// <summary>The element that says that its words are a link.</summary>
    public StructureElement Element { get; } = new("Link");

    /// <summary>The annotation's entry that carries it out. Headings have their places by the time it is asked for.</summary>
    public string Action => heading is null
        ? $"/A <</S /URI /URI {PdfSyntax.Ascii(address!.AbsoluteUri)}>>"
        : $"/Dest {heading.Destination}";

    /// <summary>The element, part of its paragraph from the moment its first words are drawn, so that it stands between the words around it.</summary>
    public StructureElement Within(StructureElement paragraph) => paragraph.Kids.Contains(Element) ? Element : paragraph.Add(Element);
}
