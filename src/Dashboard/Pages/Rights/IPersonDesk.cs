using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages.Rights;

/// <summary>What the page for personal data may have done without knowing store, keys, lease or disk; implemented by Jobs.</summary>
public interface IPersonDesk
{
    /// <summary>What can be chosen, and the rules, as configuration and profiles stand now.</summary>
    PersonChoices Choices();

    /// <summary>Reports about protected identities that somebody has asked for and nobody has fetched.</summary>
    IReadOnlyList<PersonRequest> Requests(string organisation);

    /// <summary>Makes a report about a person; of a protected identity only with an approved request, otherwise asks for one.</summary>
    PersonOutcome Report(PersonForm form, ReportFormat format, string language);

    /// <summary>Approves a request: another name than the one that asked.</summary>
    Message Approve(long request, string by);

    /// <summary>Erases a person, or tells what that would do.</summary>
    PersonOutcome Erase(PersonForm form, bool dryRun);
}

/// <summary>What can be chosen on the page for personal data.</summary>
/// <param name="Organisations">Configured organisations.</param>
/// <param name="Kinds">Kinds of id that the profiles know.</param>
/// <param name="Retention">The rules.</param>
/// <param name="Problem">Why nothing can be chosen (the configuration is wrong), or <see cref="Message.None"/>.</param>
public sealed record PersonChoices(
    IReadOnlyList<(string Code, BothLanguages Name)> Organisations, IReadOnlyList<string> Kinds, IReadOnlyList<RetentionRule> Retention, Message Problem);

/// <summary>About whom something is asked, by whom, on what ground. The id is used and forgotten: it goes into no log and no address.</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Id">As it was given.</param>
/// <param name="Kind">Kind of id; empty = any that fits.</param>
/// <param name="Reference">Ground or reference in the organisation's own records.</param>
/// <param name="By">Name of the one who asks; may be empty where only one person is needed.</param>
/// <param name="Request">An approved request, for a report about a protected identity.</param>
/// <param name="Object">Erasures only: the person objects, and is not taken in again.</param>
public sealed record PersonForm(string Organisation, string Id, string Kind, string Reference, string By, long? Request, bool Object)
{
    /// <summary>Without the id, so that a record that is printed never tells it.</summary>
    public override string ToString() => nameof(PersonForm);
}

/// <summary>What came of it.</summary>
/// <param name="Problem">Why nothing was done, or <see cref="Message.None"/>.</param>
public sealed record PersonOutcome(Message Problem)
{
    /// <summary>The report; null if there is none.</summary>
    public byte[]? Document { get; init; }

    /// <summary>What was erased, or would be; null if nothing was.</summary>
    public ErasureOutcome? Erased { get; init; }
}
