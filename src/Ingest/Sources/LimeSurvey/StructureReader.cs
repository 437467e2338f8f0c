using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>
/// Reads a survey's structure (.lss) of either generation: texts in the questions, one row a language, or in tables of their own.
/// Tables that tell nothing of questions (mail texts, the administrator) are passed over.
/// </summary>
internal sealed partial class StructureReader
{
    private const int MaxRows = 200_000, MaxText = 1_000, MaxCode = 100;

    private readonly Dictionary<string, SurveyQuestion> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, int, string), AnswerOption> _answers = [];
    private readonly Dictionary<string, AnswerOption> _answerById = new(StringComparer.Ordinal);
    private readonly List<(string Id, string Language, string Text)> _questionTexts = [];
    private readonly List<(string Id, string Language, string Text)> _answerTexts = [];
    private readonly List<(string Question, AnswerOption Answer)> _answerList = [];
    private readonly List<string> _languages = [];
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private string _docType = "", _dbVersion = "", _language = "";
    private int _rows;

    private StructureReader()
    {
    }

    /// <summary>Reads a structure; disposes the reader.</summary>
    public static SurveyStructure Read(XmlReader xml) => XmlTexts.Guard(() =>
    {
        using var reader = xml;
        var structure = new StructureReader();
        structure.ReadDocument(reader);
        return structure.ToStructure();
    });

    private void ReadDocument(XmlReader reader)
    {
        var more = BoundedXml.Next(reader);
        while (more)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                more = BoundedXml.Next(reader);
                continue;
            }

            switch (reader.LocalName)
            {
                case "LimeSurveyDocType" when reader.Depth == 1:
                    _docType = XmlTexts.Read(reader, MaxCode, out _);
                    more = !reader.EOF;
                    break;
                case "DBVersion" when reader.Depth == 1:
                    _dbVersion = XmlTexts.Read(reader, MaxCode, out _);
                    more = !reader.EOF;
                    break;
                case "language" when reader.Depth == 2:
                    _languages.Add(XmlTexts.Read(reader, MaxCode, out _));
                    more = !reader.EOF;
                    break;
                case "row" when reader.Depth == 3:
                    ReadRow(reader);
                    more = !reader.EOF;
                    break;
                default:
                    _table = reader.Depth == 1 ? reader.LocalName : _table;
                    more = BoundedXml.Next(reader);
                    break;
            }
        }
    }

    private string _table = "";

    private void ReadRow(XmlReader reader)
    {
        var wanted = _table is "questions" or "subquestions" or "answers" or "question_l10ns" or "answer_l10ns" or "surveys" or "surveys_languagesettings";
        var depth = reader.Depth;
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reader.IsEmptyElement)
        {
            BoundedXml.Next(reader);
            return;
        }

        var more = BoundedXml.Next(reader);
        while (more && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
            {
                var name = reader.LocalName;
                var text = XmlTexts.Read(reader, wanted ? MaxText : 0, out _);
                if (wanted && row.Count < 100)
                {
                    row.TryAdd(name, text);
                }

                more = !reader.EOF;
            }
            else
            {
                more = BoundedXml.Next(reader);
            }
        }

        if (!wanted)
        {
            return;
        }

        if (++_rows > MaxRows)
        {
            throw new FileFault(Rules.TooManyParts, expected: Shape.Count(MaxRows));
        }

        Keep(row);
    }

    private void Keep(Dictionary<string, string> row)
    {
        string Get(string name) => row.GetValueOrDefault(name, "");
        switch (_table)
        {
            case "questions" or "subquestions":
                KeepQuestion(Get);
                break;
            case "answers":
                KeepAnswer(Get);
                break;
            case "question_l10ns":
                _questionTexts.Add((Get("qid"), Get("language"), Get("question")));
                break;
            case "answer_l10ns":
                _answerTexts.Add((Get("aid"), Get("language"), Get("answer")));
                break;
            case "surveys":
                _language = Get("language");
                break;
            default:
                _titles[Get("surveyls_language")] = Get("surveyls_title");
                break;
        }
    }

    private void KeepQuestion(Func<string, string> get)
    {
        var id = get("qid");
        if (id.Length == 0)
        {
            return;
        }

        if (!_questions.ContainsKey(id))
        {
            var parent = get("parent_qid");
            _questions.Add(id, new SurveyQuestion(
                id, parent is "0" ? "" : parent, get("gid"), get("type"), get("title").Trim(), Number(get("scale_id")), Number(get("question_order")), get("other") == "Y"));
        }

        _questionTexts.Add((id, get("language"), get("question")));
    }

    private void KeepAnswer(Func<string, string> get)
    {
        var key = (get("qid"), Number(get("scale_id")), get("code").Trim());
        if (!_answers.TryGetValue(key, out var answer))
        {
            _answers.Add(key, answer = new AnswerOption(key.Item3, key.Item2, Number(get("sortorder")), get("assessment_value").Trim()));
            _answerList.Add((key.Item1, answer));
        }

        _answerById.TryAdd(get("aid"), answer);
        AddText(answer.Texts, get("language"), get("answer"));
    }

    private SurveyStructure ToStructure()
    {
        if (_docType != "Survey")
        {
            throw new FileFault(Rules.FileDamaged);
        }

        foreach (var (id, language, text) in _questionTexts)
        {
            if (_questions.TryGetValue(id, out var question))
            {
                AddText(question.Texts, language, text);
            }
        }

        foreach (var (id, language, text) in _answerTexts)
        {
            if (_answerById.TryGetValue(id, out var answer))
            {
                AddText(answer.Texts, language, text);
            }
        }

        foreach (var (question, answer) in _answerList)
        {
            _questions.GetValueOrDefault(question)?.Answers.Add(answer);
        }

        foreach (var sub in _questions.Values.Where(q => q.Parent.Length > 0).OrderBy(q => q.Scale).ThenBy(q => q.Order).ThenBy(q => q.Id, StringComparer.Ordinal))
        {
            if (_questions.TryGetValue(sub.Parent, out var parent) && parent.Parent.Length == 0)
            {
                parent.Subquestions.Add(sub);
            }
        }

        foreach (var question in _questions.Values)
        {
            question.Answers.Sort((a, b) => (a.Scale, a.Order).CompareTo((b.Scale, b.Order)));
        }

        var languages = _languages.Prepend(_language).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return new SurveyStructure(
            _dbVersion, languages, Flat(_titles.GetValueOrDefault(languages.FirstOrDefault() ?? "", "")), [.. _questions.Values.Where(q => q.Parent.Length == 0)]);
    }

    private static void AddText(Dictionary<string, string> texts, string language, string text)
    {
        if (text.Length > 0)
        {
            texts.TryAdd(language, Flat(text));
        }
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    /// <summary>A text without markup, on one line, as the exports' headings have it.</summary>
    public static string Flat(string text) => Space().Replace(WebUtility.HtmlDecode(Tag().Replace(text, " ")), " ").Trim();

    [GeneratedRegex("<[^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
