using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest;

/// <summary>
/// The surroundings are wrong, not the file: a key file is missing, the disk is full. Nothing was stored; exit code 5.
/// </summary>
public sealed class IngestException : Exception
{
    /// <summary>With a code for the text files and an English message for logs; neither carries personal data.</summary>
    public IngestException(Message message, string text, Exception? inner = null)
        : base(text, inner) => Text = message;

    /// <summary>For people, in their language: <c>ingest.error.*</c>.</summary>
    public Message Text { get; }
}

/// <summary>A structural fault: the whole file is refused with this finding. Never leaves the importer.</summary>
internal sealed class FileFault(Finding finding) : Exception(finding.Rule)
{
    public FileFault(string rule, string column = "", string found = "", string expected = "", int line = 0)
        : this(new Finding(rule, FindingSeverity.File, line, column, found, expected, 1))
    {
    }

    public Finding Finding { get; } = finding;
}
