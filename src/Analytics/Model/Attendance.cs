namespace Digilo.Analytics.Model;

/// <summary>Attendance at sessions in columns, reused from batch to batch.</summary>
public sealed class AttendanceBatch
{
    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Most rows it can hold.</param>
    /// <param name="person">Pseudonyms by each id column.</param>
    public AttendanceBatch(int capacity, IReadOnlyList<AliasColumn> person)
    {
        Capacity = capacity;
        Person = person;
        Lines = new int[capacity];
        Course = new CodeColumn(capacity);
        Day = new DateOnly[capacity];
        HoursHundredths = new int[capacity];
        Present = new YesNo[capacity];
    }

    /// <summary>Most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Rows in use.</summary>
    public int Count { get; set; }

    /// <summary>Alternatives, as in <see cref="SurveyBatch.Person"/>.</summary>
    public IReadOnlyList<AliasColumn> Person { get; }

    /// <summary>1-based line in the file.</summary>
    public int[] Lines { get; }

    /// <summary>Course id. Key of a row: person, course, day.</summary>
    public CodeColumn Course { get; }

    /// <summary>The day of the session.</summary>
    public DateOnly[] Day { get; }

    /// <summary>Hours of the session, in hundredths; 0 = not told.</summary>
    public int[] HoursHundredths { get; }

    /// <summary>Was there.</summary>
    public YesNo[] Present { get; }
}

/// <summary>The attendance of one organisation in force, later rows of the same person, course and day having replaced earlier ones.</summary>
internal sealed class AttendanceColumns
{
    /// <summary>No attendance.</summary>
    public static AttendanceColumns None { get; } = new() { Person = [], Course = [], CourseCodes = [], Day = [], HoursHundredths = [], Present = [] };

    /// <summary>Newest as-of day of the deliveries; null if there are none.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Rows.</summary>
    public int Count { get; init; }

    /// <summary>Surrogate of the person; 0 = unlinked.</summary>
    public required long[] Person { get; init; }

    /// <summary>Index into <see cref="CourseCodes"/>.</summary>
    public required int[] Course { get; init; }

    /// <summary>Course codes met.</summary>
    public required IReadOnlyList<string> CourseCodes { get; init; }

    /// <summary>Day number of the session.</summary>
    public required int[] Day { get; init; }

    /// <summary>Hundredths of hours.</summary>
    public required int[] HoursHundredths { get; init; }

    /// <summary><see cref="YesNo"/>.</summary>
    public required byte[] Present { get; init; }
}
