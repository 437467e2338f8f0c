using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>What the notices to respondents are made from, as configuration and snapshot stand now; implemented by Hosting.</summary>
public interface INotices
{
    /// <summary>Every organisation of every wave, newest wave first; empty where the configuration cannot be read.</summary>
    IReadOnlyList<(Organisation Organisation, Wave Wave)> All();

    /// <summary>What the notice of an organisation and wave is made from; null if there is no such pair.</summary>
    NoticeFacts? Find(string organisation, string wave);
}

/// <summary>No notices: a host without a configuration.</summary>
internal sealed class NoNotices : INotices
{
    /// <inheritdoc/>
    public IReadOnlyList<(Organisation Organisation, Wave Wave)> All() => [];

    /// <inheritdoc/>
    public NoticeFacts? Find(string organisation, string wave) => null;
}
