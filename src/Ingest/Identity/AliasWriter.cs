using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>Fills one column of pseudonyms: under the current key, and under each older key that is held.</summary>
internal sealed class AliasWriter : IDisposable
{
    private readonly Pseudonymiser[] _makers;
    private readonly BatchHmacs? _batch;

    /// <summary>For a kind of id.</summary>
    /// <param name="keys">The organisation's.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="capacity">Rows of a batch.</param>
    /// <param name="together">True: the pseudonyms are there after <see cref="Complete"/> and not before.</param>
    public AliasWriter(OrganisationKeys keys, string kind, int capacity, bool together = false)
    {
        _makers = [.. keys.Older.Prepend(keys.Current).Select(k => new Pseudonymiser(k.Secret, kind))];
        Column = new AliasColumn(kind, keys.KeyId, capacity, keys.OlderKeyIds);
        _batch = together ? new BatchHmacs(_makers, capacity) : null;
    }

    /// <summary>What is filled.</summary>
    public AliasColumn Column { get; }

    /// <summary>Sets a row; an empty id means that it has none of this kind.</summary>
    public void Set(int row, ReadOnlySpan<byte> normalised)
    {
        Column.Present[row] = !normalised.IsEmpty;
        if (normalised.IsEmpty)
        {
            return;
        }

        if (_batch is not null)
        {
            _batch.Put(row, normalised);
            return;
        }

        _makers[0].Write(normalised, Column[row]);
        for (var k = 1; k < _makers.Length; k++)
        {
            _makers[k].Write(normalised, Column.Older[k - 1][row]);
        }
    }

    /// <summary>The pseudonyms of the rows set so far.</summary>
    public void Complete(int rows) => _batch?.Complete(rows, [Column.Hmacs, .. Column.Older.Select(o => o.Hmacs)]);

    public void Dispose()
    {
        _batch?.Dispose();
        foreach (var maker in _makers)
        {
            maker.Dispose();
        }
    }
}
