using System.Text.RegularExpressions;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Forms;

/// <summary>
/// What a tool makes of a table when it exports one: told by the headings, whether they stand in a text or in a workbook that somebody
/// saved it as.
/// </summary>
internal abstract class TableForm : ISourceFormat
{
    private static readonly ISourceFormat[] Tables = [new WorkbookFormat(), new DelimitedFormat()];

    public abstract string Name { get; }

    /// <summary>Any table may be one; its headings decide.</summary>
    public bool Fits(FileFacts file) => Tables.Any(t => t.Fits(file));

    public ITableSource Open(SourceRequest request)
    {
        var table = Tables.First(t => t.Fits(request.File)).Open(request);
        try
        {
            return Over(table, request, isNamed: !request.IsLook) ?? throw new FileFault(Rules.FormatWrong, found: request.File.Describe(), expected: "shape:format:" + Name);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The table as the tool means it; null if it is not the tool's.</summary>
    /// <param name="table">Stands above its first row. Disposed with what is returned.</param>
    /// <param name="request">What it was opened with.</param>
    /// <param name="isNamed">True if the profile says that it is the tool's: then less must be seen of it.</param>
    public abstract ITableSource? Over(ITableSource table, SourceRequest request, bool isNamed);
}

/// <summary>A table seen through a form of it: everything is the table's own unless the form says otherwise.</summary>
internal abstract partial class FormSource(ITableSource table) : ITableSource
{
    /// <summary>The table.</summary>
    protected ITableSource Table { get; } = table;

    public virtual IReadOnlyList<string> Headings => Table.Headings;

    public virtual IReadOnlyList<string> OtherNames(int column) => Table.OtherNames(column);

    public string Sheet => Table.Sheet;

    public virtual int Line => Table.Line;

    public virtual int CellCount => Table.CellCount;

    public virtual ReadOnlySpan<byte> Raw => Table.Raw;

    public double Progress => Table.Progress;

    public virtual bool Read() => Table.Read();

    public virtual ReadOnlySpan<byte> Cell(int index) => Table.Cell(index);

    public void Dispose() => Table.Dispose();

    /// <summary>
    /// The number or item code that a question's text begins with ("1.1 Söka information", "HME.1 Mitt arbete …", "A3 Har du …"): people
    /// who build a form from a framework number its questions so, and a profile may call them by it.
    /// </summary>
    protected static IEnumerable<string> NumberOf(string text) =>
        Leading().Match(Cells.Visible(text)) is { Success: true } match ? [match.Groups[1].Value] : [];

    [GeneratedRegex(@"^\s*((?:[0-9]{1,2}|D1|L2|HME)\.[0-9]{1,2}(?=[\s.:)–-]\s*\S)|(?:A3|D2|E4)(?=[\s.:)]\s*\S))")]
    private static partial Regex Leading();
}
