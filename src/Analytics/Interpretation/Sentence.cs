using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Where a published cell stands.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Code">Code of the scope.</param>
/// <param name="Category">Category, or empty.</param>
/// <param name="Column">Column code.</param>
public sealed record CellAddress(TableKey Table, string Code, string Category, string Column);

/// <summary>What a sentence can say.</summary>
public enum SentenceKind
{
    /// <summary>What the figures show.</summary>
    Finding,
    /// <summary>That the figure is hidden to protect individuals.</summary>
    Hidden,
    /// <summary>Why there is no figure, and which file would bring it.</summary>
    NotApplicable,
    /// <summary>That the figure is not published here.</summary>
    Missing,
    /// <summary>Where the wave stands: nothing about the measure itself.</summary>
    Wave,
}

/// <summary>A sentence and what it rests on.</summary>
/// <param name="Text">In the language asked for, from capital letter to full stop.</param>
/// <param name="Cells">Every published cell that it quotes or rests on, each once; empty for a sentence about a wave.</param>
public sealed record Sentence(string Text, IReadOnlyList<CellAddress> Cells)
{
    /// <summary>What it says.</summary>
    public SentenceKind Kind { get; init; }
}

/// <summary>What the rules say of one measure.</summary>
/// <param name="Measure">Id of the measure.</param>
/// <param name="Sentences">In reading order; never empty.</param>
public sealed record MeasureSentences(string Measure, IReadOnlyList<Sentence> Sentences);

/// <summary>What the rules say of the measures of one group of the catalogue.</summary>
/// <param name="Code">Stable code: access, reach, floor, competence, voice, leadership, dialogue, change, plans or profile.</param>
/// <param name="Name">Name.</param>
/// <param name="Measures">In the catalogue's order; never empty.</param>
public sealed record SentenceGroup(string Code, BothLanguages Name, IReadOnlyList<MeasureSentences> Measures);
