using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    private static readonly byte[] Packed = [1, 2, 3, 0, 255];

    private Snapshot Publish(string name, double estimate = 0.24, params ReleaseRecord[] releases)
    {
        var snapshot = Snapshot(Hex(name), estimate);
        Store.Publisher.Publish(snapshot, SnapshotFormat.Write(snapshot), releases, [], Utc);
        return snapshot;
    }

    private static ReleaseRecord Release(int number, string reason = "") =>
        new(Org, InWave, number, Packed, [(byte)number], Hex("stamp"), reason, Utc);

    [Fact]
    public void Nothing_is_current_before_the_first_publication()
    {
        Assert.Null(Store.Publisher.CurrentId());
        Assert.Null(Store.Snapshots.Current());
        Assert.Null(Store.Snapshots.PublishedAt());
        Assert.Null(Store.Publisher.Withdraw("none", Utc));
        Assert.Null(Store.Publisher.ReadContent(Hex("x")));
    }

    [Fact]
    public void A_published_snapshot_is_read_back_and_seen_by_another_store_at_once()
    {
        var first = Publish("a");
        using var other = OtherStore();
        Assert.Equal(first.Tables[0].Key, other.Snapshots.Current()!.Tables[0].Key);
        Assert.Same(other.Snapshots.Current(), other.Snapshots.Current());
        Assert.Equal(Utc, other.Snapshots.PublishedAt());
        var second = Publish("b", 0.5);
        Assert.Equal(0.5, other.Snapshots.Current()!.Tables[0][0, 0].Estimate);
        Assert.Equal(second.Id, Store.Publisher.CurrentId());
        Assert.NotNull(Store.Publisher.ReadContent(first.Id));
    }

    [Fact]
    public void The_rows_of_the_mart_equal_the_packed_cells()
    {
        Publish("old", 0.9);
        Publish("a");
        var table = Store.Snapshots.Current()!.Tables[0];
        var rows = Raw(s => Dapper.SqlMapper.Query<MartRow>(
            s.Connection, "SELECT c.* FROM mart_fact_cell c ORDER BY c.code, c.column_code", null, s.Transaction).ToList());
        Assert.Equal(4, rows.Count);
        foreach (var row in rows)
        {
            var cell = table.Find(row.Code, row.ColumnCode)!;
            var rebuilt = new PublishedCell(
                Enum.Parse<CellState>(row.State), row.SuppressedReason, row.Estimate, (int)row.Decimals, (int?)row.Respondents, (int?)row.Population,
                row.IntervalMethod.Length == 0 ? null : new PublishedInterval(row.IntervalMethod, row.IntervalLow!.Value, row.IntervalHigh!.Value),
                row.PlainMethod.Length == 0 ? null : new PublishedInterval(row.PlainMethod, row.PlainLow!.Value, row.PlainHigh!.Value),
                row.StandardError, row.StandardErrorFpc, row.DegreesOfFreedom, Enum.Parse<ClassKind>(row.ClassKind), (int?)row.ClassCount);
            Assert.Equal(cell, rebuilt);
            Assert.Equal(table.Key, new TableKey(
                row.Measure, row.Organisation, row.Wave, Enum.Parse<ScopeLevel>(row.Level), Enum.Parse<Breakdown>(row.Breakdown), row.Item));
            Assert.Equal(table.AsOf, row.AsOf);
        }
    }

    [Fact]
    public void Every_mart_view_answers_for_the_current_snapshot_only()
    {
        Publish("old", 0.9);
        Publish("a");
        foreach (var (view, count) in (ReadOnlySpan<(string, long)>)[("mart_dim_snapshot", 1), ("mart_dim_organisation", 1), ("mart_dim_wave", 1), ("mart_dim_scope", 2), ("mart_dim_competence", 21)])
        {
            Assert.Equal(count, Raw(s => Dapper.SqlMapper.ExecuteScalar<long>(s.Connection, $"SELECT COUNT(*) FROM {view}", null, s.Transaction)));
        }
    }

    [Fact]
    public void Withdrawing_points_back_and_marks_the_releases_that_came_with_it()
    {
        var first = Publish("a", releases: Release(1));
        var second = Publish("b", 0.5, Release(2, "rättade svar"));
        Assert.Equal(2, Store.Publisher.LatestRelease(Org, InWave)!.Number);
        Assert.Equal(first.Id, Store.Publisher.Withdraw("fel underlag", Utc));
        Assert.Equal(first.Id, Store.Publisher.CurrentId());
        Assert.True(Store.Publisher.IsWithdrawn(second.Id));
        Assert.False(Store.Publisher.IsWithdrawn(first.Id));
        Assert.Equal(1, Store.Publisher.LatestRelease(Org, InWave)!.Number);
        Assert.Equal([1, 2], Store.Publisher.ReleaseLog(Org, InWave).Select(r => r.Number));
        Assert.Null(Store.Publisher.Withdraw("igen", Utc));
        Assert.Equal(first.Id, Store.Publisher.CurrentId());

        // The same content again is only pointed at, and can be withdrawn again.
        Publish("b", 0.5, Release(3, "rätt ändå"));
        Assert.False(Store.Publisher.IsWithdrawn(second.Id));
        Assert.Equal(second.Id, Store.Publisher.CurrentId());
        Assert.Equal(3, Store.Publisher.LatestRelease(Org, InWave)!.Number);
        Assert.Equal(first.Id, Store.Publisher.Withdraw("nej", Utc));
    }

    [Fact]
    public void Withdrawing_forgets_the_months_facts_that_came_with_it_and_nothing_else_that_is_frozen()
    {
        void Frozen(string id, DateTime utc, params string[] keys)
        {
            var snapshot = Snapshot(Hex(id));
            Store.Publisher.Publish(snapshot, SnapshotFormat.Write(snapshot), [], [.. keys.Select(k => new WaveFreeze(Org, k, Packed, utc))], utc);
        }

        Frozen("a", Utc, "facts 2023-10");
        Frozen("b", Utc.AddDays(30), "facts 2023-11", InWave);
        Store.Publisher.Withdraw("fel register", Utc.AddDays(31));
        Assert.Null(Store.Publisher.Freeze(Org, "facts 2023-11"));
        Assert.All(["facts 2023-10", InWave], key => Assert.NotNull(Store.Publisher.Freeze(Org, key)));
    }

    [Fact]
    public void Publishing_the_current_content_again_changes_nothing()
    {
        Publish("a");
        Publish("b", 0.5);
        Publish("b", 0.5);
        Assert.Equal(Hex("a"), Store.Publisher.Withdraw("en gång räcker", Utc));
    }

    [Fact]
    public void A_publication_that_fails_leaves_the_pointer_and_no_half_snapshot()
    {
        Publish("a", releases: Release(1));
        Assert.Throws<StoreException>(() => Publish("b", 0.5, Release(1)));
        Assert.Equal(Hex("a"), Store.Publisher.CurrentId());
        Assert.Null(Store.Publisher.ReadContent(Hex("b")));
    }

    [Fact]
    public void A_freeze_and_a_release_come_back_as_written_and_a_freeze_never_changes()
    {
        var snapshot = Snapshot(Hex("a"));
        Store.Publisher.Publish(snapshot, SnapshotFormat.Write(snapshot), [Release(1)], [new WaveFreeze(Org, InWave, Packed, Utc)], Utc);
        Store.Publisher.Publish(snapshot, SnapshotFormat.Write(snapshot), [], [new WaveFreeze(Org, InWave, [9], Utc)], Utc);
        Assert.Equal(Packed, Store.Publisher.Freeze(Org, InWave)!.Content);
        Assert.Null(Store.Publisher.Freeze("2480", InWave));
        var release = Store.Publisher.LatestRelease(Org, InWave)!;
        Assert.Equal(Packed, release.Content);
        Assert.Equal([1], release.Contributors);
        Assert.Equal((Hex("stamp"), "", Utc), (release.Stamp, release.Reason, release.ReleasedAt));
    }

    private sealed class MartRow
    {
        public string Measure { get; init; } = "";

        public string Organisation { get; init; } = "";

        public string Wave { get; init; } = "";

        public string Level { get; init; } = "";

        public string Breakdown { get; init; } = "";

        public string Item { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public string Code { get; init; } = "";

        public string ColumnCode { get; init; } = "";

        public string State { get; init; } = "";

        public string SuppressedReason { get; init; } = "";

        public double? Estimate { get; init; }

        public long Decimals { get; init; }

        public long? Respondents { get; init; }

        public long? Population { get; init; }

        public string IntervalMethod { get; init; } = "";

        public double? IntervalLow { get; init; }

        public double? IntervalHigh { get; init; }

        public string PlainMethod { get; init; } = "";

        public double? PlainLow { get; init; }

        public double? PlainHigh { get; init; }

        public double? StandardError { get; init; }

        public double? StandardErrorFpc { get; init; }

        public double? DegreesOfFreedom { get; init; }

        public string ClassKind { get; init; } = "";

        public long? ClassCount { get; init; }
    }
}
