namespace Digilo.Analytics.Model;

/// <summary>
/// Every number of the protection of persons (method §4) in one place: those that people set, in <see cref="Settings"/>, and those that
/// the method fixes, as constants. What a rule says of itself (<see cref="DisclosureRules"/>) is filled in from here.
/// </summary>
/// <param name="Settings">Set in settings.json; of a wave, as frozen with it.</param>
public sealed record DisclosurePolicy(DisclosureSettings Settings)
{
    /// <summary>Fewest respondents of a published group if nothing else is decided.</summary>
    public const int DefaultThreshold = 5;

    /// <summary>No threshold is lower: with two, each of them knows the other's answer.</summary>
    public const int LeastThreshold = 3;

    /// <summary>No threshold is higher.</summary>
    public const int MostThreshold = 50;

    /// <summary>Fewest respondents of a group in a wave whose figures may leave the organisation, as in Kolada.</summary>
    public const int ExternalThreshold = 10;

    /// <summary>Units with fewer persons in the register are merged if nothing else is decided.</summary>
    public const int DefaultMergeBelow = 10;

    /// <summary>The most that merging can be asked to reach.</summary>
    public const int MostMergeBelow = 200;

    /// <summary>While a wave is open no smaller group is shown, and by default none smaller than this.</summary>
    public const int LeastOpenWaveMinimum = 50;

    /// <summary>The most that can be asked for while a wave is open.</summary>
    public const int MostOpenWaveMinimum = 1000;

    /// <summary>No fewer groups with figures by competence can be asked for, up to which everything is audited together.</summary>
    public const int LeastAuditGroups = 120;

    /// <summary>Up to so many everything is audited together if nothing else is decided: an employer of four hundred units.</summary>
    public const int DefaultAuditGroups = 500;

    /// <summary>The most that can be asked for.</summary>
    public const int MostAuditGroups = 5000;

    /// <summary>A protected count must stay unknown over at least so many persons, highest less lowest (method §4.1).</summary>
    public const int CountWidth = 3;

    /// <summary>From so many respondents an interval is shown (method §4.3).</summary>
    public const int IntervalFrom = 10;

    /// <summary>From so many respondents a standard error is shown (method §4.3).</summary>
    public const int ErrorFrom = 20;

    /// <summary>From so many respondents a share has one decimal (method §4.3).</summary>
    public const int FineShareFrom = 200;

    /// <summary>From so many respondents a mean has two decimals (method §4.3).</summary>
    public const int FineMeanFrom = 50;

    /// <summary>A mean whose sum lies within so many steps of everybody's lowest or highest answer is a class (method §4.3).</summary>
    public const int NearEnd = 5;

    /// <summary>Weighted figures need answers worth at least so many unweighted ones (method §4.5).</summary>
    public const int LeastEffective = 30;

    /// <summary>The gap between managers' and staff's view needs so many managers who answered (method §2.8).</summary>
    public const int LeastManagers = 5;

    /// <summary>The gap between managers' and staff's view needs so many units with both (method §2.8).</summary>
    public const int LeastManagedUnits = 5;

    /// <summary>Fewest answers of a published HME index (method §2.5).</summary>
    public const int EngagementFrom = 10;

    /// <summary>A count of rows of fewer than the default threshold is told as "at most" this (rows outside the figures).</summary>
    public const int FewRows = DefaultThreshold - 1;

    /// <summary>Fewest respondents of a published group.</summary>
    public int Threshold => Settings.Threshold;

    /// <summary>The most persons that are too few to be a group.</summary>
    public int MostInFew => Threshold - 1;

    /// <summary>A count is told as a number from so many on, if so many are left: a class of fewer numbers would not be as wide as it must be.</summary>
    public int ExactFrom => Math.Max(Threshold, CountWidth + 1);

    /// <summary>Of so many respondents there is room for two classes; of fewer a small count is not told at all.</summary>
    public const int ClassesFrom = (2 * CountWidth) + 1;

    /// <summary>
    /// Would two figures on groups that differ by so many persons tell of those few? Not if they are the same, and not from the threshold on
    /// (method §4.5, §4.6).
    /// </summary>
    public bool TellsOfFew(long difference) => difference > 0 && difference < Threshold;
}

/// <summary>What is published and how it is protected (method §4), as people set it.</summary>
/// <param name="Threshold">Fewest respondents of a published group; default 5, never under 3.</param>
/// <param name="MergeBelow">Sibling units with fewer persons in the register than this are merged when a wave opens; default 10, 0 = never.</param>
/// <param name="OpenWaveMinimum">While a wave is open, participation is shown for groups of at least so many persons; default 50.</param>
public sealed record DisclosureSettings(int Threshold, int MergeBelow, int OpenWaveMinimum)
{
    /// <summary>
    /// Everything published of an organisation with at most so many groups that have figures by competence is audited together; in a larger
    /// one sums are protected one by one. Default 500, never less than 120.
    /// </summary>
    public int AuditGroups { get; init; } = DisclosurePolicy.DefaultAuditGroups;

    /// <summary>What holds where nothing else is decided.</summary>
    public static DisclosureSettings BuiltIn { get; } =
        new(DisclosurePolicy.DefaultThreshold, DisclosurePolicy.DefaultMergeBelow, DisclosurePolicy.LeastOpenWaveMinimum);

    /// <summary>These settings, for whoever makes tables by them.</summary>
    /// <exception cref="InvalidOperationException">The threshold is under <see cref="DisclosurePolicy.LeastThreshold"/>, from wherever it came.</exception>
    public DisclosureSettings Checked() => Threshold >= DisclosurePolicy.LeastThreshold
        ? this
        : throw new InvalidOperationException("Nothing is published with a threshold under " + DisclosurePolicy.LeastThreshold + ".");

    /// <summary>True if the groups are large enough for figures that leave the organisation.</summary>
    public bool AllowExternal => Threshold >= DisclosurePolicy.ExternalThreshold;

    /// <summary>The settings of a wave: one that is marked external has at least the external threshold, whatever the others have.</summary>
    public DisclosureSettings For(Wave wave) =>
        wave.External && !AllowExternal ? this with { Threshold = DisclosurePolicy.ExternalThreshold } : this;
}
