using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// The HMACs of a batch's ids, made together when the batch is full: eight at a time they take a fraction of what one by one takes.
/// </summary>
/// <param name="makers">One for each key, all of one kind.</param>
/// <param name="capacity">Rows of a batch.</param>
internal sealed class BatchHmacs(IReadOnlyList<Pseudonymiser> makers, int capacity) : IDisposable
{
    private readonly byte[] _blocks = new byte[Whole(capacity) * Sha256Lanes.Block];
    private readonly byte[] _hmacs = new byte[Whole(capacity) * AliasColumn.Width];
    private readonly Dictionary<int, byte[]> _apart = [];

    /// <summary>Remembers the id of a row; what was there is forgotten.</summary>
    public void Put(int row, ReadOnlySpan<byte> normalised)
    {
        if (_apart.Count > 0)
        {
            _apart.Remove(row);
        }

        if (!makers[0].TryPut(normalised, _blocks.AsSpan(row * Sha256Lanes.Block, Sha256Lanes.Block)))
        {
            _apart[row] = normalised.ToArray();
        }
    }

    /// <summary>Writes the HMACs of the first rows, 32 bytes each.</summary>
    /// <param name="rows">Rows; those without an id get bytes without meaning.</param>
    /// <param name="targets">One for each key.</param>
    public void Complete(int rows, IReadOnlyList<byte[]> targets)
    {
        var whole = Whole(rows);
        for (var k = 0; k < makers.Count; k++)
        {
            if (Sha256Lanes.IsFast)
            {
                // The last eight may be more than the rows there are.
                makers[k].WriteMany(_blocks.AsSpan(0, whole * Sha256Lanes.Block), _hmacs.AsSpan(0, whole * AliasColumn.Width));
                _hmacs.AsSpan(0, rows * AliasColumn.Width).CopyTo(targets[k]);
            }

            foreach (var (row, id) in _apart)
            {
                if (row < rows)
                {
                    makers[k].Write(id, targets[k].AsSpan(row * AliasColumn.Width, AliasColumn.Width));
                }
            }
        }

        _apart.Clear();
    }

    /// <summary>Forgets the ids.</summary>
    public void Dispose() => Array.Clear(_blocks);

    private static int Whole(int rows) => (rows + Sha256Lanes.Lanes - 1) / Sha256Lanes.Lanes * Sha256Lanes.Lanes;
}
