using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Addresses of briefs below the language's root. The language is no part of them: it is that of the page.</summary>
public static class BriefAddress
{
    /// <summary>The brief as a page: "/brev/ledning/2284", "/brev/enhet/2284/3030", "/brev/konsortium".</summary>
    public static string Page(BriefName name) => "/brev/" + Path(name);

    /// <summary>Every brief of a name that was made.</summary>
    public static string Archive(BriefName name) => "/brev/arkiv/" + Path(name);

    /// <summary>An archived file.</summary>
    public static string File(long id) => FormattableString.Invariant($"/brev/{id}.pdf");

    /// <summary>What differs between two archived briefs of a name, the earlier first.</summary>
    public static string Comparison(long from, long to) => FormattableString.Invariant($"/brev/jamfor/{from}/{to}");

    /// <summary>The name that an address tells; null when it tells none.</summary>
    /// <param name="kind">Kind; null for the consortium's own address.</param>
    /// <param name="organisation">Code of the organisation, or null.</param>
    /// <param name="unit">Code of the unit, or null.</param>
    /// <param name="language">"sv" or "en".</param>
    public static BriefName? NameOf(string? kind, string? organisation, string? unit, string language) => (kind, organisation, unit) switch
    {
        (null or BriefKinds.Consortium, null, null) => new BriefName(BriefKinds.Consortium, "", "", language),
        (BriefKinds.Leadership or BriefKinds.Analysis, { Length: > 0 }, null) => new BriefName(kind!, organisation!, "", language),
        (null or BriefKinds.Unit, { Length: > 0 }, { Length: > 0 }) => new BriefName(BriefKinds.Unit, organisation!, unit!, language),
        _ => null,
    };

    private static string Path(BriefName name) => string.Join('/', new[] { name.Kind, name.Organisation, name.Unit }.Where(p => p.Length > 0).Select(Uri.EscapeDataString));
}
