using System.Text;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>
/// LimeSurvey's survey archive (.lsa): a ZIP of the structure and the answers. The participants' table in it, with names and
/// addresses, is never opened.
/// </summary>
internal sealed class ArchiveFormat : ISourceFormat
{
    public const string StructureEnding = ".lss", ResponsesEnding = "_responses.lsr", TimingsEnding = "_timings.lsi";

    public string Name => "limesurvey-archive";

    public bool Fits(FileFacts file)
    {
        if (file.Container != Container.Zip)
        {
            return false;
        }

        try
        {
            using var archive = new PackedFile(file.Path, SourceLimits.Default);
            return archive.Names.Any(n => n.EndsWith(StructureEnding, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is FileFault or IOException or UnauthorizedAccessException)
        {
            // What is wrong with it is told by whatever opens it.
            return false;
        }
    }

    public ITableSource Open(SourceRequest request)
    {
        var archive = new PackedFile(request.File.Path, request.Limits);
        try
        {
            var structure = StructureReader.Read(archive.OpenXml(Entry(archive, StructureEnding)));
            var timings = Find(archive, TimingsEnding) is { } timing ? Timings.Read(archive.OpenXml(timing), request.Limits) : null;
            var source = new ResponsesSource(
                archive.OpenXml(Entry(archive, ResponsesEnding)), structure, timings, request.Limits, () => archive.Progress, archive);
            return new ResponseSource(source, Headings.OfCodes(source.Headings), ResponseHabits.None);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>The one entry with an ending.</summary>
    private static string Entry(PackedFile archive, string ending) =>
        Find(archive, ending) ?? throw new FileFault(ending == ResponsesEnding ? Rules.ResponsesMissing : Rules.FileDamaged, expected: "*" + ending);

    /// <summary>The one entry with an ending, or null; two are a fault, for nobody can tell which counts.</summary>
    public static string? Find(PackedFile archive, string ending)
    {
        var found = archive.Names.Where(n => n.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count <= 1 ? found.FirstOrDefault() : throw new FileFault(Rules.ResponsesMissing, expected: "1 *" + ending);
    }
}

/// <summary>LimeSurvey's XML files by themselves: the structure is told apart from answers, and the participants' table is refused.</summary>
internal sealed class XmlFormat : ISourceFormat
{
    public string Name => "limesurvey-xml";

    public bool Fits(FileFacts file) => file.Container == Container.Xml && DocType(file) is not null;

    public ITableSource Open(SourceRequest request)
    {
        switch (DocType(request.File))
        {
            case "Responses":
                var file = FileFacts.Open(request.File.Path);
                try
                {
                    var xml = XmlTexts.Open(new BoundedXmlStream(file, new UnpackBudget(request.Limits)));
                    var source = new ResponsesSource(
                        xml, null, null, request.Limits, () => request.File.Size == 0 ? 1 : (double)file.Position / request.File.Size, file);
                    return new ResponseSource(source, Headings.OfCodes(source.Headings), ResponseHabits.None);
                }
                catch
                {
                    file.Dispose();
                    throw;
                }

            case "Tokens":
                throw new FileFault(Rules.ParticipantsOnly);
            default:
                throw new FileFault(Rules.StructureOnly);
        }
    }

    /// <summary>What LimeSurvey calls the document, if it is one of its own: told near the beginning, in letters of every encoding.</summary>
    public static string? DocType(FileFacts file)
    {
        var head = Encoding.UTF8.GetString(file.Sample).Replace("\0", "", StringComparison.Ordinal);
        const string Tag = "<LimeSurveyDocType>";
        var at = head.IndexOf(Tag, StringComparison.Ordinal);
        var end = at < 0 ? -1 : head.IndexOf('<', at + Tag.Length);
        return end < 0 ? null : head[(at + Tag.Length)..end].Trim();
    }
}
