using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Estimates;

/// <summary>One group of a sample: who of the respondents and who of the register's persons is in it.</summary>
/// <param name="Scope">"organisation", "department" or "unit".</param>
/// <param name="Code">Code of the scope.</param>
/// <param name="Breakdown">Name of the breakdown, or empty.</param>
/// <param name="Category">Code of the category, or empty.</param>
/// <param name="HasItems">True if figures by competence are made, false for the index and what goes with it alone.</param>
/// <param name="Members">Per respondent.</param>
/// <param name="Persons">Per person of the register.</param>
internal sealed record SampleGroup(
    string Scope, string Code, string Breakdown, string Category, bool HasItems, bool[] Members, bool[] Persons)
{
    /// <summary>Persons in the register.</summary>
    public long Population { get; } = Persons.LongCount(p => p);

    /// <summary>Respondents.</summary>
    public long Respondents { get; } = Members.LongCount(m => m);

    /// <summary>What names the group across waves.</summary>
    public (string Scope, string Code, string Breakdown, string Category) Key => (Scope, Code, Breakdown, Category);

    /// <summary>Values with NaN for whoever is not in the group.</summary>
    public double[] Of(double[] values)
    {
        var own = new double[values.Length];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = Members[i] ? values[i] : double.NaN;
        }

        return own;
    }

    /// <summary>States (255 = missing) with missing for whoever is not in the group.</summary>
    public byte[] Of(byte[] states)
    {
        var own = new byte[states.Length];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = Members[i] ? states[i] : byte.MaxValue;
        }

        return own;
    }
}

/// <summary>A background variable with its categories, of the register's persons and of the respondents; the last code is "unknown".</summary>
internal sealed record SampleVariable(string Name, string[] Codes, int[] OfPerson, int[] OfRespondent);

/// <summary>What weights are made from: the register's persons and the respondents by background variable.</summary>
/// <param name="Linked">True if answers carry a personal id.</param>
/// <param name="Count">Respondents.</param>
/// <param name="PopulationSize">Persons in the register.</param>
/// <param name="Unit">Per respondent: the unit; without one, all are one.</param>
/// <param name="Variables">role, gender, age, form, device.</param>
/// <param name="Settings">How they are made.</param>
internal sealed record WaveFrame(
    bool Linked,
    int Count,
    int PopulationSize,
    int[] Unit,
    IReadOnlyList<SampleVariable> Variables,
    WeightingSettings Settings)
{
    /// <summary>A variable by name.</summary>
    public SampleVariable Variable(string name) => Variables.First(v => v.Name == name);
}

/// <summary>
/// One organisation and wave as an estimator sees it: the frozen population, those of it who answered (method §1.7), and what is known of
/// both. Respondents are in the order of the delivery, persons in the order of the register.
/// </summary>
internal sealed class WaveSample
{
    public required string Organisation { get; init; }

    public required string Wave { get; init; }

    /// <summary>Day number of the reference date.</summary>
    public required int Day { get; init; }

    /// <summary>True if answers carry a personal id.</summary>
    public required bool Linked { get; init; }

    public required PreparedWave Answers { get; init; }

    /// <summary>Organisation, departments, units, categories, department × category, then operations.</summary>
    public required IReadOnlyList<SampleGroup> Groups { get; init; }

    /// <summary>Per respondent: the person's surrogate, 0 when not linked.</summary>
    public required long[] Person { get; init; }

    /// <summary>Per respondent: the row in the register's population, −1 when not linked.</summary>
    public required int[] RowOfPerson { get; init; }

    /// <summary>Per respondent: the unit (of the register, before merging; of the answer in an anonymous wave); without one, all are one.</summary>
    public required int[] Unit { get; init; }

    /// <summary>role, gender, age, form, device.</summary>
    public required IReadOnlyList<SampleVariable> Variables { get; init; }

    /// <summary>Operation (verksamhet) of the unit.</summary>
    public required SampleVariable Operation { get; init; }

    /// <summary>Per person of the register: account, device and channel (A1); null where the register does not tell.</summary>
    public required bool[]? Access { get; init; }

    /// <summary>Per person: completed a digital training in the last 24 months; null where no training is delivered.</summary>
    public required bool[]? Trained { get; init; }

    /// <summary>Per person: hours of digital training in the last 24 months; null where no training is delivered.</summary>
    public required double[]? Hours { get; init; }

    /// <summary>Per person: could not be reached (nothing was sent or it came back; where that is not told, no channel).</summary>
    public required bool[] Unreachable { get; init; }

    /// <summary>First completed digital training by surrogate, as a day number.</summary>
    public required IReadOnlyDictionary<long, int> FirstCompletion { get; init; }

    /// <summary>How weights are made.</summary>
    public required WeightingSettings Weighting { get; init; }

    /// <summary>Respondents.</summary>
    public int Count => Person.Length;

    /// <summary>Persons in the register.</summary>
    public int PopulationSize => Unreachable.Length;

    /// <summary>What its weights are made from.</summary>
    public WaveFrame Frame => new(Linked, Count, PopulationSize, Unit, Variables, Weighting);

    /// <summary>A variable by name.</summary>
    public SampleVariable Variable(string name) => Variables.First(v => v.Name == name);
}
