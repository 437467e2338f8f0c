using System.Collections.Frozen;
using System.Reflection;

namespace Digilo.Analytics.Storage;

/// <summary>The SQL files that the assembly carries.</summary>
internal static class SqlText
{
    private const string Queries = "sql/queries/";

    private static readonly Assembly Home = typeof(SqlText).Assembly;

    /// <summary>Every query of a dialect by name ("runs/latest"): <c>name.DIALECT.sql</c> wins over <c>name.sql</c>.</summary>
    internal static FrozenDictionary<string, string> ForDialect(string dialect)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = $".{dialect}.sql";
        foreach (var path in Names(Queries).OrderBy(p => p.EndsWith(own, StringComparison.Ordinal)))
        {
            var name = path[Queries.Length..^".sql".Length];
            if (path.EndsWith(own, StringComparison.Ordinal))
            {
                found[name[..^(dialect.Length + 1)]] = Read(path);
            }
            else if (!Path.GetFileName(name).Contains('.', StringComparison.Ordinal))
            {
                found.Add(name, Read(path));
            }
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Resource names that start with a prefix, in ordinal order.</summary>
    internal static IReadOnlyList<string> Names(string prefix) =>
        [.. Home.GetManifestResourceNames().Select(n => n.Replace('\\', '/'))
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The text of one file.</summary>
    internal static string Read(string path)
    {
        using var stream = Home.GetManifestResourceStream(path) ?? Home.GetManifestResourceStream(path.Replace('/', '\\'))
            ?? throw new InvalidOperationException($"The file {path} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
