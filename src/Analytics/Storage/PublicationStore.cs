using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Storage;

/// <summary>Snapshots, the release log and the pointer in the database.</summary>
internal sealed class PublicationStore(Database database) : IPublisher
{
    public string? CurrentId() => database.Read(session => session.First<PointerRow>("publish/current")?.Id);

    public byte[]? ReadContent(string snapshotId) => database.Read(session => session.First<byte[]>("publish/content", new { id = snapshotId }));

    public ReleaseRecord? LatestRelease(string organisation, string wave) => database.Read(session =>
        session.First<ReleaseRow>("publish/latest_release", new { organisation, wave })?.ToRecord());

    public IReadOnlyList<ReleaseRecord> ReleaseLog(string organisation, string wave) => database.Read(session =>
        session.Query<ReleaseRow>("publish/release_log", new { organisation, wave }).ConvertAll(r => r.ToRecord()));

    public WaveFreeze? Freeze(string organisation, string wave) => database.Read(session =>
        session.First<FreezeRow>("publish/freeze", new { organisation, wave }) is { } row
            ? new WaveFreeze(row.Organisation, row.Wave, row.Content, row.FrozenUtc)
            : null);

    public void Publish(Snapshot snapshot, byte[] content, IReadOnlyList<ReleaseRecord> releases, IReadOnlyList<WaveFreeze> freezes, DateTime utc) =>
        database.Write(
            session =>
            {
                foreach (var freeze in freezes)
                {
                    session.Execute("publish/add_freeze", new { organisation = freeze.Organisation, wave = freeze.Wave, content = freeze.Content, utc = freeze.FrozenAt });
                }

                var number = session.First<long?>("publish/find_snapshot", new { id = snapshot.Id }) ?? Store(session, snapshot, content);
                var current = session.First<PointerRow>("publish/current");
                var publication = current?.SnapshotNumber == number ? current.Number : session.TakeIds("publication", 1);
                if (publication != current?.Number)
                {
                    session.Execute("publish/add_publication", new { number = publication, snapshot = number, utc });
                }

                foreach (var release in releases)
                {
                    AddRelease(session, release, publication);
                }

                // Last: until here a reader sees the night before, from here the new one, never a mixture.
                return session.Execute("publish/set_pointer", new { publication });
            },
            fenced: true);

    public bool IsWithdrawn(string snapshotId) =>
        database.Read(session => session.First<long>("publish/is_withdrawn", new { id = snapshotId })) > 0;

    public string? Withdraw(string reason, DateTime utc) => database.Write(
        session =>
        {
            if (session.First<PointerRow>("publish/current") is not { } current
                || session.First<PointerRow>("publish/previous", new { publication = current.Number }) is not { } previous)
            {
                return null;
            }

            session.Execute("publish/withdraw_publication", new { publication = current.Number, reason, utc });
            session.Execute("publish/withdraw_releases", new { publication = current.Number, utc });
            session.Execute("publish/withdraw_facts", new { publication = current.Number });
            session.Execute("publish/set_pointer", new { publication = previous.Number });
            return previous.Id;
        },
        fenced: true);

    private static long Store(Session session, Snapshot snapshot, byte[] content)
    {
        var number = session.TakeIds("snapshot", 1);
        session.Execute("publish/add_snapshot", new
        {
            number,
            id = snapshot.Id,
            content,
            data_date = snapshot.DataDate,
            method_version = snapshot.MethodVersion,
            synthetic = snapshot.Synthetic ? 1L : 0L,
            threshold = (long)snapshot.Threshold,
            floor = (long)snapshot.Floor,
        });
        PublishedRows.Write(session, snapshot, number);
        return number;
    }

    private static void AddRelease(Session session, ReleaseRecord release, long publication) => session.Execute("publish/add_release", new
    {
        organisation = release.Organisation,
        wave = release.Wave,
        number = (long)release.Number,
        content = release.Content,
        contributors = release.Contributors,
        stamp = release.Stamp,
        reason = release.Reason,
        released_utc = release.ReleasedAt,
        publication,
    });

    private sealed class PointerRow
    {
        public long Number { get; init; }

        public string Id { get; init; } = "";

        public long SnapshotNumber { get; init; }
    }

    private sealed class ReleaseRow
    {
        public string Organisation { get; init; } = "";

        public string Wave { get; init; } = "";

        public long Number { get; init; }

        public byte[] Content { get; init; } = [];

        public byte[] Contributors { get; init; } = [];

        public string Stamp { get; init; } = "";

        public string Reason { get; init; } = "";

        public DateTime ReleasedUtc { get; init; }

        public ReleaseRecord ToRecord() => new(Organisation, Wave, (int)Number, Content, Contributors, Stamp, Reason, ReleasedUtc);
    }

    private sealed class FreezeRow
    {
        public string Organisation { get; init; } = "";

        public string Wave { get; init; } = "";

        public byte[] Content { get; init; } = [];

        public DateTime FrozenUtc { get; init; }
    }
}
