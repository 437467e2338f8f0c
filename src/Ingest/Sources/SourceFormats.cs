using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources.Forms;
using Digilo.Analytics.Ingest.Sources.LimeSurvey;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>The formats that can be read.</summary>
internal static class SourceFormats
{
    /// <summary>The most particular first: the first that fits a file is the one it is read as, unless its profile names another.</summary>
    public static IReadOnlyList<ISourceFormat> All { get; } =
    [
        new ArchiveFormat(), new XmlFormat(), new VvFormat(),
        new XapiFormat(), new DigCompFormat(),
        new WorkbookFormat(), new DelimitedFormat(),
        new ExportFormat(new WorkbookFormat(), new DelimitedFormat()),
        .. Forms,
    ];

    /// <summary>What tools make of a table: told by its headings once it is open.</summary>
    private static TableForm[] Forms =>
    [
        new MicrosoftForms(), new GoogleForms(), new SurveyMonkey(), new MoodleActivities(), new MoodleCourse(), new MoodleCompetencies(),
    ];

    /// <summary>The format with a name, or null.</summary>
    public static ISourceFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>Opens a file in the format that its profile names, otherwise in the one its content shows.</summary>
    /// <exception cref="FileFault">No format, not the one named, or not readable as it.</exception>
    public static ITableSource Open(SourceRequest request)
    {
        var source = Choose(request.File, request.Layout).Open(request);
        try
        {
            // What a tool made of a table is told by its headings, in whatever table they stand.
            if (request.Layout.Format.Length == 0 && source is DelimitedSource or WorkbookSource)
            {
                source = ResponseSource.Over(source);
                source = source is ResponseSource ? source : Forms.Select(f => f.Over(source, request, isNamed: false)).FirstOrDefault(s => s is not null) ?? source;
            }

            Check(source, request.Limits);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static ISourceFormat Choose(FileFacts file, FileLayout layout)
    {
        if (layout.Format.Length > 0)
        {
            var named = Find(layout.Format) ?? throw new InvalidOperationException($"The format {layout.Format} is checked when the profile is read.");
            return named.Fits(file) ? named : throw new FileFault(Rules.FormatWrong, found: file.Describe(), expected: "shape:format:" + named.Name);
        }

        return All.FirstOrDefault(f => f.Fits(file)) ?? throw new FileFault(Rules.FileNotText, found: file.Describe());
    }

    private static void Check(ITableSource source, SourceLimits limits)
    {
        if (source.Headings.All(h => h.Length == 0))
        {
            throw new FileFault(Rules.HeadingsMissing, line: 1);
        }

        if (source.Headings.Count > limits.MaxColumns)
        {
            throw new FileFault(Rules.TooManyColumns, found: Shape.Count(source.Headings.Count), expected: Shape.Count(limits.MaxColumns), line: 1);
        }
    }
}
