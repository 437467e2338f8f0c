using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Digilo.Analytics.Rights;

/// <summary>Writes a report as text, as a page that stands alone, or as JSON. UTF-8, without anything from elsewhere.</summary>
internal static class PersonDocumentWriter
{
    private const int Width = 34;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The bytes of a format.</summary>
    internal static byte[] Write(PersonDocument document, Model.ReportFormat format, string language) => format switch
    {
        Model.ReportFormat.Html => Encoding.UTF8.GetBytes(Html(document, language)),
        Model.ReportFormat.Json => JsonSerializer.SerializeToUtf8Bytes(document, Readable),
        _ => Encoding.UTF8.GetBytes(Text(document)),
    };

    private static string Text(PersonDocument document)
    {
        var text = new StringBuilder();
        text.Append(document.Title).Append('\n').Append('=', document.Title.Length).Append("\n\n");
        Fields(text, document.Facts, "");
        foreach (var paragraph in document.Lead)
        {
            text.Append('\n').Append(paragraph).Append('\n');
        }

        foreach (var section in document.Sections)
        {
            text.Append('\n').Append(section.Heading).Append('\n').Append('-', section.Heading.Length).Append('\n');
            text.Append(section.Lead.Length == 0 ? "" : section.Lead + "\n");
            foreach (var item in section.Items)
            {
                text.Append('\n').Append(item.Heading.Length == 0 ? "" : item.Heading + "\n");
                Fields(text, item.Fields, "  ");
            }
        }

        return text.ToString();
    }

    /// <summary>Names in a column; a long name has its value on the next line.</summary>
    private static void Fields(StringBuilder text, IReadOnlyList<PersonField> fields, string indent)
    {
        foreach (var (label, value) in fields)
        {
            text.Append(indent).Append(label).Append(':');
            text.Append(label.Length < Width ? new string(' ', Width - label.Length) : "\n" + indent + new string(' ', Width + 1));
            text.Append(value.Replace("\n", "\n" + indent + new string(' ', Width + 1), StringComparison.Ordinal)).Append('\n');
        }
    }

    private static string Html(PersonDocument document, string language)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(language).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(Safe(document.Title)).Append("</title>\n<style>\n")
            .Append("body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}\n")
            .Append("h2{margin-top:2.5rem;border-bottom:1px solid #999}h3{margin:1.5rem 0 .3rem;font-size:1rem}\n")
            .Append("dl{display:grid;grid-template-columns:minmax(9rem,2fr) 3fr;gap:.15rem 1rem;margin:0 0 .9rem}dt{color:#4a4a4a}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}\n")
            .Append("@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}\n</style>\n</head>\n<body>\n<main>\n<h1>")
            .Append(Safe(document.Title)).Append("</h1>\n");
        List(page, document.Facts);
        foreach (var paragraph in document.Lead)
        {
            page.Append("<p>").Append(Safe(paragraph)).Append("</p>\n");
        }

        foreach (var section in document.Sections)
        {
            page.Append("<h2>").Append(Safe(section.Heading)).Append("</h2>\n");
            page.Append(section.Lead.Length == 0 ? "" : "<p>" + Safe(section.Lead) + "</p>\n");
            foreach (var item in section.Items)
            {
                page.Append(item.Heading.Length == 0 ? "" : "<h3>" + Safe(item.Heading) + "</h3>\n");
                List(page, item.Fields);
            }
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void List(StringBuilder page, IReadOnlyList<PersonField> fields)
    {
        page.Append("<dl>\n");
        foreach (var (label, value) in fields)
        {
            page.Append("<dt>").Append(Safe(label)).Append("</dt><dd>").Append(Safe(value)).Append("</dd>\n");
        }

        page.Append("</dl>\n");
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
