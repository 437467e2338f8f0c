using System.Globalization;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>The one lease under which anything is written.</summary>
internal static class WriteLease
{
    /// <summary>Its name.</summary>
    public const string Name = "write";

    /// <summary>This process in words, for the one who waits.</summary>
    public static string HolderOf(string command) =>
        string.Create(CultureInfo.InvariantCulture, $"digilo {command} (process {Environment.ProcessId})");
}
