using System.Diagnostics;
using System.Text;
using CsCheck;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

public class SourceTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly (string Name, Encoding Encoding, bool Bom)[] Encodings =
    [
        ("UTF-8", new UTF8Encoding(false), false), ("UTF-8 BOM", new UTF8Encoding(true), true), ("Windows-1252", Windows1252, false),
        ("UTF-16LE", new UnicodeEncoding(false, true), true), ("UTF-16BE", new UnicodeEncoding(true, true), true),
        ("UTF-16LE no BOM", new UnicodeEncoding(false, false), false), ("UTF-16BE no BOM", new UnicodeEncoding(true, false), false),
    ];

    /// <summary>Text and expectation are made together: whatever the separator, encoding, quoting and line ends, the cells come back.</summary>
    [Fact]
    public void Every_cell_comes_back_whatever_separator_encoding_quoting_and_line_ends()
    {
        var cell = Gen.OneOf(
            Of("", "0042", "75,00", "å", "ÅÄÖ é", "a;b", "a,b", "a\tb", "säg \"hej\"", "rad\nbrytning", "rad\r\nbrytning", "=1+1", " kant ", "'"),
            Gen.String[Gen.Char["abcåäö ;,\t\"\n0123456789–"], 0, 12]);
        var table = Gen.Select(Gen.Int[2, 6], Gen.Int[1, 12]).SelectMany((columns, rows) => cell.Array[columns].Array[rows]);
        Gen.Select(table, Of(';', ',', '\t'), Gen.Int[0, Encodings.Length - 1], Gen.Bool, Of("\n", "\r\n"), Gen.Bool).Sample(
            (rows, separator, encodingIndex, quoteAll, lineEnd, lastLineEnds) =>
            {
                var (_, encoding, bom) = Encodings[encodingIndex];
                // A row must be told from an empty line, and an encoding without a mark by what it holds.
                var data = rows.Select((r, i) => r.Select((c, j) => j == 0 ? $"r{i}ä{c}" : c).ToArray()).ToArray();
                var headings = Enumerable.Range(0, rows[0].Length).Select(i => $"kolumn{i}").ToArray();
                string Quoted(string c) => quoteAll || c.IndexOfAny([';', ',', '\t', '"', '\n', '\r']) >= 0 ? "\"" + c.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : c;
                var text = string.Join(lineEnd, data.Prepend(headings).Select(r => string.Join(separator, r.Select(Quoted)))) + (lastLineEnds ? lineEnd : "");
                var path = Path.GetTempFileName();
                try
                {
                    File.WriteAllBytes(path, [.. bom ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
                    using var source = Open(path);
                    Assert.Equal(headings, source.Headings);
                    foreach (var row in data)
                    {
                        Assert.True(source.Read());
                        Assert.Equal(row, Enumerable.Range(0, source.CellCount).Select(i => Encoding.UTF8.GetString(source.Cell(i))));
                    }

                    Assert.False(source.Read());
                }
                finally
                {
                    File.Delete(path);
                }
            },
            iter: 200);
    }

    /// <summary>Rows and faults are made together: what is wrong is held back, the rest goes in, and the sum is right.</summary>
    [Fact]
    public void Rows_in_are_rows_stored_and_rows_held_back_whatever_is_wrong()
    {
        (string Row, bool Good)[] kinds =
        [
            ("KEY;1;2023-10-02;4;ja", true), ("KEY;1;2023-10-02 23:59;vet ej;nej", true), ("KEY;;;;", true), ("KEY;1;2023-10-02;9;ja", false), ("KEY;1;igår;4;ja", false),
            ("KEY;1;2023-10-02;4", false), ("KEY;1;2023-10-02;4;ja;mer", false), ("K\"EY;1;2023-10-02;4;ja", false), ("\"KEY\"x;1;2023-10-02;4;ja", false),
            ("KEY;1;2023-10-02;4;kanske", false), (";1;2023-10-02;4;ja", false), ("KEY;1;2023-10-02;\u202E4;ja", false),
        ];
        Gen.Int[0, kinds.Length - 1].List[1, 40].Sample(
            picks =>
            {
                using var house = new TestHouse(options: o => o with { BatchRows = 5, ExamplesPerRule = 2 });
                picks.Insert(0, 0);
                var text = "svarsid;anstnr;inlamnad;1.1;slutford\n" + string.Join("\n", picks.Select((p, i) => kinds[p].Row.Replace("KEY", $"k{i}", StringComparison.Ordinal)));
                var result = house.ImportText(text);
                var good = picks.Count(p => kinds[p].Good);
                Assert.Equal((picks.Count, good, picks.Count - good), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
                Assert.True(result.Findings.Where(f => f.Severity == FindingSeverity.Row).Sum(f => f.Count) >= picks.Count - good);
                Assert.Equal(good, house.Store.Committed[0].Rows);
            },
            iter: 40);
    }

    [Theory]
    [InlineData("a;b;c\n1,5;2,5;3,5\n", ';')]
    [InlineData("a,b,c\n1;2;3,4,5\n", ',')]
    [InlineData("\"a;x\",b\n\"1;2\",3\n", ',')]
    [InlineData("a\tb\n1;2,3\t4\n", '\t')]
    [InlineData("\"Hur ofta, ungefär, och var?\";b\n1,2;3\n", ';')]
    public void The_separator_is_the_one_that_headings_and_rows_agree_on(string text, char expected) =>
        Assert.Equal(expected, Separator.Detect(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_first_line_from_a_spreadsheet_that_names_the_separator_is_heeded()
    {
        using var house = new TestHouse();
        using var source = Open(house.Write("a.csv", "sep=,\na,b\n1;2,3\n"));
        Assert.Equal(["a", "b"], source.Headings);
        Assert.True(source.Read());
        Assert.Equal("1;2", Encoding.UTF8.GetString(source.Cell(0)));
    }

    [Theory]
    [InlineData("sep=;\r\nsvarsid;anstnr\r\na;1\r\n")]
    [InlineData("\uFEFF\"sep=;\"\nsvarsid;anstnr\na;1\n")]
    [InlineData("SEP=,\nsvarsid,anstnr\na,1\n")]
    [InlineData("sep=\t\nsvarsid\tanstnr\na\t1\n")]
    [InlineData("\uFEFF\uFEFF\"sep=;\"\n\"svarsid\";anstnr\na;1\n")]
    public void A_line_that_names_the_separator_is_no_heading_and_counts_as_a_line(string text)
    {
        using var house = new TestHouse();
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)])
        {
            var path = house.WriteBytes("a.csv", [.. text[0] == '\uFEFF' && encoding is UTF8Encoding ? [] : encoding.GetPreamble(), .. encoding.GetBytes(encoding is UTF8Encoding ? text : text.TrimStart('\uFEFF'))]);
            using var source = Open(path);
            Assert.Equal(["svarsid", "anstnr"], source.Headings);
            Assert.True(source.Read());
            Assert.Equal((3, "a", "1"), (source.Line, Encoding.UTF8.GetString(source.Cell(0)), Encoding.UTF8.GetString(source.Cell(1))));
        }
    }

    [Fact]
    public void Titles_above_the_headings_are_told_and_passed_over_only_where_the_profile_says_so()
    {
        using var house = new TestHouse();
        const string Text = "\"Enkät hösten 2023\nuttagen av HR\";;;\n\n;;;\nsvarsid;anstnr;inlamnad;1.1\na;1;2023-10-02;4\nb;2;2023-10-02;5\n";
        var fault = house.Import(house.Write("a.csv", Text), "standard-survey").Faults.First();
        Assert.Equal((Rules.TitleAbove, "5"), (fault.Rule, fault.Expected));
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), Windows1252])
        {
            var path = house.WriteBytes("b.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
            using var source = SourceFormats.Open(new SourceRequest(
                FileFacts.Read(path, SourceLimits.Default), FileLayout.Found with { HeadingLine = 5 }, SourceLimits.Default, NoReport.Instance, "b.csv"));
            Assert.Equal(["svarsid", "anstnr", "inlamnad", "1.1"], source.Headings);
            Assert.True(source.Read());
            Assert.Equal(6, source.Line);
        }

        var missing = Assert.Throws<FileFault>(() => SourceFormats.Open(new SourceRequest(
            FileFacts.Read(house.Write("c.csv", Text), SourceLimits.Default), FileLayout.Found with { HeadingLine = 50 }, SourceLimits.Default, NoReport.Instance, "c.csv")));
        Assert.Equal(Rules.HeadingsMissing, missing.Finding.Rule);
    }

    [Theory]
    [InlineData("\uFEFF\uFEFFsvarsid;anstnr\na;1\n")]
    [InlineData("svarsid\uFEFF;\uFEFFanstnr\na;1\n")]
    [InlineData("\u00A0svarsid\u00A0; anstnr ;;\na;1;;\n")]
    public void Marks_and_spaces_around_headings_are_no_part_of_them(string text)
    {
        using var house = new TestHouse();
        using var source = Open(house.Write("a.csv", text));
        Assert.Equal(["svarsid", "anstnr"], source.Headings.Where(h => h.Length > 0).Select(h => h.Trim('\u00A0')));
        Assert.True(source.Read());
        Assert.Equal("1", Encoding.UTF8.GetString(source.Cell(1)));
    }

    [Fact]
    public void A_letter_far_into_the_file_decides_its_encoding()
    {
        using var house = new TestHouse();
        var text = "a;b\n" + string.Concat(Enumerable.Repeat("x;y\n", 200_000)) + "å;Malmö\n";
        foreach (var encoding in (Encoding[])[Windows1252, new UTF8Encoding(false)])
        {
            using var source = Open(house.Write("a.csv", text, encoding));
            var last = "";
            while (source.Read())
            {
                last = Encoding.UTF8.GetString(source.Cell(1));
            }

            Assert.Equal("Malmö", last);
        }
    }

    // By name: the framework writes every argument of a case down, and some of these are megabytes.
    private static readonly Dictionary<string, (Func<byte[]> Content, string Rule)> HostileFiles = new()
    {
        ["empty"] = (() => [], Rules.FileEmpty),
        ["bom only"] = (() => [0xEF, 0xBB, 0xBF], Rules.HeadingsMissing),
        ["only line ends"] = (() => "\n\r\n\n"u8.ToArray(), Rules.HeadingsMissing),
        ["only separators"] = (() => ";;;\n;;;\n"u8.ToArray(), Rules.HeadingsMissing),
        ["headings only"] = (() => "svarsid;anstnr;1.1\n"u8.ToArray(), Rules.WaveAmbiguous),
        ["pdf"] = (() => "%PDF-1.7\nsvarsid;1.1\n"u8.ToArray(), Rules.FileNotText),
        ["xlsx"] = (() => "PK\u0003\u0004rest"u8.ToArray(), Rules.FileDamaged),
        ["old excel"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], Rules.FileNotText),
        ["xml"] = (() => "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"u8.ToArray(), Rules.FileNotText),
        ["nul"] = (() => "svarsid;1.1\na\0b;4\n"u8.ToArray(), Rules.FileNul),
        ["utf-32"] = (() => [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], Rules.EncodingBroken),
        ["mixed"] = (() => [.. Encoding.UTF8.GetBytes("svarsid;1.1\nåäö åäö;4\n"), 0xE5, (byte)'\n'], Rules.EncodingBroken),
        ["bom and broken"] = (() => [0xEF, 0xBB, 0xBF, .. "svarsid;1.1\n"u8, 0xE5, (byte)'\n'], Rules.EncodingBroken),
        ["unclosed quote"] = (() => "svarsid;inlamnad;anstnr;1.1\na;2023-10-02;1;4\n\"b;2023-10-02;1;4\nc;2023-10-02;1;4\n"u8.ToArray(), Rules.QuoteUnterminated),
        ["unclosed quote in headings"] = (() => "svarsid;\"1.1\na;4\n"u8.ToArray(), Rules.QuoteUnterminated),
        ["long line"] = (() => [.. "svarsid;inlamnad;anstnr;1.1\n"u8, .. Encoding.ASCII.GetBytes(new string('x', 5_000_000))], Rules.RowTooLong),
        ["unclosed quote in a long file"] = (() => [.. "svarsid;inlamnad;anstnr;1.1\n\""u8, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("xxxxx;4\n", 600_000)))], Rules.RowTooLong),
        ["ten thousand columns"] = (() => Encoding.ASCII.GetBytes(string.Join(';', Enumerable.Range(0, 10_000)) + "\n1\n"), Rules.TooManyColumns),
        ["noise"] = (() => [.. Enumerable.Range(1, 4000).Select(i => (byte)(i * 7919 % 255 + 1))], Rules.EncodingBroken),
    };

    public static TheoryData<string> Hostile() => [.. HostileFiles.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_content_is_refused_with_a_finding_in_both_languages_and_stores_nothing(string name)
    {
        var (content, rule) = HostileFiles[name];
        using var house = new TestHouse();
        var result = house.Import(house.WriteBytes("fil.csv", content()), profile: "standard-survey");
        var fault = result.Faults.First();
        Assert.True(rule == fault.Rule, $"{name}: {fault.Rule}");
        Assert.Equal((DeliveryStatus.Refused, 4), (result.Status, result.ExitCode));
        Assert.Empty(house.Store.Committed);
        Assert.Empty(house.VaultFiles("archive"));
        Assert.Single(house.Store.Entries);
        foreach (var language in (string[])["sv", "en"])
        {
            Assert.DoesNotContain("‹", IngestTexts.Sentence(fault, language), StringComparison.Ordinal);
            Assert.DoesNotContain("{", IngestTexts.Sentence(fault, language), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Half_a_character_in_utf_16_holds_back_its_row_and_no_other()
    {
        using var house = new TestHouse();
        byte[] content =
        [
            0xFF, 0xFE, .. Encoding.Unicode.GetBytes("svarsid;inlamnad;anstnr;1.1\nå;2023-10-02;1;4\n"), 0x00, 0xDC, .. Encoding.Unicode.GetBytes(";2023-10-02;1;4\nc;2023-10-02;2;4\n"),
        ];
        var result = house.Import(house.WriteBytes("fil.csv", content));
        Assert.Equal((3, 2, 1), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal((Rules.CharacterInvalid, 3), (Assert.Single(result.Findings).Rule, result.Findings[0].Line));
    }

    [Fact]
    public void A_path_that_leads_to_no_file_is_told_and_not_recorded()
    {
        using var house = new TestHouse();
        Assert.Equal(Rules.FileMissing, house.Import(Path.Combine(house.Folder, "nej.csv")).Faults.First().Rule);
        Assert.Equal(Rules.FileNotRegular, house.Import(house.Folder).Faults.First().Rule);
        Assert.Empty(house.Store.Entries);
    }

    [Fact]
    public void A_pipe_is_never_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "FIFOs are tried on Linux.");
        using var house = new TestHouse();
        var path = Path.Combine(house.Folder, "rör.csv");
        using (var process = Process.Start("mkfifo", [path]))
        {
            process.WaitForExit();
        }

        Assert.Equal(Rules.FileEmpty, house.Import(path).Faults.First().Rule);
    }

    [Fact]
    public void Names_that_act_on_a_screen_or_hold_a_personnummer_are_cleaned_before_they_are_remembered()
    {
        Assert.Equal("a\uFFFDb.csv", FileNames.Clean("../../a\u202Eb.csv"));
        Assert.Equal("C.csv", FileNames.Clean("C:\\x\\C.csv"));
        Assert.DoesNotContain("3234", FileNames.Clean("enkät 640823-3234.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("3234", FileNames.Clean("enkät_196408233234.csv"), StringComparison.Ordinal);
        Assert.Equal("'; DROP TABLE x;--<script>.csv", FileNames.Clean("'; DROP TABLE x;--<script>.csv"));
    }

    [Fact]
    public void Lines_left_empty_by_a_spreadsheet_are_no_rows()
    {
        using var house = new TestHouse();
        var result = house.ImportText("svarsid;anstnr;inlamnad;1.1;;\n\na;1;2023-10-02;4;;\n;;;;;\nb;1;2023-10-02;4\nc;1;2023-10-02;4;;;;\n  \n");
        Assert.Equal((3, 3), (result.RowsIn, result.RowsStored));
        Assert.Equal([3, 5, 6], house.Store.Committed[0].Answers.Select(a => a.Line));
    }

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static ITableSource Open(string path) =>
        SourceFormats.Open(new SourceRequest(FileFacts.Read(path, SourceLimits.Default), FileLayout.Found, SourceLimits.Default, NoReport.Instance, Path.GetFileName(path)));

    [Theory]
    [InlineData("file", "")]
    [InlineData("/dev/zero", Rules.FileEmpty)]
    [InlineData("pipe", Rules.FileEmpty)]
    [InlineData("ring", Rules.FileNotRegular)]
    [InlineData("folder", Rules.FileNotRegular)]
    [InlineData("nowhere", Rules.FileMissing)]
    public void A_link_is_read_as_what_it_leads_to_and_nothing_without_end_is_opened(string to, string rule)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Symbolic links, pipes and /dev/zero: on Windows they need a right of their own or are not there.");
        }

        using var house = new TestHouse();
        var target = to switch
        {
            "file" => house.Write("mål.csv", "svarsid;anstnr;inlamnad;1.1\n1;1;2023-10-02;4\n"),
            "pipe" => Path.Combine(house.Folder, "pipe"),
            "folder" => house.Folder,
            "ring" => Path.Combine(house.Folder, "länk.csv"),
            _ => to,
        };
        if (to == "pipe")
        {
            using var made = System.Diagnostics.Process.Start("mkfifo", [target]);
            made.WaitForExit();
        }

        var middle = Path.Combine(house.Folder, "mellan.csv");
        File.CreateSymbolicLink(middle, target);
        File.CreateSymbolicLink(Path.Combine(house.Folder, "länk.csv"), middle);
        var result = house.Import(Path.Combine(house.Folder, "länk.csv"));
        Assert.Equal((rule.Length == 0 ? DeliveryStatus.InForce : DeliveryStatus.Refused, rule), (result.Status, string.Concat(result.Faults.Select(f => f.Rule))));
        Assert.Equal("länk.csv", result.Header.FileName);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read_at_all()
    {
        using var house = new TestHouse(options: o => o with { Limits = SourceLimits.Default with { MaxFileBytes = 1000 } });
        var path = house.Write("fil.csv", "x");
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            // Nearly all of it is a hole on the disk; to read it would take the night.
            file.SetLength(1L << 40);
        }

        var result = house.Import(path);
        Assert.Equal(Rules.FileTooLarge, Assert.Single(result.Faults).Rule);
        Assert.Equal((1L << 40, ""), (result.Header.FileSize, result.Header.ContentHash));
    }
}
