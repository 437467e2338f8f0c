using System.Globalization;
using System.Text;
using Digilo.Analytics.Ingest;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>The report on a file for a terminal: how often each rule was met, then the first examples, in lines of bounded width.</summary>
internal static class ImportTable
{
    private const int Width = 110, ShownExamples = 10, ExamplesOfRule = 3, MaxColumns = 5;

    /// <summary>Writes it; nothing for a file without findings.</summary>
    /// <param name="report">The report.</param>
    /// <param name="text">Texts in the user's language.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ImportReport report, Func<string, string[], string> text, TextWriter output)
    {
        if (report.Rules.Count == 0)
        {
            return;
        }

        WriteRules(report.Rules, text, output);
        var shown = report.Findings.GroupBy(f => f.Rule).SelectMany(g => g.Take(ExamplesOfRule)).Take(ShownExamples).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        output.WriteLine("  " + text("cli.import.examples.heading", []));
        foreach (var finding in shown)
        {
            var place = finding.Line == 0 ? ""
                : finding.Sheet.Length > 0 ? text("cli.import.example.sheet", [Safe(finding.Sheet), Count(finding.Line)]) + ": "
                : text("cli.import.example.line", [Count(finding.Line)]) + ": ";
            WriteWrapped(place + Safe(finding.Text), "    ", "      ", output);
        }

        if (report.Findings.Count > shown.Count)
        {
            output.WriteLine(text("cli.import.more", [Count(report.Findings.Count - shown.Count)]));
        }
    }

    private static void WriteRules(IReadOnlyList<ReportedRule> rules, Func<string, string[], string> text, TextWriter output)
    {
        var (count, effect, rule) = (text("cli.import.heading.count", []), text("cli.import.heading.effect", []), text("cli.import.heading.rule", []));
        var countWidth = Math.Max(count.Length, rules.Max(r => Count(r.Count).Length));
        var effectWidth = Math.Max(effect.Length, rules.Max(r => r.Effect.Length));
        var indent = new string(' ', 2 + countWidth + 2 + effectWidth + 2);
        output.WriteLine("  " + count.PadLeft(countWidth) + "  " + effect.PadRight(effectWidth) + "  " + rule);
        foreach (var r in rules)
        {
            var columns = r.Columns.Count == 0
                ? ""
                : " (" + string.Join(", ", r.Columns.Take(MaxColumns).Select(Safe)) + (r.Columns.Count > MaxColumns ? " …" : "") + ")";
            WriteWrapped(r.Title + columns, "  " + Count(r.Count).PadLeft(countWidth) + "  " + r.Effect.PadRight(effectWidth) + "  ", indent, output);
        }
    }

    /// <summary>Words in lines no wider than a terminal; a word longer than a line has one of its own.</summary>
    private static void WriteWrapped(string words, string first, string rest, TextWriter output)
    {
        var line = new StringBuilder(first);
        var empty = true;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line.ToString());
                line.Clear().Append(rest);
                empty = true;
            }

            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        output.WriteLine(line.ToString());
    }

    // A heading of a file is somebody else's text: it must not act on the terminal.
    private static string Safe(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
