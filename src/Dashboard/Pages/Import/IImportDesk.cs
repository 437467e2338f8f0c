using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages.Import;

/// <summary>What the import pages may have done without knowing store, lease or disk; implemented by Jobs.</summary>
public interface IImportDesk
{
    /// <summary>What the one who uploads may choose among, as configuration and profiles stand now.</summary>
    UploadChoices Choices();

    /// <summary>The rules for how long things are kept; empty if the configuration cannot be read.</summary>
    IReadOnlyList<RetentionRule> Retention();

    /// <summary>Reads a file into staging, as it comes. Nothing of it is left if this fails; otherwise <see cref="Keep"/> or <see cref="Discard"/> must follow.</summary>
    /// <param name="fileName">As the browser says; never used as a path.</param>
    /// <param name="content">The file, read once to its end.</param>
    /// <param name="announced">How many bytes the sender says will come, or null.</param>
    /// <param name="cancellation">Cancelled when the sender has gone.</param>
    /// <exception cref="UploadException">Empty, too large, too many waiting, or the disk would not take it.</exception>
    Task<StagedFile> StageAsync(string fileName, Stream content, long? announced, CancellationToken cancellation);

    /// <summary>Keeps a staged file for its preview, with what was chosen for it.</summary>
    void Keep(StagedFile file, UploadForm form);

    /// <summary>Tells what importing a staged file would do: a dry run, shared by all who ask. Null if there is no such file (any more).</summary>
    /// <param name="id">As it stands in the address; anything at all.</param>
    /// <param name="patience">How long to wait for the answer before telling how far it has come.</param>
    Task<UploadState?> CheckAsync(string id, TimeSpan patience);

    /// <summary>Chooses otherwise for a staged file. False if there is no such file, or if it is being imported.</summary>
    bool Change(string id, UploadForm form);

    /// <summary>Imports a staged file, once however often it is asked; the file goes when it is in the ledger.</summary>
    Task<UploadState?> ImportAsync(string id, TimeSpan patience);

    /// <summary>Throws a staged file away. False if there is no such file, or if it is being imported.</summary>
    bool Discard(string id);

    /// <summary>Puts a waiting delivery in force under the write lease; says why not, if another writer has it.</summary>
    Message Confirm(long delivery);
}

/// <summary>Something that can be chosen.</summary>
/// <param name="Code">What is sent.</param>
/// <param name="Name">What is shown.</param>
public sealed record UploadChoice(string Code, BothLanguages Name);

/// <summary>What can be chosen for a file.</summary>
/// <param name="Organisations">Configured organisations.</param>
/// <param name="Profiles">Mapping profiles that the store takes.</param>
/// <param name="Waves">Configured waves, newest first.</param>
/// <param name="MaxBytes">Largest file.</param>
/// <param name="Problem">Why nothing can be chosen (the configuration is wrong), or <see cref="Message.None"/>.</param>
public sealed record UploadChoices(
    IReadOnlyList<UploadChoice> Organisations, IReadOnlyList<UploadChoice> Profiles, IReadOnlyList<UploadChoice> Waves, long MaxBytes, Message Problem);

/// <summary>What was chosen for a file. Empty and null leave it to the file and its profile, as on the command line.</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Profile">Name; empty = recognised.</param>
/// <param name="Wave">Code.</param>
/// <param name="AsOf">The day the content describes.</param>
/// <param name="Mode">Full or increment; null = the profile's.</param>
/// <param name="Corrects">The delivery that it corrects.</param>
public sealed record UploadForm(string Organisation, string Profile, string Wave, DateOnly? AsOf, DeliveryMode? Mode, long? Corrects);

/// <summary>A file that waits in staging.</summary>
/// <param name="Id">Random; names the file on disk and in the address.</param>
/// <param name="FileName">As it was called where it came from, cleaned.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Received">When, UTC.</param>
/// <param name="Form">What was chosen.</param>
public sealed record StagedFile(string Id, string FileName, long Size, DateTime Received, UploadForm Form);

/// <summary>How far a staged file has come.</summary>
public enum UploadStage
{
    /// <summary>The dry run is going on.</summary>
    Checking,
    /// <summary>The dry run is done.</summary>
    Checked,
    /// <summary>The import is going on.</summary>
    Importing,
    /// <summary>It is in the ledger.</summary>
    Imported,
    /// <summary>Dry run or import could not be done; the file is still there.</summary>
    Failed,
}

/// <summary>A staged file and what is known of it.</summary>
/// <param name="File">The file.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Result">What the dry run or the import told; null until then.</param>
/// <param name="Share">Share of the file that is read, 0–1.</param>
/// <param name="Message">Why it failed, or who is waited for.</param>
public sealed record UploadState(StagedFile File, UploadStage Stage, ImportResult? Result, double Share, Message Message);

/// <summary>Why an uploaded file was not taken.</summary>
public enum UploadFault
{
    /// <summary>No file was chosen.</summary>
    Missing,
    /// <summary>It has no bytes.</summary>
    Empty,
    /// <summary>It is larger than the setting allows.</summary>
    TooLarge,
    /// <summary>Too many files wait in staging.</summary>
    TooMany,
    /// <summary>The disk is full.</summary>
    DiskFull,
    /// <summary>The staging folder cannot be written.</summary>
    NoAccess,
    /// <summary>The upload ended before the file did.</summary>
    CutOff,
    /// <summary>What came is no form with a file.</summary>
    NoForm,
    /// <summary>The page's token is missing or old: the form did not come from our page.</summary>
    Token,
}

/// <summary>An uploaded file was not taken; nothing of it is left.</summary>
public sealed class UploadException : Exception
{
    /// <summary>With the reason.</summary>
    public UploadException(UploadFault fault, Exception? inner = null)
        : base(fault.ToString(), inner) => Fault = fault;

    /// <summary>Why.</summary>
    public UploadFault Fault { get; }
}
