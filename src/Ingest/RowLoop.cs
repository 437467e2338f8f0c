using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Mapping.Rows;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest;

/// <summary>Every row of a file ends in one of two places, a batch or the quarantine, unless it is left out on purpose and counted.</summary>
internal sealed class RowLoop(
    ITableSource source, RowReader reader, Binding binding, IRowMapper mapper, IDeliverySession session, Quarantine quarantine, Vault.Archiving? archiving,
    IProgress<double>? progress, CancellationToken cancellation)
{
    // A register row may still be refused by the store, and a unit by its parent: their text is kept until then.
    private readonly bool _keepsText = mapper is RegisterRows or UnitRows;
    private readonly List<(int Line, int Start, int Length, bool IsProtected)> _rows = [];
    private byte[] _text = [];
    private int _used;
    private long _stored;
    private readonly Queue<Task> _pending = [];
    private Task _writing = Task.CompletedTask;

    /// <summary>Rows left out on purpose.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Reads to the end; returns the rows that were stored.</summary>
    /// <exception cref="OperationCanceledException">Somebody said stop: no row is stored.</exception>
    public long Run()
    {
        try
        {
            ReadAll();
        }
        finally
        {
            // What is being written is not left running when a row has failed: the session is closed next.
            _writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
        }

        _writing.GetAwaiter().GetResult();
        progress?.Report(1);
        return _stored;
    }

    private void ReadAll()
    {
        while (source.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsBlank())
            {
                continue;
            }

            reader.Begin();
            if (!HasRightWidth())
            {
                reader.HasProtectedForm();
                reader.Fault(Rules.CellCount, null, default, Shape.Count(binding.Width));
            }

            var mapped = !reader.Bad && mapper.Map();
            if (reader.IsLeftOut)
            {
                LeftOut++;
                continue;
            }

            if (!mapped)
            {
                quarantine.Add(source.Line, reader.BadRule, source.Raw);
                continue;
            }

            _stored++;
            if (_keepsText)
            {
                KeepText();
            }

            if (mapper.IsFull)
            {
                Write();
            }
        }

        RefuseOtherOrder();
        if (mapper.Count > 0)
        {
            Write();
        }
    }

    /// <summary>A file whose days and months stand the other way round than the profile says would be stored with wrong dates.</summary>
    private void RefuseOtherOrder()
    {
        if (binding.Columns.FirstOrDefault(c => c.Order is { IsOther: true }) is { Order: { } order } column)
        {
            throw new FileFault(
                Rules.DateOrderWrong, column.Heading, Shape.Count(order.Against), string.Join(" | ", column.Dates.Where(d => d.Contains('/', StringComparison.Ordinal))));
        }
    }

    /// <summary>Only separators: what a spreadsheet leaves below its last row.</summary>
    private bool IsBlank()
    {
        for (var i = 0; i < source.CellCount; i++)
        {
            if (!Cells.Trim(source.Cell(i)).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As many cells as headings; empty cells too many at the end are a habit of some exports, as are headings without a name.</summary>
    private bool HasRightWidth()
    {
        if (source.CellCount == binding.Width)
        {
            return true;
        }

        if (source.CellCount < binding.Width)
        {
            return source.CellCount >= binding.Named;
        }

        for (var i = binding.Width; i < source.CellCount; i++)
        {
            if (!source.Cell(i).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private void KeepText()
    {
        var raw = source.Raw;
        if (_used + raw.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + raw.Length + 4096));
        }

        raw.CopyTo(_text.AsSpan(_used));
        _rows.Add((source.Line, _used, raw.Length, reader.IsProtected));
        _used += raw.Length;
    }

    /// <summary>
    /// Batches are written while others are filled, one after the other: the order is the file's, whatever the machine does, and one
    /// that waits is begun as soon as the one before it has ended.
    /// </summary>
    private void Hand(IOverlappingMapper overlapping)
    {
        overlapping.Ready();
        while (_pending.Count >= overlapping.Batches - 1)
        {
            _pending.Dequeue().GetAwaiter().GetResult();
        }

        var write = overlapping.Take();
        _writing = _writing.ContinueWith(
            before =>
            {
                before.GetAwaiter().GetResult();
                write(session);
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _pending.Enqueue(_writing);
    }

    private void Write()
    {
        if (mapper is IOverlappingMapper overlapping)
        {
            Hand(overlapping);
            Tell();
            return;
        }

        foreach (var (row, rule) in mapper.Write(session))
        {
            var (line, start, length, isProtected) = _rows[row];
            quarantine.Add(line, rule, _text.AsSpan(start, length));
            if (rule == Rules.AliasConflict)
            {
                reader.NoteRefused(rule, line, isProtected);
            }

            _stored--;
        }

        _rows.Clear();
        _used = 0;
        Tell();
    }

    private void Tell()
    {
        archiving?.Advance(source.Progress);
        progress?.Report(source.Progress);
    }
}

/// <summary>Finds the wave of a survey by the dates of its answers.</summary>
internal static class WaveByDate
{
    /// <summary>The one wave that the answers' dates fall within; answers outside every wave are passed over if at least half are inside.</summary>
    public static Model.Wave Find(ITableSource source, Binding binding, IReadOnlyList<Model.Wave> waves)
    {
        var column = binding.Find("submitted");
        var counts = new long[waves.Count];
        long dated = 0;
        while (column is not null && source.Read())
        {
            var cell = Cells.Trim(column.Constant ?? source.Cell(column.Index));
            if (cell.IsEmpty || (column.Column.Missing.Count > 0 && column.Missing.TryGet(cell, out _)) || !Cells.TryDateTime(cell, column.Dates, out var moment))
            {
                continue;
            }

            dated++;
            var day = DateOnly.FromDateTime(moment);
            for (var w = 0; w < counts.Length; w++)
            {
                counts[w] += day >= waves[w].Opens && day <= waves[w].Closes ? 1 : 0;
            }
        }

        var hit = Enumerable.Range(0, counts.Length).Where(w => counts[w] > 0).ToList();
        return hit.Count == 1 && counts[hit[0]] * 2 >= dated
            ? waves[hit[0]]
            : throw new FileFault(
                Rules.WaveAmbiguous, column?.Heading ?? "", hit.Count == 0 ? "–" : string.Join(", ", hit.Select(w => waves[w].Code)), string.Join(", ", waves.Select(w => w.Code)));
    }
}
