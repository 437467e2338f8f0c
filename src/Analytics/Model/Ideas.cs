namespace Digilo.Analytics.Model;

/// <summary>The idea log in columns, reused from batch to batch. What an idea says is free text and never stored.</summary>
public sealed class IdeaBatch
{
    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Most rows it can hold.</param>
    /// <param name="person">Pseudonyms of those who had the ideas by each id column; none if the log does not tell.</param>
    public IdeaBatch(int capacity, IReadOnlyList<AliasColumn> person)
    {
        Capacity = capacity;
        Person = person;
        Lines = new int[capacity];
        Code = new string[capacity];
        Day = new DateOnly[capacity];
        Unit = new CodeColumn(capacity);
        Status = new IdeaStatus[capacity];
        Theme = new CodeColumn(capacity);
        TargetArea = new CodeColumn(capacity);
    }

    /// <summary>Most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Rows in use.</summary>
    public int Count { get; set; }

    /// <summary>Alternatives, as in <see cref="SurveyBatch.Person"/>; none if the log does not tell.</summary>
    public IReadOnlyList<AliasColumn> Person { get; }

    /// <summary>1-based line in the file.</summary>
    public int[] Lines { get; }

    /// <summary>Code of the idea: the key of a row.</summary>
    public string[] Code { get; }

    /// <summary>When it came.</summary>
    public DateOnly[] Day { get; }

    /// <summary>Unit that it came from.</summary>
    public CodeColumn Unit { get; }

    /// <summary>What became of it.</summary>
    public IdeaStatus[] Status { get; }

    /// <summary>Theme.</summary>
    public CodeColumn Theme { get; }

    /// <summary>Target area.</summary>
    public CodeColumn TargetArea { get; }
}

/// <summary>The ideas of one organisation in force.</summary>
internal sealed class IdeaColumns
{
    /// <summary>Newest as-of day of the deliveries; null if there are none.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Ideas.</summary>
    public int Count { get; init; }

    /// <summary>Surrogate of the person; 0 = unlinked or not told.</summary>
    public required long[] Person { get; init; }

    /// <summary>Day number.</summary>
    public required int[] Day { get; init; }

    /// <summary>Index into <see cref="UnitCodes"/>, −1 = none. As the log says; of a known person the register's unit is the one to use.</summary>
    public required int[] Unit { get; init; }

    /// <summary>Unit codes met.</summary>
    public required IReadOnlyList<string> UnitCodes { get; init; }

    /// <summary><see cref="IdeaStatus"/>.</summary>
    public required byte[] Status { get; init; }

    /// <summary>Index into <see cref="ThemeCodes"/>, −1 = none.</summary>
    public required int[] Theme { get; init; }

    /// <summary>Themes met.</summary>
    public required IReadOnlyList<string> ThemeCodes { get; init; }

    /// <summary>Index into <see cref="TargetAreaCodes"/>, −1 = none.</summary>
    public required int[] TargetArea { get; init; }

    /// <summary>Target areas met.</summary>
    public required IReadOnlyList<string> TargetAreaCodes { get; init; }
}
