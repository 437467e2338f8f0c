namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// Rows of cells in UTF-8, one at a time, whatever the format: the seam between a format and the mapping.
/// Spans are valid until the next <see cref="Read"/>.
/// </summary>
internal interface ITableSource : IDisposable
{
    /// <summary>As delivered, in order; trimmed of surrounding white space.</summary>
    IReadOnlyList<string> Headings { get; }

    /// <summary>
    /// Further headings by which a profile may call a column, e.g. the question's code where the heading is code and text. Never
    /// the heading itself.
    /// </summary>
    IReadOnlyList<string> OtherNames(int column) => [];

    /// <summary>The sheet that is read, for findings; empty where a format has none.</summary>
    string Sheet => "";

    /// <summary>Goes to the next well-formed row; false at the end.</summary>
    bool Read();

    /// <summary>1-based line where the row starts; in a workbook the sheet's row, in a list of statements the statement's number.</summary>
    int Line { get; }

    /// <summary>Cells of the row.</summary>
    int CellCount { get; }

    /// <summary>One cell, unquoted.</summary>
    ReadOnlySpan<byte> Cell(int index);

    /// <summary>
    /// True if the format itself tells that an empty cell's question was not put to the respondent (LimeSurvey's NULL), which is not
    /// the same as a question that was left unanswered.
    /// </summary>
    bool IsNotShown(int index) => false;

    /// <summary>The row as it stands in the file (a format that is no text: as a line of its cells), in UTF-8, for the encrypted quarantine only.</summary>
    ReadOnlySpan<byte> Raw { get; }

    /// <summary>Share of the file read so far, 0–1.</summary>
    double Progress { get; }
}

/// <summary>A row that the format itself could not make sense of.</summary>
/// <param name="Rule">Rule code.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Raw">The row as it stands in the file.</param>
/// <param name="Expected">What was expected, where the rule does not say it; language-neutral.</param>
internal readonly record struct BrokenRow(string Rule, int Line, string Raw, string Expected = "");

/// <summary>Bounds on what a file may ask of memory and time; each is named in the message when it is met.</summary>
/// <param name="MaxFileBytes">Largest file.</param>
/// <param name="MaxColumns">Most columns.</param>
/// <param name="MaxRowBytes">Longest row; also what an unclosed quote can swallow before it is noticed.</param>
/// <param name="MaxUnpackedBytes">Most bytes that a packed file (a workbook, an archive) may unpack to, all its parts together.</param>
public sealed record SourceLimits(long MaxFileBytes, int MaxColumns, int MaxRowBytes, long MaxUnpackedBytes)
{
    /// <summary>16 GB, 4,096 columns, 1 MB, 2 GB.</summary>
    public static SourceLimits Default { get; } = new(16L << 30, 4096, 1 << 20, 2L << 30);
}
