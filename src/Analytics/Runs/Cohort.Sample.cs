using Digilo.Analytics.Estimates;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <content>The cohort as a sample of the register, for estimates that are never published as they are.</content>
internal sealed partial class Cohort
{
    private static readonly string[] VariableNames = ["role", "gender", "age", "form", "device"];

    /// <summary>The sample.</summary>
    /// <param name="units">Units, every period.</param>
    /// <param name="training">Training, attendance and courses.</param>
    /// <param name="linked">True if answers carry a personal id.</param>
    public WaveSample Sample(IReadOnlyList<UnitRow> units, TrainingFacts training, bool linked)
    {
        var (unit, operation) = UnitsAndOperations(units, linked);
        var variables = VariableNames.Select((name, b) => Variable(name, b, linked)).ToArray();
        var records = training.Until(_day);
        return new WaveSample
        {
            Organisation = _organisation.Code,
            Wave = _wave,
            Day = _day.DayNumber,
            Linked = linked,
            Answers = Prepare(),
            Groups = SampleGroups(operation),
            Person = [.. Chosen.Select(c => linked ? Responses!.Person[c.Row] : 0)],
            RowOfPerson = [.. Chosen.Select(c => c.Person)],
            Unit = unit,
            Variables = variables,
            Operation = operation,
            Access = AccessOfPersons(),
            Trained = TrainingReach.Of(records, training.Courses, _people, _day),
            Hours = CompletedTraining.Hours(records, training.Courses, _people, _day),
            Unreachable = [.. _people.Rows.Select(Unreachable)],
            FirstCompletion = CompletedTraining.First(records, training.Courses),
            Weighting = Weighting,
        };
    }

    /// <summary>Per respondent a number of the unit, and everybody's operation, which is the unit's on the day.</summary>
    private (int[] Unit, SampleVariable Operation) UnitsAndOperations(IReadOnlyList<UnitRow> units, bool linked)
    {
        var operationOf = new OperationMap(units, _day).OfUnits();
        string[] codes =
            [.. operationOf.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), Categories.Unknown];
        int Operation(string unit) =>
            operationOf.TryGetValue(unit, out var name) ? Array.IndexOf(codes, name) : codes.Length - 1;
        string UnitOfAnswer(int row) => Responses!.Unit[row] < 0 ? "" : Responses.UnitCodes[Responses.Unit[row]];
        var ofPerson = Enumerable.Range(0, Persons).Select(UnitOfPerson).ToArray();
        var ofRespondent = Chosen.Select(c => linked ? ofPerson[c.Person] : UnitOfAnswer(c.Row)).ToArray();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var unit in ofRespondent)
        {
            numbers.TryAdd(unit, numbers.Count);
        }

        return (
            [.. ofRespondent.Select(u => numbers[u])],
            new SampleVariable("operation", codes, [.. ofPerson.Select(Operation)], [.. ofRespondent.Select(Operation)]));
    }

    private string UnitOfPerson(int person)
    {
        var unit = _register.Unit[_people.Rows[person]];
        return _people.Protected[person] || unit < 0 ? "" : _register.UnitCodes[unit];
    }

    /// <summary>
    /// Categories as everywhere, but a protected identity counts by what the register keeps of it (gender, form, device), for the margins
    /// are totals of everybody.
    /// </summary>
    private SampleVariable Variable(string name, int breakdown, bool linked)
    {
        string[] codes = [.. Categories.All[breakdown].Values.Select(v => v.Code)];
        var ofPerson = new int[Persons];
        for (var i = 0; i < ofPerson.Length; i++)
        {
            var row = _people.Rows[i];
            var category = _peopleRows.Category[breakdown][i];
            ofPerson[i] = category >= 0 ? category : breakdown switch
            {
                1 => Categories.Gender(_register.Gender[row]),
                3 => Categories.Form(_register.Form[row]),
                4 => Categories.Device(_register.Device[row]),
                _ => codes.Length - 1,
            };
        }

        return new SampleVariable(
            name, codes, ofPerson, linked ? [.. Chosen.Select(c => ofPerson[c.Person])] : [.. RespondentRows.Category[breakdown]]);
    }

    private List<SampleGroup> SampleGroups(SampleVariable operation)
    {
        var respondents = RespondentRows.Group(Tree, Categories);
        var names = Groups.Groups;
        var groups = new List<SampleGroup>();
        for (var g = 0; g < names.Count; g++)
        {
            var (name, number) = (names[g], g);
            if (name.Breakdown == Breakdown.Operation)
            {
                continue;
            }

            var group = new SampleGroup(
                name.Level switch { ScopeLevel.Organisation => "organisation", ScopeLevel.Department => "department", _ => "unit" },
                name.Code,
                name.Breakdown == Breakdown.None ? "" : VariableNames[Categories.All.ToList().FindIndex(b => b.Breakdown == name.Breakdown)],
                name.Category,
                g < respondents.ItemGroups,
                InGroup(respondents, number),
                InGroup(_population, number));
            if (group.Population + group.Respondents > 0)
            {
                groups.Add(group);
            }
        }

        for (var o = 0; o < operation.Codes.Length - 1; o++)
        {
            groups.Add(new SampleGroup(
                "organisation", _organisation.Code, operation.Name, operation.Codes[o], true,
                [.. operation.OfRespondent.Select(x => x == o)], [.. operation.OfPerson.Select(x => x == o)]));
        }

        return groups;
    }

    private static bool[] InGroup(Grouping grouping, int group)
    {
        var partition = grouping.Partitions.Last(p => p.Offset <= group);
        var inside = new bool[partition.Rows.Length];
        for (var i = 0; i < inside.Length; i++)
        {
            var at = partition.Rows[i] < 0 ? -1 : partition.Offset + partition.Rows[i];

            // The tree is summed upwards: whoever is in a unit is in what lies above it.
            while (partition == grouping.Tree && at > group)
            {
                at = grouping.Parent[at];
            }

            inside[i] = at == group;
        }

        return inside;
    }

    private bool[]? AccessOfPersons()
    {
        bool None(byte[] column) => Array.TrueForAll(_people.Rows, r => column[r] == 0);
        return None(_register.Account) || None(_register.Device) || None(_register.Channel)
            ? null
            : [.. _people.Rows.Select(r => _register.Account[r] == (byte)YesNo.Yes && _register.Channel[r] == (byte)YesNo.Yes
                && _register.Device[r] is (byte)DeviceAccess.Own or (byte)DeviceAccess.Shared)];
    }

    private bool Unreachable(int row) => _register.Offer[row] == (byte)OfferState.Unknown
        ? _register.Channel[row] == (byte)YesNo.No
        : _register.Offer[row] != (byte)OfferState.Sent;
}
