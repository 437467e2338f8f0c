using System.Globalization;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>How far an organisation has come with a new key: what remains under each older one, and which may be destroyed.</summary>
internal static class KeyReport
{
    /// <summary>Remarks on an organisation's keys; bad ones stop every import.</summary>
    public static IEnumerable<(bool Bad, Message Text)> Of(string organisation, OrganisationKeys keys, Store store)
    {
        if (!keys.Fit(store.Facts.KeyIds(organisation)))
        {
            yield return (true, new Message("keys.wrong", organisation));
        }

        var uses = store.Pseudonyms.Count(organisation);
        foreach (var id in keys.OlderKeyIds)
        {
            var of = uses.Where(u => u.KeyId == id).ToList();
            if (of.Sum(u => u.Aliases + u.Tombstones) is > 0 and var remaining)
            {
                yield return (false, new Message("keys.older.remaining", organisation, id, Number(remaining), Kinds(of), Number(of.Sum(u => u.Tombstones))));
            }
            else if (of.Max(u => u.EmptySince) is { } since)
            {
                yield return (false, new Message("keys.older.emptySince", organisation, id, since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            }
            else
            {
                yield return (false, new Message("keys.older.empty", organisation, id));
            }
        }

        foreach (var (id, of) in uses.GroupBy(u => u.KeyId).Select(g => (g.Key, g.Where(u => u.Aliases + u.Tombstones > 0).ToList())))
        {
            if (of.Count > 0 && id != keys.KeyId && !keys.OlderKeyIds.Contains(id))
            {
                yield return (false, new Message(
                    keys.Retired.Contains(id) ? "keys.abandoned" : "keys.unknown", organisation, id, Number(of.Sum(u => u.Aliases + u.Tombstones)), Kinds(of)));
            }
        }
    }

    private static string Kinds(IEnumerable<AliasUse> uses) =>
        string.Join(", ", uses.Where(u => u.Aliases > 0).Select(u => $"{u.Kind} {Number(u.Aliases)}"));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
