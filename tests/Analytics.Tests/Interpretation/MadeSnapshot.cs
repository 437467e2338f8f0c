using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Interpretation;

/// <summary>What a column of a measure holds.</summary>
internal enum Holds
{
    /// <summary>A share of answers or people; may be a class.</summary>
    Share,
    /// <summary>A share that is a statistic: never a class.</summary>
    Exact,
    /// <summary>A mean level; may be near an end.</summary>
    Level,
    /// <summary>An index 0–100; may be near an end.</summary>
    Index,
    /// <summary>A difference of levels or indices, or a score.</summary>
    Difference,
    /// <summary>A difference of shares.</summary>
    Points,
    /// <summary>A ratio or another number from 0.</summary>
    Number,
    /// <summary>A whole number of things.</summary>
    Things,
    /// <summary>−1, 0 or 1.</summary>
    Sign,
    /// <summary>0 or 1.</summary>
    Mark,
}

/// <summary>
/// Snapshots with the tables of every measure at every level, in the columns that are published, their cells given by a function: an
/// organisation, two departments, a unit, two released waves, the later one shown.
/// </summary>
internal static class MadeSnapshot
{
    public const string Organisation = "2284";
    public const string Before = "2022-04";
    public const string Wave = "2023-10";
    public const string Department = "30";
    public const string Unit = "3030";
    public static readonly DateOnly AsOf = new(2023, 10, 1);

    private static readonly string[] Competences = [.. CompetenceFramework.DigComp22.Competences.Select(c => c.Id)];

    /// <summary>Columns of a measure at a level, with what they hold; those of departments where operations divide the organisation.</summary>
    public static IEnumerable<(string Column, Holds Holds)> Columns(string measure, ScopeLevel level, Breakdown breakdown = Breakdown.None)
    {
        var whole = level == ScopeLevel.Organisation && breakdown == Breakdown.None;
        (string, Holds)[] Of(Holds holds, params string[] columns) => [.. columns.Select(c => (c, holds))];
        return measure switch
        {
            Measures.Population => Of(Holds.Things, "all"),
            Measures.DeviceClass => Of(Holds.Share, "eget", "delat", "inget", "okand"),
            Measures.AccessGap => whole ? [("between", Holds.Number), ("flagged", Holds.Things)] : [("all", Holds.Number), ("flag", Holds.Mark)],
            Measures.TargetReach => Of(Holds.Share, "digilo", "digilej-2021"),
            Measures.HoursInequality => Of(Holds.Number, whole ? ["all", "between"] : ["all"]),
            Measures.Targeting or Measures.WeightingEffect => Of(Holds.Number, "all"),
            Measures.FloorLevel => Of(Holds.Difference, "all"),
            Measures.MarginEffects => Of(Holds.Points, "role", "gender", "age", "device"),
            Measures.BelowFloorByCompetence or Measures.BelowRequirement => Of(Holds.Share, Competences),
            Measures.Level or Measures.LevelWeighted => Of(Holds.Level, [.. Competences, "index"]),
            Measures.Gap or Measures.Rds or Measures.Mwds => Of(Holds.Difference, Competences),
            Measures.Distribution => Of(Holds.Share, whole ? ["0", "1", "2", "3", "4", "5", "6", "7", "8"] : ["floor", "between", "required"]),
            Measures.BelowFloorWeighted => Of(Holds.Exact, "all"),
            Measures.FloorDepth => Of(Holds.Exact, "all", "fgt1", "fgt2"),
            Measures.FloorBounds => Of(Holds.Exact, "silent_low", "silent_high", "unreachable_low", "unreachable_high"),
            Measures.Disparity or Measures.DisparityWeighted => [("all", Holds.Number), ("flag", Holds.Sign)],
            Measures.Representativity => Of(Holds.Number, "all", "cv", "without_device", "role", "gender", "age", "form", "device", "department"),
            Measures.SilentOperations => [("all", Holds.Share), ("silent", Holds.Things), ("operations", Holds.Things)],
            Measures.OtherWays => Of(Holds.Share, whole ? ["offered", "used"] : ["offered"]),
            Measures.AnswerChannel => Of(Holds.Share, "own_device", "shared_device", "kiosk", "paper", "helped"),
            Measures.CoachingCover => whole
                ? [("all", Holds.Share), ("by-manager", Holds.Share), ("by-employee", Holds.Share), ("pairs", Holds.Things), ("theme:Steg 2", Holds.Share), ("theme:Verktyg", Holds.Share)]
                : Of(Holds.Share, "all"),
            Measures.Ideas => [("all", Holds.Number), ("frontline", Holds.Share), ("acted", Holds.Share)],
            Measures.PlanCoverage => [("all", Holds.Share), ("operations", Holds.Exact)],
            Measures.PlanProgress => [("all", Holds.Share), ("due", Holds.Things)],
            Measures.PlanResults => Of(Holds.Things, "hours", "solutions"),
            Measures.SeenAndValued => Of(Holds.Index, "D1.1", "D1.2", "D1.3", "all"),
            Measures.Leadership => Of(Holds.Index, "L2.1", "L2.2", "all"),
            Measures.Engagement => Of(
                Holds.Index,
                [
                    .. Enumerable.Range(1, 9).Select(i => $"HME.{i}").Concat(["motivation", "ledarskap", "styrning", "all"])
                        .Where(c => level != ScopeLevel.Unit || !EmployeeEngagement.ConcernsTheManager(c)),
                ]),
            Measures.PerceptionGap => Of(Holds.Difference, "all"),
            Measures.BelowFloorChange or Measures.BelowFloorChangeWeighted => [("all", Holds.Points), ("secured", Holds.Sign)],
            Measures.LevelChange or Measures.LevelChangeWeighted => [("all", Holds.Difference), ("secured", Holds.Sign)],
            Measures.ParticipantChange => Of(Holds.Difference, "all", "g", "participants", "participants_g"),
            Measures.OverTheFloor => [("up", Holds.Exact), ("down", Holds.Exact), ("net", Holds.Points), ("certain", Holds.Sign)],
            Measures.AgainstNotYet => [("all", Holds.Difference), ("exposed", Holds.Difference), ("comparison", Holds.Difference), ("conclusion", Holds.Sign)],
            Measures.TargetAreas => Of(Holds.Level, "trygghet", "ledarskap"),
            Measures.Profile => Of(Holds.Mark, "access", "reach", "floor", "voice"),
            _ => Of(Holds.Share, "all"),
        };
    }

    /// <summary>A snapshot whose every cell is made by a function of measure, wave, level, row and column.</summary>
    /// <param name="cell">The cells; null leaves the measure's table of that level out.</param>
    /// <param name="state">State of the later wave.</param>
    public static Snapshot Build(Func<string, string, ScopeLevel, string, string, Holds, PublishedCell?> cell, WaveState state = WaveState.Released)
    {
        var tables = new List<PublishedTable>();
        foreach (var measure in Catalogue.All.Select(d => d.Id))
        {
            foreach (var wave in (string[])["", Before, Wave])
            {
                foreach (var level in Enum.GetValues<ScopeLevel>())
                {
                    foreach (var item in measure == Measures.Distribution ? Competences : [""])
                    {
                        Add(tables, new TableKey(measure, Organisation, wave, level, Breakdown.None, item), Rows(level), cell);
                    }
                }

                if (measure is Measures.AccessGap or Measures.Profile or Measures.Disparity or Measures.DisparityWeighted or Measures.Access or Measures.Reach or Measures.Voice or Measures.BelowFloor)
                {
                    Add(tables, new TableKey(measure, Organisation, wave, ScopeLevel.Organisation, Breakdown.Operation),
                        [new(Organisation, "hemtjanst", new("Hemtjänst 24", "Hemtjänst 24")), new(Organisation, "stad", new("Städ", "Städ"))], cell);
                }

                if (measure is Measures.Disparity or Measures.DisparityWeighted)
                {
                    Add(tables, new TableKey(measure, Organisation, wave, ScopeLevel.Organisation, Breakdown.AgeBand),
                        [new(Organisation, "-39", new("16–39 år", "16–39 years")), new(Organisation, "40-", new("40 år och äldre", "40 years and over"))], cell);
                }
            }
        }

        PublishedScope[] scopes =
        [
            new("10", "Äldreförvaltningen 2", "", ScopeLevel.Department, []), new(Department, "Lokalvård", "", ScopeLevel.Department, []),
            new(Unit, "Övriga enheter (3)", Department, ScopeLevel.Unit, ["A", "B", "C"]),
        ];
        PublishedWave MadeWave(string code, DateOnly day, WaveState at) =>
            new(code, new("Mätning " + code, "Wave " + code), at, day, day.AddDays(30), day, true, true, at == WaveState.Released ? 1 : 0, false, scopes);
        var areas = new TargetAreas("1", "",
        [
            new("trygghet", new("Digital trygghet", "Digital safety"), ["4.1"], []), new("ledarskap", new("Ledarskap", "Leadership"), ["5.4"], ["L1"]),
        ]);
        return new Snapshot(
            new string('a', 64), AsOf, "1.0", true, 5, 2, CompetenceFramework.DigComp22,
            [
                new PublishedOrganisation(
                    Organisation, new("Örnsköldsviks kommun", "Örnsköldsvik Municipality"), "Örnsköldsvik", AsOf,
                    [MadeWave(Before, new(2022, 4, 1), WaveState.Released), MadeWave(Wave, AsOf, state)], [], areas),
            ],
            tables);
    }

    private static List<PublishedRow> Rows(ScopeLevel level) => level switch
    {
        ScopeLevel.Organisation => [new(Organisation, "", new("Örnsköldsviks kommun", "Örnsköldsvik Municipality"))],
        ScopeLevel.Department => [new("10", "", new("Äldreförvaltningen 2", "Äldreförvaltningen 2")), new(Department, "", new("Lokalvård", "Lokalvård"))],
        _ => [new(Unit, "", new("Övriga enheter (3)", "Övriga enheter (3)"))],
    };

    private static void Add(
        List<PublishedTable> tables, TableKey key, IReadOnlyList<PublishedRow> rows, Func<string, string, ScopeLevel, string, string, Holds, PublishedCell?> cell)
    {
        var columns = Columns(key.Measure, key.Level, key.Breakdown).ToList();
        var cells = rows
            .SelectMany(r => columns.Select(c => cell(key.Measure, key.Wave, key.Level, r.Category.Length > 0 ? r.Category : r.Code, key.Item.Length > 0 ? key.Item + ":" + c.Column : c.Column, c.Holds)))
            .ToArray();
        if (cells.All(c => c is not null))
        {
            tables.Add(new PublishedTable(key, AsOf, rows, [.. columns.Select(c => c.Column)], cells!));
        }
    }
}
