namespace Digilo.Analytics.Model;

/// <summary>Pairs of a manager and an employee who coach each other, in columns, reused from batch to batch.</summary>
public sealed class CoachingBatch
{
    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Most rows it can hold.</param>
    /// <param name="manager">Pseudonyms of the managers by each id column.</param>
    /// <param name="employee">Pseudonyms of the employees by each id column.</param>
    public CoachingBatch(int capacity, IReadOnlyList<AliasColumn> manager, IReadOnlyList<AliasColumn> employee)
    {
        Capacity = capacity;
        Manager = manager;
        Employee = employee;
        Lines = new int[capacity];
        Theme = new CodeColumn(capacity);
        From = new DateOnly?[capacity];
        To = new DateOnly?[capacity];
        Direction = new CoachingDirection[capacity];
    }

    /// <summary>Most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Rows in use.</summary>
    public int Count { get; set; }

    /// <summary>The managers: alternatives, as in <see cref="SurveyBatch.Person"/>.</summary>
    public IReadOnlyList<AliasColumn> Manager { get; }

    /// <summary>The employees, likewise.</summary>
    public IReadOnlyList<AliasColumn> Employee { get; }

    /// <summary>1-based line in the file.</summary>
    public int[] Lines { get; }

    /// <summary>What they coach each other in. Key of a row: manager, employee, theme, first day.</summary>
    public CodeColumn Theme { get; }

    /// <summary>First day; null = unknown, counts as always.</summary>
    public DateOnly?[] From { get; }

    /// <summary>Last day, inclusive; null = until further notice.</summary>
    public DateOnly?[] To { get; }

    /// <summary>Who coaches whom.</summary>
    public CoachingDirection[] Direction { get; }
}

/// <summary>The coaching pairs of one organisation in force.</summary>
internal sealed class CoachingColumns
{
    /// <summary>Newest as-of day of the deliveries; null if there are none.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Pairs and themes.</summary>
    public int Count { get; init; }

    /// <summary>Surrogate of the manager; 0 = unlinked.</summary>
    public required long[] Manager { get; init; }

    /// <summary>Surrogate of the employee; 0 = unlinked.</summary>
    public required long[] Employee { get; init; }

    /// <summary>Index into <see cref="ThemeCodes"/>, −1 = none.</summary>
    public required int[] Theme { get; init; }

    /// <summary>Themes met.</summary>
    public required IReadOnlyList<string> ThemeCodes { get; init; }

    /// <summary>Day number of the first day; 0 = always.</summary>
    public required int[] ValidFrom { get; init; }

    /// <summary>Day number of the last day; <see cref="int.MaxValue"/> = until further notice.</summary>
    public required int[] ValidTo { get; init; }

    /// <summary><see cref="CoachingDirection"/>.</summary>
    public required byte[] Direction { get; init; }
}
