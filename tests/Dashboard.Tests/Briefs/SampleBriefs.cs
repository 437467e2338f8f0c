using Digilo.Analytics.Dashboard.Briefs;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Briefs to render, invented figures.</summary>
internal static class SampleBriefs
{
    private const char Nbsp = '\u00A0';

    /// <summary>A leader's brief as the dashboard would compose it.</summary>
    public static Brief Leader(bool synthetic = true) => new(
        "Digital kompetens i Exempelby kommun",
        "sv-SE",
        "Ledningsbrief · vårmätningen 2026",
        "Exempelby kommun, alla förvaltningar · 1 204 medarbetare",
        new DateOnly(2026, 3, 31),
        "3f9a1c77d2e04b5f8a6cbb1f0e2d4c6a",
        "1.2",
        "Data t.o.m. 2026-03-31, metodversion 1.2, minst 5 svar bakom varje tal",
        synthetic,
        [
            new Paragraph(
                [
                    new TextRun("Sju av tio medarbetare når nu grundnivån i digital kompetens", Emphasis: true),
                    new TextRun(" – en ökning med fyra procentenheter sedan i höstas, större än vad slumpen rimligen förklarar. "),
                    new TextRun("Hemtjänst Väst ligger fortfarande lägst, men har ökat mest."),
                ],
                ParagraphKind.Lead),
            new KeyFigures(
            [
                new KeyFigure("Når grundnivån", "71 %", "n = 812 · 95 % KI 68–74 %", "+4 enheter sedan hösten 2025"),
                new KeyFigure("Kompetensgap mot rollens krav", "0,42 nivåer", "n = 812 · 95 % KI 0,37–0,47", "−0,06 sedan hösten 2025"),
                new KeyFigure("Upplever sig kunna påverka", "58 %", "n = 790 · 95 % KI 54–61 %", "oförändrat"),
                new KeyFigure("Svarsfrekvens", "67 %", "812 av 1 204", "+2 enheter"),
                new KeyFigure("Genomförd utbildning", "46 %", "n = 1 204, registerdata", "+11 enheter"),
                new KeyFigure("Långt under grundnivån, vikarier", "högst 4 av 12", "visas som klass: färre än 5"),
            ]),
            new Heading(2, "Vad har hänt sedan sist"),
            new Paragraph("Fem av sex förvaltningar har ökat. Skillnaden mellan den högsta och den lägsta förvaltningen har minskat från 16 till 15 procentenheter, vilket ryms inom osäkerheten."),
            new BulletList(
            [
                new Paragraph([new TextRun("Äldreomsorg Öst", true), new TextRun(": från 66 till 72 procent, tydlig förbättring (n = 148).")]),
                new Paragraph([new TextRun("Hemtjänst Väst", true), new TextRun(": från 58 till 63 procent, trolig förbättring (n = 96). Här är också svarsfrekvensen lägst, 49 procent, så siffran ska läsas med försiktighet.")]),
                new Paragraph([new TextRun("Räddningstjänst", true), new TextRun(": från 71 till 70 procent, ingen säker förändring (n = 61).")]),
            ]),
            new Figure(
                SampleCharts.Dumbbell(),
                "Punktdiagram över andelen på minst grundnivå i sex förvaltningar, hösten 2025 och våren 2026. Grundskola Söder ligger högst med 78 procent, Hemtjänst Väst lägst med 63. Alla tal finns i tabellen nedan.",
                "Hemtjänst Väst har ökat mest men ligger kvar sist",
                483,
                187.5),
            new Heading(2, "Hur svaren fördelar sig"),
            new Paragraph(
            [
                new TextRun("Fördelningen över de fem nivåerna visar att gruppen som helt saknar grunderna är störst i Hemtjänst Väst, 12 procent. Fler uppdelningar finns i "),
                new TextRun("instrumentpanelen för Exempelby kommun", Link: new Uri("https://digilo.example/exempelby?matning=2026v")),
                new TextRun("."),
            ]),
            new Figure(
                SampleCharts.Stacked(),
                "Staplat stapeldiagram: svarens fördelning över fem nivåer i sex förvaltningar. Andelen på de två högsta nivåerna är störst i Grundskola Söder, 74 procent, och minst i Hemtjänst Väst, 54 procent.",
                "Svarsfördelning per förvaltning, procent",
                483,
                180),
            new Table(
                "Andel på minst grundnivå per förvaltning",
                [
                    new TableColumn("Förvaltning"),
                    new TableColumn("Svar (n)", ColumnAlignment.Right),
                    new TableColumn("Hösten 2025", ColumnAlignment.Right),
                    new TableColumn("Våren 2026", ColumnAlignment.Right),
                    new TableColumn("95 % KI", ColumnAlignment.Right),
                    new TableColumn("Förändring", ColumnAlignment.Right),
                ],
                [
                    new TableRow("Förskola Norr", ["182", "69 %", "69 %", "62–75 %", "0"]),
                    new TableRow("Grundskola Söder", ["254", "74 %", "78 %", "73–83 %", "+4"]),
                    new TableRow("Äldreomsorg Öst", ["148", "66 %", "72 %", "65–79 %", "+6"]),
                    new TableRow("Hemtjänst Väst", ["96", "58 %", "63 %", "53–72 %", "+5"]),
                    new TableRow("Räddningstjänst", ["61", "71 %", "70 %", "58–80 %", "−1"]),
                    new TableRow("Kultur och fritid", ["71", "62 %", "66 %", "55–76 %", "+4"]),
                ],
                "Förändringar i procentenheter. KI = konfidensintervall med ändlighetskorrektion."),
            new Note(
                "Metod och begränsningar",
                [
                    new Paragraph("Talen bygger på självskattning i 21 frågor enligt DigComp 2.2 och är vägda mot personalregistret. Grupper med färre än fem svar visas inte, och inte heller tal som skulle gå att räkna fram ur andra."),
                    new Paragraph($"Intervallen är 95{Nbsp}% konfidensintervall. En förändring kallas tydlig när intervallet för skillnaden inte täcker noll och effekten är minst 0,2 standardavvikelser."),
                ]),
        ]);

    /// <summary>The least there can be.</summary>
    public static Brief Of(params Block[] blocks) => new(
        "Prov", "sv-SE", "", "", new DateOnly(2026, 3, 31), "s1", "1.0", "Data t.o.m. 2026-03-31", false, blocks);

    /// <summary>A table of many rows.</summary>
    public static Table LongTable(int rows) => new(
        "Enheter",
        [new TableColumn("Enhet"), new TableColumn("Svar", ColumnAlignment.Right), new TableColumn("Andel", ColumnAlignment.Right), new TableColumn("Anmärkning")],
        [.. Enumerable.Range(1, rows).Select(i => new TableRow($"Enhet{i}", [$"{i + 7}", $"{i % 100} %", i % 9 == 0 ? "Låg svarsfrekvens, läs med försiktighet: färre än hälften har svarat" : "–"]))]);

    /// <summary>A table of many columns.</summary>
    public static Table WideTable(int columns, int rows) => new(
        "Bred",
        [.. Enumerable.Range(1, columns).Select(i => new TableColumn(i == 1 ? "Kompetensområde" : $"Kolumn {i}", ColumnAlignment.Right))],
        [.. Enumerable.Range(1, rows).Select(row => new TableRow($"Område {row}", [.. Enumerable.Range(2, columns - 1).Select(i => (TableCell)$"{row * i} %")]))]);

    /// <summary>A long brief with contents, links, lists of every kind, marked cells and a chart with its table.</summary>
    public static Brief Analysis(int chapters = 6)
    {
        const string Filler = "Kommunens medarbetare har svarat på frågor om digital kompetens, och svaren har vägts mot personalregistret så att varje förvaltning räknas efter sin storlek. ";
        var blocks = new List<Block> { new Paragraph("Sju av tio når grundnivån.", ParagraphKind.Lead), new Contents("Innehåll") };
        for (var i = 1; i <= chapters; i++)
        {
            blocks.AddRange(
            [
                new Heading(2, $"Kapitel {i}", $"kapitel-{i}", NewPage: i == chapters),
                new Paragraph([new TextRun(Filler + "Se "), new TextRun($"kapitel {chapters + 1 - i}", Anchor: $"kapitel-{chapters + 1 - i}"), new TextRun(". " + Filler)]),
                new Heading(3, $"Del {i}.1 med en rubrik som är så lång att den bryts över två rader i innehållsförteckningen, där den inte får plats på en"),
                new NumberedList([new Paragraph(Filler), new Paragraph(Filler + Filler), new Paragraph("Kort.")]),
                new Heading(3, $"Del {i}.2"),
                new DefinitionList([new Definition($"Åtgärd {i}", new Paragraph("Ansvarig: HR-direktören. " + Filler)), new Definition("Begrepp", new Paragraph(Filler))]),
                new Figure(SampleCharts.Dumbbell(), "Hemtjänst Väst har ökat mest.", $"Bild {i}", 483, 187.5, new Table(
                    $"Tal till bild {i}",
                    [new TableColumn("Förvaltning"), new TableColumn("Andel", ColumnAlignment.Right)],
                    [
                        new TableRow(new TableCell("Alla", CellMark.Strong), [new TableCell("71 %", CellMark.Strong)]),
                        new TableRow(new TableCell("Hemtjänst Väst", Anchor: "metod"), [new TableCell("58 %, under golvet", CellMark.Attention)]),
                        new TableRow("Liten enhet", [new TableCell("dold: färre än 5 svar", CellMark.Weak)]),
                    ])),
            ]);
        }

        blocks.Add(new Note("Metod", [new Paragraph(Filler)], "metod"));
        return Of([.. blocks]) with { RunningHead = "Analysbrief · Exempelby kommun" };
    }

    /// <summary>Something of each kind, for damaging.</summary>
    public static Brief Everything() => Leader() with
    {
        Blocks =
        [
            new Contents("Innehåll"),
            .. Leader().Blocks,
            new Heading(3, "Mer"),
            new Figure(SampleCharts.Everything(), "Alla märken", "", 300, 200, new Table("Tal", [new TableColumn("A")], [], "En not till")),
            new NumberedList([new Paragraph("漢 tecken")]),
        ],
    };

    /// <summary>What nobody would write and everybody may import.</summary>
    public static Brief Odd() => Of(
        new Paragraph("Emoji 😀👩‍👩‍👧 och שלום مرحبا e\u0301 q\u0323\u0301"),
        new KeyFigures([new KeyFigure("En", "1", "b")]),
        new KeyFigures([.. Enumerable.Range(1, 7).Select(i => new KeyFigure($"Mått {i}", i == 3 ? "uppgift saknas: för få svar" : $"{i} %", $"n = {i}", i % 2 == 0 ? "+1" : null))]),
        new BulletList([new Paragraph(new string('å', 300)), new Paragraph("")]),
        new Table("Tom", [new TableColumn("A"), new TableColumn("B")], [], "Not ett"),
        new Table("Tomma celler", [new TableColumn(""), new TableColumn("B", ColumnAlignment.Center)], [new TableRow("", [""])], "Not två"),
        new Heading(2, new string('R', 200)),
        new Paragraph([new TextRun("En länk som är så lång att den bryts över flera rader ", Link: new Uri("https://digilo.example/å?x=(1)")), new TextRun(new string('x', 150), Link: new Uri("https://digilo.example/"))]),
        new Note("Metod", []));
}
