namespace Digilo.Analytics.Ingest.Identity;

/// <summary>Tells whether ids come in ascending order (shorter ones first, then by their bytes): what follows all before it is not among them.</summary>
internal sealed class IdOrder
{
    private readonly byte[] _last = new byte[64];
    private int _length = -1;

    /// <summary>True if the id comes after every one that has been asked about; then it is the last. A long id follows nothing.</summary>
    public bool Follows(ReadOnlySpan<byte> id)
    {
        if (id.Length > _last.Length || id.Length < _length || (id.Length == _length && id.SequenceCompareTo(_last.AsSpan(0, _length)) <= 0))
        {
            return false;
        }

        id.CopyTo(_last);
        _length = id.Length;
        return true;
    }
}
