using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>A group of persons fixed by register attributes; the row of a table.</summary>
/// <param name="Level">Organisation, department or unit.</param>
/// <param name="Breakdown">Attribute that divides it.</param>
/// <param name="Code">Code of the scope.</param>
/// <param name="Category">Code of the category, empty when not divided.</param>
/// <param name="Name">Name of the scope or category.</param>
internal sealed record Group(ScopeLevel Level, Breakdown Breakdown, string Code, string Category, BothLanguages Name);

/// <summary>
/// A group that is the sum of others and a remainder: those with protected identity, and those whose unit is not known, are in the
/// total alone. The remainder is a group of its own that is never published.
/// </summary>
/// <param name="Total">The whole.</param>
/// <param name="Parts">Disjoint groups inside it.</param>
/// <param name="LeavesTheSame">
/// The parts divide everybody but those with protected identity: the remainder is the same persons in each such sum, so that one sum whose
/// parts are all published tells it in the others.
/// </param>
internal sealed record Line(int Total, int[] Parts, bool LeavesTheSame = false);

/// <summary>All groups of an organisation and wave, and every sum that an outsider can form among them.</summary>
/// <param name="Groups">By number.</param>
/// <param name="Lines">Sums.</param>
internal sealed record GroupSystem(IReadOnlyList<Group> Groups, IReadOnlyList<Line> Lines);
