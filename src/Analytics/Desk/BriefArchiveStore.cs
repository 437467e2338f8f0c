using System.Security.Cryptography;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The archive of briefs in the database.</summary>
internal sealed class BriefArchiveStore(Database database) : IBriefArchive
{
    public BriefRecord Store(string kind, string organisation, string language, string snapshotId, DateOnly dataDate, byte[] pdf, DateTime utc) =>
        database.Write(session =>
        {
            if (session.First<Row>("briefs/same", new { kind, organisation, language, snapshot_id = snapshotId }) is { } same)
            {
                return same.ToRecord();
            }

            var record = new BriefRecord(
                session.TakeIds("brief", 1), kind, organisation, language, snapshotId, dataDate,
                Convert.ToHexStringLower(SHA256.HashData(pdf)), pdf.LongLength, utc);
            session.Execute("briefs/add", new
            {
                id = record.Id,
                kind,
                organisation,
                language,
                snapshot_id = snapshotId,
                data_date = dataDate,
                sha256 = record.Sha256,
                size = record.Size,
                utc,
                content = pdf,
            });
            return record;
        });

    public IReadOnlyList<BriefRecord> List(string organisation) => database.Read(session =>
        session.Query<Row>("briefs/list", new { organisation }).ConvertAll(r => r.ToRecord()));

    public BriefRecord? Latest(string kind, string organisation, string language) => database.Read(session =>
        session.First<Row>("briefs/latest", new { kind, organisation, language })?.ToRecord());

    public byte[]? Read(long id) => database.Read(session => session.First<byte[]>("briefs/content", new { id }));

    private sealed class Row
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string Organisation { get; init; } = "";

        public string Language { get; init; } = "";

        public string SnapshotId { get; init; } = "";

        public DateOnly DataDate { get; init; }

        public string Sha256 { get; init; } = "";

        public long Size { get; init; }

        public DateTime CreatedUtc { get; init; }

        public BriefRecord ToRecord() => new(Id, Kind, Organisation, Language, SnapshotId, DataDate, Sha256, Size, CreatedUtc);
    }
}
