using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>The persons of an organisation on a day, each by the main employment (method §1.2), in the order of the register.</summary>
/// <param name="Rows">Per person: the register row of the main employment.</param>
/// <param name="Protected">Per person: protected identity in any employment.</param>
/// <param name="IndexOf">From the person's surrogate to the index.</param>
internal sealed record Population(int[] Rows, bool[] Protected, Dictionary<long, int> IndexOf)
{
    /// <summary>
    /// In service on the day, and hourly staff with hours in the last three months. Staff on leave stay. The main employment has the
    /// highest degree, then the earliest first day, then the lowest number.
    /// </summary>
    public static Population Of(RegisterColumns register, DateOnly day)
    {
        var today = day.DayNumber;
        var indexOf = new Dictionary<long, int>(register.Count);
        var rows = new List<int>(register.Count);
        var hidden = new HashSet<long>();
        for (var row = 0; row < register.Count; row++)
        {
            if (register.Protected[row])
            {
                hidden.Add(register.Person[row]);
            }

            var hourly = register.Form[row] == (byte)EmploymentForm.Hourly;
            var inService = register.ValidFrom[row] <= today
                && (hourly ? register.RecentHours[row] == (byte)YesNo.Yes : register.ValidTo[row] >= today);
            if (!inService)
            {
                continue;
            }

            if (!indexOf.TryGetValue(register.Person[row], out var index))
            {
                indexOf.Add(register.Person[row], rows.Count);
                rows.Add(row);
            }
            else if (IsBefore(register, row, rows[index]))
            {
                rows[index] = row;
            }
        }

        return new Population([.. rows], [.. rows.Select(r => hidden.Contains(register.Person[r]))], indexOf);
    }

    private static bool IsBefore(RegisterColumns r, int a, int b) =>
        r.DegreeHundredths[a] != r.DegreeHundredths[b] ? r.DegreeHundredths[a] > r.DegreeHundredths[b]
        : r.ValidFrom[a] != r.ValidFrom[b] ? r.ValidFrom[a] < r.ValidFrom[b]
        : r.EmploymentNumber[a] < r.EmploymentNumber[b];
}
