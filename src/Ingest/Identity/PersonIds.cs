using System.Text;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// Makes pseudonyms of one id that a person gives, as the profiles would make them of a cell. The id itself is kept nowhere.
/// </summary>
public static class PersonIds
{
    /// <summary>Kinds of id that profiles know, in ordinal order.</summary>
    public static IReadOnlyList<string> Kinds(ProfileCatalogue profiles) =>
        [.. Forms(profiles).Select(f => f.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>
    /// The id as every kind that it may be of, each in a column of one row; several columns of one kind if profiles write it differently.
    /// Empty if it has the form of none.
    /// </summary>
    /// <param name="keys">The organisation's.</param>
    /// <param name="profiles">How each kind is written.</param>
    /// <param name="id">As it was given.</param>
    /// <param name="kind">The only kind to try, or null.</param>
    /// <param name="today">Tells the century of a year of two digits.</param>
    public static IReadOnlyList<AliasColumn> Columns(OrganisationKeys keys, ProfileCatalogue profiles, string id, string? kind, DateOnly today)
    {
        var columns = new List<AliasColumn>();
        foreach (var form in Forms(profiles).Where(f => kind is null || f.Kind == kind).Distinct())
        {
            if (Normalise(id, form.Normalise, today) is not { Length: > 0 } normalised)
            {
                continue;
            }

            Add(columns, keys, form.Kind, normalised);
            if (form.AlsoAs.Length > 0)
            {
                var mailbox = new byte[MailboxHash.Length];
                MailboxHash.Write(normalised, mailbox);
                Add(columns, keys, form.AlsoAs, mailbox);
            }
        }

        return columns;
    }

    /// <summary>An id as it stands before it becomes a pseudonym; null if it does not have the form.</summary>
    internal static byte[]? Normalise(string id, IdNormalisation how, DateOnly today)
    {
        var text = id.Trim().Normalize(NormalizationForm.FormC);
        if (text.Length == 0)
        {
            return null;
        }

        switch (how)
        {
            case IdNormalisation.Lower:
                return Encoding.UTF8.GetBytes((text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..] : text).ToLowerInvariant());
            case IdNormalisation.Personnummer:
                var twelve = new byte[Personnummer.Length];
                return Personnummer.TryNormalise(Encoding.UTF8.GetBytes(text), today, twelve) ? twelve : null;
            default:
                return Encoding.UTF8.GetBytes(text);
        }
    }

    private static void Add(List<AliasColumn> columns, OrganisationKeys keys, string kind, byte[] normalised)
    {
        using var writer = new AliasWriter(keys, kind, 1);
        writer.Set(0, normalised);
        if (!columns.Exists(c => c.Kind == kind && c.Hmacs.AsSpan().SequenceEqual(writer.Column.Hmacs)))
        {
            columns.Add(writer.Column);
        }
    }

    private static IEnumerable<(string Kind, IdNormalisation Normalise, string AlsoAs)> Forms(ProfileCatalogue profiles) => profiles.Profiles
        .SelectMany(p => p.Columns)
        .Where(c => c.IdKind.Length > 0)
        .Select(c => (c.IdKind, c.Normalise, c.AlsoAs));
}
