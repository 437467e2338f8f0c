using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest;

/// <summary>What has been found out about a file so far: enough for the ledger, however early it is refused.</summary>
internal sealed class Attempt(ImportRequest request, FindingCollector findings, DateTime receivedAt, DateOnly today, long maxBytes)
{
    public ImportRequest Request { get; } = request;

    public FindingCollector Findings { get; } = findings;

    public DateOnly Today { get; } = today;

    public string FileName { get; } = FileNames.Clean(request.FileName ?? Path.GetFileName(request.Path));

    public FileFacts? File { get; set; }

    public Profile? Profile { get; set; }

    public string Organisation { get; set; } = FileNames.CleanCode(request.Organisation ?? "");

    public Wave? Wave { get; set; }

    public DateOnly? AsOf { get; set; }

    public long RowsIn { get; set; }

    public long RowsLeftOut { get; set; }

    public DeliveryHeader Header(IReadOnlyList<InstrumentItem> items)
    {
        var (size, hash) = File is { } file ? (file.Size, file.ContentHash) : Look(Request.Path, maxBytes);
        return new DeliveryHeader(
            Organisation,
            Profile?.Kind ?? DeliveryKind.Survey,
            Profile?.Source ?? "",
            Profile?.Name ?? "",
            Profile?.Version ?? "",
            Wave?.Code ?? "",
            AsOf ?? Request.AsOf ?? Today,
            Request.Corrects is not null ? DeliveryMode.Correction : Request.Mode ?? Profile?.Mode ?? DeliveryMode.Full,
            Request.Corrects,
            FileName,
            size,
            hash,
            receivedAt,
            Request.ReceivedBy,
            items);
    }

    /// <summary>Size and hash of a file that is not text; of one that is too large, the size alone.</summary>
    private static (long Size, string Hash) Look(string path, long maxBytes)
    {
        try
        {
            var info = FileFacts.Target(path);
            if (!info.Exists || info.Length == 0)
            {
                return (0, Convert.ToHexStringLower(SHA256.HashData([])));
            }

            if (info.Length > maxBytes)
            {
                return (info.Length, "");
            }

            using var stream = FileFacts.Open(info.FullName);
            return (info.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FileFault)
        {
            return (0, "");
        }
    }
}

/// <summary>File names: what they tell, and what may be remembered of them.</summary>
internal static partial class FileNames
{
    private const int MaxLength = 200, MaxCode = 20;

    /// <summary>Without a folder, without characters that act on a reader's screen, without a personnummer.</summary>
    public static string Clean(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = Shape.Clean(name);
        if (Personnummer.IsIn(Encoding.UTF8.GetBytes(name)))
        {
            name = LongNumber().Replace(name, "…");
        }

        return name.Length > MaxLength ? name[..MaxLength] : name;
    }

    /// <summary>An organisation's code as somebody wrote it, for the story of a refused file only.</summary>
    public static string CleanCode(string code) => Shape.Clean(code.Length > MaxCode ? code[..MaxCode] : code);

    /// <summary>A path within the inbox, each part cleaned.</summary>
    public static string CleanPath(string path) => string.Join('/', path.Split('/').Select(Clean));

    /// <summary>The one date in a name (2023-09-30 or 20230930); null if there is none or more than one.</summary>
    public static DateOnly? Date(string name)
    {
        var dates = DateInName().Matches(name)
            .Select(m => m.Groups[1].Value + "-" + m.Groups[2].Value + "-" + m.Groups[3].Value)
            .Where(t => Cells.TryDate(Encoding.UTF8.GetBytes(t), [Cells.IsoDate], out _))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return dates.Count == 1 && Cells.TryDate(Encoding.UTF8.GetBytes(dates[0]), [Cells.IsoDate], out var date) ? date : null;
    }

    [GeneratedRegex(@"(?<![0-9])((?:19|20)[0-9]{2})[-_.]?([01][0-9])[-_.]?([0-3][0-9])(?![0-9])")]
    private static partial Regex DateInName();

    [GeneratedRegex(@"[0-9][0-9 +–-]{4,}[A-Za-z]?[0-9]+")]
    private static partial Regex LongNumber();
}
