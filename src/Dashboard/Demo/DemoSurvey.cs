using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>
/// Survey answers by a latent model: a person's ability, the role, the difficulty of the competence, training completed before
/// the wave, and noise. Who answers depends on tool, account and role, and a little on ability, so that the silent are not a
/// random sample.
/// </summary>
internal static class DemoSurvey
{
    private const int Strays = 2;
    private static readonly string[] Items = [.. CompetenceFramework.DigComp22.Competences.Select(c => c.Id)];
    private static readonly double[] WaveFactor = [1.0, 0.94, 1.05];

    private sealed record Answer(DateTime Submitted, string Id, bool Complete, string Channel, string Unit, string Role, string Device, string[] Levels, string[] Weights, bool Trained);

    /// <summary>The file of a wave.</summary>
    public static DemoTable Make(
        DemoOrganisation organisation, IReadOnlyList<DemoPerson> people, IReadOnlyList<DemoRecord> training, int wave, int seed)
    {
        var code = DemoWaves.All[wave].Code;
        var random = DemoRandom.For(seed, $"survey {organisation.Code} {code}");
        var importance = wave == DemoWaves.All.Count - 1;
        var trained = training
            .Where(r => r.Person is not null && r.Course is { Digital: true } && r.Status == "slutford" && r.Finished < DemoWaves.All[wave].Opens)
            .ToLookup(r => r.Person!.Number);

        var answers = new List<Answer>();
        var present = people.Where(p => p.On(DemoWaves.All[wave].ReferenceDate)).ToList();
        foreach (var person in present.Where(p => random.Happens(ChanceToAnswer(p, wave))))
        {
            answers.Add(Answered(organisation, person, DemoIds.Staff(organisation, person.Number), wave, [.. trained[person.Number]], random));
        }

        AddDuplicates(answers, random);
        for (var i = 1; i <= Strays; i++)
        {
            var like = present[i * 29];
            answers.Add(Answered(organisation, like, DemoIds.Stray(organisation, i), wave, [], random) with { Unit = like.Unit.CodeOn(DemoWaves.All[wave].Opens) });
        }

        return Table(organisation, wave, importance, seed, [.. answers.OrderBy(a => a.Submitted).ThenBy(a => a.Id, StringComparer.Ordinal)]);
    }

    private static DemoTable Table(DemoOrganisation organisation, int wave, bool importance, int seed, List<Answer> answers)
    {
        var others = DemoItems.In(organisation, wave) ? new DemoItems(organisation, wave, seed) : null;
        var code = DemoWaves.All[wave].Code;
        var table = new DemoTable(
        [
            "svarsid", "anstnr", "inlamnad", "slutford", "svarssatt", "enhet", "roll", "digitalt_verktyg", .. Items,
            .. importance ? Items.Select(i => "vikt " + i) : [], .. others is null ? [] : DemoItems.Headings,
        ]);
        for (var i = 0; i < answers.Count; i++)
        {
            var answer = answers[i];
            var submitted = DemoText.Time(answer.Submitted);
            if (Faulty(organisation, wave, i) is { } fault)
            {
                (submitted, answer) = Spoil(fault, submitted, answer);
            }

            table.Add(
            [
                $"E{code}-{organisation.Code}-{DemoText.Digits(i + 1, 4)}", answer.Id, submitted, DemoText.YesNo(answer.Complete),
                answer.Channel, answer.Unit, answer.Role, answer.Device, .. answer.Levels, .. importance ? answer.Weights : [],
                .. others?.Answer(answer.Unit, answer.Role, answer.Complete, answer.Trained) ?? [],
            ]);
        }

        return table;
    }

    /// <summary>
    /// Three rows of one file are wrong on purpose, so that quarantine and "klar med anmärkning" can be seen: a level 9, a day that
    /// does not exist, a word for a level.
    /// </summary>
    private static int? Faulty(DemoOrganisation organisation, int wave, int row) =>
        organisation.Code != "2581" || wave != 1 ? null : row switch { 11 => 0, 39 => 1, 76 => 2, _ => null };

    private static (string Submitted, Answer Answer) Spoil(int fault, string submitted, Answer answer)
    {
        var levels = (string[])answer.Levels.Clone();
        switch (fault)
        {
            case 0:
                levels[Array.IndexOf(Items, "2.3")] = "9";
                break;
            case 1:
                submitted = "2022-04-31 09:15";
                break;
            default:
                levels[Array.IndexOf(Items, "4.2")] = "fem";
                break;
        }

        return (submitted, answer with { Levels = levels });
    }

    private static double ChanceToAnswer(DemoPerson person, int wave)
    {
        var chance = person.Device[wave] switch { "eget" => 0.74, "delat" => 0.47, "inget" => 0.20, _ => 0.45 };
        chance *= person.Account[wave] ? 1 : 0.5;
        chance *= person.Channel[wave] ? 1 : 0.5;
        chance *= person.Letter.Length > 0 ? 1.14 : 1;
        chance *= person.Form == "timavlonad" ? (person.Hours[wave] ? 0.45 : 0.05) : 1;
        chance *= person.Leave[wave] ? 0.1 : 1;
        chance *= person.Unit.Trait == DemoTrait.Silent ? 0.05 : 1;
        return Math.Min(0.96, chance * person.Willing * WaveFactor[wave] * Math.Clamp(1 + (0.07 * person.Ability), 0.8, 1.2));
    }

    private static Answer Answered(
        DemoOrganisation organisation, DemoPerson person, string id, int wave, IReadOnlyList<DemoRecord> trained, DemoRandom random)
    {
        var day = random.Day(DemoWaves.All[wave].Opens, DemoWaves.All[wave].Closes);
        var submitted = day.ToDateTime(new TimeOnly(random.Between(6, 21), random.Between(0, 59)));
        var device = person.Device[wave];
        var channel = device switch
        {
            "eget" => random.Happens(0.96) ? "egen" : "delad",
            "delat" => random.Share() switch { < 0.72 => "delad", < 0.9 => "egen", _ => "kiosk" },
            _ => random.Share() switch { < 0.45 => "papper", < 0.75 => "kiosk", _ => "hjalp" },
        };
        var (levels, weights) = (new string[Items.Length], new string[Items.Length]);
        for (var i = 0; i < Items.Length; i++)
        {
            (levels[i], weights[i]) = One(person, i, wave, trained, random);
        }

        // Those who give up leave everything after some question empty; a few never begin.
        var complete = true;
        if (random.Happens(0.045))
        {
            complete = false;
            var from = random.Happens(0.1) ? 0 : random.Between(4, 18);
            for (var i = from; i < Items.Length; i++)
            {
                (levels[i], weights[i]) = ("", "");
            }
        }

        // The unit as answered is sometimes another than the register's.
        var unit = random.Happens(0.01) ? random.Pick([.. organisation.Units]) : person.Unit;
        var known = !person.Protected;
        return new Answer(
            submitted, id, complete, channel, known ? unit.CodeOn(DemoWaves.All[wave].Opens) : "", known ? person.Role.Code : "", device, levels, weights, trained.Count > 0);
    }

    private static (string Level, string Weight) One(DemoPerson person, int item, int wave, IReadOnlyList<DemoRecord> trained, DemoRandom random)
    {
        var id = Items[item];
        var noise = random.Normal();
        var required = DemoRoles.Required(person.Role, id, CompetenceFramework.DigComp22.Mandatory.Contains(id, StringComparer.Ordinal));
        var weight = Math.Clamp((int)Math.Floor(1.5 + (0.55 * required) + (0.7 * random.Normal()) + 0.5), 1, 5);
        var weightText = random.Happens(0.05) ? "" : DemoText.Digits(weight);
        var missing = random.Share();

        // Routing: programming is not asked where the role needs no more than the lowest level of it.
        if (id == "3.4" && required <= 1)
        {
            return ("ej visad", "");
        }

        if (missing < 0.012)
        {
            return ("", weightText);
        }

        if (missing < (person.Ability < -0.6 ? 0.045 : 0.025))
        {
            return ("vet ej", weightText);
        }

        var latent = person.Role.Level + person.Ability + DemoRoles.Ease(id) + person.Shift[item] + Learned(trained, id)
            + (0.05 * wave) - (person.Device[wave] == "inget" ? 0.3 : 0) + (0.7 * noise);
        return (DemoText.Digits(Math.Clamp((int)Math.Floor(latent + 0.5), 1, 8)), weightText);
    }

    /// <summary>What completed training adds to a competence, in levels: modest, most where the course aims, less each time.</summary>
    private static double Learned(IReadOnlyList<DemoRecord> trained, string competence)
    {
        var aimed = trained.Count(r => r.Course!.CompetenceIds.Contains(competence, StringComparer.Ordinal));
        var near = trained.Count > 0 ? 0.12 : 0;
        return near + (aimed switch { 0 => 0, 1 => 0.45, _ => 0.65 });
    }

    /// <summary>One person answers half and then whole, another whole and then once more.</summary>
    private static void AddDuplicates(List<Answer> answers, DemoRandom random)
    {
        var complete = answers.Where(a => a.Complete).ToList();
        var half = complete[complete.Count / 3];
        answers.Add(half with
        {
            Submitted = half.Submitted.AddMinutes(-random.Between(5, 90)),
            Complete = false,
            Levels = [.. half.Levels.Select((level, i) => i < 9 ? level : "")],
            Weights = [.. half.Weights.Select((weight, i) => i < 9 ? weight : "")],
        });
        var again = complete[complete.Count * 2 / 3];
        answers.Add(again with { Submitted = again.Submitted.AddMinutes(random.Between(5, 90)) });
    }
}
