#pragma warning disable CA2100 // The texts are embedded files.
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>A store made by an earlier version comes to exactly the end state that a new store gets.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digilo-upgrade-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Versions => [.. Resources().Select(r => r.Split('/')[1]).Distinct()];

    [Theory]
    [MemberData(nameof(Versions))]
    public void An_earlier_store_becomes_the_same_as_a_new_one_and_keeps_its_rows(string version)
    {
        var (old, fresh) = (Place("old"), Place("fresh"));
        Make(old, version);
        Insert(old);
        Assert.Equal("store.older", Assert.Throws<StoreException>(() => Store.Open(old)).Text.Code);
        Assert.NotEmpty(Store.Migrate(old, false, Utc));
        Assert.Empty(Store.Migrate(old, false, Utc));
        Store.Migrate(fresh, false, Utc);
        Assert.Equal(Describe(fresh), Describe(old));

        using var store = Store.Open(old);
        var columns = store.Columns.Responses(Org, InWave);
        Assert.Equal([7L], columns.RowKey);
        Assert.Equal([InstrumentItem.Plain("1.1")], columns.Items);
        Assert.Equal([QualityFlags.None], columns.Flags);
        Assert.Equal([3], columns.Answers[0]);

        // What it changed was not counted then: not known, which is not none.
        var earlier = store.Ledger.Find(1)!;
        Assert.Equal((null, null, null, null), (earlier.RowsAdded, earlier.RowsUpdated, earlier.RowsRemoved, earlier.RowsLeftOut));
        Assert.Equal(2, DeliverAnswers(store, DeliveryMode.Increment, 8).DeliveryId);
    }

    [Fact]
    public void A_snapshot_of_the_first_format_is_read_and_its_tables_are_carried_byte_for_byte()
    {
        using var stream = typeof(UpgradeTests).Assembly.GetManifestResourceStream(Resources().Single(r => r.EndsWith("snapshot.bin", StringComparison.Ordinal)))!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var old = SnapshotFormat.Read(memory.ToArray());
        var now = SnapshotFormat.Read(SnapshotFormat.Write(Snapshot("x")));
        Assert.Equal(SnapshotFormat.WriteTables(now.Tables), SnapshotFormat.WriteTables(old.Tables));
        Assert.Equal(now.Organisations[0].Waves[0] with { Scopes = [], Excluded = [] }, old.Organisations[0].Waves[0] with { Scopes = [], Excluded = [] });
        Assert.Equal(now.Organisations[0].Waves[0].Scopes.Select(s => s.Code), old.Organisations[0].Waves[0].Scopes.Select(s => s.Code));
        Assert.Equal(now.Organisations[0].Sources, old.Organisations[0].Sources);
        Assert.Empty(old.Organisations[0].Waves[0].Excluded);
        Assert.NotEqual(now.Id, old.Id);
    }

    [Fact]
    public void A_change_too_few_is_seen()
    {
        var (old, fresh) = (Place("old"), Place("fresh"));
        Make(old, "2026-11-24");
        new SchemaUpgrade(new Database(old).Dialect, [.. SchemaFiles.Changes("sqlite").SkipLast(1)]).Run(false, Utc);
        Store.Migrate(fresh, false, Utc);
        Assert.NotEqual(Describe(fresh), Describe(old));
    }

    /// <summary>Without a server: the changes are read as statements and carried out on the earlier declarations.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void The_servers_changes_lead_to_the_servers_end_state(string version)
    {
        var after = new Declarations(Text(version, "sqlserver"));
        foreach (var change in SchemaFiles.Changes("sqlserver"))
        {
            after.Apply(change.Text, change.Name);
        }

        var end = new Declarations(string.Join("\nGO\n", SchemaFiles.InOrder("sqlserver")));
        Assert.Equal(end.Lines(), after.Lines());
    }

    [Theory]
    [InlineData("ALTER TABLE person ADD extra INT NULL;")]
    [InlineData("CREATE TABLE extra (id INT NOT NULL);")]
    public void A_servers_change_that_leads_elsewhere_is_seen(string change)
    {
        var end = new Declarations(string.Join("\nGO\n", SchemaFiles.InOrder("sqlserver")));
        var other = new Declarations(string.Join("\nGO\n", SchemaFiles.InOrder("sqlserver")));
        other.Apply(change, "extra");
        Assert.NotEqual(end.Lines(), other.Lines());
    }

    [Theory]
    [InlineData("ALTER TABLE person ALTER COLUMN organisation INT NULL;")]
    [InlineData("ALTER TABLE no_such_table ADD extra INT NULL;")]
    [InlineData("ALTER TABLE person ADD COLUMN extra INTEGER NULL;")]
    public void A_servers_change_that_cannot_be_carried_out_here_fails(string change) =>
        Assert.ThrowsAny<Exception>(() => new Declarations(string.Join("\nGO\n", SchemaFiles.InOrder("sqlserver"))).Apply(change, "x"));

    private StoreOptions Place(string name) => new(StoreProvider.Sqlite, Path.Combine(_folder, name + ".db"));

    /// <summary>As the program of that version made it.</summary>
    private static void Make(StoreOptions place, string version)
    {
        using var session = new Database(place).Dialect.Open(Access.Create);
        foreach (var statement in SchemaFiles.Statements(Text(version, "sqlite")))
        {
            session.ExecuteText(statement);
        }

        session.Execute("store/add_info", new { version = 1L, synthetic = 0L, utc = Utc });
        session.Execute("publish/add_pointer");
        foreach (var name in (string[])["delivery", "person", "alias_kind", "alias", "code", "snapshot", "publication", "run", "brief", "configuration"])
        {
            session.Execute("store/add_sequence", new { name });
        }

        session.Commit();
    }

    /// <summary>A survey of one answer, written with the columns of the first version.</summary>
    private static void Insert(StoreOptions place)
    {
        using var session = new Database(place).Dialect.Open(Access.Write);
        session.Execute("facts/add_delivery", DeliveryTables.Parameters(
            Header(DeliveryKind.Survey, items: "1.1"), session.TakeIds("delivery", 1), 1, DeliveryMode.Full, DeliveryStatus.InForce));
        session.ExecuteText("INSERT INTO delivery_item (delivery_id, position, item) VALUES (1, 0, '1.1');");
        session.ExecuteText(
            "INSERT INTO response (delivery_id, row_no, line, row_key, alias_id, answers, importance, submitted, complete, channel, unit_id, role_id, gender, birth_year, form, device) "
            + "VALUES (1, 0, 2, 7, NULL, X'03', NULL, 0, 1, 0, NULL, NULL, 0, 0, 0, 0);");
        session.Commit();
    }

    /// <summary>Every object: columns with types, defaults and keys; foreign keys; indexes; the text of views.</summary>
    private static List<string> Describe(StoreOptions place)
    {
        using var session = new Database(place).Dialect.Open(Access.Read);
        var lines = new List<string>();
        foreach (var (kind, name) in Rows("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name").Select(r => (r[0], r[1])))
        {
            lines.Add($"{kind} {name}");
            foreach (var pragma in (string[])["table_xinfo", "foreign_key_list", "index_list", "index_xinfo"])
            {
                lines.AddRange(Rows($"SELECT * FROM pragma_{pragma}('{name}')").Select(r => $"  {pragma} {string.Join(' ', r)}"));
            }

            if (kind == "view")
            {
                lines.AddRange(Rows($"SELECT sql FROM sqlite_master WHERE name = '{name}'").Select(r => r[0]));
            }
        }

        return lines;

        List<string[]> Rows(string text)
        {
            using var command = session.Connection.CreateCommand();
            (command.CommandText, command.Transaction) = (text, session.Transaction);
            using var reader = command.ExecuteReader();
            var rows = new List<string[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) ?? "")]);
            }

            return rows;
        }
    }

    private static IEnumerable<string> Resources() =>
        typeof(UpgradeTests).Assembly.GetManifestResourceNames().Select(n => n.Replace('\\', '/')).Where(n => n.StartsWith("upgrades/", StringComparison.Ordinal));

    private static string Text(string version, string dialect)
    {
        var name = typeof(UpgradeTests).Assembly.GetManifestResourceNames().Single(n => n.Replace('\\', '/') == $"upgrades/{version}/{dialect}.sql");
        using var reader = new StreamReader(typeof(UpgradeTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>Tables, indexes and views as statements. What it does not know how to carry out, it refuses.</summary>
    private sealed class Declarations
    {
        private readonly SortedDictionary<string, CreateTableStatement> _tables = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, string> _others = new(StringComparer.Ordinal);
        private readonly Sql160ScriptGenerator _generator = new();

        public Declarations(string text) => Apply(text, "the schema");

        public void Apply(string text, string name)
        {
            var script = (TSqlScript)new TSql160Parser(true).Parse(new StringReader(text), out var errors);
            if (errors.Count > 0)
            {
                throw new InvalidOperationException($"{name}: {errors[0].Message}");
            }

            foreach (var statement in script.Batches.SelectMany(b => b.Statements))
            {
                Apply(statement, name);
            }
        }

        private void Apply(TSqlStatement statement, string name)
        {
            switch (statement)
            {
                case CreateTableStatement create:
                    _tables.Add(create.SchemaObjectName.BaseIdentifier.Value, create);
                    break;
                case AlterTableAddTableElementStatement add:
                    var table = _tables[add.SchemaObjectName.BaseIdentifier.Value].Definition;
                    foreach (var column in add.Definition.ColumnDefinitions)
                    {
                        table.ColumnDefinitions.Add(column);
                    }

                    foreach (var constraint in add.Definition.TableConstraints)
                    {
                        table.TableConstraints.Add(constraint);
                    }

                    break;
                case AlterTableDropTableElementStatement drop:
                    var constraints = _tables[drop.SchemaObjectName.BaseIdentifier.Value].Definition.TableConstraints;
                    foreach (var element in drop.AlterTableDropTableElements)
                    {
                        var dropped = constraints.FirstOrDefault(c => element.TableElementType == TableElementType.Constraint && c.ConstraintIdentifier?.Value == element.Name.Value)
                            ?? throw new InvalidOperationException($"{name}: there is no constraint {element.Name.Value}.");
                        constraints.Remove(dropped);
                    }

                    break;
                case CreateIndexStatement index:
                    _others.Add("index " + index.Name.Value, Script(index));
                    break;
                case CreateViewStatement view:
                    _others.Add("view " + view.SchemaObjectName.BaseIdentifier.Value, Script(view));
                    break;
                case DropViewStatement gone:
                    Remove("view " + gone.Objects[0].BaseIdentifier.Value, name);
                    break;
                default:
                    throw new InvalidOperationException($"{name}: a {statement.GetType().Name} cannot be carried out in this test; teach it.");
            }
        }

        private void Remove(string key, string name)
        {
            if (!_others.Remove(key))
            {
                throw new InvalidOperationException($"{name}: there is no {key}.");
            }
        }

        public List<string> Lines() =>
        [
            .. _tables.SelectMany(t => t.Value.Definition.ColumnDefinitions.Select(Script)
                .Concat(t.Value.Definition.TableConstraints.Select(Script).Order(StringComparer.Ordinal)).Prepend("table").Select(l => $"{t.Key}: {l}")),
            .. _others.Select(o => $"{o.Key}: {o.Value}"),
        ];

        private string Script(TSqlFragment fragment)
        {
            _generator.GenerateScript(fragment, out var text);
            return text;
        }
    }
}
