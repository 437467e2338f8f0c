using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// A file format: how a file of it is recognised by its content alone, and how its rows are read. One file a format; the list is
/// <see cref="SourceFormats"/>.
/// </summary>
internal interface ISourceFormat
{
    /// <summary>Name in profiles (<c>file.format</c>).</summary>
    string Name { get; }

    /// <summary>True if the file looks like one of this format. Never throws; reads no more than a file's head or its table of contents.</summary>
    bool Fits(FileFacts file);

    /// <summary>Opens the file. Throws <see cref="FileFault"/> if it cannot be read as this format.</summary>
    ITableSource Open(SourceRequest request);
}

/// <summary>What a format needs to open a file.</summary>
/// <param name="File">The file, looked at.</param>
/// <param name="Layout">What the profile says of the file; <see cref="FileLayout.Found"/> = nothing.</param>
/// <param name="Limits">Bounds.</param>
/// <param name="Report">Takes what the format itself finds.</param>
/// <param name="FileName">The name as delivered, without folder: some formats tell the course or survey by it.</param>
internal sealed record SourceRequest(FileFacts File, FileLayout Layout, SourceLimits Limits, ISourceReport Report, string FileName)
{
    /// <summary>True while it is looked for whose a file is: then a layout's format must show in the file, however surely the layout names it.</summary>
    public bool IsLook { get; init; }
}

/// <summary>Takes what a format finds beside the rows that it gives.</summary>
internal interface ISourceReport
{
    /// <summary>A row that the format could not make sense of: held back.</summary>
    void Broken(BrokenRow row);

    /// <summary>Something to be counted and told; nothing is held back by it.</summary>
    /// <param name="rule">Rule code.</param>
    /// <param name="line">1-based line, 0 = the file.</param>
    /// <param name="column">Heading, or empty.</param>
    /// <param name="found">Masked already (<see cref="Shape"/>).</param>
    /// <param name="count">How many times.</param>
    void Note(string rule, int line, string column, string found, long count);
}

/// <summary>A report that nobody reads: for a first look at the headings.</summary>
internal sealed class NoReport : ISourceReport
{
    public static NoReport Instance { get; } = new();

    public void Broken(BrokenRow row)
    {
    }

    public void Note(string rule, int line, string column, string found, long count)
    {
    }
}
