using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// Per respondent: the state (<see cref="Floor.NotBelow"/>, <see cref="Floor.Below"/>, <see cref="Floor.Missing"/>), how many answered
/// mandatory items lie below their floor, and how many mandatory items are answered.
/// </summary>
internal sealed record FloorColumns(byte[] State, byte[] ItemsBelow, byte[] ItemsAnswered);

/// <summary>
/// F1 and F2 of one group. <paramref name="Known"/> = below + not below, F1's denominator. With nobody known both are NaN; with nobody
/// below F2 is 0. The interval of F1 is <see cref="Proportions"/>' from Below and Known.
/// </summary>
/// <param name="Known">Respondents whose state is known.</param>
/// <param name="Below">Of them, those below.</param>
/// <param name="Missing">Respondents whose state is missing.</param>
/// <param name="MeanShareBelow">Mean over those below of the share of their answered mandatory items that lie below.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FloorEstimate(long Known, long Below, long Missing, double MeanShareBelow)
{
    /// <summary>Share below the floor, 0–1.</summary>
    public double F1 => Known == 0 ? double.NaN : (double)Below / Known;

    /// <summary>Depth: F1 × mean share of answered mandatory items below among those below, 0–1 (method §2.3).</summary>
    public double F2 => Known == 0 ? double.NaN : Below == 0 ? 0 : F1 * MeanShareBelow;
}

/// <summary>Below the floor: always strictly, L &lt; floor (method §2.1, §2.3).</summary>
internal static class Floor
{
    /// <summary>All that had to be answered is answered, nothing below.</summary>
    public const byte NotBelow = 0;

    /// <summary>Something answered lies below.</summary>
    public const byte Below = 1;

    /// <summary>Not known.</summary>
    public const byte Missing = 255;

    /// <summary>
    /// F1 per person: below if any answered mandatory item lies below its floor; not below if all mandatory items are answered and none
    /// below; else missing. No role (−1), or a role without mandatory items: missing, for there is nothing to know.
    /// R: <c>if (any(y &lt; z, na.rm=TRUE)) 1 else if (anyNA(y)) NA else 0</c>.
    /// </summary>
    /// <param name="columns">Item columns of one length, one byte a respondent.</param>
    /// <param name="mandatory">[role][item]: is the item mandatory for the role?</param>
    /// <param name="floor">[role][item]: the floor. 0 is a floor nobody can be below.</param>
    /// <param name="roleOfRespondent">Index into both, −1 = none.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="IndexOutOfRangeException">A role out of range.</exception>
    public static FloorColumns Persons(byte[][] columns, bool[][] mandatory, byte[][] floor, ReadOnlySpan<int> roleOfRespondent)
    {
        Histogram.RequireSameLength(mandatory.Length, floor.Length);
        var respondents = roleOfRespondent.Length;
        var roles = mandatory.Length;
        var mandatoryCount = new int[roles + 1];
        var below = new byte[respondents];
        var answered = new byte[respondents];

        // Per item, by role + 1: the floor, and 1 if mandatory. Row 0 is "no role".
        var floorOf = new byte[roles + 1];
        var asks = new byte[roles + 1];
        for (var item = 0; item < columns.Length; item++)
        {
            var column = columns[item];
            Histogram.RequireSameLength(column.Length, respondents);
            for (var role = 0; role < roles; role++)
            {
                Histogram.RequireSameLength(mandatory[role].Length, columns.Length);
                Histogram.RequireSameLength(floor[role].Length, columns.Length);
                asks[role + 1] = mandatory[role][item] ? (byte)1 : (byte)0;
                floorOf[role + 1] = floor[role][item];
                mandatoryCount[role + 1] += asks[role + 1];
            }

            for (var i = 0; i < respondents; i++)
            {
                var role = roleOfRespondent[i] + 1;
                if (asks[role] != 0 && Answers.IsLevel(column[i]))
                {
                    answered[i]++;
                    below[i] += column[i] < floorOf[role] ? (byte)1 : (byte)0;
                }
            }
        }

        var state = new byte[respondents];
        for (var i = 0; i < respondents; i++)
        {
            var asked = mandatoryCount[roleOfRespondent[i] + 1];
            state[i] = below[i] > 0 ? Below : asked > 0 && answered[i] == asked ? NotBelow : Missing;
        }

        return new FloorColumns(state, below, answered);
    }

    /// <summary>
    /// F1 per competence: one item against the floor of the respondent's role; missing where the item is not answered or there is no
    /// role. Whether it is mandatory plays no part: this is a measure of its own (method §2.3).
    /// </summary>
    /// <param name="column">The item's answers.</param>
    /// <param name="floorOfRole">The item's floor per role.</param>
    /// <param name="roleOfRespondent">Index into <paramref name="floorOfRole"/>, −1 = none.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static byte[] Item(ReadOnlySpan<byte> column, ReadOnlySpan<byte> floorOfRole, ReadOnlySpan<int> roleOfRespondent)
    {
        Histogram.RequireSameLength(column.Length, roleOfRespondent.Length);
        var state = new byte[column.Length];
        for (var i = 0; i < column.Length; i++)
        {
            var role = roleOfRespondent[i];
            state[i] = role < 0 || !Answers.IsLevel(column[i]) ? Missing : column[i] < floorOfRole[role] ? Below : NotBelow;
        }

        return state;
    }

    /// <summary>F1-index: the index below a floor, a measure of its own; NaN = missing.</summary>
    public static byte[] Index(ReadOnlySpan<double> index, double floor)
    {
        var state = new byte[index.Length];
        for (var i = 0; i < index.Length; i++)
        {
            state[i] = double.IsNaN(index[i]) ? Missing : index[i] < floor ? Below : NotBelow;
        }

        return state;
    }

    /// <summary>
    /// F1 and F2 per group; an empty group is all zeros and NaN. Those below are counted by (items below, items answered) first, so the
    /// figure does not depend on the order of the respondents.
    /// </summary>
    /// <param name="persons">From <see cref="Persons"/>.</param>
    /// <param name="groupOfRespondent">0 … groupCount − 1, or −1 for none.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static FloorEstimate[] Estimate(FloorColumns persons, ReadOnlySpan<int> groupOfRespondent, int groupCount)
    {
        Histogram.RequireSameLength(persons.State.Length, groupOfRespondent.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(groupCount);
        var most = 0;
        foreach (var answered in persons.ItemsAnswered)
        {
            most = Math.Max(most, answered);
        }

        var side = most + 1;
        var known = new long[groupCount];
        var missing = new long[groupCount];
        var pairs = new long[groupCount * side * side];
        for (var i = 0; i < groupOfRespondent.Length; i++)
        {
            var group = groupOfRespondent[i];
            if (group < 0)
            {
                continue;
            }

            if (persons.State[i] == Missing)
            {
                missing[group]++;
                continue;
            }

            known[group]++;
            if (persons.State[i] == Below)
            {
                pairs[(((group * side) + persons.ItemsAnswered[i]) * side) + persons.ItemsBelow[i]]++;
            }
        }

        var estimates = new FloorEstimate[groupCount];
        for (var group = 0; group < groupCount; group++)
        {
            long below = 0;
            var shares = default(NeumaierSum);
            for (var answered = 1; answered < side; answered++)
            {
                long itemsBelow = 0;
                for (var b = 1; b <= answered; b++)
                {
                    var count = pairs[(((group * side) + answered) * side) + b];
                    below += count;
                    itemsBelow += b * count;
                }

                shares.Add((double)itemsBelow / answered);
            }

            estimates[group] = new FloorEstimate(known[group], below, missing[group], below == 0 ? double.NaN : shares.Value / below);
        }

        return estimates;
    }

    /// <summary>
    /// Foster–Greer–Thorbecke: mean of ((z − x)/z)^α over those below z, over all answered, of one item's (or group's) histogram.
    /// 0–1; NaN for nobody. α = 0 is the share below. Additive over groups by share. To be published for z ≥ 3 only (method §2.3).
    /// R: <c>mean(((z - x)/z)^a * (x &lt; z))</c>; ineq's <c>pov(type="Foster")</c>; domain S25.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Floor not in 1–8 or α not in 0–2.</exception>
    public static double Fgt(ReadOnlySpan<long> histogram, int floor, int alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(floor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(floor, Answers.LevelCount - 1);
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha, 2);
        long sum = 0;
        for (var level = 0; level < floor; level++)
        {
            var depth = alpha == 0 ? 1 : alpha == 1 ? floor - level : (floor - level) * (floor - level);
            sum += depth * histogram[level];
        }

        var n = Histogram.Answered(histogram);
        var scale = alpha == 0 ? 1 : alpha == 1 ? floor : floor * floor;
        return n == 0 ? double.NaN : (double)sum / (n * scale);
    }
}
