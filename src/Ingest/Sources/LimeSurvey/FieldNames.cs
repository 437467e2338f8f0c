using System.Text.RegularExpressions;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>
/// From the names that answers have in LimeSurvey's database (survey, group, question and subquestion run together,
/// <c>862611X58X382SQ1</c>) to codes. Where the digits do not tell question and subquestion apart, the structure does, and where it
/// leaves two readings there is no code.
/// </summary>
internal sealed partial class FieldNames(SurveyStructure structure)
{
    private readonly Dictionary<string, Dictionary<string, SurveyField>> _byQuestion = new(StringComparer.Ordinal);

    /// <summary>The column that a name stands for; null if it is LimeSurvey's own, unknown or has two readings.</summary>
    public SurveyField? Find(string name)
    {
        if (Newer().Match(name) is { Success: true } newer)
        {
            return FindNewer(newer);
        }

        if (Sgqa().Match(name) is not { Success: true } sgqa)
        {
            return null;
        }

        var rest = sgqa.Groups["rest"].Value;
        SurveyField? found = null;
        for (var digits = 1; digits <= rest.Length && char.IsAsciiDigit(rest[digits - 1]); digits++)
        {
            if (structure.Find(rest[..digits]) is { } question && question.Group == sgqa.Groups["group"].Value
                && Suffixes(question).TryGetValue(rest[digits..], out var field))
            {
                if (found is not null)
                {
                    return null;
                }

                found = field;
            }
        }

        return found;
    }

    /// <summary>What may follow a question's id, and which column it means.</summary>
    private Dictionary<string, SurveyField> Suffixes(SurveyQuestion question)
    {
        if (!_byQuestion.TryGetValue(question.Id, out var suffixes))
        {
            suffixes = new Dictionary<string, SurveyField>(StringComparer.Ordinal);
            foreach (var field in SurveyStructure.Fields(question))
            {
                var inner = field.Code.Length > question.Code.Length ? field.Code[(question.Code.Length + 1)..^1] : "";
                suffixes.TryAdd(field.Scale > 0 ? inner.Replace("][1", "#0", StringComparison.Ordinal).Replace("][2", "#1", StringComparison.Ordinal) : inner, field);
            }

            _byQuestion.Add(question.Id, suffixes);
        }

        return suffixes;
    }

    /// <summary>Newer databases name question and subquestions by their ids: <c>Q382_S383</c>.</summary>
    private SurveyField? FindNewer(Match name)
    {
        if (structure.Find(name.Groups["question"].Value) is not { } question)
        {
            return null;
        }

        var subs = name.Groups["sub"].Captures.Select(c => question.Subquestions.Find(s => s.Id == c.Value)?.Code).ToList();
        var tail = name.Groups["kind"].Value;
        var suffix = string.Join('_', subs) + tail + (name.Groups["scale"].Success ? "#" + name.Groups["scale"].Value : "");
        return subs.Contains(null) ? null : Suffixes(question).GetValueOrDefault(suffix);
    }

    [GeneratedRegex("^[0-9]+X(?<group>[0-9]+)X(?<rest>[0-9].*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Sgqa();

    [GeneratedRegex("^Q(?<question>[0-9]+)(?:_S(?<sub>[0-9]+)){0,2}(?:_C(?<kind>other|comment|filecount))?(?:#(?<scale>[01]))?$")]
    private static partial Regex Newer();
}
