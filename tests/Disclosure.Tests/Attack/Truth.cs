using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>
/// What really is: who belongs to which group and who answered what, counted from the rows by hand. The attacker never sees it; it judges
/// what the attacker found, and shows that what he read can be true.
/// </summary>
internal sealed class Truth
{
    private readonly List<Someone> _people = [];
    private readonly Dictionary<GroupKey, Someone[]> _members = [];
    private readonly Surroundings _surroundings;
    private readonly string _organisation;

    /// <summary>The truth of a world's wave on a published structure. Every person has one employment in service and one answer.</summary>
    public Truth(World world, Surroundings surroundings, IReadOnlyList<Answer> answers, IReadOnlyList<Answer>? before = null)
    {
        _surroundings = surroundings;
        _organisation = World.Code;
        var byPerson = answers.ToDictionary(a => a.Person);
        var earlier = (before ?? []).ToDictionary(a => a.Person);
        var codes = world.Items.Select(i => i.Code).ToArray();
        var scopes = new ScopeMap(world.Units, surroundings.Scopes);
        foreach (var e in world.Register)
        {
            var categories = new Dictionary<Breakdown, string>();
            string department = "", unit = "";
            if (!e.Protected)
            {
                (department, unit) = scopes.Of(e.Unit);
                var age = World.Reference.Year - e.BirthYear;
                categories[Breakdown.Role] = e.Role.Length == 0 ? "okand" : e.Role;
                categories[Breakdown.Gender] = e.Gender switch { Gender.Woman => "kvinna", Gender.Man => "man", Gender.Other => "annat", _ => "okand" };
                categories[Breakdown.AgeBand] = e.BirthYear == 0 ? "okand" : age <= 39 ? "-39" : "40-";
                categories[Breakdown.Form] = e.Form switch
                {
                    EmploymentForm.Permanent => "tillsvidare",
                    EmploymentForm.FixedTerm => "visstid",
                    EmploymentForm.Hourly => "timavlonad",
                    _ => "okand",
                };
                categories[Breakdown.Device] = e.Device switch { DeviceAccess.Own => "eget", DeviceAccess.Shared => "delat", DeviceAccess.None => "inget", _ => "okand" };
                categories[Breakdown.Operation] = scopes.OperationOf(e.Unit) is { Length: > 0 } o ? o : "okand";
            }

            var answered = Given(byPerson, e.Person, codes);
            var responds = surroundings.Items.Any(answered.ContainsKey);
            _people.Add(new Someone(department, unit, e.Protected ? "" : e.Role, categories, answered, responds, e.Person)
            {
                Before = Given(earlier, e.Person, codes),
            });
        }
    }

    private static Dictionary<string, byte> Given(Dictionary<long, Answer> answers, long person, string[] codes)
    {
        var given = new Dictionary<string, byte>();
        for (var i = 0; i < codes.Length && answers.TryGetValue(person, out var answer); i++)
        {
            if (AnswerCode.IsAnswered(answer.Levels[i]))
            {
                given[codes[i]] = answer.Levels[i];
            }
        }

        return given;
    }

    public int Threshold => _surroundings.Threshold;

    /// <summary>Persons of the register in a group.</summary>
    public int Population(GroupKey g) => Members(g).Length;

    /// <summary>Persons of a base in a group; "V2" are those who answered any competence.</summary>
    public int Base(string name, GroupKey g) => Members(g).Count(p => In(name, p));

    /// <summary>Answers at a level of a competence.</summary>
    public int Bin(string item, GroupKey g, int level, bool paired) =>
        Members(g).Count(p => Level(p, item) == level && (!paired || Required(p, item) is not null));

    /// <summary>Answers that compare to the role's requirement as told: −1 below, 0 equal, 1 above; at or above the floor only if asked for.</summary>
    public int Compared(string item, GroupKey g, int sign, int from = 0) =>
        Members(g).Count(p => Level(p, item) is { } l && l >= from && Required(p, item) is { } q && Math.Sign(l - q) == sign);

    /// <summary>Sum of Q − L over pairs.</summary>
    public double Gap(string item, GroupKey g) =>
        Members(g).Sum(p => Level(p, item) is { } l && Required(p, item) is { } q ? q - l : 0);

    /// <summary>Persons with some mandatory competence below the floor.</summary>
    public int BelowFloor(GroupKey g) => Members(g).Count(p => State(p) == true);

    /// <summary>Persons whose F1 is known in both waves, of those who were below or not before and are now as told.</summary>
    public int Moved(GroupKey g, bool? before = null, bool? after = null) => Members(g).Count(p =>
        StateOf(p.Before) is { } then && State(p) is { } now && (before is null || then == before) && (after is null || now == after));

    /// <summary>Sum over persons with a known F1 of the share of their answered mandatory competences that lie below.</summary>
    public double Depth(GroupKey g) => Members(g).Where(p => State(p) == true).Sum(p =>
    {
        var given = _surroundings.Mandatory.Select(m => Level(p, m)).Where(l => l is not null).ToArray();
        return (double)given.Count(l => l < _surroundings.Floor) / given.Length;
    });

    /// <summary>Sum of the persons' mean levels over some competences, of those who answered at least half.</summary>
    public double IndexSum(IReadOnlyList<string> items, GroupKey g) => Members(g).Sum(p => Index(p, items) ?? 0);

    /// <summary>Persons whose mean over some competences is known in both waves.</summary>
    public int Panel(IReadOnlyList<string> items, GroupKey g) => Members(g).Count(p => InBoth(p, items));

    /// <summary>Sum of their mean levels, now or in the wave before.</summary>
    public double PanelSum(IReadOnlyList<string> items, GroupKey g, bool before) =>
        Members(g).Where(p => InBoth(p, items)).Sum(p => MeanOf(before ? p.Before : p.Answers, items)!.Value);

    /// <summary>Yes answers (agreement: 4 or 5) to another item.</summary>
    public int Yes(string code, GroupKey g) => Members(g).Count(p => p.Responds && p.Answers.TryGetValue(code, out var a) && a == 1);

    /// <summary>Sum of steps above the lowest of a scale 1–5.</summary>
    public int Steps(string code, GroupKey g) => Members(g).Sum(p => p.Responds && p.Answers.TryGetValue(code, out var a) ? a - 1 : 0);

    /// <summary>How many persons of a group contribute to one of two truths alone, or to both with different answers.</summary>
    public int Difference(Truth other, GroupKey g)
    {
        var (mine, theirs) = (Contributions(g), other.Contributions(g));
        return mine.Keys.Union(theirs.Keys).Count(p => !mine.TryGetValue(p, out var a) || !theirs.TryGetValue(p, out var b) || a != b);
    }

    private Dictionary<long, string> Contributions(GroupKey g) => Members(g).Where(p => p.Responds)
        .ToDictionary(p => p.Person, p => string.Join(' ', p.Answers.OrderBy(a => a.Key, StringComparer.Ordinal)));

    private bool In(string name, Someone p) =>
        p.Responds && (name switch
        {
            "V2" => true,
            "F1" => State(p) is not null,
            "index" => Index(p, _surroundings.Items) is not null,
            _ when name.StartsWith("item:", StringComparison.Ordinal) => Level(p, name[5..]) is not null,
            _ when name.StartsWith("pair:", StringComparison.Ordinal) => Level(p, name[5..]) is not null && Required(p, name[5..]) is not null,
            _ when name.StartsWith("area:", StringComparison.Ordinal) => Index(p, _surroundings.Areas[name[5..]]) is not null,
            _ => p.Answers.ContainsKey(name),
        });

    private bool? State(Someone p) => StateOf(p.Answers);

    private bool? StateOf(IReadOnlyDictionary<string, byte> answers)
    {
        var given = _surroundings.Mandatory.Select(m => answers.TryGetValue(m, out var l) ? l : (int?)null).ToArray();
        return given.Any(l => l < _surroundings.Floor) ? true : given.All(l => l is not null) ? false : null;
    }

    private static bool InBoth(Someone p, IReadOnlyList<string> items) => Index(p, items) is not null && MeanOf(p.Before, items) is not null;

    private static double? Index(Someone p, IReadOnlyList<string> items) => p.Responds ? MeanOf(p.Answers, items) : null;

    private static double? MeanOf(IReadOnlyDictionary<string, byte> answers, IReadOnlyList<string> items)
    {
        var given = items.Where(answers.ContainsKey).Select(i => (double)answers[i]).ToArray();
        return given.Length >= (items.Count + 1) / 2 ? given.Average() : null;
    }

    private static int? Level(Someone p, string item) => p.Responds && p.Answers.TryGetValue(item, out var l) ? l : null;

    private int? Required(Someone p, string item) => _surroundings.RequiredOf(p.Role, item);

    private Someone[] Members(GroupKey g)
    {
        if (!_members.TryGetValue(g, out var members))
        {
            _members.Add(g, members = [.. _people.Where(p =>
                (g.Level == ScopeLevel.Organisation ? g.Code == _organisation : g.Level == ScopeLevel.Department ? p.Department == g.Code : p.Unit == g.Code)
                && (g.By == Breakdown.None || (p.Categories.TryGetValue(g.By, out var c) && c == g.Category)))]);
        }

        return members;
    }

    private sealed record Someone(
        string Department, string Unit, string Role, IReadOnlyDictionary<Breakdown, string> Categories, IReadOnlyDictionary<string, byte> Answers, bool Responds, long Person)
    {
        public required IReadOnlyDictionary<string, byte> Before { get; init; }
    }
}

/// <summary>Which published department and unit a unit of the register is counted in.</summary>
internal sealed class ScopeMap(IReadOnlyList<UnitRow> units, IReadOnlyList<PublishedScope> scopes)
{
    private readonly Dictionary<string, UnitRow> _units = units.ToDictionary(u => u.Code);

    public (string Department, string Unit) Of(string code)
    {
        if (!_units.TryGetValue(code, out var unit))
        {
            return ("", "");
        }

        var department = "";
        for (var u = unit; u is not null; u = _units.GetValueOrDefault(u.ParentCode))
        {
            department = u.Level == UnitLevel.Department ? u.Code : department;
        }

        var own = scopes.FirstOrDefault(s => s.Level == ScopeLevel.Unit && s.ParentCode == department
            && (s.Merged.Count == 0 ? s.Code == (code == department ? "d-" + code : code) : s.Merged.Contains(unit.Name)));
        return (department, own?.Code ?? "");
    }

    public string OperationOf(string code)
    {
        for (var u = _units.GetValueOrDefault(code); u is not null; u = _units.GetValueOrDefault(u.ParentCode))
        {
            if (u.Operation.Length > 0)
            {
                return u.Operation;
            }
        }

        return "";
    }
}
