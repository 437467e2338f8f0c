using System.Globalization;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Export;

/// <summary>File format of an export.</summary>
internal enum ExportFormat
{
    /// <summary>For Swedish Excel: semicolons, decimal comma, UTF-8 with BOM, formulas disarmed.</summary>
    Csv,
    /// <summary>For programs: an array of objects, decimal point.</summary>
    Json,
}

/// <summary>Writes published tables as files: one file a measure, and one that says what they are.</summary>
internal static class TableExport
{
    private static readonly UTF8Encoding WithBom = new(encoderShouldEmitUTF8Identifier: true);
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>Name of the file about the files.</summary>
    public const string Metadata = "metadata";

    /// <summary>Measures that the snapshot has tables of, in order.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="external">True for what may leave the organisation alone; see <see cref="MayLeave"/>.</param>
    public static IReadOnlyList<string> Names(Snapshot snapshot, bool external = false) =>
        [.. snapshot.Tables.Where(t => !external || MayLeave(snapshot, t.Key)).Select(t => t.Key.Measure).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// May a table leave the organisation? If everything of its wave (or its organisation's facts) was decided with groups of at least
    /// <see cref="Model.DisclosurePolicy.ExternalThreshold"/>: a part of what was decided with smaller ones would leave differences of few.
    /// </summary>
    public static bool MayLeave(Snapshot snapshot, TableKey key) => snapshot.FindOrganisation(key.Organisation) is { } organisation
        && (key.Wave.Length == 0 ? organisation.FactProtection : organisation.Waves.FirstOrDefault(w => w.Wave == key.Wave)?.Protection) is { AllowExternal: true };

    /// <summary>Writes the measures' tables and the metadata into a folder, replacing older files of the same name.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="measures">Ids of measures.</param>
    /// <param name="format">Format.</param>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="external">True for what may leave the organisation alone.</param>
    /// <returns>File names with their number of rows, in the order written.</returns>
    public static IReadOnlyList<(string File, int Rows)> Write(
        Snapshot snapshot, IReadOnlyList<string> measures, ExportFormat format, string folder, bool external = false)
    {
        Directory.CreateDirectory(folder);
        var written = new List<(string, int)>();
        foreach (var measure in measures)
        {
            var rows = Rows(snapshot, measure).Where(r => !external || MayLeave(snapshot, r.Table.Key)).ToList();
            var file = measure + Extension(format);
            Replace(Path.Combine(folder, file), stream => Write(rows, format, stream));
            written.Add((file, rows.Count));
        }

        var metadata = Metadata + Extension(format);
        Replace(Path.Combine(folder, metadata), stream => WriteMetadata(Facts(snapshot, external), written, format, stream));
        written.Add((metadata, 1));
        return written;
    }

    /// <summary>Writes rows.</summary>
    public static void Write(IEnumerable<ExportRow> rows, ExportFormat format, Stream stream)
    {
        if (format == ExportFormat.Csv)
        {
            using var writer = new StreamWriter(stream, WithBom, leaveOpen: true) { NewLine = "\r\n" };
            writer.WriteLine(string.Join(';', ExportColumns.Names));
            foreach (var row in rows)
            {
                writer.WriteLine(string.Join(';', ExportColumns.Values(row).Select(CsvText)));
            }

            return;
        }

        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            foreach (var (name, value) in ExportColumns.Names.Zip(ExportColumns.Values(row)))
            {
                WriteJson(json, name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>All cells of a measure, in the order of the snapshot.</summary>
    public static IEnumerable<ExportRow> Rows(Snapshot snapshot, string measure)
    {
        foreach (var table in snapshot.Tables.Where(t => t.Key.Measure == measure))
        {
            for (var r = 0; r < table.Rows.Count; r++)
            {
                for (var c = 0; c < table.Columns.Count; c++)
                {
                    yield return new ExportRow(snapshot, table, table.Rows[r], table.Columns[c], table[r, c]);
                }
            }
        }
    }

    /// <summary>A value as a CSV field.</summary>
    internal static string CsvText(ExportValue value)
    {
        if (value.Number is { } number)
        {
            // A number is never a formula, negative ones included.
            return number.ToString("R", CultureInfo.InvariantCulture).Replace('.', ',');
        }

        if (value.Flag is { } flag)
        {
            return flag ? "1" : "0";
        }

        var text = value.Text ?? "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n')
        {
            // Excel would run it: names of units come from files that others wrote.
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(";\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>A value as a property of an object.</summary>
    internal static void WriteJson(Utf8JsonWriter json, string name, ExportValue value)
    {
        if (value.Number is { } number)
        {
            json.WriteNumber(name, number);
        }
        else if (value.Flag is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
        else if (value.Text is { } text)
        {
            json.WriteString(name, text);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static (string Key, ExportValue Value)[] Facts(Snapshot snapshot, bool external) =>
    [
        ("snapshot", snapshot.Id),
        ("data_date", snapshot.DataDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("method", snapshot.MethodVersion),
        ("synthetic", snapshot.Synthetic),
        ("external", external),
        ("threshold", (int?)(external ? Model.DisclosurePolicy.ExternalThreshold : snapshot.Thresholds[0])),
        .. snapshot.Organisations.SelectMany(o => o.Waves.Where(w => w.Protection is not null && (!external || w.Protection.AllowExternal))
            .Select(w => ($"threshold {o.Code} {w.Wave}", (ExportValue)(int?)w.Protection!.Threshold))),
        ("floor", (int?)snapshot.Floor),
        ("framework", snapshot.Framework.Id + " " + snapshot.Framework.Version),
    ];

    /// <summary>Writes what the files are and how many rows each has.</summary>
    internal static void WriteMetadata(
        IReadOnlyList<(string Key, ExportValue Value)> facts, IReadOnlyList<(string File, int Rows)> files, ExportFormat format, Stream stream)
    {
        if (format == ExportFormat.Csv)
        {
            using var writer = new StreamWriter(stream, WithBom, leaveOpen: true) { NewLine = "\r\n" };
            writer.WriteLine("key;value");
            foreach (var (key, value) in facts)
            {
                writer.WriteLine(key + ";" + CsvText(value));
            }

            foreach (var (file, rows) in files)
            {
                writer.WriteLine("rows " + file + ";" + rows.ToString(CultureInfo.InvariantCulture));
            }

            return;
        }

        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        foreach (var (key, value) in facts)
        {
            WriteJson(json, key, value);
        }

        json.WriteStartObject("rows");
        foreach (var (file, rows) in files)
        {
            json.WriteNumber(file, rows);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Written beside and moved into place: a reader never sees half a file, a full disk leaves the old one.</summary>
    internal static void Replace(string path, Action<Stream> write)
    {
        var unfinished = path + ".part";
        try
        {
            using (var stream = File.Create(unfinished))
            {
                write(stream);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Ending of a file's name.</summary>
    internal static string Extension(ExportFormat format) => format == ExportFormat.Csv ? ".csv" : ".json";
}
