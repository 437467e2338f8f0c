using System.Text.RegularExpressions;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Demo;

/// <summary>The headings that docs/deliver.md promises, read from the document itself.</summary>
internal static partial class DeliverDocument
{
    /// <summary>A documented column and its letter M, C or O.</summary>
    public sealed record Column(string Name, char Need);

    /// <summary>Columns per profile, in the document's order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Column>> Read(string markdown)
    {
        var profiles = new Dictionary<string, IReadOnlyList<Column>>(StringComparer.Ordinal);
        foreach (var section in markdown.Split("\n## ").Skip(1).Where(s => s.StartsWith("standard-", StringComparison.Ordinal)))
        {
            var name = section[..section.IndexOf(' ', StringComparison.Ordinal)];
            profiles.Add(name, section.Contains("\n| column |", StringComparison.Ordinal) ? Table(section) : Line(section));
        }

        return profiles;
    }

    private static List<Column> Table(string section)
    {
        var columns = new List<Column>();
        foreach (var row in section.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = row.Split('|');
            var need = cells[2].Trim()[0];
            var names = Backticks().Matches(cells[1]).Select(m => m.Groups[1].Value).ToList();
            if (cells[1].Contains('…', StringComparison.Ordinal))
            {
                // `1.1` … `5.4` and `vikt 1.1` … `vikt 5.4` stand for the whole framework.
                var prefix = names[0][..names[0].IndexOf("1.1", StringComparison.Ordinal)];
                names = [.. CompetenceFramework.DigComp22.Competences.Select(c => prefix + c.Id)];
            }

            columns.AddRange(names.Select(n => new Column(n, need)));
        }

        return columns;
    }

    private static List<Column> Line(string section) =>
        [.. Inline().Matches(section).Select(m => new Column(m.Groups[1].Value, m.Groups[2].Value[0]))];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex("`([^`]+)` ([MCO])\\b")]
    private static partial Regex Inline();
}
