using System.Globalization;
using System.Security.Cryptography;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Pages.Rights;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs.Rights;

/// <summary>
/// Reports and erasures (method §1.10), for the command line and the page alike: finds the person by one id, looks through database and
/// sealed files, and leaves a proof that points at nobody. Holds the write lease while it works.
/// </summary>
internal sealed class PersonDesk : IPersonDesk
{
    private readonly Store _store;
    private readonly CommandContext _context;
    private readonly PersonRights _rights;
    private readonly TimeSpan _wait;

    /// <summary>Over an open store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="context">Settings, paths, clock.</param>
    /// <param name="wait">How long to wait for another writer; null = as the settings say.</param>
    public PersonDesk(Store store, CommandContext context, TimeSpan? wait = null)
    {
        (_store, _context, _rights) = (store, context, new PersonRights(store));
        _wait = wait ?? TimeSpan.FromSeconds(context.Options.LeaseWaitSeconds);
    }

    /// <inheritdoc/>
    public PersonChoices Choices()
    {
        try
        {
            var configuration = _context.ReadConfiguration();
            return new PersonChoices(
                [.. configuration.Organisations.Select(o => (o.Code, o.Name))], PersonIds.Kinds(Importing.Profiles(_context.Workspace)), configuration.Retention,
                Message.None);
        }
        catch (Exception e) when (e is ConfigurationException or CommandFailure or IOException or UnauthorizedAccessException)
        {
            return new PersonChoices([], [], [], Failures.Explain(e).Text);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<PersonRequest> Requests(string organisation) => _rights.Requests(organisation);

    /// <inheritdoc/>
    public PersonOutcome Report(PersonForm form, ReportFormat format, string language) => Work(form, "report", search =>
    {
        var found = search.Find(_rights, form.Kind.Length > 0);
        var rows = found.Known ? null : search.Files.Find(_rights.Mark(search.Code, search.Ids), []);
        if (rows is { Archived.Count: 0, Held.Count: 0 })
        {
            return new PersonOutcome(new Message("person.problem.none"));
        }

        if (found.Protected && Release(form, search) is { Code.Length: > 0 } refused)
        {
            return new PersonOutcome(refused);
        }

        using var output = new MemoryStream();
        _rights.Report(
            new PersonReportOrder(search.Organisation, search.Ids, format, language, _context.UtcNow)
            {
                Say = message => TextCatalogue.Default.Get(language, message),
                OpenText = search.OpenText,
                Question = search.Question,
                Files = known => Files(rows ?? search.Files.Find(_rights.Mark(search.Code, search.Ids), known), search.Code, search.Configuration),
                WithoutLinks = [.. search.Configuration.Waves.Where(w => w.Organisations.Contains(search.Code)
                    && (!w.Linked || _store.Ledger.IsUnlinked(search.Code, w.Code)))],
            },
            new AuditEvent(_context.UtcNow, Actor.Of(form.By), AuditActions.Report, search.Code, form.Reference, new Message("audit.report.made")),
            output);
        return new PersonOutcome(Message.None) { Document = output.ToArray() };
    });

    /// <inheritdoc/>
    public Message Approve(long request, string by)
    {
        if (by.Trim().Length == 0)
        {
            return new Message("person.problem.by");
        }

        if (_rights.Request(request) is not { Used: null } asked || _context.UtcNow - asked.Requested > TimeSpan.FromDays(PersonRights.RequestDays))
        {
            return new Message("person.problem.request", Number(request));
        }

        return !Actor.Differ(by, asked.RequestedBy) ? new Message("person.problem.same", Number(request))
            : _rights.Approve(asked, Actor.Of(by), _context.UtcNow) ? Message.None
            : new Message("person.problem.approved", Number(request));
    }

    /// <inheritdoc/>
    public PersonOutcome Erase(PersonForm form, bool dryRun) => form.Reference.Trim().Length == 0
        ? new PersonOutcome(new Message("person.problem.reference"))
        : Work(form, "erase", search =>
        {
            var found = search.Find(_rights, form.Kind.Length > 0 && form.Object);
            if (!found.Known && form.Object && form.Kind.Length == 0)
            {
                return new PersonOutcome(new Message("person.problem.kind"));
            }

            var order = new PersonErasure(search.Code, search.Ids, _context.Today, form.Object, _context.UtcNow) { DryRun = true };
            var known = _rights.Erase(order).Deliveries;
            var mark = _rights.Mark(search.Code, search.Ids);
            var rows = dryRun ? search.Files.Find(mark, known) : search.Files.Remove(mark, known);
            if (!found.Known && !form.Object && rows is { Archived.Count: 0, Held.Count: 0 })
            {
                return new PersonOutcome(new Message("person.problem.none"));
            }

            // From here a crash leaves the person in the database, so that the next try finds everything again.
            new Checkpoint(_context.Options.KillAfter).Reached("erase-files");
            var erased = _rights.Erase(order with
            {
                DryRun = dryRun,
                Held = rows.Held,
                Unarchived = [.. rows.Archived.Select(d => d.Id)],
                Proof = outcome => Proof(form, With(outcome, rows)),
            });
            new Checkpoint(_context.Options.KillAfter).Reached("erase-done");
            return new PersonOutcome(Message.None) { Erased = With(erased, rows) };
        });

    /// <summary>What was erased, as the arguments of a text: persons, pseudonyms, answers, register rows, other rows, free texts, files, held rows, files not searched.</summary>
    public static string[] Told(ErasureOutcome outcome)
    {
        var answers = outcome.Rows.GetValueOrDefault(DeliveryKind.Survey);
        var register = outcome.Rows.GetValueOrDefault(DeliveryKind.Register);
        return
        [
            Number(outcome.Aliases), Number(answers), Number(register), Number(outcome.Rows.Values.Sum() - answers - register), Number(outcome.FreeTexts),
            Number(outcome.Files), Number(outcome.HeldRows), Number(outcome.Unsearched),
        ];
    }

    private static ErasureOutcome With(ErasureOutcome outcome, PersonRows rows) =>
        outcome with { Files = rows.Files, HeldRows = rows.Held.Count, Unsearched = rows.Unsearched };

    private AuditEvent Proof(PersonForm form, ErasureOutcome outcome) => new(
        _context.UtcNow, Actor.Of(form.By), AuditActions.Erase, form.Organisation, form.Reference.Trim(),
        new Message(form.Object ? "audit.erase.object" : "audit.erase", Told(outcome)));

    /// <summary>Lets a report about a protected identity through, once, if a second person has approved it; otherwise says what is to be done.</summary>
    private Message Release(PersonForm form, PersonSearch search)
    {
        if (form.Request is not { } number)
        {
            return form.Reference.Trim().Length == 0 ? new Message("person.problem.reference")
                : form.By.Trim().Length == 0 ? new Message("person.problem.by")
                : new Message(
                    "person.protected.asked",
                    Number(_rights.Ask(search.Code, search.Ids, form.Reference.Trim(), Actor.Of(form.By), _context.UtcNow)),
                    Number(PersonRights.RequestDays));
        }

        return _rights.Request(number) is { } request && request.Organisation == search.Code
            && _rights.MayReport(request, search.Ids, _context.UtcNow) && _rights.Use(request, _context.UtcNow)
            ? Message.None
            : new Message("person.problem.request", Number(number));
    }

    private static IReadOnlyList<KeptFile> Files(PersonRows rows, string organisation, Configuration configuration)
    {
        RetentionRule? Rule(RetentionSubject subject) => RetentionRule.Of(configuration.Retention, organisation, subject);
        return
        [
            .. rows.Archived.Where(d => d.Unarchived is null)
                .Select(d => new KeptFile(d.Id, d.Header.FileName, d.Header.ContentHash, false, Rule(RetentionSubject.Archive))),
            .. rows.Held.Select(h => new KeptFile(h.Delivery, "", "", true, Rule(RetentionSubject.Quarantine))),
        ];
    }

    private PersonOutcome Work(PersonForm form, string command, Func<PersonSearch, PersonOutcome> work)
    {
        try
        {
            var configuration = _context.ReadConfiguration();
            if (configuration.FindOrganisation(form.Organisation) is not { } organisation)
            {
                return new PersonOutcome(new Message(
                    "person.problem.organisation", form.Organisation, string.Join(" | ", configuration.Organisations.Select(o => o.Code))));
            }

            using var lease = _store.Leases.Take(WriteLease.Name, WriteLease.HolderOf("person " + command), _wait);
            var search = PersonSearch.Open(_store, _context, configuration, organisation, form);
            return search is null
                ? new PersonOutcome(new Message("person.problem.form", form.Kind.Length == 0 ? "–" : form.Kind))
                : work(search);
        }
        catch (Exception e) when (e is StoreException or IngestException or ConfigurationException or CommandFailure or LeaseHeldException or IOException
            or UnauthorizedAccessException or CryptographicException)
        {
            return new PersonOutcome(Failures.Explain(e).Text);
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
