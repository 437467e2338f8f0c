using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>How each remote source stands: whether it can be asked, when it last answered, how far it has come, and whether that is too long ago.</summary>
internal static class PullReport
{
    /// <summary>Remarks on a source; bad ones mean that it cannot be fetched at all.</summary>
    /// <param name="source">As configured.</param>
    /// <param name="secret">User and password; null if none are set.</param>
    /// <param name="state">How far it has come; null if it was never fetched.</param>
    /// <param name="profile">Its profile, which says how often something is expected.</param>
    /// <param name="now">UTC.</param>
    public static IEnumerable<(bool? Good, Message Text)> Of(PullSource source, PullSecret? secret, PullStateEntry? state, Profile? profile, DateTime now)
    {
        if (!source.Enabled)
        {
            yield return (true, new Message("doctor.pull.off", source.Name));
            yield break;
        }

        if (secret is not { User.Length: > 0, Password.Length: > 0 })
        {
            yield return (false, new Message("ingest.pull.no-secret", source.Name));
        }

        if (state is null)
        {
            yield return (null, new Message("doctor.pull.never", source.Name));
            yield break;
        }

        var last = SwedishTime.Local(state.Pulled).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var reach = PullReach.Of(source, state.State);
        yield return profile?.ExpectedEvery is { } every && now - state.Pulled > every
            ? (null, new Message("doctor.pull.old", source.Name, last, profile.Name, Math.Ceiling(every.TotalDays).ToString(CultureInfo.InvariantCulture)))
            : (true, new Message("doctor.pull.good", source.Name, last));
        yield return reach.Length > 0
            ? (true, new Message("doctor.pull.reach." + source.Kind, source.Name, reach))
            : (null, new Message("doctor.pull.reach.none", source.Name));
    }
}
