using System.Text.RegularExpressions;

namespace Digilo.Analytics.Storage;

/// <summary>The end state of the schema as files, one object each, in an order in which they can be created.</summary>
internal static partial class SchemaFiles
{
    /// <summary>Tables after the tables that they refer to, then indexes, then views, the mart's included.</summary>
    internal static IReadOnlyList<string> InOrder(string dialect)
    {
        var texts = SqlText.Names($"sql/schema/{dialect}/").Concat(SqlText.Names($"sql/mart/{dialect}/"))
            .ToDictionary(p => Path.GetFileNameWithoutExtension(p), SqlText.Read, StringComparer.Ordinal);
        var ordered = new List<string>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var tables = texts.Where(t => t.Value.Contains("CREATE TABLE", StringComparison.Ordinal))
            .OrderBy(t => t.Key, StringComparer.Ordinal).ToList();
        while (tables.Count > 0)
        {
            var ready = tables.FindIndex(t => References().Matches(t.Value)
                .All(m => m.Groups[1].Value == t.Key || done.Contains(m.Groups[1].Value)));
            if (ready < 0)
            {
                throw new InvalidOperationException($"The tables {string.Join(", ", tables.Select(t => t.Key))} refer to each other in a circle.");
            }

            ordered.Add(tables[ready].Value);
            done.Add(tables[ready].Key);
            tables.RemoveAt(ready);
        }

        foreach (var kind in (string[])["CREATE INDEX", "CREATE VIEW"])
        {
            ordered.AddRange(texts.Where(t => t.Value.Contains(kind, StringComparison.Ordinal))
                .OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value));
        }

        return ordered;
    }

    /// <summary>The dated changes of a dialect, oldest first.</summary>
    internal static IReadOnlyList<SchemaChange> Changes(string dialect) =>
        [.. SqlText.Names("sql/changes/").Where(p => p.EndsWith($"/{dialect}.sql", StringComparison.Ordinal))
            .Select(p => new SchemaChange(p.Split('/')[^2], SqlText.Read(p)))];

    /// <summary>The statements of a file: a line that says GO divides them, as some must stand alone.</summary>
    internal static IEnumerable<string> Statements(string text) =>
        Separator().Split(text).Where(s => s.Trim().Length > 0);

    [GeneratedRegex(@"\bREFERENCES\s+(\w+)")]
    private static partial Regex References();

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Separator();
}

/// <summary>One dated change of the schema.</summary>
/// <param name="Name">Folder name: date and what.</param>
/// <param name="Text">Its statements.</param>
internal sealed record SchemaChange(string Name, string Text);
