using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// What the files beside register and answers tell of the population, in columns of one row a person. A part whose file is not
/// delivered is null, or names the reason: an indicator without its source says so, never 0.
/// </summary>
internal sealed class PreparedSources
{
    /// <summary>Fewest persons of a published group.</summary>
    public required int Threshold { get; init; }

    /// <summary>Index of the operation (verksamhet) of the person's unit, or of the nearest unit above that tells one; −1 = none.</summary>
    public required int[] Operation { get; init; }

    /// <summary>Operations that anybody works in.</summary>
    public required int Operations { get; init; }

    /// <summary>AID responsibility letter A, B or C in the main employment.</summary>
    public required bool[] Manager { get; init; }

    /// <summary>False if the register tells nobody's responsibility letter.</summary>
    public required bool HasLetters { get; init; }

    /// <summary>Offered another way to answer than by a tool of one's own: <see cref="Model.YesNo"/>; null if no list tells.</summary>
    public required byte[]? OtherWay { get; init; }

    /// <summary>Programmes with a target group, by code: who is in it.</summary>
    public required IReadOnlyList<(string Programme, bool[] Members)> Targets { get; init; }

    /// <summary>Null if no training or no courses are delivered.</summary>
    public required PreparedTraining? Training { get; init; }

    /// <summary>What coaching there is.</summary>
    public required Sourced<PreparedCoaching> Coaching { get; init; }

    /// <summary>The idea log.</summary>
    public required Sourced<PreparedIdeas> Ideas { get; init; }

    /// <summary>Per person: a plan that is adopted and not too old covers the person's unit or operation.</summary>
    public required Sourced<bool[]> Covered { get; init; }

    /// <summary>Actions of plans.</summary>
    public required Sourced<PreparedActions> Actions { get; init; }

    /// <summary>How a wave's respondents lie over operations and ways to answer; null without a wave.</summary>
    public required PreparedVoices? Voices { get; init; }
}

/// <summary>A source that is there, or the reason why it is not.</summary>
internal readonly record struct Sourced<T>(T? Value, string Missing)
    where T : class
{
    /// <summary>There it is.</summary>
    public static implicit operator Sourced<T>(T value) => new(value, "");

    /// <summary>It is not there.</summary>
    public static Sourced<T> Without(string reason) => new(null, reason);
}

/// <summary>Digital training in the window that the figures are about, one row a person.</summary>
/// <param name="Enrolled">Enrolments.</param>
/// <param name="Completed">Of them completed by the courses' rules, until the day.</param>
/// <param name="Hours">Hours attended.</param>
/// <param name="Leader">Completed a course of a leader programme at any time until the day; null if no programme is one.</param>
internal sealed record PreparedTraining(int[] Enrolled, int[] Completed, double[] Hours, bool[]? Leader);

/// <summary>Pairs of a manager and an employee that held at some time in the window.</summary>
/// <param name="InPair">In any pair.</param>
/// <param name="ByManager">An employee whom a manager coaches.</param>
/// <param name="ByEmployee">A manager whom an employee coaches.</param>
/// <param name="Pairs">Pairs of two persons in the population, each once whatever its themes.</param>
/// <param name="Themes">Per theme: who is in a pair with it.</param>
internal sealed record PreparedCoaching(
    bool[] InPair, bool[] ByManager, bool[] ByEmployee, long Pairs, IReadOnlyList<(string Theme, bool[] InPair)> Themes);

/// <summary>Ideas of the window.</summary>
/// <param name="Count">All.</param>
/// <param name="Known">Those of a person in the population.</param>
/// <param name="Frontline">Of the known those of a person who is no manager.</param>
/// <param name="Acted">Of all those that something was done about.</param>
internal sealed record PreparedIdeas(long Count, long Known, long Frontline, long Acted);

/// <summary>Actions of plans until the day.</summary>
/// <param name="Due">Should be done.</param>
/// <param name="Done">Of them done.</param>
/// <param name="Hours">Hours freed per year by actions done; null = no file tells.</param>
/// <param name="Solutions">New solutions in use; null = no file tells.</param>
internal sealed record PreparedActions(long Due, long Done, double? Hours, long? Solutions);

/// <summary>A wave's respondents over operations and ways to answer.</summary>
/// <param name="ByOperation">Respondents per operation.</param>
/// <param name="OtherWay">Respondents without a tool of their own who answered by a shared device, a kiosk, on paper or with help.</param>
/// <param name="WithoutTool">Respondents without a tool of their own.</param>
/// <param name="Missing">Why ways to answer are not known; empty if they are.</param>
internal sealed record PreparedVoices(long[] ByOperation, long OtherWay, long WithoutTool, string Missing);

/// <summary>Sums over the groups of the population.</summary>
internal static class GroupSums
{
    /// <summary>Sums of a number a row.</summary>
    public static long[] Sum(this Grouping grouping, int[] values)
    {
        var sums = new long[grouping.Groups];
        foreach (var partition in grouping.Partitions)
        {
            for (var row = 0; row < partition.Rows.Length; row++)
            {
                if (partition.Rows[row] >= 0)
                {
                    sums[partition.Offset + partition.Rows[row]] += values[row];
                }
            }
        }

        grouping.SumUp(sums, 1);
        return sums;
    }

    /// <summary>The organisation and its departments: groups 0 … this − 1.</summary>
    public static int DepartmentsUp(this Grouping grouping) => 1 + grouping.Parent.Count(p => p == 0);

    /// <summary>Per row the department's group, 0 for those in none.</summary>
    public static int[] DepartmentOf(this Grouping grouping) =>
        [.. grouping.Tree.Rows.Select(place => place > 0 && grouping.Parent[place] > 0 ? grouping.Parent[place] : Math.Max(place, 0))];

    /// <summary>Shares of a part of the population (or of all of it) in every group.</summary>
    public static RawFigure[] Facts(this Grouping grouping, bool[]? part, bool[] counted)
    {
        var of = grouping.Count(part);
        var count = grouping.Count(part is null ? counted : [.. counted.Select((c, i) => c && part[i])]);
        return [.. of.Select((n, g) => new RawFigure(n, count[g], 0, 0, 0, 0))];
    }
}
