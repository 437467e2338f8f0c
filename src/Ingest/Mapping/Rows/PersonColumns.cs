using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>What the id columns of a row say.</summary>
internal enum PersonFound
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>At least one id.</summary>
    Ids,
    /// <summary>Only that the person's identity is protected.</summary>
    Protected,
}

/// <summary>
/// The id columns that name one person of a row, for every kind of file with persons in it: reads them, notes a protected identity
/// before anything can be said of the row, and fills the pseudonyms of a batch under every key that is held.
/// </summary>
internal sealed class PersonColumns : IDisposable
{
    private readonly RowReader _reader;
    private readonly BoundColumn[] _columns;
    private readonly AliasWriter[] _writers;
    private readonly AliasWriter?[] _derived;
    private readonly IdHash _hash;
    private readonly ulong[] _kinds;
    private readonly byte[] _mailbox = new byte[MailboxHash.Length];

    /// <summary>The id columns that a file has, in the profile's order.</summary>
    /// <param name="context">The mapping.</param>
    /// <param name="target">Their target: <see cref="Targets.Id"/>, or another one where a row names two persons.</param>
    /// <param name="together">True: the pseudonyms are made together by <see cref="Complete"/>, and are not there before.</param>
    public PersonColumns(MapContext context, string target = Targets.Id, bool together = false)
    {
        _reader = context.Reader;
        _columns = [.. context.Binding.All(target)];
        _hash = new IdHash(context.Keys.RowKey);
        _kinds = [.. _columns.Select(c => (ulong)_hash.Of(Encoding.UTF8.GetBytes(c.Column.IdKind)))];
        _writers = [.. _columns.Select(c => new AliasWriter(context.Keys, c.Column.IdKind, context.BatchRows, together))];
        _derived = [.. _columns.Select(c => c.Column.AlsoAs.Length == 0 ? null : new AliasWriter(context.Keys, c.Column.AlsoAs, context.BatchRows, together))];
        Aliases = [.. _writers.Concat(_derived.OfType<AliasWriter>()).Select(w => w.Column)];
        var required = Array.FindIndex(_columns, c => c.Column.Primary == true);
        Primary = required >= 0 || Array.Exists(_columns, c => c.Column.Primary is not null) ? required : Array.FindIndex(_columns, c => c.NeedsValue);
    }

    /// <summary>What is filled: the columns in order, then what is derived from them.</summary>
    public IReadOnlyList<AliasColumn> Aliases { get; }

    /// <summary>The column that tells persons apart: as the profile says, otherwise the first one that must be filled in; −1 = none.</summary>
    public int Primary { get; }

    /// <summary>The first column. Only where there is one.</summary>
    public BoundColumn First => _columns[0];

    /// <summary>Columns of which the file must have one; throws <see cref="FileFault"/> if it has none of the profile's.</summary>
    public static PersonColumns Needed(MapContext context, string target = Targets.Id)
    {
        var columns = new PersonColumns(context, target);
        return columns.Any
            ? columns
            : throw new FileFault(Rules.HeadingMissing, context.Binding.Profile.Columns.First(c => c.Target == target).Headings[0], line: 1);
    }

    /// <summary>True if the file has an id column.</summary>
    public bool Any => _columns.Length > 0;

    /// <summary>Reads the ids of the current row into a row of the batch. A column that must be filled in and is not is a fault.</summary>
    public PersonFound Read(int row)
    {
        // First of all: of a protected person not even a line may be told, whatever else is wrong.
        var isProtected = false;
        foreach (var column in _columns)
        {
            isProtected |= _reader.HasProtectedForm(column);
        }

        var any = false;
        Key = default;
        for (var c = 0; c < _columns.Length; c++)
        {
            var id = _reader.Id(_columns[c], out var form);
            _writers[c].Set(row, id);
            if (!any && !id.IsEmpty)
            {
                any = true;
                Key = new UInt128(_kinds[c], (ulong)_hash.Of(id));
            }

            if (id.IsEmpty && !form && _columns[c].NeedsValue && !_reader.Bad)
            {
                _reader.Fault(Rules.ValueMissing, _columns[c], default, "");
            }

            if (_derived[c] is { } derived)
            {
                if (!id.IsEmpty)
                {
                    MailboxHash.Write(id, _mailbox);
                }

                derived.Set(row, id.IsEmpty ? default : _mailbox);
            }
        }

        return any ? PersonFound.Ids : isProtected ? PersonFound.Protected : PersonFound.None;
    }

    /// <summary>As <see cref="Read"/>; a row that names nobody is held back.</summary>
    public PersonFound ReadNeeded(int row)
    {
        var found = Read(row);
        if (found == PersonFound.None && !_reader.Bad)
        {
            _reader.Fault(Rules.ValueMissing, First, default, "");
        }

        return found;
    }

    /// <summary>The pseudonyms of the rows read so far.</summary>
    public void Complete(int rows)
    {
        foreach (var writer in _writers.Concat(_derived.OfType<AliasWriter>()))
        {
            writer.Complete(rows);
        }
    }

    /// <summary>The first id that the row read last has, as a value that tells persons of one file apart; 0 = it has none.</summary>
    public UInt128 Key { get; private set; }

    public void Dispose()
    {
        foreach (var writer in _writers.Concat(_derived.OfType<AliasWriter>()))
        {
            writer.Dispose();
        }
    }
}
