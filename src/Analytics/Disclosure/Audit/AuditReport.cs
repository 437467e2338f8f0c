namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>A figure that the published ones tell after all that could be taken back.</summary>
/// <param name="Item">Competence; empty for F1.</param>
/// <param name="What">What is told.</param>
/// <param name="Group">Number of the group.</param>
internal sealed record ToldFigure(string Item, string What, int Group);

/// <summary>How an audit went.</summary>
internal sealed record AuditReport
{
    /// <summary>Nothing was done.</summary>
    public static AuditReport Nothing { get; } = new();

    /// <summary>Figures that had to be uncertain.</summary>
    public int Checked { get; init; }

    /// <summary>Cells that were taken back, wholly or without their spread, so that they are.</summary>
    public int Withheld { get; init; }

    /// <summary>
    /// Figures that only their own sums protect: no possibility was found beside the truth from which to look, for more numbers than can be
    /// worked out together.
    /// </summary>
    public int Untested { get; init; }

    /// <summary>What is told nevertheless: then nothing may be published.</summary>
    public IReadOnlyList<ToldFigure> Told { get; init; } = [];

    /// <summary>Two audits of the same release.</summary>
    public static AuditReport operator +(AuditReport a, AuditReport b) => new()
    {
        Checked = a.Checked + b.Checked,
        Withheld = a.Withheld + b.Withheld,
        Untested = a.Untested + b.Untested,
        Told = [.. a.Told, .. b.Told],
    };
}
