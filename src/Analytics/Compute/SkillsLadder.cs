namespace Digilo.Analytics.Compute;

/// <summary>The bands of a DigCompSAT area score (JRC123226, annex 8).</summary>
internal enum SkillsBand
{
    /// <summary>0–29 %.</summary>
    Low,
    /// <summary>30–47 %.</summary>
    Foundation,
    /// <summary>48–80 %.</summary>
    Intermediate,
    /// <summary>81–100 %.</summary>
    Advanced,
}

/// <summary>The rungs of F4, named after Eurostat's Digital Skills Indicator 2.0.</summary>
internal enum SkillsRung
{
    /// <summary>At least basic in none or one of the five areas.</summary>
    None,
    /// <summary>At least basic in two.</summary>
    Limited,
    /// <summary>At least basic in three.</summary>
    Narrow,
    /// <summary>At least basic in four.</summary>
    Low,
    /// <summary>At least basic in all five, not above it in all.</summary>
    Basic,
    /// <summary>Above basic in all five.</summary>
    AboveBasic,
}

/// <summary>
/// F4: the ladder of the Digital Skills Indicator laid over DigCompSAT's five areas (domain §1.4, §3). At least basic is the band
/// Foundation or higher, above basic is Intermediate or higher: our reading, for the indicator itself counts activities, so F4 is never
/// set beside its figures (method §3.10).
/// </summary>
internal static class SkillsLadder
{
    /// <summary>Information, communication, content, safety, problem solving.</summary>
    public const int AreaCount = 5;

    /// <summary>How many rungs there are.</summary>
    public const int RungCount = 6;

    /// <summary>A person whose rung is not known.</summary>
    public const byte Missing = 255;

    /// <summary>
    /// Area scores, 0–100: the mean of all items in the area (not of its competences), over the highest score. Answered are 0 … highest;
    /// fewer than ⌈k/2⌉ of k items answered: NaN (method §2.2), as is no item. R: <c>100 * rowMeans(x, na.rm = TRUE)/3</c>.
    /// </summary>
    /// <param name="columns">Item columns of one length, one byte a respondent.</param>
    /// <param name="items">Those of the area.</param>
    /// <param name="highest">The score of the top option, 3 in DigCompSAT.</param>
    /// <exception cref="ArgumentException">Columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Highest not in 1–8.</exception>
    public static double[] AreaScores(byte[][] columns, ReadOnlySpan<int> items, int highest = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(highest, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(highest, Answers.LevelCount - 1);
        var (sums, answered) = CompetenceIndex.Sums(columns, items, highest);
        var required = Math.Max(1, CompetenceIndex.RequiredAnswers(items.Length));
        var scores = new double[sums.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = answered[i] >= required ? 100.0 * sums[i] / ((double)answered[i] * highest) : double.NaN;
        }

        return scores;
    }

    /// <summary>
    /// The band of a score. The published bands are of whole per cent; between them a score belongs to the lower (29.9 is Low).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in 0–100, NaN included.</exception>
    public static SkillsBand Band(double score)
    {
        if (!(score >= 0 && score <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, "A score lies in 0–100.");
        }

        return score < 30 ? SkillsBand.Low : score < 48 ? SkillsBand.Foundation : score < 81 ? SkillsBand.Intermediate : SkillsBand.Advanced;
    }

    /// <summary>Each person's rung as a byte of <see cref="SkillsRung"/>, <see cref="Missing"/> where an area is missing.</summary>
    /// <param name="areas">Five columns of area scores, 0–100, NaN = missing.</param>
    /// <exception cref="ArgumentException">Not five areas of one length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A score outside 0–100.</exception>
    public static byte[] Persons(double[][] areas)
    {
        Histogram.RequireSameLength(areas.Length, AreaCount);
        var rungs = new byte[areas[0].Length];
        foreach (var area in areas)
        {
            Histogram.RequireSameLength(area.Length, rungs.Length);
        }

        for (var i = 0; i < rungs.Length; i++)
        {
            var (missing, basic, above) = (false, 0, 0);
            foreach (var area in areas)
            {
                if (double.IsNaN(area[i]))
                {
                    missing = true;
                    continue;
                }

                var band = Band(area[i]);
                basic += band >= SkillsBand.Foundation ? 1 : 0;
                above += band >= SkillsBand.Intermediate ? 1 : 0;
            }

            rungs[i] = missing ? Missing : (byte)Rung(basic, above);
        }

        return rungs;
    }

    /// <summary>The rung of so many areas at least basic, and so many of them above.</summary>
    public static SkillsRung Rung(int atLeastBasic, int aboveBasic) => (atLeastBasic, aboveBasic) switch
    {
        (_, AreaCount) => SkillsRung.AboveBasic,
        (AreaCount, _) => SkillsRung.Basic,
        (4, _) => SkillsRung.Low,
        (3, _) => SkillsRung.Narrow,
        (2, _) => SkillsRung.Limited,
        _ => SkillsRung.None,
    };
}
