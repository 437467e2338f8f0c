using System.Buffers.Binary;
using System.Security.Cryptography;
using Digilo.Analytics.Ingest.Sources;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>
/// The key of an answer that its tool gives none: everything that stands in the row, and which of the rows with just that content it
/// is. Two people who answer alike in the same second stay two; the same file read again gives the same keys; an answer that was edited
/// is another answer, which is right where every file holds all answers and replaces the one before.
/// </summary>
internal sealed class ContentKey : IDisposable
{
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<UInt128, int> _met = [];
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];
    private readonly byte[] _key = new byte[20];

    /// <summary>The key of the current row; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(ITableSource source)
    {
        Span<byte> length = stackalloc byte[4];

        // Empty cells at the end are a habit of some exports and none of others.
        var last = source.CellCount - 1;
        while (last >= 0 && Cells.Trim(source.Cell(last)).IsEmpty)
        {
            last--;
        }

        for (var i = 0; i <= last; i++)
        {
            var cell = Cells.Trim(source.Cell(i));
            BinaryPrimitives.WriteInt32LittleEndian(length, cell.Length);
            _sha.AppendData(length);
            _sha.AppendData(cell);
        }

        _sha.GetHashAndReset(_hash);
        var content = BinaryPrimitives.ReadUInt128LittleEndian(_hash);
        var before = _met.GetValueOrDefault(content);
        _met[content] = before + 1;
        _hash.AsSpan(0, 16).CopyTo(_key);
        BinaryPrimitives.WriteInt32LittleEndian(_key.AsSpan(16), before);
        return _key;
    }

    public void Dispose() => _sha.Dispose();
}
