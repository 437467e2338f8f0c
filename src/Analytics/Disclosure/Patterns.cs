using System.Collections.Concurrent;
using Digilo.Analytics.Disclosure.Audit;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>
/// Which groups are hidden for which figures. Decided once per organisation and wave on the register (facts) and on respondents
/// (answers), then carried to every base (a competence, its pairs, the index, F1), which may hide more and never less.
/// </summary>
internal sealed class Patterns
{
    private readonly RawRelease _raw;
    private readonly int _threshold;
    private readonly bool _whole;
    private int _untested;
    private readonly ConcurrentDictionary<string, Lazy<bool[]>> _byBase = new(StringComparer.Ordinal);

    /// <param name="raw">The release.</param>
    /// <param name="threshold">Fewest persons.</param>
    /// <param name="whole">Each pattern of answers is audited over all sums together.</param>
    public Patterns(RawRelease raw, int threshold, bool whole)
    {
        _raw = raw;
        _threshold = threshold;
        _whole = whole;
        Exists = [.. raw.Population.Select((n, g) => n > 0 || (raw.Respondents is not null && raw.Respondents[g] > 0))];
        Facts = Hiding.Decide(raw.System.Lines, raw.Population, null, [.. raw.Population.Select(n => n > 0)], null, threshold);

        // A published answer cell names its N, so a group whose N is hidden is hidden there too.
        Answers = raw.Respondents is null
            ? Facts
            : Decide(raw.Respondents, raw.Respondents, raw.Population, Exists, HiddenBefore(raw), []);
    }

    private bool[] Decide(long[] sizes, long[] padded, long[] atMost, bool[] tabulated, bool[] before, AuditBase[]? wider)
    {
        bool[] With(bool[] hidden) => Hiding.Decide(_raw.System.Lines, padded, atMost, tabulated, hidden, _threshold);
        var decided = With(before);
        if (wider is [var all] && decided.SequenceEqual(Answers) && sizes.AsSpan().SequenceEqual(all.Sizes.AsSpan(0, sizes.Length)))
        {
            // Everybody has answered this too: nothing more is told than by who has answered at all.
            return decided;
        }

        if (!_whole || wider is null)
        {
            return decided;
        }

        var audit = new BaseAudit(_raw.System.Lines, _raw.Population, wider, _threshold);
        var hidden = audit.Hide(sizes, decided, With);
        Interlocked.Add(ref _untested, audit.Untested);
        return hidden;
    }

    /// <summary>
    /// Hidden for facts, or in an earlier release of the wave: shown now, a group would be missing from the sums of that release no more.
    /// </summary>
    private bool[] HiddenBefore(RawRelease raw) =>
    [
        .. raw.System.Groups.Select((group, g) => Facts[g] || raw.Releases.Any(r =>
            r.Cell(new TableKey(Measures.Voice, raw.Organisation, raw.Wave, group.Level, group.Breakdown), group, PublishedTable.All)
                is { State: CellState.Hidden })),
    ];

    /// <summary>What the audit of the patterns decided so far could say nothing of.</summary>
    public int Untested => _untested;

    /// <summary>Groups with anybody in them; the others have no rows.</summary>
    public bool[] Exists { get; }

    /// <summary>Hidden for register facts.</summary>
    public bool[] Facts { get; }

    /// <summary>Hidden for everything that was answered, participation included.</summary>
    public bool[] Answers { get; }

    /// <summary>What <see cref="Of"/> has decided for a base already, or null.</summary>
    public bool[]? Known(string name) => name switch
    {
        "N" => Facts,
        "V2" => Answers,
        _ => _byBase.GetValueOrDefault(name)?.Value,
    };

    /// <summary>Hidden for figures on a base.</summary>
    /// <param name="name">"N", "V2", "index", "F1", "item:ID", "pair:ID", "weighted:ID", "fact:…", "panel:…" or any other of answers.</param>
    /// <param name="sizes">Persons in the base per group.</param>
    /// <param name="wider">Bases that it is a part of.</param>
    public bool[] Of(string name, long[] sizes, params (string Name, long[] Sizes)[] wider)
    {
        // Asked side by side: one decides, the others wait for it.
        return Known(name) ?? _byBase.GetOrAdd(name, _ => new Lazy<bool[]>(() => DecideBase(name, sizes, wider))).Value;
    }

    private bool[] DecideBase(string name, long[] sizes, (string Name, long[] Sizes)[] wider)
    {
        var size = new long[Exists.Length];
        sizes.CopyTo(size, 0);
        var start = (bool[])(name.StartsWith("fact:", StringComparison.Ordinal) ? Facts : Answers).Clone();
        foreach (var (widerName, widerSizes) in wider)
        {
            var hiddenThere = Of(widerName, widerSizes);
            for (var g = 0; g < start.Length; g++)
            {
                // Two figures on the same variable and group rest on the same persons or on clearly different ones (method §4.5).
                var difference = g < sizes.Length ? widerSizes[g] - sizes[g] : 0;
                start[g] |= hiddenThere[g] || (difference > 0 && difference < _threshold);
            }
        }

        var tabulated = Exists.Select((exists, g) => exists && g < sizes.Length && IsTabulated(name, g)).ToArray();
        var everywhere = _raw.Respondents is not null && !name.StartsWith("fact:", StringComparison.Ordinal) && IsTabulatedEverywhere(name);
        return Decide(sizes, size, AtMost(name), tabulated, start, everywhere ? [new AuditBase(_raw.Respondents!, Answers)] : null);
    }

    /// <summary>What an outsider knows the size of a base to be at most: the published n where there is one, else N.</summary>
    public long[] AtMost(string name) => name.StartsWith("fact:", StringComparison.Ordinal) || _raw.Respondents is null
        ? _raw.Population
        : [.. _raw.Population.Select((persons, g) => Answers[g] ? persons : _raw.Respondents[g])];

    /// <summary>Has a group figures on a base of this name at all?</summary>
    public bool IsTabulated(string name, int group) => IsTabulatedEverywhere(name) || _raw.System.Groups[group].Level != ScopeLevel.Unit;

    private static bool IsTabulatedEverywhere(string name) =>
        !(name.StartsWith("pair", StringComparison.Ordinal) || name.StartsWith("weighted", StringComparison.Ordinal)
            || name.StartsWith("panel", StringComparison.Ordinal));
}
