namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// Audits a decided pattern: hides further groups of a base while all sums, those of the wider bases and the register together tell a
/// small group, a small rest or a small union of hidden ones. What is told even if all but the whole were hidden stays told and refuses no
/// release: it is who has answered where nearly everybody has, never what.
/// </summary>
/// <param name="lines">Sums of groups.</param>
/// <param name="persons">The register's N per group.</param>
/// <param name="wider">The bases that it lies within, the widest last.</param>
/// <param name="threshold">Fewest persons.</param>
internal sealed class BaseAudit(IReadOnlyList<Line> lines, long[] persons, IReadOnlyList<AuditBase> wider, int threshold)
{
    /// <summary>Groups that are tried by themselves.</summary>
    private const int Tried = 4;

    /// <summary>Groups, rests and unions that only their own sums protect, for no possibility was found from which to look.</summary>
    public int Untested { get; private set; }

    /// <summary>Hides until nothing is told that a group's hiding could keep.</summary>
    /// <param name="sizes">Persons of the base per group.</param>
    /// <param name="hidden">The pattern.</param>
    /// <param name="decide">The pattern that follows from one where one more is hidden.</param>
    public bool[] Hide(long[] sizes, bool[] hidden, Func<bool[], bool[]> decide)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var program = Program(sizes, hidden);
            AuditTarget[] targets = [.. program.Targets];
            if (targets.Length > 0 && !program.Prove(targets))
            {
                Untested = targets.Length;
                return hidden;
            }

            var told = targets.FirstOrDefault(t => !t.Proved && !known.Contains(NameOf(program, t)));
            if (told is null)
            {
                return hidden;
            }

            var name = NameOf(program, told);
            int[] near = [.. Near(program.GroupsOf(told), sizes).Where(g => !hidden[g])];
            if (near.Length == 0 || !Keeps(sizes, With(hidden, near), name))
            {
                // It is known whatever is hidden.
                known.Add(name);
                continue;
            }

            hidden = decide(With(hidden, Fewest(sizes, hidden, near, name)));
        }
    }

    /// <summary>One near group that suffices, if there is one; else of the nearest that do together those without which it is told.</summary>
    private List<int> Fewest(long[] sizes, bool[] hidden, IReadOnlyList<int> near, string name)
    {
        foreach (var g in near.Take(Tried))
        {
            if (Keeps(sizes, With(hidden, g), name))
            {
                return [g];
            }
        }

        var reach = Math.Min(2 * Tried, near.Count);
        while (reach < near.Count && !Keeps(sizes, With(hidden, near.Take(reach)), name))
        {
            reach = Math.Min(2 * reach, near.Count);
        }

        List<int> needed = [.. near.Take(reach)];
        foreach (var g in near.Take(reach).OrderByDescending(g => sizes[g]).ThenByDescending(g => g))
        {
            if (Keeps(sizes, With(hidden, needed.Where(n => n != g)), name))
            {
                needed.Remove(g);
            }
        }

        return needed;
    }

    private BaseProgram Program(long[] sizes, bool[] hidden) => new(lines, persons, [new AuditBase(sizes, hidden), .. wider], threshold);

    private static string NameOf(BaseProgram program, AuditTarget target) => string.Join(' ', program.GroupsOf(target));

    private bool Keeps(long[] sizes, bool[] hidden, string name)
    {
        var program = Program(sizes, hidden);
        AuditTarget[] asked = [.. program.Targets.Where(t => NameOf(program, t) == name)];
        return asked.Length == 0 || (program.Prove(asked) && asked.All(t => t.Proved));
    }

    private static bool[] With(bool[] hidden, params IEnumerable<int> groups)
    {
        var more = (bool[])hidden.Clone();
        foreach (var g in groups)
        {
            more[g] = true;
        }

        return more;
    }

    /// <summary>
    /// Groups in the sums that some groups stand in, then in the sums of those, the smallest first; never the whole, which is the last to be
    /// missed.
    /// </summary>
    private List<int> Near(IEnumerable<int> groups, long[] sizes)
    {
        List<int> near = [];
        var reached = groups.Where(g => g != 0).ToHashSet();
        for (var hop = 0; hop < 2; hop++)
        {
            var next = lines.Where(l => reached.Contains(l.Total) || l.Parts.Any(reached.Contains))
                .SelectMany(l => l.Parts.Append(l.Total))
                .Where(g => g != 0 && g < sizes.Length)
                .Except(near)
                .ToArray();
            near.AddRange(next.OrderBy(g => sizes[g]).ThenBy(g => g));
            reached.UnionWith(next);
        }

        return near;
    }
}
