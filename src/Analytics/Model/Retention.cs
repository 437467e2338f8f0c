namespace Digilo.Analytics.Model;

/// <summary>What a retention rule is about.</summary>
public enum RetentionSubject
{
    /// <summary>Survey answers.</summary>
    Answers,
    /// <summary>Staff registers.</summary>
    Registers,
    /// <summary>Training records.</summary>
    Training,
    /// <summary>Archived delivery files.</summary>
    Archive,
    /// <summary>Quarantined rows.</summary>
    Quarantine,
}

/// <summary>The organisation's decision to destroy (gallringsbeslut).</summary>
/// <param name="Reference">Its reference in the organisation's own records; never empty.</param>
/// <param name="Date">The day it was taken.</param>
public sealed record RetentionDecision(string Reference, DateOnly Date);

/// <summary>How long something is kept (method §1.9).</summary>
/// <param name="Subject">What is kept.</param>
/// <param name="Months">Months after the delivery's as-of day.</param>
/// <param name="Decision">The decision that lets the rule delete; null = "saknar gallringsbeslut", and nothing is deleted.</param>
public sealed record RetentionRule(RetentionSubject Subject, int Months, RetentionDecision? Decision);
