namespace Digilo.Analytics.Desk;

/// <summary>A lease in the database that one writer at a time holds; it runs out by itself when its holder dies.</summary>
public interface ILeases
{
    /// <summary>Tries to take the lease, waiting up to <paramref name="wait"/>. Disposing gives it back.</summary>
    /// <param name="name">e.g. "write".</param>
    /// <param name="holder">Who, in words for the one who waits: "digilo import (process 4711)".</param>
    /// <param name="wait">How long to wait for another holder.</param>
    /// <exception cref="LeaseHeldException">Somebody else holds it still; the message names the holder and since when.</exception>
    IDisposable Take(string name, string holder, TimeSpan wait);

    /// <summary>Who holds a lease now, or null.</summary>
    string? Holder(string name);
}

/// <summary>Another writer holds the lease.</summary>
public sealed class LeaseHeldException : Exception
{
    /// <summary>Names the holder.</summary>
    public LeaseHeldException(string name, string holder, DateTime since)
        : base(FormattableString.Invariant($"The lease '{name}' is held by {holder} since {since:yyyy-MM-dd HH:mm:ss} UTC."))
    {
        Name = name;
        Holder = holder;
        Since = since;
    }

    /// <summary>Name of the lease.</summary>
    public string Name { get; }

    /// <summary>Who holds it.</summary>
    public string Holder { get; }

    /// <summary>Since when, UTC.</summary>
    public DateTime Since { get; }
}
