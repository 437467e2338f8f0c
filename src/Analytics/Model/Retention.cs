namespace Digilo.Analytics.Model;

/// <summary>What a retention rule is about.</summary>
public enum RetentionSubject
{
    /// <summary>Survey answers, with their free text.</summary>
    Answers,
    /// <summary>Kept free text alone.</summary>
    FreeText,
    /// <summary>Staff registers.</summary>
    Registers,
    /// <summary>Training records.</summary>
    Training,
    /// <summary>Attendance.</summary>
    Attendance,
    /// <summary>Coaching pairs.</summary>
    Coaching,
    /// <summary>Ideas.</summary>
    Ideas,
    /// <summary>Accounts and devices from IT.</summary>
    Access,
    /// <summary>Archived delivery files.</summary>
    Archive,
    /// <summary>Quarantined rows.</summary>
    Quarantine,
    /// <summary>The log of runs, findings of deliveries, and requests for reports; the audit log stays, because it is the proof.</summary>
    Logs,
    /// <summary>Mails to subscribers: when and for what each one was sent, without the address. A subscription's newest stays.</summary>
    Sendings,
}

/// <summary>The organisation's decision to destroy (gallringsbeslut).</summary>
/// <param name="Reference">Its reference in the organisation's own records; never empty.</param>
/// <param name="Date">The day it was taken.</param>
public sealed record RetentionDecision(string Reference, DateOnly Date);

/// <summary>How long something is kept (method §1.9).</summary>
/// <param name="Subject">What is kept.</param>
/// <param name="Months">Months after the delivery's as-of day; of logs and mails, after the day they were written.</param>
/// <param name="Decision">The decision that lets the rule delete; null = "saknar gallringsbeslut", and nothing is deleted.</param>
public sealed record RetentionRule(RetentionSubject Subject, int Months, RetentionDecision? Decision)
{
    /// <summary>
    /// The organisation whose rule and decision it is; empty: of every organisation that has no rule of its own about the subject. Each
    /// employer is an authority that decides for itself.
    /// </summary>
    public string Organisation { get; init; } = "";

    /// <summary>The rule that holds for an organisation: its own, else the common one; null if there is none.</summary>
    public static RetentionRule? Of(IReadOnlyList<RetentionRule> rules, string organisation, RetentionSubject subject) =>
        rules.FirstOrDefault(r => r.Subject == subject && r.HoldsFor(organisation, rules));

    /// <summary>Does it hold for an organisation beside the other rules? Its own rule stands in the common one's place, decided or not.</summary>
    public bool HoldsFor(string organisation, IReadOnlyList<RetentionRule> rules) => Organisation.Length > 0
        ? Organisation == organisation
        : !rules.Any(r => r.Subject == Subject && r.Organisation.Length > 0 && r.Organisation == organisation);

    /// <summary>Name of a subject in settings.json.</summary>
    public static string NameOf(RetentionSubject subject) => char.ToLowerInvariant(subject.ToString()[0]) + subject.ToString()[1..];
}

/// <summary>What one retention rule destroyed in the database; counts only.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Deliveries">Deliveries whose rows went; of logs, runs.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Persons">Persons and pseudonyms without a person of whom nothing was left, and who went too.</param>
public sealed record Destroyed(RetentionRule Rule, long Deliveries, long Rows, long Persons);
