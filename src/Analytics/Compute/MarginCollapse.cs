namespace Digilo.Analytics.Compute;

/// <summary>One margin as the profile plans it.</summary>
/// <param name="Name">Its name, for the record.</param>
/// <param name="Categories">Codes of its categories.</param>
/// <param name="Respondents">Respondents per category.</param>
/// <param name="Population">Persons in the register per category.</param>
/// <param name="Neighbour">The category that the profile names to merge each with, −1 for none.</param>
/// <param name="WithoutDevice">For the device margin the category "no device"; −1 for every other margin.</param>
internal sealed record MarginPlan(
    string Name, string[] Categories, long[] Respondents, long[] Population, int[] Neighbour, int WithoutDevice = -1);

/// <summary>What happened to a margin.</summary>
internal enum MarginOutcome
{
    /// <summary>It is used, with or without merges.</summary>
    Used,

    /// <summary>
    /// Device only: under 20 respondents without a device. Figures say "gäller dem som har digitalt verktyg", with bounds.
    /// </summary>
    DroppedTooFewWithoutDevice,

    /// <summary>Device only: another of its categories has a population and under 5 respondents, and device is never collapsed.</summary>
    DroppedTooFewInCategory,

    /// <summary>A category with too few has no named neighbour left: the weighting is refused.</summary>
    Refused,
}

/// <summary>What became of one margin.</summary>
/// <param name="Outcome">Used, dropped or refused.</param>
/// <param name="Category">The code of the category at fault when dropped or refused, otherwise empty.</param>
/// <param name="Into">New category of each old one, 0, 1, … in the old order; one category for all when the margin is not used.</param>
/// <param name="Totals">The population of each new category.</param>
/// <param name="Merges">In the order they were made.</param>
internal sealed record MarginDecision(
    MarginOutcome Outcome, string Category, int[] Into, double[] Totals, IReadOnlyList<CategoryMerge> Merges);

/// <summary>Collapse and refusal before weighting (method §3.3).</summary>
internal static class MarginCollapse
{
    /// <summary>Fewer respondents than this, with a population: a category is collapsed.</summary>
    public const int LeastRespondents = 5;

    /// <summary>Fewer respondents without a device than this: the device margin is dropped.</summary>
    public const int LeastWithoutDevice = 20;

    /// <summary>
    /// Merges categories with under 5 respondents and a population into their named neighbours, the first such category first, until
    /// none is left; a merged category whose own neighbour lies within it takes the next neighbour named by one of its members. None
    /// named: refused. Device is never collapsed: with under 20 respondents in a populated "no device" the margin is dropped, and so it
    /// is, with a reason of its own, when another populated category (unknown, say) has under 5. An unpopulated category is no trouble.
    /// No categories: used, empty.
    /// </summary>
    /// <exception cref="ArgumentException">Columns differ in length, or more respondents than persons.</exception>
    public static MarginDecision Decide(MarginPlan plan)
    {
        var k = plan.Categories.Length;
        Histogram.RequireSameLength(plan.Respondents.Length, k);
        Histogram.RequireSameLength(plan.Population.Length, k);
        Histogram.RequireSameLength(plan.Neighbour.Length, k);
        for (var c = 0; c < k; c++)
        {
            if (plan.Respondents[c] < 0 || plan.Respondents[c] > plan.Population[c])
            {
                throw new ArgumentException($"Category {plan.Categories[c]}: {plan.Respondents[c]} of {plan.Population[c]} answered.");
            }
        }

        return plan.WithoutDevice >= 0 ? Device(plan) : Merge(plan);
    }

    private static MarginDecision Device(MarginPlan plan)
    {
        var without = plan.WithoutDevice;
        if (plan.Population[without] > 0 && plan.Respondents[without] < LeastWithoutDevice)
        {
            return NotUsed(plan, MarginOutcome.DroppedTooFewWithoutDevice, without, []);
        }

        for (var c = 0; c < plan.Categories.Length; c++)
        {
            if (plan.Population[c] > 0 && plan.Respondents[c] < LeastRespondents)
            {
                return NotUsed(plan, MarginOutcome.DroppedTooFewInCategory, c, []);
            }
        }

        return Used(plan, [.. Enumerable.Range(0, plan.Categories.Length)], []);
    }

    private static MarginDecision Merge(MarginPlan plan)
    {
        var merged = CategoryMerging.Merge(
            plan.Categories, plan.Respondents, plan.Population, plan.Neighbour, (n, population) => population > 0 && n < LeastRespondents);
        return merged.Refused >= 0
            ? NotUsed(plan, MarginOutcome.Refused, merged.Refused, merged.Merges)
            : Used(plan, merged.Root, merged.Merges);
    }

    private static MarginDecision Used(MarginPlan plan, int[] root, IReadOnlyList<CategoryMerge> merges)
    {
        var kept = root.Distinct().Order().ToList();
        return new MarginDecision(
            MarginOutcome.Used,
            "",
            [.. root.Select(r => kept.IndexOf(r))],
            [.. kept.Select(r => (double)CategoryMerging.Sum(plan.Population, root, r))],
            merges);
    }

    private static MarginDecision NotUsed(MarginPlan plan, MarginOutcome outcome, int category, IReadOnlyList<CategoryMerge> merges) =>
        new(outcome, plan.Categories[category], new int[plan.Categories.Length], [plan.Population.Sum()], merges);
}
