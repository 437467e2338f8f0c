using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>The notices to respondents from the configuration and, for what is frozen with a wave, the published snapshot.</summary>
internal sealed class Notices : INotices
{
    private readonly Func<Configuration> _configuration;
    private readonly Func<Snapshot?> _snapshot;

    /// <summary>Both are read when something is asked for: the configuration is edited while the service runs.</summary>
    public Notices(Func<Configuration> configuration, Func<Snapshot?> snapshot) => (_configuration, _snapshot) = (configuration, snapshot);

    /// <inheritdoc/>
    public IReadOnlyList<(Organisation Organisation, Wave Wave)> All() => Read() is not { } configuration
        ? []
        :
        [
            .. configuration.Waves.Reverse().SelectMany(
                w => w.Organisations.Select(configuration.FindOrganisation).OfType<Organisation>(), (w, o) => (o, w)),
        ];

    /// <inheritdoc/>
    public NoticeFacts? Find(string organisation, string wave) => Read() is { } configuration ? Of(configuration, _snapshot(), organisation, wave) : null;

    /// <summary>What the notice of an organisation and wave is made from; null if the configuration has no such pair.</summary>
    public static NoticeFacts? Of(Configuration configuration, Snapshot? snapshot, string organisation, string wave)
    {
        if (configuration.FindOrganisation(organisation) is not { } owner || configuration.FindWave(wave) is not { } found || !found.Organisations.Contains(organisation))
        {
            return null;
        }

        var published = snapshot?.FindOrganisation(organisation)?.Waves.FirstOrDefault(w => w.Wave == wave);
        return new NoticeFacts(
            owner,
            found,
            published?.Protection ?? configuration.Disclosure.For(found),
            published?.Protection is not null,
            published?.ConsentToConsortium ?? found.ConsentToConsortium.Contains(organisation),
            configuration.Retention);
    }

    // A page about something else says what is wrong with the configuration; here there is nothing to offer.
    private Configuration? Read()
    {
        try
        {
            return _configuration();
        }
        catch (Exception e) when (e is ConfigurationException or CommandFailure)
        {
            return null;
        }
    }
}
