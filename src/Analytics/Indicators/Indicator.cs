using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Attributes that a measure may be divided by.</summary>
[Flags]
internal enum Attributes
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Role.</summary>
    Role = 1,
    /// <summary>Gender.</summary>
    Gender = 2,
    /// <summary>Age band.</summary>
    AgeBand = 4,
    /// <summary>Form of employment.</summary>
    Form = 8,
    /// <summary>Device access.</summary>
    Device = 16,
    /// <summary>Operation, an attribute of the unit; divides the organisation alone.</summary>
    Operation = 32,
    /// <summary>Each of them, one at a time.</summary>
    Each = Role | Gender | AgeBand | Form | Device | Operation,
}

/// <summary>
/// The tables of a measure that are published, and no others (method §4.4): an organisation always; a unit has its total only, a
/// department one personal attribute at a time.
/// </summary>
/// <param name="Departments">Has a table of departments.</param>
/// <param name="Units">Has a table of units.</param>
/// <param name="OfOrganisation">Attributes that divide the organisation.</param>
/// <param name="OfDepartments">Personal attributes that divide the departments.</param>
internal sealed record TablePlan(bool Departments, bool Units, Attributes OfOrganisation = Attributes.None, Attributes OfDepartments = Attributes.None)
{
    /// <summary>The organisation alone.</summary>
    public static TablePlan OrganisationOnly { get; } = new(false, false);

    /// <summary>Organisation and departments.</summary>
    public static TablePlan DepartmentUp { get; } = new(true, false);

    /// <summary>The whole tree.</summary>
    public static TablePlan Tree { get; } = new(true, true);

    /// <summary>Is a column in the table of these groups? Null: every column everywhere.</summary>
    public Func<string, TableGroups, bool>? Has { get; init; }
}

/// <summary>What the rows of a table are, for the choice of its columns.</summary>
internal enum TableGroups
{
    /// <summary>The organisation, one row.</summary>
    Organisation,
    /// <summary>Departments or units, divided or not.</summary>
    Below,
    /// <summary>The organisation divided by an attribute.</summary>
    Divided,
}

/// <summary>What the indicators are computed from: one organisation on one day, and for a wave its respondents.</summary>
internal sealed class IndicatorInput
{
    /// <summary>The population.</summary>
    public required PreparedPopulation People { get; init; }

    /// <summary>The wave's respondents; null for facts at the data date.</summary>
    public PreparedWave? Wave { get; init; }

    /// <summary>What the other files tell of the population; null: measures of them are not made.</summary>
    public PreparedSources? Sources { get; init; }

    /// <summary>What else the wave tells: other items, who answered, the wave before; null for facts.</summary>
    public PreparedAnswers? Answers { get; init; }
}

/// <summary>One measure of the catalogue: what it is, where it is published, and how its undisclosed figures come about.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Tables">Where it is published.</param>
/// <param name="Compute">Its figures. A measure of answers has none without a wave; one without its source says which is missing.</param>
internal sealed record Indicator(IndicatorDefinition Definition, TablePlan Tables, Func<IndicatorInput, IEnumerable<RawFigures>> Compute)
{
    /// <summary>A measure of the population, with or without a wave.</summary>
    public static Indicator OfPeople(IndicatorDefinition definition, TablePlan tables, Func<PreparedPopulation, RawFigures> compute) =>
        new(definition, tables, input => [compute(input.People)]);

    /// <summary>A measure of a wave's respondents.</summary>
    public static Indicator OfWave(IndicatorDefinition definition, TablePlan tables, Func<PreparedWave, IEnumerable<RawFigures>> compute) =>
        new(definition, tables, input => input.Wave is { } wave ? compute(wave) : []);

    /// <summary>A measure of the population and what other files tell of it, with or without a wave.</summary>
    public static Indicator OfSources(
        IndicatorDefinition definition, TablePlan tables, Func<PreparedPopulation, PreparedSources, RawFigures> compute) =>
        new(definition, tables, input => input.Sources is { } sources ? [compute(input.People, sources)] : []);

    /// <summary>A measure of a wave's answers beside the competences, of who gave them, or of two waves.</summary>
    public static Indicator OfAnswers(IndicatorDefinition definition, TablePlan tables, Func<PreparedAnswers, IEnumerable<RawFigures>> compute) =>
        new(definition, tables, input => input.Answers is { } answers ? compute(answers) : []);
}
