using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>Two employers in one wave, each a world of its own.</summary>
internal sealed class TwoOrganisations(World first, World second, WeightingSettings weighting) : IColumnReader
{
    private const string Other = "2480";
    private readonly FakePublisher _publisher = new();

    public void Refresh() => new Refresh(this, _publisher, true).Run(Configuration, new DateOnly(2024, 1, 15), new DateTime(2024, 1, 15, 3, 0, 0, DateTimeKind.Utc));

    /// <summary>A number of an organisation, null where there is none.</summary>
    public double? Estimate(string measure, string organisation, string column = PublishedTable.All) =>
        SnapshotFormat.Read(_publisher.ReadContent(_publisher.CurrentId()!)!)
            .Find(new TableKey(measure, organisation, World.WaveCode, ScopeLevel.Organisation))?.Find(organisation, column)?.Estimate;

    private Configuration Configuration => first.Configuration with
    {
        Organisations =
        [
            first.Configuration.Organisations[0],
            new Organisation(Other, new BothLanguages("Umeå kommun", "Umeå Municipality"), "Umeå", OrganisationKind.Municipality, null),
        ],
        Waves = [first.Configuration.Waves[^1] with { Organisations = [World.Code, Other] }],
        Weighting = weighting,
    };

    private IColumnReader Of(string organisation) => organisation == Other ? second : first;

    public RegisterColumns Register(string organisation, DateOnly day) => Of(organisation).Register(organisation, day);

    public ResponseColumns Responses(string organisation, string wave) => Of(organisation).Responses(organisation, wave);

    public TrainingColumns Training(string organisation) => Of(organisation).Training(organisation);

    public AttendanceColumns Attendance(string organisation) => Of(organisation).Attendance(organisation);

    public CoachingColumns Coaching(string organisation) => Of(organisation).Coaching(organisation);

    public IdeaColumns Ideas(string organisation) => Of(organisation).Ideas(organisation);

    public AccessColumns Access(string organisation, DateOnly day) => Of(organisation).Access(organisation, day);

    public IReadOnlyList<PlanRow> Plans(string organisation) => Of(organisation).Plans(organisation);

    public IReadOnlyList<PlanActionRow> PlanActions(string organisation) => Of(organisation).PlanActions(organisation);

    public IReadOnlyList<FrameworkRow> Frameworks(string organisation) => Of(organisation).Frameworks(organisation);

    public IReadOnlyList<UnitRow> Units(string organisation) => Of(organisation).Units(organisation);

    public IReadOnlyList<RequirementRow> Requirements(string organisation) => Of(organisation).Requirements(organisation);

    public IReadOnlyList<CourseRow> Courses(string organisation) => Of(organisation).Courses(organisation);

    public IReadOnlyDictionary<DeliveryKind, DateOnly> NewestDeliveries(string organisation) => Of(organisation).NewestDeliveries(organisation);

    public string Stamp(string organisation) => Of(organisation).Stamp(organisation);
}
