using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources.Workbooks;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>Excel workbooks (XLSX), whatever their ending. Fits any packed file with a workbook in it, and compound files, of which it tells what they are.</summary>
internal sealed class WorkbookFormat : ISourceFormat
{
    public string Name => "workbook";

    public bool Fits(FileFacts file)
    {
        if (file.Container != Container.Zip)
        {
            return file.Container == Container.Ole;
        }

        try
        {
            using var package = new WorkbookPackage(file.Path, SourceLimits.Default);
            return package.FindWorkbook() is not null;
        }
        catch (Exception e) when (e is FileFault or IOException or UnauthorizedAccessException || BoundedXml.Translate(e) is not null)
        {
            // What is wrong with it is told when it is opened.
            return true;
        }
    }

    public ITableSource Open(SourceRequest request)
    {
        if (request.File.Container == Container.Ole)
        {
            throw CompoundFile.IsEncrypted(request.File)
                ? new FileFault(Rules.FileEncrypted)
                : new FileFault(Rules.FileNotText, found: request.File.Describe());
        }

        return new WorkbookSource(request);
    }
}

/// <summary>The rows of one sheet.</summary>
internal sealed class WorkbookSource : ITableSource
{
    // A title and some lines about the extract are a habit; a table of one column is told by nothing else than that it goes on.
    private const int MaxTitleRows = 10;

    private readonly Workbook _workbook;
    private readonly SheetReader _rows;
    private readonly ISourceReport _report;
    private readonly Queue<(int Row, CellBuffer Cells)> _waiting = new();
    private CellBuffer _cells = new();
    private bool _isTold;

    /// <summary>Opens a workbook at its first row below the headings.</summary>
    public WorkbookSource(SourceRequest request)
    {
        _report = request.Report;
        _workbook = new Workbook(request.File.Path, request.Limits);
        SheetReader? rows = null;
        try
        {
            var sheet = Choose(request.Layout.Sheet, out rows);
            _rows = rows;
            Sheet = sheet.Name;
            Headings = ReadHeadings(request.Layout.HeadingLine);
            TellOthers(sheet);
        }
        catch
        {
            rows?.Dispose();
            _workbook.Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Headings { get; }

    public string Sheet { get; }

    public int Line { get; private set; }

    public int CellCount => _cells.Count;

    public ReadOnlySpan<byte> Raw => _cells.AsLine();

    public double Progress => _rows.Progress;

    public bool Read()
    {
        if (_waiting.TryDequeue(out var waiting))
        {
            (Line, _cells) = waiting;
        }
        else if (_rows.Read())
        {
            (Line, _cells) = (_rows.Row, _rows.Cells);
        }
        else
        {
            TellEnd();
            return false;
        }

        _cells.PadTo(Headings.Count);
        return true;
    }

    public ReadOnlySpan<byte> Cell(int index) => _cells[index];

    public void Dispose()
    {
        _rows.Dispose();
        _workbook.Dispose();
    }

    /// <summary>The sheet that the profile names, otherwise the first that people see and that has a row; stands at that row.</summary>
    private Sheet Choose(string name, out SheetReader rows)
    {
        if (name.Length > 0)
        {
            var named = _workbook.Sheets.FirstOrDefault(s => Cells.Fold(s.Name) == Cells.Fold(name))
                ?? throw new FileFault(Rules.SheetMissing, found: Names(_workbook.Sheets), expected: name);
            rows = _workbook.Read(named);
            return First(rows) ? named : throw new FileFault(Rules.HeadingsMissing, line: 1);
        }

        foreach (var sheet in _workbook.Sheets.Where(s => !s.IsHidden))
        {
            rows = _workbook.Read(sheet);
            if (First(rows))
            {
                return sheet;
            }

            rows.Dispose();
        }

        throw new FileFault(Rules.SheetEmpty, found: Names(_workbook.Sheets));
    }

    /// <summary>Goes to the first row of a sheet; disposes the reader if it fails, because nobody else has it yet.</summary>
    private static bool First(SheetReader rows)
    {
        try
        {
            return rows.Read();
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The first row with more than one value, if no more than a few rows of one value stand above it: those are titles. Otherwise the
    /// first row. A profile may name the row instead.
    /// </summary>
    private string[] ReadHeadings(int line)
    {
        var titles = 0;
        if (line > 0)
        {
            while (_rows.Row < line && _rows.Read())
            {
                titles++;
            }

            return _rows.Row == line ? Take(_rows.Cells) : throw new FileFault(Rules.HeadingsMissing, line: line);
        }

        while (_rows.Cells.Filled < 2)
        {
            _waiting.Enqueue((_rows.Row, _rows.Cells.Copy()));
            titles++;
            if (titles > MaxTitleRows || !_rows.Read())
            {
                return Take(_waiting.Dequeue().Cells);
            }
        }

        _waiting.Clear();
        if (titles > 0)
        {
            _report.Note(Rules.TitleRows, 0, "", "", titles);
        }

        return Take(_rows.Cells);
    }

    private static string[] Take(CellBuffer cells) => [.. cells.ToTexts().Select(Cells.Heading)];

    /// <summary>Tells of other sheets that have rows: the reader of the report decides whether the right one was read.</summary>
    private void TellOthers(Sheet read)
    {
        if (_report is NoReport)
        {
            return;
        }

        foreach (var sheet in _workbook.Sheets.Where(s => s != read))
        {
            using var rows = _workbook.Read(sheet);
            if (rows.Read())
            {
                _report.Note(sheet.IsHidden ? Rules.SheetHidden : Rules.SheetUnread, 0, Shape.Value(System.Text.Encoding.UTF8.GetBytes(sheet.Name)), "", 1);
            }
        }
    }

    private void TellEnd()
    {
        if (!_isTold)
        {
            _isTold = true;
            _report.Note(Rules.FormulaEmpty, 0, "", "", _rows.Uncomputed);
            _report.Note(Rules.CellsMerged, 0, "", "", _rows.Merged);
        }
    }

    private static string Names(IReadOnlyList<Sheet> sheets) => string.Join(" | ", sheets.Take(20).Select(s => s.Name));
}
