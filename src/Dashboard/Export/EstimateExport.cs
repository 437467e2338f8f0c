using System.Buffers;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Estimates;

namespace Digilo.Analytics.Dashboard.Export;

/// <summary>
/// Writes unrounded estimates of a synthetic store: one file a measure with every estimator, weighting and interval on a row of its own,
/// and a file that says what they are. Numbers have as many digits as bring the same double back.
/// </summary>
internal static class EstimateExport
{
    private static readonly UTF8Encoding WithBom = new(encoderShouldEmitUTF8Identifier: true);

    // As in the ordinary export, names are a promise (docs/export.md).
    private static readonly (string Name, Func<EstimateRow, ExportValue> Value)[] Columns =
    [
        ("measure", r => r.Measure),
        ("organisation", r => r.Organisation),
        ("wave", r => r.Wave),
        ("wave_before", r => r.WaveBefore),
        ("scope", r => r.Scope),
        ("code", r => r.Code),
        ("breakdown", r => r.Breakdown),
        ("category", r => r.Category),
        ("item", r => r.Item),
        ("part", r => r.Part),
        ("weighting", r => r.Weighting),
        ("estimator", r => r.Estimator),
        ("estimate", r => (double?)r.Estimate),
        ("se", r => r.StandardError),
        ("se_fpc", r => r.StandardErrorFpc),
        ("df", r => r.DegreesOfFreedom),
        ("ci_method", r => r.IntervalMethod),
        ("ci_lo", r => r.Low),
        ("ci_hi", r => r.High),
        ("n", r => (double?)r.Respondents),
        ("N", r => (double?)r.Population),
        ("n_eff", r => r.EffectiveN),
        ("statistic", r => r.Statistic),
        ("p", r => r.PValue),
        ("p_adjusted", r => r.AdjustedP),
        ("note", r => r.Note),
        ("synthetic", _ => true),
    ];

    /// <summary>Names in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Columns.Select(c => c.Name)];

    /// <summary>Measures that there are rows of, in order.</summary>
    public static IReadOnlyList<string> Measures(IReadOnlyList<EstimateRow> rows) =>
        [.. rows.Select(r => r.Measure).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Writes the measures' rows and the metadata into a folder, replacing older files of the same name.</summary>
    /// <returns>File names with their number of rows, in the order written.</returns>
    public static IReadOnlyList<(string File, int Rows)> Write(
        IReadOnlyList<EstimateRow> rows,
        IReadOnlyList<string> measures,
        IReadOnlyList<(string Key, ExportValue Value)> facts,
        ExportFormat format,
        string folder)
    {
        Directory.CreateDirectory(folder);
        var byMeasure = rows.ToLookup(r => r.Measure, StringComparer.Ordinal);
        var written = new List<(string File, int Rows)>();
        foreach (var measure in measures)
        {
            var file = measure + TableExport.Extension(format);
            TableExport.Replace(Path.Combine(folder, file), stream => Write(byMeasure[measure], format, stream));
            written.Add((file, byMeasure[measure].Count()));
        }

        var metadata = TableExport.Metadata + TableExport.Extension(format);
        TableExport.Replace(Path.Combine(folder, metadata), stream => TableExport.WriteMetadata(facts, written, format, stream));
        written.Add((metadata, 1));
        return written;
    }

    /// <summary>Writes rows.</summary>
    public static void Write(IEnumerable<EstimateRow> rows, ExportFormat format, Stream stream)
    {
        if (format == ExportFormat.Csv)
        {
            using var writer = new StreamWriter(stream, WithBom, leaveOpen: true) { NewLine = "\r\n" };
            writer.WriteLine(string.Join(';', Names));
            foreach (var row in rows)
            {
                writer.WriteLine(string.Join(';', Columns.Select(c => TableExport.CsvText(c.Value(row)))));
            }

            return;
        }

        // A line a row: the files are long, and each line can be read by itself.
        var line = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(
            line, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var before = "[\n"u8;
        foreach (var row in rows)
        {
            json.WriteStartObject();
            foreach (var (name, value) in Columns)
            {
                TableExport.WriteJson(json, name, value(row));
            }

            json.WriteEndObject();
            json.Flush();
            stream.Write(before);
            stream.Write(line.WrittenSpan);
            line.ResetWrittenCount();
            json.Reset();
            before = ",\n"u8;
        }

        stream.Write(before[0] == (byte)'[' ? "[]\n"u8 : "\n]\n"u8);
    }
}
