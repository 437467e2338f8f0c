namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Starts work from a page without the page knowing the job system; implemented by Jobs.</summary>
public interface IRunStarter
{
    /// <summary>Queues the nightly chain now; returns false if one is queued or running already.</summary>
    bool StartNightly();
}
