using System.Text.RegularExpressions;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>
/// Headings of many items at once: a text with a place for the item's id, as it is (<c>{id}</c>), as its digits alone
/// (<c>{id-digits}</c>), or in two parts (<c>{area}</c> and <c>{number}</c>), because not every survey tool allows dots in its codes.
/// </summary>
internal static partial class ItemPattern
{
    /// <summary>One pattern or several.</summary>
    public static IReadOnlyList<string> ReadAll(JsonPlace place) =>
        place.Element.ValueKind == System.Text.Json.JsonValueKind.Array && place.Items() is { Count: > 0 } list ? [.. list.Select(Read)] : [Read(place)];

    /// <summary>The headings that patterns give an item, each once.</summary>
    public static IReadOnlyList<string> Headings(IReadOnlyList<string> patterns, string id) =>
        [.. patterns.Select(p => Fill(p, id)).DistinctBy(Cells.Fold, StringComparer.Ordinal)];

    /// <summary>A pattern with an item's id in its places.</summary>
    public static string Fill(string pattern, string id)
    {
        var dot = id.IndexOf('.', StringComparison.Ordinal);
        return pattern
            .Replace("{id}", id, StringComparison.Ordinal)
            .Replace("{id-digits}", string.Concat(id.Where(char.IsAsciiDigit)), StringComparison.Ordinal)
            .Replace("{area}", dot < 0 ? id : id[..dot], StringComparison.Ordinal)
            .Replace("{number}", dot < 0 ? "" : id[(dot + 1)..], StringComparison.Ordinal);
    }

    /// <summary>A heading with every run of digits replaced by one sign: what a running number has in common with its neighbours.</summary>
    public static string Shape(string heading) => Digits().Replace(Cells.Fold(heading), "#");

    private static string Read(JsonPlace place)
    {
        var pattern = place.Text();
        return pattern.Contains("{id}", StringComparison.Ordinal) || pattern.Contains("{id-digits}", StringComparison.Ordinal)
            || (pattern.Contains("{area}", StringComparison.Ordinal) && pattern.Contains("{number}", StringComparison.Ordinal))
            ? pattern
            : throw place.Wrong("a text with {id}, {id-digits}, or {area} and {number} where the item's id stands");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
