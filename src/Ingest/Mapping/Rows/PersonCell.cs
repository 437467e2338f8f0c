using System.Runtime.InteropServices;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>The column of a person's id, and the pseudonyms made of it.</summary>
internal sealed class PersonCell : IDisposable
{
    private readonly RowReader _reader;
    private readonly Pseudonymiser _pseudonymiser;

    private PersonCell(MapContext context, BoundColumn column)
    {
        _reader = context.Reader;
        _pseudonymiser = context.Keys.ForKind(column.Column.IdKind);
        Column = column;
        Aliases = new AliasColumn(column.Column.IdKind, context.Keys.KeyId, context.BatchRows);
    }

    /// <summary>The column.</summary>
    public BoundColumn Column { get; }

    /// <summary>The pseudonyms of the batch.</summary>
    public AliasColumn Aliases { get; }

    /// <summary>Rows whose id had the form of a protected identity: they are stored and are nobody's.</summary>
    public long ProtectedRows { get; private set; }

    /// <summary>Of a column that the file must have; throws <see cref="FileFault"/> if it has not.</summary>
    public static PersonCell Needed(MapContext context, string target) =>
        Optional(context, target)
        ?? throw new FileFault(Rules.HeadingMissing, context.Binding.Profile.Columns.First(c => c.Target == target).Headings[0], line: 1);

    /// <summary>Of a column that the file may have; null if it has not.</summary>
    public static PersonCell? Optional(MapContext context, string target) =>
        context.Binding.Find(target) is { } column ? new PersonCell(context, column) : null;

    /// <summary>Reads the id into a row of the batch. True if it has the form of a protected identity.</summary>
    /// <param name="row">Row of the batch.</param>
    /// <param name="needed">An empty cell holds the row back.</param>
    public bool Map(int row, bool needed)
    {
        var id = _reader.Id(Column, out var isProtected);
        Aliases.Present[row] = !id.IsEmpty;
        if (!id.IsEmpty)
        {
            _pseudonymiser.Write(id, Aliases[row]);
        }
        else if (!isProtected && !_reader.Bad && (needed || Column.NeedsValue))
        {
            _reader.Fault(Rules.ValueMissing, Column, default, "");
        }

        return isProtected;
    }

    /// <summary>Tells persons apart within the file; 0 for none.</summary>
    public UInt128 Who(int row) => Aliases.Present[row] ? MemoryMarshal.Read<UInt128>(Aliases[row]) : 0;

    /// <summary>A row that is stored is counted here.</summary>
    public void Count(bool isProtected) => ProtectedRows += isProtected ? 1 : 0;

    public void Dispose() => _pseudonymiser.Dispose();
}
