using System.Globalization;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>What became of several files together.</summary>
/// <param name="Files">Files that were read.</param>
/// <param name="RowsIn">Rows in them.</param>
/// <param name="RowsStored">Rows stored.</param>
/// <param name="RowsQuarantined">Rows held back.</param>
/// <param name="Refused">Files refused.</param>
/// <param name="Waiting">Deliveries that wait for a yes.</param>
/// <param name="Left">Files left in the inbox: refused, still being written, in a wrong place.</param>
internal sealed record ImportTally(int Files, long RowsIn, long RowsStored, long RowsQuarantined, int Refused, int Waiting, int Left)
{
    /// <summary>Names of files that lie in no organisation's folder, so that nobody can know whose they are.</summary>
    public IReadOnlyList<string> Loose { get; init; } = [];

    private const int ShownNames = 10;

    /// <summary>Adds up a scan of the inbox.</summary>
    public static ImportTally Of(IReadOnlyCollection<InboxItem> items) =>
        Of([.. items.Select(i => i.Result).OfType<ImportResult>()]) with
        {
            Left = items.Count(i => i.Outcome is not InboxOutcome.Imported),
            Loose = [.. items.Where(i => i.Message.Code == "ingest.inbox.no-organisation").Select(i => i.File)],
        };

    /// <summary>Adds up results.</summary>
    public static ImportTally Of(IReadOnlyCollection<ImportResult> results) => new(
        results.Count,
        results.Sum(r => r.RowsIn),
        results.Sum(r => r.RowsStored),
        results.Sum(r => r.RowsQuarantined),
        results.Count(r => r.Status == DeliveryStatus.Refused),
        results.Count(r => r.Status == DeliveryStatus.Waiting),
        0);

    /// <summary>The outcome and its words: a night with rows in quarantine or files left is done with remarks, not failed.</summary>
    public (RunOutcome Outcome, Message Message) Told() => RowsQuarantined > 0 || Refused > 0 || Waiting > 0 || Left > 0
        ? (RunOutcome.GoodWithRemarks, new Message(
            Loose.Count > 0 ? "run.import.loose" : "run.import.remarks",
            Text(Files), Text(RowsIn), Text(RowsStored), Text(RowsQuarantined), Text(Refused), Text(Waiting), Text(Left), Names(Loose)))
        : Files == 0
            ? (RunOutcome.Good, new Message("run.import.none"))
            : (RunOutcome.Good, new Message("run.import.done", Text(Files), Text(RowsIn), Text(RowsStored)));

    private static string Names(IReadOnlyList<string> files) =>
        string.Join(", ", files.Take(ShownNames)) + (files.Count > ShownNames ? " …" : "");

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
