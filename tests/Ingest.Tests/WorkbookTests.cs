using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

public class WorkbookTests
{
    private static readonly SourceLimits Small = SourceLimits.Default with { MaxUnpackedBytes = 4 << 20, MaxRowBytes = 1 << 16 };

    /// <summary>Sheet and expectation are made together: what each cell is written as, and what it must be read as.</summary>
    [Fact]
    public void Every_cell_comes_back_as_people_see_it()
    {
        var word = Gen.String[Gen.Char["abcåäö ;,\"'<&>\n_x0123456789–"], 1, 12].Select(t => t.Trim().Length == 0 ? "å" : "é" + t);
        var cell = Gen.OneOf(
            Gen.Const(((Func<WorkbookFile, string?>)(_ => null), "")),
            word.Select(t => ((Func<WorkbookFile, string?>)(b => b.Shared(Escape(t))), t)),
            word.Select(t => ((Func<WorkbookFile, string?>)(_ => WorkbookFile.Inline(Escape(t))), t)),
            word.Select(t => ((Func<WorkbookFile, string?>)(b => b.SharedXml($"<r><rPr><b/></rPr><t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(Escape(t))}</t></r> <r><t>x</t></r><rPh><t>furigana</t></rPh>")), t + "x")),
            Gen.Int[-99_999, 99_999].Select(n => ((Func<WorkbookFile, string?>)(_ => WorkbookFile.Number(n.ToString(CultureInfo.InvariantCulture))), n.ToString(CultureInfo.InvariantCulture))),
            Gen.Int[1, 999_999].Select(n => ((Func<WorkbookFile, string?>)(_ => WorkbookFile.Number((n / 100.0).ToString("R", CultureInfo.InvariantCulture))), (n / 100m).ToString("0.##", CultureInfo.InvariantCulture))),
            Gen.Int[0, 99_999].Select(n => ((Func<WorkbookFile, string?>)(b => WorkbookFile.Number(n.ToString(CultureInfo.InvariantCulture), b.Style("00000"))), n.ToString("00000", CultureInfo.InvariantCulture))),
            Gen.Int[100, 60_000].Select(n => ((Func<WorkbookFile, string?>)(b => WorkbookFile.Number(n.ToString(CultureInfo.InvariantCulture), b.Style("yyyy\\-mm\\-dd"))), new DateTime(1899, 12, 30).AddDays(n).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            Gen.Long[100 * 86_400, 60_000L * 86_400].Select(n => ((Func<WorkbookFile, string?>)(b => WorkbookFile.Number((n / 86_400.0).ToString("R", CultureInfo.InvariantCulture), b.Style("m/d/yy h:mm:ss"))), new DateTime(1899, 12, 30).AddSeconds(n).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))),
            Gen.Bool.Select(v => ((Func<WorkbookFile, string?>)(_ => WorkbookFile.Typed("b", v ? "1" : "0")), v ? "TRUE" : "FALSE")),
            Gen.Const(((Func<WorkbookFile, string?>)(_ => WorkbookFile.Typed("e", "#N/A")), "#N/A")));
        var table = Gen.Select(Gen.Int[2, 5], Gen.Int[1, 8]).SelectMany((columns, rows) => cell.Array[columns].Array[rows]);
        Gen.Select(table, Gen.OneOf(Gen.Const(""), Gen.Const("x:")), Gen.Int[1, 5], Gen.Int[1, 3]).Sample(
            (rows, prefix, first, step) =>
            {
                var file = new WorkbookFile { Prefix = prefix };
                var headings = Enumerable.Range(0, rows[0].Length).Select(i => $"kolumn{i}").ToArray();
                file.Add("Blad1", rows.Select((r, i) => (first + (i + 1) * step, r.Select(c => c.Item1(file)).ToArray())).Prepend((first, headings.Select(h => (string?)file.Shared(h)).ToArray())));
                using var house = new TestHouse();
                using var source = Open(house.WriteBytes("a.csv", file.ToBytes()));
                Assert.Equal(headings, source.Headings);
                foreach (var (row, i) in rows.Select((r, i) => (Row: r, Index: i)).Where(r => r.Row.Any(c => c.Item2.Length > 0)))
                {
                    Assert.True(source.Read());
                    Assert.Equal(first + (i + 1) * step, source.Line);
                    Assert.Equal(row.Select(c => c.Item2), Enumerable.Range(0, source.CellCount).Select(c => Encoding.UTF8.GetString(source.Cell(c))));
                }

                Assert.False(source.Read());
                Assert.False(source.Read());
            },
            iter: 150);

        // The workbook's own escape must be escaped to come back as it is.
        static string Escape(string text) => text.Replace("_x", "_x005F_x", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "General", "3")]
    [InlineData("3.0", "General", "3")]
    [InlineData("0.1", "0.00", "0.1")]
    [InlineData("0.30000000000000004", "General", "0.3")]
    [InlineData("1.0000000000000001E-2", "General", "0.01")]
    [InlineData("-4.5E-7", "General", "-0.00000045")]
    [InlineData("1.23456789012346E+17", "General", "123456789012346000")]
    [InlineData("196408233234", "General", "196408233234")]
    [InlineData("1.96408233234E+11", "0", "196408233234")]
    [InlineData("6408233234", "000000\\-0000", "640823-3234")]
    [InlineData("101011234", "000000\"-\"0000", "010101-1234")]
    [InlineData("42", "0000", "0042")]
    [InlineData("12345", "0000", "12345")]
    [InlineData("42", "0", "42")]
    [InlineData("42.5", "0000", "42.5")]
    [InlineData("45201", "yyyy-mm-dd", "2023-10-02")]
    [InlineData("45201.5", "yyyy-mm-dd", "2023-10-02 12:00:00")]
    [InlineData("45201", "[$-41D]d mmmm yyyy;@", "2023-10-02")]
    [InlineData("45201", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023-10-02")]
    [InlineData("45201.586921296295", "m/d/yyyy h:mm AM/PM", "2023-10-02 14:05:10")]
    [InlineData("45201", "dd/mm/yy h:mm", "2023-10-02 00:00:00")]
    [InlineData("45201", "mmm", "2023-10-02")]
    [InlineData("0.999999999", "h:mm:ss", "24:00:00")]
    [InlineData("0.25", "mm:ss", "06:00:00")]
    [InlineData("1.5", "[h]:mm", "36:00:00")]
    [InlineData("61", "yyyy-mm-dd", "1900-03-01")]
    [InlineData("1", "yyyy-mm-dd", "1900-01-01")]
    [InlineData("-1", "yyyy-mm-dd", "-1")]
    [InlineData("99999999", "yyyy-mm-dd", "99999999")]
    [InlineData("1500", "#,##0\\ \"kr\"", "1500")]
    [InlineData("0.5", "0%", "0.5")]
    [InlineData("7", "[Red]0;[Blue]0", "7")]
    [InlineData("12", "\"Dag\"\\ 0", "12")]
    [InlineData("1E+400", "General", "1E+400")]
    public void A_number_is_written_by_its_format(string raw, string format, string expected)
    {
        var file = new WorkbookFile();
        Assert.Equal(expected, One(file, WorkbookFile.Number(raw, file.Style(format))));
    }

    [Fact]
    public void Days_may_be_counted_from_1904()
    {
        var file = new WorkbookFile { Is1904 = true };
        Assert.Equal("2023-10-02", One(file, WorkbookFile.Number("43739", file.Style("yyyy-mm-dd"))));
    }

    [Theory]
    [InlineData("str", "ord", "ord")]
    [InlineData("d", "2023-10-02", "2023-10-02")]
    [InlineData("d", "2023-10-02T14:05:00", "2023-10-02 14:05:00")]
    [InlineData("e", "#DIV/0!", "#DIV/0!")]
    public void A_typed_cell_keeps_its_text(string type, string value, string expected) =>
        Assert.Equal(expected, One(new WorkbookFile(), $" t=\"{type}\"><f>A1+1</f><v>{value}</v></c>"));

    [Fact]
    public void A_text_that_looks_like_a_date_or_a_number_stays_text()
    {
        var file = new WorkbookFile();
        Assert.Equal("0042", One(file, file.Shared("0042")));
        file = new WorkbookFile();
        Assert.Equal("2/10/2023", One(file, file.Shared("2/10/2023")));
        Assert.Equal("A\rB", One(new WorkbookFile(), WorkbookFile.Inline("A_x000D_B")));
    }

    [Fact]
    public void The_strict_kind_is_read_too()
    {
        var file = new WorkbookFile { Namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main", Relations = "http://purl.oclc.org/ooxml/officeDocument/relationships" };
        Assert.Equal("ord", One(file, file.Shared("ord")));
    }

    [Fact]
    public void The_first_sheet_that_people_see_and_that_has_rows_is_read_and_the_others_are_told()
    {
        using var house = new TestHouse();
        var file = new WorkbookFile();
        file.Add("Gömt", [(1, [file.Shared("svarsid"), file.Shared("1.1")])], state: "veryHidden")
            .AddXml("Tomt", "<row r=\"1\"><c r=\"A1\" s=\"0\"/></row>")
            .AddTexts("Svar", ["svarsid", "anstnr", "inlamnad", "1.1"], ["a", "1", "2023-10-02", "4"]).AddTexts("Mer", ["x"]);
        var path = house.WriteBytes("svar.xlsx", file.ToBytes());
        var result = house.Import(path);
        Assert.Equal(1, result.RowsStored);
        Assert.Equal(["Gömt", "Mer"], result.Findings.Where(f => f.Rule is Rules.SheetHidden or Rules.SheetUnread).Select(f => f.Column));
        Assert.Equal(Rules.SheetHidden, result.Findings.Single(f => f.Column == "Gömt").Rule);
        using var other = Open(path, FileLayout.Found with { Sheet = "gömt" });
        Assert.Equal("Gömt", other.Sheet);
        Assert.Equal(Rules.SheetMissing, Fault(path, layout: FileLayout.Found with { Sheet = "Nej" }).Rule);
    }

    [Fact]
    public void Titles_above_the_headings_are_passed_over_and_told_and_a_table_of_one_column_keeps_its_rows()
    {
        using var house = new TestHouse();
        var result = house.Import(house.WriteBytes("a.xlsx", new WorkbookFile().AddTexts(
            "Blad", ["Enkät hösten 2023"], ["Uttaget av HR"], ["svarsid", "anstnr", "inlamnad", "1.1"], ["a", "1", "2023-10-02", "4"]).ToBytes()));
        Assert.Equal(1, result.RowsStored);
        Assert.Equal(2, result.Findings.Single(f => f.Rule == Rules.TitleRows).Count);

        using var single = Open(house.WriteBytes("b.xlsx", new WorkbookFile().AddTexts("Blad", ["namn"], ["a"], ["b"]).ToBytes()));
        Assert.Equal(["namn"], single.Headings);
        Assert.True(single.Read() && single.Read());
        Assert.Equal((3, "b"), (single.Line, Encoding.UTF8.GetString(single.Cell(0))));
        Assert.False(single.Read());

        using var long_ = Open(house.WriteBytes("c.xlsx", new WorkbookFile().AddTexts("Blad", [.. Enumerable.Range(0, 30).Select(i => new[] { $"v{i}" })]).ToBytes()));
        var rows = 0;
        while (long_.Read())
        {
            rows++;
        }

        Assert.Equal(29, rows);
        using var named = Open(house.WriteBytes("d.xlsx", new WorkbookFile().AddTexts("Blad", ["x", "y"], ["a", "b"], ["1", "2"]).ToBytes()), FileLayout.Found with { HeadingLine = 2 });
        Assert.Equal(["a", "b"], named.Headings);
    }

    [Fact]
    public void An_error_of_the_spreadsheet_holds_its_row_back_unless_the_column_is_not_read()
    {
        using var house = new TestHouse();
        var file = new WorkbookFile();
        string?[] Row(string key, string level, string unit, string other) =>
            [file.Shared(key), file.Shared("1"), file.Shared("2023-10-02"), level, unit, other];
        file.Add("Blad",
        [
            (1, [.. new[] { "svarsid", "anstnr", "inlamnad", "1.1", "enhet", "annat" }.Select(h => (string?)file.Shared(h))]),
            (2, Row("a", WorkbookFile.Number("4"), file.Shared("0100"), WorkbookFile.Typed("e", "#REF!"))),
            (3, Row("b", WorkbookFile.Typed("e", "#N/A"), file.Shared("0100"), file.Shared("x"))),
            (4, Row("c", WorkbookFile.Number("4"), WorkbookFile.Typed("e", "#NAME?"), file.Shared("x"))),
        ]);
        var result = house.Import(house.WriteBytes("a.xlsx", file.ToBytes()));
        Assert.Equal((1, 2), (result.RowsStored, result.RowsQuarantined));
        Assert.Equal([(3, "1.1", "#N/A"), (4, "enhet", "#NAME?")], result.Findings.Where(f => f.Rule == Rules.CellError).Select(f => (f.Line, f.Column, f.Found)));
        Assert.All(result.Findings.Where(f => f.Line > 1), f => Assert.Equal("Blad", f.Sheet));
    }

    [Fact]
    public void Formulas_without_a_value_and_merged_cells_are_told()
    {
        using var house = new TestHouse();
        var file = new WorkbookFile();
        file.Add("Blad", [(1, [.. new[] { "svarsid", "anstnr", "inlamnad", "1.1" }.Select(h => (string?)file.Shared(h))]),
            (2, [file.Shared("a"), "><f>1+1</f></c>", file.Shared("2023-10-02"), "><f>2+2</f><v>4</v></c>"])],
            after: "<mergeCells count=\"2\"><mergeCell ref=\"A9:B9\"/><mergeCell ref=\"A10:B10\"/></mergeCells>");
        var result = house.Import(house.WriteBytes("a.xlsx", file.ToBytes()));
        Assert.Equal([4], house.Store.Committed[0].Answers[0].Answers);
        Assert.Equal((1L, 2L), (result.Findings.Single(f => f.Rule == Rules.FormulaEmpty).Count, result.Findings.Single(f => f.Rule == Rules.CellsMerged).Count));
    }

    [Fact]
    public void A_million_rows_of_borders_are_no_rows()
    {
        using var house = new TestHouse();
        var file = new WorkbookFile();
        var data = new StringBuilder($"<row r=\"1\"><c r=\"A1\"{file.Shared("a")}<c r=\"B1\"{file.Shared("b")}</row><row r=\"2\"><c r=\"B2\"{file.Shared("1")}</row>");
        for (var i = 3; i < 1_000_000; i++)
        {
            data.Append(CultureInfo.InvariantCulture, $"<row r=\"{i}\" s=\"3\"/>");
        }

        data.Append("<row r=\"1048576\"><c r=\"XFD1048576\"/></row>");
        using var source = Open(house.WriteBytes("a.xlsx", file.AddXml("Blad", data.ToString()).ToBytes()));
        Assert.True(source.Read());
        Assert.Equal(2, source.CellCount);
        Assert.False(source.Read());
    }

    private static readonly Dictionary<string, (Func<byte[]> Content, string Rule)> HostileFiles = new()
    {
        ["cut"] = (() => [.. Ok().AsSpan(0, 600)], Rules.FileDamaged),
        ["flipped"] = (() => Flipped(), Rules.FileDamaged),
        ["no workbook"] = (() => Zip(("a.txt", "x"u8.ToArray())), Rules.FileNotText),
        ["word"] = (() => Zip(("word/document.xml", "<w/>"u8.ToArray())), Rules.FileNotText),
        ["binary workbook"] = (() => Zip(("xl/workbook.bin", "x"u8.ToArray())), Rules.FileNotText),
        ["bomb in the sheet"] = (() => With("xl/worksheets/sheet0.xml", Repeat("<worksheet><sheetData>", "<row/>", 3_000_000, "</sheetData></worksheet>")), Rules.UnpackedTooLarge),
        ["bomb in the texts"] = (() => With("xl/sharedStrings.xml", Repeat("<sst>", "<si><t>text text text text</t></si>", 100_000, "</sst>"), index: 99_999), Rules.SharedTextsTooLarge),
        ["one long text"] = (() => With("xl/sharedStrings.xml", Repeat("<sst><si><t>", "xxxxxxxxxx", 300_000, "</t></si></sst>")), Rules.XmlTooLong),
        ["one long text in pieces"] = (() => With("xl/sharedStrings.xml", Repeat("<sst><si>", "<t>xxxxxxxxxx</t>", 100_000, "</si></sst>")), Rules.XmlTooLong),
        ["one long attribute"] = (() => With("xl/workbook.xml", Repeat("<workbook a=\"", "x>xxxxxxxx", 300_000, "\"/>")), Rules.XmlTooLong),
        ["a text full of tags"] = (() => With("xl/sharedStrings.xml", Repeat("<sst><si><t><![CDATA[", "<<<<<<<<<<", 300_000, "]]></t></si></sst>")), Rules.XmlTooLong),
        ["deep"] = (() => With("xl/workbook.xml", Repeat("<workbook>", "<a>", 100_000, "")), Rules.XmlTooDeep),
        ["many names"] = (() => With("xl/workbook.xml", Encoding.ASCII.GetBytes("<workbook>" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"<n{i}/>")) + "</workbook>")), Rules.XmlTooDeep),
        ["document type"] = (() => With("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><workbook>&x;</workbook>"u8.ToArray()), Rules.XmlDtd),
        ["laughs"] = (() => With("xl/sharedStrings.xml", "<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>"u8.ToArray()), Rules.XmlDtd),
        ["no xml"] = (() => With("xl/worksheets/sheet0.xml", "kolumn;kolumn"u8.ToArray()), Rules.FileDamaged),
        ["row beyond"] = (() => With("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row r=\"2147483647\"><c><v>1</v></c></row></sheetData></worksheet>"u8.ToArray()), Rules.FileDamaged),
        ["row backwards"] = (() => With("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row r=\"5\"/><row r=\"5\"><c><v>1</v></c></row></sheetData></worksheet>"u8.ToArray()), Rules.FileDamaged),
        ["column beyond"] = (() => With("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>"u8.ToArray()), Rules.FileDamaged),
        ["columns"] = (() => With("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData></worksheet>"u8.ToArray()), Rules.TooManyColumns),
        ["text of no number"] = (() => With("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>99</v></c></row></sheetData></worksheet>"u8.ToArray()), Rules.FileDamaged),
        ["wide row"] = (() => With("xl/worksheets/sheet0.xml", Repeat("<worksheet><sheetData><row r=\"1\">", "<c t=\"str\"><v>" + new string('x', 5000) + "</v></c>", 100, "</row></sheetData></worksheet>")), Rules.RowTooLong),
        ["no sheet"] = (() => new WorkbookFile().ToBytes(), Rules.SheetEmpty),
        ["empty sheet"] = (() => new WorkbookFile().AddXml("Blad", "").ToBytes(), Rules.SheetEmpty),
        ["many parts"] = (() => Zip([.. Enumerable.Range(0, 10_001).Select(i => ($"p{i}", Array.Empty<byte>()))]), Rules.TooManyParts),
        ["encrypted"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[65_530], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[100]], Rules.FileEncrypted),
        ["old"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000]], Rules.FileNotText),
    };

    public static TheoryData<string> Hostile() => [.. HostileFiles.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_workbooks_are_refused_within_bounds_whatever_they_are_called(string name)
    {
        var (make, rule) = HostileFiles[name];
        var content = make();
        using var house = new TestHouse(options: o => o with { Limits = Small });
        foreach (var ending in (string[])["xlsx", "csv"])
        {
            var result = house.Import(house.WriteBytes("fil." + ending, content), profile: "standard-survey", wave: "2023-10");
            var fault = result.Faults.First();
            Assert.True(rule == fault.Rule, $"{name}: {fault.Rule}");
            Assert.Equal(DeliveryStatus.Refused, result.Status);
            foreach (var language in (string[])["sv", "en"])
            {
                Assert.DoesNotContain("‹", IngestTexts.Sentence(fault, language), StringComparison.Ordinal);
                Assert.DoesNotContain("{", IngestTexts.Sentence(fault, language), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A workbook with some bytes changed is read or refused; nothing else comes out of it.</summary>
    [Fact]
    public void A_damaged_workbook_is_read_or_refused_and_nothing_else()
    {
        var bytes = Ok();
        using var house = new TestHouse();
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, bytes.Length]).Sample(
            (place, value, length) =>
            {
                var copy = bytes[..Math.Max(4, length)];
                copy[Math.Min(place, copy.Length - 1)] = value;
                try
                {
                    using var source = Open(house.WriteBytes("fil.xlsx", copy), limits: Small);
                    while (source.Read())
                    {
                    }
                }
                catch (FileFault)
                {
                    // Told.
                }
            },
            iter: 400,
            threads: 1);
    }

    public static TheoryData<string, string, string?> Standard() => new()
    {
        { "standard-survey", "svarsid;anstnr;inlamnad;slutford;svarssatt;enhet;1.1;4.2;vikt 1.1\na1;0042;2023-10-02 14:05;ja;papper;0100;4;vet ej;5\na2;0043;2023-10-03;nej;;;0;;\n", null },
        { "standard-register", "anstnr;epost;personnummer;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg;utskick;skyddad\n0042;a@exempel.se;640823-3234;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget;skickad;nej\n", "2023-09-30" },
        { "standard-training", "anstnr;kurs;anmald;avslutad;status;timmar\n0042;K1;2021-09-01;2021-11-15;slutford;7,5\n0043;K1;2022-09-01;;anmald;\n", "2023-09-30" },
        { "standard-courses", "kurs;namn;program;tema;kompetenser;timmar;fullfoljd_vid_timmar;digital\nK1;Säker på nätet;digilo;Trygghet;4.1 4.2;7,5;6;ja\n", null },
        { "standard-units", "kod;namn;overordnad;niva;verksamhet;fran;till;foregangare\n01;Vård;;forvaltning;;2019-01-01;;\n0101;Hemtjänst;01;enhet;Hemtjänst;2019-01-01;;0099 0098\n", null },
        { "standard-requirements", "roll;rollnamn;kompetens;niva;obligatorisk\nusk;Undersköterska;1.1;3;ja\n", null },
        { "standard-attendance", "anstnr;kurs;datum;timmar;narvarande\n0042;K1;2021-09-14;2,5;ja\n0043;K1;2021-09-14;2,5;nej\n", "2023-09-30" },
        { "standard-coaching", "chef_anstnr;medarbetare_anstnr;tema;fran;till;riktning\n0042;0043;Möten;2021-11-01;2022-05-31;bada\n", null },
        { "standard-plans", "plan;namn;verksamhet;enhet;antagen;uppfoljd;atgarder_forvantade;atgarder_gjorda;timmar_frigjorda;nya_losningar;malomraden\nP1;Digital hemtjänst;Hemtjänst;;2022-03-15;2023-03-20;8;6;420,5;2;\n", null },
        { "standard-planactions", "plan;atgard;namn;klar_senast;klar;malomrade;timmar_frigjorda;ny_losning\nP1;A1;Planering;2022-12-31;2022-11-15;;300;ja\n", null },
        { "standard-ideas", "ide;datum;anstnr;enhet;status;tema;malomrade\nI1;2022-02-01;0042;0100;mottagen;Möten;\n", null },
        { "standard-access", "anstnr;utrustning;konto;digitalt_verktyg;delas_av;inloggning;kanal\n0042;PC1;ja;delat;4;ja;ja\n", "2023-09-30" },
        { "standard-framework", "ramverk;version;id;slag;overordnad;namn;namn_en;niva;dimension\ndigcomp;3.0;1.1;kompetens;1;Söka;Search;1-2;\n", null },
    };

    [Fact]
    public void Every_standard_profile_is_tried()
    {
        Assert.Equal(
            ProfileCatalogue.BuiltIn.Profiles.Select(p => p.Name).Where(n => n.StartsWith("standard-", StringComparison.Ordinal)).Order(),
            Standard().Select(r => r.Data.Item1).Order());
    }

    /// <summary>The same content as text with semicolons and as a workbook gives the same rows, whoever the profile is for.</summary>
    [Theory]
    [MemberData(nameof(Standard))]
    public void A_workbook_is_stored_as_the_text_of_the_same_content_is(string profile, string text, string? asOf)
    {
        using var house = new TestHouse();
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(';')).ToArray();
        var csv = house.Import(house.Write("a.csv", text), asOf: asOf);
        var xlsx = house.Import(house.WriteBytes("b.xlsx", AsTyped(rows)), asOf: asOf);
        Assert.Equal((profile, profile), (csv.Header.Profile, xlsx.Header.Profile));
        Assert.Equal((0L, 0L), (csv.RowsQuarantined, xlsx.RowsQuarantined));
        Assert.Equal(rows.Length - 1, xlsx.RowsStored);
        var (first, second) = (house.Store.Committed[0], house.Store.Committed[1]);
        Assert.Equal(Told(first), Told(second));
        Assert.Equal(rows.Length - 1, first.Rows);
    }

    /// <summary>What the fake store was given, with the arrays written out.</summary>
    private static string Told(FakeSession session) => System.Text.Json.JsonSerializer.Serialize(
        new
        {
            session.Answers,
            session.Employments,
            session.Training,
            session.Courses,
            session.Units,
            session.Requirements,
            session.Attendance,
            session.Pairs,
            session.Ideas,
            session.Access,
            session.Plans,
            session.PlanActions,
            session.Framework,
        });

    /// <summary>Numbers and days as a spreadsheet program holds them, codes with leading zeros by format or as text.</summary>
    private static byte[] AsTyped(string[][] rows)
    {
        var file = new WorkbookFile();
        file.Add("Blad", rows.Select((row, r) => (r + 1, row.Select((cell, c) => Cell(cell, c, r == 0)).ToArray())));
        return file.ToBytes();

        string? Cell(string cell, int column, bool isHeading) =>
            cell.Length == 0 ? null
            : isHeading || cell.Contains('.', StringComparison.Ordinal) ? file.Shared(cell)
            : DateTime.TryParseExact(cell, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? WorkbookFile.Number(day.ToOADate().ToString("R", CultureInfo.InvariantCulture), file.Style(cell.Length > 10 ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd"))
            : cell.All(char.IsAsciiDigit) && column % 2 == 0 ? WorkbookFile.Number(cell.TrimStart('0') is { Length: > 0 } t ? t : "0", file.Style(new string('0', Math.Max(1, cell.Length))))
            : decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.GetCultureInfo("sv-SE"), out var number) && cell.Contains(',', StringComparison.Ordinal)
                ? WorkbookFile.Number(number.ToString(CultureInfo.InvariantCulture))
            : file.Shared(cell);
    }

    private static string One(WorkbookFile file, string cell)
    {
        using var house = new TestHouse();
        file.Add("Blad", [(1, [file.Shared("a"), file.Shared("b")]), (2, [file.Shared("x"), cell])]);
        using var source = Open(house.WriteBytes("a.xlsx", file.ToBytes()));
        Assert.True(source.Read());
        return Encoding.UTF8.GetString(source.Cell(1));
    }

    private static byte[] Ok() => new WorkbookFile().AddTexts("Blad", ["svarsid", "anstnr", "inlamnad", "1.1"], ["a", "1", "2023-10-02", "4"]).ToBytes();

    private static byte[] Flipped()
    {
        var bytes = Ok();
        var sheet = bytes.AsSpan().IndexOf("xl/worksheets/sheet0.xml"u8);
        for (var i = sheet + 30; i < sheet + 60; i++)
        {
            bytes[i] ^= 0x55;
        }

        return bytes;
    }

    private static byte[] Repeat(string before, string text, int times, string after) =>
        Encoding.ASCII.GetBytes(new StringBuilder(before).Insert(before.Length, text, times).Append(after).ToString());

    /// <summary>A good workbook with one part put in the place of its own.</summary>
    private static byte[] With(string part, byte[] content, int index = 0)
    {
        var file = new WorkbookFile { More = { [part] = content } };
        return file.Add("Blad", [(1, [$" t=\"s\"><v>{index}</v></c>", WorkbookFile.Inline("b")])]).ToBytes();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    private static Finding Fault(string path, FileLayout layout) => Assert.Throws<FileFault>(() => Open(path, layout)).Finding;

    private static ITableSource Open(string path, FileLayout? layout = null, SourceLimits? limits = null) =>
        SourceFormats.Open(new SourceRequest(
            FileFacts.Read(path, limits ?? SourceLimits.Default), layout ?? FileLayout.Found, limits ?? SourceLimits.Default, NoReport.Instance, Path.GetFileName(path)));
}
