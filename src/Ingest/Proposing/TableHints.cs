using System.Globalization;
using System.Text.Json.Nodes;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>What the columns of a table tell: which of our standard files it resembles, which column is what, and which it cannot say.</summary>
internal sealed class TableHints(IReadOnlyList<ColumnLook> columns, ProfileCatalogue profiles)
{
    private readonly HashSet<int> _used = [];
    private readonly CodeHints _codes = new(columns.SelectMany(c => c.Names));

    /// <summary>Fills in a draft.</summary>
    public void Look(Draft draft, bool isLimeSurvey)
    {
        var competences = Competences();
        var standard = isLimeSurvey ? profiles.Find("limesurvey-survey") : Resembles(competences.Count);
        if (standard is null)
        {
            draft.NotUnderstood("proposal.kind-unknown", string.Join(", ", Standards().Select(p => p.Kind.ToString().ToLowerInvariant())));
            standard = profiles.Standard(DeliveryKind.Survey);
        }
        else
        {
            draft.Recognised(isLimeSurvey ? "proposal.limesurvey" : "proposal.kind", standard.Name);
        }

        draft.Extends = standard.Name;
        Known(draft, standard);
        if (standard.Kind == DeliveryKind.Survey)
        {
            Items(draft, competences);
            Others(draft);
        }

        Dates(draft);
        Missing(draft, standard);
        Rest(draft);
    }

    private IEnumerable<Profile> Standards() => profiles.Profiles.Where(p => p.Name.StartsWith("standard-", StringComparison.Ordinal));

    /// <summary>The standard profile that most of the needed columns are there for; none if two are alike or none is half there.</summary>
    private Profile? Resembles(int competences)
    {
        var scores = Standards().Select(p => (Profile: p, Score: Score(p, competences))).OrderByDescending(s => s.Score).ToList();
        return scores.Count > 0 && scores[0].Score >= 0.5 && (scores.Count == 1 || scores[0].Score > scores[1].Score) ? scores[0].Profile : null;
    }

    private double Score(Profile profile, int competences)
    {
        if (profile.Kind == DeliveryKind.Survey)
        {
            // Nothing but a survey has a column for each of several competences.
            return competences > 1 ? 2 : competences * 0.5;
        }

        var needed = profile.Columns.Where(c => c.Presence != Presence.Optional && c.Headings.Count > 0).ToList();
        return needed.Count == 0 ? 0 : needed.Count(c => Match(HeadingWords.Of(c)).Count > 0) / (double)needed.Count;
    }

    private List<ColumnLook> Match(IEnumerable<string> words)
    {
        var set = words.ToHashSet(StringComparer.Ordinal);
        return [.. columns.Where(c => c.Heading.Length > 0 && c.Names.Any(n => set.Contains(HeadingWords.Squash(n))))];
    }

    private void Known(Draft draft, Profile standard)
    {
        foreach (var column in standard.Columns.Where(c => c.Target is not (Targets.Item or Targets.Importance) && c.Headings.Count > 0))
        {
            var exact = columns.Where(l => l.Names.Any(n => column.Headings.Any(h => Cells.Fold(h) == Cells.Fold(n)))).ToList();
            var found = exact.Count > 0 ? exact : [.. Match(HeadingWords.Of(column)).Where(l => !_used.Contains(l.Index))];
            if (found.Count == 0 || column.Target == Targets.Ignore)
            {
                _used.UnionWith(found.Select(f => f.Index));
                continue;
            }

            if (found.Count > 1)
            {
                draft.NotUnderstood("proposal.several", column.Target, Headings(found));
                continue;
            }

            var look = found[0];
            _used.Add(look.Index);
            draft.Recognised("proposal.column", Show(look), Name(column));
            if (column.Presence == Presence.Value && draft.Fingerprint.Count < 3)
            {
                draft.Fingerprint.Add(look.Heading);
            }

            Place(draft, column, look, exact.Count > 0);
            Codes(draft, column, look);
        }
    }

    /// <summary>A column that the base already finds by its heading is written down only where something about it is new.</summary>
    private static void Place(Draft draft, ProfileColumn column, ColumnLook look, bool inherited)
    {
        var format = DateFormat(column.Target, look);
        if (inherited && format is null)
        {
            draft.Take(column.Target, column.Item, column.IdKind);
            return;
        }

        var json = new JsonObject { ["heading"] = look.Heading, ["to"] = column.Target }.With(column);
        if (format is not null)
        {
            json["dates"] = format;
        }

        draft.Add(json);
    }

    /// <summary>The one format that the column is written in; null if it is the usual one, no date, or two readings are left.</summary>
    private static string? DateFormat(string target, ColumnLook look) =>
        target is "submitted" or "started" or "from" or "to" or "enrolled" or "finished" && look.Formats.Count > 0 && look.Formats[0] != Cells.IsoDate
            && !DateFormats.Differ(look.Formats) ? look.Formats[0] : null;

    private static void Codes(Draft draft, ProfileColumn column, ColumnLook look)
    {
        if (column.Codes.Count == 0 || column.Codes.ContainsKey("*") || look.Filled == 0)
        {
            return;
        }

        var known = column.Codes.Keys.Concat(column.Missing).Select(Cells.Fold).ToHashSet(StringComparer.Ordinal);
        if (!look.AllAmong(known.Contains))
        {
            var unknown = look.Values.Where(v => !known.Contains(Cells.Fold(v))).ToList();
            draft.NotUnderstood(
                unknown.Count > 0 ? "proposal.codes" : "proposal.codes-many", Show(look), column.Target, string.Join(" | ", unknown), string.Join(" | ", column.Codes.Keys.Where(k => k.Length > 0)));
        }
    }

    private List<(string Id, bool Importance, List<ColumnLook> Columns)> Competences() =>
    [
        .. columns
            .Select(c => (Look: c, Id: c.Names.Select(n => _codes.Find(n) ?? CompetenceHints.OfText(n)).FirstOrDefault(id => id is not null), Importance: c.Names.Any(CompetenceHints.IsImportance)))
            .Where(c => c.Id is not null)
            .GroupBy(c => (Id: c.Id!, c.Importance))
            .OrderBy(g => g.Key.Id, StringComparer.Ordinal)
            .Select(g => (g.Key.Id, g.Key.Importance, g.Select(c => c.Look).ToList())),
    ];

    private void Items(Draft draft, List<(string Id, bool Importance, List<ColumnLook> Columns)> competences)
    {
        var items = new List<ColumnLook>();
        foreach (var (id, importance, looks) in competences)
        {
            if (looks.Count > 1)
            {
                draft.NotUnderstood("proposal.competence-several", id, Headings(looks));
                continue;
            }

            var look = looks[0];
            _used.Add(look.Index);
            draft.Add(new JsonObject { ["heading"] = look.Heading, ["to"] = importance ? Targets.Importance : Targets.Item, ["item"] = id });
            draft.Recognised(importance ? "proposal.importance" : "proposal.item", Show(look), id);
            if (!importance)
            {
                items.Add(look);
                if (draft.Fingerprint.Count < 3)
                {
                    draft.Fingerprint.Add(look.Heading);
                }
            }
        }

        Levels(draft, items);
    }

    private static void Levels(Draft draft, List<ColumnLook> items)
    {
        if (items.Count == 0 || draft.Levels.Count > 0)
        {
            return;
        }

        if (items.All(i => i.Filled == 0 || i.AllAmong(v => v.Length == 1 && v[0] is >= '0' and <= '8')))
        {
            draft.Recognised("proposal.levels-digits");
            return;
        }

        var labels = items.SelectMany(i => i.Values).Distinct(StringComparer.Ordinal).ToList();
        foreach (var label in labels.Where(LevelHints.IsUnknown))
        {
            draft.Missing[label] = "dontKnow";
        }

        if (draft.Missing.Count > 0)
        {
            draft.Recognised("proposal.missing", string.Join(" | ", draft.Missing.Keys));
            draft.Missing[""] = "skipped";
        }

        labels.RemoveAll(LevelHints.IsUnknown);
        if (LevelHints.ByDigit(labels) is { } levels)
        {
            foreach (var (label, level) in levels)
            {
                draft.Levels[label] = level;
            }

            draft.Recognised("proposal.levels", string.Join(", ", levels.OrderBy(p => p.Value).Select(p => $"{p.Key} = {p.Value.ToString(CultureInfo.InvariantCulture)}")));
            return;
        }

        draft.NotUnderstood(labels.Count > 0 ? "proposal.levels-unknown" : "proposal.levels-many", string.Join(" | ", labels));
    }

    /// <summary>Targets of a survey that the base has no heading for.</summary>
    private void Others(Draft draft)
    {
        foreach (var target in (string[])["started", "duration"])
        {
            var found = Match(HeadingWords.Of(target)).Where(l => !_used.Contains(l.Index)).ToList();
            if (found.Count != 1 || draft.Has(target))
            {
                continue;
            }

            _used.Add(found[0].Index);
            var json = new JsonObject { ["heading"] = found[0].Heading, ["to"] = target };
            if (DateFormat(target, found[0]) is { } format)
            {
                json["dates"] = format;
            }

            draft.Add(json);
            draft.Recognised("proposal.column", Show(found[0]), target);
        }
    }

    private void Dates(Draft draft)
    {
        foreach (var look in columns.Where(c => c.Formats.Count > 0))
        {
            if (DateFormats.Differ(look.Formats))
            {
                draft.NotUnderstood("proposal.date-ambiguous", Show(look), string.Join(" | ", look.Formats));
            }
            else
            {
                draft.Recognised("proposal.date", Show(look), look.Formats[0]);
            }
        }
    }

    private void Missing(Draft draft, Profile standard)
    {
        foreach (var column in standard.Columns.Where(c => c.Presence != Presence.Optional && c.Headings.Count > 0 && !draft.Has(c.Target, c.Item, c.IdKind)))
        {
            draft.NotUnderstood("proposal.column-missing", Name(column), column.Headings[0]);
        }

        if (standard.Kind == DeliveryKind.Survey && !draft.Has(Targets.RowKey))
        {
            var candidates = columns.Where(c => c.IsUnique && c.Filled > 1 && c.Formats.Count == 0 && !_used.Contains(c.Index)).Take(5).ToList();
            if (candidates.Count > 0)
            {
                draft.NotUnderstood("proposal.row-key", Headings(candidates));
            }
        }

        if (standard.Kind == DeliveryKind.Survey && draft.Items == 0 && !columns.Any(c => c.Names.Any(n => standard.Columns.Any(s => s.Target == Targets.Item && s.Headings.Any(h => Cells.Fold(h) == Cells.Fold(n))))))
        {
            draft.NotUnderstood("proposal.no-items");
        }
    }

    private void Rest(Draft draft)
    {
        var rest = columns.Where(c => c.Heading.Length > 0 && !_used.Contains(c.Index)).ToList();
        foreach (var look in rest.DistinctBy(l => Cells.Fold(l.Heading), StringComparer.Ordinal))
        {
            draft.Add(new JsonObject { ["heading"] = look.Heading, ["to"] = Targets.Ignore });
        }

        if (rest.Count == 0)
        {
            return;
        }

        draft.NotUnderstood("proposal.ignored", rest.Count.ToString(CultureInfo.InvariantCulture), Headings(rest.Take(20)) + (rest.Count > 20 ? " …" : ""));
        draft.Details["ignored"] = new JsonArray([.. rest.Select(l => (JsonNode)Describe(l))]);
    }

    /// <summary>What may be said of a column that nobody knows: its heading, how it looks, and its values only if they cannot be a person's.</summary>
    private static JsonObject Describe(ColumnLook look)
    {
        var json = new JsonObject { ["heading"] = look.Heading };
        if (look.Formats.Count > 0)
        {
            json["looksLike"] = "date";
        }
        else if (look.Filled > 1 && look.IsUnique)
        {
            json["looksLike"] = "id";
        }

        if (look.Values.Count > 0 && look.Formats.Count == 0)
        {
            json["values"] = Draft.List(look.Values);
        }

        return json;
    }

    private static string Name(ProfileColumn column) => column.IdKind.Length > 0 ? $"{column.Target} ({column.IdKind})" : column.Target;

    private static string Headings(IEnumerable<ColumnLook> looks) => string.Join(", ", looks.Select(Show));

    private static string Show(ColumnLook look) => Validation.Shape.Clean(look.Heading.Length > 80 ? look.Heading[..80] + "…" : look.Heading);
}

/// <summary>Writes columns of a draft.</summary>
internal static class DraftColumns
{
    /// <summary>What tells a column from others of its target, and how strictly it is read.</summary>
    public static JsonObject With(this JsonObject json, ProfileColumn column)
    {
        if (column.IdKind.Length > 0)
        {
            json["idKind"] = column.IdKind;
            if (column.Normalise != IdNormalisation.Text)
            {
                json["normalise"] = column.Normalise.ToString().ToLowerInvariant();
            }
        }

        if (column.Presence != Presence.Optional)
        {
            json["required"] = column.Presence.ToString().ToLowerInvariant();
        }

        if (column.Missing.Count > 0)
        {
            json["missing"] = Draft.List(column.Missing);
        }

        if (column.Codes.Count > 0 && column.Codes.ContainsKey("*"))
        {
            // Codes with a star stand in the column itself and not beside the others.
            json["codes"] = new JsonObject { [""] = "no", ["*"] = "yes" };
        }

        return json;
    }
}
