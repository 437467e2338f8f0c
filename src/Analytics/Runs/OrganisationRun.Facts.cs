using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Runs;

/// <content>Facts beside the waves: every night for the organisation and its departments, once a month for units (method §4.6).</content>
internal sealed partial class OrganisationRun
{
    // Nights may fail for a while; a service that was away for longer begins anew.
    private const int MonthsRemembered = 12;

    private void BuildFacts(DateOnly dataDate)
    {
        var register = Register(dataDate);
        if (register.AsOf is null || register.Count == 0)
        {
            return;
        }

        // In service on the day that the register describes, not on a later one: a wave on the same register has the same persons, and
        // nobody is given away by the difference.
        var day = register.AsOf.Value;
        var month = UnitFacts.Unpack(publisher.Freeze(organisation.Code, UnitFacts.Key(night.Today)));
        var before = month?.Structure ?? StructureBefore();
        var settings = StricterOf(_configuration.Disclosure, before?.Settings);
        _factProtection = settings;

        // Units take part in the decision of what is hidden on the nights, too, when their own facts are those of another night.
        var structure = FrozenStructure.Decide(Units, register, Population.Of(register, day), day, settings, before?.MergedUnits() ?? []);
        var cohort = Cohort.OfDay(organisation, day, structure, register, Requirements, _configuration);
        var (tables, _) = DisclosureControl.Publish(cohort.Facts(Training, Training.AsOf ?? day, Others), settings);
        _tables.AddRange(tables.Where(t => t.Key.Level != ScopeLevel.Unit));
        if (month is null)
        {
            month = new UnitFacts(structure, SnapshotFormat.WriteTables([.. tables.Where(t => t.Key.Level == ScopeLevel.Unit)]));
            night.Freezes.Add(new WaveFreeze(organisation.Code, UnitFacts.Key(night.Today), month.Pack(), night.Utc));
        }

        // A threshold that was raised meanwhile acts at once: units then wait for their next month.
        if (month.Structure.Settings.Threshold >= settings.Threshold)
        {
            _tables.AddRange(SnapshotFormat.ReadTables(month.Tables));
        }
    }

    /// <summary>
    /// The structure that was decided last, a wave's or a month's: what it merged stays merged in the facts while the units are there.
    /// Otherwise a unit that has other company this month than last could be subtracted. A wave decides by its own register (method §4.7).
    /// </summary>
    private FrozenStructure? StructureBefore()
    {
        var waves = _waves
            .Select(w => night.Freezes.Find(f => f.Organisation == organisation.Code && f.Wave == w.Code) ?? publisher.Freeze(organisation.Code, w.Code))
            .OfType<WaveFreeze>();
        var wave = waves.OrderBy(f => f.FrozenAt).LastOrDefault();
        var month = Enumerable.Range(1, MonthsRemembered)
            .Select(m => publisher.Freeze(organisation.Code, UnitFacts.Key(night.Today.AddMonths(-m))))
            .FirstOrDefault(f => f is not null);
        return wave is not null && (month is null || wave.FrozenAt >= month.FrozenAt)
            ? FrozenStructure.Unpack(wave.Content)
            : UnitFacts.Unpack(month)?.Structure;
    }

    /// <summary>A threshold that was lowered acts on facts as on answers: from the next wave on.</summary>
    private static DisclosureSettings StricterOf(DisclosureSettings now, DisclosureSettings? before) =>
        before is null || before.Threshold <= now.Threshold ? now : now with { Threshold = before.Threshold };
}
