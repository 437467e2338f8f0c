namespace Digilo.Analytics.Compute;

/// <summary>
/// How one answer byte is read. 0–8 is a level (0 = "kan inte" where the instrument offers it); 251 not shown, 252 skipped,
/// 253 don't know or not applicable, 254 not in this wave's instrument (method §1.8). Everything else is a damaged file.
/// </summary>
internal static class Answers
{
    /// <summary>Levels are 0 … <see cref="LevelCount"/> − 1.</summary>
    public const int LevelCount = 9;

    /// <summary>The first of the four consecutive codes for a missing answer.</summary>
    public const byte FirstMissingCode = 251;

    /// <summary>How many codes for a missing answer there are.</summary>
    public const int MissingCodeCount = 4;

    /// <summary>True for 0–8. A missing answer never enters a denominator.</summary>
    public static bool IsLevel(byte b) => b <= 8;

    /// <summary>True for 251–254.</summary>
    public static bool IsMissing(byte b) => b is >= FirstMissingCode and < FirstMissingCode + MissingCodeCount;

    /// <summary>True for an importance rating, 1–5.</summary>
    public static bool IsImportance(byte b) => b is >= 1 and <= 5;
}
