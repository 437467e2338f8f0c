using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Workbooks;

/// <summary>
/// The parts of a workbook (Office Open XML, both the transitional and the strict kind). Parts are found by relation, not by name, and
/// read one after another against one budget of unpacked bytes.
/// </summary>
internal sealed class WorkbookPackage : IDisposable
{
    private const int MaxRelations = 10_000;

    private readonly PackedFile _file;
    private readonly Dictionary<string, string> _parts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a packed file and reads its table of contents.</summary>
    /// <exception cref="FileFault">It is damaged or has too many parts.</exception>
    public WorkbookPackage(string path, SourceLimits limits)
    {
        _file = new PackedFile(path, limits);
        foreach (var name in _file.Names)
        {
            _parts.TryAdd(name.Replace('\\', '/').TrimStart('/'), name);
        }
    }

    /// <summary>True if there is a part of the name.</summary>
    public bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>What the file is, if it is no workbook: for findings.</summary>
    public string Kind() =>
        Has("xl/workbook.xml") ? "xlsx"
        : Has("xl/workbook.bin") ? "xlsb"
        : Has("word/document.xml") ? "docx"
        : Has("ppt/presentation.xml") ? "pptx"
        : Has("content.xml") && Has("mimetype") ? "odf"
        : "zip";

    /// <summary>What a packed file is, for findings; never throws.</summary>
    public static string KindOf(string path)
    {
        try
        {
            using var package = new WorkbookPackage(path, SourceLimits.Default);
            return package.Kind();
        }
        catch (Exception e) when (e is FileFault or IOException or UnauthorizedAccessException)
        {
            return "zip";
        }
    }

    /// <summary>The part that the package calls its document; null if it is none of a workbook in XML.</summary>
    public string? FindWorkbook()
    {
        var target = Relations("").FirstOrDefault(r => IsA(r.Type, "officeDocument")).Target;
        return target is not null && Has(target) && target.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && target.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) ? target
            : Has("xl/workbook.xml") ? "xl/workbook.xml"
            : null;
    }

    /// <summary>The relations of a part: id, type and target (a part's name); of the package itself for an empty name.</summary>
    public IReadOnlyList<(string Id, string Type, string Target)> Relations(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = part[..(slash + 1)];
        var relations = new List<(string, string, string)>();
        using var reader = OpenXml(folder + "_rels/" + part[(slash + 1)..] + ".rels", out _);
        while (reader is not null && BoundedXml.Next(reader))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship"
                && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Type") is { } type && reader.GetAttribute("Target") is { } target
                && reader.GetAttribute("TargetMode") != "External")
            {
                relations.Add((id, type, Resolve(folder, target)));
                if (relations.Count > MaxRelations)
                {
                    throw new FileFault(Rules.TooManyParts, expected: Shape.Count(MaxRelations));
                }
            }
        }

        return relations;
    }

    /// <summary>True if a relation's type ends so, whichever namespace it is of.</summary>
    public static bool IsA(string? type, string name) => type is not null && type.EndsWith("/" + name, StringComparison.Ordinal);

    /// <summary>A reader of a part; null if there is none of the name. Only one part's reader may be read at a time, others may be open.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="progress">Share of the part read so far, by the size that it says of itself.</param>
    public XmlReader? OpenXml(string part, out Func<double> progress)
    {
        progress = static () => 0;
        return _parts.TryGetValue(part, out var name) ? _file.OpenXml(name, out progress) : null;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A target relative to the folder of the part that names it; nothing outside the package can be named.</summary>
    private static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                if (steps.Count > 0)
                {
                    steps.RemoveAt(steps.Count - 1);
                }
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }
}
