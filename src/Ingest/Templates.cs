using System.Text;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest;

/// <summary>
/// Empty files to fill in: the headings of a profile and two example rows. The examples' codes begin with EXEMPEL; a row with
/// such a code is held back at import, so that forgotten examples never become data.
/// </summary>
public static class Templates
{
    /// <summary>Writes the template of a built-in standard profile.</summary>
    public static void Write(DeliveryKind kind, Stream target) => Write(ProfileCatalogue.BuiltIn.Standard(kind), target);

    /// <summary>Writes the template of a profile: UTF-8 with BOM (for spreadsheets), its separator or a semicolon, CRLF.</summary>
    public static void Write(Profile profile, Stream target)
    {
        var separator = profile.Layout.Separator ?? ';';
        using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        var columns = profile.Columns.Where(c => c.Target != Targets.Ignore && c.Constant is null)
            .DistinctBy(c => c.Headings[0], StringComparer.OrdinalIgnoreCase).ToList();
        writer.WriteLine(string.Join(separator, columns.Select(c => Quote(c.Headings[0], separator))));
        for (var row = 0; row < 2; row++)
        {
            writer.WriteLine(string.Join(separator, columns.Select(c => Quote(row < c.Example.Count ? c.Example[row] : "", separator))));
        }
    }

    private static string Quote(string cell, char separator) =>
        cell.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
