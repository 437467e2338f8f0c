using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>What a line of a proposal is about.</summary>
public enum ProposalPart
{
    /// <summary>What was recognised, and on what ground.</summary>
    Recognised,
    /// <summary>What could not be told: a person fills it in.</summary>
    NotUnderstood,
    /// <summary>What to do next.</summary>
    Next,
}

/// <summary>One line of a proposal.</summary>
/// <param name="Part">Where it belongs.</param>
/// <param name="Text">Code (<c>proposal.*</c>) and arguments; headings, question texts and codes only, never an answer that could be a person's.</param>
public sealed record ProposalLine(ProposalPart Part, Message Text);

/// <summary>A draft profile for a file, with what was recognised and what was not. It is never used until a person has read it.</summary>
/// <param name="Name">Name of the draft profile.</param>
/// <param name="Json">The draft, as it is to lie among the profiles.</param>
/// <param name="Lines">What to tell, in order.</param>
public sealed record Proposal(string Name, string Json, IReadOnlyList<ProposalLine> Lines);
