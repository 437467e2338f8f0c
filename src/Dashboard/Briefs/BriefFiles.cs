using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>Names of brief files.</summary>
public static class BriefFiles
{
    /// <summary>A name that says which brief, of which day: "digilo-ledning-2284-2023-10-31-sv.pdf". Letters, digits, hyphens and one full stop.</summary>
    /// <param name="name">Which brief.</param>
    /// <param name="dataDate">The day that its data reach to.</param>
    /// <param name="extension">Without a full stop.</param>
    public static string Name(BriefName name, DateOnly dataDate, string extension)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = ["digilo", name.Kind, name.Organisation, name.Unit, Format.IsoDate(dataDate), name.Language];
        return string.Join('-', parts.Where(p => p.Length > 0).Select(Safe)) + "." + extension;
    }

    // A unit's code is the register's own text: it may hold a slash.
    private static string Safe(string part) => string.Concat(part.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
}
