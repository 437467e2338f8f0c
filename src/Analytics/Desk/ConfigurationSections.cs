using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Desk;

/// <summary>organisations.json.</summary>
internal static class OrganisationSection
{
    /// <summary>The organisations, ordered by code.</summary>
    public static IReadOnlyList<Organisation> Read(JsonPlace root)
    {
        var list = root.Object(["organisations"], JsonPlace.Schema)["organisations"].Array(1);
        var organisations = new List<Organisation>();
        foreach (var place in list)
        {
            var fields = place.Object(["code", "name", "shortName", "kind"], "targetAreas", "duties", "mailAttachment");
            var code = fields["code"].Text(Forms.Organisation());
            if (organisations.Exists(o => o.Code == code))
            {
                throw fields["code"].Twice(code);
            }

            var kind = fields["kind"].OneOf("municipality", "region") == "region" ? OrganisationKind.Region : OrganisationKind.Municipality;
            organisations.Add(new Organisation(
                code,
                fields["name"].BothLanguages(),
                fields["shortName"].Text(),
                kind,
                fields.TryGetValue("targetAreas", out var areas) ? TargetAreas(areas) : null)
            {
                Duties = fields.TryGetValue("duties", out var duties) ? DutiesOf(duties) : new Dictionary<Duty, DutyDone>(),
                MailAttachment = fields.TryGetValue("mailAttachment", out var attachment) && attachment.Boolean(),
            });
        }

        return [.. organisations.OrderBy(o => o.Code, StringComparer.Ordinal)];
    }

    private static Dictionary<Duty, DutyDone> DutiesOf(JsonPlace place)
    {
        var names = Enum.GetValues<Duty>().ToDictionary(d => char.ToLowerInvariant(d.ToString()[0]) + d.ToString()[1..], StringComparer.Ordinal);
        return place.Object([], [.. names.Keys]).ToDictionary(f => names[f.Key], f =>
        {
            var parts = f.Value.Object(["reference", "date"]);
            return new DutyDone(parts["reference"].Text(), parts["date"].Date());
        });
    }

    private static TargetAreas TargetAreas(JsonPlace place)
    {
        var fields = place.Object(["version", "decidedBy", "areas"]);
        var areas = new List<TargetArea>();
        foreach (var area in fields["areas"].Array(1))
        {
            var parts = area.Object(["id", "name", "competences", "indicators"]);
            var id = parts["id"].Text(Forms.Code());
            if (areas.Exists(a => a.Id == id))
            {
                throw parts["id"].Twice(id);
            }

            areas.Add(new TargetArea(
                id, parts["name"].BothLanguages(), parts["competences"].Competences(), parts["indicators"].Texts(Forms.Indicator())));
        }

        return new TargetAreas(fields["version"].Text(), fields["decidedBy"].AnyText(), areas);
    }
}

/// <summary>waves.json.</summary>
internal static class WaveSection
{
    /// <summary>The waves, ordered by reference date and then code.</summary>
    /// <param name="root">The file.</param>
    /// <param name="organisations">Codes of the configured organisations.</param>
    public static IReadOnlyList<Wave> Read(JsonPlace root, IReadOnlySet<string> organisations)
    {
        var waves = new List<Wave>();
        foreach (var place in root.Object(["waves"], JsonPlace.Schema)["waves"].Array())
        {
            var wave = One(place, organisations);
            if (waves.Exists(w => w.Code == wave.Code))
            {
                throw (place with { Path = place.Path + ".code" }).Twice(wave.Code);
            }

            waves.Add(wave);
        }

        return [.. waves.OrderBy(w => w.ReferenceDate).ThenBy(w => w.Code, StringComparer.Ordinal)];
    }

    private static Wave One(JsonPlace place, IReadOnlySet<string> organisations)
    {
        var fields = place.Object(
            ["code", "name", "opens", "closes", "referenceDate", "linked", "organisations", "consentToConsortium"], "external");
        var wave = new Wave(
            fields["code"].Text(Forms.Code()),
            fields["name"].BothLanguages(),
            fields["opens"].Date(),
            fields["closes"].Date(),
            fields["referenceDate"].Date(),
            fields["linked"].Boolean(),
            fields["organisations"].Texts(Forms.Organisation(), 1),
            fields["consentToConsortium"].Texts(Forms.Organisation()))
        {
            External = fields.TryGetValue("external", out var external) && external.Boolean(),
        };
        if (wave.Closes < wave.Opens)
        {
            throw fields["closes"].Conflict(Text(wave.Closes), "≥ " + Text(wave.Opens));
        }

        // The population is fixed by a register on or before the reference date: one after the last answer would count people
        // who could not have been asked.
        if (wave.ReferenceDate > wave.Closes)
        {
            throw fields["referenceDate"].Conflict(Text(wave.ReferenceDate), "≤ " + Text(wave.Closes));
        }

        Known(fields["organisations"], wave.Organisations, organisations);
        Known(fields["consentToConsortium"], wave.ConsentToConsortium, wave.Organisations);
        return wave;
    }

    private static void Known(JsonPlace place, IReadOnlyList<string> codes, IEnumerable<string> known)
    {
        for (var i = 0; i < codes.Count; i++)
        {
            if (!known.Contains(codes[i]))
            {
                throw place.Array()[i].Unknown(codes[i], known.Order(StringComparer.Ordinal));
            }
        }
    }

    private static string Text(DateOnly date) => date.ToString(JsonPlace.DateFormat, CultureInfo.InvariantCulture);
}

/// <summary>programmes.json.</summary>
internal static class ProgrammeSection
{
    /// <summary>The programmes, ordered by code.</summary>
    public static IReadOnlyList<TrainingProgramme> Read(JsonPlace root)
    {
        var programmes = new List<TrainingProgramme>();
        foreach (var place in root.Object(["programmes"], JsonPlace.Schema)["programmes"].Array())
        {
            var fields = place.Object(["code", "name", "from", "to", "targetGroup"], "target");
            var programme = new TrainingProgramme(
                fields["code"].Text(Forms.Code()),
                fields["name"].BothLanguages(),
                fields["from"].Date(),
                fields["to"].Date(),
                fields["targetGroup"].BothLanguages())
            {
                Target = fields.TryGetValue("target", out var target) ? Target(target) : null,
            };
            if (programmes.Exists(p => p.Code == programme.Code))
            {
                throw fields["code"].Twice(programme.Code);
            }

            if (programme.To < programme.From)
            {
                throw fields["to"].Conflict(
                    programme.To.ToString(JsonPlace.DateFormat, CultureInfo.InvariantCulture),
                    "≥ " + programme.From.ToString(JsonPlace.DateFormat, CultureInfo.InvariantCulture));
            }

            programmes.Add(programme);
        }

        return [.. programmes.OrderBy(p => p.Code, StringComparer.Ordinal)];
    }

    private static ProgrammeTarget Target(JsonPlace place)
    {
        var fields = place.Object([], "aid", "roles", "responsibility");
        IReadOnlyList<string> List(string name, System.Text.RegularExpressions.Regex form) =>
            fields.TryGetValue(name, out var list) ? list.Texts(form, 1) : [];
        return new ProgrammeTarget(
            List("aid", Forms.AidDigits()), List("roles", Forms.Role()), List("responsibility", Forms.ResponsibilityLetter()));
    }
}

/// <summary>settings.json as read.</summary>
internal sealed record SettingsSection(
    IReadOnlyList<AgeBand> AgeBands,
    int Floor,
    IReadOnlyList<string> Mandatory,
    DisclosureSettings Disclosure,
    bool AutomaticRelease,
    QualityPolicy Quality,
    WeightingSettings Weighting,
    IReadOnlyList<RetentionRule> Retention)
{
    /// <summary>Highest age: everybody has a band.</summary>
    public const int OldestAge = 120;

    /// <summary>Reads and checks it.</summary>
    /// <param name="root">The file.</param>
    /// <param name="organisations">Codes of the configured organisations.</param>
    public static SettingsSection Read(JsonPlace root, IReadOnlySet<string> organisations)
    {
        var fields = root.Object(["floor", "mandatory", "ageBands", "disclosure", "release", "retention"], "quality", "weighting", JsonPlace.Schema);
        var disclosure = fields["disclosure"].Object(["threshold", "mergeBelow", "openWaveMinimum"], "auditGroups");
        return new SettingsSection(
            Bands(fields["ageBands"]),
            fields["floor"].Integer(1, 8),
            fields["mandatory"].Competences(1),
            new DisclosureSettings(
                disclosure["threshold"].Integer(DisclosurePolicy.LeastThreshold, DisclosurePolicy.MostThreshold),
                disclosure["mergeBelow"].Integer(0, DisclosurePolicy.MostMergeBelow),
                disclosure["openWaveMinimum"].Integer(DisclosurePolicy.LeastOpenWaveMinimum, DisclosurePolicy.MostOpenWaveMinimum))
            {
                AuditGroups = disclosure.TryGetValue("auditGroups", out var groups)
                    ? groups.Integer(DisclosurePolicy.LeastAuditGroups, DisclosurePolicy.MostAuditGroups)
                    : DisclosurePolicy.DefaultAuditGroups,
            },
            fields["release"].OneOf("auto", "manual") == "auto",
            fields.TryGetValue("quality", out var quality) ? Policy(quality) : QualityPolicy.CountAll,
            fields.TryGetValue("weighting", out var weighting) ? Weights(weighting) : WeightingSettings.BuiltIn,
            Rules(fields["retention"], organisations));
    }

    /// <summary>Bounds closer than this would hardly let any weight differ from another.</summary>
    private const double LeastMaxRatio = 1.1, GreatestMaxRatio = 1000;

    private static WeightingSettings Weights(JsonPlace place)
    {
        var fields = place.Object([], "neighbours", "scope", "maxRatio");
        return new WeightingSettings(fields.TryGetValue("neighbours", out var neighbours) ? Neighbours(neighbours) : WeightingSettings.BuiltIn.Neighbours)
        {
            Scope = fields.TryGetValue("scope", out var scope) && scope.OneOf("organisation", "wave") == "wave" ? WeightingScope.Wave : WeightingScope.Organisation,
            MaxRatio = fields.TryGetValue("maxRatio", out var ratio) ? ratio.Number(LeastMaxRatio, GreatestMaxRatio) : null,
        };
    }

    /// <summary>Each category names at most one neighbour, and not itself.</summary>
    private static Dictionary<string, IReadOnlyDictionary<string, string>> Neighbours(JsonPlace place)
    {
        var named = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var item in place.Array())
        {
            var fields = item.Object(["variable", "category", "neighbour"]);
            var variable = fields["variable"].OneOf("role", "gender", "age");
            var (category, neighbour) = (fields["category"].Text(Forms.Role()), fields["neighbour"].Text(Forms.Role()));
            if (!named.TryGetValue(variable, out var ofVariable))
            {
                named.Add(variable, ofVariable = new(StringComparer.Ordinal));
            }

            if (category == neighbour)
            {
                throw fields["neighbour"].Conflict(neighbour, "≠ " + category);
            }

            if (!ofVariable.TryAdd(category, neighbour))
            {
                throw fields["category"].Twice(category);
            }
        }

        return named.ToDictionary(n => n.Key, n => (IReadOnlyDictionary<string, string>)n.Value, StringComparer.Ordinal);
    }

    /// <summary>What is left out is written out; a reason that is not named is counted only.</summary>
    private static QualityPolicy Policy(JsonPlace place)
    {
        var fields = place.Object([], [.. QualityReason.All.Select(r => r.Name)]);
        return new QualityPolicy(QualityReason.All
            .Where(r => fields.TryGetValue(r.Name, out var answer) && answer.OneOf("count", "exclude") == "exclude")
            .Aggregate(QualityFlags.None, (flags, r) => flags | r.Flags));
    }

    private static List<AgeBand> Bands(JsonPlace place)
    {
        var bands = new List<AgeBand>();
        var expected = 0;
        foreach (var item in place.Array(1))
        {
            var fields = item.Object(["code", "name", "from", "to"]);
            var band = new AgeBand(
                fields["code"].Text(Forms.Code()), fields["name"].BothLanguages(), fields["from"].Integer(0, OldestAge), fields["to"].Integer(0, OldestAge));
            if (bands.Exists(b => b.Code == band.Code))
            {
                throw fields["code"].Twice(band.Code);
            }

            if (band.From != expected)
            {
                throw fields["from"].Conflict(ConfigurationFault.Number(band.From), ConfigurationFault.Number(expected));
            }

            if (band.To < band.From)
            {
                throw fields["to"].Conflict(ConfigurationFault.Number(band.To), "≥ " + ConfigurationFault.Number(band.From));
            }

            expected = band.To + 1;
            bands.Add(band);
        }

        if (expected <= OldestAge)
        {
            throw place.Array()[^1].Conflict("– " + ConfigurationFault.Number(expected - 1), "– " + ConfigurationFault.Number(OldestAge));
        }

        return bands;
    }

    private static List<RetentionRule> Rules(JsonPlace place, IReadOnlySet<string> organisations)
    {
        var rules = new List<RetentionRule>();
        foreach (var item in place.Array())
        {
            var fields = item.Object(["subject", "months"], "organisation", "decision");
            var name = fields["subject"].OneOf([.. Enum.GetValues<RetentionSubject>().Select(RetentionRule.NameOf)]);
            var subject = Enum.GetValues<RetentionSubject>().First(s => RetentionRule.NameOf(s) == name);
            var organisation = fields.TryGetValue("organisation", out var whose) ? Whose(whose, subject, organisations) : "";
            if (rules.Exists(r => r.Subject == subject && r.Organisation == organisation))
            {
                throw fields["subject"].Twice(fields["subject"].AnyText());
            }

            RetentionDecision? decision = null;
            if (fields.TryGetValue("decision", out var taken))
            {
                var parts = taken.Object(["reference", "date"]);
                decision = new RetentionDecision(parts["reference"].Text(), parts["date"].Date());
            }

            rules.Add(new RetentionRule(subject, fields["months"].Integer(1, 1200), decision) { Organisation = organisation });
        }

        return rules;
    }

    /// <summary>An organisation's own rule; the logs and the mails are everybody's.</summary>
    private static string Whose(JsonPlace place, RetentionSubject subject, IReadOnlySet<string> organisations)
    {
        var code = place.Text(Forms.Organisation());
        return !organisations.Contains(code) ? throw place.Unknown(code, organisations.Order(StringComparer.Ordinal))
            : subject is RetentionSubject.Logs or RetentionSubject.Sendings ? throw place.Conflict(code, RetentionRule.NameOf(subject) + ": –")
            : code;
    }
}
