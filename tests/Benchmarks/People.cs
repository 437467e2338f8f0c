namespace Digilo.Analytics.Benchmarks;

/// <summary>What register and survey have to agree about.</summary>
internal sealed class People
{
    public readonly short[] Unit;
    public readonly byte[] Role;
    public readonly byte[] Device;
    public readonly bool[] Woman;
    public readonly short[] BirthYear;
    public readonly sbyte[] Ability;

    public People(int persons, int units, ulong seed = 1)
    {
        (Unit, Role, Device) = (new short[persons], new byte[persons], new byte[persons]);
        (Woman, BirthYear, Ability) = (new bool[persons], new short[persons], new sbyte[persons]);
        var random = new Sequence(seed);
        for (var p = 0; p < persons; p++)
        {
            // Squared: few large units and many small ones, some under the thresholds of disclosure.
            var place = random.Next(10_000);
            Unit[p] = (short)((long)place * place * units / 100_000_000);
            Role[p] = (byte)random.Next(LargeSet.Roles.Length);
            Device[p] = (byte)random.Next(LargeSet.Devices.Length);
            Woman[p] = random.Next(10) < 7;
            BirthYear[p] = (short)(1957 + random.Next(46));
            Ability[p] = (sbyte)(random.Next(3) - 1);
        }
    }
}
