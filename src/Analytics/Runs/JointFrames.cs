using Digilo.Analytics.Estimates;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Runs;

/// <summary>All organisations of a wave as one population with one set of respondents.</summary>
/// <param name="Frame">What weights are made of.</param>
/// <param name="Persons">Per respondent the person's surrogate, 0 where answers are not linked.</param>
/// <param name="Parts">Per organisation the first of its respondents, and how many they are.</param>
internal sealed record JointFrame(WaveFrame Frame, long[] Persons, IReadOnlyDictionary<string, (int Start, int Count)> Parts)
{
    /// <summary>The organisation's respondents.</summary>
    /// <exception cref="KeyNotFoundException">It has none in the wave.</exception>
    public (int Start, int Count) PartOf(string organisation) => Parts[organisation];

    /// <summary>Lays organisations together, in their order; categories are the same where their codes are, "unknown" stays last.</summary>
    /// <param name="parts">Each with its frame and its respondents' surrogates.</param>
    public static JointFrame Of(IReadOnlyList<(string Organisation, WaveFrame Frame, long[] Persons)> parts)
    {
        var places = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        var start = 0;
        foreach (var part in parts)
        {
            places.Add(part.Organisation, (start, part.Frame.Count));
            start += part.Frame.Count;
        }

        var first = parts[0].Frame;
        var variables = first.Variables.Select((v, i) => Together(v.Name, [.. parts.Select(p => p.Frame.Variables[i])])).ToArray();
        return new JointFrame(
            new WaveFrame(first.Linked, start, parts.Sum(p => p.Frame.PopulationSize), new int[start], variables, first.Settings),
            [.. parts.SelectMany(p => p.Persons)],
            places);
    }

    private static SampleVariable Together(string name, IReadOnlyList<SampleVariable> of)
    {
        // Roles are each organisation's own; every other variable has the same codes everywhere.
        var unknown = of[0].Codes[^1];
        string[] codes = [.. of.SelectMany(v => v.Codes).Distinct(StringComparer.Ordinal).Where(c => c != unknown), unknown];
        if (of.Any(v => !v.Codes.SequenceEqual(of[0].Codes)))
        {
            codes = [.. codes[..^1].Order(StringComparer.Ordinal), unknown];
        }

        var place = codes.Select((c, i) => (c, i)).ToDictionary(x => x.c, x => x.i, StringComparer.Ordinal);
        int[] All(Func<SampleVariable, int[]> side) => [.. of.SelectMany(v => side(v).Select(c => place[v.Codes[c]]))];
        return new SampleVariable(name, codes, All(v => v.OfPerson), All(v => v.OfRespondent));
    }
}

/// <summary>The joint frames of a run, made when first asked for: most configurations never ask.</summary>
internal sealed class JointFrames(IColumnReader columns, IPublisher publisher, Configuration configuration)
{
    private readonly Dictionary<string, JointFrame> _frames = new(StringComparer.Ordinal);

    /// <summary>Of a wave: those of its organisations that have a register and at least one respondent, by code.</summary>
    public JointFrame Of(Wave wave)
    {
        if (!_frames.TryGetValue(wave.Code, out var frame))
        {
            var parts = new List<(string, WaveFrame, long[])>();
            foreach (var organisation in configuration.Organisations.Where(o => wave.Organisations.Contains(o.Code)).OrderBy(o => o.Code, StringComparer.Ordinal))
            {
                if (WaveReading.Cohort(columns, publisher, configuration, organisation, wave) is { Chosen.Length: > 0 } cohort)
                {
                    parts.Add((organisation.Code, cohort.Frame(), cohort.Surrogates()));
                }
            }

            _frames.Add(wave.Code, frame = JointFrame.Of(parts));
        }

        return frame;
    }
}

/// <summary>One organisation's wave read by itself, outside a release.</summary>
internal static class WaveReading
{
    /// <summary>On the structure frozen when the wave opened, or as it would be frozen now; null without a register.</summary>
    public static Cohort? Cohort(IColumnReader columns, IPublisher publisher, Configuration configuration, Organisation organisation, Wave wave)
    {
        var register = columns.Register(organisation.Code, wave.ReferenceDate);
        if (register.AsOf is null || register.Count == 0)
        {
            return null;
        }

        var structure = publisher.Freeze(organisation.Code, wave.Code) is { } freeze
            ? FrozenStructure.Unpack(freeze.Content)
            : FrozenStructure.Decide(
                columns.Units(organisation.Code), register, Population.Of(register, wave.ReferenceDate), wave.ReferenceDate, configuration.Disclosure.For(wave)) with
            {
                Excluded = configuration.Quality.Excluded,
                Weighting = configuration.Weighting,
            };
        return Runs.Cohort.OfWave(
            organisation, wave, structure, register, columns.Responses(organisation.Code, wave.Code), columns.Requirements(organisation.Code), configuration);
    }
}
