using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Dashboard.Alerts;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>
/// Writes the letters. The secret of a link is made anew for each letter and stands in it alone: what is stored is its hash.
/// </summary>
/// <param name="subscriptions">Where the hashes of links are kept.</param>
/// <param name="alerts">What has been raised.</param>
/// <param name="briefs">The briefs.</param>
/// <param name="snapshots">Names and figures.</param>
/// <param name="options">Where links lead.</param>
/// <param name="attaches">Tells whether the organisation of a subscription allows that the brief itself goes with the mail.</param>
internal sealed class LetterWriter(
    ISubscriptions subscriptions, IAlerts alerts, IBriefSource briefs, ISnapshotReader snapshots, MailOptions options, Func<SubscriptionOrder, bool> attaches)
{
    /// <summary>The pages that links lead to.</summary>
    public const string ConfirmPath = "/prenumeration/bekrafta", EndPath = "/prenumeration/avsluta";

    /// <summary>How long a reader has to confirm.</summary>
    public static TimeSpan TimeToConfirm { get; } = TimeSpan.FromDays(7);

    /// <summary>SHA-256 of a link's secret, lower-case hex.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The letter of a mail that was written down; null if there is nothing to tell any more.</summary>
    public Letter? Write(Subscription subscription, string occasion, DateTime utc)
    {
        if (Occasion.IsQuestion(occasion))
        {
            return subscription.State == SubscriptionState.Waiting ? Question(subscription, utc) : null;
        }

        if (subscription.State != SubscriptionState.Active)
        {
            return null;
        }

        var order = subscription.Order;
        var brief = briefs.Read(new BriefName(order.Kind, order.Organisation, order.Unit, order.Language));
        return Occasion.AlertsOf(occasion) is { } numbers ? Alerts(subscription, numbers, brief) : brief is null ? null : Brief(subscription, brief);
    }

    private Letter? Question(Subscription subscription, DateTime utc)
    {
        var order = subscription.Order;
        var expires = utc + TimeToConfirm;
        if (Link(subscription, SubscriptionLink.Confirm, ConfirmPath, expires) is not { } link)
        {
            return null;
        }

        string Text(string code, params string[] arguments) => TextCatalogue.Default.Get(order.Language, code, arguments);
        var what = What(order);
        return new Letter(
            order.Address, order.Language, Text("mail.confirm.subject", what),
            string.Join("\n\n", Text("mail.confirm.asked", what, Rhythm(order)), Text("mail.confirm.do"), link, Text("mail.confirm.until", Format.LocalTime(expires)))
            + "\n");
    }

    private Letter? Brief(Subscription subscription, MailBrief brief)
    {
        if (Link(subscription, SubscriptionLink.End, EndPath, null) is not { } end)
        {
            return null;
        }

        var order = subscription.Order;
        return Finish(subscription, brief, end, TextCatalogue.Default.Get(order.Language, "mail.brief.subject", brief.Title, Format.For(order.Language).Date(brief.DataDate)), []);
    }

    private Letter? Alerts(Subscription subscription, (long First, long Last) numbers, MailBrief? brief)
    {
        var order = subscription.Order;
        var snapshot = snapshots.Current();
        var told = alerts.Open()
            .Where(a => a.Id >= numbers.First && a.Id <= numbers.Last && MailPlanner.Concerns(a, order, snapshot))
            .Select(a => AlertWords.Tell(a, snapshot, order.Language)).ToList();
        if (told.Count == 0 || Link(subscription, SubscriptionLink.End, EndPath, null) is not { } end)
        {
            return null;
        }

        var lines = told.SelectMany(t => (string[])["• " + t.Text, .. t.Figures.Select(f => "  " + f), "  " + Address(order.Language, t.Path), ""]).ToList();
        var head = TextCatalogue.Default.Get(order.Language, told.Count == 1 ? "mail.alert.one" : "mail.alert.many", Format.For(order.Language).Count(told.Count));
        return Finish(subscription, brief, end, TextCatalogue.Default.Get(order.Language, "mail.alert.subject", What(order)), [head, "", .. lines]);
    }

    private Letter Finish(Subscription subscription, MailBrief? brief, string end, string subject, IReadOnlyList<string> before)
    {
        var order = subscription.Order;
        string Text(string code, params string[] arguments) => TextCatalogue.Default.Get(order.Language, code, arguments);
        var synthetic = brief?.Synthetic ?? snapshots.Current()?.Synthetic ?? false;
        var text = new List<string>();

        // The brief's own text says it first; what stands before it says it too.
        text.AddRange(synthetic && (brief is null || before.Count > 0) ? [Text("synthetic.short") + " " + Text("synthetic.long"), ""] : []);
        text.AddRange(before);
        if (brief is not null)
        {
            text.AddRange([brief.Text.TrimEnd(), "", Text("mail.brief.read"), Address(order.Language, brief.Path), ""]);
        }

        text.AddRange(["-- ", Text("mail.foot.why", What(order), Rhythm(order)), Text("mail.foot.end"), end, ""]);
        return new Letter(order.Address, order.Language, (synthetic ? Text("mail.synthetic.subject") + " " : "") + subject, string.Join('\n', text))
        {
            EndLink = end,
            File = brief is not null && attaches(order) && brief.Pdf() is { } pdf ? new LetterFile(brief.FileName, pdf) : null,
        };
    }

    /// <summary>A link with a secret of its own; null if the subscription has ended.</summary>
    private string? Link(Subscription subscription, SubscriptionLink link, string path, DateTime? expires)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return subscriptions.AddLink(subscription.Id, link, HashOf(secret), expires) ? Address(subscription.Order.Language, path) + "?t=" + secret : null;
    }

    private string Address(string language, string path) => options.PublicUrl + (language == TextCatalogue.English ? "/en" : "") + path;

    /// <summary>"Ledningsbrief, Örnsköldsviks kommun".</summary>
    private string What(SubscriptionOrder order)
    {
        var found = snapshots.Current()?.FindOrganisation(order.Organisation);
        var unit = order.Unit.Length == 0 ? ""
            : ", " + (found?.Waves.SelectMany(w => w.Scopes).LastOrDefault(s => s.Code == order.Unit)?.Name ?? order.Unit);
        return TextCatalogue.Default.Get(order.Language, "mail.kind." + order.Kind)
            + (order.Organisation.Length == 0 ? "" : ", " + (found?.Name.In(order.Language) ?? order.Organisation)) + unit;
    }

    /// <summary>"varje måndag".</summary>
    public static string Rhythm(SubscriptionOrder order) => Rhythm(order, order.Language);

    /// <summary>"varje måndag", in a language.</summary>
    public static string Rhythm(SubscriptionOrder order, string language) => order.Rhythm switch
    {
        SubscriptionRhythm.Weekly => TextCatalogue.Default.Get(
            language, "mail.rhythm.weekly", TextCatalogue.Default.Get(language, FormattableString.Invariant($"mail.weekday.{order.Day}"))),
        SubscriptionRhythm.Monthly when order.Day == 31 => TextCatalogue.Default.Get(language, "mail.rhythm.month-end"),
        SubscriptionRhythm.Monthly => TextCatalogue.Default.Get(language, "mail.rhythm.monthly", Format.For(language).Count(order.Day)),
        SubscriptionRhythm.Snapshot => TextCatalogue.Default.Get(language, "mail.rhythm.snapshot"),
        _ => TextCatalogue.Default.Get(language, "mail.rhythm.alert"),
    };
}
