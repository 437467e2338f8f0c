namespace Digilo.Analytics.Model;

/// <summary>Accounts and devices from IT in columns, reused from batch to batch.</summary>
public sealed class AccessBatch
{
    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Most rows it can hold.</param>
    /// <param name="person">Pseudonyms by each id column.</param>
    public AccessBatch(int capacity, IReadOnlyList<AliasColumn> person)
    {
        Capacity = capacity;
        Person = person;
        Lines = new int[capacity];
        AssetKeys = new long[capacity];
        Account = new YesNo[capacity];
        Device = new DeviceAccess[capacity];
        Sharers = new int[capacity];
        Login = new YesNo[capacity];
        Channel = new YesNo[capacity];
        OtherWay = new YesNo[capacity];
    }

    /// <summary>Most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Rows in use.</summary>
    public int Count { get; set; }

    /// <summary>Alternatives, as in <see cref="SurveyBatch.Person"/>.</summary>
    public IReadOnlyList<AliasColumn> Person { get; }

    /// <summary>1-based line in the file.</summary>
    public int[] Lines { get; }

    /// <summary>
    /// Tells a person's rows apart: the hash of the device's own id (computer names hold people's names), or the ordinal among the
    /// person's rows without one. Key of a row: person and this.
    /// </summary>
    public long[] AssetKeys { get; }

    /// <summary>Has an account.</summary>
    public YesNo[] Account { get; }

    /// <summary>Device, as the list says.</summary>
    public DeviceAccess[] Device { get; }

    /// <summary>How many persons use the device; 0 = not told.</summary>
    public int[] Sharers { get; }

    /// <summary>Has a way to log in.</summary>
    public YesNo[] Login { get; }

    /// <summary>Has a working channel.</summary>
    public YesNo[] Channel { get; }

    /// <summary>Was offered another way to answer than by a tool of one's own.</summary>
    public YesNo[] OtherWay { get; }
}

/// <summary>What IT's lists for a date say, one row a person: the best of the person's accounts and devices, unknown where no list says anything.</summary>
internal sealed class AccessColumns
{
    /// <summary>Newest as-of day of the lists; null if there are none on or before the date asked for.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Persons.</summary>
    public int Count { get; init; }

    /// <summary>Rows of ids that no register knows so far.</summary>
    public long Unlinked { get; init; }

    /// <summary>Surrogate of the person; never 0.</summary>
    public required long[] Person { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] Account { get; init; }

    /// <summary><see cref="DeviceAccess"/>.</summary>
    public required byte[] Device { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] Login { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] Channel { get; init; }

    /// <summary><see cref="YesNo"/>: offered another way to answer.</summary>
    public required byte[] OtherWay { get; init; }
}

/// <summary>When a device counts as one's own, as shared, or as none (domain: A1 and A2).</summary>
public static class DeviceRule
{
    /// <summary>Most persons who can share a device so that each still has one.</summary>
    public const int MostSharers = 5;

    /// <summary>
    /// The access that a device gives. Shared by more than <see cref="MostSharers"/> it is no access: whoever shares with a whole
    /// ward stands outside. A list that only counts the users of a device says the rest by that number.
    /// </summary>
    /// <param name="stated">As the list says.</param>
    /// <param name="sharers">Persons who use it, 0 = not told.</param>
    public static DeviceAccess Of(DeviceAccess stated, int sharers) => stated switch
    {
        DeviceAccess.Shared => sharers > MostSharers ? DeviceAccess.None : DeviceAccess.Shared,
        DeviceAccess.Unknown when sharers > 0 => sharers == 1 ? DeviceAccess.Own : sharers <= MostSharers ? DeviceAccess.Shared : DeviceAccess.None,
        _ => stated,
    };

    /// <summary>The better of two: own, shared, none, unknown.</summary>
    public static DeviceAccess Best(DeviceAccess a, DeviceAccess b) => a == DeviceAccess.Unknown ? b : b == DeviceAccess.Unknown || a < b ? a : b;

    /// <summary>The better of two: yes, no, unknown.</summary>
    public static YesNo Best(YesNo a, YesNo b) => a == YesNo.Unknown ? b : b == YesNo.Unknown || a < b ? a : b;
}
