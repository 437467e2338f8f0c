using System.Runtime.InteropServices;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Validation;

/// <summary>Counts every finding exactly and keeps the first examples of each rule.</summary>
/// <param name="examplesPerRule">Examples kept; 0 keeps counts only.</param>
internal sealed class FindingCollector(int examplesPerRule)
{
    private readonly record struct Key(string Rule, FindingSeverity Severity, string Column);

    private readonly Dictionary<string, int> _examplesOfRule = new(StringComparer.Ordinal);
    private readonly Dictionary<Key, (long Counted, string Expected)> _rest = [];
    private readonly List<Finding> _examples = [];
    private readonly SortedDictionary<string, Finding> _counts = new(StringComparer.Ordinal);

    /// <summary>The sheet that the lines of findings belong to; empty where a format has none.</summary>
    public string Sheet { get; set; } = "";

    /// <summary>True if the next finding of a rule would be kept as an example: only then is its text made.</summary>
    public bool WantsExample(string rule) =>
        !_examplesOfRule.TryGetValue(rule, out var n) || n < examplesPerRule;

    /// <summary>Adds a finding; <paramref name="found"/> has been masked already.</summary>
    public void Add(string rule, FindingSeverity severity, int line, string column, string found, string expected)
    {
        ref var examples = ref CollectionsMarshal.GetValueRefOrAddDefault(_examplesOfRule, rule, out _);
        if (examples < examplesPerRule)
        {
            examples++;
            _examples.Add(new Finding(rule, severity, line, column, found, expected, 1) { Sheet = line > 0 ? Sheet : "" });
            return;
        }

        ref var rest = ref CollectionsMarshal.GetValueRefOrAddDefault(_rest, new Key(rule, severity, column), out _);
        rest = (rest.Counted + 1, expected);
    }

    /// <summary>Adds a finding about the file as a whole.</summary>
    public void AddFile(Finding finding) => _examples.Add(finding);

    /// <summary>Adds a count without an example (protected identities: not even the line is told).</summary>
    public void AddCount(string rule, FindingSeverity severity, string column, long count)
    {
        if (count > 0)
        {
            var key = rule + "\n" + column;
            var before = _counts.TryGetValue(key, out var finding) ? finding.Count : 0;
            _counts[key] = new Finding(rule, severity, 0, column, "", "", before + count);
        }
    }

    /// <summary>
    /// File findings first, then what is told as a number only, then examples by line, each with count 1; what was only counted follows under line 0, so that the
    /// counts of a rule sum to how often it occurred.
    /// </summary>
    public IReadOnlyList<Finding> ToList() => [.. Sorted().Select(f => f with { Column = Shape.Heading(f.Column) })];

    private IEnumerable<Finding> Sorted() =>
    [
        .. _examples.Where(f => f.Severity == FindingSeverity.File),
        .. _counts.Values,
        .. _examples.Where(f => f.Severity != FindingSeverity.File).OrderBy(f => f.Line).ThenBy(f => f.Rule, StringComparer.Ordinal),
        .. _rest.OrderBy(p => p.Key.Rule, StringComparer.Ordinal).ThenBy(p => p.Key.Column, StringComparer.Ordinal)
            .Select(p => new Finding(p.Key.Rule, p.Key.Severity, 0, p.Key.Column, "", p.Value.Expected, p.Value.Counted)),
    ];
}
