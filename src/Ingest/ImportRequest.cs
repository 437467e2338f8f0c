using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest;

/// <summary>One file to be imported.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="ReceivedBy">"inbox", "cli", "upload".</param>
/// <param name="Profile">Name of the profile; null = recognised by file name and headings, never guessed.</param>
/// <param name="Organisation">Code; null = the only one configured.</param>
/// <param name="Wave">Wave code of a survey; null = as the profile says.</param>
/// <param name="AsOf">The day the content describes; null = a date in the file's name; for a survey the wave decides.</param>
/// <param name="Mode">Null = the profile's.</param>
/// <param name="Corrects">Id of the delivery that this one replaces; makes it a correction.</param>
/// <param name="DryRun">True: tells what would happen and changes nothing, not even the ledger.</param>
/// <param name="FileName">The name to remember, if the file lies under another one; null = the path's.</param>
/// <param name="Progress">Told the share of the file that is read, 0–1, now and then.</param>
public sealed record ImportRequest(
    string Path,
    string ReceivedBy,
    string? Profile = null,
    string? Organisation = null,
    string? Wave = null,
    DateOnly? AsOf = null,
    DeliveryMode? Mode = null,
    long? Corrects = null,
    bool DryRun = false,
    string? FileName = null,
    IProgress<double>? Progress = null)
{
    /// <summary>Stops the import between two rows; nothing of the file is then stored or kept.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>Settings of the import.</summary>
/// <param name="VaultFolder">Holds <c>archive/</c> and <c>quarantine/</c>, encrypted; next to the store.</param>
/// <param name="Synthetic">True for a synthetic store: it takes synthetic profiles only; a real store takes none.</param>
public sealed record ImportOptions(string VaultFolder, bool Synthetic = false)
{
    /// <summary>Rows of a batch.</summary>
    public int BatchRows { get; init; } = 8192;

    /// <summary>Examples kept of each rule; counts are always exact.</summary>
    public int ExamplesPerRule { get; init; } = 20;

    /// <summary>Bounds on what a file may ask of memory.</summary>
    public SourceLimits Limits { get; init; } = SourceLimits.Default;

    /// <summary>Decides which calendar day it is, where no other date is told.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
}
