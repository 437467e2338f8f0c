using System.Globalization;
using System.IO.Compression;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using static Digilo.Analytics.Dashboard.Tests.Briefs.PdfFiles;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>The file as bytes: the same from the same brief, whatever the machine.</summary>
public class PdfFileTests
{
    [Fact]
    public void The_same_brief_gives_the_same_bytes_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var expected = Render(SampleBriefs.Leader());
            foreach (var name in (string[])["sv-SE", "fr-FR", "ar-SA", "tr-TR"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal(expected, Render(SampleBriefs.Leader()));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Can_be_rendered_on_many_threads_at_once()
    {
        var brief = SampleBriefs.Leader();
        var expected = Render(brief);
        Parallel.For(0, 8, _ => Assert.Equal(expected, Render(brief)));
    }

    [Fact]
    public void Another_data_date_gives_another_identifier_and_no_other_date_appears()
    {
        var brief = SampleBriefs.Of(new Paragraph("Ett"));
        var one = Text(Render(brief, compress: false));
        var other = Text(Render(brief with { DataDate = new DateOnly(2025, 1, 2) }, compress: false));
        Assert.Contains("/CreationDate (D:20260331000000Z)", one, StringComparison.Ordinal);
        Assert.DoesNotContain(DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one, StringComparison.Ordinal);
        Assert.NotEqual(Id(one), Id(other));
        Assert.Equal(Id(one), Id(Text(Render(brief, compress: false))));

        static string Id(string pdf) => pdf[pdf.LastIndexOf("/ID [<", StringComparison.Ordinal)..][..40];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70_000)]
    public void Compression_is_undone_by_the_runtime(int length)
    {
        var random = new Random(7);
        byte[][] samples =
        [
            new byte[length],
            [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))],
            [.. Enumerable.Range(0, length).Select(i => (byte)"abcabd 0 1 0 rg\n"[random.Next(16)])],
            [.. Enumerable.Range(0, length).Select(i => (byte)(i * i >> 7))],
        ];
        foreach (var sample in samples)
        {
            using var unpacked = new MemoryStream();
            using (var zlib = new ZLibStream(new MemoryStream(Deflate.Zlib(sample)), CompressionMode.Decompress))
            {
                zlib.CopyTo(unpacked);
            }

            Assert.Equal(sample, unpacked.ToArray());
        }
    }
}
