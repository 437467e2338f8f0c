using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

// Loads a CSV file as a whole into a table of a new database file, and prints milliseconds, rows, columns and the version.
if (args.Length != 2)
{
    Console.Error.WriteLine("duckdb-load FILE.csv NEW.duckdb");
    return 2;
}

using var connection = new DuckDBConnection($"Data Source={args[1]}");
connection.Open();
using var command = connection.CreateCommand();
var file = args[0].Replace("'", "''", StringComparison.Ordinal);
var watch = Stopwatch.StartNew();
#pragma warning disable CA2100 // The benchmark's own path.
command.CommandText = $"CREATE TABLE answers AS SELECT * FROM read_csv('{file}')";
#pragma warning restore CA2100
command.ExecuteNonQuery();
watch.Stop();

command.CommandText = "SELECT (SELECT COUNT(*) FROM answers), (SELECT COUNT(*) FROM information_schema.columns WHERE table_name = 'answers'), version()";
using var reader = command.ExecuteReader();
reader.Read();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{watch.Elapsed.TotalMilliseconds:0.0} {Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture)} {Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture)} {reader.GetString(2)}"));
return 0;
