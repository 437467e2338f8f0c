using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Rights;

/// <summary>
/// The rights of the person (method §1.9, §1.10): the one-way door that finds, reports, erases, destroys and unlinks. What comes out is
/// counts, yes or no, or a document for the person alone.
/// </summary>
public sealed class PersonRights
{
    /// <summary>A request that nobody has used after so many days is none any more.</summary>
    public const int RequestDays = 7;

    private readonly Store _store;

    /// <summary>For an open store.</summary>
    public PersonRights(Store store) => _store = store;

    /// <summary>Whether somebody is known by some ids.</summary>
    /// <param name="organisation">Code.</param>
    /// <param name="ids">Columns with one row: the ids under every key that is held.</param>
    /// <exception cref="StoreException">As <see cref="Erase"/>.</exception>
    public PersonFound Find(string organisation, IReadOnlyList<AliasColumn> ids) => _store.Persons.Find(organisation, ids);

    /// <summary>Recognises the person's pseudonyms without telling them.</summary>
    /// <exception cref="StoreException">As <see cref="Erase"/>.</exception>
    public PersonMark Mark(string organisation, IReadOnlyList<AliasColumn> ids) => new(_store.Persons.Hmacs(organisation, ids), ids);

    /// <summary>Writes everything that is held about a person. The caller holds the write lease. Nothing is written if nobody is known.</summary>
    /// <param name="order">About whom, and how.</param>
    /// <param name="proof">The entry for the audit log, written before the document is handed out; it must not point at the person.</param>
    /// <param name="output">Where the document goes.</param>
    /// <exception cref="StoreException">As <see cref="Erase"/>.</exception>
    public void Report(PersonReportOrder order, AuditEvent proof, Stream output)
    {
        var document = PersonReport.Make(order, _store.Persons.Read(order.Organisation.Code, order.Ids));
        var bytes = PersonDocumentWriter.Write(document, order.Format, order.Language);
        _store.Persons.Record(order.Organisation.Code, order.Ids, proof);
        output.Write(bytes);
    }

    /// <summary>Keeps a request for a report about a protected identity; returns its number.</summary>
    /// <param name="organisation">Code.</param>
    /// <param name="ids">Of somebody who is known.</param>
    /// <param name="reference">Ground or reference.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="utc">Now, UTC.</param>
    public long Ask(string organisation, IReadOnlyList<AliasColumn> ids, string reference, string by, DateTime utc) =>
        _store.Persons.Ask(organisation, ids, reference, by, utc, id => new AuditEvent(
            utc, by, AuditActions.Report, organisation, reference, new Message("audit.report.asked", Number(id))));

    /// <summary>A request, or null.</summary>
    public PersonRequest? Request(long id) => _store.Persons.Request(id);

    /// <summary>Requests for which no report has been made, oldest first.</summary>
    public IReadOnlyList<PersonRequest> Requests(string organisation) => _store.Persons.Requests(organisation);

    /// <summary>Approves a request; false if it is not there or was approved before. Whether the names differ is the caller's to see to.</summary>
    public bool Approve(PersonRequest request, string by, DateTime utc) => _store.Persons.Approve(request.Id, by, utc, new AuditEvent(
        utc, by, AuditActions.Report, request.Organisation, request.Reference, new Message("audit.report.approved", Number(request.Id))));

    /// <summary>True if a request was approved, is not too old and not used, and is about the person whom the ids name.</summary>
    public bool MayReport(PersonRequest request, IReadOnlyList<AliasColumn> ids, DateTime utc) =>
        request is { Approved: not null, Used: null } && utc - request.Requested <= TimeSpan.FromDays(RequestDays)
        && _store.Persons.IsAbout(request.Id, request.Organisation, ids);

    /// <summary>Uses a request up; false if somebody else has.</summary>
    public bool Use(PersonRequest request, DateTime utc) => _store.Persons.Use(request.Id, utc);

    /// <summary>
    /// Erases a person: what is in the database, whatever its age and state, and what is remembered beside releases. The released tables
    /// are as released; what is not released yet is computed without the person. The caller holds the write lease and has treated the
    /// sealed files first, so that a repetition after a crash still finds them.
    /// </summary>
    /// <exception cref="StoreException">
    /// <c>store.erase-two</c>: the ids name two persons; <c>store.erase-shared</c>: the only id found is shared by several.
    /// </exception>
    public ErasureOutcome Erase(PersonErasure order) => _store.Erasure.Erase(new ErasureOrder(order.Organisation, order.Ids, order.Day, order.Block)
    {
        DryRun = order.DryRun,
        Utc = order.Utc,
        Held = order.Held,
        Unarchived = order.Unarchived,
        Forget = Forget,
        Proof = order.Proof,
    });

    /// <summary>Destroys what one decided rule says of what is in the database. Released tables stay. The caller holds the write lease.</summary>
    /// <param name="rule">A rule with a decision; archive and quarantine are files and not looked after here.</param>
    /// <param name="configuration">Tells which waves are closed (an open wave's answers are left alone), and who has a rule of its own.</param>
    /// <param name="today">The calendar day.</param>
    /// <param name="utc">Now, UTC.</param>
    /// <param name="actor">For the proof.</param>
    /// <exception cref="ArgumentException">A rule without a decision, or about files.</exception>
    public Destroyed Destroy(RetentionRule rule, Configuration configuration, DateOnly today, DateTime utc, string actor)
    {
        if (rule.Decision is not { } decision || rule.Subject is RetentionSubject.Archive or RetentionSubject.Quarantine)
        {
            throw new ArgumentException("A rule with a decision, about something in the database.", nameof(rule));
        }

        return _store.Retention.Destroy(
            rule, today, utc,
            organisation => rule.HoldsFor(organisation, configuration.Retention),
            (_, wave) => configuration.FindWave(wave) is not { } found || found.StateOn(today) is WaveState.Closed or WaveState.Released,
            Forget,
            done => new AuditEvent(
                utc, actor, AuditActions.Retention, rule.Organisation, RetentionProof.Reference(decision),
                new Message("audit.retention." + rule.Subject, Number(done.Deliveries), Number(done.Rows), Number(done.Persons))));
    }

    /// <summary>
    /// Unlinks a wave's answers (method §1.9): the pseudonym is replaced by a random key. The wave's released tables stay; what compares a
    /// person with himself answers "kräver länkade svar" from then on. The caller holds the write lease and has removed the sealed files.
    /// </summary>
    public Unlinked Unlink(string organisation, string wave, string reference, string by, DateTime utc) => _store.Retention.Unlink(
        organisation, wave, utc,
        contributors => Contributors.Unpack(contributors).Forget(null)?.Pack(),
        done => new AuditEvent(
            utc, by, AuditActions.Unlink, organisation, reference,
            new Message("audit.unlink", wave, Number(done.Answers), Number(done.Deliveries))));

    /// <summary>True if a wave of an organisation has been released and that was not withdrawn.</summary>
    public bool IsReleased(string organisation, string wave) => _store.Publisher.LatestRelease(organisation, wave) is not null;

    private static byte[]? Forget(byte[] contributors, IReadOnlySet<long> keys) => Contributors.Unpack(contributors).Forget(keys)?.Pack();

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
