using System.Globalization;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Runs;

/// <summary>
/// The facts of the units for one month: those of its first good night, carried forward by the others (method §4.6). Kept among what is
/// frozen, under a key that no wave can have.
/// </summary>
/// <param name="Structure">Units after merging, and the settings of protection of that night.</param>
/// <param name="Tables">The packed tables; each names the day that its register describes.</param>
internal sealed record UnitFacts(FrozenStructure Structure, byte[] Tables)
{
    private const int Version = 1;

    /// <summary>The key of the month that a day lies in, e.g. "facts 2026-11": a wave's code has no spaces.</summary>
    public static string Key(DateOnly day) => "facts " + day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The bytes that are stored.</summary>
    public byte[] Pack()
    {
        var w = new PackedWriter();
        w.Int(Version);
        w.Bytes(Structure.Pack());
        w.Bytes(Tables);
        return w.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote; null of nothing.</summary>
    /// <exception cref="InvalidDataException">Damaged, or of a newer program.</exception>
    public static UnitFacts? Unpack(WaveFreeze? freeze)
    {
        if (freeze is null)
        {
            return null;
        }

        var r = new PackedReader(freeze.Content);
        return r.Int() == Version
            ? new UnitFacts(FrozenStructure.Unpack(r.Bytes()), r.Bytes())
            : throw new InvalidDataException("The facts of units have a format that this program does not know.");
    }
}
