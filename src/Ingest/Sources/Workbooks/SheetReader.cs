using System.Globalization;
using System.Text;
using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Workbooks;

/// <summary>
/// The rows of one sheet that have a value, from front to back: a million rows of nothing but borders cost their bytes and no more.
/// </summary>
internal sealed class SheetReader : IDisposable
{
    // The largest sheet there can be; a reference beyond it is no honest file's.
    private const int MaxRow = 1_048_576, MaxColumn = 16_384;

    private readonly XmlReader _reader;
    private readonly Func<double> _progress;
    private readonly SharedStrings _strings;
    private readonly CellFormats _formats;
    private readonly SourceLimits _limits;
    private readonly bool _is1904;
    private readonly XmlText _text;
    private bool _inData;
    private int _row;

    public SheetReader(XmlReader reader, Func<double> progress, SharedStrings strings, CellFormats formats, bool is1904, SourceLimits limits)
    {
        _reader = reader;
        _progress = progress;
        _strings = strings;
        _formats = formats;
        _is1904 = is1904;
        _limits = limits;
        _text = new XmlText(limits.MaxRowBytes);
    }

    /// <summary>The row's number in the sheet, from 1.</summary>
    public int Row => _row;

    /// <summary>Cells of the row, up to the last one with a value.</summary>
    public CellBuffer Cells { get; } = new();

    /// <summary>Formulas whose value the file does not hold.</summary>
    public long Uncomputed { get; private set; }

    /// <summary>Merged ranges, once the sheet has been read to its end.</summary>
    public long Merged { get; private set; }

    /// <summary>Share of the sheet read so far, 0–1.</summary>
    public double Progress => _progress();

    /// <summary>Goes to the next row with a value; false at the end.</summary>
    public bool Read()
    {
        try
        {
            while (BoundedXml.Next(_reader))
            {
                if (_reader.NodeType == XmlNodeType.Element && _reader.LocalName == "sheetData")
                {
                    _inData = !_reader.IsEmptyElement;
                }
                else if (_reader.NodeType == XmlNodeType.EndElement && _reader.LocalName == "sheetData")
                {
                    _inData = false;
                }
                else if (_inData && _reader.NodeType == XmlNodeType.Element && _reader.LocalName == "row" && ReadRow())
                {
                    return true;
                }
                else if (!_inData && _reader.NodeType == XmlNodeType.Element && _reader.LocalName == "mergeCell")
                {
                    Merged++;
                }
            }

            return false;
        }
        catch (Exception e) when (BoundedXml.Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    public void Dispose() => _reader.Dispose();

    private bool ReadRow()
    {
        var number = _reader.GetAttribute("r") is { } text ? Number(text) : _row + 1;
        if (number <= _row || number > MaxRow)
        {
            throw Damaged();
        }

        Cells.Clear();
        _row = number;
        if (_reader.IsEmptyElement)
        {
            return false;
        }

        var depth = _reader.Depth;
        var column = -1;
        while (BoundedXml.Next(_reader) && _reader.Depth > depth)
        {
            if (_reader.NodeType == XmlNodeType.Element && _reader.LocalName == "c")
            {
                column = ColumnOf(_reader.GetAttribute("r"), column + 1);
                ReadCell(column);
            }
        }

        return Cells.Count > 0;
    }

    private void ReadCell(int column)
    {
        var type = _reader.GetAttribute("t");
        var style = _reader.GetAttribute("s") is { } s ? Number(s) : 0;
        if (_reader.IsEmptyElement)
        {
            return;
        }

        _text.Clear();
        var depth = _reader.Depth;
        bool isFormula = false, isInline = false;
        while (BoundedXml.Next(_reader) && _reader.Depth > depth)
        {
            if (_reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (_reader.LocalName)
            {
                case "v":
                    _text.Clear();
                    _text.AppendContent(_reader);
                    break;
                case "is":
                    isInline = true;
                    _text.Clear();
                    _text.AppendItem(_reader);
                    break;
                case "f":
                    isFormula = true;
                    BoundedXml.Skip(_reader);
                    break;
                default:
                    BoundedXml.Skip(_reader);
                    break;
            }
        }

        if (_text.Value.IsEmpty)
        {
            // A text that is empty is an answer of a formula; no answer at all is another matter.
            Uncomputed += isFormula && type != "str" ? 1 : 0;
            return;
        }

        Put(column, isInline ? "inlineStr" : type, style);
    }

    private void Put(int column, string? type, int style)
    {
        if (column >= _limits.MaxColumns)
        {
            throw new FileFault(Rules.TooManyColumns, found: Shape.Count(column + 1), expected: Shape.Count(_limits.MaxColumns), line: _row);
        }

        switch (type)
        {
            case "s":
                if (!_strings.TryGet(Number(_text.Value), out var shared))
                {
                    throw Damaged();
                }

                if (!shared.IsEmpty)
                {
                    Cells.Set(column, shared);
                }

                break;
            case "b":
                Cells.Set(column, _text.Value is "1" or "true" ? "TRUE"u8 : "FALSE"u8);
                break;
            case "d":
                PutIsoDate(column);
                break;
            case null or "n":
                CellNumbers.Write(_text.Value.Trim(), _formats.Of(style), _is1904, Cells, column);
                break;
            default:
                // Texts, and errors such as #N/A, which the mapping knows.
                Cells.Set(column, Encoding.UTF8.GetBytes(_text.Escaped().ToArray()));
                break;
        }

        if (Cells.Size > _limits.MaxRowBytes)
        {
            throw new FileFault(Rules.RowTooLong, expected: Shape.Bytes(_limits.MaxRowBytes), line: _row);
        }
    }

    private void PutIsoDate(int column) =>
        Cells.Set(
            column,
            DateTime.TryParse(_text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
                ? Encoding.UTF8.GetBytes(moment.ToString(_text.Value.Contains('T') ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture))
                : Encoding.UTF8.GetBytes(_text.Value.ToArray()));

    /// <summary>The column of a reference such as AB12, from 0.</summary>
    private int ColumnOf(string? reference, int next)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c) || column > MaxColumn)
            {
                break;
            }

            column = column * 26 + (c | 0x20) - 'a' + 1;
        }

        column = reference is null ? next : column - 1;
        return column is >= 0 and < MaxColumn ? column : throw Damaged();
    }

    private int Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : throw Damaged();

    private FileFault Damaged() => new(Rules.FileDamaged, line: _row);
}
