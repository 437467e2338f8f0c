using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Interpretation;

/// <summary>An organisation of 1,240 employees with cells written by hand: numbers that could be, and each state somewhere.</summary>
internal static class HandMade
{
    /// <summary>The snapshot.</summary>
    public static Snapshot Snapshot() => MadeSnapshot.Build((measure, wave, level, row, column, holds) =>
        RegisteredTables.Of(measure).Any(t => t.Level == level)
            && (Facts.Contains(measure) == (wave.Length == 0) || wave == MadeSnapshot.Before)
            ? Given(measure, wave, level, row, column) ?? Usual(level, row, column, holds)
            : null);

    private static readonly string[] Facts =
    [
        Measures.Population, Measures.DeviceClass, Measures.AccessGap, Measures.TargetReach, Measures.Completion, Measures.HoursInequality,
        Measures.CouldAnswer, Measures.ManagersTrained, Measures.CoachingCover, Measures.Ideas, Measures.PlanCoverage, Measures.PlanProgress,
        Measures.PlanResults,
    ];

    private static PublishedCell Value(double estimate, int decimals = 0, int? n = null, int? all = null, PublishedInterval? interval = null) =>
        new(CellState.Value, estimate: estimate, decimals: decimals, respondents: n, population: all, intervalWithoutFpc: interval);

    private static PublishedCell Class(ClassKind kind, int? count, int n, int all) =>
        new(CellState.Class, respondents: n, population: all, classKind: kind, classCount: count);

    private static PublishedCell Hidden { get; } = new(CellState.Hidden, "protected");

    private static PublishedCell Without(string reason) => new(CellState.NotApplicable, reason);

    /// <summary>Cells that have a value of their own; null for the others.</summary>
    private static PublishedCell? Given(string measure, string wave, ScopeLevel level, string row, string column) => (measure, level, column) switch
    {
        (Measures.Population, ScopeLevel.Organisation, _) => Value(1240, all: 1240),
        (Measures.Population, _, _) => Value(96, all: 96),
        (Measures.DeviceClass, _, "eget") => Value(0.61, all: Size(level)),
        (Measures.DeviceClass, _, "delat") => Value(0.22, all: Size(level)),
        (Measures.DeviceClass, _, "inget") => Value(0.17, all: Size(level)),
        (Measures.DeviceClass, _, "okand") => Value(0, all: Size(level)),
        (Measures.AccessGap, _, "flagged") => Value(1, all: 1240),
        (Measures.AccessGap, _, "flag") => Value(row is MadeSnapshot.Department or "stad" ? 1 : 0, all: 96),
        (Measures.AccessGap, _, "all") => Value(0.71, 2, 96, 96),
        (Measures.AccessGap, _, "between") => Value(0.31, 2, 1240, 1240),
        (Measures.TargetReach, _, "digilej-2021") => Without("no_target_persons"),
        (Measures.ManagersTrained, ScopeLevel.Department, _) => Value(0.5, 0, 6, 96),
        (Measures.CoachingCover, _, "pairs") => Value(38, all: 1240),
        (Measures.Ideas, _, "all") => Value(7.4, 1, 92, 1240),
        (Measures.Ideas, _, "frontline") => Class(ClassKind.AtLeast, 78, 82, 1240),
        (Measures.Ideas, _, "acted") => Value(0.29, 0, 92, 1240),
        (Measures.PlanProgress, _, "due") => Value(43, all: 1240),
        (Measures.PlanResults, _, "hours") => Value(1300, all: 1240),
        (Measures.PlanResults, _, "solutions") => Value(1, all: 1240),
        (Measures.Voice, ScopeLevel.Organisation, _) => Value(0.649, 1, 805, 1240),
        (Measures.Voice, ScopeLevel.Department, _) => Value(0.54, 0, 52, 96),
        (Measures.Voice, ScopeLevel.Unit, _) => new(CellState.Class, population: 24, classKind: ClassKind.AtLeast, classCount: 20),
        (Measures.BelowFloor, ScopeLevel.Department, _) => Value(0.25, 0, 52, 96),
        (Measures.BelowFloor, ScopeLevel.Unit, _) => Class(ClassKind.AtMost, 4, 18, 24),
        (Measures.BelowFloorWeighted, ScopeLevel.Organisation, _) => Value(0.178, 1, wave == MadeSnapshot.Before ? 713 : 805, 1240),
        (Measures.MarginEffects, ScopeLevel.Organisation, "device") => Value(0.012, 1, 805, 1240),
        (Measures.MarginEffects, ScopeLevel.Department, "device") => Without("margin_not_used"),
        (Measures.MarginEffects, _, "gender") => Value(0, 0, 805, 1240),
        (Measures.FloorDepth, _, "fgt1" or "fgt2") => Without("floor_under_3"),
        (Measures.FloorLevel, _, _) => Value(wave == MadeSnapshot.Before ? 2.1 : 2.4, 1, 805, 1240),
        (Measures.FloorBounds, _, "silent_low") => Value(0.09, 0, 805, 1240),
        (Measures.FloorBounds, _, "silent_high") => Value(0.44, 0, 805, 1240),
        (Measures.FloorBounds, _, "unreachable_low" or "unreachable_high") => Without("no_channel_data"),
        (Measures.Disparity, ScopeLevel.Organisation, _) when row == MadeSnapshot.Organisation => Without("whole"),
        (Measures.Disparity, ScopeLevel.Organisation, "flag") => Value(row switch { "40-" => 1, "hemtjanst" => -1, _ => 0 }, n: 402),
        (Measures.Disparity, _, "flag") => Value(row == MadeSnapshot.Department ? 1 : 0, n: 52),
        (Measures.Disparity, _, "all") => Value(1.74, 2, 52, 96, new("katz", 1.12, 2.7)),
        (Measures.DisparityWeighted, ScopeLevel.Organisation, _) when row == MadeSnapshot.Organisation => Without("whole"),
        (Measures.DisparityWeighted, ScopeLevel.Organisation, "flag") => Value(row switch { "40-" => 1, "stad" => -1, _ => 0 }, n: 402),
        (Measures.DisparityWeighted, _, "flag") => Value(row == MadeSnapshot.Department ? 1 : 0, n: 52),
        (Measures.DisparityWeighted, _, "all") => Value(1.68, 2, 52, 96, new("log_t", 1.04, 2.72)),
        (Measures.Representativity, _, "device") => Value(0.24, 2, 805, 1240),
        (Measures.SilentOperations, _, "silent") => Value(1, all: 1240),
        (Measures.SilentOperations, _, "operations") => Value(9, all: 1240),
        (Measures.OtherWays, ScopeLevel.Organisation, "used") => Hidden,
        (Measures.AnswerChannel, _, "paper") => Class(ClassKind.AtMost, 4, 805, 1240),
        (Measures.AnswerChannel, _, "helped") => Hidden,
        (Measures.Distribution, ScopeLevel.Organisation, "3.4:0") => Without("not_offered"),
        (Measures.Distribution, ScopeLevel.Organisation, "3.4:8") => Class(ClassKind.AtMost, 4, 790, 1240),
        (Measures.Level, _, "3.4") => Value(2.8, 1, 41, 96),
        (Measures.Level, ScopeLevel.Unit, "index") => Class(ClassKind.NearLowest, null, 18, 24),
        (Measures.Gap, ScopeLevel.Organisation, "3.4") => Value(0.92, 2, 790, 1240),
        (Measures.Gap, ScopeLevel.Organisation, "1.1") => Hidden,
        (Measures.Gap, ScopeLevel.Department, _) => Value(-0.4, 1, 41, 96),
        (Measures.Rds, _, "3.4") => Value(-35.6, 1, 790, 1240),
        (Measures.BelowFloorByCompetence, ScopeLevel.Unit, _) => Class(ClassKind.AtMost, 4, 18, 24),
        (Measures.BelowFloorByCompetence, ScopeLevel.Department, "2.1") => Class(ClassKind.AtLeast, 37, 41, 96),
        (Measures.PerceptionGap, ScopeLevel.Organisation, _) => Value(10.3, 1, 159, 1240, new("t", -7.6, 28.2)),
        (Measures.PerceptionGap, _, _) => Without("few_managers"),
        (Measures.BelowFloorChange, _, "all") => Value(-0.03, 0, 805, 1240, new("t", -0.05, -0.01)),
        (Measures.BelowFloorChange, _, "secured") => Value(level == ScopeLevel.Organisation ? -1 : 0, n: 805),
        (Measures.LevelChange, _, "all") => Value(0.03, 2, 805, 1240),
        (Measures.LevelChange, _, "secured") => Value(0, n: 805),
        (Measures.LevelWeighted, ScopeLevel.Organisation, "index") => Value(4.4, 1, wave == MadeSnapshot.Before ? 713 : 790, 1240),
        (Measures.BelowFloorChangeWeighted, ScopeLevel.Organisation, "all") => Value(-0.041, 1, 805, 1240, new("t", -0.062, -0.02)),
        (Measures.BelowFloorChangeWeighted, ScopeLevel.Organisation, "secured") => Value(-1, n: 805),
        (Measures.BelowFloorChangeWeighted, _, _) => Without("too_few"),
        (Measures.LevelChangeWeighted, _, "all") => Value(level == ScopeLevel.Organisation ? 0.08 : 0, 2, level == ScopeLevel.Organisation ? 805 : 52, Size(level)),
        (Measures.LevelChangeWeighted, _, "secured") => Value(0, n: 52),
        (Measures.ParticipantChange, ScopeLevel.Organisation, "participants") => Value(0.24, 2, 88, 1240, new("t", 0.1, 0.38)),
        (Measures.ParticipantChange, ScopeLevel.Organisation, "all") => Value(0.09, 2, 413, 1240, new("t", 0.04, 0.14)),
        (Measures.ParticipantChange, ScopeLevel.Department, "participants") => Hidden,
        (Measures.ParticipantChange, ScopeLevel.Department, "all") => Value(-0.1, 1, 31, 96),
        (Measures.OverTheFloor, ScopeLevel.Organisation, "up") => Value(0.61, 0, 413, 1240),
        (Measures.OverTheFloor, ScopeLevel.Organisation, "down") => Value(0.07, 0, 413, 1240),
        (Measures.OverTheFloor, ScopeLevel.Organisation, "net") => Value(0.01, 0, 413, 1240),
        (Measures.OverTheFloor, ScopeLevel.Organisation, "certain") => Value(0, n: 413),
        (Measures.OverTheFloor, _, _) when row != MadeSnapshot.Department => Hidden,
        (Measures.OverTheFloor, _, "up") => Value(0.58, 0, 31, 96),
        (Measures.OverTheFloor, _, "down") => Value(0.11, 0, 31, 96),
        (Measures.OverTheFloor, _, "net") => Value(0.23, 0, 31, 96),
        (Measures.OverTheFloor, _, "certain") => Value(1, n: 31),
        (Measures.AgainstNotYet, _, "exposed") => Value(0.24, 2, 350, 1240),
        (Measures.AgainstNotYet, _, "comparison") => Value(-0.06, 2, 350, 1240),
        (Measures.AgainstNotYet, _, "all") => Value(0.3, 2, 350, 1240, new("t_cr1", 0.1, 0.5)),
        (Measures.AgainstNotYet, _, "conclusion") => Value(1, n: 350),
        (Measures.Targeting, _, _) => Value(0.8, 1, 390, 1240, new("katz", 0.5, 1.3)),
        (Measures.WeightingEffect, _, _) => Value(1.26, 2, level == ScopeLevel.Organisation ? 805 : 52, Size(level)),
        (Measures.Application, ScopeLevel.Department, _) => Class(ClassKind.AtLeast, 5, 9, 96),
        (Measures.TimeAndPlace, ScopeLevel.Organisation, _) => Value(0.5, 1, 780, 1240),
        (Measures.TargetAreas, _, "trygghet") when level == ScopeLevel.Department => Hidden,
        (Measures.Profile, ScopeLevel.Organisation, _) when row == MadeSnapshot.Organisation => Without("whole"),
        (Measures.Profile, _, "access") => Value(row is MadeSnapshot.Department or "stad" ? 1 : 0, n: 52),
        (Measures.Profile, _, "floor") => Hidden,
        (Measures.Profile, _, _) => Value(0, n: 52),
        _ => null,
    };

    private static int Size(ScopeLevel level) => level switch { ScopeLevel.Organisation => 1240, ScopeLevel.Department => 96, _ => 24 };

    /// <summary>A number like any other of its kind.</summary>
    private static PublishedCell Usual(ScopeLevel level, string row, string column, Holds holds)
    {
        var n = level switch { ScopeLevel.Organisation => 790, ScopeLevel.Department => 41, _ => 18 };
        var spread = (row + column).Sum(c => c) % 17;
        return holds switch
        {
            Holds.Share or Holds.Exact => Value((10 + spread) / 100.0, 0, n, Size(level)),
            Holds.Level => Value(3.1 + (spread / 10.0), 1, n, Size(level)),
            Holds.Index => Value(52 + spread, 0, n, Size(level)),
            Holds.Points => Value((spread - 8) / 100.0, 0, n, Size(level)),
            Holds.Difference => Value((spread - 8) / 10.0, 1, n, Size(level)),
            Holds.Number => Value(spread / 100.0, 2, n, Size(level)),
            Holds.Things => Value(spread, all: Size(level)),
            _ => Value(0, n: n),
        };
    }
}
