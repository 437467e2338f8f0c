using System.Text.RegularExpressions;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>What would go to SQL Server's bulk copy fits its tables, shown without a server: every bulk write is recorded on the way to SQLite.</summary>
public sealed class BulkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digilo-bulk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_bulk_write_has_the_columns_and_types_of_the_servers_table_in_order()
    {
        var place = new StoreOptions(StoreProvider.Sqlite, Path.Combine(_folder, "digilo.db"));
        Store.Migrate(place, true, Utc);
        using var store = Store.Open(place);
        var recorder = new Recorder(new Database(place).Dialect);
        var database = new Database(place) { Dialect = recorder };
        var facts = new FactStore(database);
        Write(facts, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "1", [3, 4]), (2, null, [3, 4]))));
        Write(facts, Header(DeliveryKind.Register), s => s.Write(Register(("1", "a@x", "101"), ("2", null, ""))));
        Write(facts, Header(DeliveryKind.Register), s => s.Write(Register(["k2", "k1"], 0, ("1", "a@x", "101"), ("3", "a@x", "101"))));
        Write(facts, Header(DeliveryKind.Survey), s =>
        {
            var batch = Survey((3, "1", [3, 4]));
            batch.FreeTexts.Add(new SealedText(0, "Annat", [1, 2, 3]));
            s.Write(batch);
        });
        Write(facts, Header(DeliveryKind.Training), s => s.Write(Training(("1", "K1", null))));
        Write(facts, Header(DeliveryKind.Units), s => s.Write([Unit("1")]));
        Write(facts, Header(DeliveryKind.Courses), s => s.Write([new CourseRow("K1", "Kurs", "", "", [], null, 1.5m, true)]));
        Write(facts, Header(DeliveryKind.Requirements), s => s.Write([new RequirementRow("r", "R", "1.1", 3, true)]));
        Write(facts, Header(DeliveryKind.Attendance), s => s.Write(Attendance(("1", "K1", October, YesNo.Yes))));
        Write(facts, Header(DeliveryKind.Coaching), s => s.Write(Coaching(("1", "2", "möten", October), ("1", null, "", null))));
        Write(facts, Header(DeliveryKind.Ideas), s => s.Write(Ideas(("I1", "1", October), ("I2", null, October))));
        Write(facts, Header(DeliveryKind.Access), s => s.Write(AccessList(("1", 7, YesNo.Yes, DeviceAccess.Shared, 4))));
        Write(facts, Header(DeliveryKind.Plans), s => s.Write([Plan("P1"), new PlanRow("P2", "Plan", "", "101", null, null, null, null, null, null, [])]));
        Write(facts, Header(DeliveryKind.PlanActions), s => s.Write([new PlanActionRow("P1", "A1", "Lås", October, null, "", 1.5m, YesNo.Unknown)]));
        Write(facts, Header(DeliveryKind.Framework), s => s.Write([Entry("1.1", FrameworkEntry.Competence)]));
        var snapshot = Snapshot(Hex("a"));
        new PublicationStore(database).Publish(snapshot, [1], [], [], Utc);

        Assert.Empty(recorder.Faults);
        var inserts = SqlText.ForDialect("sqlite").Keys.Where(k => k.StartsWith("bulk/", StringComparison.Ordinal)).Select(k => k["bulk/".Length..]);
        Assert.Equal(inserts.Order(StringComparer.Ordinal), recorder.Tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_wrong_type_order_or_null_is_found()
    {
        Assert.NotEmpty(Recorder.Compare(new BulkRows("person", 1, BulkColumn.Int("id", _ => 1), BulkColumn.String("organisation", _ => "x"), BulkColumn.Long("delivery_id", _ => 1))));
        Assert.NotEmpty(Recorder.Compare(new BulkRows("person", 1, BulkColumn.String("organisation", _ => "x"), BulkColumn.Long("id", _ => 1), BulkColumn.Long("delivery_id", _ => 1))));
        Assert.NotEmpty(Recorder.Compare(new BulkRows("person", 1, BulkColumn.Long("id", _ => 1), BulkColumn.String("organisation", _ => null), BulkColumn.Long("delivery_id", _ => 1))));
        Assert.Empty(Recorder.Compare(new BulkRows("person", 1, BulkColumn.Long("id", _ => 1), BulkColumn.String("organisation", _ => "x"), BulkColumn.Long("delivery_id", _ => 1))));
    }

    private static void Write(FactStore facts, DeliveryHeader header, Action<IDeliverySession> write)
    {
        using var session = facts.Begin(header);
        write(session);
        session.Complete(1, 0, [new Finding("row.level", FindingSeverity.Row, 2, "1.1", "9", "0-8", 1)], false);
    }

    /// <summary>Passes everything on and compares bulk writes with the server's schema.</summary>
    private sealed class Recorder(IDialect inner) : IDialect
    {
        internal HashSet<string> Tables { get; } = [];

        internal List<string> Faults { get; } = [];

        public Session Open(Access access)
        {
            var session = inner.Open(access);
            return new Session(this, session.Connection, session.Transaction);
        }

        public void BulkWrite(Session session, BulkRows rows)
        {
            Tables.Add(rows.Table);
            Faults.AddRange(Compare(rows));
            inner.BulkWrite(session, rows);
        }

        public string Text(string query) => inner.Text(query);

        public void ApplySchema(Session session) => inner.ApplySchema(session);

        internal static IEnumerable<string> Compare(BulkRows rows)
        {
            var declared = Regex.Matches(
                SqlText.Read($"sql/schema/sqlserver/{rows.Table}.sql"), @"^    (\w+) ([A-Z0-9]+)(?:\([^)]*\))?(?: COLLATE \w+)? (NOT NULL|NULL)", RegexOptions.Multiline)
                .Select(m => (Name: m.Groups[1].Value, Type: m.Groups[2].Value, Null: m.Groups[3].Value == "NULL")).ToList();
            using var reader = new BulkReader(rows);
            var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName);
            if (!names.SequenceEqual(declared.Select(d => d.Name)))
            {
                yield return $"{rows.Table}: other columns";
                yield break;
            }

            while (reader.Read())
            {
                for (var i = 0; i < declared.Count; i++)
                {
                    var value = reader.GetValue(i);
                    if (value is DBNull ? !declared[i].Null : value.GetType() != Clr(declared[i].Type) || reader.GetFieldType(i) != value.GetType())
                    {
                        yield return $"{rows.Table}.{declared[i].Name}: {value.GetType().Name} for {declared[i].Type}";
                    }
                }
            }
        }

        private static Type Clr(string type) => type switch
        {
            "BIGINT" => typeof(long),
            "INT" => typeof(int),
            "SMALLINT" => typeof(short),
            "TINYINT" => typeof(byte),
            "NVARCHAR" => typeof(string),
            "DATE" => typeof(DateTime),
            "FLOAT" => typeof(double),
            "VARBINARY" or "BINARY" => typeof(byte[]),
            _ => throw new ArgumentException(type),
        };
    }
}
