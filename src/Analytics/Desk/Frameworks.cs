using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The frameworks that organisations have delivered beside the built-in one.</summary>
public interface IFrameworks
{
    /// <summary>Delivered frameworks in force, by framework and version; empty if none are delivered.</summary>
    IReadOnlyList<DeliveredFramework> Of(string organisation);
}

/// <summary>Puts the delivered entries together to frameworks.</summary>
internal sealed class FrameworkStore(IColumnReader columns) : IFrameworks
{
    public IReadOnlyList<DeliveredFramework> Of(string organisation) =>
        [.. columns.Frameworks(organisation).GroupBy(r => (r.Framework, r.Version)).Select(g => Build(g.Key.Framework, g.Key.Version, [.. g], CompetenceFramework.DigComp22))];

    /// <summary>One framework of its entries; what is missing is taken from <paramref name="builtIn"/> and marked.</summary>
    internal static DeliveredFramework Build(string id, string version, IReadOnlyList<FrameworkRow> rows, CompetenceFramework builtIn)
    {
        var byId = rows.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var competences = rows.Where(r => r.Entry == FrameworkEntry.Competence).OrderBy(r => r.Id, IdOrder.Instance).ToList();
        var statements = Owned(rows, byId, FrameworkEntry.Statement);
        var outcomes = Owned(rows, byId, FrameworkEntry.Outcome);
        var areaIds = rows.Where(r => r.Entry == FrameworkEntry.Area).Select(r => r.Id).Concat(competences.Select(AreaOf)).Distinct(StringComparer.Ordinal).Order(IdOrder.Instance);
        var areas = areaIds.Select(a => new DeliveredArea(
            a,
            Name(byId.GetValueOrDefault(a), a, builtIn.Areas.FirstOrDefault(b => b.Id == a)?.Name),
            [.. competences.Where(c => AreaOf(c) == a).Select(c => new DeliveredCompetence(
                c.Id, Name(c, c.Id, builtIn.Find(c.Id)?.Name), statements.GetValueOrDefault(c.Id), outcomes.GetValueOrDefault(c.Id)))]));
        return new DeliveredFramework(
            id,
            version,
            [.. areas],
            Bands(rows),
            competences.Select(c => c.Id).ToHashSet(StringComparer.Ordinal).SetEquals(builtIn.Competences.Select(c => c.Id)));
    }

    /// <summary>The area of a competence: its parent, otherwise what stands before the dot.</summary>
    private static string AreaOf(FrameworkRow competence) =>
        competence.Parent.Length > 0 ? competence.Parent
        : competence.Id.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? competence.Id[..dot]
        : "";

    /// <summary>How many entries of a kind each competence has, through statements too.</summary>
    private static Dictionary<string, int> Owned(IReadOnlyList<FrameworkRow> rows, Dictionary<string, FrameworkRow> byId, FrameworkEntry entry)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows.Where(r => r.Entry == entry))
        {
            var above = byId.GetValueOrDefault(row.Parent);
            for (var steps = 0; above is { Entry: not FrameworkEntry.Competence } && steps < 8; steps++)
            {
                above = byId.GetValueOrDefault(above.Parent);
            }

            if (above is { Entry: FrameworkEntry.Competence })
            {
                counts[above.Id] = counts.GetValueOrDefault(above.Id) + 1;
            }
        }

        return counts;
    }

    /// <summary>Bands of more than one level; where there are none, the single levels.</summary>
    private static IReadOnlyList<LevelBand> Bands(IReadOnlyList<FrameworkRow> rows)
    {
        var levels = rows.Where(r => r.Entry == FrameworkEntry.Level && r.LevelFrom > 0).OrderBy(r => r.LevelFrom).ThenBy(r => r.LevelTo).ToList();
        var bands = levels.Where(r => r.LevelTo > r.LevelFrom).ToList();
        return [.. (bands.Count > 0 ? bands : levels).Select(r => new LevelBand(Name(r, r.Id, null).Text, r.LevelFrom, r.LevelTo))];
    }

    private static DeliveredName Name(FrameworkRow? row, string id, BothLanguages? builtIn)
    {
        var (sv, svOrigin) = Choose(row?.NameSv, builtIn?.Sv, row?.NameEn, id);
        var (en, enOrigin) = Choose(row?.NameEn, builtIn?.En, row?.NameSv, id);
        return new DeliveredName(new BothLanguages(sv, en), svOrigin, enOrigin);
    }

    private static (string, NameOrigin) Choose(string? delivered, string? builtIn, string? other, string id) =>
        delivered is { Length: > 0 } ? (delivered, NameOrigin.Delivered)
        : builtIn is { Length: > 0 } ? (builtIn, NameOrigin.BuiltIn)
        : (other is { Length: > 0 } ? other : id, NameOrigin.OtherLanguage);

    /// <summary>"1.2" before "1.10": numbers within ids by their value, the rest by code point.</summary>
    private sealed class IdOrder : IComparer<string>
    {
        public static IdOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            var (a, b) = ((x ?? "").Split('.'), (y ?? "").Split('.'));
            for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            {
                var order = IsNumber(a[i]) && IsNumber(b[i]) && a[i].TrimStart('0') is var p && b[i].TrimStart('0') is var q && p.Length != q.Length
                    ? p.Length.CompareTo(q.Length)
                    : string.CompareOrdinal(a[i], b[i]);
                if (order != 0)
                {
                    return order;
                }
            }

            return a.Length.CompareTo(b.Length);
        }

        private static bool IsNumber(string part) => part.Length > 0 && part.All(char.IsAsciiDigit);
    }
}
