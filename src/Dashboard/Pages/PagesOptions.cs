using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Settings of the pages.</summary>
public sealed class PagesOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Pages";

    /// <summary>Where readers report accessibility problems: an e-mail address or a web address; empty if none is set.</summary>
    public string FeedbackContact { get; set; } = "";

    /// <summary>Days after which a source counts as too old, by kind of delivery; a kind that is not named is never too old.</summary>
    public Dictionary<DeliveryKind, int> SourceExpectedEveryDays { get; } = [];

    /// <summary>Days after which a delivery counts as too old, by name of its profile; a profile that is not named expects nothing.</summary>
    public Dictionary<string, int> ProfileExpectedEveryDays { get; } = new(StringComparer.Ordinal);

    /// <summary>Hours without a good night after which figures are called stale.</summary>
    public int StaleAfterHours { get; set; } = 48;
}
