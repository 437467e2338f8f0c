using System.Text;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>
/// LimeSurvey's VV file ("vertical verification"): tabs, a line of texts, a line of codes, and its own escapes, so that a row is
/// always one line.
/// </summary>
internal sealed class VvFormat : ISourceFormat
{
    public string Name => "limesurvey-vv";

    public bool Fits(FileFacts file)
    {
        if (file.Container != Container.Text)
        {
            return false;
        }

        var sample = file.Sample.AsSpan();
        var first = sample.IndexOf((byte)'\n');
        if (first < 0)
        {
            return false;
        }

        var second = sample[(first + 1)..];
        var end = second.IndexOf((byte)'\n');
        return IsCodesBelowTexts(CellsOf(sample[..first]), CellsOf(end < 0 ? second : second[..end]));
    }

    /// <summary>
    /// The response's id and one more of LimeSurvey's own codes below any texts; or the id alone, if the text above it is what
    /// LimeSurvey calls it and everything beside it is a code.
    /// </summary>
    private static bool IsCodesBelowTexts(List<string> texts, List<string> codes)
    {
        var id = codes.IndexOf(MetaColumns.Id);
        return id >= 0 && texts.Count > 1 && codes.Count > 1
            && (codes.Count(MetaColumns.IsCode) >= 2
                || (id < texts.Count && MetaColumns.CodeOf(texts[id]) == MetaColumns.Id && codes.All(c => QuestionCode.IsAny(c.Replace('#', '_')))));
    }

    private static List<string> CellsOf(ReadOnlySpan<byte> line) =>
        [.. Encoding.UTF8.GetString(line).Split('\t').Select(c => Cells.Visible(c).Trim('"').Trim())];

    public ITableSource Open(SourceRequest request)
    {
        var source = new VvSource(request.File, request.File.TextEncoding(request.Layout.Encoding), request.Limits);
        return new ResponseSource(source, Headings.OfCodes(source.Headings), ResponseHabits.None);
    }
}

/// <summary>The rows of a VV file, escapes undone.</summary>
internal sealed class VvSource : ITableSource
{
    private static readonly (byte[] Escape, byte Meaning)[] Escapes =
        [("{newline}"u8.ToArray(), (byte)'\n'), ("{cr}"u8.ToArray(), (byte)'\r'), ("{tab}"u8.ToArray(), (byte)'\t'), ("{lbrace}"u8.ToArray(), (byte)'{')];

    private static readonly byte[] Quote = "{quote}"u8.ToArray();

    private readonly LineReader _lines;
    private readonly string[] _texts;
    private readonly List<(int Start, int Length, bool NotShown)> _cells = [];
    private byte[] _decoded = new byte[1 << 12];
    private byte[] _raw = [];
    private int _rawLength;

    public VvSource(FileFacts facts, Encoding? encoding, SourceLimits limits)
    {
        _lines = new LineReader(facts, encoding, limits.MaxRowBytes);
        try
        {
            _texts = ReadTexts(limits);
            Headings = ReadTexts(limits);
        }
        catch
        {
            _lines.Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Headings { get; }

    /// <summary>The text above a code.</summary>
    public IReadOnlyList<string> OtherNames(int column) =>
        column < _texts.Length && _texts[column].Length > 0 && _texts[column] != Headings[column] ? [_texts[column]] : [];

    public int Line => _lines.Line;

    public int CellCount => Math.Max(_cells.Count, Headings.Count);

    public ReadOnlySpan<byte> Raw => _raw.AsSpan(0, _rawLength);

    public double Progress => _lines.Progress;

    public bool Read()
    {
        if (!_lines.Read(out var line))
        {
            return false;
        }

        _raw = _raw.Length < line.Length ? new byte[line.Length * 2] : _raw;
        line.CopyTo(_raw);
        _rawLength = line.Length;
        Split(line);
        return true;
    }

    public ReadOnlySpan<byte> Cell(int index) =>
        // Spreadsheets drop what is empty at the end of a row.
        index < _cells.Count ? _decoded.AsSpan(_cells[index].Start, _cells[index].Length) : default;

    public bool IsNotShown(int index) => index < _cells.Count && _cells[index].NotShown;

    public void Dispose() => _lines.Dispose();

    private string[] ReadTexts(SourceLimits limits)
    {
        if (!_lines.Read(out var line))
        {
            throw new FileFault(Rules.HeadingsMissing, line: _lines.Line);
        }

        if (line.Count((byte)'\t') >= limits.MaxColumns)
        {
            throw new FileFault(Rules.TooManyColumns, found: Shape.Count(line.Count((byte)'\t') + 1), expected: Shape.Count(limits.MaxColumns), line: _lines.Line);
        }

        Split(line);
        return [.. Enumerable.Range(0, _cells.Count).Select(i => Encoding.UTF8.GetString(Cell(i)).Trim())];
    }

    private void Split(ReadOnlySpan<byte> line)
    {
        _cells.Clear();
        if (_decoded.Length < line.Length)
        {
            _decoded = new byte[line.Length * 2];
        }

        var used = 0;
        while (true)
        {
            var end = line.IndexOf((byte)'\t');
            var cell = Unquoted(end < 0 ? line : line[..end], out var quoted);
            var notShown = cell.SequenceEqual("{question_not_shown}"u8);
            var length = notShown ? 0 : Decode(cell, quoted, _decoded.AsSpan(used));
            _cells.Add((used, length, notShown));
            used += length;
            if (end < 0)
            {
                return;
            }

            line = line[(end + 1)..];
        }
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> cell, out bool quoted)
    {
        quoted = cell.Length >= 2 && cell[0] == (byte)'"' && cell[^1] == (byte)'"';
        return quoted ? cell[1..^1] : cell;
    }

    /// <summary>One cell without escapes; never longer than it was. Each escape is undone once, so that a text which reads like one stays what it is.</summary>
    private static int Decode(ReadOnlySpan<byte> cell, bool quoted, Span<byte> target)
    {
        var length = 0;
        if (cell.StartsWith(Quote))
        {
            target[length++] = (byte)'"';
            cell = cell[Quote.Length..];
        }

        while (!cell.IsEmpty)
        {
            if (quoted && cell.StartsWith("\"\""u8))
            {
                target[length++] = (byte)'"';
                cell = cell[2..];
                continue;
            }

            var used = 1;
            var value = cell[0];
            if (value == (byte)'{')
            {
                foreach (var (escape, meaning) in Escapes)
                {
                    if (cell.StartsWith(escape))
                    {
                        (value, used) = (meaning, escape.Length);
                        break;
                    }
                }
            }

            target[length++] = value;
            cell = cell[used..];
        }

        return length;
    }
}
