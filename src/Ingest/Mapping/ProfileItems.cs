using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>What a profile says about an item: what it measures, and how its cells become numbers.</summary>
internal static class ProfileItems
{
    private const int MaxCompetence = 40;

    private static readonly string[] Keys = ["competence", "dimension", "evidence", "scale"];

    /// <summary>The item of a column, or of one of the ids of a block, where {id} stands for it.</summary>
    public static InstrumentItem Read(JsonPlace place, string code) => new(
        code,
        place.Find("competence")?.Code(MaxCompetence).Replace("{id}", code, StringComparison.Ordinal) ?? code,
        place.Find("dimension")?.Choice(
            ("none", CompetenceDimension.None), ("knowledge", CompetenceDimension.Knowledge), ("skill", CompetenceDimension.Skill), ("attitude", CompetenceDimension.Attitude))
            ?? CompetenceDimension.None,
        place.Find("evidence")?.Choice(("self", ItemEvidence.Self), ("test", ItemEvidence.Test)) ?? ItemEvidence.Self,
        place.Find("scale")?.Choice(("level", ItemScale.Level), ("sat", ItemScale.Sat), ("agree", ItemScale.Agree), ("score", ItemScale.Score), ("yesNo", ItemScale.YesNo)) ?? ItemScale.Level);

    /// <summary>A column that is no item says nothing of the kind.</summary>
    public static InstrumentItem? Refuse(JsonPlace place, string target)
    {
        foreach (var key in Keys)
        {
            if (place.Find(key) is { } stray)
            {
                throw stray.Wrong($"no {key} for '{target}'");
            }
        }

        return null;
    }

    /// <summary>Cell text → number. A scale that is not a level has nothing to do with the profile's levels.</summary>
    /// <param name="own">The column's own codes, or null.</param>
    /// <param name="scale">The item's scale.</param>
    /// <param name="levels">The profile's levels.</param>
    public static Dictionary<string, byte> Codes(JsonPlace? own, ItemScale scale, Dictionary<string, byte> levels)
    {
        if (own is not { } place)
        {
            return scale == ItemScale.Level ? levels : Digits(scale);
        }

        var (lowest, highest) = InstrumentItem.Range(scale);
        var map = new Dictionary<string, byte>(StringComparer.Ordinal);
        foreach (var (text, number) in place.Properties())
        {
            map[text] = number.Element.ValueKind == System.Text.Json.JsonValueKind.Number && number.Element.TryGetByte(out var b) && b >= lowest && b <= highest
                ? b
                : throw number.Wrong(string.Create(CultureInfo.InvariantCulture, $"a {(scale == ItemScale.Level ? "level" : "number")} {lowest}–{highest}"));
        }

        return map;
    }

    /// <summary>The numbers of a scale as they are written.</summary>
    public static Dictionary<string, byte> Digits(ItemScale scale)
    {
        var (lowest, highest) = InstrumentItem.Range(scale);
        return Enumerable.Range(lowest, highest - lowest + 1).ToDictionary(n => n.ToString(CultureInfo.InvariantCulture), n => (byte)n, StringComparer.Ordinal);
    }

    /// <summary>
    /// A statement worded the other way round: the ends of the scale change places. Of levels 1 to the highest do; 0, "cannot", stays what
    /// it is. A score that is not written in the profile cannot be turned, so a reversed score must be.
    /// </summary>
    public static Dictionary<string, byte> Reversed(Dictionary<string, byte> codes, ItemScale scale)
    {
        var highest = codes.Values.DefaultIfEmpty().Max();
        return scale switch
        {
            ItemScale.Level => codes.ToDictionary(p => p.Key, p => p.Value == 0 ? p.Value : (byte)(highest + 1 - p.Value), StringComparer.Ordinal),
            _ => codes.ToDictionary(
                p => p.Key, p => (byte)(InstrumentItem.Range(scale).Lowest + InstrumentItem.Range(scale).Highest - p.Value), StringComparer.Ordinal),
        };
    }
}
