namespace Digilo.Analytics.Desk;

/// <summary>How far a remote source has been fetched.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="State">What its kind remembers; opaque.</param>
/// <param name="Pulled">When it was last fetched, UTC.</param>
public sealed record PullStateEntry(string Name, string State, DateTime Pulled);

/// <summary>How far remote sources have been fetched, so that the next fetch asks for what is new.</summary>
public interface IPullStates
{
    /// <summary>The state of a source; null if it was never fetched.</summary>
    PullStateEntry? Find(string name);

    /// <summary>Keeps the state of a source in place of the one before.</summary>
    void Keep(string name, string state, DateTime utc);
}
