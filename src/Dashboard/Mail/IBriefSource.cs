using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>A brief as a mail tells it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its page, as a path without language.</param>
/// <param name="Text">The whole of it as plain text; of a synthetic store it says so first.</param>
/// <param name="DataDate">The day its data reach to.</param>
/// <param name="Synthetic">True if the store is synthetic.</param>
/// <param name="FileName">Name of its file.</param>
/// <param name="Pdf">Reads its file; null if there is none.</param>
internal sealed record MailBrief(string Title, string Path, string Text, DateOnly DataDate, bool Synthetic, string FileName, Func<byte[]?> Pdf);

/// <summary>Gives the briefs that are published now.</summary>
internal interface IBriefSource
{
    /// <summary>Kinds that can be subscribed to.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>
    /// Names what the brief says now: two that are equal say the same. Null if there is no such brief, or if it cannot be made. Cheap for a brief that
    /// is in the archive; one that is not, as a unit's after a publication, is made.
    /// </summary>
    string? Content(BriefName name);

    /// <summary>Names what the brief said at an instant; null if none was kept of what was published then. Makes nothing.</summary>
    string? ContentAt(BriefName name, DateTime utc);

    /// <summary>The brief, or null if there is no such.</summary>
    MailBrief? Read(BriefName name);
}
