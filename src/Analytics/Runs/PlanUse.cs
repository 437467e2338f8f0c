using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>Whom plans cover, and how far their actions have come.</summary>
internal static class PlanUse
{
    /// <summary>
    /// Per person: the unit's operation, the unit itself or one above it has a plan that was adopted in the 24 months that end on the
    /// day. A plan without a day of adoption is not adopted.
    /// </summary>
    public static Sourced<bool[]> Covered(DeliveredFacts others, OperationMap operations, string[] unitOfPeople, DateOnly? referenceDate)
    {
        if (others.Plans is not { } plans)
        {
            return Sourced<bool[]>.Without("no_plans");
        }

        var day = others.Until(DeliveryKind.Plans, referenceDate);
        if (day < others.Newest[DeliveryKind.Plans] && !plans.Any(p => p.Adopted <= day))
        {
            return Sourced<bool[]>.Without("source_later");
        }

        var valid = plans.Where(p => p.Adopted > day.AddMonths(-PlanCoverage.Months) && p.Adopted <= day).ToArray();
        var byOperation = valid.Select(p => operations.Named(p.Operation)).Where(o => o >= 0).ToHashSet();
        var byUnit = valid.Select(p => p.Unit).Where(u => u.Length > 0).ToHashSet(StringComparer.Ordinal);
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        return unitOfPeople.Select(unit =>
        {
            if (!known.TryGetValue(unit, out var covered))
            {
                covered = byOperation.Contains(operations.IndexOf(unit)) || operations.Above(unit).Any(u => byUnit.Contains(u.Code));
                known.Add(unit, covered);
            }

            return covered;
        }).ToArray();
    }

    /// <summary>
    /// Actions that are delivered one by one, and for a plan without any the plan's own numbers. Those are of the day that the plans
    /// describe: for an earlier day they are not used.
    /// </summary>
    public static Sourced<PreparedActions> Actions(DeliveredFacts others, DateOnly? referenceDate)
    {
        if (others.Plans is null && others.Actions is null)
        {
            return Sourced<PreparedActions>.Without("no_actions");
        }

        var newest = new[] { DeliveryKind.Plans, DeliveryKind.PlanActions }.Where(others.Newest.ContainsKey).Max(k => others.Newest[k]);
        var day = referenceDate ?? newest;
        if (day < newest && !(others.Actions ?? []).Any(a => a.Due <= day || a.Done <= day))
        {
            return Sourced<PreparedActions>.Without("source_later");
        }

        long due = 0, done = 0;
        double? hours = null;
        long? solutions = null;
        var told = false;
        foreach (var action in others.Actions ?? [])
        {
            var isDone = action.Done <= day;
            if (action.Due <= day)
            {
                (told, due, done) = (true, due + 1, done + (isDone ? 1 : 0));
            }

            if (action.HoursFreed is { } freed)
            {
                hours = (hours ?? 0) + (isDone ? (double)freed : 0);
            }

            if (action.Solution != YesNo.Unknown)
            {
                solutions = (solutions ?? 0) + (isDone && action.Solution == YesNo.Yes ? 1 : 0);
            }
        }

        var single = (others.Actions ?? []).Select(a => a.Plan).ToHashSet(StringComparer.Ordinal);
        foreach (var plan in others.Plans is { } plans && day >= others.Newest[DeliveryKind.Plans] ? plans.Where(p => !single.Contains(p.Code)) : [])
        {
            if (plan is { ActionsDue: { } planned, ActionsDone: { } finished })
            {
                (told, due, done) = (true, due + planned, done + Math.Min(finished, planned));
            }

            hours = plan.HoursFreed is { } freed ? (hours ?? 0) + (double)freed : hours;
            solutions = plan.Solutions is { } inUse ? (solutions ?? 0) + inUse : solutions;
        }

        return told || hours is not null || solutions is not null
            ? new PreparedActions(due, done, hours, solutions)
            : Sourced<PreparedActions>.Without("no_actions");
    }
}
