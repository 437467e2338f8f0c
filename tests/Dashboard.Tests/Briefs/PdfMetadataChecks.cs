using System.Text;
using System.Xml.Linq;
using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>What the file says about itself.</summary>
internal static class PdfMetadataChecks
{
    private static readonly XNamespace Ua = "http://www.aiim.org/pdfua/ns/id/";
    private static readonly XNamespace Archive = "http://www.aiim.org/pdfa/ns/id/";
    private static readonly XNamespace Core = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Property = "http://www.aiim.org/pdfa/ns/property#";
    private static readonly XNamespace Schema = "http://www.aiim.org/pdfa/ns/schema#";
    private static readonly XNamespace Pdf = "http://ns.adobe.com/pdf/1.3/";
    private static readonly XNamespace Basic = "http://ns.adobe.com/xap/1.0/";

    public static void Check(PdfReader reader, List<string> faults)
    {
        if (reader.Get(reader.Catalog, "Metadata") is not StreamToken stream
            || reader.Name(stream.StreamDictionary, "Type") != "Metadata" || reader.Name(stream.StreamDictionary, "Subtype") != "XML")
        {
            faults.Add("06-001 there is no metadata stream");
            return;
        }

        if (reader.Get(stream.StreamDictionary, "Filter") is not null)
        {
            faults.Add("metadata are hidden from programs that know no PDF");
        }

        var packet = Encoding.UTF8.GetString(reader.Decode(stream));
        var xmp = XDocument.Parse(packet.TrimStart('\uFEFF'));
        if (packet[..packet.IndexOf("?>", StringComparison.Ordinal)] is var head
            && (head.Contains("bytes=", StringComparison.Ordinal) || head.Contains("encoding=", StringComparison.Ordinal)))
        {
            faults.Add("A 6.6.2.1 the packet's head says bytes or encoding");
        }

        string? Value(XName name) => xmp.Descendants(name).FirstOrDefault()?.Value.Trim();
        if (Value(Ua + "part") != "1")
        {
            faults.Add("06-002 the metadata do not claim PDF/UA-1");
        }

        if (Value(Archive + "part") != "2" || Value(Archive + "conformance") != "A")
        {
            faults.Add("A 6.6.4 the metadata do not claim PDF/A-2a");
        }

        if (Value(Schema + "prefix") != "pdfuaid" || Value(Schema + "namespaceURI") != Ua.NamespaceName || Value(Property + "name") != "part"
            || Value(Property + "valueType") != "Integer" || Value(Property + "category") != "internal" || Value(Property + "description") is null)
        {
            faults.Add("A 6.6.2.3 the metadata do not declare the PDF/UA schema");
        }

        Agreements(reader, Value, faults);
    }

    private static void Agreements(PdfReader reader, Func<XName, string?> value, List<string> faults)
    {
        var information = reader.Document.Information;
        if (string.IsNullOrWhiteSpace(value(Core + "title")))
        {
            faults.Add("06-003 the metadata have no title");
        }
        else if (value(Core + "title") != information.Title)
        {
            faults.Add("A 6.6.3 metadata and information dictionary differ in the title");
        }

        if (value(Core + "language") != reader.String(reader.Catalog, "Lang"))
        {
            faults.Add("11-006 metadata and catalogue differ in the language");
        }

        if (value(Pdf + "Producer") != information.Producer || value(Pdf + "Keywords") != information.Keywords)
        {
            faults.Add("A 6.6.3 metadata and information dictionary differ in producer or keywords");
        }

        foreach (var (name, date) in ((string, string?)[])[("CreateDate", information.CreationDate), ("ModifyDate", information.ModifiedDate)])
        {
            if (date is null || value(Basic + name)?.Replace("-", "", StringComparison.Ordinal)[..8] != date[2..10])
            {
                faults.Add("A 6.6.3 metadata and information dictionary differ in a date");
            }
        }
    }
}
