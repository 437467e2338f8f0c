namespace Digilo.Analytics.Desk;

/// <summary>Where a mail stands. Stored by name.</summary>
public enum SendingState
{
    /// <summary>Written down; not sent, or refused for the time being.</summary>
    Intended,
    /// <summary>The server has the recipient and is being given the mail: it must not be sent again without knowing what came of it.</summary>
    Handing,
    /// <summary>Accepted by the mail server.</summary>
    Sent,
    /// <summary>"Osäkert": it may have been accepted. Never sent again but by a person's decision.</summary>
    Uncertain,
    /// <summary>Was uncertain; a person has decided to leave it at that.</summary>
    Settled,
    /// <summary>Refused by the mail server for good.</summary>
    Refused,
    /// <summary>Given up after the last try.</summary>
    Failed,
    /// <summary>Accepted first, and came back.</summary>
    Bounced,
    /// <summary>Not to be sent any more: the subscription has ended, or there is nothing to tell.</summary>
    Cancelled,
}

/// <summary>One mail that was to be sent.</summary>
/// <param name="Id">Assigned in order.</param>
/// <param name="Subscription">Number of the subscription; it may have ended.</param>
/// <param name="Occasion">What it was sent for; with the subscription it names the mail for ever.</param>
/// <param name="MessageId">Its Message-ID without angle brackets: the same at every try.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">Times that it was tried.</param>
/// <param name="Reply">Code of what went wrong, such as "550 5.1.1" or "timeout"; never the server's words, which may name the reader.</param>
/// <param name="SnapshotId">The snapshot at the time it was written down; empty if none.</param>
/// <param name="Created">When it was written down, UTC.</param>
/// <param name="Due">Not to be tried before, UTC.</param>
/// <param name="Changed">When it came into its state, UTC.</param>
public sealed record Sending(
    long Id, long Subscription, string Occasion, string MessageId, SendingState State, int Attempts, string Reply, string SnapshotId, DateTime Created,
    DateTime Due, DateTime Changed);

/// <summary>
/// What was to be sent and what came of it. Written down before anything leaves, so that a restart never sends twice. Holds no address.
/// </summary>
public interface ISendings
{
    /// <summary>Writes a mail down. False if the subscription has one for the occasion already.</summary>
    bool Intend(long subscription, string occasion, string messageId, string snapshotId, DateTime utc);

    /// <summary>Those to be tried now, in order.</summary>
    IReadOnlyList<Sending> Due(DateTime utc);

    /// <summary>One, or null.</summary>
    Sending? Find(long id);

    /// <summary>The one with a Message-ID (without angle brackets), or null.</summary>
    Sending? Find(string messageId);

    /// <summary>A subscription's, newest first.</summary>
    IReadOnlyList<Sending> Of(long subscription);

    /// <summary>All in a state, oldest first.</summary>
    IReadOnlyList<Sending> In(SendingState state);

    /// <summary>Newest first.</summary>
    IReadOnlyList<Sending> Latest(int count);

    /// <summary>Moves a mail from the state it is known to be in. False if it is in another one: somebody else has moved it, and nothing is changed.</summary>
    /// <param name="known">As it was read.</param>
    /// <param name="state">Where it goes.</param>
    /// <param name="reply">What went wrong, or empty.</param>
    /// <param name="attempts">Times tried.</param>
    /// <param name="due">Not to be tried before, UTC.</param>
    /// <param name="utc">Now, UTC.</param>
    bool Move(Sending known, SendingState state, string reply, int attempts, DateTime due, DateTime utc);

    /// <summary>What was being handed over when a process died becomes uncertain; returns how many. Called under the lease of the mail alone.</summary>
    int MarkUncertain(DateTime utc);

    /// <summary>A person decides about an uncertain mail: once more, or leave it. False if it is not uncertain. Stands in the audit log.</summary>
    bool Decide(long id, bool again, string actor, DateTime utc);
}
