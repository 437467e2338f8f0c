using System.Data;
using System.Globalization;
using Dapper;

namespace Digilo.Analytics.Storage;

/// <summary>
/// Days and instants travel as ISO text in both directions where the engine has no type for them: SQLite stores the text,
/// SQL Server converts it to DATE and DATETIME2, and both give back the same value to the tick.
/// </summary>
internal static class DapperTypes
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffffff";
    private const string Day = "yyyy-MM-dd";

    /// <summary>Registers the handlers; called once, before the first query.</summary>
    internal static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTime));
        SqlMapper.RemoveTypeMap(typeof(DateTime?));
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new DayHandler());
    }

    /// <summary>An instant as stored text.</summary>
    internal static string Text(DateTime utc) => utc.ToString(Instant, CultureInfo.InvariantCulture);

    /// <summary>A day as stored text.</summary>
    internal static string Text(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTime>
    {
        public override void SetValue(IDbDataParameter parameter, DateTime value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = Text(value);
        }

        public override DateTime Parse(object value) => DateTime.SpecifyKind(
            value is DateTime instant ? instant : DateTime.ParseExact((string)value, Instant, CultureInfo.InvariantCulture),
            DateTimeKind.Utc);
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = Text(value);
        }

        public override DateOnly Parse(object value) => value switch
        {
            DateOnly day => day,
            DateTime instant => DateOnly.FromDateTime(instant),
            _ => DateOnly.ParseExact((string)value, Day, CultureInfo.InvariantCulture),
        };
    }
}
