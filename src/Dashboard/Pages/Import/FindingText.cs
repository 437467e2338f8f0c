using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>The import pages; with their files the only ones that know the words of the ingest.</summary>
public partial class Import
{
    /// <summary>Findings in words: a masked shape such as "shape:file:pdf" is never shown as it is stored.</summary>
    internal static class FindingText
    {
        /// <summary>A column, what was found or what was expected, in words.</summary>
        public static string Words(string found, string language) => IngestTexts.Found(found, language);

        /// <summary>The sentence of a finding; its rule's code when the program has none.</summary>
        public static string Sentence(TextCatalogue texts, string language, Finding finding)
        {
            var code = "finding." + finding.Rule;
            return texts.Codes(language).Contains(code) ? texts.Get(language, code, IngestTexts.Arguments(finding, language)) : finding.Rule;
        }
    }
}
