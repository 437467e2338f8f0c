using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>A published cell and where it stands.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Address">Its place.</param>
internal sealed record Cited(PublishedCell Cell, CellAddress Address)
{
    /// <summary>True if it holds a number or a class, so that a sentence can quote it.</summary>
    public bool Speaks => Cell.State is CellState.Value or CellState.Class;

    /// <summary>The number; 0 unless the cell holds one.</summary>
    public double Number => Cell.Estimate ?? 0;
}

/// <summary>
/// A piece of a sentence together with the cells that it quotes. A number is only ever made of a cell, so a sentence cannot hold one that
/// it does not cite.
/// </summary>
/// <param name="Text">The words.</param>
/// <param name="Cells">The cells; an address may be there twice.</param>
internal sealed record Phrase(string Text, IReadOnlyList<CellAddress> Cells)
{
    /// <summary>Words without numbers: a name, or nothing.</summary>
    public static implicit operator Phrase(string words) => new(words, []);
}
