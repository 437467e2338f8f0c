using System.Collections.Frozen;
using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digilo.Analytics.Storage;

/// <summary>SQLite, the embedded default: one file in write-ahead mode, many readers beside one writer.</summary>
internal sealed class SqliteDialect : IDialect
{
    private static readonly FrozenDictionary<string, string> Texts = SqlText.ForDialect("sqlite");

    private readonly string _path;

    internal SqliteDialect(string path) => _path = path;

    public Session Open(Access access)
    {
        if (access == Access.Create && Path.GetDirectoryName(Path.GetFullPath(_path)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var connection = new SqliteConnection(ConnectionString(access == Access.Create));
        try
        {
            connection.Open();
            var session = new Session(this, connection, null);
            session.Execute("store/open");
            if (access == Access.Create)
            {
                session.Execute("store/create");
            }

            session.Begin(connection.BeginTransaction(IsolationLevel.Serializable, deferred: access == Access.Read));
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void BulkWrite(Session session, BulkRows rows)
    {
        var handle = ((SqliteConnection)session.Connection).Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(handle, raw.sqlite3_prepare_v2(handle, Text("bulk/" + rows.Table), out var statement));
        using (statement)
        {
            var columns = rows.Columns;
            var bound = new Bound[columns.Length];
            for (var row = 0; row < rows.Count; row++)
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    Check(handle, Bind(statement, i + 1, columns[i], row, ref bound[i]));
                }

                var code = raw.sqlite3_step(statement);
                Check(handle, code == raw.SQLITE_DONE ? raw.SQLITE_OK : code);
                raw.sqlite3_reset(statement);
            }
        }
    }

    public string Text(string query) => Texts[query];

    public void ApplySchema(Session session)
    {
        foreach (var text in SchemaFiles.InOrder("sqlite"))
        {
            session.ExecuteText(text);
        }
    }

    /// <summary>Lets go of the file: pooled connections would keep it open.</summary>
    internal void Close()
    {
        foreach (var create in (bool[])[false, true])
        {
            using var connection = new SqliteConnection(ConnectionString(create));
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <summary>Binds a value, unless it is the one that the parameter has from the row before: a reset leaves it there.</summary>
    private static int Bind(sqlite3_stmt statement, int index, BulkColumn column, int row, ref Bound bound)
    {
        switch (column.Type)
        {
            case BulkType.Text:
                var text = column.Text(row);
                return bound.IsText(text) ? raw.SQLITE_OK
                    : text is null ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_text(statement, index, text);
            case BulkType.Date:
                var day = column.Integer(row);
                return bound.IsNumber(day) ? raw.SQLITE_OK
                    : raw.sqlite3_bind_text(statement, index, DapperTypes.Text(DateOnly.FromDayNumber((int)day)));
            case BulkType.Real:
                var real = column.Real(row);
                return bound.IsNumber(BitConverter.DoubleToInt64Bits(real)) ? raw.SQLITE_OK
                    : double.IsNaN(real) ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_double(statement, index, real);
            case BulkType.Bytes:
                var bytes = column.Bytes(row);
                return bytes.IsEmpty ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_blob(statement, index, bytes);
            default:
                var value = column.Integer(row);
                return bound.IsNumber(value) ? raw.SQLITE_OK
                    : column.Nullable && value == BulkColumn.Null
                    ? raw.sqlite3_bind_null(statement, index)
                    : raw.sqlite3_bind_int64(statement, index, value);
        }
    }

    private static void Check(sqlite3 handle, int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, handle);
        }
    }

    private string ConnectionString(bool create) => new SqliteConnectionStringBuilder
    {
        DataSource = _path,
        Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ConnectionString;

    /// <summary>What a parameter holds from the row before.</summary>
    private struct Bound
    {
        private bool _any;
        private long _number;
        private string? _text;

        /// <summary>True if it is this text; otherwise it is from now on.</summary>
        public bool IsText(string? text)
        {
            var same = _any && string.Equals(_text, text, StringComparison.Ordinal);
            (_any, _text) = (true, text);
            return same;
        }

        /// <summary>True if it is this number (or these bits); otherwise it is from now on.</summary>
        public bool IsNumber(long number)
        {
            var same = _any && _number == number;
            (_any, _number) = (true, number);
            return same;
        }
    }
}
