using System.Text;
using System.Text.RegularExpressions;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>What the first rows of a file show of one column.</summary>
internal sealed partial class ColumnLook(int index, string heading, IReadOnlyList<string> names)
{
    private const int MaxDistinct = 500, MaxListed = 12, MaxLabel = 60, MinTimes = 3;

    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _formats = [.. DateFormats.All];
    private bool _personal;

    /// <summary>Place in the row.</summary>
    public int Index { get; } = index;

    /// <summary>As delivered.</summary>
    public string Heading { get; } = heading;

    /// <summary>The heading and its other names.</summary>
    public IReadOnlyList<string> Names { get; } = [heading, .. names];

    /// <summary>Cells that are not empty.</summary>
    public int Filled { get; private set; }

    /// <summary>True if no value has come twice.</summary>
    public bool IsUnique { get; private set; } = true;

    /// <summary>Date formats that every cell fits; empty if there is none or no cell.</summary>
    public IReadOnlyList<string> Formats => Filled == 0 ? [] : [.. DateFormats.All.Where(_formats.Contains)];

    /// <summary>True if the values may be listed: few, each met several times, and none of them anything that could point to a person.</summary>
    public bool MayBeListed =>
        !_personal && _values.Count is > 0 and <= MaxListed && _values.Values.All(n => n >= MinTimes) && !PersonalHeading().IsMatch(Cells.Fold(Heading));

    /// <summary>The values, most frequent first, if they may be listed; otherwise none.</summary>
    public IReadOnlyList<string> Values => MayBeListed ? [.. _values.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key)] : [];

    /// <summary>True if every cell is one of some texts (folded); no value leaves this class by it.</summary>
    public bool AllAmong(Func<string, bool> known) => Filled > 0 && _values.Keys.All(v => known(Cells.Fold(v)));

    /// <summary>Looks at the row's cell.</summary>
    public void Add(ITableSource source)
    {
        var cell = Index < source.CellCount ? Cells.Trim(source.Cell(Index)) : default;
        if (cell.IsEmpty)
        {
            return;
        }

        Filled++;
        _formats.RemoveWhere(f => !DateFormats.Fits(f, source.Cell(Index)));
        if (cell.Length > MaxLabel * 4)
        {
            _personal = true;
            return;
        }

        _personal |= Personnummer.IsIn(cell);
        var text = Encoding.UTF8.GetString(cell);
        _personal |= text.Length > MaxLabel || IsPersonal(text);
        if (_values.TryGetValue(text, out var times))
        {
            _values[text] = times + 1;
            IsUnique = false;
        }
        else if (_values.Count < MaxDistinct)
        {
            _values.Add(text, 1);
        }
        else
        {
            _personal = true;
        }
    }

    /// <summary>An address, a long number, or two words that both begin with a capital, as names do.</summary>
    private static bool IsPersonal(string text) =>
        text.Contains('@', StringComparison.Ordinal) || LongNumber().IsMatch(text) || TwoNames().IsMatch(text);

    [GeneratedRegex("[0-9]{3}")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"^\p{Lu}\S+ (?:\p{L}{1,4} )?\p{Lu}")]
    private static partial Regex TwoNames();

    [GeneratedRegex(@"namn|\bname|e-?post|e-?mail|mejl|telefon|phone|adress|address|person|anst|chef|manager|kontakt|signatur|användare|user|ip-|handledare|ansvarig|coach|mentor|lärare|kollega|fritext|kommentar|comment")]
    private static partial Regex PersonalHeading();
}

/// <summary>Date formats that exports are met in.</summary>
internal static class DateFormats
{
    /// <summary>The usual first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Cells.IsoDate, "yyyy-MM-dd HH.mm.ss", "yyyy/MM/dd", "yyyy/MM/dd HH:mm", "yyyy/MM/dd HH:mm:ss", "yyyyMMdd", "dd.MM.yyyy", "dd.MM.yyyy HH:mm", "dd.MM.yyyy HH:mm:ss",
        "dd/MM/yyyy", "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss", "MM/dd/yyyy", "MM/dd/yyyy HH:mm", "MM/dd/yyyy HH:mm:ss", "d/M/yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss", "M/d/yyyy", "M/d/yyyy H:mm",
        "M/d/yyyy H:mm:ss", "d/M/yyyy h:mm:ss tt", "M/d/yyyy h:mm:ss tt", "yyyy/MM/dd h:mm:ss tt",
    ];

    /// <summary>True if a cell is a day or a moment in a format.</summary>
    public static bool Fits(string format, ReadOnlySpan<byte> cell) => Cells.TryDateTime(Cells.Trim(cell), [format], out _);

    /// <summary>True if two formats read the same text as different days.</summary>
    public static bool Differ(IReadOnlyList<string> formats) =>
        formats.Any(f => DayFirst(f)) && formats.Any(f => MonthFirst(f));

    private static bool DayFirst(string format) => format[0] == 'd' && format.Contains('/', StringComparison.Ordinal);

    private static bool MonthFirst(string format) => format[0] == 'M';
}
