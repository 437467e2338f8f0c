using System.Globalization;
using System.Text.Json.Nodes;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources.LimeSurvey;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>What a LimeSurvey structure tells: which question is about which competence, what its answer codes mean, and what it cannot say.</summary>
internal sealed class StructureHints(SurveyStructure structure, Profile standard)
{
    private const int MaxListed = 400;

    private readonly JsonArray _without = [];
    private CodeHints _codes = new([]);

    /// <summary>Fills in a draft that extends the LimeSurvey profile.</summary>
    public void Look(Draft draft)
    {
        draft.Extends = standard.Name;
        draft.Recognised(
            "proposal.structure", structure.Title.Length > 0 ? structure.Title : "?", structure.DbVersion, string.Join(", ", structure.Languages),
            Count(structure.Questions.Count), Count(structure.Questions.Sum(q => q.Subquestions.Count)));
        draft.Fingerprint.AddRange([MetaColumns.Id, MetaColumns.Submitted]);
        var fields = structure.Questions.SelectMany(SurveyStructure.Fields).ToList();
        _codes = new CodeHints(fields.Select(CodeOf));
        var candidates = fields.Where(f => f.Kind.Length == 0).Select(f => (Field: f, Id: Competence(f), Importance: IsImportance(f))).ToList();
        foreach (var group in candidates.Where(c => c.Id is not null).GroupBy(c => (Id: c.Id!, c.Importance)).OrderBy(g => g.Key.Id, StringComparer.Ordinal))
        {
            var all = group.Select(c => c.Field).ToList();
            if (all.Count > 1)
            {
                draft.NotUnderstood("proposal.competence-several", group.Key.Id, string.Join(", ", all.Select(f => f.Code)));
            }
            else
            {
                Item(draft, all[0], group.Key.Id, group.Key.Importance);
            }
        }

        foreach (var (field, _, _) in candidates.Where(c => c.Id is null))
        {
            Background(draft, field);
        }

        if (draft.Items == 0)
        {
            draft.NotUnderstood("proposal.no-items");
        }

        if (_without.Count > 0)
        {
            draft.NotUnderstood("proposal.questions-left", Count(_without.Count));
            draft.Details["questions"] = _without;
        }
    }

    private void Item(Draft draft, SurveyField field, string id, bool importance)
    {
        var column = new JsonObject { ["heading"] = field.Code, ["to"] = importance ? Targets.Importance : Targets.Item, ["item"] = id };
        draft.Recognised(importance ? "proposal.importance" : "proposal.item", $"{field.Code}: {Cut(Text(field))}", id);
        var options = Options(field);
        if (options.Count > 0)
        {
            Scale(draft, field, column, options, LevelsOf([.. options.Where(o => !LevelHints.IsUnknown(structure.Text(o.Texts)))]));
        }
        else if (field.Question.Type is "5" or "A")
        {
            draft.Recognised("proposal.levels-five", field.Code);
        }
        else
        {
            draft.NotUnderstood("proposal.scale-unknown", field.Code, field.Question.Type);
        }

        draft.Add(column);
    }

    /// <summary>Levels by answer code: by the scores, otherwise by the digits that the labels begin with; null if neither tells.</summary>
    private Dictionary<string, byte>? LevelsOf(List<AnswerOption> answers)
    {
        if (LevelHints.ByScore([.. answers.Select(o => (o.Code, o.AssessmentValue))]) is { } scores)
        {
            return scores;
        }

        return LevelHints.ByDigit([.. answers.Select(o => structure.Text(o.Texts))]) is { } digits
            ? answers.DistinctBy(o => o.Code).ToDictionary(o => o.Code, o => digits[structure.Text(o.Texts)], StringComparer.Ordinal)
            : null;
    }

    /// <summary>Codes and labels of a scale, so that exports of either kind are read.</summary>
    private void Scale(Draft draft, SurveyField field, JsonObject column, List<AnswerOption> options, Dictionary<string, byte>? levels)
    {
        var missing = new JsonObject { [""] = "skipped" };
        foreach (var option in options.Where(o => LevelHints.IsUnknown(structure.Text(o.Texts))))
        {
            foreach (var text in option.Texts.Values.Prepend(option.Code).Distinct(StringComparer.Ordinal))
            {
                missing[text] = "dontKnow";
            }
        }

        if (missing.Count > 1)
        {
            column["missing"] = missing;
        }

        if (levels is null)
        {
            draft.NotUnderstood("proposal.scores", field.Code, string.Join(" | ", options.Select(o => $"{o.Code} = {structure.Text(o.Texts)} ({o.AssessmentValue})")));
            return;
        }

        var codes = new JsonObject();
        foreach (var option in options.Where(o => levels.ContainsKey(o.Code)))
        {
            foreach (var text in option.Texts.Values.Prepend(option.Code))
            {
                codes[text] = (int)levels[option.Code];
            }
        }

        column["codes"] = codes;
        draft.Recognised("proposal.scale", field.Code, string.Join(", ", options.Where(o => levels.ContainsKey(o.Code)).Select(o => $"{o.Code} = {levels[o.Code].ToString(CultureInfo.InvariantCulture)}")));
    }

    /// <summary>A question that is no item: one of ours by its code, or for a person to decide.</summary>
    private void Background(Draft draft, SurveyField field)
    {
        var word = HeadingWords.Squash(field.Code);
        var column = field.Subquestion is null
            ? standard.Columns.FirstOrDefault(c => c.Target is not (Targets.Item or Targets.Importance or Targets.Ignore or Targets.RowKey) && HeadingWords.Of(c).Contains(word))
            : null;
        if (column is null)
        {
            if (_without.Count < MaxListed)
            {
                _without.Add(Describe(field));
            }

            return;
        }

        var json = new JsonObject { ["heading"] = field.Code, ["to"] = column.Target }.With(column);
        draft.Recognised("proposal.column", field.Code, column.Target);
        if (column.Codes.Count > 0 && Options(field) is { Count: > 0 } options)
        {
            Choices(draft, field, column, json, options);
        }

        draft.Add(json);
    }

    /// <summary>Answer codes to ours, where a label says the same as one of the words that the standard profile knows.</summary>
    private void Choices(Draft draft, SurveyField field, ProfileColumn column, JsonObject json, List<AnswerOption> options)
    {
        var known = column.Codes.GroupBy(p => Cells.Fold(p.Key), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
        var target = Targets.Find(DeliveryKind.Survey, column.Target);
        var codes = new JsonObject();
        var left = new List<string>();
        foreach (var option in options)
        {
            var value = option.Texts.Values.Prepend(option.Code).Select(Cells.Fold).Where(known.ContainsKey).Select(t => (byte?)known[t]).FirstOrDefault();
            var code = target?.Choices?.FirstOrDefault(c => c.Value == value).Key;
            if (value is null || code is null)
            {
                left.Add($"{option.Code} = {structure.Text(option.Texts)}");
                continue;
            }

            foreach (var text in option.Texts.Values.Prepend(option.Code))
            {
                codes[text] = code;
            }
        }

        if (codes.Count > 0)
        {
            json["codes"] = codes;
        }

        if (left.Count > 0)
        {
            draft.NotUnderstood("proposal.codes", field.Code, column.Target, string.Join(" | ", left), string.Join(" | ", column.Codes.Keys.Where(k => k.Length > 0)));
        }
    }

    private JsonObject Describe(SurveyField field)
    {
        var json = new JsonObject { ["heading"] = field.Code, ["type"] = field.Question.Type, ["text"] = Cut(Text(field)) };
        if (Options(field) is { Count: > 0 } options)
        {
            json["answers"] = new JsonObject(options.DistinctBy(o => o.Code).Select(o => KeyValuePair.Create(o.Code, (JsonNode?)JsonValue.Create($"{Cut(structure.Text(o.Texts))} ({o.AssessmentValue})"))));
        }

        return json;
    }

    private List<AnswerOption> Options(SurveyField field) => [.. field.Question.Answers.Where(a => a.Scale == Math.Max(0, field.Scale - 1))];

    private string Text(SurveyField field)
    {
        var question = structure.Text(field.Question.Texts);
        var sub = field.Subquestion is null ? "" : structure.Text(field.Subquestion.Texts);
        return sub.Length > 0 ? $"{question} [{sub}]" : question;
    }

    private string? Competence(SurveyField field)
    {
        if (field.Question.Type is "T" or "S" or "U" or "Q" or ";" or "X" or "|" or "D")
        {
            return null;
        }

        return _codes.Find(CodeOf(field))
            ?? (field.Subquestion is null ? null : CompetenceHints.OfText(structure.Text(field.Subquestion.Texts)))
            ?? CompetenceHints.OfText(structure.Text(field.Question.Texts));
    }

    /// <summary>The code without its scale.</summary>
    private static string CodeOf(SurveyField field) => field.Scale > 0 ? field.Code[..^3] : field.Code;

    /// <summary>Only what the texts say; the second scale of a pair is not taken to be importance because it is second.</summary>
    private bool IsImportance(SurveyField field) =>
        field.Scale == 0 && (CompetenceHints.IsImportance(field.Question.Code) || CompetenceHints.IsImportance(structure.Text(field.Question.Texts)));

    private static string Cut(string text) => Validation.Shape.Clean(text.Length > 160 ? text[..160] + "…" : text);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
