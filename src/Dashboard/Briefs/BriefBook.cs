using Digilo.Analytics.Dashboard.Briefs.Compose;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>Every brief by its kind, composed from a published snapshot and nothing else: the same request gives the same brief.</summary>
public static class BriefBook
{
    private static readonly string[] Languages = [TextCatalogue.Swedish, TextCatalogue.English];

    /// <summary>The brief of a request; null when the snapshot has no such organisation or unit, or nothing to tell of it yet.</summary>
    public static Brief? Compose(BriefRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (kind, organisation, unit, _) = request.Name;
        if (kind == BriefKinds.Consortium)
        {
            return organisation.Length == 0 ? ConsortiumBrief.Compose(request) : null;
        }

        if (request.Snapshot.FindOrganisation(organisation) is not { } about || !HasSomethingToTell(about))
        {
            return null;
        }

        return kind switch
        {
            BriefKinds.Leadership when unit.Length == 0 => LeadershipBrief.Compose(request, about),
            BriefKinds.Analysis when unit.Length == 0 => AnalysisBrief.Compose(request, about),
            BriefKinds.Unit => UnitBrief.Compose(request, about),
            _ => null,
        };
    }

    /// <summary>True if a wave of the organisation is released: without one a brief has no figure.</summary>
    public static bool HasSomethingToTell(PublishedOrganisation organisation) => organisation.Waves.Any(w => w.State == WaveState.Released);

    /// <summary>What every night makes: each organisation's briefs and the consortium's, in every language.</summary>
    public static IReadOnlyList<BriefName> OfTheNight(Snapshot snapshot) =>
    [
        .. snapshot.Organisations.Where(HasSomethingToTell)
            .SelectMany(o => BriefKinds.OfOrganisation.SelectMany(k => Languages.Select(l => new BriefName(k, o.Code, "", l)))),
        .. Together.WaveOf(snapshot) is null ? [] : Languages.Select(l => new BriefName(BriefKinds.Consortium, "", "", l)),
    ];

    /// <summary>The briefs of an organisation's units in its newest released wave, in every language: made when asked for.</summary>
    public static IReadOnlyList<BriefName> OfUnits(PublishedOrganisation organisation) => UnitBrief.WaveOf(organisation) is not { } wave
        ? []
        : [.. wave.Scopes.Where(s => s.Level == ScopeLevel.Unit).SelectMany(s => Languages.Select(l => new BriefName(BriefKinds.Unit, organisation.Code, s.Code, l)))];
}
