using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>Reads one profile, strictly: nothing unknown is passed over, nothing missing is guessed.</summary>
internal static class ProfileReader
{
    private const int MaxName = 100, MaxVersion = 40;

    private static readonly (string, DeliveryKind)[] Kinds =
    [
        ("survey", DeliveryKind.Survey), ("register", DeliveryKind.Register), ("training", DeliveryKind.Training),
        ("courses", DeliveryKind.Courses), ("units", DeliveryKind.Units), ("requirements", DeliveryKind.Requirements),
        ("attendance", DeliveryKind.Attendance), ("coaching", DeliveryKind.Coaching), ("plans", DeliveryKind.Plans),
        ("planActions", DeliveryKind.PlanActions), ("ideas", DeliveryKind.Ideas), ("access", DeliveryKind.Access),
        ("framework", DeliveryKind.Framework),
    ];

    private static readonly (string, byte)[] MissingCodes =
        [("notShown", AnswerCode.NotShown), ("skipped", AnswerCode.Skipped), ("dontKnow", AnswerCode.DontKnow)];

    /// <summary>Reads a profile.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="json">UTF-8.</param>
    /// <param name="baseOf">Gives the text of the profile that another one extends, or null if there is none of that name.</param>
    /// <exception cref="ConfigurationException">It is wrong.</exception>
    public static Profile Read(string file, ReadOnlySpan<byte> json, Func<string, byte[]?> baseOf)
    {
        var node = ParseNode(file, json);
        if (node["extends"] is { } extends)
        {
            node.Remove("extends");
            node = Extend(file, node, extends, baseOf);
        }

        using var document = JsonDocument.Parse(node.ToJsonString());
        return Read(new JsonPlace(file, "$", document.RootElement));
    }

    private static JsonObject ParseNode(string file, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json, null, new JsonDocumentOptions { MaxDepth = 16 }) as JsonObject
                ?? throw new ConfigurationException($"{file}: $: expected an object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ConfigurationException($"{file}: not JSON: {e.Message}", e);
        }
    }

    /// <summary>What the profile says wins; a column with the same target, item and id kind takes the place of the base's.</summary>
    private static JsonObject Extend(string file, JsonObject own, JsonNode extends, Func<string, byte[]?> baseOf)
    {
        var name = extends.GetValueKind() == JsonValueKind.String ? extends.GetValue<string>() : "";
        var merged = baseOf(name) is { } bytes
            ? ParseNode(name, bytes)
            : throw new ConfigurationException($"{file}: $.extends: found \"{name}\", expected the name of a built-in profile.");
        if (merged["extends"] is { } further)
        {
            // A built-in profile may itself extend one; they form no ring.
            merged.Remove("extends");
            merged = Extend(name, merged, further, baseOf);
        }

        foreach (var must in (string[])["name", "version", "synthetic"])
        {
            if (own[must] is null)
            {
                throw new ConfigurationException($"{file}: $: found no '{must}', expected it: it is not inherited.");
            }
        }

        foreach (var (key, value) in own.ToList())
        {
            own.Remove(key);
            if (key == "columns" && value is JsonArray columns && merged["columns"] is JsonArray inherited)
            {
                foreach (var column in columns.ToList())
                {
                    columns.Remove(column);
                    var same = inherited.FirstOrDefault(c => Identity(c) == Identity(column) && Identity(column) is not (Targets.Ignore + "\n\n" or Targets.FreeText + "\n\n"));
                    if (same is not null)
                    {
                        inherited[inherited.IndexOf(same)] = column;
                    }
                    else
                    {
                        inherited.Add(column);
                    }
                }
            }
            else
            {
                merged[key] = value;
            }
        }

        if (merged["rowKey"] is not null && merged["columns"] is JsonArray all && all.FirstOrDefault(c => (string?)c?["to"] == Targets.RowKey) is { } inheritedKey)
        {
            all.Remove(inheritedKey);
        }

        return merged;
    }

    private static string Identity(JsonNode? column) =>
        column is JsonObject o ? $"{o["to"]}\n{o["item"]}\n{o["idKind"]}" : "";

    private static Profile Read(JsonPlace root)
    {
        root.Only(
            "$schema", "name", "version", "kind", "source", "synthetic", "description", "file", "fingerprint", "mode", "wave", "expectedEvery",
            "dates", "decimal", "levels", "missing", "codes", "items", "columns", "draft", "proposal", "rowKey", "rows");
        if (root.Find("draft") is { } draft && draft.Flag())
        {
            throw draft.Wrong("the line removed, once a person has read the proposal through and filled in what it could not tell");
        }

        var name = root.Get("name").Code(MaxName);
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || name[0] == '.')
        {
            throw root.Get("name").Wrong("letters a–z, digits, - and _");
        }

        var kind = root.Get("kind").Choice(Kinds);
        var description = root.Get("description");
        description.Only("sv", "en");
        var (wave, waveCode) = ReadWave(root.Find("wave"));
        var columns = ReadColumns(root, kind);
        Check(root, kind, columns);
        return new Profile(
            name,
            root.Get("version").Code(MaxVersion),
            kind,
            root.Find("source")?.Code(MaxName) ?? name,
            root.Get("synthetic").Flag(),
            new BothLanguages(description.Get("sv").Text(), description.Get("en").Text()),
            root.Find("file") is { } file ? ReadLayout(file) : FileLayout.Found,
            root.Find("mode")?.Choice(("full", DeliveryMode.Full), ("increment", DeliveryMode.Increment)) ?? DeliveryMode.Full,
            wave,
            waveCode,
            ReadExpectedEvery(root.Find("expectedEvery")),
            root.Find("dates")?.Texts() ?? [Cells.IsoDate],
            root.Find("decimal")?.Choice(("either", DecimalSign.Either), ("comma", DecimalSign.Comma), ("point", DecimalSign.Point)) ?? DecimalSign.Either,
            root.Find("fingerprint")?.Texts() ?? [.. columns.Where(c => c.Presence != Presence.Optional).Select(c => c.Headings[0])],
            columns)
        {
            Numbered = ReadNumbered(root.Find("items")),
            KeyIsContent = root.Find("rowKey") is { } key && Of(DeliveryKind.Survey, key).Choice(("content", true)),
            RowsAreEvents = root.Find("rows") is { } rows && Of(DeliveryKind.Training, rows).Choice(("records", false), ("events", true)),
        };

        JsonPlace Of(DeliveryKind of, JsonPlace place) => kind == of ? place : throw place.Wrong("nothing: another kind of file has it");
    }

    private static FileLayout ReadLayout(JsonPlace file)
    {
        file.Only("pattern", "format", "separator", "encoding", "sheet", "headingRows", "headingLine");
        return new FileLayout(
            file.Find("pattern")?.Text() ?? "",
            file.Find("format")?.Choice([.. SourceFormats.All.Select(f => (f.Name, f.Name))]) ?? "",
            file.Find("separator")?.Choice<char>((";", ';'), (",", ','), ("tab", '\t'), ("|", '|')),
            file.Find("encoding")?.Choice([.. Encodings.Names.Select(n => (n, n))]) ?? "",
            file.Find("sheet")?.Text() ?? "",
            file.Find("headingRows")?.Choice(1, 2) ?? 0)
        {
            HeadingLine = file.Find("headingLine")?.Choice(1, 1000) ?? 0,
        };
    }

    private static (WaveSource, string) ReadWave(JsonPlace? wave)
    {
        if (wave is not { } w)
        {
            return (WaveSource.Date, "");
        }

        w.Only("by", "code");
        var by = w.Get("by").Choice(("command", WaveSource.Command), ("date", WaveSource.Date), ("fixed", WaveSource.Fixed));
        return (by, by == WaveSource.Fixed ? w.Get("code").Text() : "");
    }

    private static TimeSpan? ReadExpectedEvery(JsonPlace? place)
    {
        if (place is not { } p)
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(p.Text());
        }
        catch (FormatException)
        {
            throw p.Wrong("an ISO 8601 duration such as \"P7D\"");
        }
    }

    private static List<ProfileColumn> ReadColumns(JsonPlace root, DeliveryKind kind)
    {
        var levels = root.Find("levels") is { } l ? ProfileItems.Codes(l, ItemScale.Level, []) : ProfileItems.Digits(ItemScale.Level);
        var missing = root.Find("missing") is { } m ? ReadMissing(m) : new(StringComparer.Ordinal) { [""] = AnswerCode.Skipped };
        var codes = root.Find("codes") is { } c ? c.Properties() : [];
        var columns = new List<ProfileColumn>();
        foreach (var place in root.Get("columns").Items())
        {
            columns.Add(ReadColumn(place, kind, levels, missing, codes));
        }

        if (root.Find("items") is { } items)
        {
            if (kind != DeliveryKind.Survey)
            {
                throw items.Wrong("no items: only a survey has them");
            }

            items.Only("ids", "heading", "numbered", "importance", "example", "competence", "dimension", "evidence", "scale", "codes");
            var heading = ItemPattern.ReadAll(items.Get("heading"));
            IReadOnlyList<string> importance = items.Find("importance") is { } i ? ItemPattern.ReadAll(i) : [];
            var example = items.Find("example")?.Texts() ?? [];
            // A column of its own wins over the block: it says something particular of that item.
            var ids = items.Get("ids").Texts().Where(id => !columns.Exists(c => c.Target == Targets.Item && c.Item == id)).ToList();
            columns.AddRange(ids.Select(id =>
            {
                var instrument = ProfileItems.Read(items, id);
                var scale = ProfileItems.Codes(items.Find("codes"), instrument.Scale, levels);
                return Item(Targets.Item, id, heading, Merge(scale, missing), example) with { Instrument = instrument };
            }));
            if (importance.Count > 0)
            {
                columns.AddRange(ids.Select(id => Item(Targets.Importance, id, importance, Merge(ImportanceLevels(), missing), [])));
            }
        }

        return columns;
    }

    private static ProfileColumn Item(
        string target, string id, IReadOnlyList<string> patterns, IReadOnlyDictionary<string, byte> codes, IReadOnlyList<string> example) =>
        new(ItemPattern.Headings(patterns, id), target, id, "", IdNormalisation.Text, Presence.Optional, codes, [], [], example);

    /// <summary>Patterns that could as well be a questionnaire's running numbers, with the heading that each gives every item.</summary>
    private static IReadOnlyList<ItemNumbering> ReadNumbered(JsonPlace? items) =>
        items?.Find("numbered") is { } numbered && items.Value.Find("ids") is { } ids
            ? [.. ItemPattern.ReadAll(numbered).Select(p => new ItemNumbering(ids.Texts().ToDictionary(id => id, id => ItemPattern.Fill(p, id), StringComparer.Ordinal)))]
            : [];

    private static ProfileColumn ReadColumn(
        JsonPlace place, DeliveryKind kind, Dictionary<string, byte> levels, Dictionary<string, byte> missing, IReadOnlyList<(string Name, JsonPlace Place)> codes)
    {
        place.Only(
            "heading", "constant", "to", "item", "idKind", "normalise", "required", "codes", "missing", "dates", "example", "option", "split", "reversed", "keep",
            "primary", "alsoAs", "competence", "dimension", "evidence", "scale");
        var to = place.Get("to");
        var target = Targets.Find(kind, to.Text()) ?? throw to.Wrong(string.Join(" | ", Targets.Of(kind).Select(t => t.Name)));
        var constant = place.Find("constant")?.Text();
        var headings = constant is null ? place.Get("heading").Texts() : [];
        if (constant is not null && place.Find("heading") is { } both)
        {
            throw both.Wrong("no heading beside a constant");
        }

        var isItem = target.Kind is CellKind.Item or CellKind.Importance;
        var item = isItem ? place.Get("item").Code(MaxVersion) : "";
        var instrument = target.Kind == CellKind.Item ? ProfileItems.Read(place, item) : ProfileItems.Refuse(place, target.Name);
        var idKind = target.Kind == CellKind.Id ? place.Get("idKind").Code(MaxVersion) : "";
        var own = place.Find("codes");
        var option = place.Find("option");
        if (option is { } stray && !isItem && target.Choices is null)
        {
            throw stray.Wrong($"no option for '{target.Name}'");
        }

        IReadOnlyDictionary<string, byte> map = new Dictionary<string, byte>(StringComparer.Ordinal);
        IReadOnlyList<string> unknown = [];
        if (isItem)
        {
            var scale = instrument is not null ? ProfileItems.Codes(own, instrument.Scale, levels) : own is { } i ? ProfileItems.Codes(i, ItemScale.Level, []) : ImportanceLevels();
            map = Merge(place.Find("reversed")?.Flag() == true ? ProfileItems.Reversed(scale, instrument?.Scale ?? ItemScale.Level) : scale, place.Find("missing") is { } m ? ReadMissing(m) : missing);
        }
        else
        {
            unknown = place.Find("missing")?.Texts() ?? [];
            if (target.Choices is { } choices)
            {
                var shared = codes.FirstOrDefault(c => c.Name == target.Name).Place;
                var source = own ?? (shared.File is null ? place.Get("codes") : shared);
                map = ReadChoices(source, choices);
            }
            else if (own is { } codesOfNone)
            {
                throw codesOfNone.Wrong($"no codes for '{target.Name}'");
            }
        }

        return new ProfileColumn(
            headings.Count > 0 || constant is not null ? headings : throw place.Get("heading").Wrong("at least one heading"),
            target.Name,
            item,
            idKind,
            place.Find("normalise")?.Choice(
                ("text", IdNormalisation.Text), ("lower", IdNormalisation.Lower), ("personnummer", IdNormalisation.Personnummer)) ?? IdNormalisation.Text,
            place.Find("required")?.Choice(("value", Presence.Value), ("column", Presence.Column), ("optional", Presence.Optional)) ?? Presence.Optional,
            map,
            unknown,
            place.Find("dates")?.Texts() ?? [],
            place.Find("example")?.Texts() ?? [])
        {
            Constant = constant,
            Instrument = instrument,
            Option = option?.Text() ?? "",
            Split = place.Find("split")?.Text() ?? (option is null ? "" : ";"),
            Keep = place.Find("keep")?.Flag() ?? false,
            Primary = OfRegisterId(place.Find("primary"), kind, target)?.Flag(),
            AlsoAs = OfRegisterId(place.Find("alsoAs"), kind, target)?.Choice((MailboxHash.Kind, MailboxHash.Kind)) ?? "",
        };
    }

    private static JsonPlace? OfRegisterId(JsonPlace? place, DeliveryKind kind, Target target) =>
        place is { } p && (kind != DeliveryKind.Register || target.Kind != CellKind.Id) ? throw p.Wrong("nothing: only an id of a register says it") : place;

    private static Dictionary<string, byte> ReadChoices(JsonPlace place, IReadOnlyDictionary<string, byte> choices)
    {
        var map = new Dictionary<string, byte>(StringComparer.Ordinal);
        var allowed = choices.Select(c => (c.Key, c.Value)).ToArray();
        foreach (var (text, code) in place.Properties())
        {
            map[text] = code.Choice(allowed);
        }

        return map;
    }

    private static Dictionary<string, byte> ReadMissing(JsonPlace place)
    {
        var map = new Dictionary<string, byte>(StringComparer.Ordinal);
        foreach (var (text, code) in place.Properties())
        {
            map[text] = code.Choice(MissingCodes);
        }

        return map;
    }

    private static Dictionary<string, byte> ImportanceLevels() =>
        Enumerable.Range(1, 5).ToDictionary(n => ((char)('0' + n)).ToString(), n => (byte)n, StringComparer.Ordinal);

    private static Dictionary<string, byte> Merge(Dictionary<string, byte> scale, Dictionary<string, byte> missing)
    {
        var map = new Dictionary<string, byte>(scale, StringComparer.Ordinal);
        foreach (var (text, code) in missing)
        {
            map[text] = code;
        }

        return map;
    }

    private static void Check(JsonPlace root, DeliveryKind kind, List<ProfileColumn> columns)
    {
        foreach (var target in Targets.Of(kind).Where(t => t.Needed))
        {
            var isContent = target.Name == Targets.RowKey && root.Find("rowKey") is not null;
            if (isContent && columns.Exists(c => c.Target == target.Name))
            {
                throw new ConfigurationException($"{root.File}: $.rowKey: found a column with \"to\": \"rowKey\" too, expected one of the two.");
            }

            if (!columns.Exists(c => c.Target == target.Name) && !isContent)
            {
                throw new ConfigurationException($"{root.File}: $.columns: found no column with \"to\": \"{target.Name}\", expected one.");
            }
        }

        // One heading may serve several targets (a moment that also tells that the end was reached; the options of one question).
        var headings = new HashSet<(string, string)>();
        foreach (var column in columns)
        {
            foreach (var heading in column.Headings)
            {
                var use = column.Option.Length > 0 ? "option " + Cells.Fold(column.Option) : column.Target is Targets.Item or Targets.Importance ? "item" : column.Target;
                if (!headings.Add((Cells.Fold(heading), use)))
                {
                    throw new ConfigurationException($"{root.File}: $.columns: found the heading \"{heading}\" twice, expected it once.");
                }
            }
        }

        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns.Where(c => c.Target != Targets.Ignore))
        {
            if (column.Target != Targets.FreeText && !targets.Add($"{column.Target} {column.Item}{column.IdKind}".TrimEnd()))
            {
                throw new ConfigurationException(
                    $"{root.File}: $.columns: found two columns to '{column.Target} {column.Item}{column.IdKind}', expected one (give it several headings instead).");
            }
        }

        CheckIds(root, columns);
    }

    private static void CheckIds(JsonPlace root, List<ProfileColumn> columns)
    {
        var primary = columns.FindAll(c => c.Primary == true);
        if (primary.Count > 1 || primary.Exists(c => c.Presence != Presence.Value))
        {
            throw new ConfigurationException(
                $"{root.File}: $.columns: found {(primary.Count > 1 ? "several primary ids, expected one" : "a primary id that may be empty, expected \"required\": \"value\"")}.");
        }

        // Of each person of a row: a pair of two persons has the same kinds twice.
        var kinds = columns.Where(c => c.IdKind.Length > 0)
            .SelectMany(c => (IEnumerable<(string, string Kind)>)[(c.Target, c.IdKind), (c.Target, c.AlsoAs)]).Where(k => k.Kind.Length > 0).ToList();
        if (kinds.Distinct().Count() != kinds.Count)
        {
            throw new ConfigurationException($"{root.File}: $.columns: found an \"alsoAs\" of a kind that another column has, expected it once.");
        }
    }
}
