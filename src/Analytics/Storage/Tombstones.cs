using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>What a mark of an erased person means for a row.</summary>
internal enum Mark
{
    /// <summary>There is none.</summary>
    None,
    /// <summary>The row is newer than the erasure: it brings the person back.</summary>
    Returns,
    /// <summary>The row is left out.</summary>
    LeftOut,
}

/// <summary>The marks of one organisation's erased persons, few enough to be held in memory.</summary>
internal sealed class Tombstones
{
    private readonly Session _session;
    private readonly long _delivery;
    private readonly BlockList? _list;
    private readonly Dictionary<(long Kind, HmacHead Head), Stone> _stones = [];

    internal Tombstones(Session session, string organisation, long delivery)
    {
        (_session, _delivery) = (session, delivery);
        if (session.First<long>("facts/any_tombstone", new { organisation }) == 0)
        {
            return;
        }

        _list = BlockList.Open(session, organisation);
        foreach (var row in session.Query<Stone>("facts/tombstones", new { organisation }))
        {
            _stones.Add((row.AliasKindId, HmacHead.Of(row.Hmac)), row);
        }
    }

    /// <summary>True if nobody was erased.</summary>
    internal bool None => _stones.Count == 0;

    /// <summary>Persons' marks that newer rows have used up.</summary>
    internal long Used { get; private set; }

    /// <summary>
    /// What the marks of a row's ids say. A mark under an older key moves to the current one; those that a newer row meets are used up.
    /// </summary>
    /// <param name="columns">The row's id columns with the kinds of their current and older keys.</param>
    /// <param name="row">Row of the batch.</param>
    /// <param name="day">The day that the row tells about.</param>
    internal Mark Check(IReadOnlyList<(AliasColumn Source, AliasPlace Place)> columns, int row, DateOnly day)
    {
        List<Stone>? met = null;
        foreach (var (source, place) in columns)
        {
            if (source.Present[row] && Find(source, place, row) is { } stone)
            {
                (met ??= []).Add(stone);
            }
        }

        if (met is null)
        {
            return Mark.None;
        }

        if (met.Exists(s => s.Blocked != 0 || day <= s.ErasedOn))
        {
            return Mark.LeftOut;
        }

        foreach (var stone in met)
        {
            _session.Execute("facts/use_tombstone", new { alias_kind = stone.AliasKindId, hmac = stone.Hmac, delivery = _delivery });
            _stones.Remove((stone.AliasKindId, HmacHead.Of(stone.Hmac)));
        }

        Used++;
        return Mark.Returns;
    }

    private Stone? Find(AliasColumn source, AliasPlace place, int row)
    {
        var mark = _list!.Mark(source[row]);
        var found = _stones.GetValueOrDefault((place.Current.KindId, HmacHead.Of(mark)));
        for (var k = 0; k < place.Older.Length; k++)
        {
            if (_stones.Remove((place.Older[k].KindId, HmacHead.Of(_list.Mark(source.Older[k][row]))), out var old))
            {
                found = Move(old, found, place.Current.KindId, mark);
            }
        }

        return found;
    }

    /// <summary>The same mark under the current key; of two marks of one id the stricter remains.</summary>
    private Stone Move(Stone old, Stone? other, long kind, ReadOnlySpan<byte> hmac)
    {
        var moved = new Stone
        {
            AliasKindId = kind,
            Hmac = hmac.ToArray(),
            ErasedOn = other is not null && other.ErasedOn > old.ErasedOn ? other.ErasedOn : old.ErasedOn,
            Blocked = Math.Max(old.Blocked, other?.Blocked ?? 0),
        };
        _session.Execute("facts/remove_tombstone", new { alias_kind = old.AliasKindId, hmac = old.Hmac });
        _session.Execute("facts/remove_tombstone", new { alias_kind = kind, hmac = moved.Hmac });
        _session.Execute(
            "facts/add_tombstone", new { alias_kind = kind, hmac = moved.Hmac, erased_on = moved.ErasedOn, blocked = (byte)moved.Blocked });
        return _stones[(kind, HmacHead.Of(hmac))] = moved;
    }

    private sealed class Stone
    {
        public long AliasKindId { get; init; }

        public byte[] Hmac { get; init; } = [];

        public DateOnly ErasedOn { get; init; }

        public long Blocked { get; init; }
    }
}
