using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// V3: the R-indicator, its coefficient of variation and unconditional partials, with and without device, and the partials of department
/// and of operation in models of their own (method §3.8). The organisation alone, from 200 persons.
/// </summary>
public static class RepresentativityOfAnswers
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("V3", MeasureClass.Participation, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.OrganisationOnly, answers => [Compute(answers)]);

    // In the order of the breakdowns.
    private static readonly string[] Names = ["role", "gender", "age", "form", "device"];

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var respondents = answers.Wave.Respondents[0];
        var missing = !answers.Linked ? "needs_linked" : answers.People.Population[0] < Representativeness.LeastPersons ? "few_persons" : "";
        if (missing.Length > 0)
        {
            return Figures([.. Codes.Select(code => new RawColumn(code, "V2", missing, []))]);
        }

        // Protected identities have no attributes: they are among the unknown.
        var people = answers.People;
        var answered = new bool[people.Channel.Length];
        foreach (var person in answers.Person)
        {
            answered[person] = true;
        }

        ResponseVariable[] all = [.. people.Grouping.Categories.Zip(Names, (p, name) => Variable(name, p.Rows, p.Count, answered, ordered: name == "age"))];
        int[] department = [.. people.Grouping.Tree.Rows.Select(place => place == 0 ? answers.Departments : place <= answers.Departments ? place - 1 : people.Grouping.Parent[place] - 1)];
        var whole = Representativeness.Of(answered, all);
        var withoutDevice = Representativeness.Of(answered, all[..4]);
        var byDepartment = Representativeness.Of(answered, [Variable("department", department, answers.Departments + 1, answered, ordered: false)]);
        var operation = people.Grouping.Operations is { } operations
            ? Column("operation", Representativeness.Of(answered, [Variable("operation", operations.Rows, operations.Count, answered, ordered: false)]), e => e.Partials[0].Partial)
            : new RawColumn("operation", "V2", "no_operations", []);
        return Figures(
        [
            Column("all", whole, e => e.RIndicator), Column("cv", whole, e => e.Variation), Column("without_device", withoutDevice, e => e.RIndicator),
            .. Names.Select((name, b) => Column(name, whole, e => e.Partials[b].Partial)),
            Column("department", byDepartment, e => e.Partials[0].Partial),
            operation,
        ]);

        RawColumn Column(string code, RepresentativenessEstimate estimate, Func<RepresentativenessEstimate, double> value)
        {
            var reason = estimate.Refusal switch
            {
                RepresentativenessRefusal.None => "",
                RepresentativenessRefusal.TooFewPersons => "few_persons",
                RepresentativenessRefusal.NoNeighbour => "no_neighbour",
                _ => "not_converged",
            };
            return new RawColumn(code, "V2", reason, reason.Length > 0 ? [] :
            [
                new RawFigure(respondents, 0, value(estimate), 0, 0, 0)
                {
                    Reason = double.IsFinite(value(estimate)) ? null : "too_few",
                    Detail = new FigureDetail(double.NaN, double.NaN, "", double.NaN, double.NaN),
                },
            ]);
        }
    }

    private static IEnumerable<string> Codes => ["all", "cv", "without_device", .. Names, "department", "operation"];

    private static RawFigures Figures(RawColumn[] columns) =>
        new(Definition.Id, "", FigureKind.Statistic, columns) { Scale = new FigureScale(0, double.PositiveInfinity, 0, 2, FineDecimals: false) };

    /// <summary>
    /// A category in which all or none answered is merged with its neighbour: the next one where categories have an order, otherwise the
    /// largest.
    /// </summary>
    private static ResponseVariable Variable(string name, int[] category, int count, bool[] answered, bool ordered)
    {
        int[] filled = [.. category.Select(c => c < 0 ? count - 1 : c)];
        var persons = new long[count];
        foreach (var c in filled)
        {
            persons[c]++;
        }

        var largest = Array.IndexOf(persons, persons.Max());
        var second = Array.IndexOf(persons, persons.Where((_, c) => c != largest).DefaultIfEmpty().Max());
        int[] neighbour = [.. Enumerable.Range(0, count).Select(c =>
            ordered && c < count - 1 ? (c > 0 ? c - 1 : c + 1) : c != largest ? largest : second == c ? -1 : second)];
        return new ResponseVariable(name, [.. Enumerable.Range(0, count).Select(c => c.ToString(System.Globalization.CultureInfo.InvariantCulture))], filled, neighbour);
    }
}
