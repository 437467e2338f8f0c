using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>What is known about units, roles and courses, from the deliveries in force.</summary>
internal sealed class StructureStore(IColumnReader columns) : IStructure
{
    public IReadOnlyList<UnitRow> Units(string organisation) => columns.Units(organisation);

    public IReadOnlySet<string> Roles(string organisation) =>
        columns.Requirements(organisation).Select(r => r.Role).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<string> Courses(string organisation) =>
        columns.Courses(organisation).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<string> Plans(string organisation) =>
        columns.Plans(organisation).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
}
