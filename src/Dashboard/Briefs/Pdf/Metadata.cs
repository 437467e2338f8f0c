using System.Globalization;
using System.Security;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>What the file says about itself: XMP for programs, in agreement with the information dictionary.</summary>
internal static class Metadata
{
    private const string Producer = "Digilo.Analytics";

    /// <summary>The information dictionary.</summary>
    public static string Information(Brief brief)
    {
        var date = PdfSyntax.Ascii("D:" + brief.DataDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "000000Z");
        return $"<</Title {PdfSyntax.Text(Title(brief))} /Producer {PdfSyntax.Ascii(Producer)} /Keywords {PdfSyntax.Text(Keywords(brief))} "
            + $"/CreationDate {date} /ModDate {date}>>";
    }

    /// <summary>The title without what cannot be drawn.</summary>
    public static string Title(Brief brief) => Typesetter.Clean(brief.Title).Trim();

    /// <summary>
    /// The XMP packet: conformance to PDF/UA-1 and PDF/A-2a, and, because PDF/A knows nothing of PDF/UA, the schema of the former's mark.
    /// </summary>
    public static byte[] Packet(Brief brief)
    {
        var date = brief.DataDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
               <dc:format>application/pdf</dc:format>
               <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escape(Title(brief))}</rdf:li></rdf:Alt></dc:title>
               <dc:language><rdf:Bag><rdf:li>{brief.Language}</rdf:li></rdf:Bag></dc:language>
               <dc:identifier>{Escape(Typesetter.Clean(brief.SnapshotId))}</dc:identifier>
              </rdf:Description>
              <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
               <xmp:CreateDate>{date}</xmp:CreateDate>
               <xmp:ModifyDate>{date}</xmp:ModifyDate>
              </rdf:Description>
              <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
               <pdf:Producer>{Producer}</pdf:Producer>
               <pdf:Keywords>{Escape(Keywords(brief))}</pdf:Keywords>
              </rdf:Description>
              <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
               <pdfaid:part>2</pdfaid:part>
               <pdfaid:conformance>A</pdfaid:conformance>
              </rdf:Description>
              <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
               <pdfuaid:part>1</pdfuaid:part>
              </rdf:Description>
              <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
               <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                 <pdfaProperty:name>part</pdfaProperty:name>
                 <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                 <pdfaProperty:category>internal</pdfaProperty:category>
                 <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
                </rdf:li></rdf:Seq></pdfaSchema:property>
               </rdf:li></rdf:Bag></pdfaExtension:schemas>
              </rdf:Description>
             </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """.ReplaceLineEndings("\n"));
    }

    private static string Keywords(Brief brief) => Typesetter.Clean($"snapshot {brief.SnapshotId}, method {brief.MethodVersion}");

    private static string Escape(string text) => SecurityElement.Escape(text);
}
