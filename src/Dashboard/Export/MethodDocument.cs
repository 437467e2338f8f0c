using System.Text;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Dashboard.Export;

/// <summary>
/// The definitions of all measures as a document, from the files that compute them: what <c>docs/method</c> holds, so that text and code
/// cannot part.
/// </summary>
internal static class MethodDocument
{
    /// <summary>The name that stands for it beside the tables.</summary>
    public const string Name = "method";

    private static readonly (string Language, string File)[] Files = [(TextCatalogue.Swedish, "metod.md"), (TextCatalogue.English, "method.md")];

    /// <summary>Writes the document in both languages into a folder. Returns the files with the number of measures in each.</summary>
    public static IReadOnlyList<(string File, int Measures)> Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (language, file) in Files)
        {
            File.WriteAllText(Path.Combine(folder, file), Of(language), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        return [.. Files.Select(f => (f.File, Catalogue.All.Count))];
    }

    /// <summary>The document in a language, as Markdown with line feeds.</summary>
    public static string Of(string language)
    {
        string Text(string code, params string[] arguments) => TextCatalogue.Default.Get(language, code, arguments);
        var text = new StringBuilder();
        text.Append("# ").Append(Text("method.indicators")).Append("\n\n");
        text.Append(Text("method.document", Catalogue.MethodVersion)).Append("\n");
        foreach (var d in Catalogue.All)
        {
            text.Append("\n## ").Append(d.Id).Append(" · ").Append(d.Name.In(language)).Append("\n\n");
            text.Append(d.Question.In(language)).Append("\n\n");
            foreach (var (heading, words) in new[]
            {
                (Text("definition.formula"), d.Formula.In(language)),
                (Text("definition.denominator"), d.Denominator.In(language)),
                (Text("definition.unit"), d.Unit.In(language)),
                (Text("definition.data"), d.Data.In(language)),
                (Text("definition.class"), Text($"definition.class.{d.Class}")),
                (Text("definition.direction"), Text($"definition.direction.{d.Direction}")),
                (Text("definition.caveats"), d.Caveats.In(language)),
                (Text("definition.version"), d.Version),
                (Text("definition.vector"), $"[vectors/{d.Id}](vectors/{d.Id})"),
            })
            {
                text.Append("- **").Append(heading).Append("**: ").Append(words).Append('\n');
            }
        }

        return text.ToString();
    }
}
