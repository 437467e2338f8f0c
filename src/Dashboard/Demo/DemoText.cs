using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>Encodings that real systems export in.</summary>
internal enum DemoEncoding
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    Utf8,
    /// <summary>UTF-8 with a byte order mark.</summary>
    Utf8WithMark,
    /// <summary>Windows-1252.</summary>
    Windows1252,
}

/// <summary>Numbers, dates and lines as a Swedish system exports them, whatever the machine's culture.</summary>
internal static class DemoText
{
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException("Windows-1252 is missing from the runtime.");

    /// <summary>07.</summary>
    public static string TwoDigits(int value) => value.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>A whole number with at least so many digits.</summary>
    public static string Digits(int value, int digits = 1) => value.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>2023-10-02; empty for null.</summary>
    public static string Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>2023-10-02 14:05.</summary>
    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Hundredths with a decimal comma: 7500 → 75,00.</summary>
    public static string Hundredths(int hundredths) => $"{Digits(hundredths / 100)},{TwoDigits(hundredths % 100)}";

    /// <summary>Halves with a decimal comma where needed: 13 → 6,5.</summary>
    public static string Halves(int halves) => halves % 2 == 0 ? Digits(halves / 2) : Digits(halves / 2) + ",5";

    /// <summary>ja or nej.</summary>
    public static string YesNo(bool yes) => yes ? "ja" : "nej";

    /// <summary>Bytes in an encoding, with its mark.</summary>
    public static byte[] Bytes(string text, DemoEncoding encoding)
    {
        var chosen = encoding switch
        {
            DemoEncoding.Utf8WithMark => Marked,
            DemoEncoding.Windows1252 => Windows,
            _ => Plain,
        };
        return [.. chosen.Preamble, .. chosen.GetBytes(text)];
    }
}

/// <summary>A delimited file being written: semicolons, headings first, CRLF.</summary>
internal sealed class DemoTable
{
    private readonly StringBuilder _text = new();
    private readonly int _columns;

    /// <summary>With its headings.</summary>
    public DemoTable(params IReadOnlyList<string> headings)
    {
        _columns = headings.Count;
        Add(headings);
    }

    /// <summary>Everything written so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Adds a row.</summary>
    public void Add(params IReadOnlyList<string> cells)
    {
        if (cells.Count != _columns)
        {
            throw new ArgumentException($"A row of {DemoText.Digits(cells.Count)} cells in a table of {DemoText.Digits(_columns)} columns.", nameof(cells));
        }

        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                _text.Append(';');
            }

            _text.Append(cells[i].AsSpan().IndexOfAny(";\"\r\n") >= 0 ? "\"" + cells[i].Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cells[i]);
        }

        _text.Append("\r\n");
    }
}
