namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>One answer option of a question.</summary>
/// <param name="Code">What is stored.</param>
/// <param name="Scale">0, or 1 for the second scale of a dual-scale array.</param>
/// <param name="Order">Place in the list.</param>
/// <param name="AssessmentValue">What the survey's author gave it for scoring, as written; empty if nothing.</param>
internal sealed record AnswerOption(string Code, int Scale, int Order, string AssessmentValue)
{
    /// <summary>Text by language.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);
}

/// <summary>A question or a subquestion.</summary>
/// <param name="Id">Id in the survey's database.</param>
/// <param name="Parent">Id of the question it belongs to; empty for a question.</param>
/// <param name="Group">Id of its group.</param>
/// <param name="Type">LimeSurvey's one-letter type; of a question only.</param>
/// <param name="Code">Its code.</param>
/// <param name="Scale">For subquestions of two-dimensional arrays: 0 = row, 1 = column.</param>
/// <param name="Order">Place.</param>
/// <param name="HasOther">True if respondents may write another answer.</param>
internal sealed record SurveyQuestion(string Id, string Parent, string Group, string Type, string Code, int Scale, int Order, bool HasOther)
{
    /// <summary>Text by language, without markup.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Subquestions in order.</summary>
    public List<SurveyQuestion> Subquestions { get; } = [];

    /// <summary>Answer options in order.</summary>
    public List<AnswerOption> Answers { get; } = [];
}

/// <summary>One column of the answers.</summary>
/// <param name="Code">Code in brackets.</param>
/// <param name="Question">The question.</param>
/// <param name="Subquestion">The subquestion, or null.</param>
/// <param name="Scale">1 or 2 for a dual scale; 0 otherwise.</param>
/// <param name="Kind">Empty; "other" or "comment" for what the respondent wrote.</param>
internal sealed record SurveyField(string Code, SurveyQuestion Question, SurveyQuestion? Subquestion, int Scale, string Kind);

/// <summary>What a survey asks: questions with subquestions and answer options, in every language.</summary>
internal sealed class SurveyStructure
{
    private readonly Dictionary<string, SurveyQuestion> _byId;

    public SurveyStructure(string dbVersion, IReadOnlyList<string> languages, string title, IReadOnlyList<SurveyQuestion> questions)
    {
        DbVersion = dbVersion;
        Languages = languages;
        Title = title;
        Questions = questions;
        _byId = questions.ToDictionary(q => q.Id, StringComparer.Ordinal);
    }

    /// <summary>Version of LimeSurvey's database.</summary>
    public string DbVersion { get; }

    /// <summary>Languages, the survey's own first.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>Title in its own language.</summary>
    public string Title { get; }

    /// <summary>Questions in order.</summary>
    public IReadOnlyList<SurveyQuestion> Questions { get; }

    /// <summary>The question with an id.</summary>
    public SurveyQuestion? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The text in the survey's language, or in the first that there is.</summary>
    public string Text(IReadOnlyDictionary<string, string> texts) =>
        Languages.Select(l => texts.GetValueOrDefault(l)).FirstOrDefault(t => !string.IsNullOrEmpty(t)) ?? texts.Values.FirstOrDefault() ?? "";

    /// <summary>Every column that answers to a question may stand in.</summary>
    public static IEnumerable<SurveyField> Fields(SurveyQuestion question)
    {
        var rows = question.Subquestions.Where(s => s.Scale == 0).ToList();
        var columns = question.Subquestions.Where(s => s.Scale == 1).ToList();
        if (question.Type == "R")
        {
            var ranks = Math.Max(rows.Count, question.Answers.Count);
            return Enumerable.Range(1, ranks).Select(r => new SurveyField(FormattableString.Invariant($"{question.Code}[{r}]"), question, null, 0, "rank"));
        }

        return rows.Count == 0
            ? Single(question)
            : rows.SelectMany(row => OfRow(question, row, columns)).Concat(question.HasOther ? Other(question) : []);
    }

    private static IEnumerable<SurveyField> Single(SurveyQuestion question)
    {
        yield return new SurveyField(question.Code, question, null, 0, "");
        if (question.HasOther)
        {
            yield return new SurveyField($"{question.Code}[other]", question, null, 0, "other");
        }

        if (question.Type == "O")
        {
            yield return new SurveyField($"{question.Code}[comment]", question, null, 0, "comment");
        }

        if (question.Type == "|")
        {
            yield return new SurveyField($"{question.Code}[filecount]", question, null, 0, "other");
        }
    }

    private static IEnumerable<SurveyField> OfRow(SurveyQuestion question, SurveyQuestion row, List<SurveyQuestion> columns) => question.Type switch
    {
        ":" or ";" => columns.Select(c => new SurveyField($"{question.Code}[{row.Code}_{c.Code}]", question, row, 0, "")),
        "1" => [new SurveyField($"{question.Code}[{row.Code}][1]", question, row, 1, ""), new SurveyField($"{question.Code}[{row.Code}][2]", question, row, 2, "")],
        "P" => [new SurveyField($"{question.Code}[{row.Code}]", question, row, 0, ""), new SurveyField($"{question.Code}[{row.Code}comment]", question, row, 0, "comment")],
        _ => [new SurveyField($"{question.Code}[{row.Code}]", question, row, 0, "")],
    };

    private static IEnumerable<SurveyField> Other(SurveyQuestion question)
    {
        yield return new SurveyField($"{question.Code}[other]", question, null, 0, "other");
        if (question.Type == "P")
        {
            yield return new SurveyField($"{question.Code}[othercomment]", question, null, 0, "comment");
        }
    }
}
