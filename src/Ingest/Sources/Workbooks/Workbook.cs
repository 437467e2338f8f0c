using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Workbooks;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">As on its tab.</param>
/// <param name="IsHidden">Hidden from the people who look at the file.</param>
/// <param name="Part">The part with its rows.</param>
internal sealed record Sheet(string Name, bool IsHidden, string Part);

/// <summary>An open workbook: its sheets, texts and formats.</summary>
internal sealed class Workbook : IDisposable
{
    private const int MaxSheets = 1000;

    private readonly WorkbookPackage _package;
    private readonly SourceLimits _limits;
    private readonly SharedStrings _strings;
    private readonly CellFormats _formats;
    private readonly bool _is1904;
    private readonly List<Sheet> _sheets = [];

    /// <summary>Opens a workbook and reads what it says of itself; rows and texts are not read yet.</summary>
    /// <exception cref="FileFault">It is no workbook, damaged, or beyond the limits.</exception>
    public Workbook(string path, SourceLimits limits)
    {
        _limits = limits;
        _package = new WorkbookPackage(path, limits);
        try
        {
            var part = _package.FindWorkbook() ?? throw new FileFault(Rules.FileNotText, found: "shape:file:" + _package.Kind());
            var relations = _package.Relations(part);
            _is1904 = ReadSheets(part, relations);
            using (var styles = Open(relations, "styles"))
            {
                _formats = CellFormats.Read(styles);
            }

            _strings = new SharedStrings(Open(relations, "sharedStrings"), limits);
        }
        catch (Exception e)
        {
            _package.Dispose();
            if (BoundedXml.Translate(e) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }

    /// <summary>In the order of their tabs.</summary>
    public IReadOnlyList<Sheet> Sheets => _sheets;

    /// <summary>The rows of a sheet.</summary>
    public SheetReader Read(Sheet sheet)
    {
        var reader = _package.OpenXml(sheet.Part, out var progress) ?? throw new FileFault(Rules.FileDamaged);
        return new SheetReader(reader, progress, _strings, _formats, _is1904, _limits);
    }

    public void Dispose()
    {
        _strings.Dispose();
        _package.Dispose();
    }

    private bool ReadSheets(string part, IReadOnlyList<(string Id, string Type, string Target)> relations)
    {
        var is1904 = false;
        using var reader = _package.OpenXml(part, out _) ?? throw new FileFault(Rules.FileDamaged);
        while (BoundedXml.Next(reader))
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "workbookPr")
            {
                is1904 = reader.GetAttribute("date1904") is "1" or "true";
            }
            else if (reader.LocalName == "sheet" && reader.GetAttribute("name") is { } name && RelationId(reader) is { } id)
            {
                // Charts and dialogs are sheets too, and have no rows.
                var target = relations.FirstOrDefault(r => r.Id == id && WorkbookPackage.IsA(r.Type, "worksheet")).Target;
                if (target is not null)
                {
                    _sheets.Add(new Sheet(Shape.Clean(name.Trim()), reader.GetAttribute("state") is "hidden" or "veryHidden", target));
                }

                if (_sheets.Count > MaxSheets)
                {
                    throw new FileFault(Rules.TooManyParts, expected: Shape.Count(MaxSheets));
                }
            }
        }

        return is1904;
    }

    /// <summary>The id of a relation, whichever namespace the attribute is of.</summary>
    private static string? RelationId(XmlReader reader)
    {
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "id" && reader.NamespaceURI.EndsWith("relationships", StringComparison.Ordinal))
            {
                var id = reader.Value;
                reader.MoveToElement();
                return id;
            }
        }

        reader.MoveToElement();
        return null;
    }

    private XmlReader? Open(IReadOnlyList<(string Id, string Type, string Target)> relations, string type) =>
        relations.FirstOrDefault(r => WorkbookPackage.IsA(r.Type, type)).Target is { } target ? _package.OpenXml(target, out _) : null;
}
