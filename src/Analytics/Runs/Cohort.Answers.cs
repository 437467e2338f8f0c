using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <summary>The wave before one that is released.</summary>
/// <param name="Answers">Its answers.</param>
/// <param name="AsReleased">True if they are those that were released.</param>
/// <param name="Tables">What it published.</param>
/// <param name="Organisation">Code.</param>
/// <param name="Wave">Its code.</param>
internal sealed record EarlierAnswers(PreparedAnswers Answers, bool AsReleased, IReadOnlyList<PublishedTable> Tables, string Organisation, string Wave);

/// <content>What the answers tell beside the competences.</content>
internal sealed partial class Cohort
{
    private readonly FrozenStructure _structure;
    private readonly bool _linked;
    private Func<string, string, int, PublishedCell?>? _earlierCell;

    /// <summary>What the indicators were computed from; null before, and for facts.</summary>
    public PreparedAnswers? Prepared { get; private set; }

    /// <summary>The answers alone, as the wave before another.</summary>
    public PreparedAnswers AsEarlier(TrainingFacts training)
    {
        var wave = Prepare();
        return PrepareAnswers(PreparePeople(training, _day), wave, training, null);
    }

    private PreparedAnswers PrepareAnswers(PreparedPopulation people, PreparedWave wave, TrainingFacts training, EarlierAnswers? earlier)
    {
        string[] names = [.. Groups.Groups.Select(g => Contributors.Name(g.Level, g.Breakdown, g.Code, g.Category))];
        var departmentOfUnit = DepartmentOfUnit();
        return new PreparedAnswers
        {
            People = people,
            Wave = wave,
            Threshold = _structure.Settings.Threshold,
            Linked = _linked,
            Day = _day,
            Departments = Tree.Departments,
            GroupNames = names,
            DepartmentOfUnit = departmentOfUnit,
            Person = [.. Chosen.Select(c => c.Person)],
            Surrogate = [.. _people.Rows.Select(r => _register.Person[r])],
            Manager = [.. _people.Rows.Select(r => _register.AidLetter[r] is (byte)'A' or (byte)'B' or (byte)'C')],
            FirstTrained = TrainingReach.FirstDay(training.Until(_day), training.Courses, _people, _day),
            Channel = Compact(Responses!.Channel),
            Areas = _organisation.TargetAreas,
            Items = OtherItems(),
            Earlier = earlier is null ? null : Align(earlier, Groups, names, departmentOfUnit),
        };
    }

    /// <summary>
    /// Groups of the same name, departments between which a unit has moved excepted: a change may not cross a reorganisation (method §4.8).
    /// </summary>
    private EarlierWave Align(
        EarlierAnswers earlier, Disclosure.GroupSystem system, string[] names, Dictionary<string, string> departmentOfUnit)
    {
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (unit, department) in earlier.Answers.DepartmentOfUnit)
        {
            if (departmentOfUnit.TryGetValue(unit, out var now) && now != department)
            {
                moved.Add(now);
                moved.Add(department);
            }
        }

        var place = earlier.Answers.GroupNames.Select((name, g) => (name, g)).ToDictionary(x => x.name, x => x.g, StringComparer.Ordinal);
        int[] groupOf = [.. names.Select((name, g) =>
            system.Groups[g].Level == ScopeLevel.Department && moved.Contains(system.Groups[g].Code) ? -1 : place.GetValueOrDefault(name, -1))];
        var tables = earlier.Tables
            .Where(t => t.Key.Organisation == earlier.Organisation && t.Key.Wave == earlier.Wave && t.Key.Item.Length == 0)
            .ToDictionary(t => (t.Key.Measure, t.Key.Level, t.Key.Breakdown));
        _earlierCell = (measure, column, g) =>
            groupOf[g] >= 0 && tables.TryGetValue((measure, system.Groups[g].Level, system.Groups[g].Breakdown), out var table)
                ? table.Find(system.Groups[g].Code, column, system.Groups[g].Category)
                : null;
        return new EarlierWave(earlier.Answers, groupOf, earlier.AsReleased);
    }

    private Dictionary<string, string> DepartmentOfUnit()
    {
        var departmentOf = Tree.Scopes.ToLookup(s => s.Code, s => s.Level == ScopeLevel.Department ? s.Code : s.ParentCode, StringComparer.Ordinal);
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (unit, scope) in _structure.ScopeOf.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (departmentOf[scope].FirstOrDefault() is { } department)
            {
                map[unit] = department;
            }
        }

        return map;
    }

    /// <summary>Items that tell no level of a competence, by code; of several with one code the first.</summary>
    private Dictionary<string, AskedItem> OtherItems()
    {
        var items = new Dictionary<string, AskedItem>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Responses!.Items.Count; i++)
        {
            var item = Responses.Items[i];
            if (item.Evidence == ItemEvidence.Self && item.Scale is ItemScale.Agree or ItemScale.YesNo && !items.ContainsKey(item.Code))
            {
                items.Add(item.Code, new AskedItem(item.Code, item.Scale, Compact(Responses.Answers[i])));
            }
        }

        return items;
    }
}
