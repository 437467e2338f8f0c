namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>What kind of number a quantity is, which decides what is asked of its protection.</summary>
internal enum QuantityKind
{
    /// <summary>Persons that figures rest on.</summary>
    Base,

    /// <summary>How many of a base gave certain answers.</summary>
    Count,

    /// <summary>Sum of levels or steps over a base, from which a mean follows.</summary>
    Total,
}

/// <summary>One number of every group: what it counts, between which bounds a person can add to it, and what it truly is.</summary>
/// <param name="Name">Name, e.g. "F1" or "floor 1.1".</param>
/// <param name="Kind">Kind.</param>
/// <param name="Within">The persons it is counted over; null for the register.</param>
/// <param name="Low">Least that one person adds.</param>
/// <param name="High">Most that one person adds.</param>
/// <param name="True">What it is.</param>
internal sealed record Quantity(string Name, QuantityKind Kind, Quantity? Within, double Low, double High, Func<Truth, GroupKey, double> True)
{
    public Dictionary<GroupKey, Sum> Of { get; } = [];

    /// <summary>True: a person may be in the whole's and in no department's, because the department was another in the wave before.</summary>
    public bool Moves { get; init; }

    /// <summary>Answers of a person that make one, for totals: one, or the competences of an index.</summary>
    public int Answers { get; init; } = 1;

    /// <summary>Groups for which a table has it as a column.</summary>
    public HashSet<GroupKey> Tabulated { get; } = [];

    /// <summary>Groups whose count is printed as a class.</summary>
    public HashSet<GroupKey> Classed { get; } = [];

    /// <summary>Groups whose published number is a class near an end, for totals.</summary>
    public HashSet<GroupKey> NearEnd { get; } = [];
}
