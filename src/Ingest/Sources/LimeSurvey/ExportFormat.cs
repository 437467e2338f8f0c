namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>
/// LimeSurvey's export of answers as text or workbook. Found by its headings whatever table they stand in
/// (<see cref="SourceFormats.Open"/>); a profile that names the format has it even where the headings do not show it.
/// </summary>
internal sealed class ExportFormat(params ISourceFormat[] tables) : ISourceFormat
{
    public const string FormatName = "limesurvey";

    public string Name => FormatName;

    public bool Fits(FileFacts file) => tables.Any(t => t.Fits(file));

    public ITableSource Open(SourceRequest request)
    {
        var source = tables.First(t => t.Fits(request.File)).Open(request);
        return new ResponseSource(source, Headings.Recognise(source.Headings) ?? Headings.OfCodes(source.Headings), ResponseSource.HabitsOf(source));
    }
}
