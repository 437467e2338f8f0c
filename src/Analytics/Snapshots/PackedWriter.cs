using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Digilo.Analytics.Snapshots;

/// <summary>Writes the compact binary form of snapshots, releases and freezes: variable-length integers, pooled texts.</summary>
internal sealed class PackedWriter
{
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private byte[] _bytes = new byte[1024];

    public int Length { get; private set; }

    public byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();

    public void Byte(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Zig-zag and seven bits a byte: small numbers of either sign are short.</summary>
    public void Int(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    public void Fixed(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void Double(double value) => Fixed(BitConverter.DoubleToInt64Bits(value));

    public void Day(DateOnly day) => Int(day.DayNumber);

    /// <summary>A text met before is a number only.</summary>
    public void Text(string text)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out var known);
        if (known)
        {
            Int(index);
            return;
        }

        index = _texts.Count - 1;
        Int(-1);
        var length = Encoding.UTF8.GetByteCount(text);
        Int(length);
        Encoding.UTF8.GetBytes(text, Reserve(length));
    }

    public void Texts(IReadOnlyList<string> texts) => List(texts, Text);

    public void Both(Model.BothLanguages texts)
    {
        Text(texts.Sv);
        Text(texts.En);
    }

    public void List<T>(IReadOnlyList<T> items, Action<T> write)
    {
        Int(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Int(bytes.Length);
        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>The next bytes, to be filled by the caller at once.</summary>
    private Span<byte> Reserve(int count)
    {
        if (count > _bytes.Length - Length)
        {
            Grow(count);
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    private void Grow(int count) => Array.Resize(ref _bytes, Math.Max(checked(Length + count), (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
}

/// <summary>Reads what <see cref="PackedWriter"/> wrote.</summary>
/// <remarks>A file cut short or damaged ends in <see cref="InvalidDataException"/>.</remarks>
internal sealed class PackedReader(byte[] bytes)
{
    private readonly List<string> _texts = [];
    private int _position;

    public bool AtEnd => _position == bytes.Length;

    public byte Byte() => _position < bytes.Length ? bytes[_position++] : throw Damaged();

    public bool Flag() => Byte() != 0;

    public long Int()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw Damaged();
    }

    public int Int32() => checked((int)Int());

    public long Fixed()
    {
        var span = Take(8);
        return BinaryPrimitives.ReadInt64LittleEndian(span);
    }

    public double Double() => BitConverter.Int64BitsToDouble(Fixed());

    public DateOnly Day() => DateOnly.FromDayNumber(Int32());

    public string Text()
    {
        var index = Int32();
        if (index >= 0)
        {
            return index < _texts.Count ? _texts[index] : throw Damaged();
        }

        var text = Encoding.UTF8.GetString(Take(Int32()));
        _texts.Add(text);
        return text;
    }

    public string[] Texts() => List(Text);

    public Model.BothLanguages Both()
    {
        var sv = Text();
        return new Model.BothLanguages(sv, Text());
    }

    public T[] List<T>(Func<T> read)
    {
        var count = Int32();
        if (count < 0 || count > bytes.Length - _position)
        {
            throw Damaged();
        }

        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = read();
        }

        return items;
    }

    public byte[] Bytes() => Take(Int32()).ToArray();

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > bytes.Length - _position)
        {
            throw Damaged();
        }

        _position += length;
        return bytes.AsSpan(_position - length, length);
    }

    private static InvalidDataException Damaged() => new("The packed content is damaged or cut short.");
}
