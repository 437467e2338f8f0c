using System.Security.Cryptography;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The archive of briefs in the database.</summary>
internal sealed class BriefArchiveStore(Database database) : IBriefArchive
{
    public BriefRecord? Held(BriefName name, string snapshotId) => database.Read(session => Held(session, name, snapshotId));

    public BriefRecord? HeldAt(BriefName name, DateTime utc) => database.Read(session =>
        session.First<string>("publish/at", new { utc }) is { } snapshotId ? Held(session, name, snapshotId) : null);

    public BriefRecord? Keep(BriefName name, string contentSha256, string snapshotId, DateTime utc) =>
        database.Write(session => Held(session, name, snapshotId) ?? Same(session, name, contentSha256, snapshotId, utc));

    public BriefRecord Store(NewBrief brief, DateTime utc) => database.Write(session =>
    {
        // Two nodes may make the same brief: the second finds the first one's.
        if ((Held(session, brief.Name, brief.SnapshotId) ?? Same(session, brief.Name, brief.ContentSha256, brief.SnapshotId, utc)) is { } there)
        {
            return there;
        }

        var record = new BriefRecord(
            session.TakeIds("brief", 1), brief.Name, brief.SnapshotId, brief.DataDate,
            Convert.ToHexStringLower(SHA256.HashData(brief.Pdf)), brief.Pdf.LongLength, utc, utc);
        session.Execute("briefs/add", new
        {
            id = record.Id,
            kind = brief.Name.Kind,
            organisation = brief.Name.Organisation,
            unit = brief.Name.Unit,
            language = brief.Name.Language,
            snapshot_id = brief.SnapshotId,
            data_date = brief.DataDate,
            sha256 = record.Sha256,
            size = record.Size,
            utc,
            content = brief.Pdf,
            content_sha256 = brief.ContentSha256,
            text_content = brief.Text,
        });
        return record;
    });

    public IReadOnlyList<BriefRecord> List(string organisation) => database.Read(session =>
        session.Query<Row>("briefs/list", new { organisation }).ConvertAll(r => r.ToRecord()));

    public IReadOnlyList<BriefRecord> List(BriefName name) => database.Read(session =>
        session.Query<Row>("briefs/of_name", new { kind = name.Kind, organisation = name.Organisation, unit = name.Unit, language = name.Language })
            .ConvertAll(r => r.ToRecord()).OrderByDescending(r => r.LastHeld).ThenByDescending(r => r.Id).ToList());

    public BriefRecord? Latest(BriefName name) => List(name) is [var latest, ..] ? latest : null;

    public BriefRecord? Find(long id) => database.Read(session => session.First<Row>("briefs/find", new { id })?.ToRecord());

    public IReadOnlyList<string> Snapshots(long id) => database.Read<IReadOnlyList<string>>(session =>
        session.First<Row>("briefs/find", new { id }) is { } brief
            ? [brief.SnapshotId, .. session.Query<string>("briefs/snapshots", new { id })]
            : []);

    public byte[]? Read(long id) => database.Read(session => session.First<byte[]>("briefs/content", new { id }));

    public string? ReadText(long id) => database.Read(session => session.First<string>("briefs/text", new { id }));

    private static BriefRecord? Held(Session session, BriefName name, string snapshotId) => session.First<Row>(
        "briefs/held",
        new { kind = name.Kind, organisation = name.Organisation, unit = name.Unit, language = name.Language, snapshot_id = snapshotId })?.ToRecord();

    private static BriefRecord? Same(Session session, BriefName name, string contentSha256, string snapshotId, DateTime utc)
    {
        var same = session.First<Row>(
            "briefs/same_content",
            new { kind = name.Kind, organisation = name.Organisation, unit = name.Unit, language = name.Language, content_sha256 = contentSha256 })?.ToRecord();
        if (same is null)
        {
            return null;
        }

        session.Execute("briefs/hold", new { id = same.Id, snapshot_id = snapshotId, utc });
        return same with { LastHeld = utc };
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string Organisation { get; init; } = "";

        public string Unit { get; init; } = "";

        public string Language { get; init; } = "";

        public string SnapshotId { get; init; } = "";

        public DateOnly DataDate { get; init; }

        public string Sha256 { get; init; } = "";

        public long Size { get; init; }

        public DateTime CreatedUtc { get; init; }

        public DateTime? LastHeldUtc { get; init; }

        public BriefRecord ToRecord() => new(
            Id, new BriefName(Kind, Organisation, Unit, Language), SnapshotId, DataDate, Sha256, Size, CreatedUtc, LastHeldUtc ?? CreatedUtc);
    }
}
