using System.Text;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>What a spreadsheet writes in place of a value that it could not compute, in the languages that a Swedish office uses.</summary>
internal static class SpreadsheetErrors
{
    private const int Longest = 24;

    // English names stand in every workbook file; text that was saved by a Swedish Excel has the Swedish ones.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!",
        "#SAKNAS!", "#DIVISION/0!", "#VÄRDEFEL!", "#REFERENS!", "#NAMN?", "#OGILTIGT!", "#SKÄRNING!", "#SPILL!", "#BERÄKNA!",
    };

    /// <summary>True if a trimmed cell is such a word and nothing else.</summary>
    public static bool Contains(ReadOnlySpan<byte> cell) =>
        cell.Length is > 2 and <= Longest && cell[0] == (byte)'#' && Words.Contains(Encoding.UTF8.GetString(cell));
}
