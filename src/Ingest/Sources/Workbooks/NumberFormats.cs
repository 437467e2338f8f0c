using System.Globalization;
using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Workbooks;

/// <summary>What the number of a cell stands for, by its format.</summary>
internal enum NumberKind
{
    /// <summary>A number.</summary>
    Number,
    /// <summary>A day.</summary>
    Date,
    /// <summary>A day with a time.</summary>
    DateTime,
    /// <summary>A time of day.</summary>
    Time,
    /// <summary>An elapsed time, in hours that may pass 24.</summary>
    Elapsed,
    /// <summary>A code with a fixed number of digits, whose leading zeros the number itself does not have.</summary>
    Digits,
}

/// <summary>A number format, as far as it changes what a number means.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Digits">For <see cref="NumberKind.Digits"/>: the pattern of zeros, hyphens and spaces.</param>
internal readonly record struct NumberFormat(NumberKind Kind, string Digits)
{
    /// <summary>No format.</summary>
    public static NumberFormat General { get; } = new(NumberKind.Number, "");

    /// <summary>The format with a built-in number.</summary>
    public static NumberFormat BuiltIn(int id) => id switch
    {
        14 or 15 or 16 or 17 => new(NumberKind.Date, ""),
        18 or 19 or 20 or 21 or 45 or 47 => new(NumberKind.Time, ""),
        22 => new(NumberKind.DateTime, ""),
        46 => new(NumberKind.Elapsed, ""),
        // Dates of East Asian versions.
        >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => new(NumberKind.Date, ""),
        >= 32 and <= 35 or 55 or 56 => new(NumberKind.Time, ""),
        _ => General,
    };

    /// <summary>Reads a format code such as <c>yyyy\-mm\-dd hh:mm</c>, <c>[h]:mm</c> or <c>000000\-0000</c>; its first section counts.</summary>
    public static NumberFormat Parse(string code)
    {
        bool day = false, month = false, clock = false, elapsed = false, other = false;
        var digits = new System.Text.StringBuilder();
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            var c = char.ToLowerInvariant(code[i]);
            switch (c)
            {
                case '"':
                    var end = code.IndexOf('"', i + 1);
                    end = end < 0 ? code.Length : end;
                    Literal(code.AsSpan(i + 1, end - i - 1));
                    i = end;
                    break;
                case '\\':
                    Literal(code.AsSpan(Math.Min(i + 1, code.Length), Math.Min(1, code.Length - i - 1)));
                    i++;
                    break;
                case '_' or '*':
                    i++;
                    break;
                case '[':
                    var close = code.IndexOf(']', i + 1);
                    close = close < 0 ? code.Length : close;
                    elapsed |= code.AsSpan(i + 1, close - i - 1).Trim().Length > 0
                        && code.AsSpan(i + 1, close - i - 1).IndexOfAnyExcept("hHmMsS") < 0;
                    i = close;
                    break;
                case 'a' when code.AsSpan(i).StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase):
                    clock = true;
                    i += 4;
                    break;
                case 'a' when code.AsSpan(i).StartsWith("A/P", StringComparison.OrdinalIgnoreCase):
                    clock = true;
                    i += 2;
                    break;
                case 'g' or 's' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase) || code.AsSpan(i).StartsWith("Standard", StringComparison.OrdinalIgnoreCase):
                    return General;
                case 'y' or 'd':
                    day = true;
                    break;
                case 'm':
                    month = true;
                    break;
                case 'h' or 's':
                    clock = true;
                    break;
                case '0':
                    digits.Append('0');
                    break;
                case '-' or ' ':
                    digits.Append(c);
                    break;
                default:
                    other = true;
                    break;
            }
        }

        // An m beside hours or seconds is minutes; alone or beside a day it is a month.
        return elapsed ? new(NumberKind.Elapsed, "")
            : (day || (month && !clock)) && clock ? new(NumberKind.DateTime, "")
            : day || (month && !clock) ? new(NumberKind.Date, "")
            : clock ? new(NumberKind.Time, "")
            : !other && digits.Length > 1 && digits[0] == '0' && digits[^1] == '0' ? new(NumberKind.Digits, digits.ToString())
            : General;

        void Literal(ReadOnlySpan<char> text)
        {
            other |= text.IndexOfAnyExcept("- ") >= 0;
            digits.Append(text);
        }
    }
}

/// <summary>The formats of a workbook's cells.</summary>
internal sealed class CellFormats
{
    private const int MaxFormats = 100_000;

    private readonly List<NumberFormat> _ofStyle = [];

    /// <summary>Reads the part with the styles, if there is one.</summary>
    public static CellFormats Read(XmlReader? reader)
    {
        var formats = new CellFormats();
        var custom = new Dictionary<int, NumberFormat>();
        var inCells = false;
        while (reader is not null && BoundedXml.Next(reader))
        {
            if (reader.LocalName == "cellXfs" && reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                inCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            }
            else if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            else if (reader.LocalName == "numFmt" && Number(reader, "numFmtId") is { } id && reader.GetAttribute("formatCode") is { } code)
            {
                custom[id] = NumberFormat.Parse(code);
            }
            else if (inCells && reader.LocalName == "xf")
            {
                var format = Number(reader, "numFmtId") ?? 0;
                formats._ofStyle.Add(custom.TryGetValue(format, out var own) ? own : NumberFormat.BuiltIn(format));
            }

            if (custom.Count > MaxFormats || formats._ofStyle.Count > MaxFormats)
            {
                throw new FileFault(Rules.FileDamaged);
            }
        }

        return formats;
    }

    /// <summary>The format of a style; none for a number that is no style.</summary>
    public NumberFormat Of(int style) => style >= 0 && style < _ofStyle.Count ? _ofStyle[style] : NumberFormat.General;

    private static int? Number(XmlReader reader, string attribute) =>
        int.TryParse(reader.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
