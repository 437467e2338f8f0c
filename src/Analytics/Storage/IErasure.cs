using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>The one-way doors to pseudonyms: they take them away or count them, and tell nothing else.</summary>
public interface IErasure
{
    /// <summary>
    /// Removes a person: pseudonyms, answers, employments, training, in every delivery, in force or not. Released tables stay. A mark is
    /// left under each pseudonym, so that files from before do not bring the person back.
    /// </summary>
    /// <param name="organisation">Code.</param>
    /// <param name="ids">Columns with one row: the ids that the person is known by, under every key that is held.</param>
    /// <param name="day">Day of the erasure: only rows about a later day bring the person back.</param>
    /// <param name="block">True: the person objected; no row ever does.</param>
    /// <returns>What was removed. Nobody was found: nothing is written, unless <paramref name="block"/> is true.</returns>
    /// <exception cref="StoreException">
    /// <c>store.erase-two</c>: the ids name two persons; <c>store.erase-shared</c>: the only id found is shared by several.
    /// </exception>
    ErasureOutcome Erase(string organisation, IReadOnlyList<AliasColumn> ids, DateOnly day, bool block);

    /// <summary>How many pseudonyms there are by kind and key: what remains under an older key, and since when nothing does.</summary>
    IReadOnlyList<AliasUse> Count(string organisation);
}
