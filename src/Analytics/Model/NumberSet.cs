namespace Digilo.Analytics.Model;

/// <summary>
/// Numbers that are evenly spread by themselves (hashes), some 13 bytes each: the keys of a survey's answers, of which there may be
/// millions. Numbers that are known to be new wait in a list; they are put in their places when something is first asked of the set.
/// </summary>
public sealed class NumberSet
{
    private readonly List<long> _waiting = [];
    private long[] _places = new long[64];
    private int _placed;
    private bool _zero;

    /// <summary>Numbers in it.</summary>
    public int Count => _placed + _waiting.Count;

    /// <summary>Adds a number that the caller knows not to be there.</summary>
    public void AddNew(long number) => _waiting.Add(number);

    /// <summary>Reads where a number would be, so that it is at hand when the number is added or asked for a little later.</summary>
    /// <returns>Something that follows from what was read, so that it is read.</returns>
    public long Touch(long number) => _places[(int)(number ^ (number >> 32)) & (_places.Length - 1)];

    /// <summary>Adds a number; false if it was there already.</summary>
    public bool Add(long number)
    {
        PlaceWaiting();
        return PlaceNew(number);
    }

    /// <summary>True if the number is in it.</summary>
    public bool Contains(long number)
    {
        PlaceWaiting();
        return number == 0 ? _zero : _places[Place(number)] == number;
    }

    /// <summary>The numbers, in no order.</summary>
    public IEnumerable<long> All()
    {
        PlaceWaiting();
        return _zero ? _places.Where(n => n != 0).Append(0) : _places.Where(n => n != 0);
    }

    private void PlaceWaiting()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        Grow(_placed + _waiting.Count);
        foreach (var number in _waiting)
        {
            PlaceNew(number);
        }

        _waiting.Clear();
        _waiting.TrimExcess();
    }

    private bool PlaceNew(long number)
    {
        if (number == 0)
        {
            var isNew = !_zero;
            _zero = true;
            _placed += isNew ? 1 : 0;
            return isNew;
        }

        Grow(_placed + 1);
        var place = Place(number);
        if (_places[place] == number)
        {
            return false;
        }

        _places[place] = number;
        _placed++;
        return true;
    }

    /// <summary>Makes room: at most five of eight places are taken.</summary>
    private void Grow(int count)
    {
        var length = (long)_places.Length;
        while (count * 8L > length * 5)
        {
            // Finding new places costs a read from afar for each number; from a million on, memory counts for more.
            length *= length < 1 << 20 ? 4 : 2;
        }

        if (length == _places.Length)
        {
            return;
        }

        var old = _places;
        _places = new long[length];
        foreach (var one in old)
        {
            if (one != 0)
            {
                _places[Place(one)] = one;
            }
        }
    }

    private int Place(long number)
    {
        var mask = _places.Length - 1;
        var p = (int)(number ^ (number >> 32)) & mask;
        while (_places[p] != 0 && _places[p] != number)
        {
            p = (p + 1) & mask;
        }

        return p;
    }
}
