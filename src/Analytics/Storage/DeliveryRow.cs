using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>A delivery as far as the rules of what is in force need it.</summary>
internal sealed class DeliveryRow
{
    public long Id { get; init; }

    public string Kind { get; init; } = "";

    public string Source { get; init; } = "";

    public string Profile { get; init; } = "";

    public string ProfileVersion { get; init; } = "";

    public string Wave { get; init; } = "";

    public DateOnly AsOf { get; init; }

    public string Mode { get; init; } = "";

    /// <summary>Full or Increment: a correction acts as what it corrects.</summary>
    public string ActsAs { get; init; } = "";

    /// <summary>Order: a correction takes the place of what it corrects.</summary>
    public long Place { get; init; }

    public string ContentHash { get; init; } = "";

    public long RowsStored { get; init; }

    public string Status { get; init; } = "";

    public DateTime? InForceUtc { get; init; }

    public DateTime? ReplacedUtc { get; init; }

    public DateTime? DestroyedUtc { get; init; }

    public DateTime? UnlinkedUtc { get; init; }

    internal DeliveryKind Holds => Enum.Parse<DeliveryKind>(Kind);

    internal DeliveryStatus State => Enum.Parse<DeliveryStatus>(Status);

    internal bool IsFull => ActsAs == nameof(DeliveryMode.Full);
}
