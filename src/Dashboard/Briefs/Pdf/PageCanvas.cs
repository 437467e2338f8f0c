using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A colour of the sRGB profile, 0–255.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>The three operands of a colour operator.</summary>
    public string Operands => PdfSyntax.Numbers(Red / 255.0, Green / 255.0, Blue / 255.0);
}

/// <summary>
/// A page being drawn. Callers measure downwards from the top edge, as text is read; the page turns it to PDF's upwards.
/// Every operator stands inside marked content: of an element, or as an artifact that assistive readers pass over.
/// </summary>
/// <param name="objectNumber">The page's own object.</param>
/// <param name="format">Its size.</param>
internal sealed class PageCanvas(int objectNumber, PageFormat format)
{
    private readonly StringBuilder backdrop = new();
    private readonly StringBuilder body = new();
    private readonly List<Annotation> annotations = [];
    private StructureElement? open;
    private bool artifactOpen;
    private int marks;

    /// <summary>The page's own object.</summary>
    public int ObjectNumber { get; } = objectNumber;

    /// <summary>Its size.</summary>
    public PageFormat Format { get; } = format;

    /// <summary>Its place among the pages, from 1.</summary>
    public int Number { get; set; }

    /// <summary>The active areas on the page.</summary>
    public IReadOnlyList<Annotation> Annotations => annotations;

    /// <summary>A place measured downwards, as PDF measures it.</summary>
    public double Up(double top) => Format.PageHeight - top;

    /// <summary>All of the page's operators, in ASCII.</summary>
    public byte[] Content()
    {
        Close();
        var bytes = new byte[backdrop.Length + body.Length];
        var at = 0;
        foreach (var chunk in ((StringBuilder[])[backdrop, body]).SelectMany(Chunks))
        {
            at += Encoding.ASCII.GetBytes(chunk.Span, bytes.AsSpan(at));
        }

        return bytes;
    }

    /// <summary>What follows belongs to an element. Going on with the element just drawn goes on with its marked content.</summary>
    public void Mark(StructureElement element)
    {
        if (ReferenceEquals(open, element))
        {
            return;
        }

        Close();
        open = element;
        element.AddContent(this, marks);
        body.Append('/').Append(element.Type).Append(" <</MCID ").Append(PdfSyntax.Number(marks++)).Append(">> BDC\n");
    }

    /// <summary>What follows is decoration, or repeats what was already read out.</summary>
    /// <param name="properties">What kind: a property list without its brackets, or empty.</param>
    public void MarkArtifact(string properties = "")
    {
        Close();
        artifactOpen = true;
        body.Append(properties.Length == 0 ? "/Artifact BMC\n" : $"/Artifact <<{properties}>> BDC\n");
    }

    /// <summary>Adds operators, inside what is marked.</summary>
    public void Append(string operators) => Marked().Append(operators);

    /// <summary>Adds a stretch of text, inside what is marked.</summary>
    /// <param name="span">Its glyphs.</param>
    /// <param name="x">Where its base line begins.</param>
    /// <param name="baseline">How far down that is.</param>
    public void Append(TextSpan span, double x, double baseline) => span.Append(Marked(), x, Up(baseline));

    /// <summary>A filled rectangle, inside what is marked.</summary>
    public void Fill(double x, double top, double width, double height, Rgb colour) => Append(Rectangle(x, top, width, height, colour));

    /// <summary>A filled rectangle behind everything, an artifact whenever it is asked for.</summary>
    public void FillBehind(double x, double top, double width, double height, Rgb colour) =>
        backdrop.Append("/Artifact BMC\n").Append(Rectangle(x, top, width, height, colour)).Append("EMC\n");

    /// <summary>An active area over what was drawn, part of a Link element.</summary>
    public void AddLink(LinkTarget link, double x, double top, double width, double height)
    {
        var annotation = new Annotation(this, PdfSyntax.Numbers(x, Up(top + height), x + width, Up(top)), link);
        annotations.Add(annotation);
        link.Element.AddAnnotation(annotation);
    }

    private StringBuilder Marked() =>
        open is null && !artifactOpen ? throw new InvalidOperationException("Nothing is drawn outside marked content.") : body;

    private static IEnumerable<ReadOnlyMemory<char>> Chunks(StringBuilder text)
    {
        foreach (var chunk in text.GetChunks())
        {
            yield return chunk;
        }
    }

    private string Rectangle(double x, double top, double width, double height, Rgb colour) =>
        $"{colour.Operands} rg {PdfSyntax.Numbers(x, Up(top + height), width, height)} re f\n";

    private void Close()
    {
        if (open is not null || artifactOpen)
        {
            body.Append("EMC\n");
        }

        (open, artifactOpen) = (null, false);
    }
}
