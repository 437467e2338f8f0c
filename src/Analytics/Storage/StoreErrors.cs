using System.Data.Common;
using Digilo.Analytics.Model;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digilo.Analytics.Storage;

/// <summary>Turns what an engine says into what a person can do about it. No secret and no row gets into the text.</summary>
internal static class StoreErrors
{
    /// <summary>The store's own exception for an engine's.</summary>
    /// <param name="error">From the engine.</param>
    /// <param name="place">Path of the file, or server and database, without login or password.</param>
    internal static StoreException From(DbException error, string place)
    {
        var code = error switch
        {
            SqliteException sqlite => OfSqlite(sqlite),
            SqlException server => OfSqlServer(server.Number),
            _ => "store.failed",
        };
        var number = error is SqlException e ? e.Number : error is SqliteException s ? s.SqliteExtendedErrorCode : error.ErrorCode;
        var numberText = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new StoreException(
            new Message(code, place, numberText), $"The store in {place} failed ({code}, engine code {numberText}).", error);
    }

    private static string OfSqlite(SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "store.full",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "store.locked",
        raw.SQLITE_CANTOPEN => "store.missing",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => "store.readonly",
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => "store.damaged",
        raw.SQLITE_IOERR => "store.unreachable",
        _ => "store.failed",
    };

    private static string OfSqlServer(int number) => number switch
    {
        1105 or 9002 or 1101 => "store.full",
        1222 or 1205 or 51222 or -2 => "store.locked",
        18456 or 18452 or 4064 or 916 => "store.login",
        4060 => "store.missing",
        229 or 230 or 262 or 3906 => "store.readonly",
        823 or 824 or 5180 => "store.damaged",
        -1 or 2 or 20 or 40 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 10061 or 11001 => "store.unreachable",
        _ => "store.failed",
    };
}
