using System.Text.RegularExpressions;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>Which competence a heading or a question is about: told by its id, or by its exact name in one of the frameworks.</summary>
internal static partial class CompetenceHints
{
    private static readonly CompetenceFramework Framework = CompetenceFramework.DigComp22;

    // Names of DigComp 3.0 where they differ; the ids are the same.
    private static readonly (string Id, string Name)[] Newer =
    [
        ("1.1", "Browsing, searching and filtering information"), ("1.2", "Evaluating information"), ("1.3", "Managing information"),
        ("2.1", "Interacting through and with digital technologies"), ("2.5", "Digital behaviour"), ("3.4", "Computational thinking and programming"),
        ("4.3", "Supporting wellbeing"), ("4.4", "Environmental impacts of digital technologies"), ("5.1", "Identifying and solving technical problems"),
        ("5.2", "Identifying needs and digital technological responses"), ("5.3", "Identifying creative solutions using digital technologies"),
        ("5.4", "Identifying and addressing digital competence needs"),
    ];

    private static readonly Dictionary<string, string> ByName = Framework.Competences
        .SelectMany(c => new[] { (c.Id, Name: c.Name.Sv), (c.Id, Name: c.Name.En) })
        .Concat(Newer.Select(n => (n.Id, n.Name)))
        .DistinctBy(p => Cells.Fold(p.Name))
        .ToDictionary(p => Cells.Fold(p.Name), p => p.Id, StringComparer.Ordinal);

    /// <summary>The competence of a text; null if it names none or more than one.</summary>
    public static string? OfText(string text)
    {
        var ids = WithDot().Matches(text).Select(m => $"{m.Groups["area"].Value}.{m.Groups["number"].Value}").Where(IsKnown).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count > 0)
        {
            return ids.Count == 1 ? ids[0] : null;
        }

        // Whole, or what stands in the last brackets of "Question [Subquestion]".
        return new[] { text, InBrackets().Match(text).Groups["text"].Value }
            .Select(t => ByName.GetValueOrDefault(Cells.Fold(t))).FirstOrDefault(id => id is not null);
    }

    /// <summary>The competence of a code such as <c>DC11</c>, <c>K1_1</c> or <c>digcomp[SQ11]</c>; null if it names none.</summary>
    public static string? OfCode(string code)
    {
        var match = InCode().Match(code);
        var id = $"{match.Groups["area"].Value}.{match.Groups["number"].Value}";
        return match.Success && IsKnown(id) ? id : null;
    }

    /// <summary>True if a text asks how important something is.</summary>
    public static bool IsImportance(string text) => Importance().IsMatch(Cells.Fold(text));

    private static bool IsKnown(string id) => Framework.Find(id) is not null;

    [GeneratedRegex(@"(?<![0-9.])(?<area>[1-5])\.(?<number>[1-6])(?![0-9]|\.[0-9])")]
    private static partial Regex WithDot();

    [GeneratedRegex(@"\[(?<text>[^\[\]]+)\]\s*$")]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"^(?:dc|digcomp|k|komp|kompetens)_?(?:\[?(?:sq|dc|k)?0*)?(?<area>[1-5])(?:[._]|\]?\[?(?:sq)?0*)(?<number>[1-6])\]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InCode();

    [GeneratedRegex(@"\bvikt|viktig|importan|betydelse|wichtig")]
    private static partial Regex Importance();
}

/// <summary>
/// Competences by code among all codes of a file: <c>K11</c> is competence 1.1 only where no code differs from it in digits alone and
/// names no competence, as <c>K14</c> does.
/// </summary>
internal sealed class CodeHints
{
    private readonly HashSet<string> _running;

    /// <param name="codes">Every code or heading of the file.</param>
    public CodeHints(IEnumerable<string> codes) =>
        _running = codes.Where(c => CompetenceHints.OfCode(c) is null).Select(ItemPattern.Shape).ToHashSet(StringComparer.Ordinal);

    /// <summary>The competence of a code, or null.</summary>
    public string? Find(string code) => CompetenceHints.OfCode(code) is { } id && !_running.Contains(ItemPattern.Shape(code)) ? id : null;
}
