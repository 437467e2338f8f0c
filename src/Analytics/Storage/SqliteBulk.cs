using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digilo.Analytics.Storage;

/// <summary>
/// A bulk write into SQLite: the prepared insert of a table with many rows to a statement, because each statement begins and ends
/// anew. Calls the engine directly where a value is a number or bytes: a large import binds tens of millions.
/// </summary>
internal sealed class SqliteBulk
{
    /// <summary>A whole part of the usual batch, and no more parameters than the engine takes (32,766).</summary>
    private const int RowsOfStatement = 256;

    private readonly Session _session;
    private readonly sqlite3 _handle;
    private readonly string _insert;
    private readonly BulkRows _rows;
    private readonly BulkColumn[] _columns;
    private readonly List<byte[]> _full = [];
    private byte[] _room = NewRoom(1 << 14);
    private int _used;

    internal SqliteBulk(Session session, sqlite3 handle, string insert, BulkRows rows)
    {
        (_session, _handle, _insert, _rows) = (session, handle, insert, rows);
        _columns = rows.Columns;
    }

    /// <summary>Writes all rows.</summary>
    internal void Write()
    {
        // The engine takes the connection's lock for every value; taken once around them all, that costs next to nothing.
        var connection = _handle.DangerousGetHandle();
        var held = MutexOf(connection);
        Enter(held);
        try
        {
            var whole = _rows.Count - _rows.Count % RowsOfStatement;
            if (whole > 0)
            {
                Write(0, whole, RowsOfStatement);
            }

            if (whole < _rows.Count)
            {
                Write(whole, _rows.Count, 1);
            }
        }
        finally
        {
            Leave(held);
            GC.KeepAlive(_handle);
        }
    }

    private void Write(int from, int to, int rowsOfStatement)
    {
        var insert = _session.Kept(_rows.Table, rowsOfStatement, () => Prepare(rowsOfStatement));
        var (statement, direct, bound) = (insert.Statement, insert.Statement.DangerousGetHandle(), insert.Bound);
        for (var row = from; row < to; row += rowsOfStatement)
        {
            var parameter = 0;
            for (var r = row; r < row + rowsOfStatement; r++)
            {
                foreach (var column in _columns)
                {
                    Bind(statement, direct, parameter + 1, column, r, ref bound[parameter]);
                    parameter++;
                }
            }

            var code = raw.sqlite3_step(statement);
            raw.sqlite3_reset(statement);
            Check(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code);
            _full.Clear();
            _used = 0;
        }
    }

    private Insert Prepare(int rowsOfStatement)
    {
        Check(raw.sqlite3_prepare_v2(_handle, Statement(rowsOfStatement), out var statement));
        return new Insert(statement, new Bound[_columns.Length * rowsOfStatement]);
    }

    /// <summary>The insert with the row of its VALUES so many times over, every parameter with a number of its own.</summary>
    private string Statement(int rows)
    {
        if (rows == 1)
        {
            return _insert;
        }

        var end = _insert.LastIndexOf(')');
        var start = _insert.LastIndexOf('(', end);
        var text = new StringBuilder(_insert, 0, start, _insert.Length * rows);
        for (var r = 0; r < rows; r++)
        {
            text.Append(r == 0 ? "(" : ", (");
            for (var c = 1; c <= _columns.Length; c++)
            {
                text.Append(c == 1 ? "?" : ", ?").Append((r * _columns.Length + c).ToString(CultureInfo.InvariantCulture));
            }

            text.Append(')');
        }

        return text.Append(';').ToString();
    }

    /// <summary>Binds a value, unless it is the one that the parameter has from before: a reset leaves it there.</summary>
    private void Bind(sqlite3_stmt statement, nint direct, int index, BulkColumn column, int row, ref Bound bound)
    {
        switch (column.Type)
        {
            case BulkType.Text:
                var text = column.Text(row);
                if (!bound.IsText(text))
                {
                    Check(text is null ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_text(statement, index, text));
                }

                break;
            case BulkType.Date:
                var day = column.Integer(row);
                if (!bound.IsNumber(day))
                {
                    Check(raw.sqlite3_bind_text(statement, index, DapperTypes.Text(DateOnly.FromDayNumber((int)day))));
                }

                break;
            case BulkType.Real:
                var real = column.Real(row);
                if (!bound.IsNumber(BitConverter.DoubleToInt64Bits(real)))
                {
                    Check(double.IsNaN(real) ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_double(statement, index, real));
                }

                break;
            case BulkType.Bytes:
                var bytes = column.Bytes(row);
                Check(bytes.IsEmpty ? raw.sqlite3_bind_null(statement, index) : BindBytes(direct, index, bytes));
                break;
            default:
                var value = column.Integer(row);
                if (!bound.IsNumber(value))
                {
                    Check(column.Nullable && value == BulkColumn.Null ? raw.sqlite3_bind_null(statement, index) : BindInteger(direct, index, value));
                }

                break;
        }
    }

    /// <summary>The engine reads the bytes where they are put here, and has read them when the statement has run.</summary>
    private int BindBytes(nint statement, int index, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _room.Length - _used)
        {
            // What is bound already stays where it is: the statement runs before its bytes are let go.
            _full.Add(_room);
            _room = NewRoom(Math.Max(_room.Length, bytes.Length));
            _used = 0;
        }

        var copy = _room.AsSpan(_used, bytes.Length);
        bytes.CopyTo(copy);
        _used += bytes.Length;
        return BindBlob(statement, index, ref MemoryMarshal.GetReference(copy), bytes.Length, 0);
    }

    private static byte[] NewRoom(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, _handle);
        }
    }

    /// <summary>The engine that the provider carries; a call that neither waits nor calls back.</summary>
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_bind_int64", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    [SuppressGCTransition]
    private static extern int BindInteger(nint statement, int index, long value);

    /// <summary>As above. The bytes do not move: they are in an array that is pinned for life. No destructor: they stay the caller's.</summary>
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_bind_blob", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    [SuppressGCTransition]
    private static extern int BindBlob(nint statement, int index, ref byte bytes, int length, nint destructor);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_db_mutex", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint MutexOf(nint connection);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_mutex_enter", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern void Enter(nint mutex);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_mutex_leave", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern void Leave(nint mutex);

    /// <summary>A prepared insert and what its parameters hold.</summary>
    private sealed record Insert(sqlite3_stmt Statement, Bound[] Bound) : IDisposable
    {
        public void Dispose() => Statement.Dispose();
    }

    /// <summary>What a parameter holds from the statement before.</summary>
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
