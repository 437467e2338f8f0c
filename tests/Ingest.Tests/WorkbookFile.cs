using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>Builds the parts of an XLSX by hand, so that a test decides every byte of it.</summary>
internal sealed class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string State, string Data, string After)> _sheets = [];
    private readonly List<string> _shared = [];
    private readonly List<string> _formats = ["General"];

    public bool Is1904 { get; init; }

    /// <summary>Prefix of every element, such as "x:"; Microsoft Forms writes one.</summary>
    public string Prefix { get; init; } = "";

    public string Namespace { get; init; } = Main;

    public string Relations { get; init; } = Rel;

    public Dictionary<string, byte[]> More { get; } = [];

    /// <summary>The style number of a format code; general is 0.</summary>
    public int Style(string format)
    {
        if (!_formats.Contains(format))
        {
            _formats.Add(format);
        }

        return _formats.IndexOf(format);
    }

    /// <summary>A cell with a shared text.</summary>
    public string Shared(string text) => SharedXml($"<t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t>");

    /// <summary>A cell with a shared item of its own making.</summary>
    public string SharedXml(string inner)
    {
        _shared.Add(inner);
        return $" t=\"s\"><v>{_shared.Count - 1}</v></c>";
    }

    public static string Inline(string text) => $" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>";

    public static string Number(string raw, int style = 0) => $" s=\"{style}\"><v>{raw}</v></c>";

    public static string Typed(string type, string value) => $" t=\"{type}\"><v>{SecurityElement.Escape(value)}</v></c>";

    /// <summary>Adds a sheet of rows: (row number, cells), null = no cell.</summary>
    public WorkbookFile Add(string name, IEnumerable<(int Row, string?[] Cells)> rows, string state = "visible", string after = "")
    {
        var data = new StringBuilder();
        foreach (var (row, cells) in rows)
        {
            data.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
            for (var c = 0; c < cells.Length; c++)
            {
                if (cells[c] is { } cell)
                {
                    data.Append(CultureInfo.InvariantCulture, $"<c r=\"{Column(c)}{row}\"{cell}");
                }
            }

            data.Append("</row>");
        }

        return AddXml(name, data.ToString(), state, after);
    }

    /// <summary>Adds a sheet of texts, one row after another from the first.</summary>
    public WorkbookFile AddTexts(string name, params string[][] rows) =>
        Add(name, rows.Select((r, i) => (i + 1, r.Select(t => t.Length == 0 ? null : Shared(t)).ToArray())));

    public WorkbookFile AddXml(string name, string sheetData, string state = "visible", string after = "")
    {
        _sheets.Add((name, state, sheetData, after));
        return this;
    }

    public byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in More)
            {
                Write(zip, name, content);
            }

            Write(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Write(zip, "_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Write(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"{Relations}/worksheet\" Target=\"{(i % 2 == 0 ? "worksheets" : "/xl/worksheets")}/sheet{i}.xml\"/>"))
                + $"<Relationship Id=\"st\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"ss\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
            Part(zip, "xl/workbook.xml", $"<workbook xmlns:r=\"{Relations}\"><workbookPr date1904=\"{(Is1904 ? "1" : "0")}\"/><sheets>"
                + string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"s{i}\"/>")) + "</sheets></workbook>");
            Part(zip, "xl/styles.xml", "<styleSheet><numFmts>"
                + string.Concat(_formats.Select((f, i) => $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{SecurityElement.Escape(f)}\"/>"))
                + "</numFmts><cellStyleXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                + string.Concat(_formats.Select((_, i) => $"<xf numFmtId=\"{(i == 0 ? 0 : 200 + i)}\"><alignment/></xf>")) + "</cellXfs></styleSheet>");
            Part(zip, "xl/sharedStrings.xml", "<sst>" + string.Concat(_shared.Select(s => $"<si>{s}</si>")) + "</sst>");
            for (var i = 0; i < _sheets.Count; i++)
            {
                Part(zip, $"xl/worksheets/sheet{i}.xml", $"<worksheet><dimension ref=\"A1\"/><sheetData>{_sheets[i].Data}</sheetData>{_sheets[i].After}</worksheet>");
            }
        }

        return memory.ToArray();
    }

    public static string Column(int index) => index < 26 ? ((char)('A' + index)).ToString() : Column(index / 26 - 1) + (char)('A' + index % 26);

    /// <summary>A part of the workbook's own kind, with the prefix on each element.</summary>
    private void Part(ZipArchive zip, string name, string xml)
    {
        var declared = Prefix.Length == 0 ? $" xmlns=\"{Namespace}\"" : $" xmlns:{Prefix.TrimEnd(':')}=\"{Namespace}\"";
        var root = xml.IndexOfAny([' ', '>'], 1);
        xml = xml[..root] + declared + xml[root..];
        if (Prefix.Length > 0)
        {
            xml = System.Text.RegularExpressions.Regex.Replace(xml, "<(/?)([A-Za-z])", $"<$1{Prefix}$2");
        }

        Write(zip, name, "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + xml);
    }

    private static void Write(ZipArchive zip, string name, string text) => Write(zip, name, Encoding.UTF8.GetBytes(text));

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(bytes);
    }
}
