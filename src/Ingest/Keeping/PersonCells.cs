using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Keeping;

/// <summary>Recognises one person in the id cells of rows, under every key that is held.</summary>
internal sealed class PersonCells : IDisposable
{
    private readonly (int Index, string Kind, IdNormalisation Normalise)[] _columns;
    private readonly Dictionary<string, AliasWriter> _writers = new(StringComparer.Ordinal);
    private readonly OrganisationKeys _keys;
    private readonly PersonMark _mark;
    private readonly DateOnly _today;

    /// <summary>For the id columns of a file.</summary>
    public PersonCells(OrganisationKeys keys, IEnumerable<BoundColumn> columns, PersonMark mark, DateOnly today)
        : this(keys, columns.Select(c => (c.Index, c.Column.IdKind, c.Column.Normalise)), mark, today)
    {
    }

    /// <summary>For id columns by their place in a row.</summary>
    public PersonCells(OrganisationKeys keys, IEnumerable<(int Index, string Kind, IdNormalisation Normalise)> columns, PersonMark mark, DateOnly today) =>
        (_keys, _columns, _mark, _today) = (keys, [.. columns.Where(c => c.Index >= 0)], mark, today);

    /// <summary>True if the row that is read names the person.</summary>
    public bool IsIn(ITableSource source)
    {
        foreach (var (index, kind, normalise) in _columns)
        {
            if (index < source.CellCount && Is(Encoding.UTF8.GetString(source.Cell(index)), kind, normalise))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if one of the cells names the person.</summary>
    public bool IsIn(IReadOnlyList<string> cells) => Array.Exists(_columns, c => c.Index < cells.Count && Is(cells[c.Index], c.Kind, c.Normalise));

    /// <summary>True if a text is an id of the person, as one kind.</summary>
    public bool Is(string text, string kind, IdNormalisation normalise)
    {
        if (PersonIds.Normalise(text, normalise, _today) is not { } normalised)
        {
            return false;
        }

        if (!_writers.TryGetValue(kind, out var writer))
        {
            _writers.Add(kind, writer = new AliasWriter(_keys, kind, 1));
        }

        writer.Set(0, normalised);
        var column = writer.Column;
        return _mark.Is(kind, column.KeyId, column[0]) || column.Older.Any(o => _mark.Is(kind, o.KeyId, o[0]));
    }

    public void Dispose()
    {
        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }
    }
}
