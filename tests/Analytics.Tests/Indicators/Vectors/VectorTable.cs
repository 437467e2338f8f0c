using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Tests.Indicators.Vectors;

/// <summary>
/// One small file of a vector: columns named as docs/deliver.md names them, fields separated by semicolons. A column that is not there
/// reads as empty cells, and an empty cell as not known.
/// </summary>
internal sealed class VectorTable
{
    private readonly Dictionary<string, int> _columns;
    private string[][] _rows;

    private VectorTable(string[] headings, string[][] rows, string name, IReadOnlySet<string> leftOut)
    {
        Headings = [.. headings.Where(h => !leftOut.Contains($"{name}.{h}"))];
        _columns = Headings.ToDictionary(h => h, h => Array.IndexOf(headings, h), StringComparer.Ordinal);
        _rows = leftOut.Contains(name) ? [] : rows;
        IsThere = !leftOut.Contains(name) && headings.Length > 0;
    }

    /// <summary>Headings that are not left out.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>False: no such file is delivered in this case.</summary>
    public bool IsThere { get; }

    /// <summary>Rows.</summary>
    public int Count => _rows.Length;

    /// <summary>Reads a file; a file that does not exist has no rows and is not there.</summary>
    /// <param name="folder">The vector's folder.</param>
    /// <param name="name">Name without ending.</param>
    /// <param name="leftOut">Files ("training") and columns ("register.kanal") that the case leaves out.</param>
    public static VectorTable Read(string folder, string name, IReadOnlySet<string>? leftOut = null)
    {
        var path = Path.Combine(folder, name + ".csv");
        string[][] lines = File.Exists(path) ? [.. File.ReadLines(path).Select(l => l.Split(';'))] : [];
        return new VectorTable(lines.Length == 0 ? [] : lines[0], lines.Length == 0 ? [] : lines[1..], name, leftOut ?? new HashSet<string>());
    }

    /// <summary>The same rows in another order.</summary>
    public VectorTable Shuffled(Random random)
    {
        string[][] rows = [.. _rows];
        random.Shuffle(rows);
        return With(rows);
    }

    /// <summary>Everybody twice: every row that may name a person comes again, of another person with the same attributes.</summary>
    public VectorTable Twice()
    {
        int[] ids = [.. ((string[])["anstnr", "chef_anstnr", "medarbetare_anstnr"]).Where(_columns.ContainsKey).Select(c => _columns[c])];
        return ids.Length == 0 && !_columns.ContainsKey("ide") ? this : With([.. _rows, .. _rows.Select(r => r.Select((cell, c) => ids.Contains(c) && cell.Length > 0 ? cell + "'" : cell).ToArray())]);
    }

    private VectorTable With(string[][] rows)
    {
        var table = (VectorTable)MemberwiseClone();
        table._rows = rows;
        return table;
    }

    /// <summary>A cell.</summary>
    public string Text(int row, string column) => _columns.TryGetValue(column, out var c) ? _rows[row][c] : "";

    /// <summary>A whole column.</summary>
    public T[] Column<T>(string column, Func<string, T> read) => [.. Enumerable.Range(0, Count).Select(r => read(Text(r, column)))];

    /// <summary>A column of codes as indexes into the codes met; −1 = empty.</summary>
    public (int[] Index, IReadOnlyList<string> Codes) Indexed(string column)
    {
        string[] codes = [.. Column(column, t => t).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];
        return (Column(column, t => Array.IndexOf(codes, t)), codes);
    }

    /// <summary>"ja", "nej" or not known.</summary>
    public static byte YesNoOf(string text) => (byte)(text switch { "ja" => YesNo.Yes, "nej" => YesNo.No, _ => YesNo.Unknown });

    /// <summary>The place of a code, from 1; 0 = not known.</summary>
    public static Func<string, byte> OneOf(params string[] codes) => text => (byte)(Array.IndexOf(codes, text) + 1);

    /// <summary>A day; null = not known.</summary>
    public static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A number; null = not known.</summary>
    public static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
