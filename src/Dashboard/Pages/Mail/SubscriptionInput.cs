using System.Globalization;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages.Mail;

/// <summary>The form for a new subscription as it was sent.</summary>
public sealed record SubscriptionInput
{
    /// <summary>Names of the fields.</summary>
    internal const string AddressField = "adress", KindField = "brev", OrganisationField = "organisation", UnitField = "enhet", LanguageField = "sprak",
        RhythmField = "nar", WeekdayField = "veckodag", MonthdayField = "manadsdag", IdField = "nummer", ActField = "gor";

    /// <summary>Mail address.</summary>
    public string Address { get; init; } = "";

    /// <summary>Kind of brief.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Code of the organisation; empty for all of them.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Code of the unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>"sv" or "en".</summary>
    public string Language { get; init; } = "";

    /// <summary>Name of the rhythm in lower case.</summary>
    public string Rhythm { get; init; } = "";

    /// <summary>1 (Monday) to 7.</summary>
    public string Weekday { get; init; } = "";

    /// <summary>1 to 31.</summary>
    public string Monthday { get; init; } = "";

    internal static SubscriptionInput From(Func<string, string?> field) => new()
    {
        Address = field(AddressField)?.Trim() ?? "",
        Kind = field(KindField) ?? "",
        Organisation = field(OrganisationField) ?? "",
        Unit = field(UnitField)?.Trim() ?? "",
        Language = field(LanguageField) ?? "",
        Rhythm = field(RhythmField) ?? "",
        Weekday = field(WeekdayField) ?? "",
        Monthday = field(MonthdayField)?.Trim() ?? "",
    };

    /// <summary>The order; a day that is no number, or a rhythm that is none, becomes one that the desk refuses.</summary>
    internal SubscriptionOrder ToOrder()
    {
        var rhythm = Enum.GetValues<SubscriptionRhythm>().Where(r => Name(r) == Rhythm).Select(r => (SubscriptionRhythm?)r).FirstOrDefault();
        return new SubscriptionOrder(Address, Kind, Organisation, Unit, Language, rhythm ?? (SubscriptionRhythm)(-1), rhythm switch
        {
            SubscriptionRhythm.Weekly => Number(Weekday),
            SubscriptionRhythm.Monthly => Number(Monthday),
            _ => 0,
        });
    }

    /// <summary>Name of a rhythm in the form.</summary>
    internal static string Name(SubscriptionRhythm rhythm) => rhythm.ToString().ToLowerInvariant();

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

/// <summary>What the page shows after a form was sent.</summary>
/// <param name="Input">What was sent.</param>
/// <param name="Errors">What is wrong.</param>
internal sealed record SubscriptionsShown(SubscriptionInput Input, IReadOnlyList<UploadError> Errors);

/// <summary>What the page of a link shows after its button was pressed.</summary>
/// <param name="Done">In words.</param>
/// <param name="IsGood">True if it was done.</param>
internal sealed record LinkShown(Message Done, bool IsGood);
