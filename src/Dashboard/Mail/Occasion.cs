using System.Globalization;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>What a mail is sent for, as it is stored: with the subscription it names one mail for ever.</summary>
internal static class Occasion
{
    private const string QuestionPrefix = "confirm:", AlertsPrefix = "alerts:", Instant = "yyyy-MM-ddTHH:mm:ss.fffffff", Day = "yyyy-MM-dd";

    /// <summary>The question whether a reader wants it, asked at an instant.</summary>
    public static string Question(DateTime asked) => QuestionPrefix + asked.ToString(Instant, CultureInfo.InvariantCulture);

    /// <summary>A brief by the calendar.</summary>
    public static string Calendar(SubscriptionRhythm rhythm, DateOnly day) =>
        (rhythm == SubscriptionRhythm.Weekly ? "week:" : "month:") + day.ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>A brief that says something new.</summary>
    public static string Content(string content) => "brief:" + content;

    /// <summary>Alerts, from the first to the last number.</summary>
    public static string Alerts(long first, long last) => string.Create(CultureInfo.InvariantCulture, $"{AlertsPrefix}{first}-{last}");

    /// <summary>An occasion in words.</summary>
    public static Message Tell(string occasion) => occasion.Split(':', 2) switch
    {
        ["week" or "month", var day] => new Message("mail.occasion.calendar", day),
        ["alerts", _] => new Message("mail.occasion.alerts"),
        ["confirm", _] => new Message("mail.occasion.confirm"),
        _ => new Message("mail.occasion.brief"),
    };

    /// <summary>True for the question.</summary>
    public static bool IsQuestion(string occasion) => occasion.StartsWith(QuestionPrefix, StringComparison.Ordinal);

    /// <summary>Numbers of the alerts, or null if it is not about alerts.</summary>
    public static (long First, long Last)? AlertsOf(string occasion) =>
        occasion.StartsWith(AlertsPrefix, StringComparison.Ordinal) && occasion[AlertsPrefix.Length..].Split('-') is [var first, var last]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var a) && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
            ? (a, b)
            : null;
}
