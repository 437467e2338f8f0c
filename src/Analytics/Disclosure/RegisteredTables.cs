using Digilo.Analytics.Indicators;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>The tables that are published, and no others (method §4.4): what each measure of the catalogue says.</summary>
internal static class RegisteredTables
{
    private static readonly (Breakdown Breakdown, Attributes Attribute)[] Breakdowns =
    [
        (Breakdown.Role, Attributes.Role), (Breakdown.Gender, Attributes.Gender), (Breakdown.AgeBand, Attributes.AgeBand),
        (Breakdown.Form, Attributes.Form), (Breakdown.Device, Attributes.Device), (Breakdown.Operation, Attributes.Operation),
    ];

    /// <summary>Level and breakdown of every table of a measure.</summary>
    public static IEnumerable<(ScopeLevel Level, Breakdown Breakdown)> Of(string measure)
    {
        var plan = Catalogue.TablesOf(measure);
        yield return (ScopeLevel.Organisation, Breakdown.None);
        if (plan.Departments)
        {
            yield return (ScopeLevel.Department, Breakdown.None);
        }

        if (plan.Units)
        {
            yield return (ScopeLevel.Unit, Breakdown.None);
        }

        foreach (var (breakdown, attribute) in Breakdowns)
        {
            if (plan.OfOrganisation.HasFlag(attribute))
            {
                yield return (ScopeLevel.Organisation, breakdown);
            }

            if (breakdown != Breakdown.Operation && plan.OfDepartments.HasFlag(attribute))
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
        Measures.Engagement => level != ScopeLevel.Unit || !EmployeeEngagement.ConcernsTheManager(column),
        _ => Catalogue.TablesOf(measure).Has?.Invoke(column, GroupsOf(level, breakdown)) ?? true,
    };

    private static TableGroups GroupsOf(ScopeLevel level, Breakdown breakdown) =>
        level != ScopeLevel.Organisation ? TableGroups.Below
        : breakdown == Breakdown.None ? TableGroups.Organisation
        : TableGroups.Divided;
}
