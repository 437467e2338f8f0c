using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <summary>
/// Who contributed to which group with which answers: kept with a release, so that a later one can be compared with it (method §4.6).
/// </summary>
internal sealed class Contributors
{
    /// <summary>The first format, and the one with forgotten respondents, used only where there are some.</summary>
    private const int Version = 1, WithForgotten = 2;

    private readonly string[] _groups;
    private readonly (long Key, long Hash, int[] Groups)[] _rows;
    private readonly int[][] _forgotten;

    private Contributors(string[] groups, (long Key, long Hash, int[] Groups)[] rows, int[][] forgotten) =>
        (_groups, _rows, _forgotten) = (groups, rows, forgotten);

    /// <summary>Of a cohort's respondents.</summary>
    public static Contributors Of(Cohort cohort)
    {
        var names = new List<string>();
        var numberOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var cache = cohort.Categories.All.Select(c => new int[(cohort.Tree.Departments + 1) * c.Values.Count]).ToArray();
        int Number(ScopeLevel level, Breakdown breakdown, string code, string category)
        {
            var name = Name(level, breakdown, code, category);
            if (!numberOf.TryGetValue(name, out var number))
            {
                number = names.Count;
                names.Add(name);
                numberOf.Add(name, number);
            }

            return number;
        }

        int Cached(int breakdown, int department, int category)
        {
            // Number + 1; a group gets its number when somebody is first found in it.
            var (attribute, values) = cohort.Categories.All[breakdown];
            ref var known = ref cache[breakdown][((department + 1) * values.Count) + category];
            if (known == 0)
            {
                known = 1 + (department < 0
                    ? Number(ScopeLevel.Organisation, attribute, "", values[category].Code)
                    : Number(ScopeLevel.Department, attribute, cohort.Tree.Scopes[department].Code, values[category].Code));
            }

            return known - 1;
        }

        var organisation = Number(ScopeLevel.Organisation, Breakdown.None, "", "");
        var scopes = cohort.Tree.Scopes.Select(s => Number(s.Level, Breakdown.None, s.Code, "")).ToArray();
        var rows = new (long Key, long Hash, int[] Groups)[cohort.Chosen.Length];
        var responses = cohort.Responses!;
        var others = OtherItems(responses);
        var groups = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            groups.Clear();
            groups.Add(organisation);
            var place = cohort.RespondentRows.Place[i];
            var department = cohort.Tree.DepartmentOf[place];
            for (var g = place; g > 0; g = cohort.Tree.Parent[g])
            {
                groups.Add(scopes[g - 1]);
            }

            for (var b = 0; b < cohort.Categories.All.Count; b++)
            {
                var category = cohort.RespondentRows.Category[b][i];
                if (category >= 0)
                {
                    groups.Add(Cached(b, -1, category));
                    if (department >= 0 && b < Categories.Personal)
                    {
                        groups.Add(Cached(b, department, category));
                    }
                }
            }

            var row = cohort.Chosen[i].Row;
            rows[i] = (responses.RowKey[row], Hash(responses, cohort.Items, others, row), [.. groups]);
        }

        return new Contributors([.. names], Ordered(rows), []);
    }

    /// <summary>Name of a group across releases.</summary>
    public static string Name(ScopeLevel level, Breakdown breakdown, string code, string category) =>
        $"{(int)level}|{(int)breakdown}|{(level == ScopeLevel.Organisation ? "" : code)}|{category}";

    /// <summary>The groups that a release published anything about.</summary>
    public static HashSet<string> PublishedGroups(IEnumerable<PublishedTable> tables)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables.Where(t => t.Key.Measure == Measures.Voice))
        {
            for (var row = 0; row < table.Rows.Count; row++)
            {
                if (table[row, 0].State != CellState.Hidden)
                {
                    names.Add(Name(table.Key.Level, table.Key.Breakdown, table.Rows[row].Code, table.Rows[row].Category));
                }
            }
        }

        return names;
    }

    /// <summary>
    /// The fewest respondents by which a published group differs, among those that differ at all; 0 if none does. A respondent whose
    /// answers changed differs once. Those who left and those who came are not added up: somebody who answered again may be both.
    /// </summary>
    public int SmallestDifference(Contributors earlier, IReadOnlySet<string> published) => Differences(earlier)
        .Where(d => published.Contains(d.Key))
        .Select(d => d.Value)
        .DefaultIfEmpty(0)
        .Min();

    /// <summary>By how many respondents every group differs that does, as <see cref="SmallestDifference"/> counts them.</summary>
    public IReadOnlyDictionary<string, int> Differences(Contributors earlier)
    {
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        var came = new Dictionary<string, int>(StringComparer.Ordinal);
        var changed = new Dictionary<string, int>(StringComparer.Ordinal);
        int i = 0, j = 0;
        while (i < earlier._rows.Length || j < _rows.Length)
        {
            var order = i >= earlier._rows.Length ? 1 : j >= _rows.Length ? -1 : earlier._rows[i].Key.CompareTo(_rows[j].Key);
            if (order < 0)
            {
                Add(left, earlier._rows[i].Groups.Select(g => earlier._groups[g]));
                i++;
            }
            else if (order > 0)
            {
                Add(came, _rows[j].Groups.Select(g => _groups[g]));
                j++;
            }
            else
            {
                var before = earlier._rows[i].Groups.Select(g => earlier._groups[g]).ToHashSet(StringComparer.Ordinal);
                var now = _rows[j].Groups.Select(g => _groups[g]).ToHashSet(StringComparer.Ordinal);
                Add(left, before.Except(now));
                Add(came, now.Except(before));
                if (earlier._rows[i].Hash != _rows[j].Hash)
                {
                    Add(changed, before.Intersect(now));
                }

                i++;
                j++;
            }
        }

        // Who was forgotten has left every group, and could be nobody who came.
        foreach (var gone in earlier._forgotten)
        {
            Add(left, gone.Select(g => earlier._groups[g]));
        }

        return left.Keys.Concat(came.Keys).Concat(changed.Keys).Distinct(StringComparer.Ordinal).ToDictionary(
            g => g,
            g => Math.Max(left.GetValueOrDefault(g), came.GetValueOrDefault(g)) + changed.GetValueOrDefault(g),
            StringComparer.Ordinal);
    }

    /// <summary>Do two sets hold the same answers in the same groups?</summary>
    public bool SameAs(Contributors other) =>
        _rows.Length == other._rows.Length && Pack().AsSpan().SequenceEqual(other.Pack());

    /// <summary>As <see cref="SameAs"/>, but for those whom <paramref name="earlier"/> has forgotten: nothing new has come.</summary>
    public bool SameButForgotten(Contributors earlier)
    {
        if (_rows.Length != earlier._rows.Length)
        {
            return false;
        }

        for (var i = 0; i < _rows.Length; i++)
        {
            var (now, before) = (_rows[i], earlier._rows[i]);
            if (now.Key != before.Key || now.Hash != before.Hash
                || !now.Groups.Select(g => _groups[g]).ToHashSet(StringComparer.Ordinal).SetEquals(before.Groups.Select(g => earlier._groups[g])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The same without what points at some respondents' answers: which groups they were in is kept, because the released figures count
    /// them still (method §1.10). Null if none of them is here.
    /// </summary>
    /// <param name="keys">Keys of their answers; null = everybody's.</param>
    public Contributors? Forget(IReadOnlySet<long>? keys)
    {
        var gone = _rows.Where(r => keys is null || keys.Contains(r.Key)).Select(r => r.Groups).ToList();
        if (gone.Count == 0)
        {
            return null;
        }

        // In the order of their groups: the order of keys would say whose they were.
        var forgotten = _forgotten.Concat(gone)
            .OrderBy(g => string.Join('\n', g.Select(n => _groups[n])), StringComparer.Ordinal).ToArray();
        return new Contributors(_groups, keys is null ? [] : [.. _rows.Where(r => !keys.Contains(r.Key))], forgotten);
    }

    /// <summary>The names of the groups that some answers count in, in order.</summary>
    public IReadOnlyList<string> GroupsOf(IReadOnlySet<long> keys) =>
        [.. _rows.Where(r => keys.Contains(r.Key)).SelectMany(r => r.Groups).Select(g => _groups[g]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The bytes that are stored.</summary>
    public byte[] Pack()
    {
        // Numbers of groups follow the order of rows; sorted names make the bytes the same for the same content.
        var sorted = _groups.Order(StringComparer.Ordinal).ToArray();
        var numberOf = sorted.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i, StringComparer.Ordinal);
        var renumbered = _groups.Select(g => numberOf[g]).ToArray();
        var w = new PackedWriter();
        w.Int(_forgotten.Length == 0 ? Version : WithForgotten);
        w.Texts(sorted);
        w.List(_rows, row =>
        {
            w.Fixed(row.Key);
            w.Fixed(row.Hash);
            w.Byte((byte)row.Groups.Length);
            foreach (var g in row.Groups)
            {
                w.Int(renumbered[g]);
            }
        });
        if (_forgotten.Length > 0)
        {
            w.List(_forgotten, row => w.List(row, g => w.Int(renumbered[g])));
        }

        return w.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static Contributors Unpack(byte[] content)
    {
        var r = new PackedReader(content);
        var version = r.Int();
        if (version is not (Version or WithForgotten))
        {
            throw new InvalidDataException("The contributors have a format that this program does not know.");
        }

        var groups = r.Texts();
        var rows = r.List(() =>
        {
            var (key, hash) = (r.Fixed(), r.Fixed());
            var members = new int[r.Byte()];
            for (var i = 0; i < members.Length; i++)
            {
                members[i] = r.Int32();
            }

            return (key, hash, members);
        });
        return new Contributors(groups, rows, version == Version ? [] : r.List(() => r.List(r.Int32)));
    }

    private static void Add(Dictionary<string, int> counts, IEnumerable<string> groups)
    {
        foreach (var g in groups)
        {
            counts[g] = counts.GetValueOrDefault(g) + 1;
        }
    }

    /// <summary>By key, then hash, then as they came.</summary>
    private static (long Key, long Hash, int[] Groups)[] Ordered((long Key, long Hash, int[] Groups)[] rows)
    {
        var keys = Array.ConvertAll(rows, r => r.Key);
        var order = new int[rows.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from];)
            {
                to++;
            }

            if (to - from > 1)
            {
                order.AsSpan(from, to - from).Sort((a, b) => rows[a].Hash.CompareTo(rows[b].Hash) is not 0 and var byHash ? byHash : a.CompareTo(b));
            }
        }

        return Array.ConvertAll(order, i => rows[i]);
    }

    /// <summary>Items beside the competences that figures rest on, in the order of their codes.</summary>
    private static int[] OtherItems(ResponseColumns responses) =>
    [
        .. Enumerable.Range(0, responses.Items.Count)
            .Where(i => responses.Items[i] is { Evidence: ItemEvidence.Self, Scale: ItemScale.Agree or ItemScale.YesNo })
            .OrderBy(i => responses.Items[i].Code, StringComparer.Ordinal),
    ];

    /// <summary>
    /// FNV-1a over the answers in the framework's order, then the other items and how it was answered where they are told: it tells
    /// changed answers from unchanged ones, no more.
    /// </summary>
    private static long Hash(ResponseColumns responses, int[] items, int[] others, int row)
    {
        var hash = 14695981039346656037UL;
        foreach (var item in items)
        {
            Mix(item < 0 ? AnswerCode.NotInInstrument : responses.Answers[item][row]);
            Mix(item < 0 || responses.Importance is null ? AnswerCode.NotInInstrument : responses.Importance[item][row]);
        }

        foreach (var item in others)
        {
            Mix(responses.Answers[item][row]);
        }

        if (responses.Channel[row] != 0)
        {
            Mix(responses.Channel[row]);
        }

        return (long)hash;

        void Mix(byte value) => hash = (hash ^ value) * 1099511628211UL;
    }
}
