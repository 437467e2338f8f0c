using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>A group of persons as the rows of the tables name it.</summary>
internal readonly record struct GroupKey(ScopeLevel Level, Breakdown By, string Code, string Category)
{
    public static GroupKey Organisation(string code) => new(ScopeLevel.Organisation, Breakdown.None, code, "");

    public override string ToString() => By == Breakdown.None ? $"{Level} {Code}" : $"{Level} {Code} × {By} {Category}";
}

/// <summary>What anybody may know beside the tables: the organisation's structure, the framework and the instrument.</summary>
internal sealed record Surroundings
{
    /// <summary>Departments and units as published, merged ones with the names of their members.</summary>
    public required IReadOnlyList<PublishedScope> Scopes { get; init; }

    /// <summary>From a published unit's code to the operations of the units in it; "" stands for none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> OperationsOf { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Competences of the instrument.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Mandatory competences, the same for all roles.</summary>
    public IReadOnlyList<string> Mandatory { get; init; } = [];

    /// <summary>Required level by role and competence; of the role "*" for all others and those without a role.</summary>
    public IReadOnlyDictionary<(string Role, string Item), int> Required { get; init; } = new Dictionary<(string, string), int>();

    /// <summary>What is required of a role in a competence; null where nothing is.</summary>
    public int? RequiredOf(string role, string item) =>
        Required.TryGetValue((role, item), out var own) ? own : Required.TryGetValue((RequirementRow.Others, item), out var others) ? others : null;

    /// <summary>Target areas with their competences.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Areas { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public required int Floor { get; init; }

    public required int Threshold { get; init; }
}

/// <summary>The tables of one organisation and wave: all that the attacker sees.</summary>
internal sealed class Publication
{
    private readonly Dictionary<(string Measure, string Item, ScopeLevel Level, Breakdown By), PublishedTable> _tables;

    public Publication(IEnumerable<PublishedTable> tables, string organisation, string wave, Surroundings surroundings)
    {
        _tables = tables.Where(t => t.Key.Organisation == organisation && t.Key.Wave == wave)
            .ToDictionary(t => (t.Key.Measure, t.Key.Item, t.Key.Level, t.Key.Breakdown));
        Surroundings = surroundings;
        Wave = wave;
        Whole = GroupKey.Organisation(organisation);
        Groups = [.. _tables.Values.SelectMany(t => t.Rows.Select(r => new GroupKey(t.Key.Level, t.Key.Breakdown, r.Code, r.Category))).Distinct()];
    }

    public Surroundings Surroundings { get; }

    public string Wave { get; }

    public GroupKey Whole { get; }

    /// <summary>Every group that has a row in some table.</summary>
    public IReadOnlyList<GroupKey> Groups { get; }

    public IEnumerable<PublishedTable> Tables => _tables.Values;

    /// <summary>The cell of a group, or null where no table of the kind has one.</summary>
    public PublishedCell? Cell(string measure, GroupKey group, string column = PublishedTable.All, string item = "") =>
        _tables.GetValueOrDefault((measure, item, group.Level, group.By))?.Find(group.Code, column, group.Category);

    /// <summary>Is there a table with this measure's column for groups of this kind, whether or not anything in it is shown?</summary>
    public bool IsTabulated(string measure, GroupKey group, string column = PublishedTable.All, string item = "") =>
        Cell(measure, group, column, item) is { State: not CellState.NotApplicable };

    public IEnumerable<GroupKey> Of(ScopeLevel level, Breakdown by = Breakdown.None) => Groups.Where(g => g.Level == level && g.By == by);

    public GroupKey? Parent(GroupKey unit) =>
        Surroundings.Scopes.FirstOrDefault(s => s.Level == ScopeLevel.Unit && s.Code == unit.Code) is { } scope
            ? new GroupKey(ScopeLevel.Department, Breakdown.None, scope.ParentCode, "")
            : null;
}

/// <summary>A group and disjoint groups inside it.</summary>
/// <param name="Total">The whole.</param>
/// <param name="Parts">Parts.</param>
/// <param name="Kind">What the rest of it is.</param>
internal sealed record Family(GroupKey Total, IReadOnlyList<GroupKey> Parts, RestKind Kind);

/// <summary>Who is in the whole and in none of the parts.</summary>
internal enum RestKind
{
    /// <summary>Nobody: every person of a department has one category of each attribute.</summary>
    Nobody,

    /// <summary>Those with protected identity: everybody else in the organisation has one category of each attribute.</summary>
    Protected,

    /// <summary>Those with protected identity, and those whose unit is not known.</summary>
    ProtectedOrUnplaced,

    /// <summary>Anybody.</summary>
    Anybody,
}

/// <summary>The sums that follow from what the groups are.</summary>
internal static class Families
{
    public static IReadOnlyList<Family> Of(Publication seen)
    {
        var families = new List<Family>();
        var whole = seen.Whole;
        var departments = seen.Of(ScopeLevel.Department).ToArray();
        Add(whole, departments, RestKind.ProtectedOrUnplaced);
        var units = seen.Of(ScopeLevel.Unit).ToLookup(u => seen.Parent(u));
        foreach (var department in departments)
        {
            Add(department, [.. units[department]], RestKind.Anybody);
        }

        foreach (var by in Enum.GetValues<Breakdown>().Where(b => b != Breakdown.None))
        {
            var categories = seen.Of(ScopeLevel.Organisation, by).ToArray();
            Add(whole, categories, RestKind.Protected);
            foreach (var category in categories)
            {
                Add(category, [.. seen.Of(ScopeLevel.Department, by).Where(g => g.Category == category.Category)], RestKind.Anybody);
            }

            foreach (var department in departments)
            {
                Add(department, [.. seen.Of(ScopeLevel.Department, by).Where(g => g.Code == department.Code)], RestKind.Nobody);
            }
        }

        var operationsOf = seen.Surroundings.OperationsOf;
        foreach (var operation in seen.Of(ScopeLevel.Organisation, Breakdown.Operation))
        {
            var name = operation.Category == "okand" ? "" : operation.Category;
            var inside = seen.Of(ScopeLevel.Unit).Where(u => operationsOf.TryGetValue(u.Code, out var o) && o.All(x => x == name)).ToArray();

            // A department whose every unit is in the operation stands for them where its units are not tabulated.
            var inOne = departments.Where(d => operationsOf.TryGetValue(d.Code, out var o) && o.All(x => x == name)).ToArray();
            Add(operation, inside, RestKind.Anybody);
            Add(operation, [.. inOne, .. inside.Where(u => seen.Parent(u) is not { } p || !inOne.Contains(p))], RestKind.Anybody);
        }

        return families;

        void Add(GroupKey total, IReadOnlyList<GroupKey> parts, RestKind kind)
        {
            if (parts.Count > 0)
            {
                families.Add(new Family(total, parts, kind));
            }
        }
    }
}
