using System.Buffers.Binary;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>
/// A display profile for sRGB (IEC 61966-2-1), made here in a few hundred bytes, so that no profile with a licence of its
/// own is needed. ICC version 4.2, the newest that PDF 1.7 knows.
/// </summary>
internal static class SrgbProfile
{
    /// <summary>The name of the condition the colours are meant for.</summary>
    public const string Condition = "sRGB IEC61966-2.1";

    /// <summary>The profile.</summary>
    public static byte[] Bytes { get; } = Build();

    private static byte[] Build()
    {
        // Everything in 16.16 fixed point: the transfer curve as a formula (type 3), the primaries adapted to D50.
        var curve = Tag("para", 0x00030000, 0x00026666, 0x0000F2A7, 0x00000D59, 0x000013D0, 0x00000A5B);
        (string Name, byte[] Data)[] tags =
        [
            ("desc", Words(Condition)),
            ("cprt", Words("No copyright, use freely")),
            ("wtpt", Tag("XYZ ", 0xF6D6, 0x10000, 0xD32D)),
            ("chad", Tag("sf32", 68669, 1500, -3285, 1936, 64912, -1117, -605, 986, 49292)),
            ("rXYZ", Tag("XYZ ", 28579, 14582, 913)),
            ("gXYZ", Tag("XYZ ", 25236, 46981, 6364)),
            ("bXYZ", Tag("XYZ ", 9377, 3973, 46804)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];

        var bytes = new List<byte>(new byte[128]);
        bytes.AddRange(Big(tags.Length));
        var offset = 128 + 4 + (12 * tags.Length);
        var data = new List<byte>();
        var placed = new List<(byte[] Data, int Offset)>();
        foreach (var (name, content) in tags)
        {
            var at = placed.Find(other => ReferenceEquals(other.Data, content));
            if (at.Data is null)
            {
                at = (content, offset + data.Count);
                placed.Add(at);
                data.AddRange(content);
                data.AddRange(new byte[(4 - (content.Length % 4)) % 4]);
            }

            bytes.AddRange(Encoding.ASCII.GetBytes(name));
            bytes.AddRange(Big(at.Offset));
            bytes.AddRange(Big(content.Length));
        }

        bytes.AddRange(data);
        byte[] profile = [.. bytes];
        void Put(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(at), value);
        Put(0, profile.Length);
        Put(8, 0x04200000);
        "mntrRGB XYZ "u8.CopyTo(profile.AsSpan(12));
        // The profile's own date, fixed: 1 January 2000.
        BinaryPrimitives.WriteInt16BigEndian(profile.AsSpan(24), 2000);
        BinaryPrimitives.WriteInt16BigEndian(profile.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16BigEndian(profile.AsSpan(28), 1);
        "acsp"u8.CopyTo(profile.AsSpan(36));
        Put(68, 0xF6D6);
        Put(72, 0x10000);
        Put(76, 0xD32D);
        return profile;
    }

    private static byte[] Tag(string type, params ReadOnlySpan<int> values)
    {
        var bytes = new List<byte>();
        bytes.AddRange(Encoding.ASCII.GetBytes(type));
        bytes.AddRange(new byte[4]);
        foreach (var value in values)
        {
            bytes.AddRange(Big(value));
        }

        return [.. bytes];
    }

    private static byte[] Words(string text) =>
        [.. Tag("mluc", 1, 12, 0x656E5553, 2 * text.Length, 28), .. Encoding.BigEndianUnicode.GetBytes(text)];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
