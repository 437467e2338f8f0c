using System.IO.Compression;
using System.Text;

namespace Digilo.Analytics.Ingest.Tests.LimeSurvey;

/// <summary>LimeSurvey's own files, made up: both generations of structures, answers, archives.</summary>
internal static class LimeSurveyFiles
{
    /// <summary>A table of a LimeSurvey XML file; a cell that is null is left out, one that is empty is an empty element.</summary>
    public static string Table(string name, string[] fields, params string?[][] rows) =>
        $"<{name}><fields>{string.Concat(fields.Select(f => $"<fieldname>{f}</fieldname>"))}</fields><rows>\n"
        + string.Concat(rows.Select(r => "<row>" + string.Concat(r.Select((c, i) => Element(fields[i], c))) + "</row>\n")) + $"</rows></{name}>\n";

    public static string Document(string type, string version, string content, string encoding = "UTF-8") =>
        $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<document><LimeSurveyDocType>{type}</LimeSurveyDocType><DBVersion>{version}</DBVersion>"
        + $"<languages><language>sv</language><language>en</language></languages>\n{content}</document>\n";

    /// <summary>
    /// A survey with an array of levels (qid 38, codes A1–A3 with assessment values), a dual scale (qid 4), a yes/no question (qid 5),
    /// multiple choice with other (qid 6), a list with other (qid 7) and a text (qid 8).
    /// </summary>
    public static string Structure(bool newer, string encoding = "UTF-8", string[]? values = null)
    {
        values ??= ["1", "4", "8"];
        (string Qid, string Parent, string Type, string Title, string Other, string Scale, string Text)[] questions =
        [
            ("38", "0", "F", "DC", "N", "0", "Hur väl kan du … ?"), ("4", "0", "1", "Skala", "N", "0", "Hur väl och hur viktigt?"), ("5", "0", "Y", "Dator", "N", "0", "Har du dator?"),
            ("6", "0", "M", "Verktyg", "Y", "0", "Vilka verktyg?"), ("7", "0", "L", "Enhet", "Y", "0", "Var arbetar du?"), ("8", "0", "T", "Fritext", "N", "0", "Något mer?"),
        ];
        (string Qid, string Parent, string Type, string Title, string Other, string Scale, string Text)[] subs =
        [
            ("381", "38", "F", "11", "N", "0", "<b>Söka</b> &amp; hitta"), ("382", "38", "F", "42", "N", "0", "Skydda data"),
            ("41", "4", "1", "SQ001", "N", "0", "Söka"), ("61", "6", "M", "SQ001", "N", "0", "Dator"), ("62", "6", "M", "SQ002", "N", "0", "Mobil"),
        ];
        (string Qid, string Code, string Text, string Value, string Scale)[] answers =
        [
            ("38", "A1", "Nybörjare", values[0], "0"), ("38", "A2", "Van", values[1], "0"), ("38", "A3", "Expert", values[2], "0"),
            ("4", "S1", "Lite", "1", "0"), ("4", "V1", "Viktigt", "5", "1"), ("7", "E1", "Hemtjänsten", "0", "0"),
        ];
        var content = newer
            ? Table("answers", ["aid", "qid", "code", "sortorder", "assessment_value", "scale_id"],
                [.. answers.Select((a, i) => (string?[])[$"{i + 1}", a.Qid, a.Code, $"{i}", a.Value, a.Scale])])
                + Table("answer_l10ns", ["id", "aid", "answer", "language"], [.. answers.Select((a, i) => (string?[])[$"{i}", $"{i + 1}", a.Text, "sv"])])
                + Questions("questions", questions, l10n: false) + Questions("subquestions", subs, l10n: false)
                + Table("question_l10ns", ["id", "qid", "question", "help", "script", "language"], [.. questions.Concat(subs).Select((q, i) => (string?[])[$"{i}", q.Qid, q.Text, "", null, "sv"])])
            : Table("answers", ["qid", "code", "answer", "sortorder", "assessment_value", "language", "scale_id"],
                [.. answers.Select((a, i) => (string?[])[a.Qid, a.Code, a.Text, $"{i}", a.Value, "sv", a.Scale])])
                + Questions("questions", questions, l10n: true) + Questions("subquestions", subs, l10n: true);
        return Document(
            "Survey", newer ? "443" : "365",
            content + Table("surveys", ["sid", "admin", "adminemail", "language"], ["123456", "Anna Berg", "anna@exempel.se", "sv"])
            + Table("surveys_languagesettings", ["surveyls_survey_id", "surveyls_language", "surveyls_title"], ["123456", "sv", "Digital kompetens"]),
            encoding);
    }

    public static string Responses(string[] fields, params string?[][] rows) => Document("Responses", "443", Table("responses", fields, rows));

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    public static byte[] Archive(string structure, string responses, params (string Name, string Content)[] more) =>
        Zip([("survey_123456.lss", Utf8(structure)), ("survey_123456_responses.lsr", Utf8(responses)), .. more.Select(m => (m.Name, Utf8(m.Content)))]);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Questions(
        string name, (string Qid, string Parent, string Type, string Title, string Other, string Scale, string Text)[] questions, bool l10n) => Table(
        name,
        ["qid", "parent_qid", "sid", "gid", "type", "title", "other", "question_order", "scale_id", .. l10n ? (string[])["question", "language"] : []],
        [.. questions.Select((q, i) => (string?[])[q.Qid, q.Parent, "123456", "58", q.Type, q.Title, q.Other, $"{i}", q.Scale, .. l10n ? (string?[])[q.Text, "sv"] : []])]);

    private static string Element(string name, string? cell)
    {
        var tag = (char.IsAsciiDigit(name[0]) ? "_" : "") + name.Replace('#', '-');
        return cell switch
        {
            null => "",
            "" => $"<{tag}/>",
            _ => $"<{tag}><![CDATA[{cell}]]></{tag}>",
        };
    }
}
