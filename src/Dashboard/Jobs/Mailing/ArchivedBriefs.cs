using System.Globalization;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>The briefs for mails: their content as it is archived, their text as it is composed from the published snapshot.</summary>
internal sealed class ArchivedBriefs(ISnapshotReader snapshots, IBriefArchive archive) : IBriefSource
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Kinds { get; } = [BriefsStep.Kind];

    /// <inheritdoc/>
    public string? Content(BriefName name) => Latest(name)?.Id.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public MailBrief? Read(BriefName name)
    {
        if (Latest(name) is not { } record || snapshots.Current() is not { } snapshot
            || snapshot.FindOrganisation(name.Organisation) is not { } organisation || !BriefsStep.HasSomethingToTell(organisation))
        {
            return null;
        }

        var brief = LedningsBrief.Compose(snapshot, name.Organisation, name.Language);
        return new MailBrief(
            brief.Title, "/brev#o-" + name.Organisation, BriefLines.Of(brief), brief.DataDate, brief.Synthetic,
            FormattableString.Invariant($"digilo-{name.Kind}-{name.Organisation}-{brief.DataDate:yyyy-MM-dd}.pdf"), () => archive.Read(record.Id));
    }

    private BriefRecord? Latest(BriefName name) =>
        Kinds.Contains(name.Kind) && name.Unit.Length == 0 ? archive.Latest(name.Kind, name.Organisation, name.Language) : null;
}
