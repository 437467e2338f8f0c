using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>
/// A snapshot with invented numbers that holds every state a page can meet: values, classes, hidden, not applicable,
/// released, open, closed and planned waves, a release that waits, merged units and long Swedish names.
/// </summary>
internal static class SampleSnapshot
{
    public const string Id = "5c0ffee5c0ffee5c0ffee5c0ffee5c0ffee5c0ffee5c0ffee5c0ffee5c0ffee0";
    public const string Rich = "2284";
    public const string WithoutConsent = "2480";
    public const string Sparse = "0024";
    public const string Latest = "2023-10";
    public const string Open = "2026-10";
    public const string HiddenUnit = "4120";
    public const string ClassUnit = "4130";

    private static readonly CompetenceFramework Framework = CompetenceFramework.DigComp22;

    private static readonly (string Code, string Name, int N, (string Code, string Name, int N)[] Units)[] Tree =
    [
        ("11", "Barn- och utbildningsförvaltningen", 212,
        [
            ("1101", "Förskola Centrum", 38), ("1102", "Förskola Själevad", 29), ("1103", "Grundskola Åsen", 47),
            ("1104", "Parkskolan och Ängetskolans gemensamma elevhälsa", 24), ("1105", "Kostenheten", 41), ("11-M", "Övriga enheter (3)", 19),
        ]),
        ("40", "Välfärdsförvaltningen", 334,
        [
            ("4110", "Hemtjänst Öst", 62), (HiddenUnit, "Hemtjänst Väst", 31), (ClassUnit, "Särskilt boende Hörneborg", 44),
            ("4140", "Daglig verksamhet", 36), ("4150", "Individ- och familjeomsorg, vuxna och ekonomiskt bistånd", 52), ("4160", "Personlig assistans", 58),
        ]),
        ("30", "Samhällsbyggnadsförvaltningen", 118, [("3010", "Bygglov och geodata", 28), ("3020", "Gata och park", 40), ("3030", "Lokalvård", 50)]),
        ("20", "Kultur- och fritidsförvaltningen", 64, [("2010", "Bibliotek", 22), ("2020", "Idrott och anläggningar", 42)]),
        ("10", "Konsult- och serviceförvaltningen", 96, [("1010", "IT och digitalisering", 31), ("1020", "Ekonomi och löner", 37), ("1030", "Kontaktcenter", 28)]),
    ];

    private static readonly TargetAreas Areas = new("1", "",
    [
        new("trygghet", new("Digital trygghet", "Digital safety"), ["4.1", "4.2", "4.3"], []),
        new("hallbarhet", new("Hållbarhet", "Sustainability"), ["4.4"], [Measures.PlanCoverage, Measures.PlanProgress]),
    ]);

    public static Snapshot Build(bool synthetic = true)
    {
        var tables = new List<PublishedTable>();
        var waves = new List<PublishedWave>
        {
            Wave("2021-02", "Februari 2021", "February 2021", WaveState.Released, new(2021, 2, 1)),
            Wave("2022-04", "Våren 2022", "Spring 2022", WaveState.Released, new(2022, 4, 1)),
            Wave(Latest, "Hösten 2023", "Autumn 2023", WaveState.Released, new(2023, 10, 1), waits: true) with
            {
                Excluded = [new("straightLining", 12), new("tooFast", PublishedExclusion.Few)],
            },
            Wave(Open, "Hösten 2026", "Autumn 2026", WaveState.Open, new(2026, 10, 1)),
        };
        for (var w = 0; w < 3; w++)
        {
            Survey(tables, Rich, waves[w].Wave, w);
            tables.Add(new PublishedTable(
                new TableKey(Measures.TargetAreas, Rich, waves[w].Wave, ScopeLevel.Organisation), new(2023, 10, 1), [Row(Rich)], [.. Areas.Areas.Select(a => a.Id)],
                [new(CellState.Value, estimate: 4.33, decimals: 2, respondents: 512, population: 824), Hidden()]));
        }

        tables.Add(Single(Measures.Voice, Rich, Open, ScopeLevel.Organisation, [Row(Rich)], [new(CellState.Value, estimate: 0.31, respondents: 255, population: 824)]));
        for (var w = 1; w < 3; w++)
        {
            Changes(tables, Rich, waves[w].Wave);
        }

        Facts(tables, Rich);
        var other = Wave(Latest, "Hösten 2023", "Autumn 2023", WaveState.Released, new(2023, 10, 1), consent: false, scopes: []);
        Survey(tables, WithoutConsent, Latest, 1, organisationOnly: true);
        var skelleftea = Wave(Latest, "Hösten 2023", "Autumn 2023", WaveState.Released, new(2023, 10, 1), scopes: []);
        Survey(tables, "2482", Latest, 2, organisationOnly: true);
        var closed = Wave(Latest, "Hösten 2023", "Autumn 2023", WaveState.Closed, new(2023, 10, 1), scopes: [], release: 0);
        var organisations = new List<PublishedOrganisation>
        {
            new(Sparse, new("Region Västerbotten", "Region Västerbotten"), "RV", new(2023, 10, 20), [closed], [], null),
            new(Rich, new("Örnsköldsviks kommun", "Örnsköldsvik Municipality"), "Örnsköldsvik", new(2023, 11, 30), waves,
                [new(DeliveryKind.Survey, new(2023, 10, 1), 0), new(DeliveryKind.Register, new(2023, 11, 30), 4), new(DeliveryKind.Training, new(2023, 11, 28), 37)], Areas),
            new(WithoutConsent, new("Umeå kommun", "Umeå Municipality"), "Umeå", new(2023, 10, 20), [other], [], null),
            new("2482", new("Skellefteå kommun", "Skellefteå Municipality"), "Skellefteå", new(2023, 10, 20), [skelleftea], [], null),
        };
        return new Snapshot(Id, new(2023, 11, 30), "1.0", synthetic, 5, 2, Framework, organisations, tables);
    }

    private static PublishedWave Wave(
        string code, string sv, string en, WaveState state, DateOnly reference, bool waits = false, bool consent = true,
        IReadOnlyList<PublishedScope>? scopes = null, int release = 1) =>
        new(code, new(sv, en), state, reference, reference.AddDays(28), reference, true, consent, release, waits, scopes ?? Scopes());

    private static List<PublishedScope> Scopes() =>
    [
        .. Tree.SelectMany(d => d.Units
            .Select(u => new PublishedScope(u.Code, u.Name, d.Code, ScopeLevel.Unit, u.Code == "11-M" ? ["Skolskjuts", "Måltid Norr", "Fritidshem Ås"] : []))
            .Prepend(new PublishedScope(d.Code, d.Name, "", ScopeLevel.Department, []))),
    ];

    private static PublishedRow Row(string code) => new(code, "", new(NameOf(code), NameOf(code)));

    private static string NameOf(string code) =>
        Tree.Select(d => d.Code == code ? d.Name : d.Units.FirstOrDefault(u => u.Code == code).Name).FirstOrDefault(n => n is not null) ?? code;

    private static PublishedTable Single(string measure, string organisation, string wave, ScopeLevel level, IReadOnlyList<PublishedRow> rows, PublishedCell[] cells, string item = "") =>
        new(new TableKey(measure, organisation, wave, level, Breakdown.None, item), new(2023, 10, 1), rows, [PublishedTable.All], cells);

    // A number in [0, 1) that depends on the text alone.
    private static double Noise(string text)
    {
        uint hash = 2166136261;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        hash ^= hash >> 16;
        hash *= 2246822507;
        hash ^= hash >> 13;
        hash *= 3266489909;
        hash ^= hash >> 16;
        return (hash >> 8) / 16777216.0;
    }

    private static PublishedCell Hidden() => new(CellState.Hidden, "few_respondents");

    private static IEnumerable<(ScopeLevel Level, List<(string Code, int N)> Groups)> Levels(string organisation, bool organisationOnly)
    {
        yield return (ScopeLevel.Organisation, [(organisation, 824)]);
        if (!organisationOnly)
        {
            yield return (ScopeLevel.Department, [.. Tree.Select(d => (d.Code, d.N))]);
            yield return (ScopeLevel.Unit, [.. Tree.SelectMany(d => d.Units).Select(u => (u.Code, u.N))]);
        }
    }

    private static void Survey(List<PublishedTable> tables, string organisation, string wave, int number, bool organisationOnly = false)
    {
        foreach (var (level, groups) in Levels(organisation, organisationOnly))
        {
            var rows = groups.Select(g => Row(g.Code)).ToList();
            tables.Add(Single(Measures.Voice, organisation, wave, level, rows, [.. groups.Select(g => Voice(g.Code, g.N, wave))]));
            tables.Add(Single(Measures.BelowFloor, organisation, wave, level, rows, [.. groups.Select(g => Share(g.Code, g.N, wave, 0.33 - (0.045 * number)))]));
            tables.Add(Matrix(Measures.Level, organisation, wave, level, rows, [.. Ids(), PublishedTable.Index], (g, c) => Mean(g, groups, c, wave, number, 0)));
            tables.Add(Matrix(Measures.Gap, organisation, wave, level, rows, Ids(), (g, c) => Mean(g, groups, c, wave, number, 1)));
            tables.Add(Matrix(Measures.BelowRequirement, organisation, wave, level, rows, Ids(), (g, c) => Share(g, N(groups, g), wave + c, 0.2 + (0.5 * Noise(c)))));
            tables.Add(Matrix(Measures.BelowFloorByCompetence, organisation, wave, level, rows, Ids(), (g, c) => Share(g, N(groups, g), wave + c, 0.02 + (0.25 * Noise(c)))));
            foreach (var competence in Framework.Competences)
            {
                IReadOnlyList<string> columns = level == ScopeLevel.Organisation
                    ? ["0", "1", "2", "3", "4", "5", "6", "7", "8"]
                    : ["floor", "between", "required"];
                var cells = groups.SelectMany(g => Distribution(g.Code, g.N, competence.Id, columns.Count)).ToArray();
                tables.Add(new PublishedTable(
                    new TableKey(Measures.Distribution, organisation, wave, level, Breakdown.None, competence.Id), new(2023, 10, 1), rows, columns, cells));
            }
        }
    }

    /// <summary>Changes of the organisation and its departments, and their differences, in both weightings; the last department's are hidden.</summary>
    private static void Changes(List<PublishedTable> tables, string organisation, string wave)
    {
        foreach (var (level, groups) in Levels(organisation, false).Take(2))
        {
            var rows = groups.Select(g => Row(g.Code)).ToList();
            foreach (var weighted in (bool[])[false, true])
            {
                var floor = weighted ? -0.062 : -0.04;
                var n = weighted ? 501 : 498;
                var whole = level == ScopeLevel.Organisation;
                Test(weighted ? Measures.BelowFloorChangeWeighted : Measures.BelowFloorChange, "secured", new(floor, weighted ? 1 : 0, n, new("t", floor - 0.03, floor + 0.03)), -1);
                Test(weighted ? Measures.LevelChangeWeighted : Measures.LevelChange, "secured", new(0.12, 2, n, new("t", -0.05, 0.29)), 0);
                Test(weighted ? Measures.DisparityWeighted : Measures.Disparity, "flag", whole ? null : new(weighted ? 1.41 : 1.37, 2, n, new("katz", 1.05, 1.9)), 1);
                if (weighted)
                {
                    tables.Add(Single(Measures.BelowFloorWeighted, organisation, wave, level, rows, [.. groups.Select(g => Share(g.Code, g.N, wave, 0.2))]));
                    tables.Add(Matrix(Measures.LevelWeighted, organisation, wave, level, rows, [PublishedTable.Index], (g, c) => Mean(g, groups, c, wave, 1, 0)));
                }
            }

            void Test(string measure, string column, Number? number, int sign) => tables.Add(Matrix(
                measure, organisation, wave, level, rows, [PublishedTable.All, column], (g, c) =>
                    number is null ? new(CellState.NotApplicable, "whole")
                    : g == "10" ? Hidden()
                    : c == column ? new(CellState.Value, estimate: sign, respondents: number.N)
                    : new(CellState.Value, estimate: number.Value, decimals: number.Decimals, respondents: number.N, population: 824, intervalWithoutFpc: number.Interval)));
        }
    }

    private sealed record Number(double Value, int Decimals, int N, PublishedInterval Interval);

    private static void Facts(List<PublishedTable> tables, string organisation)
    {
        tables.Add(Single(Measures.PlanCoverage, organisation, "", ScopeLevel.Organisation, [Row(organisation)], [new(CellState.Value, estimate: 0.56, population: 824)]));
        tables.Add(Single(Measures.PlanProgress, organisation, "", ScopeLevel.Organisation, [Row(organisation)], [new(CellState.NotApplicable, "no_actions")]));
        foreach (var (level, groups) in Levels(organisation, false))
        {
            var rows = groups.Select(g => Row(g.Code)).ToList();
            tables.Add(Single(Measures.Population, organisation, "", level, rows, [.. groups.Select(g => new PublishedCell(CellState.Value, estimate: g.N, population: g.N))]));
            tables.Add(Single(Measures.Access, organisation, "", level, rows, [.. groups.Select(g => new PublishedCell(CellState.Value, estimate: Math.Round(0.6 + (0.4 * Noise("a" + g.Code)), 2), population: g.N))]));
            tables.Add(Single(Measures.Reach, organisation, "", level, rows, [.. groups.Select(g => g.Code == "2010"
                ? new PublishedCell(CellState.NotApplicable, "no_source")
                : new PublishedCell(CellState.Value, estimate: Math.Round(0.2 + (0.3 * Noise("r" + g.Code)), 2), population: g.N))]));
        }
    }

    private static List<string> Ids() => [.. Framework.Competences.Select(c => c.Id)];

    private static int N(List<(string Code, int N)> groups, string code) => groups.First(g => g.Code == code).N;

    private static PublishedTable Matrix(string measure, string organisation, string wave, ScopeLevel level, List<PublishedRow> rows, List<string> columns, Func<string, string, PublishedCell> cell) =>
        new(new TableKey(measure, organisation, wave, level), new(2023, 10, 1), rows, columns, [.. rows.SelectMany(r => columns.Select(c => cell(r.Code, c)))]);

    private static int Answered(string code, int population) => (int)(population * (0.52 + (0.25 * Noise("n" + code))));

    private static PublishedCell Voice(string code, int population, string wave)
    {
        if (code == HiddenUnit)
        {
            return Hidden();
        }

        var n = Answered(code + wave, population);
        return new(CellState.Value, estimate: Math.Round((double)n / population, 2), respondents: n, population: population);
    }

    private static PublishedCell Share(string code, int population, string salt, double centre)
    {
        if (code == HiddenUnit)
        {
            return Hidden();
        }

        var n = Answered(code + salt[..7], population);
        if (code == ClassUnit)
        {
            return new(CellState.Class, respondents: n, population: population, classKind: ClassKind.AtMost, classCount: 4);
        }

        var share = Math.Round(Math.Clamp(centre + (0.12 * (Noise("s" + code + salt) - 0.5)), 0.01, 0.95), 2);
        var half = Math.Round(1.1 * Math.Sqrt(share * (1 - share) / n), 2);
        return new(CellState.Value, estimate: share, respondents: n, population: population,
            interval: n < 10 ? null : new("wilson_fpc", Math.Max(0, share - half), share + half));
    }

    private static PublishedCell Mean(string code, List<(string Code, int N)> groups, string column, string wave, int number, int gap)
    {
        if (code == HiddenUnit)
        {
            return Hidden();
        }

        var population = N(groups, code);
        var n = Answered(code + wave, population);
        if (code == "1030" && column == "3.4")
        {
            return new(CellState.Class, respondents: n, population: population, classKind: ClassKind.NearLowest);
        }

        var level = (column == PublishedTable.Index ? 3.9 : 2.0 + (3.6 * Noise(column))) + (0.12 * number) + (groups.Count > 1 ? 1.6 * (Noise("m" + code) - 0.5) : 0);
        var required = 3.4 + (2.2 * Noise("q" + column));
        var decimals = n < 50 ? 1 : 2;
        var value = Math.Round(gap == 1 ? required - level : level, decimals);
        var half = Math.Round(1.6 / Math.Sqrt(n), decimals);
        return new(CellState.Value, estimate: value, decimals: decimals, respondents: n, population: population, interval: new("t_fpc", value - half, value + half));
    }

    private static IEnumerable<PublishedCell> Distribution(string code, int population, string competence, int count)
    {
        var n = Answered(code + Latest, population);
        if (code == HiddenUnit)
        {
            return Enumerable.Repeat(Hidden(), count);
        }

        var weights = Enumerable.Range(0, count)
            .Select(i => Math.Exp(-Math.Pow(i - (count * (0.25 + (0.4 * Noise(competence)))), 2) / (count * 0.55))).ToArray();
        var sum = weights.Sum();
        return weights.Select(w => Math.Round(w / sum, 2)).Select(share => share * n < 5
            ? new PublishedCell(CellState.Class, respondents: n, population: population, classKind: ClassKind.AtMost, classCount: 4)
            : new PublishedCell(CellState.Value, estimate: share, respondents: n, population: population)).ToList();
    }
}
