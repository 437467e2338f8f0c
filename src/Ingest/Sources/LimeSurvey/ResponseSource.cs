using System.Globalization;
using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>What the cells of an export tell besides their text.</summary>
[Flags]
internal enum ResponseHabits
{
    /// <summary>Nothing: the format itself knows what was not shown.</summary>
    None = 0,
    /// <summary><c>N/A</c> and <c>{question_not_shown}</c> stand for a question that was not put.</summary>
    NotShownIsText = 1,
    /// <summary>Every value has quotes, and NULL has none: in text that LimeSurvey wrote itself.</summary>
    NullIsBare = 2,
    /// <summary>An apostrophe before an equals sign is a mask, not a part of the answer.</summary>
    Masked = 4,
}

/// <summary>
/// A LimeSurvey export, over whatever table it stands in: the columns get their codes as further names, and LimeSurvey's own ways
/// of writing a cell (not shown, masked, seconds with decimals) become ours.
/// </summary>
internal sealed class ResponseSource : ITableSource
{
    private readonly ITableSource _inner;
    private readonly Headings _headings;
    private readonly ResponseHabits _habits;
    private readonly byte[] _seconds = new byte[12];
    private bool[] _quoted = [];
    private bool _quotesRead;
    private bool _nullIsBare;

    /// <param name="inner">The table; disposed with this.</param>
    /// <param name="headings">What its headings tell.</param>
    /// <param name="habits">What its cells tell.</param>
    public ResponseSource(ITableSource inner, Headings headings, ResponseHabits habits)
    {
        _inner = inner;
        _headings = headings;
        _habits = habits;
    }

    /// <summary>The table itself, or wrapped if its headings are LimeSurvey's.</summary>
    public static ITableSource Over(ITableSource source) =>
        source is not ResponseSource && Sources.LimeSurvey.Headings.Recognise(source.Headings) is { } headings ? new ResponseSource(source, headings, HabitsOf(source)) : source;

    /// <summary>The habits of an export in a table.</summary>
    public static ResponseHabits HabitsOf(ITableSource source) =>
        ResponseHabits.NotShownIsText | ResponseHabits.Masked | (source is DelimitedSource ? ResponseHabits.NullIsBare : ResponseHabits.None);

    /// <summary>How the headings are written.</summary>
    public HeadingStyle Style => _headings.Style;

    public IReadOnlyList<string> Headings => _inner.Headings;

    public IReadOnlyList<string> OtherNames(int column) => [.. _inner.OtherNames(column), .. _headings.Others(column)];

    public string Sheet => _inner.Sheet;

    public int Line => _inner.Line;

    public int CellCount => _inner.CellCount;

    public ReadOnlySpan<byte> Raw => _inner.Raw;

    public double Progress => _inner.Progress;

    public bool Read()
    {
        _quotesRead = false;
        return _inner.Read();
    }

    public ReadOnlySpan<byte> Cell(int index)
    {
        var cell = _inner.Cell(index);
        if (cell.IsEmpty)
        {
            return cell;
        }

        if (_headings.Meta(index) is { } meta)
        {
            return MetaCell(meta, cell);
        }

        if (IsNotShownText(cell))
        {
            return default;
        }

        // "Mask equations" puts an apostrophe before a cell that a spreadsheet would run.
        return Has(ResponseHabits.Masked) && cell[0] == (byte)'\'' && cell.Length > 1 && cell[1] == (byte)'=' ? cell[1..] : cell;
    }

    public bool IsNotShown(int index)
    {
        if (_headings.Meta(index) is not null)
        {
            return false;
        }

        var cell = _inner.Cell(index);
        return cell.IsEmpty ? _inner.IsNotShown(index) || (Has(ResponseHabits.NullIsBare) && IsBare(index)) : IsNotShownText(cell);
    }

    public void Dispose() => _inner.Dispose();

    private bool Has(ResponseHabits habit) => (_habits & habit) != 0;

    private bool IsNotShownText(ReadOnlySpan<byte> cell) =>
        Has(ResponseHabits.NotShownIsText) && (cell.SequenceEqual("N/A"u8) || cell.SequenceEqual("{question_not_shown}"u8));

    private ReadOnlySpan<byte> MetaCell(string meta, ReadOnlySpan<byte> cell)
    {
        if (cell.SequenceEqual("{question_not_shown}"u8) || cell.SequenceEqual("NULL"u8))
        {
            return default;
        }

        if (meta == MetaColumns.InterviewTime && cell.ContainsAny((byte)'.', (byte)','))
        {
            return Cells.TryHundredths(cell, DecimalSign.Either, out var hundredths) && hundredths >= 0
                && ((hundredths + 50) / 100).TryFormat(_seconds, out var length, default, CultureInfo.InvariantCulture)
                ? _seconds.AsSpan(0, length)
                : cell;
        }

        return cell;
    }

    /// <summary>
    /// LimeSurvey quotes every value, the empty one too, and writes NULL without quotes. Told only where a row shows that habit
    /// whole: whoever saves the file again quotes what must be quoted and nothing else.
    /// </summary>
    private bool IsBare(int index)
    {
        if (!_quotesRead)
        {
            _quotesRead = true;
            ReadQuotes();
        }

        return _nullIsBare && index < _inner.CellCount && index < _quoted.Length && !_quoted[index];
    }

    private void ReadQuotes()
    {
        var raw = _inner.Raw;
        var count = _inner.CellCount;
        if (_quoted.Length < count)
        {
            _quoted = new bool[count];
        }

        _nullIsBare = false;
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            if (at > raw.Length)
            {
                return;
            }

            _quoted[i] = at < raw.Length && raw[at] == (byte)'"';
            if (!_quoted[i] && !_inner.Cell(i).IsEmpty)
            {
                return;
            }

            at = _quoted[i] ? AfterQuoted(raw, at + 1) : at;
            // The one byte of the separator; the row's end after the last cell.
            at++;
        }

        _nullIsBare = _quoted.Length > 0 && _quoted[0];
    }

    private static int AfterQuoted(ReadOnlySpan<byte> raw, int at)
    {
        while (at < raw.Length && raw[at..].IndexOf((byte)'"') is var next and >= 0)
        {
            at += next;
            if (at + 1 >= raw.Length || raw[at + 1] != (byte)'"')
            {
                return at + 1;
            }

            at += 2;
        }

        return raw.Length;
    }
}
