using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>A published cell by where it stands.</summary>
/// <param name="Figures">Measure.</param>
/// <param name="Column">Column.</param>
/// <param name="Group">Group.</param>
internal readonly record struct Printed(RawFigures Figures, RawColumn Column, int Group);

/// <summary>What a published cell tells of a sum in its group.</summary>
/// <param name="Form">The sum.</param>
/// <param name="Low">Lowest value that is published so.</param>
/// <param name="High">Highest.</param>
/// <param name="Source">The cell.</param>
internal sealed record LevelFact(LevelForm Form, double Low, double High, Printed Source);

/// <summary>Something that must stay unknown over some width.</summary>
internal sealed class AuditTarget
{
    /// <summary>Its group.</summary>
    public required int Group { get; init; }

    /// <summary>The competence; empty for F1.</summary>
    public required string Item { get; init; }

    /// <summary>What it is of a competence; of F1 how many are below the floor.</summary>
    public LevelForm Form { get; init; }

    /// <summary>The cells that print it.</summary>
    public required IReadOnlyList<Printed> Cells { get; init; }

    /// <summary>How far apart its possible values must lie.</summary>
    public required double Width { get; set; }

    /// <summary>A class, which is a promise of its width.</summary>
    public required bool IsClass { get; set; }

    /// <summary>The true value.</summary>
    public required double Truth
    {
        get;
        init => field = Low = High = value;
    }

    /// <summary>The lowest value in a world that would have been published in the same way, found so far.</summary>
    public double Low { get; private set; }

    /// <summary>The highest.</summary>
    public double High { get; private set; }

    /// <summary>Worlds have been found far enough apart.</summary>
    public bool Proved => IsWide(Low, High);

    /// <summary>It is known without any printed cell, by who is in which group and how many answered: then no cell tells it.</summary>
    public bool IsKnownAnyway { get; set; }

    /// <summary>Whether values are far enough apart.</summary>
    public bool IsWide(double low, double high) => Math.Floor(high + Noise) - Math.Ceiling(low - Noise) >= Width;

    /// <summary>Whether going farther from a world can make a difference: persons are whole, and so is what they are asked to be apart.</summary>
    /// <param name="here">The world's value.</param>
    /// <param name="left">How much farther it can come at most, negative downwards.</param>
    public bool IsFarther(double here, double left) => left > 0
        ? Math.Floor(Truth + here + left + Noise) > Math.Floor(High + Noise)
        : Math.Ceiling(Truth + here + left - Noise) < Math.Ceiling(Low - Noise);

    private const double Noise = 1e-3;

    /// <summary>It is printed as a class no more: then it may not be told outright.</summary>
    public void NoClass()
    {
        IsClass = false;
        Width = Math.Min(1, Width);
    }

    /// <summary>Notes worlds that have been found.</summary>
    public void See(double low, double high) => (Low, High) = (Math.Min(Low, Truth + low), Math.Max(High, Truth + high));
}
