using System.Text;
using CsvHelper;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>Text with a separator: what everything can export. Fits any text that is not marked up.</summary>
internal sealed class DelimitedFormat : ISourceFormat
{
    public string Name => "delimited";

    public bool Fits(FileFacts file) => file.Container == Container.Text;

    public ITableSource Open(SourceRequest request)
    {
        var (file, layout) = (request.File, request.Layout);
        var hint = LinesAbove.Hint(file.Sample);
        var above = Math.Max(layout.HeadingLine - 1, hint is null ? 0 : 1);

        // Titles are told and not passed over: that the lines of one value end where the headings begin is likely, and no more.
        if (layout.HeadingLine == 0 && LinesAbove.Find(LinesAbove.Behind(file.Sample, above)) is > 0 and var line)
        {
            throw new FileFault(Rules.TitleAbove, found: Shape.Count(line - 1), expected: Shape.Count(line + above), line: 1);
        }

        return new DelimitedSource(
            file,
            file.TextEncoding(layout.Encoding),
            layout.Separator ?? hint ?? Separator.Detect(LinesAbove.Behind(file.Sample, above)) ?? ';',
            above,
            request.Limits,
            request.Report.Broken);
    }
}

/// <summary>Delimited text through CsvHelper; other encodings are transcoded to UTF-8 while reading, never as a whole.</summary>
internal sealed class DelimitedSource : ITableSource
{
    private readonly FileStream _file;
    private readonly CsvReader _reader;
    private readonly Action<BrokenRow> _onBroken;
    private readonly SourceLimits _limits;
    private readonly int _above;
    private FileFault? _fault;

    /// <summary>Opens a file that has been looked at.</summary>
    /// <param name="facts">From <see cref="FileFacts.Read"/>.</param>
    /// <param name="encoding">What it is transcoded from; null = UTF-8.</param>
    /// <param name="separator">The separator.</param>
    /// <param name="above">Lines above the headings, which are not read.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="onBroken">Called for each row with broken quoting.</param>
    public DelimitedSource(FileFacts facts, Encoding? encoding, char separator, int above, SourceLimits limits, Action<BrokenRow> onBroken)
    {
        _limits = limits;
        _onBroken = onBroken;
        _above = above;
        _file = FileFacts.Open(facts.Path);
        Size = facts.Size;
        try
        {
            if (!LinesAbove.Pass(_file, encoding is UnicodeEncoding ? 2 : 1, encoding?.CodePage == 1201, above, limits.MaxRowBytes))
            {
                throw new FileFault(Rules.HeadingsMissing, line: above + 1);
            }

            _reader = CsvReader.Create(
                _file,
                new CsvReaderOptions
                {
                    Separator = separator,
                    Encoding = encoding,
                    MalformedData = CsvMalformedDataHandling.Skip,
                    TrackLineNumbers = true,
                    MaxRecordSize = limits.MaxRowBytes,
                    BufferSize = 1 << 18,
                    IncludeValuesInExceptions = false,
                    DetectSeparatorHint = false,
                    OnMalformedRecord = Malformed,
                },
                leaveOpen: true);
            Headings = ReadHeadings();
        }
        catch
        {
            _reader?.Dispose();
            _file.Dispose();
            throw;
        }
    }

    private long Size { get; }

    public IReadOnlyList<string> Headings { get; }

    public int Line => LineOf(_reader.LineNumber);

    public int CellCount => _reader.FieldCount;

    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    public double Progress => Size == 0 ? 1 : Math.Min(1, (double)_file.Position / Size);

    public bool Read()
    {
        try
        {
            var more = _reader.Read();
            return _fault is null ? more : throw _fault;
        }
        catch (Exception e) when (Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    public ReadOnlySpan<byte> Cell(int index) => _reader.GetSpan(index);

    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private int LineOf(long line) => (int)Math.Min(line + _above, int.MaxValue);

    private void Malformed(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            // Everything after the quote is in one cell: what is a row cannot be told any more.
            _fault = new FileFault(Rules.QuoteUnterminated, line: LineOf(record.LineNumber));
            return;
        }

        _onBroken(new BrokenRow(Rules.QuotingBroken, LineOf(record.LineNumber), record.RawRecord));
    }

    private string[] ReadHeadings()
    {
        try
        {
            var headings = _reader.Headers.Select(Cells.Heading).ToArray();
            return _fault is null ? headings : throw _fault;
        }
        catch (Exception e) when (Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>The parser throws only for a row that is longer than the limit.</summary>
    private FileFault? Translate(Exception e) => e is CsvFormatException c
        ? new FileFault(Rules.RowTooLong, expected: Shape.Bytes(_limits.MaxRowBytes), line: LineOf(c.LineNumber))
        : null;
}
