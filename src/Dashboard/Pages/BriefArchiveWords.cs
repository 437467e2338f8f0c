using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Whom an archived brief is about, in words.</summary>
internal static class BriefArchiveWords
{
    /// <summary>The organisation, the unit and its organisation, or the consortium; null when the snapshot has no such organisation.</summary>
    public static string? About(BriefName name, Snapshot? snapshot, Say say)
    {
        if (name.Organisation.Length == 0)
        {
            return say["briefs.consortium"];
        }

        if (snapshot?.FindOrganisation(name.Organisation) is not { } organisation)
        {
            return null;
        }

        // A unit of an earlier structure is called as it was last called.
        var unit = organisation.Waves.SelectMany(w => w.Scopes).LastOrDefault(s => s.Level == ScopeLevel.Unit && s.Code == name.Unit)?.Name;
        return name.Unit.Length == 0 ? say.Name(organisation.Name) : unit is null ? null : unit + ", " + say.Name(organisation.Name);
    }
}
