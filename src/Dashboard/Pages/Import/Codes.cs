namespace Digilo.Analytics.Dashboard.Pages.Import;

/// <summary>The report's words for status, kind and mode, as the text files' codes have them.</summary>
internal static class Codes
{
    /// <summary>"inForce" → "InForce".</summary>
    public static string Of(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
