using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Tests.LimeSurvey;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>
/// Files of every container, damaged by chance: whatever comes, the importer answers with a delivery or a finding, never with an
/// exception, and every row is accounted for. Seeded and bounded: at most so many files, at most so many seconds.
/// </summary>
public class FuzzTests
{
    private const int Seed = 20261125;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("text")]
    [InlineData("workbook")]
    [InlineData("statements")]
    [InlineData("archive")]
    public void A_damaged_file_is_imported_or_refused_and_every_row_is_accounted_for(string kind)
    {
        var seed = SeedOf(kind);
        var random = new Random(Seed);
        var watch = Stopwatch.StartNew();
        using var house = new TestHouse(options: o => o with { Limits = SourceLimits.Default with { MaxRowBytes = 1 << 16, MaxUnpackedBytes = 1 << 22 } });
        int stored = 0, refused = 0;
        var first = "";
        for (var n = 0; n < 400 && watch.Elapsed < Most; n++)
        {
            var bytes = n == 0 ? seed : Damaged(seed, random);
            var result = house.Import(house.WriteBytes("fil.bin", bytes), asOf: "2023-09-30");
            Assert.Equal(result.RowsIn, result.RowsStored + result.RowsQuarantined + result.RowsLeftOut);
            Assert.True(result.Status != DeliveryStatus.Refused || result.Faults.Any(), kind);
            Assert.All(result.Findings, f => Assert.DoesNotContain('‹', IngestTexts.Sentence(f, "sv")));
            first = n == 0 ? string.Join(", ", result.Findings.Select(f => $"{f.Rule} {f.Column} {f.Found} {f.Expected}")) : first;
            Assert.True(n > 0 || result.Status == DeliveryStatus.InForce, $"{kind}: the undamaged file gave: {first}");
            stored += result.RowsStored > 0 ? 1 : 0;
            refused += result.Status == DeliveryStatus.Refused ? 1 : 0;
        }

        // Both ways are taken, or the damage is none, or nothing but damage.
        Assert.True(stored > 1, $"{kind}: nothing damaged was stored");
        Assert.True(refused > 0, kind + ": nothing was refused");
    }

    /// <summary>A few bytes changed, cut out, doubled or put in; now and then the end is missing.</summary>
    private static byte[] Damaged(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var i = random.Next(1, 6); i > 0 && bytes.Count > 4; i--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 4:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    if (random.Next(4) == 0)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                    }

                    break;
            }
        }

        return [.. bytes];
    }

    private static readonly string[] Pieces =
        ["\"", ";", "\r", "\n", "\0", "\u202E", "=1+1", "]]>", "<!--", "&x;", "{", "[", "\\u0000", "<row>", "</rows>", "9999999999999999999999", "\u00e5", "\ufeff"];

    /// <summary>
    /// A survey whose codes the built-in profile knows. The files in it are stored and not packed: damage then reaches the texts, and not
    /// only the packing, which says of nearly every change that the file is damaged.
    /// </summary>
    private static byte[] Archive()
    {
        var files = new (string Name, byte[] Content)[]
        {
            ("survey_123456.lss", LimeSurveyFiles.Utf8(LimeSurveyFiles.Structure(newer: true))),
            ("survey_123456_responses.lsr", LimeSurveyFiles.Utf8(LimeSurveyFiles.Responses(
                ["id", "submitdate", "lastpage", "startlanguage", "anstnr", "123456X58X3811", "123456X58X3842"],
                [.. Enumerable.Range(1, 12).Select(i => (string?[])[$"{i}", "2023-10-02 10:00:00", "3", "sv", $"{100 + i}", $"{i % 8}", i % 3 == 0 ? null : ""])]))),
        };
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] SeedOf(string kind) => kind switch
    {
        "text" => Encoding.UTF8.GetBytes(
            "svarsid;anstnr;inlamnad;1.1;1.2\n" + string.Concat(Enumerable.Range(1, 30).Select(i => FormattableString.Invariant($"{i};{100 + i};2023-10-02;4;\"vet ej\"\n")))),
        "workbook" => new WorkbookFile().AddTexts(
            "Blad", ["svarsid", "anstnr", "inlamnad", "1.1"], ["a", "1", "2023-10-02", "4"], ["b", "2", "2023-10-03", "5"], ["c", "3", "2023-10-04", "6"]).ToBytes(),
        "archive" => Archive(),
        _ => Encoding.UTF8.GetBytes("[" + string.Join(",\n", Enumerable.Range(1, 12).Select(i => FormattableString.Invariant(
            $$"""{"id":"00000000-0000-4000-8000-{{i:000000000000}}","actor":{"mbox":"mailto:p{{i}}@exempel.invalid"},"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"http://exempel.invalid/kurs/{{i % 3}}"},"timestamp":"2023-09-0{{1 + (i % 9)}}T10:00:00Z"}"""))) + "]"),
    };
}
