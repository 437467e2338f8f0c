using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>A profile's column found in a file.</summary>
internal sealed class BoundColumn(int index, string heading, ProfileColumn column, Target target, IReadOnlyList<string> dates)
{
    public int Index { get; } = index;

    public string Heading { get; } = heading;

    public ProfileColumn Column { get; } = column;

    public Target Target { get; } = target;

    public IReadOnlyList<string> Dates { get; } = dates;

    public CellMap Codes { get; } = new(column.Codes);

    public CellMap Missing { get; } = new(column.Missing.Select(m => KeyValuePair.Create(m, (byte)1)));

    public bool NeedsValue => Column.Presence == Presence.Value;

    /// <summary>Values may be shown in findings: levels, codes and dates only.</summary>
    public bool Shown => Target.Kind is CellKind.Item or CellKind.Importance or CellKind.Choice or CellKind.Code or CellKind.Date or CellKind.Moment;

    /// <summary>What the codes allow, for findings.</summary>
    public string Expected { get; } = Choices(column);

    private static string Choices(ProfileColumn column)
    {
        var texts = column.Codes.Keys.Where(k => k.Length > 0).ToList();
        return texts.Count <= 20 ? string.Join(" | ", texts) : string.Join(" | ", texts.Take(20)) + " | …";
    }
}

/// <summary>A profile laid over the headings of one file.</summary>
internal sealed class Binding
{
    private readonly List<BoundColumn> _columns = [];

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
    public static Binding Create(Profile profile, IReadOnlyList<string> headings)
    {
        var binding = new Binding(profile) { Width = headings.Count, Named = headings.ToList().FindLastIndex(h => h.Length > 0) + 1 };
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < headings.Count; i++)
        {
            var folded = Cells.Fold(headings[i]);
            if (folded.Length > 0)
            {
                if (!places.TryGetValue(folded, out var list))
                {
                    places.Add(folded, list = []);
                }

                list.Add(i);
            }
        }

        var read = new HashSet<int>();
        foreach (var column in profile.Columns)
        {
            var found = column.Headings.SelectMany(h => places.GetValueOrDefault(Cells.Fold(h)) ?? []).Distinct().ToList();
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
            var target = Targets.Find(profile.Kind, column.Target) ?? throw new InvalidOperationException(column.Target);
            if (target.Kind != CellKind.Ignore)
            {
                binding._columns.Add(
                    new BoundColumn(found[0], headings[found[0]], column, target, column.Dates.Count > 0 ? column.Dates : profile.Dates));
            }
        }

        if (profile.Kind == DeliveryKind.Survey && binding.Find(Targets.Item) is null)
        {
            throw new FileFault(
                Rules.ItemsMissing, expected: string.Join(", ", profile.Columns.Where(c => c.Target == Targets.Item).Take(5).Select(c => c.Headings[0])) + " …", line: 1);
        }

        binding.Unread = [.. headings.Where((h, i) => h.Length > 0 && !read.Contains(i))];
        return binding;
    }
}
