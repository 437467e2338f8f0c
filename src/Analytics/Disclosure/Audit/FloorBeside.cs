namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>What F1 tells beside one mandatory competence.</summary>
/// <param name="OfAll">It is mandatory for all roles.</param>
/// <param name="Groups">Group by group.</param>
internal sealed record FloorBeside(bool OfAll, IReadOnlyList<FloorBeside.Group> Groups)
{
    /// <summary>F1 of a group.</summary>
    internal sealed record Group
    {
        /// <summary>How many are below.</summary>
        public required long Below { get; init; }

        /// <summary>The fewest by what is printed.</summary>
        public required double Low { get; init; }

        /// <summary>The most.</summary>
        public required double High { get; init; }

        /// <summary>How many have a known F1; null where that is not told.</summary>
        public required long? Known { get; init; }

        /// <summary>How many can be below in other mandatory competences, all of them together.</summary>
        public required double Others { get; init; }

        /// <summary>How many can be below in this one by the depth (F2), which adds all of them up.</summary>
        public required (double Low, double High) Own { get; init; }

        /// <summary>The cells that tell F1.</summary>
        public required IReadOnlyList<Printed> Sources { get; init; }

        /// <summary>The cells that tell of the others.</summary>
        public required IReadOnlyList<Printed> OfOthers { get; init; }

        /// <summary>The cells that tell of this one by the depth.</summary>
        public required IReadOnlyList<Printed> OfDepth { get; init; }
    }
}
