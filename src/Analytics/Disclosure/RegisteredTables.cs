using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>
/// The tables that are published, and no others (method §4.4): a unit has its total only, a department one personal attribute at a
/// time, an organisation every breakdown.
/// </summary>
internal static class RegisteredTables
{
    private static readonly Breakdown[] Breakdowns = [Breakdown.Role, Breakdown.Gender, Breakdown.AgeBand, Breakdown.Form, Breakdown.Device];

    /// <summary>Level and breakdown of every table of a measure.</summary>
    public static IEnumerable<(ScopeLevel Level, Breakdown Breakdown)> Of(string measure)
    {
        yield return (ScopeLevel.Organisation, Breakdown.None);
        yield return (ScopeLevel.Department, Breakdown.None);
        if (measure is not (Measures.BelowRequirement or Measures.Gap or Measures.Rds or Measures.Mwds))
        {
            yield return (ScopeLevel.Unit, Breakdown.None);
        }

        foreach (var breakdown in Breakdowns)
        {
            if (measure is Measures.Voice or Measures.Level or Measures.BelowFloor or Measures.BelowRequirement or Measures.Access or Measures.Reach)
            {
                yield return (ScopeLevel.Organisation, breakdown);
            }

            if (measure is Measures.Voice or Measures.Level or Measures.BelowFloor
                || (measure is Measures.Access or Measures.Reach && breakdown == Breakdown.Role))
            {
                yield return (ScopeLevel.Department, breakdown);
            }
        }
    }

    /// <summary>Is a column of a measure in its table of this kind?</summary>
    public static bool HasColumn(string measure, string column, ScopeLevel level, Breakdown breakdown) => measure switch
    {
        Measures.Level => level != ScopeLevel.Department || breakdown == Breakdown.None || column == PublishedTable.Index,
        Measures.Distribution => level == ScopeLevel.Organisation == char.IsAsciiDigit(column[0]),
        _ => true,
    };
}
