using System.Security.Cryptography;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Pages.Rights;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs.Rights;

/// <summary>What is needed to look for one person: the id as pseudonyms, the organisation's keys and files.</summary>
internal sealed class PersonSearch
{
    private readonly OrganisationKeys _keys;
    private readonly ProfileCatalogue _profiles;

    private PersonSearch(OrganisationKeys keys, ProfileCatalogue profiles, Configuration configuration, Organisation organisation, PersonFiles files) =>
        (_keys, _profiles, Configuration, Organisation, Files) = (keys, profiles, configuration, organisation, files);

    /// <summary>Reviewed configuration.</summary>
    public Configuration Configuration { get; }

    /// <summary>The employer.</summary>
    public Organisation Organisation { get; }

    /// <summary>Its code.</summary>
    public string Code => Organisation.Code;

    /// <summary>The id as every kind that it may be of; after <see cref="Find"/> those under which the person is known.</summary>
    public IReadOnlyList<AliasColumn> Ids { get; private set; } = [];

    /// <summary>The organisation's sealed files.</summary>
    public PersonFiles Files { get; }

    /// <summary>Opens keys and profiles; null if the id has the form of no kind.</summary>
    public static PersonSearch? Open(Store store, CommandContext context, Configuration configuration, Organisation organisation, PersonForm form)
    {
        var profiles = Importing.Profiles(context.Workspace);
        var keys = context.KeyRing().Open(organisation.Code, () => true);
        var ids = PersonIds.Columns(keys, profiles, form.Id, form.Kind.Length == 0 ? null : form.Kind, context.Today);
        return ids.Count == 0 ? null : new PersonSearch(
            keys, profiles, configuration, organisation,
            new PersonFiles(
                context.Workspace.Data, store.Ledger, profiles, keys, Importing.Limits(context.Options), context.Workspace.Searching, context.Today))
        {
            Ids = ids,
        };
    }

    /// <summary>Looks whether the person is known, and narrows the ids to those kinds that are the person's.</summary>
    /// <param name="rights">The door.</param>
    /// <param name="keepAll">True: also the kinds under which nobody is known stay, because the kind was said.</param>
    public PersonFound Find(PersonRights rights, bool keepAll)
    {
        var found = rights.Find(Code, Ids);
        if (found.Known && !keepAll)
        {
            Ids = [.. Ids.Where(c => found.Kinds.Contains(c.Kind))];
        }

        return found;
    }

    /// <summary>Kept free text in plain words; null if the organisation's key does not open it.</summary>
    public string? OpenText(byte[] content)
    {
        try
        {
            return TextOpener.Open(_keys, content);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>How a profile asks an item; null if the profile is gone.</summary>
    public string? Question(string profile, string item) => _profiles.Find(profile)?.Columns
        .FirstOrDefault(c => c.Target == "item" && string.Equals(c.Item, item, StringComparison.OrdinalIgnoreCase))?.Headings.MaxBy(h => h.Length);
}
