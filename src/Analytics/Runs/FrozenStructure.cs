using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <summary>What is decided when a wave opens and never changes: departments, units after merging, the settings of protection, and which answers are left out.</summary>
/// <param name="AsOf">Day of the register that decided the merges.</param>
/// <param name="Settings">Protection in force for this wave.</param>
/// <param name="Scopes">Departments, each followed by its units.</param>
/// <param name="ScopeOf">From a unit's code to the scope that its staff are counted in: a published unit or a department.</param>
internal sealed record FrozenStructure(
    DateOnly AsOf, DisclosureSettings Settings, IReadOnlyList<PublishedScope> Scopes, IReadOnlyDictionary<string, string> ScopeOf)
{
    // 1 had no quality policy: nothing was left out. 2 had no operations. 3 had no weighting: the configuration's holds.
    // 4 did not say how many groups are audited together: as many as by default.
    private const int Version = 5;

    /// <summary>From a unit's code to its operation (verksamhet), its own or the nearest one's above.</summary>
    public IReadOnlyDictionary<string, string> OperationOf { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Quality flags that leave an answer out of every figure of the wave.</summary>
    public QualityFlags Excluded { get; init; }

    /// <summary>How answers are weighted; null in a structure frozen before it was part of it.</summary>
    public WeightingSettings? Weighting { get; init; }

    /// <summary>Decides the structure (method §4.7).</summary>
    /// <param name="units">Units, every period.</param>
    /// <param name="register">The register of the day.</param>
    /// <param name="population">Its population.</param>
    /// <param name="day">Reference date of the wave, or the data date.</param>
    /// <param name="settings">Protection.</param>
    /// <param name="together">Codes of units that an earlier structure merged: those of them that are siblings still stay merged.</param>
    public static FrozenStructure Decide(
        IReadOnlyList<UnitRow> units,
        RegisterColumns register,
        Population population,
        DateOnly day,
        DisclosureSettings settings,
        IReadOnlyList<IReadOnlySet<string>>? together = null)
    {
        var tree = new UnitTree(units, day);
        var persons = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < population.Rows.Length; i++)
        {
            var unit = register.Unit[population.Rows[i]];
            if (unit >= 0 && !population.Protected[i])
            {
                var code = register.UnitCodes[unit];
                persons[code] = persons.GetValueOrDefault(code) + 1;
            }
        }

        var scopes = new List<PublishedScope>();
        var scopeOf = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var byDepartment = tree.Units.ToLookup(u => tree.DepartmentOf(u.Code)?.Code ?? "", StringComparer.Ordinal);
        foreach (var department in tree.Units.Where(u => tree.DepartmentOf(u.Code) == u))
        {
            scopes.Add(new PublishedScope(department.Code, department.Name, "", ScopeLevel.Department, []));
            var siblings = new List<Member>();
            foreach (var unit in byDepartment[department.Code])
            {
                scopeOf[unit.Code] = department.Code;
                if (persons.TryGetValue(unit.Code, out var n))
                {
                    // Staff placed on the department itself are a sibling of its units: left alone they would be solved for.
                    siblings.Add(unit == department
                        ? new Member("d-" + unit.Code, unit.Name + ", gemensamt", [unit], n)
                        : new Member(unit.Code, unit.Name, [unit], n));
                }
            }

            foreach (var member in Merge(Kept(siblings, together ?? []), settings.MergeBelow))
            {
                scopes.Add(new PublishedScope(
                    member.Code, member.Name, department.Code, ScopeLevel.Unit, member.Units.Count == 1 ? [] : [.. member.Units.Select(u => u.Name)]));
                foreach (var unit in member.Units)
                {
                    scopeOf[unit.Code] = member.Code;
                }
            }
        }

        return new FrozenStructure(register.AsOf ?? day, settings, scopes, scopeOf) { OperationOf = new OperationMap(units, day).OfUnits() };
    }

    /// <summary>Codes of the units of every merged group.</summary>
    public IReadOnlyList<IReadOnlySet<string>> MergedUnits()
    {
        var merged = Scopes.Where(s => s.Merged.Count > 0).Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ScopeOf.Where(u => merged.Contains(u.Value)).GroupBy(u => u.Value, u => u.Key, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToHashSet(StringComparer.Ordinal)),
        ];
    }

    /// <summary>The bytes that are stored.</summary>
    public byte[] Pack()
    {
        var w = new PackedWriter();
        w.Int(Version);
        w.Day(AsOf);
        SnapshotFormat.WriteProtection(w, Settings);
        w.Int((int)Excluded);
        w.List(Scopes, s => SnapshotFormat.WriteScope(w, s));
        WriteMap(w, ScopeOf);
        WriteMap(w, OperationOf);
        w.Flag(Weighting is not null);
        if (Weighting is { } weighting)
        {
            Write(w, weighting);
        }

        return w.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static FrozenStructure Unpack(byte[] content)
    {
        var r = new PackedReader(content);
        var version = r.Int();
        if (version is < 1 or > Version)
        {
            throw new InvalidDataException("The frozen structure has a format that this program does not know.");
        }

        var asOf = r.Day();
        var settings = SnapshotFormat.ReadProtection(r, version >= 5);
        var excluded = version == 1 ? QualityFlags.None : (QualityFlags)r.Int32();
        var scopes = r.List(() => SnapshotFormat.ReadScope(r));
        var scopeOf = ReadMap(r);
        var frozen = new FrozenStructure(asOf, settings, scopes, scopeOf) { Excluded = excluded };
        frozen = version < 3 ? frozen : frozen with { OperationOf = ReadMap(r) };
        return version >= 4 && r.Flag() ? frozen with { Weighting = ReadWeighting(r) } : frozen;
    }

    private static void Write(PackedWriter w, WeightingSettings weighting)
    {
        w.Byte((byte)weighting.Scope);
        w.Double(weighting.MaxRatio ?? 0);
        w.List(weighting.Neighbours.OrderBy(v => v.Key, StringComparer.Ordinal).ToArray(), v =>
        {
            w.Text(v.Key);
            WriteMap(w, v.Value);
        });
    }

    private static WeightingSettings ReadWeighting(PackedReader r)
    {
        var (scope, ratio) = ((WeightingScope)r.Byte(), r.Double());
        var neighbours = r.List(() => new KeyValuePair<string, IReadOnlyDictionary<string, string>>(r.Text(), ReadMap(r)));
        return new WeightingSettings(new Dictionary<string, IReadOnlyDictionary<string, string>>(neighbours, StringComparer.Ordinal))
        {
            Scope = scope,
            MaxRatio = ratio == 0 ? null : ratio,
        };
    }

    private static void WriteMap(PackedWriter w, IReadOnlyDictionary<string, string> map) =>
        w.List(map.OrderBy(p => p.Key, StringComparer.Ordinal).ToArray(), p =>
        {
            w.Text(p.Key);
            w.Text(p.Value);
        });

    private static Dictionary<string, string> ReadMap(PackedReader r) =>
        new(r.List(() => new KeyValuePair<string, string>(r.Text(), r.Text())), StringComparer.Ordinal);

    /// <summary>Small siblings become one; a single small one joins the smallest other; of two siblings, one small, neither is shown.</summary>
    private static List<Member> Merge(List<Member> siblings, int below)
    {
        var small = siblings.Where(s => s.Persons < below).ToList();
        if (small.Count == 0)
        {
            return siblings;
        }

        // One unit is its department, and two of which one is small would give each other away.
        if (siblings.Count <= 2)
        {
            return [];
        }

        var rest = siblings.Except(small).OrderBy(s => s.Persons).ThenBy(s => s.Code, StringComparer.Ordinal).ToList();
        while (rest.Count > 0 && (small.Count == 1 || small.Sum(s => s.Persons) < below))
        {
            small.Add(rest[0]);
            rest.RemoveAt(0);
        }

        if (rest.Count == 0)
        {
            return [];
        }

        var merged = Together(small);
        return [.. rest.OrderBy(s => s.Code, StringComparer.Ordinal), merged];
    }

    /// <summary>Siblings with those that were one before as one.</summary>
    private static List<Member> Kept(List<Member> siblings, IReadOnlyList<IReadOnlySet<string>> together)
    {
        foreach (var group in together)
        {
            var members = siblings.Where(s => s.Units.All(u => group.Contains(u.Code))).ToList();
            if (members.Count > 1)
            {
                siblings = [.. siblings.Except(members), Together(members)];
            }
        }

        return siblings;
    }

    private static Member Together(IReadOnlyList<Member> members)
    {
        var units = members.SelectMany(s => s.Units).OrderBy(u => u.Code, StringComparer.Ordinal).ToArray();
        return new Member(
            StableCode(units.Select(u => u.Code)),
            string.Create(CultureInfo.InvariantCulture, $"Övriga enheter ({units.Length})"),
            units,
            members.Sum(s => s.Persons));
    }

    /// <summary>The same members, the same code: a series across waves breaks exactly when membership does.</summary>
    private static string StableCode(IEnumerable<string> codes) =>
        "m-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', codes))))[..10];

    private sealed record Member(string Code, string Name, IReadOnlyList<UnitRow> Units, int Persons);
}
