using System.Text;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>A profile's column found in a file.</summary>
internal sealed class BoundColumn(int index, string heading, ProfileColumn column, Target target, IReadOnlyList<string> dates, CellMaps maps)
{
    /// <summary>Place in the row; −1 for a constant.</summary>
    public int Index { get; } = index;

    /// <summary>What every row has; null = the cell at <see cref="Index"/>.</summary>
    public byte[]? Constant { get; } = column.Constant is { } text ? Encoding.UTF8.GetBytes(text) : null;

    public string Heading { get; } = heading;

    public ProfileColumn Column { get; } = column;

    public Target Target { get; } = target;

    public IReadOnlyList<string> Dates { get; } = dates;

    /// <summary>For dates whose formats give day and month one order; otherwise null.</summary>
    public DayOrder? Order { get; } = target.Kind is CellKind.Date or CellKind.Moment ? DayOrder.Of(dates) : null;

    /// <summary>For one option of a cell that holds several; otherwise null.</summary>
    public OptionCell? Options { get; init; }

    /// <summary>Read from the file as it stands: neither a constant nor one option of a cell.</summary>
    public bool IsPlain { get; } = column is { Constant: null, Option.Length: 0 };

    public CellMap Codes { get; } = maps.Of(column.Codes);

    public CellMap Missing { get; } = maps.Of(column.Missing.Select(m => KeyValuePair.Create(m, (byte)1)));

    public bool NeedsValue { get; } = column.Presence == Presence.Value;

    /// <summary>Values may be shown in findings: levels, codes and dates only.</summary>
    public bool Shown => Target.Kind is CellKind.Item or CellKind.Importance or CellKind.Choice or CellKind.Code or CellKind.Date or CellKind.Moment;

    /// <summary>What the codes allow, for findings.</summary>
    public string Expected { get; } = Choices(column);

    private static string Choices(ProfileColumn column)
    {
        if (column.Instrument is { Scale: ItemScale.Score })
        {
            return Validation.Expected.Of(ItemScale.Score);
        }

        var texts = column.Codes.Keys.Where(k => k.Length > 0).ToList();
        return texts.Count <= 20 ? string.Join(" | ", texts) : string.Join(" | ", texts.Take(20)) + " | …";
    }
}

/// <summary>A profile laid over the headings of one file.</summary>
internal sealed class Binding
{
    private readonly List<BoundColumn> _columns = [];
    private readonly CellMaps _maps = new();

    private Binding(Profile profile) => Profile = profile;

    public Profile Profile { get; }

    /// <summary>Columns that are read, in the profile's order.</summary>
    public IReadOnlyList<BoundColumn> Columns => _columns;

    /// <summary>Headings that no column of the profile has: not read.</summary>
    public IReadOnlyList<string> Unread { get; private set; } = [];

    /// <summary>Cells a row should have: one for each heading.</summary>
    public int Width { get; private init; }

    /// <summary>Cells up to the last heading that has a name.</summary>
    public int Named { get; private init; }

    /// <summary>The column of a target, or null if the file has none.</summary>
    public BoundColumn? Find(string target) => _columns.Find(c => c.Target.Name == target);

    /// <summary>All columns of a target.</summary>
    public IReadOnlyList<BoundColumn> All(string target) => _columns.FindAll(c => c.Target.Name == target);

    /// <summary>Throws <see cref="FileFault"/> for a heading that is missing or doubled.</summary>
    public static Binding Create(Profile profile, ITableSource source)
    {
        var headings = source.Headings;
        var binding = new Binding(profile) { Width = headings.Count, Named = headings.ToList().FindLastIndex(h => h.Length > 0) + 1 };
        var places = Places(source);

        var read = new HashSet<int>();
        var numbered = profile.Numbered.Where(n => IsNumbering(n, places)).ToList();
        foreach (var column in profile.Columns)
        {
            var more = column.Target == Targets.Item ? numbered.Select(n => n.Headings.GetValueOrDefault(column.Item)).OfType<string>() : [];
            var found = column.Headings.Concat(more).SelectMany(h => places.GetValueOrDefault(Cells.Fold(h)) ?? []).Distinct().ToList();
            if (column.Constant is not null)
            {
                binding.Add(column, -1, "", profile);
                continue;
            }

            if (column.Target == Targets.Ignore && found.Count > 0)
            {
                // What is not read may stand there as often as it likes.
                read.UnionWith(found);
                continue;
            }

            if (found.Count > 1)
            {
                throw new FileFault(Rules.HeadingDoubled, headings[found[0]], Shape.Count(found.Count), "1", line: 1);
            }

            if (found.Count == 0)
            {
                if (column.Presence != Presence.Optional)
                {
                    throw new FileFault(Rules.HeadingMissing, column.Headings[0], "", string.Join(" | ", column.Headings), line: 1);
                }

                continue;
            }

            read.Add(found[0]);
            binding.Add(column, found[0], headings[found[0]], profile);
        }

        if (profile.Kind == DeliveryKind.Survey && binding.Find(Targets.Item) is null)
        {
            throw new FileFault(
                Rules.ItemsMissing, expected: string.Join(", ", profile.Columns.Where(c => c.Target == Targets.Item).Take(5).Select(c => c.Headings[0])) + " …", line: 1);
        }

        binding.Unread = [.. headings.Where((h, i) => h.Length > 0 && !read.Contains(i))];
        return binding;
    }

    /// <summary>
    /// True if every item has its column and no other column differs from them in digits alone: <c>Q11</c> beside <c>Q1</c> or
    /// <c>Q14</c> is the eleventh question, whatever it asks, and no competence 1.1.
    /// </summary>
    private static bool IsNumbering(ItemNumbering numbering, Dictionary<string, List<int>> places)
    {
        var headings = numbering.Headings.Values.Select(Cells.Fold).ToHashSet(StringComparer.Ordinal);
        if (!headings.All(places.ContainsKey))
        {
            return false;
        }

        var shapes = headings.Select(ItemPattern.Shape).ToHashSet(StringComparer.Ordinal);
        return places.Keys.All(name => headings.Contains(name) || !shapes.Contains(ItemPattern.Shape(name)));
    }

    /// <summary>Where each name of a column is found: a heading counts before the other names, so that a text which is another's code is no doubt.</summary>
    private static Dictionary<string, List<int>> Places(ITableSource source)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var others = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < source.Headings.Count; i++)
        {
            Put(places, source.Headings[i], i);
            foreach (var name in source.OtherNames(i))
            {
                Put(others, name, i);
            }
        }

        foreach (var (name, list) in others)
        {
            places.TryAdd(name, list);
        }

        return places;
    }

    private static void Put(Dictionary<string, List<int>> places, string name, int column)
    {
        var folded = Cells.Fold(name);
        if (folded.Length == 0)
        {
            return;
        }

        if (!places.TryGetValue(folded, out var list))
        {
            places.Add(folded, list = []);
        }

        if (!list.Contains(column))
        {
            list.Add(column);
        }
    }

    private void Add(ProfileColumn column, int index, string heading, Profile profile)
    {
        var target = Targets.Find(profile.Kind, column.Target) ?? throw new InvalidOperationException(column.Target);
        if (target.Kind != CellKind.Ignore)
        {
            // The options of one question are told apart together.
            var options = column.Option.Length == 0
                ? null
                : new OptionCell(
                    column.Option, column.Split, profile.Columns.Where(c => c.Option.Length > 0 && c.Headings.SequenceEqual(column.Headings)).Select(c => c.Option));
            _columns.Add(new BoundColumn(index, heading, column, target, column.Dates.Count > 0 ? column.Dates : profile.Dates, _maps) { Options = options });
        }
    }
}
