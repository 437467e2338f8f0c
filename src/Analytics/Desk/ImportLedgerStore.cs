using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The import ledger in the database.</summary>
internal sealed class ImportLedgerStore(Database database) : IImportLedger
{
    public IReadOnlyList<LedgerEntry> Latest(int count) => database.Read(session =>
        session.Query<LedgerRow>("ledger/latest", new { count = (long)count }).ConvertAll(r => Entry(session, r)));

    public IReadOnlyList<LedgerEntry> Before(long id, int count) => database.Read(session =>
        session.Query<LedgerRow>("ledger/before", new { before = id, count = (long)count }).ConvertAll(r => Entry(session, r)));

    public IReadOnlyList<LedgerEntry> Waiting() => database.Read(session =>
        session.Query<LedgerRow>("ledger/waiting").ConvertAll(r => Entry(session, r)));

    public IReadOnlyList<InForceEntry> InForce() => database.Read(session =>
        session.Query<LedgerRow>("ledger/in_force").ConvertAll(r => new InForceEntry(Entry(session, r), r.Counted)));

    public IReadOnlyList<KeptContent> Kept() => database.Read(session =>
        session.Query<KeptRow>("ledger/kept").ConvertAll(r => new KeptContent(r.Organisation, r.ContentHash, r.Profile, r.ProfileVersion, r.Wave, r.AsOf)));

    public LedgerEntry? Find(long id) => database.Read(session =>
        session.First<LedgerRow>("ledger/find", new { id }) is { } row ? Entry(session, row) : null);

    public IReadOnlyList<Finding> Findings(long id) => database.Read(session =>
        session.Query<FindingRow>("ledger/findings", new { delivery = id }).ConvertAll(f => new Finding(
            f.RuleCode, Enum.Parse<FindingSeverity>(f.Severity), (int)f.Line, f.ColumnName, f.Found, f.Expected, f.Occurrences)
        { Sheet = f.SheetName }));

    public bool Confirm(long id, DateTime utc) => database.Write(session =>
    {
        if (session.First<LedgerRow>("ledger/find", new { id }) is not { } row)
        {
            return false;
        }

        var deliveries = session.Query<DeliveryRow>("facts/deliveries", new { organisation = row.Organisation });
        var waiting = deliveries.Find(d => d.Id == id);
        if (waiting?.State != DeliveryStatus.Waiting)
        {
            return false;
        }

        var replaced = Storage.InForce.Replaced(deliveries, waiting);
        session.Execute("facts/put_in_force", new { id, replaces_id = Storage.InForce.Main(replaced), utc });
        foreach (var delivery in replaced)
        {
            session.Execute("facts/replace_delivery", new { id = delivery.Id, by = id, utc });
        }

        session.Execute("facts/apply_links", new { delivery = id });
        session.Execute("facts/apply_shared", new { delivery = id });
        return true;
    });

    public IReadOnlyList<LedgerEntry> Of(string organisation) => database.Read(session =>
        session.Query<LedgerRow>("ledger/of_organisation", new { organisation }).ConvertAll(r => Entry(session, r)));

    public void SetUnarchived(long id, DateTime utc) => database.Write(session => session.Execute("erase/unarchive", new { id, utc }));

    public bool IsUnlinked(string organisation, string wave) =>
        database.Read(session => session.First<long>("unlink/is_unlinked", new { organisation, wave })) > 0;

    public long RecordRefused(DeliveryHeader header, IReadOnlyList<Finding> findings) => database.Write(session =>
    {
        var id = session.TakeIds("delivery", 1);
        session.Execute("facts/add_delivery", DeliveryTables.Parameters(header, id, id, header.Mode, DeliveryStatus.Refused));
        DeliveryTables.WriteFindings(session, id, findings);
        DeliveryTables.WriteItems(session, id, header.Items);
        return id;
    });

    private static LedgerEntry Entry(Session session, LedgerRow r)
    {
        var kind = Enum.Parse<DeliveryKind>(r.Kind);
        IReadOnlyList<InstrumentItem> items = kind == DeliveryKind.Survey ? DeliveryTables.ReadItems(session, r.Id) : [];
        return new LedgerEntry(
            r.Id,
            new DeliveryHeader(
                r.Organisation, kind, r.Source, r.Profile, r.ProfileVersion, r.Wave, r.AsOf, Enum.Parse<DeliveryMode>(r.Mode), r.CorrectsId,
                r.FileName, r.FileSize, r.ContentHash, r.ReceivedUtc, r.ReceivedBy, items),
            Enum.Parse<DeliveryStatus>(r.Status), r.RowsIn, r.RowsStored, r.RowsQuarantined, r.ReplacesId, r.ReplacedById)
        {
            RowsLeftOut = r.RowsLeftOut,
            RowsAdded = r.RowsAdded,
            RowsUpdated = r.RowsUpdated,
            RowsRemoved = r.RowsRemoved,
            Destroyed = r.DestroyedUtc,
            Unlinked = r.UnlinkedUtc,
            Unarchived = r.UnarchivedUtc,
        };
    }

    private sealed class LedgerRow
    {
        public long Id { get; init; }

        public string Organisation { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Source { get; init; } = "";

        public string Profile { get; init; } = "";

        public string ProfileVersion { get; init; } = "";

        public string Wave { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public string Mode { get; init; } = "";

        public long? CorrectsId { get; init; }

        public string FileName { get; init; } = "";

        public long FileSize { get; init; }

        public string ContentHash { get; init; } = "";

        public DateTime ReceivedUtc { get; init; }

        public string ReceivedBy { get; init; } = "";

        public string Status { get; init; } = "";

        public long RowsIn { get; init; }

        public long RowsStored { get; init; }

        public long RowsQuarantined { get; init; }

        public long? RowsLeftOut { get; init; }

        public long? RowsAdded { get; init; }

        public long? RowsUpdated { get; init; }

        public long? RowsRemoved { get; init; }

        public DateTime? DestroyedUtc { get; init; }

        public DateTime? UnlinkedUtc { get; init; }

        public DateTime? UnarchivedUtc { get; init; }

        public long? ReplacesId { get; init; }

        public long? ReplacedById { get; init; }

        /// <summary>Deliveries in force of the kind; only what asks for them has it.</summary>
        public long Counted { get; init; }
    }

    private sealed class KeptRow
    {
        public string Organisation { get; init; } = "";

        public string ContentHash { get; init; } = "";

        public string Profile { get; init; } = "";

        public string ProfileVersion { get; init; } = "";

        public string Wave { get; init; } = "";

        public DateOnly AsOf { get; init; }
    }

    private sealed class FindingRow
    {
        public string RuleCode { get; init; } = "";

        public string Severity { get; init; } = "";

        public long Line { get; init; }

        public string ColumnName { get; init; } = "";

        public string Found { get; init; } = "";

        public string Expected { get; init; } = "";

        public long Occurrences { get; init; }

        public string SheetName { get; init; } = "";
    }
}
