using System.Globalization;
using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>Levels of a scale, told by what its author wrote: a score, or a digit that each label begins with. Never by the order of labels.</summary>
internal static class LevelHints
{
    private static readonly string[] Unknown =
        ["vet ej", "vet inte", "vill ej svara", "vill inte svara", "ej aktuellt", "ej relevant", "inte relevant", "ingen åsikt", "don't know", "do not know", "not applicable", "not relevant",
            "keine angabe", "weiß nicht", "weiss nicht", "kann ich nicht beurteilen"];

    /// <summary>True for a label that means that there is no answer.</summary>
    public static bool IsUnknown(string label) => Unknown.Contains(Cells.Fold(label).TrimEnd('.', '!'));

    /// <summary>Levels by scores; null unless every one is a whole number 0–8 and they differ (all alike = none was set).</summary>
    public static Dictionary<string, byte>? ByScore(IReadOnlyList<(string Label, string Score)> options)
    {
        var levels = new Dictionary<string, byte>(StringComparer.Ordinal);
        foreach (var (label, score) in options)
        {
            if (!byte.TryParse(score, NumberStyles.None, CultureInfo.InvariantCulture, out var level) || level > Model.AnswerCode.MaxLevel)
            {
                return null;
            }

            levels[label] = level;
        }

        return levels.Values.Distinct().Count() > 1 ? levels : null;
    }

    /// <summary>Levels by the digit that each label begins with ("3 – Van"); null unless all have one and no two the same.</summary>
    public static Dictionary<string, byte>? ByDigit(IReadOnlyList<string> labels)
    {
        var levels = new Dictionary<string, byte>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            if (label.Length == 0 || label[0] is < '0' or > '8' || (label.Length > 1 && char.IsAsciiDigit(label[1])))
            {
                return null;
            }

            levels[label] = (byte)(label[0] - '0');
        }

        return levels.Count > 1 && levels.Values.Distinct().Count() == levels.Count ? levels : null;
    }
}
