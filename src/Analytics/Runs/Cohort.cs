using Digilo.Analytics.Compute;
using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>One organisation on one day, and for a wave its respondents: everything in columns, ready for the indicators.</summary>
internal sealed partial class Cohort
{
    private readonly Organisation _organisation;
    private readonly string _wave;
    private readonly RegisterColumns _register;
    private readonly Population _people;
    private readonly Rows _peopleRows;
    private readonly DateOnly _day;
    private readonly IReadOnlyList<RequirementRow> _requirements;
    private readonly Configuration _configuration;
    private readonly Grouping _population;
    private readonly int _threshold;
    private GroupSystem? _groups;

    private Cohort(
        Organisation organisation,
        string wave,
        DateOnly day,
        FrozenStructure structure,
        RegisterColumns register,
        ResponseColumns? responses,
        bool linked,
        IReadOnlyList<RequirementRow> requirements,
        Configuration configuration)
    {
        (_organisation, _wave, _day, _register, _requirements, _configuration) = (organisation, wave, day, register, requirements, configuration);
        Framework = CompetenceFramework.DigComp22;
        _threshold = structure.Settings.Threshold;
        Tree = new Tree(structure);
        _people = Population.Of(register, day);
        Categories = new Categories(
            register.RoleCodes.Concat(responses is null || linked ? [] : responses.RoleCodes), requirements, configuration.AgeBands, structure.OperationOf);
        _peopleRows = PlacePeople();
        _population = _peopleRows.Group(Tree, Categories);
        (_structure, _linked) = (structure, linked);
        Responses = responses;
        if (responses is not null)
        {
            Items = [.. Framework.Competences.Select(c => InstrumentItem.IndexOfLevel(responses.Items, c.Id))];
            var left = new List<int>();
            Chosen = Respondents.Choose(responses, linked ? _people : null, Items, structure.Excluded, left);
            Excluded = ExcludedAnswers.Count(responses, left, Respondents.Acting(structure.Excluded, linked));
            RespondentRows = linked ? LinkedRows(Chosen) : AnsweredRows(responses, Chosen);
        }
    }

    public CompetenceFramework Framework { get; }

    public Tree Tree { get; }

    public Categories Categories { get; }

    public ResponseColumns? Responses { get; }

    /// <summary>
    /// Per competence: index of its self-assessed level among the items of the answers, −1 = not in the instrument. Tests, sides of
    /// a competence and other scales are other measures.
    /// </summary>
    public int[] Items { get; } = [];

    /// <summary>Per respondent: the row of the answer that counts, and the person's index or −1.</summary>
    public (int Row, int Person)[] Chosen { get; } = [];

    /// <summary>Where respondents belong.</summary>
    public Rows RespondentRows { get; } = new([], []);

    /// <summary>Rows stored but in no figure: outside the register, without any level, or another answer of the same person.</summary>
    public long Outside => Responses is null ? 0 : Responses.Count - Chosen.Length;

    /// <summary>Answers that would have counted but for a quality flag that the wave's policy excludes.</summary>
    public ExcludedAnswers Excluded { get; } = ExcludedAnswers.None;

    /// <summary>The groups and the sums among them.</summary>
    private GroupSystem Groups => _groups ??= GroupSystems.Of(_organisation, Tree, Categories, _population);

    /// <summary>Persons in the population.</summary>
    public int Persons => _people.Rows.Length;

    /// <summary>Of a wave's reference date, with its answers.</summary>
    public static Cohort OfWave(
        Organisation organisation,
        Wave wave,
        FrozenStructure structure,
        RegisterColumns register,
        ResponseColumns responses,
        IReadOnlyList<RequirementRow> requirements,
        Configuration configuration,
        Func<JointFrame>? joint = null) =>
        new(organisation, wave.Code, wave.ReferenceDate, structure, register, responses, wave.Linked, requirements, configuration) { Joint = joint };

    /// <summary>Of a day, for facts alone.</summary>
    public static Cohort OfDay(
        Organisation organisation,
        DateOnly day,
        FrozenStructure structure,
        RegisterColumns register,
        IReadOnlyList<RequirementRow> requirements,
        Configuration configuration) =>
        new(organisation, "", day, structure, register, null, true, requirements, configuration);

    /// <summary>The register facts.</summary>
    /// <param name="training">Training, attendance and courses.</param>
    /// <param name="until">The day that the window of training ends: the training delivery's data date, never today.</param>
    /// <param name="others">What the other files tell, each up to the day that it describes itself.</param>
    public RawRelease Facts(TrainingFacts training, DateOnly until, DeliveredFacts others) =>
        Release(null, 0, false, Figures(training, others, until, null));

    /// <summary>Only who answered, for a wave that is open.</summary>
    public RawRelease Participation() => Release(RespondentRows.Group(Tree, Categories).Count(), 0, false, []);

    /// <summary>Everything.</summary>
    /// <param name="training">Training, attendance and courses.</param>
    /// <param name="others">What the other files tell.</param>
    /// <param name="earlier">The wave before, or null.</param>
    public RawRelease Everything(TrainingFacts training, DeliveredFacts others, EarlierAnswers? earlier = null)
    {
        var wave = Prepare();
        var offersZero = wave.Answers.Any(column => column.Contains((byte)0));
        var figures = Figures(training, others, _day, wave, earlier);
        return Release(wave.Respondents, wave.Grouping.ItemGroups, offersZero, figures) with
        {
            Earlier = _earlierCell,
            Levels = Enumerable.Range(0, Framework.Competences.Count)
                .Where(i => wave.Asked[i])
                .ToDictionary(i => Framework.Competences[i].Id, i => new LevelCounts(wave.Items[i].Levels, wave.Items[i].Pairs), StringComparer.Ordinal),
            OneRequirement = Enumerable.Range(0, Framework.Competences.Count)
                .ToDictionary(i => Framework.Competences[i].Id, i => wave.Items[i].OneRequirement, StringComparer.Ordinal),
            Mandatory =
            [
                .. Enumerable.Range(0, Framework.Competences.Count)
                    .Where(i => wave.Mandatory.Any(role => role[i]))
                    .Select(i => (Framework.Competences[i].Id, wave.Mandatory.All(role => role[i]))),
            ],
        };
    }

    private RawRelease Release(long[]? respondents, int itemGroups, bool offersZero, IReadOnlyList<RawFigures> figures) => new(
        _organisation.Code,
        _wave,
        _register.AsOf ?? _day,
        Groups,
        _population.Count(),
        respondents,
        Tree.Count,
        itemGroups,
        _configuration.Floor,
        offersZero,
        figures);

    private List<RawFigures> Figures(
        TrainingFacts training, DeliveredFacts others, DateOnly until, PreparedWave? wave, EarlierAnswers? earlier = null)
    {
        var people = PreparePeople(training, until);
        Prepared = wave is null ? null : PrepareAnswers(people, wave, training, earlier);
        var input = new IndicatorInput
        {
            People = people,
            Wave = wave,
            Sources = PrepareSources(training.Until(until), training.Courses, others, until, wave),
            Answers = Prepared,
        };
        var figures = new RawFigures[Catalogue.Indicators.Count][];
        SideBySide.Each(figures.Length, i => figures[i] = [.. Catalogue.Indicators[i].Compute(input)]);
        return [.. figures.SelectMany(f => f)];
    }

    private PreparedPopulation PreparePeople(TrainingFacts training, DateOnly until)
    {
        byte[] Column(byte[] source) => [.. _people.Rows.Select(r => source[r])];
        return new PreparedPopulation
        {
            Grouping = _population,
            Account = Column(_register.Account),
            Device = Column(_register.Device),
            Channel = Column(_register.Channel),
            Unreachable = Array.ConvertAll(_people.Rows, Unreachable),
            TellsReach = Array.Exists(_people.Rows, r => _register.Offer[r] != (byte)OfferState.Unknown || _register.Channel[r] != (byte)YesNo.Unknown),
            Trained = TrainingReach.Of(training.Until(until), training.Courses, _people, until),
            Population = _population.Count(),
        };
    }

    private PreparedWave Prepare()
    {
        var grouping = RespondentRows.Group(Tree, Categories);
        var competences = Framework.Competences.Count;
        var answers = new byte[competences][];
        var importance = Responses!.Importance is null ? null : new byte[competences][];
        var requirements = RoleRequirements.Of(Framework, Categories.RoleCodes, _requirements, _configuration.Mandatory);
        var role = RoleOfRespondents();
        var items = new ItemTally[competences];
        Parallel.For(0, competences, i =>
        {
            answers[i] = Compact(Items[i] < 0 ? null : Responses.Answers[Items[i]]);
            if (importance is not null)
            {
                importance[i] = Compact(Items[i] < 0 ? null : Responses.Importance![Items[i]]);
            }

            items[i] = ItemTally.Count(grouping, answers[i], importance?[i], role, requirements.Required[i], _configuration.Floor);
        });
        var (weights, missing) = Weigh();
        return new PreparedWave
        {
            Weights = weights,
            WeightsMissing = missing,
            Framework = Framework,
            Floor = _configuration.Floor,
            Grouping = grouping,
            Population = _population.Count(),
            Respondents = grouping.Count(),
            Answers = answers,
            Asked = [.. Items.Select(i => i >= 0)],
            Importance = importance,
            Role = role,
            Required = requirements.Required,
            Mandatory = requirements.Mandatory,
            Items = items,
        };
    }

    private byte[] Compact(byte[]? column)
    {
        var result = new byte[Chosen.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = column is null ? AnswerCode.NotInInstrument : column[Chosen[i].Row];
        }

        return result;
    }

    private int[] RoleOfRespondents()
    {
        var role = new int[Chosen.Length];
        for (var i = 0; i < role.Length; i++)
        {
            var category = RespondentRows.Category[0][i];
            role[i] = category < 0 ? Categories.RoleCodes.Count : category;
        }

        return role;
    }

    private Rows PlacePeople()
    {
        var place = new int[Persons];
        var category = NewCategories(Persons);
        var placeOf = _register.UnitCodes.Select(Tree.Place).ToArray();
        var roleOf = _register.RoleCodes.Select(Categories.Role).ToArray();
        var operationOf = _register.UnitCodes.Select(Categories.Operation).ToArray();
        for (var i = 0; i < place.Length; i++)
        {
            var row = _people.Rows[i];
            if (_people.Protected[i])
            {
                for (var b = 0; b < category.Length; b++)
                {
                    category[b][i] = -1;
                }

                continue;
            }

            place[i] = _register.Unit[row] < 0 ? 0 : placeOf[_register.Unit[row]];
            category[0][i] = _register.Role[row] < 0 ? Categories.RoleCodes.Count : roleOf[_register.Role[row]];
            category[1][i] = Categories.Gender(_register.Gender[row]);
            category[2][i] = Categories.AgeBand(_register.BirthYear[row], _day);
            category[3][i] = Categories.Form(_register.Form[row]);
            category[4][i] = Categories.Device(_register.Device[row]);
            if (category.Length > Categories.Personal)
            {
                category[Categories.Personal][i] = _register.Unit[row] < 0 ? Categories.Operation("") : operationOf[_register.Unit[row]];
            }
        }

        return new Rows(place, category);
    }

    /// <summary>Linked: the register wins (method §1.6).</summary>
    private Rows LinkedRows((int Row, int Person)[] chosen)
    {
        var place = new int[chosen.Length];
        var category = NewCategories(chosen.Length);
        for (var i = 0; i < chosen.Length; i++)
        {
            place[i] = _peopleRows.Place[chosen[i].Person];
            for (var b = 0; b < category.Length; b++)
            {
                category[b][i] = _peopleRows.Category[b][chosen[i].Person];
            }
        }

        return new Rows(place, category);
    }

    /// <summary>Anonymous: the background comes from the answer row.</summary>
    private Rows AnsweredRows(ResponseColumns responses, (int Row, int Person)[] chosen)
    {
        var place = new int[chosen.Length];
        var category = NewCategories(chosen.Length);
        var placeOf = responses.UnitCodes.Select(Tree.Place).ToArray();
        var roleOf = responses.RoleCodes.Select(Categories.Role).ToArray();
        var operationOf = responses.UnitCodes.Select(Categories.Operation).ToArray();
        for (var i = 0; i < chosen.Length; i++)
        {
            var row = chosen[i].Row;
            place[i] = responses.Unit[row] < 0 ? 0 : placeOf[responses.Unit[row]];
            category[0][i] = responses.Role[row] < 0 ? Categories.RoleCodes.Count : roleOf[responses.Role[row]];
            category[1][i] = Categories.Gender(responses.Gender[row]);
            category[2][i] = Categories.AgeBand(responses.BirthYear[row], _day);
            category[3][i] = Categories.Form(responses.Form[row]);
            category[4][i] = Categories.Device(responses.Device[row]);
            if (category.Length > Categories.Personal)
            {
                category[Categories.Personal][i] = responses.Unit[row] < 0 ? Categories.Operation("") : operationOf[responses.Unit[row]];
            }
        }

        return new Rows(place, category);
    }

    private int[][] NewCategories(int rows) => [.. Categories.All.Select(_ => new int[rows])];
}
