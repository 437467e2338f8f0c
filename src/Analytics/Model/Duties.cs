namespace Digilo.Analytics.Model;

/// <summary>What an employer must have before a wave opens (method §4.11), beside a decision to destroy.</summary>
public enum Duty
{
    /// <summary>A legal ground for the processing (GDPR, article 6).</summary>
    LegalGround,
    /// <summary>Information to the staff (articles 13 and 14).</summary>
    StaffInformation,
    /// <summary>An assessment of the consequences for the persons (article 35).</summary>
    ImpactAssessment,
    /// <summary>Information to, and negotiation with, the unions (MBL 11 § and 19 §).</summary>
    CoDetermination,
}

/// <summary>That a duty is done.</summary>
/// <param name="Reference">Its reference in the organisation's own records; never empty.</param>
/// <param name="Date">The day it was done.</param>
public sealed record DutyDone(string Reference, DateOnly Date);
