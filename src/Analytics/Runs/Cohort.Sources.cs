using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>The part that lays the other files beside the population.</summary>
internal sealed partial class Cohort
{
    private PreparedSources PrepareSources(
        TrainingColumns training, IReadOnlyList<CourseRow> courses, DeliveredFacts others, DateOnly until, PreparedWave? wave)
    {
        var operations = new OperationMap(others.Units, _day);
        var operation = OperationOfPeople(operations);
        var manager = _people.Rows.Select(r => IsManager(_register.AidLetter[r])).ToArray();
        DateOnly? referenceDate = wave is null ? null : _day;
        return new PreparedSources
        {
            Threshold = _threshold,
            Operation = operation,
            Operations = operations.Count,
            Manager = manager,
            HasLetters = Array.Exists(_register.AidLetter, l => l != 0),
            OtherWay = _register.OtherWay.Length == 0 || Array.TrueForAll(_register.OtherWay, v => v == 0)
                ? null
                : [.. _people.Rows.Select(r => _register.OtherWay[r])],
            Targets = Targets(),
            Training = TrainingUse.Of(training, courses, _people, until, LeaderProgrammes()),
            Coaching = CoachingUse.Of(others, _people, referenceDate),
            Ideas = IdeaUse.Of(others, _people, manager, referenceDate),
            Covered = PlanUse.Covered(others, operations, UnitOfPeople(), referenceDate),
            Actions = PlanUse.Actions(others, referenceDate),
            Voices = wave is null ? null : Voices(operations, operation),
        };
    }

    private static bool IsManager(byte letter) => letter != 0 && ProgrammeTarget.ManagerLetters.Contains((char)letter, StringComparison.Ordinal);

    private HashSet<string> LeaderProgrammes() =>
        _configuration.Programmes.Where(p => p.Target is { Responsibility.Count: > 0 }).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);

    private List<(string, bool[])> Targets()
    {
        var targets = new List<(string, bool[])>();
        foreach (var programme in _configuration.Programmes)
        {
            if (programme.Target is { } target)
            {
                targets.Add((programme.Code, Members(target)));
            }
        }

        return targets;
    }

    private bool[] Members(ProgrammeTarget target)
    {
        var byRole = _register.RoleCodes.Select(r => target.Roles.Contains(r, StringComparer.OrdinalIgnoreCase)).ToArray();
        var byAid = _register.AidCodes.Select(aid => target.Aid.Any(digits => aid.StartsWith(digits, StringComparison.Ordinal))).ToArray();
        var members = new bool[_people.Rows.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var row = _people.Rows[i];
            members[i] = (_register.Role[row] >= 0 && byRole[_register.Role[row]])
                || (_register.Aid.Length > 0 && _register.Aid[row] >= 0 && byAid[_register.Aid[row]])
                || target.Responsibility.Any(letter => letter[0] == _register.AidLetter[row]);
        }

        return members;
    }

    /// <summary>Codes of the units that the population works in; empty for protected identities and where none is known.</summary>
    private string[] UnitOfPeople() =>
        [.. _people.Rows.Select((row, i) => _people.Protected[i] || _register.Unit[row] < 0 ? "" : _register.UnitCodes[_register.Unit[row]])];

    private int[] OperationOfPeople(OperationMap operations)
    {
        var ofUnit = _register.UnitCodes.Select(operations.IndexOf).ToArray();
        return [.. _people.Rows.Select((row, i) => _people.Protected[i] || _register.Unit[row] < 0 ? -1 : ofUnit[_register.Unit[row]])];
    }

    private PreparedVoices Voices(OperationMap operations, int[] operationOfPeople)
    {
        var byOperation = new long[operations.Count];
        long otherWay = 0, withoutTool = 0;
        var linked = Array.TrueForAll(Chosen, c => c.Person >= 0);
        var ofUnit = Responses!.UnitCodes.Select(operations.IndexOf).ToArray();
        foreach (var (row, person) in Chosen)
        {
            var unit = Responses.Unit[row];
            var operation = person >= 0 ? operationOfPeople[person] : unit < 0 ? -1 : ofUnit[unit];
            if (operation >= 0)
            {
                byOperation[operation]++;
            }

            if (person >= 0 && ToolOfOwn.IsWithout(_register.Device[_people.Rows[person]]))
            {
                withoutTool++;
                otherWay += (AnswerChannel)Responses.Channel[row] is AnswerChannel.SharedDevice or AnswerChannel.Kiosk or AnswerChannel.Paper or AnswerChannel.Helped
                    ? 1
                    : 0;
            }
        }

        var missing = !linked ? "needs_linked" : Array.TrueForAll(Responses.Channel, c => c == 0) ? "no_answer_channel" : "";
        return new PreparedVoices(byOperation, otherWay, withoutTool, missing);
    }
}
