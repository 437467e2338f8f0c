namespace Digilo.Analytics.Model;

/// <summary>What was noticed about an answer when it came in. Stored as the number; a flag changes no answer.</summary>
[Flags]
public enum QualityFlags
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>At least ten levels answered, all the same.</summary>
    StraightLining = 1,
    /// <summary>Less than two seconds per answered item.</summary>
    TooFast = 2,
    /// <summary>Sent in before the wave opened.</summary>
    BeforeWave = 4,
    /// <summary>Sent in after the wave closed.</summary>
    AfterWave = 8,
    /// <summary>The same person earlier in the file, or in an anonymous wave the same answers at the same moment.</summary>
    Duplicate = 16,
    /// <summary>The unit answered is not in the unit register.</summary>
    UnitUnknown = 32,
    /// <summary>The unit answered is not in force on the wave's reference date.</summary>
    UnitClosed = 64,
    /// <summary>The role answered has no requirements.</summary>
    RoleWithoutRequirement = 128,
    /// <summary>Unit, role, gender or birth year answered is another than the register's.</summary>
    RegisterDiffers = 256,
}

/// <summary>One thing that a policy decides about.</summary>
/// <param name="Name">Its name in settings.json; its words are <c>quality.NAME</c>.</param>
/// <param name="Flags">The flags that it covers.</param>
public sealed record QualityReason(string Name, QualityFlags Flags)
{
    /// <summary>All of them, in the order in which they are told.</summary>
    public static IReadOnlyList<QualityReason> All { get; } =
    [
        new("straightLining", QualityFlags.StraightLining),
        new("tooFast", QualityFlags.TooFast),
        new("outsideWave", QualityFlags.BeforeWave | QualityFlags.AfterWave),
        new("duplicate", QualityFlags.Duplicate),
        new("unitInvalid", QualityFlags.UnitUnknown | QualityFlags.UnitClosed),
        new("roleWithoutRequirement", QualityFlags.RoleWithoutRequirement),
        new("registerDiffers", QualityFlags.RegisterDiffers),
    ];
}

/// <summary>
/// What is done with answers that have quality flags. They are counted in any case; what is excluded is left out of every figure of a
/// wave, so that all figures rest on one base (method §4.5).
/// </summary>
/// <param name="Excluded">Flags that leave an answer out.</param>
public sealed record QualityPolicy(QualityFlags Excluded)
{
    /// <summary>Everything is counted and nothing left out: the default.</summary>
    public static QualityPolicy CountAll { get; } = new(QualityFlags.None);
}
