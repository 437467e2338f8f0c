using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>What is counted or summed over the persons of a group.</summary>
internal enum LevelQuantity
{
    /// <summary>Persons.</summary>
    Persons,
    /// <summary>Persons who have answered anything at all: no sum over those who have answered this.</summary>
    Respondents,
    /// <summary>Persons whose role requires something.</summary>
    Pairs,
    /// <summary>Sum of levels.</summary>
    Levels,
    /// <summary>Sum of distances from the true mean: how far the mean may lie otherwise.</summary>
    Deviation,
    /// <summary>Sum of squared distances from a published mean.</summary>
    Squares,
    /// <summary>Persons at one level.</summary>
    Bin,
    /// <summary>Persons under a level: the floor.</summary>
    Floor,
    /// <summary>Persons at or above the floor and below their requirement.</summary>
    Between,
    /// <summary>Persons at or above the floor and not below their requirement.</summary>
    Required,
    /// <summary>Persons below their requirement.</summary>
    Below,
    /// <summary>Persons above it.</summary>
    Above,
    /// <summary>Persons at it.</summary>
    Equal,
    /// <summary>Persons above less persons below.</summary>
    Net,
    /// <summary>Sum of requirement less level.</summary>
    Gap,
}

/// <summary>A sum over persons by requirement and level, which published figures tell something of.</summary>
/// <param name="Quantity">What.</param>
/// <param name="At">The level, the floor or the mean that it is taken at; otherwise 0.</param>
internal readonly record struct LevelForm(LevelQuantity Quantity, double At = 0)
{
    /// <summary>True where it takes the requirement to tell.</summary>
    public bool ByRequirement => Quantity is LevelQuantity.Pairs or >= LevelQuantity.Between;

    /// <summary>What one person adds.</summary>
    /// <param name="required">The requirement, or <see cref="LevelCounts.Nothing"/>.</param>
    /// <param name="level">The level.</param>
    public double Factor(int required, int level)
    {
        var paired = required != LevelCounts.Nothing;
        return Quantity switch
        {
            LevelQuantity.Persons => 1,
            LevelQuantity.Pairs => Is(paired),
            LevelQuantity.Levels => level,
            LevelQuantity.Deviation => level - At,
            LevelQuantity.Squares => (level - At) * (level - At),
            LevelQuantity.Bin => Is(level == (int)At),
            LevelQuantity.Floor => Is(level < At),
            LevelQuantity.Between => Is(paired && level >= At && level < required),
            LevelQuantity.Required => Is(level >= At && !(paired && level < required)),
            LevelQuantity.Below => Is(paired && level < required),
            LevelQuantity.Above => Is(paired && level > required),
            LevelQuantity.Equal => Is(paired && level == required),
            LevelQuantity.Net => Is(paired && level > required) - Is(paired && level < required),
            LevelQuantity.Gap => paired ? required - level : 0,
            _ => throw new InvalidOperationException(Quantity.ToString()),
        };
    }

    private static double Is(bool holds) => holds ? 1 : 0;
}
