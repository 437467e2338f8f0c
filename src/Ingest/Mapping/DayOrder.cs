namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>
/// Watches dates such as 16/11/2023 against the one order that a column's formats give day and month. Where dates of the column can only be
/// meant the other way round and none confirms the profile, those that fit both ways would be read as other days than they are.
/// </summary>
internal sealed class DayOrder
{
    private readonly bool _isMonthFirst;
    private bool _isConfirmed;
    private long _eitherWay;

    private DayOrder(bool isMonthFirst) => _isMonthFirst = isMonthFirst;

    /// <summary>Dates that can only be meant the other way round.</summary>
    public long Against { get; private set; }

    /// <summary>True if the column is written the other way round, as far as it shows.</summary>
    public bool IsOther => Against > 0 && !_isConfirmed && _eitherWay > 0;

    /// <summary>For formats that give one order with slashes; null if they give none, or both.</summary>
    public static DayOrder? Of(IReadOnlyList<string> formats)
    {
        var slashed = formats.Where(f => f.Contains('/', StringComparison.Ordinal)).ToList();
        var isMonthFirst = slashed.Exists(f => f[0] == 'M');
        return isMonthFirst == slashed.Exists(f => f[0] == 'd') ? null : new DayOrder(isMonthFirst);
    }

    /// <summary>Looks at a cell, trimmed.</summary>
    public void See(ReadOnlySpan<byte> cell)
    {
        if (!TryNumbers(cell, out var first, out var second))
        {
            return;
        }

        var (month, day) = _isMonthFirst ? (first, second) : (second, first);
        _isConfirmed |= month <= 12 && day is > 12 and <= 31;
        _eitherWay += month <= 12 && day <= 12 ? 1 : 0;
        Against += day <= 12 && month is > 12 and <= 31 ? 1 : 0;
    }

    /// <summary>The two numbers, of one digit or two, that a cell begins with, each with a slash behind it.</summary>
    public static bool TryNumbers(ReadOnlySpan<byte> cell, out int first, out int second)
    {
        second = 0;
        return TryNumber(ref cell, out first) && TryNumber(ref cell, out second);
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> cell, out int number)
    {
        number = 0;
        var slash = cell[..Math.Min(cell.Length, 3)].IndexOf((byte)'/');
        if (slash < 1 || !Cells.TryWhole(cell[..slash], out number) || number == 0)
        {
            return false;
        }

        cell = cell[(slash + 1)..];
        return true;
    }
}
