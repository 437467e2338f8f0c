namespace Digilo.Analytics.Model;

/// <summary>
/// One answer is one byte: a number on the item's scale (a level 0–8 on most), or one of four codes that say why there is no level (method §1.8).
/// No code ever enters a denominator; each one's rate is shown.
/// </summary>
/// <remarks>Level 0 is "kan inte": it exists only where the instrument offers it, and lies below every floor.</remarks>
public static class AnswerCode
{
    /// <summary>The highest level of the scale.</summary>
    public const byte MaxLevel = 8;

    /// <summary>The item was not shown to this respondent (routing).</summary>
    public const byte NotShown = 251;

    /// <summary>The item was shown and left empty.</summary>
    public const byte Skipped = 252;

    /// <summary>"Don't know" or "not applicable" was chosen.</summary>
    public const byte DontKnow = 253;

    /// <summary>The item is not part of this wave's instrument.</summary>
    public const byte NotInInstrument = 254;

    /// <summary>True for any number that an item's scale may have, false for every missing code.</summary>
    public static bool IsAnswered(byte answer) => answer < NotShown;

    /// <summary>True for a level (0–8), false for every missing code.</summary>
    public static bool IsLevel(byte answer) => answer <= MaxLevel;
}
