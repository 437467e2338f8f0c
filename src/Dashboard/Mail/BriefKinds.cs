namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>Kinds of brief that are about something else than one organisation.</summary>
internal static class BriefKinds
{
    /// <summary>Of one unit, for its manager.</summary>
    public const string Unit = "enhet";

    /// <summary>Of all organisations together.</summary>
    public const string Consortium = "konsortium";
}
