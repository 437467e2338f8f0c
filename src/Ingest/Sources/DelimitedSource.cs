using System.Text;
using CsvHelper;
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
        // A first line "sep=;" (Excel) is read by the parser itself.
        var hinted = file.Sample.AsSpan().StartsWith("sep="u8);
        return new DelimitedSource(
            file,
            file.TextEncoding(layout.Encoding),
            hinted ? null : layout.Separator ?? Separator.Detect(file.Sample) ?? ';',
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
    private FileFault? _fault;

    /// <summary>Opens a file that has been looked at.</summary>
    /// <param name="facts">From <see cref="FileFacts.Read"/>.</param>
    /// <param name="encoding">What it is transcoded from; null = UTF-8.</param>
    /// <param name="separator">The separator; null = the file's own first line says it.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="onBroken">Called for each row with broken quoting.</param>
    public DelimitedSource(FileFacts facts, Encoding? encoding, char? separator, SourceLimits limits, Action<BrokenRow> onBroken)
    {
        _limits = limits;
        _onBroken = onBroken;
        _file = FileFacts.Open(facts.Path);
        Size = facts.Size;
        try
        {
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
                    DetectSeparatorHint = separator is null,
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

    public int Line => (int)Math.Min(_reader.LineNumber, int.MaxValue);

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

    private void Malformed(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            // Everything after the quote is in one cell: what is a row cannot be told any more.
            _fault = new FileFault(Rules.QuoteUnterminated, line: (int)Math.Min(record.LineNumber, int.MaxValue));
            return;
        }

        _onBroken(new BrokenRow(Rules.QuotingBroken, (int)Math.Min(record.LineNumber, int.MaxValue), record.RawRecord));
    }

    private string[] ReadHeadings()
    {
        try
        {
            var headings = _reader.Headers.Select(h => h.Trim().Trim('\uFEFF')).ToArray();
            return _fault is null ? headings : throw _fault;
        }
        catch (Exception e) when (Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>The parser throws only for a row that is longer than the limit.</summary>
    private FileFault? Translate(Exception e) => e is CsvFormatException c
        ? new FileFault(Rules.RowTooLong, expected: Shape.Bytes(_limits.MaxRowBytes), line: (int)Math.Min(c.LineNumber, int.MaxValue))
        : null;
}
