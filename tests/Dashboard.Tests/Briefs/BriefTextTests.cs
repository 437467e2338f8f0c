using Digilo.Analytics.Dashboard.Briefs;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>A brief as plain text: every kind of content, in reading order, in lines that a mail can carry.</summary>
public class BriefTextTests
{
    private static readonly Brief Sample = new(
        "Prov", "sv-SE", "Ledningsbrief", "Exempelby", new DateOnly(2026, 3, 31), "abc", "1.0", "Data t.o.m. 2026-03-31", true,
        [
            new Paragraph([new TextRun("Läs "), new TextRun("mer", Link: new Uri("https://digilo.example/a"))], ParagraphKind.Lead),
            new Contents("Innehåll"),
            new Heading(2, "Att göra"),
            new NumberedList([new Paragraph("Först"), new Paragraph("Sedan")]),
            new BulletList([new Paragraph("Punkt")]),
            new DefinitionList([new Definition("Gap", new Paragraph("krav minus nivå"))]),
            new KeyFigures([new KeyFigure("Röst", "49 %", "231 av 471", "tidigare 45 %"), new KeyFigure("Tom", "dold", "")]),
            new Table(
                "Tabellen", [new TableColumn("Grupp"), new TableColumn("n"), new TableColumn("Underlag")], [new TableRow("A", ["12", ""]), new TableRow("C", ["", ""])], "En not."),
            new Table("Tom tabell", [new TableColumn("Grupp"), new TableColumn("n")], []),
            new Figure("<svg/>", "Fynd. Så läses det.", "Fynd", 10, 10, new Table("Talen", [new TableColumn("Rad"), new TableColumn("Värde")], [new TableRow("B", ["3"])])),
            new Note("Metod", [new Paragraph("Så räknas det.")]),
        ]);

    [Fact]
    public void Every_kind_of_content_is_told_in_reading_order()
    {
        Assert.Equal(
            """
            Syntetiska data. Siffrorna är påhittade för att visa och pröva tjänsten. De säger ingenting om de organisationer som nämns.

            Ledningsbrief
            Prov
            ====
            Exempelby

            Läs mer <https://digilo.example/a>

            Att göra
            --------
            1. Först
            2. Sedan

            - Punkt

            Gap: krav minus nivå

            - Röst: 49 %. 231 av 471. tidigare 45 %
            - Tom: dold

            Tabellen:
            - A – n: 12
            - C
            En not.

            Tom tabell:
            - Tabellen har inga rader.

            Diagram: Fynd. Så läses det.

            Talen:
            - B – Värde: 3

            Metod
            -----
            Så räknas det.

            --
            Data t.o.m. 2026-03-31

            """.ReplaceLineEndings("\n"),
            BriefText.Of(Sample));
    }

    [Fact]
    public void Lines_are_no_longer_than_asked_but_for_a_longer_word()
    {
        var brief = SampleBriefs.Leader();
        var lines = BriefText.Of(brief, 72).Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 72 || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
        Assert.Equal(
            BriefText.Of(brief).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(w => !IsRule(w)),
            BriefText.Of(brief, 72).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(w => !IsRule(w)));
    }

    [Fact]
    public void A_name_of_several_lines_does_not_look_like_several_statements() =>
        Assert.Contains("A B – n: 1\n", BriefText.Of(Sample with
        {
            Blocks = [new Table("T", [new TableColumn("Grupp"), new TableColumn("n")], [new TableRow("A\r\nB", ["1"])])],
        }), StringComparison.Ordinal);

    private static bool IsRule(string word) => word.All(c => c is '-' or '=');
}
