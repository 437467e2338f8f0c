namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>Who does something, for the audit log: the account that the program runs under, and the name that was given where one is asked for.</summary>
internal static class Actor
{
    private const int MaxName = 100;

    /// <summary>The account alone.</summary>
    public static string Account => Environment.UserName;

    /// <summary>A given name and the account; the account alone if no name was given.</summary>
    public static string Of(string name)
    {
        name = Ingest.Importer.CleanName(name.Trim());
        return name.Length == 0 ? Account : $"{(name.Length > MaxName ? name[..MaxName] : name)} ({Account})";
    }

    /// <summary>True if two names are two persons': case, spaces and the account make none.</summary>
    public static bool Differ(string one, string other) => !string.Equals(Folded(one), Folded(other), StringComparison.OrdinalIgnoreCase);

    private static string Folded(string name)
    {
        var account = name.LastIndexOf(" (", StringComparison.Ordinal);
        return string.Join(' ', (account < 0 ? name : name[..account]).Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
