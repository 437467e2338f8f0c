using System.Runtime.InteropServices;

namespace Digilo.Analytics.Storage;

/// <summary>The first half of an HMAC as a value: enough to tell one from another in memory, the whole one is in the database.</summary>
internal readonly record struct HmacHead(ulong A, ulong B)
{
    internal static HmacHead Of(ReadOnlySpan<byte> hmac)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(hmac);
        return new HmacHead(parts[0], parts[1]);
    }
}

/// <summary>
/// The pseudonyms of one kind and key in memory: arrays and a table of places, some 40 bytes each, because a survey may have
/// millions. HMACs are evenly spread, so their own bits are the hash.
/// </summary>
internal sealed class AliasSet(long kindId)
{
    /// <summary>Instead of a person: the id is shared by several, so it names nobody.</summary>
    internal const long Nobody = -1;

    /// <summary>From here on it grows by less at a time: memory counts for more than the work of finding new places.</summary>
    private const int ManyEntries = 1 << 20;

    private HmacHead[] _heads = new HmacHead[64];
    private long[] _ids = new long[64];
    private long[] _persons = new long[64];
    private int[] _places = new int[128];
    private readonly HashSet<int> _moved = [];
    private int _saved;

    internal long KindId { get; } = kindId;

    internal bool Loaded { get; set; }

    internal int Count { get; private set; }

    /// <summary>Id of a pseudonym.</summary>
    internal long Id(int index) => _ids[index];

    /// <summary>Its person: 0 = not linked yet, <see cref="Nobody"/> = shared.</summary>
    internal long Person(int index) => _persons[index];

    /// <summary>Gives it a person.</summary>
    internal void SetPerson(int index, long person) => _persons[index] = person;

    /// <summary>Where a pseudonym is, −1 = it is not here.</summary>
    internal int Find(HmacHead head)
    {
        var mask = _places.Length - 1;
        for (var p = (int)head.A & mask; ; p = (p + 1) & mask)
        {
            var place = _places[p];
            if (place == 0)
            {
                return -1;
            }

            // A removed one keeps its place, so that those behind it are found, and has no id.
            if (_heads[place - 1] == head && _ids[place - 1] != 0)
            {
                return place - 1;
            }
        }
    }

    /// <summary>
    /// Reads the places of a whole batch, one after the other and independent of each other, so that the memory behind them is fetched
    /// together: each look-up by itself would wait for it.
    /// </summary>
    /// <param name="hmacs">The batch's.</param>
    /// <param name="rows">Rows.</param>
    /// <returns>Something that follows from what was read, so that it is read.</returns>
    internal int Touch(ReadOnlySpan<byte> hmacs, int rows)
    {
        var mask = _places.Length - 1;
        var sum = 0;
        for (var r = 0; r < rows; r++)
        {
            sum += _places[(int)HmacHead.Of(hmacs[(r * Model.AliasColumn.Width)..]).A & mask];
        }

        return sum;
    }

    /// <summary>Adds one that is not here.</summary>
    /// <param name="head">Of its HMAC.</param>
    /// <param name="id">Of the alias.</param>
    /// <param name="person">See <see cref="Person"/>.</param>
    /// <param name="isNew">False if the alias is in the database, though not here.</param>
    internal int Add(HmacHead head, long id, long person, bool isNew = true)
    {
        if (Count == _heads.Length)
        {
            var room = Count * (Count < ManyEntries ? 4 : 2);
            Array.Resize(ref _heads, room);
            Array.Resize(ref _ids, room);
            Array.Resize(ref _persons, room);
            _places = new int[_heads.Length * 2];
            for (var i = 0; i < Count; i++)
            {
                Place(i);
            }
        }

        var index = Count++;
        (_heads[index], _ids[index], _persons[index]) = (head, id, person);
        Place(index);
        if (!isNew)
        {
            _moved.Add(index);
        }

        return index;
    }

    /// <summary>True if it is not in the database yet.</summary>
    internal bool IsNew(int index) => index >= _saved && !_moved.Contains(index);

    /// <summary>Everything is in the database now.</summary>
    internal void Saved()
    {
        _saved = Count;
        _moved.Clear();
    }

    /// <summary>Takes one out: it has gone to another set.</summary>
    internal void Remove(int index) => _ids[index] = 0;

    /// <summary>Persons of the pseudonyms here.</summary>
    internal IEnumerable<long> Persons()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_ids[i] != 0 && _persons[i] > 0)
            {
                yield return _persons[i];
            }
        }
    }

    private void Place(int index)
    {
        var mask = _places.Length - 1;
        var p = (int)_heads[index].A & mask;
        while (_places[p] != 0)
        {
            p = (p + 1) & mask;
        }

        _places[p] = index + 1;
    }
}
