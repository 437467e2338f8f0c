using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Digilo.Analytics.Benchmarks;

/// <summary>Where and with what the numbers were measured, and how much memory the process holds.</summary>
internal static class Machine
{
    /// <summary>Name of the processor; its architecture where the system does not tell.</summary>
    public static string Processor =>
        Line("/proc/cpuinfo", "model name")
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Physical memory in GB.</summary>
    public static double MemoryGigabytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;

    /// <summary>Processes that wanted to run in the last minute; null where the system does not tell.</summary>
    public static double? Load =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    /// <summary>The commit of the tree that was built, with a mark if files differ from it.</summary>
    public static string Commit
    {
        get
        {
            var commit = Git("rev-parse --short=12 HEAD");
            return commit.Length == 0 ? "unknown" : Git("status --porcelain --untracked-files=no").Length == 0 ? commit : commit + " with changes";
        }
    }

    /// <summary>Version of a library as its authors call it.</summary>
    public static string Version(Type type)
    {
        var text = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return text.Split('+')[0];
    }

    /// <summary>Collects what earlier runs left, and starts the search for the highest memory anew where the system allows it.</summary>
    public static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    /// <summary>Highest resident memory in MB since <see cref="Settle"/>; since the process began where that is not possible.</summary>
    public static double PeakMegabytes => Kilobytes("VmHWM") is { } peak ? peak / 1000 : Process.PeakWorkingSet64 / 1e6;

    /// <summary>Resident memory now in MB.</summary>
    public static double ResidentMegabytes => Kilobytes("VmRSS") is { } now ? now / 1000 : Process.WorkingSet64 / 1e6;

    private static System.Diagnostics.Process Process => System.Diagnostics.Process.GetCurrentProcess();

    private static double? Kilobytes(string name) =>
        Line("/proc/self/status", name) is { } text ? double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) * 1.024 : null;

    private static string? Line(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;

    /// <summary>The root of the tree.</summary>
    public static string Repository => Git("rev-parse --show-toplevel") is { Length: > 0 } root ? root : Directory.GetCurrentDirectory();

    private static string Git(string arguments)
    {
        try
        {
            using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            var text = git?.StandardOutput.ReadToEnd().Trim() ?? "";
            git?.WaitForExit();
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine: the result says "unknown".
            return "";
        }
    }
}
