namespace Digilo.Analytics.Snapshots;

/// <summary>Which groups a table's rows are.</summary>
public enum ScopeLevel : byte
{
    /// <summary>The organisation, one row (or one per category).</summary>
    Organisation = 0,
    /// <summary>Its departments (förvaltningar).</summary>
    Department = 1,
    /// <summary>Its units (after merging small ones).</summary>
    Unit = 2,
}

/// <summary>An attribute that divides a group.</summary>
public enum Breakdown : byte
{
    /// <summary>Not divided.</summary>
    None = 0,
    /// <summary>Role.</summary>
    Role = 1,
    /// <summary>Gender.</summary>
    Gender = 2,
    /// <summary>Age band.</summary>
    AgeBand = 3,
    /// <summary>Form of employment.</summary>
    Form = 4,
    /// <summary>Device access.</summary>
    Device = 5,
    /// <summary>Operation (verksamhet), an attribute of the unit: for the organisation alone.</summary>
    Operation = 6,
}

/// <summary>Names one published table of a snapshot.</summary>
/// <param name="Measure">Id of the measure, see <see cref="Measures"/>.</param>
/// <param name="Organisation">Code of the organisation.</param>
/// <param name="Wave">Wave code; empty for facts at the data date.</param>
/// <param name="Level">What the rows are.</param>
/// <param name="Breakdown">How they are divided.</param>
/// <param name="Item">For <see cref="Measures.Distribution"/> the competence id; otherwise empty.</param>
public sealed record TableKey(string Measure, string Organisation, string Wave, ScopeLevel Level, Breakdown Breakdown = Breakdown.None, string Item = "");

/// <summary>One row of a published table: a group of persons.</summary>
/// <param name="Code">Code of the organisation, department or unit.</param>
/// <param name="Category">Code of the category in the breakdown; empty when not divided.</param>
/// <param name="Name">Swedish and English name of the row's last part: the category if divided, otherwise the scope.</param>
public sealed record PublishedRow(string Code, string Category, Model.BothLanguages Name);

/// <summary>
/// A table that has passed disclosure control: rows are groups, columns are items (competence ids, "index", level bands or "all").
/// Sealed, internally made and never changed afterwards: what a page can show is what was cleared.
/// </summary>
public sealed class PublishedTable
{
    private readonly PublishedCell[] _cells;
    private Dictionary<(string Code, string Category), int>? _rowIndex;

    internal PublishedTable(TableKey key, DateOnly asOf, IReadOnlyList<PublishedRow> rows, IReadOnlyList<string> columns, PublishedCell[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, rows.Count * columns.Count);
        Key = key;
        AsOf = asOf;
        Rows = rows;
        Columns = columns;
        _cells = cells;
    }

    /// <summary>Its name.</summary>
    public TableKey Key { get; }

    /// <summary>The day of the register that gave the population.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Groups, in the order of the register (code, then category).</summary>
    public IReadOnlyList<PublishedRow> Rows { get; }

    /// <summary>Column codes; <see cref="All"/> where there is one column.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The single column's code.</summary>
    public const string All = "all";

    /// <summary>The column of the mean over all competences.</summary>
    public const string Index = "index";

    /// <summary>The cell of a row and a column, 0-based.</summary>
    public PublishedCell this[int row, int column] => _cells[(row * Columns.Count) + column];

    /// <summary>The row of a scope (and category), 0-based, or −1 if the table has no such row.</summary>
    public int RowOf(string code, string category = "") =>
        (Volatile.Read(ref _rowIndex) ?? BuildRowIndex()).TryGetValue((code, category), out var row) ? row : -1;

    /// <summary>The column with a code, 0-based, or −1 if the table has no such column.</summary>
    public int ColumnOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The cell of a row and a column code, or null if the table has no such column.</summary>
    public PublishedCell? Find(int row, string column) => ColumnOf(column) is >= 0 and var index ? this[row, index] : null;

    /// <summary>The cell of a scope (and category) and a column code, or null.</summary>
    public PublishedCell? Find(string code, string column, string category = "") =>
        RowOf(code, category) is >= 0 and var row ? Find(row, column) : null;

    /// <summary>Made when first asked for; two threads that both make it make the same.</summary>
    private Dictionary<(string Code, string Category), int> BuildRowIndex()
    {
        var index = new Dictionary<(string Code, string Category), int>(Rows.Count);
        for (var r = 0; r < Rows.Count; r++)
        {
            index.TryAdd((Rows[r].Code, Rows[r].Category), r);
        }

        Volatile.Write(ref _rowIndex, index);
        return index;
    }
}

/// <summary>Ids of the measures that tables are named by.</summary>
public static class Measures
{
    /// <summary>V2: answered / persons in the register. One column.</summary>
    public const string Voice = "V2";
    /// <summary>Mean level per competence, and "index" (method §2.2).</summary>
    public const string Level = "LEVEL";
    /// <summary>Distribution of one competence's levels: columns "0"…"8" for an organisation, "floor", "between", "required" below it.</summary>
    public const string Distribution = "DIST";
    /// <summary>Share below the role's requirement per competence.</summary>
    public const string BelowRequirement = "BELOW";
    /// <summary>F1: any mandatory competence below the floor. One column.</summary>
    public const string BelowFloor = "F1";
    /// <summary>F1 weighted to everybody in the register. One column.</summary>
    public const string BelowFloorWeighted = "F1W";
    /// <summary>What each margin of the weighting does to F1W: columns "role", "gender", "age", "device".</summary>
    public const string MarginEffects = "F1M";
    /// <summary>Mean level weighted to everybody in the register, and "index".</summary>
    public const string LevelWeighted = "LEVELW";
    /// <summary>The weights' design effect 1 + cv². One column.</summary>
    public const string WeightingEffect = "DEFF";
    /// <summary>Share below the floor per competence (a separate measure from F1, method §2.3).</summary>
    public const string BelowFloorByCompetence = "F1C";
    /// <summary>Mean gap Q − L per competence.</summary>
    public const string Gap = "GAP";
    /// <summary>Ranked discrepancy score per competence, −100…100.</summary>
    public const string Rds = "RDS";
    /// <summary>Mean weighted discrepancy score per competence.</summary>
    public const string Mwds = "MWDS";
    /// <summary>A1: digital access rate. One column.</summary>
    public const string Access = "A1";
    /// <summary>R1: training reach within 24 months. One column.</summary>
    public const string Reach = "R1";
    /// <summary>F2: depth below the floor; "all", "fgt1", "fgt2".</summary>
    public const string FloorDepth = "F2";
    /// <summary>F3: P10 of the index. One column.</summary>
    public const string FloorLevel = "F3";
    /// <summary>F1's two bounds: "silent_low", "silent_high", "unreachable_low", "unreachable_high".</summary>
    public const string FloorBounds = "F1B";
    /// <summary>F6: F1 over the rest's; "all", "flag" (−1, 0, 1).</summary>
    public const string Disparity = "F6";
    /// <summary>V3: R-indicator "all", "cv", "without_device" and partials.</summary>
    public const string Representativity = "V3";
    /// <summary>A3: paid time and place. One column.</summary>
    public const string TimeAndPlace = "A3";
    /// <summary>D1: three item indices and "all".</summary>
    public const string SeenAndValued = "D1";
    /// <summary>D2: dialogue. One column.</summary>
    public const string Dialogue = "D2";
    /// <summary>L2: item indices and "all".</summary>
    public const string Leadership = "L2";
    /// <summary>L4: managers' less staff's mean. One column.</summary>
    public const string PerceptionGap = "L4";
    /// <summary>E4: application. One column.</summary>
    public const string Application = "E4";
    /// <summary>V5: a column a channel.</summary>
    public const string AnswerChannel = "V5";
    /// <summary>CF1: change of F1; "all", "secured" (−1, 0, 1).</summary>
    public const string BelowFloorChange = "CF1";
    /// <summary>CLEVEL: change of the index; "all", "secured" (−1, 0, 1).</summary>
    public const string LevelChange = "CLEVEL";
    /// <summary>E1: change of the same persons; "all", "g", "participants", "participants_g".</summary>
    public const string ParticipantChange = "E1";
    /// <summary>E2: "up", "down", "net", "certain" (−1, 0, 1).</summary>
    public const string OverTheFloor = "E2";
    /// <summary>E3: "all", "exposed", "comparison", "conclusion" (−1, 0, 1).</summary>
    public const string AgainstNotYet = "E3";
    /// <summary>R4: ratio. One column.</summary>
    public const string Targeting = "R4";
    /// <summary>HME: nine item indices, three sub-indices and "all".</summary>
    public const string Engagement = "HME";
    /// <summary>T3: mean level per target area, a column an area.</summary>
    public const string TargetAreas = "T3";
    /// <summary>X1: which department stands out for the worse, a column a bar; 1 or 0.</summary>
    public const string Profile = "X1";
    /// <summary>N: persons in the register. One column.</summary>
    public const string Population = "N";
    /// <summary>A2: digital tool. Columns "eget", "delat", "inget", "okand".</summary>
    public const string DeviceClass = "A2";
    /// <summary>A4: access gap. Departments: "all" (ratio to the rest), "flag" (1 = flagged). Organisation: "between" (Theil), "flagged" (operations).</summary>
    public const string AccessGap = "A4";
    /// <summary>R2: reach within target groups, a column a programme.</summary>
    public const string TargetReach = "R2";
    /// <summary>R3: completed of enrolled. One column.</summary>
    public const string Completion = "R3";
    /// <summary>R5: Gini of hours, and for an organisation "between" (Theil).</summary>
    public const string HoursInequality = "R5";
    /// <summary>V1: could answer. One column.</summary>
    public const string CouldAnswer = "V1";
    /// <summary>V4: "all" (share of persons in silent operations), "silent" and "operations" (numbers).</summary>
    public const string SilentOperations = "V4";
    /// <summary>V6: "offered" and, for an organisation, "used".</summary>
    public const string OtherWays = "V6";
    /// <summary>L1: managers trained. One column.</summary>
    public const string ManagersTrained = "L1";
    /// <summary>L3: "all"; for an organisation "by-manager", "by-employee", "pairs" (a number) and "theme:CODE".</summary>
    public const string CoachingCover = "L3";
    /// <summary>D3: "all" (ideas per 100 persons), "frontline", "acted".</summary>
    public const string Ideas = "D3";
    /// <summary>T1: "all" (share of persons), "operations" (share of operations).</summary>
    public const string PlanCoverage = "T1";
    /// <summary>T2: "all" (share done), "due" (a number).</summary>
    public const string PlanProgress = "T2";
    /// <summary>T4: "hours" and "solutions", numbers.</summary>
    public const string PlanResults = "T4";
}
