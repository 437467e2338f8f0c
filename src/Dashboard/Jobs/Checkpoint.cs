using System.Diagnostics;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>
/// Named points of the nightly chain. In production they do nothing; the crash tests name one, and the process dies there as
/// from a power cut, so that the next start can be shown to finish the work.
/// </summary>
internal sealed class Checkpoint
{
    private readonly string _killAfter;

    /// <summary>With the name of the point to die at; empty = none.</summary>
    public Checkpoint(string killAfter) => _killAfter = killAfter;

    /// <summary>Never dies.</summary>
    public static Checkpoint None { get; } = new("");

    /// <summary>The chain has come to a point.</summary>
    public void Reached(string point)
    {
        if (_killAfter.Length > 0 && _killAfter == point)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
