using System.Buffers;
using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>
/// Reads the typed cells of the current row; everything that is wrong becomes a finding and marks the row. Values are not
/// copied: a finding's text is made only for the few that are kept as examples.
/// </summary>
internal sealed class RowReader(ITableSource source, FindingCollector findings, DecimalSign decimalSign, DateOnly asOf)
{
    /// <summary>Longest code, wording, public text and id kept.</summary>
    public const int MaxCode = 64, MaxText = 300, MaxLong = 2000, MaxId = 254;

    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5F).Select(b => (byte)b)]);

    private readonly byte[] _id = new byte[MaxId * 4];
    private readonly char[] _chars = new char[MaxLong * 4];
    private bool _isError;

    /// <summary>True if the row is to be held back.</summary>
    public bool Bad { get; private set; }

    /// <summary>The rule that held the row back first.</summary>
    public string BadRule { get; private set; } = "";

    /// <summary>True if the row is left out on purpose: neither stored nor held back, but counted.</summary>
    public bool IsLeftOut { get; private set; }

    /// <summary>True if the row's person has a protected identity: what is wrong with the row is counted, and its line told nowhere.</summary>
    public bool IsProtected { get; private set; }

    /// <summary>The row that is read.</summary>
    public ITableSource Source { get; } = source;

    /// <summary>To be called before the cells of a row.</summary>
    public void Begin()
    {
        Bad = false;
        IsLeftOut = false;
        IsProtected = false;
        BadRule = "";
    }

    /// <summary>The row cannot be stored.</summary>
    public void Fault(string rule, BoundColumn? column, ReadOnlySpan<byte> cell, string expected)
    {
        Mark(rule);
        Add(rule, FindingSeverity.Row, column, cell, expected);
    }

    /// <summary>The row cannot be stored because of a word that is nobody's data and may be shown whatever the column.</summary>
    private void Fault(string rule, BoundColumn column, string word)
    {
        Mark(rule);
        findings.Add(rule, FindingSeverity.Row, Source.Line, column.Heading, word, "");
    }

    private void Mark(string rule)
    {
        if (!Bad)
        {
            BadRule = rule;
        }

        Bad = true;
    }

    /// <summary>The row is no business of the store's (as the profile says, or the person's rights): it is counted under a rule and left out.</summary>
    public void LeaveOut(string rule, BoundColumn? column)
    {
        IsLeftOut = true;
        findings.AddCount(rule, FindingSeverity.Note, column?.Heading ?? "", 1);
    }

    /// <summary>Something to be counted; the row is stored.</summary>
    public void Note(string rule, BoundColumn? column, ReadOnlySpan<byte> cell, string expected) =>
        Add(rule, FindingSeverity.Note, column, cell, expected);

    /// <summary>The store did not take a row that was already mapped.</summary>
    public void NoteRefused(string rule, int line, bool isProtected)
    {
        if (isProtected)
        {
            findings.AddCount(rule, FindingSeverity.Row, "", 1);
        }
        else
        {
            findings.Add(rule, FindingSeverity.Row, line, "", "", "");
        }
    }

    /// <summary>True if a cell has the form of a protected identity, which makes the row one.</summary>
    public bool HasProtectedForm(BoundColumn column) => Protect(Personnummer.IsProtectedForm(Take(column)));

    /// <summary>True if any cell of the row has the form of a protected identity: for a row whose cells cannot be told apart.</summary>
    public bool HasProtectedForm()
    {
        for (var i = 0; i < Source.CellCount; i++)
        {
            Protect(Personnummer.IsProtectedForm(Source.Cell(i)));
        }

        return IsProtected;
    }

    /// <summary>The flag of a protected identity. What is there and is no known code is taken for a yes: nobody is shown by a misspelling.</summary>
    public bool ProtectedFlag(BoundColumn? column)
    {
        if (column is null)
        {
            return false;
        }

        var cell = Take(column);
        var known = column.Codes.TryGet(cell, out var value);
        Protect(known ? value == (byte)YesNo.Yes : !cell.IsEmpty && !column.Missing.TryGet(cell, out _));
        return Choice(column) == (byte)YesNo.Yes | IsProtected;
    }

    private bool Protect(bool isProtected)
    {
        IsProtected |= isProtected;
        return isProtected;
    }

    private void Add(string rule, FindingSeverity severity, BoundColumn? column, ReadOnlySpan<byte> cell, string expected)
    {
        if (IsProtected)
        {
            findings.AddCount(rule, severity, column?.Heading ?? "", 1);
            return;
        }

        var found = column is null || !findings.WantsExample(rule) ? "" : column.Shown ? Shape.Value(cell) : Shape.Of(cell);
        findings.Add(rule, severity, Source.Line, column?.Heading ?? "", found, expected);
    }

    /// <summary>The trimmed cell; empty if there is no such column or the cell says "not known".</summary>
    public ReadOnlySpan<byte> Cell(BoundColumn? column)
    {
        if (column is null)
        {
            return default;
        }

        var cell = Take(column);
        if (!cell.IsEmpty && column.Column.Missing.Count > 0 && column.Missing.TryGet(cell, out _))
        {
            cell = default;
        }

        if (cell.IsEmpty && column.NeedsValue && !_isError)
        {
            Fault(Rules.ValueMissing, column, cell, "");
        }

        return cell;
    }

    /// <summary>The trimmed cell as it stands, a constant, or whether an option is ticked.</summary>
    private ReadOnlySpan<byte> Take(BoundColumn column)
    {
        _isError = false;
        if (column.Constant is { } constant)
        {
            return constant;
        }

        var cell = Cells.Trim(Source.Cell(column.Index));
        if (!cell.IsEmpty && cell[0] == (byte)'#' && SpreadsheetErrors.Contains(cell) && !column.Codes.Names(cell) && !column.Missing.Names(cell))
        {
            _isError = true;
            Fault(Rules.CellError, column, Encoding.UTF8.GetString(cell));
            return default;
        }

        return column.Options is null ? cell : column.Options.Read(cell);
    }

    /// <summary>A level or a missing code.</summary>
    public byte Level(BoundColumn column, string rule, string expected)
    {
        // The usual cell of a wide file: one look-up and nothing else.
        var plain = column.IsPlain ? Cells.Trim(Source.Cell(column.Index)) : default;
        return !plain.IsEmpty && plain[0] != (byte)'#' && column.Codes.TryGet(plain, out var value) ? value : OddLevel(column, rule, expected);
    }

    private byte OddLevel(BoundColumn column, string rule, string expected)
    {
        var cell = Take(column);
        if (_isError)
        {
            return AnswerCode.Skipped;
        }

        if (cell.IsEmpty)
        {
            var empty = column.Codes.Empty;
            if (column.NeedsValue || empty < 0)
            {
                Fault(Rules.ValueMissing, column, cell, expected);
                return AnswerCode.Skipped;
            }

            return column.Index >= 0 && Source.IsNotShown(column.Index) ? AnswerCode.NotShown : (byte)empty;
        }

        if (!column.Codes.TryGet(cell, out var value) && !TryScore(column, cell, out value))
        {
            Fault(rule, column, cell, column.Expected.Length > 0 ? column.Expected : expected);
        }

        return value;
    }

    /// <summary>A score may have decimals; it is stored to the whole number.</summary>
    private bool TryScore(BoundColumn column, ReadOnlySpan<byte> cell, out byte score)
    {
        score = 0;
        if (column.Column.Instrument is not { Scale: ItemScale.Score } || !Cells.TryHundredths(cell, decimalSign, out var value) || value is < 0 or > 100_00)
        {
            return false;
        }

        score = (byte)((value + 50) / 100);
        return true;
    }

    /// <summary>One of our codes; 0 = unknown.</summary>
    public byte Choice(BoundColumn? column)
    {
        var cell = Cell(column);
        if (column is null || (cell.IsEmpty && column.Codes.Empty < 0))
        {
            return 0;
        }

        if (cell.IsEmpty)
        {
            return (byte)column.Codes.Empty;
        }

        if (!column.Codes.TryGet(cell, out var value))
        {
            Fault(Rules.CodeUnknown, column, cell, column.Expected);
            return 0;
        }

        return value;
    }

    /// <summary>A day; null if empty.</summary>
    public DateOnly? Date(BoundColumn? column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty || column is null)
        {
            return null;
        }

        column.Order?.See(cell);
        if (Cells.TryDate(cell, column.Dates, out var date))
        {
            return date;
        }

        Fault(Rules.DateInvalid, column, cell, string.Join(" | ", column.Dates));
        return null;
    }

    /// <summary>A day that a row cannot do without, whatever the profile says of its column.</summary>
    public DateOnly DateNeeded(BoundColumn? column)
    {
        if (Date(column) is { } date)
        {
            return date;
        }

        if (!Bad)
        {
            Fault(Rules.ValueMissing, column, default, "");
        }

        return default;
    }

    /// <summary>A day with time; null if empty.</summary>
    public DateTime? Moment(BoundColumn? column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty || column is null)
        {
            return null;
        }

        column.Order?.See(cell);
        if (Cells.TryDateTime(cell, column.Dates, out var moment))
        {
            return moment;
        }

        Fault(Rules.DateInvalid, column, cell, string.Join(" | ", column.Dates));
        return null;
    }

    /// <summary>Hundredths within bounds; null if empty.</summary>
    public int? Hundredths(BoundColumn? column, int max)
    {
        var cell = Cell(column);
        if (cell.IsEmpty || column is null)
        {
            return null;
        }

        if (Cells.TryHundredths(cell, decimalSign, out var value) && value >= 0 && value <= max)
        {
            return value;
        }

        Fault(Rules.NumberInvalid, column, cell, "0–" + Shape.Count(max / 100));
        return null;
    }

    /// <summary>A whole number within bounds; null if empty.</summary>
    public int? Whole(BoundColumn? column, int min, int max)
    {
        var cell = Cell(column);
        if (cell.IsEmpty || column is null)
        {
            return null;
        }

        if (Cells.TryWhole(cell, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Fault(Rules.NumberInvalid, column, cell, Shape.Count(min) + "–" + Shape.Count(max));
        return null;
    }

    /// <summary>A birth year; 0 if empty.</summary>
    public short Year(BoundColumn? column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty || column is null)
        {
            return 0;
        }

        if (cell.Length == 4 && Cells.TryWhole(cell, out var value) && value >= 1900 && value <= asOf.Year)
        {
            return (short)value;
        }

        Fault(Rules.YearInvalid, column, cell, "1900–" + Shape.Count(asOf.Year));
        return 0;
    }

    /// <summary>A short wording, in NFC; valid until the next call. Empty if there is none or it may not be stored.</summary>
    public ReadOnlySpan<char> Text(BoundColumn? column, int max)
    {
        var cell = Cell(column);
        if (cell.IsEmpty || column is null)
        {
            return default;
        }

        if (cell.Length > max * 4)
        {
            Fault(Rules.TextTooLong, column, cell, Shape.Count(max));
            return default;
        }

        if (cell.StartsWith("EXEMPEL"u8))
        {
            // The template's example rows are told by their codes; somebody forgot to delete them.
            Fault(Rules.ExampleRow, column, cell, "");
            return default;
        }

        if (cell.Length >= 10 && Personnummer.IsIn(cell))
        {
            Fault(Rules.PersonnummerInField, column, cell, "");
            return default;
        }

        ReadOnlySpan<char> text = _chars.AsSpan(0, Encoding.UTF8.GetChars(cell, _chars));
        if (cell.ContainsAnyExcept(Plain))
        {
            if (!text.IsNormalized(NormalizationForm.FormC))
            {
                text = text.ToString().Normalize(NormalizationForm.FormC);
            }

            foreach (var c in text)
            {
                if (Shape.IsHarmful(c))
                {
                    Fault(Rules.CharacterInvalid, column, cell, "");
                    return default;
                }
            }
        }

        if (text.Length > max)
        {
            Fault(Rules.TextTooLong, column, cell, Shape.Count(max));
            return default;
        }

        return text;
    }

    /// <summary>A wording that a row cannot do without, whatever the profile says of its column.</summary>
    public ReadOnlySpan<char> TextNeeded(BoundColumn? column, int max)
    {
        var text = Text(column, max);
        if (text.IsEmpty && !Bad)
        {
            Fault(Rules.ValueMissing, column, default, "");
        }

        return text;
    }

    /// <summary>The words of a cell with several codes.</summary>
    public IReadOnlyList<string> Codes(BoundColumn? column)
    {
        var text = Text(column, MaxText);
        return text.IsEmpty ? [] : text.ToString().Split([' ', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Normalises an id; valid until the next call. Empty if the cell is.</summary>
    /// <param name="column">Id or row-key column.</param>
    /// <param name="isProtected">True if the cell has the form of a protected identity, which is no id of anybody.</param>
    public ReadOnlySpan<byte> Id(BoundColumn column, out bool isProtected)
    {
        isProtected = false;
        var cell = Take(column);
        if (cell.IsEmpty || (column.Column.Missing.Count > 0 && column.Missing.TryGet(cell, out _)))
        {
            // "anonymous" is nobody's address, and must not become one person of many answers.
            return default;
        }

        if (Personnummer.IsProtectedForm(cell))
        {
            isProtected = true;
            return default;
        }

        if (column.Column.Normalise == IdNormalisation.Personnummer)
        {
            if (Personnummer.TryNormalise(cell, asOf, _id))
            {
                return _id.AsSpan(0, Personnummer.Length);
            }

            Fault(Rules.IdInvalid, column, cell, "ÅÅÅÅMMDDNNNN");
            return default;
        }

        if (cell.Length > MaxId)
        {
            Fault(Rules.TextTooLong, column, cell, Shape.Count(MaxId));
            return default;
        }

        if (cell.StartsWith("EXEMPEL"u8))
        {
            Fault(Rules.ExampleRow, column, cell, "");
            return default;
        }

        var lower = column.Column.Normalise == IdNormalisation.Lower;
        if (lower && cell.Length > 7 && cell[6] == (byte)':' && Ascii.EqualsIgnoreCase(cell[..7], "mailto:"u8))
        {
            cell = cell[7..];
        }

        if (!cell.ContainsAnyExcept(Plain))
        {
            if (!lower)
            {
                return cell;
            }

            Ascii.ToLower(cell, _id, out var written);
            return _id.AsSpan(0, written);
        }

        var text = Encoding.UTF8.GetString(cell).Normalize(NormalizationForm.FormC);
        if (text.Any(Shape.IsHarmful))
        {
            Fault(Rules.CharacterInvalid, column, cell, "");
            return default;
        }

        return _id.AsSpan(0, Encoding.UTF8.GetBytes(lower ? text.ToLowerInvariant() : text, _id));
    }
}
