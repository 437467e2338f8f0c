namespace Digilo.Analytics.Model;

/// <summary>
/// The register of one organisation in force for a date: one row an employment, ordered by delivery and row, later rows of the
/// same person and employment number having replaced earlier ones. Account, device and channel are what IT's access lists for
/// the date say of the person, and what the register says where they are silent. Internal: raw rows never cross the wall.
/// </summary>
internal sealed class RegisterColumns
{
    /// <summary>The day that the register describes; null if there is none on or before the date asked for.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Employments.</summary>
    public int Count { get; init; }

    /// <summary>Surrogate of the person, stable over deliveries.</summary>
    public required long[] Person { get; init; }

    /// <summary>Sequence number of the employment within the person.</summary>
    public required int[] EmploymentNumber { get; init; }

    /// <summary>Index into <see cref="UnitCodes"/>, −1 = none (protected identity).</summary>
    public required int[] Unit { get; init; }

    /// <summary>Unit codes met.</summary>
    public required IReadOnlyList<string> UnitCodes { get; init; }

    /// <summary>Index into <see cref="RoleCodes"/>, −1 = none.</summary>
    public required int[] Role { get; init; }

    /// <summary>Role codes met.</summary>
    public required IReadOnlyList<string> RoleCodes { get; init; }

    /// <summary>Index into <see cref="AidCodes"/>, −1 = none; empty where no reader tells.</summary>
    public int[] Aid { get; init; } = [];

    /// <summary>AID codes met.</summary>
    public IReadOnlyList<string> AidCodes { get; init; } = [];

    /// <summary>AID responsibility letter as a character code, 0 = none; 'A', 'B', 'C' are managers.</summary>
    public required byte[] AidLetter { get; init; }

    /// <summary><see cref="EmploymentForm"/>.</summary>
    public required byte[] Form { get; init; }

    /// <summary>Hundredths of a per cent.</summary>
    public required int[] DegreeHundredths { get; init; }

    /// <summary>Day number (<see cref="DateOnly.DayNumber"/>) of the first day; 0 = always.</summary>
    public required int[] ValidFrom { get; init; }

    /// <summary>Day number of the last day; <see cref="int.MaxValue"/> = until further notice.</summary>
    public required int[] ValidTo { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] FullTimeAbsent { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] RecentHours { get; init; }

    /// <summary>0 = unknown.</summary>
    public required short[] BirthYear { get; init; }

    /// <summary><see cref="Model.Gender"/>.</summary>
    public required byte[] Gender { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] Account { get; init; }

    /// <summary><see cref="DeviceAccess"/>.</summary>
    public required byte[] Device { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] Channel { get; init; }

    /// <summary><see cref="YesNo"/>: has a way to log in. Only the access lists of IT tell it; unknown for everybody else.</summary>
    public required byte[] Login { get; init; }

    /// <summary><see cref="OfferState"/>.</summary>
    public required byte[] Offer { get; init; }

    /// <summary><see cref="YesNo"/>: offered another way to answer than by a tool of one's own. Only access lists tell it; empty where no reader does.</summary>
    public byte[] OtherWay { get; init; } = [];

    /// <summary>Protected identity.</summary>
    public required bool[] Protected { get; init; }
}

/// <summary>
/// The answers of one organisation and wave in force, one row an answer (several by one person are still several), ordered by
/// delivery and row, later rows with the same key having replaced earlier ones.
/// </summary>
internal sealed class ResponseColumns
{
    /// <summary>Answers.</summary>
    public int Count { get; init; }

    /// <summary>Surrogate of the person; 0 = unlinked or anonymous.</summary>
    public required long[] Person { get; init; }

    /// <summary>Key of the answer in its source; identifies the row for release comparisons.</summary>
    public required long[] RowKey { get; init; }

    /// <summary>Items: the union over the wave's deliveries, in order of first appearance.</summary>
    public required IReadOnlyList<InstrumentItem> Items { get; init; }

    /// <summary>Item i: one byte per row, a number on the item's scale or an <see cref="AnswerCode"/>.</summary>
    public required byte[][] Answers { get; init; }

    /// <summary>Importance, as <see cref="Answers"/>; null if never asked.</summary>
    public byte[][]? Importance { get; init; }

    /// <summary>Ticks of the local time; 0 = unknown.</summary>
    public required long[] Submitted { get; init; }

    /// <summary>Reached the end.</summary>
    public required bool[] Complete { get; init; }

    /// <summary><see cref="AnswerChannel"/>.</summary>
    public required byte[] Channel { get; init; }

    /// <summary>As answered; index into <see cref="UnitCodes"/>, −1 = none. Used in anonymous waves.</summary>
    public required int[] Unit { get; init; }

    /// <summary>Unit codes met.</summary>
    public required IReadOnlyList<string> UnitCodes { get; init; }

    /// <summary>As answered; index into <see cref="RoleCodes"/>, −1 = none.</summary>
    public required int[] Role { get; init; }

    /// <summary>Role codes met.</summary>
    public required IReadOnlyList<string> RoleCodes { get; init; }

    /// <summary>As answered.</summary>
    public required byte[] Gender { get; init; }

    /// <summary>As answered; 0 = unknown.</summary>
    public required short[] BirthYear { get; init; }

    /// <summary>As answered.</summary>
    public required byte[] Form { get; init; }

    /// <summary>As answered.</summary>
    public required byte[] Device { get; init; }

    /// <summary>Per answer what was noticed when it came in.</summary>
    public required QualityFlags[] Flags { get; init; }
}

/// <summary>The training records of one organisation in force.</summary>
internal sealed class TrainingColumns
{
    /// <summary>Newest as-of day of the deliveries; null if there are none.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Records.</summary>
    public int Count { get; init; }

    /// <summary>Surrogate of the person; 0 = unlinked.</summary>
    public required long[] Person { get; init; }

    /// <summary>Index into <see cref="CourseCodes"/>.</summary>
    public required int[] Course { get; init; }

    /// <summary>Course codes met.</summary>
    public required IReadOnlyList<string> CourseCodes { get; init; }

    /// <summary>Day number; 0 = unknown.</summary>
    public required int[] Enrolled { get; init; }

    /// <summary>Day number; 0 = not finished.</summary>
    public required int[] Finished { get; init; }

    /// <summary>Hundredths of hours.</summary>
    public required int[] HoursHundredths { get; init; }

    /// <summary><see cref="TrainingStatus"/>.</summary>
    public required byte[] Status { get; init; }
}
